// Package planner knows careers: it turns a person and a goal into a network of numbers for package pareto, and the
// solutions it finds back into plans with their steps, purposes, sources and trade-offs. Its answers are exact and
// depend on nothing but the catalogue and the question. It does not search, cache or serve.
package planner

import (
	"context"

	"careerlattice/internal/catalog"
)

// Planner answers questions about one catalogue. It is safe for concurrent use.
type Planner struct {
	catalog *catalog.Catalog
	budget  int64
}

// DefaultBudget is the label budget of a question: how many elementary steps a search may take.
const DefaultBudget int64 = 20_000_000

// New makes a planner for a catalogue; budget is the number of elementary search steps a question may take.
func New(c *catalog.Catalog, budget int64) *Planner { return &Planner{catalog: c, budget: budget} }

// Question checks an input and gives it in canonical form. Every mistake is reported at once, as Problems, with paths
// that begin with at. The default of an absent Optimize or Constraints is filled in.
func (p *Planner) Question(in Input, at ...any) (Question, Problems) { panic("being written") }

// Profile checks a profile alone, as Question does.
func (p *Planner) Profile(in ProfileInput, at ...any) (Profile, Problems) { panic("being written") }

// Plan answers a question. The only errors are those of ctx: a question that has no plan gets a *NoPlan.
func (p *Planner) Plan(ctx context.Context, q Question) (Result, error) { panic("being written") }

// PlanByID gives the plan that an id names, planned again; ok is false where the id is not one of this catalogue's.
func (p *Planner) PlanByID(ctx context.Context, id string) (plan *Plan, ok bool, err error) {
	panic("being written")
}

// Check holds a career's requirement against a profile (the gap).
func (p *Planner) Check(profile Profile, to *catalog.Career) *RequirementCheck {
	panic("being written")
}

// Key is the canonical question in bytes, with length-prefixed fields: equal questions and no others have equal keys.
// It does not hold the catalogue's digest.
func (q Question) Key() []byte { panic("being written") }

// Encode writes a result compactly for a cache; Decode reads it back for the same question and catalogue, and refuses
// anything else with an error.
func (p *Planner) Encode(r Result) []byte { panic("being written") }

// Decode reads what Encode wrote.
func (p *Planner) Decode(q Question, b []byte) (Result, error) { panic("being written") }

// Fastest, Cheapest and LeastForegone are the best plans in one criterion; of several, the first in the front's order.
func (s *PlanSet) Fastest() *Plan { panic("being written") }

// Cheapest is the plan of least cost.
func (s *PlanSet) Cheapest() *Plan { panic("being written") }

// LeastForegone is the plan with the least income below the target's pay meanwhile.
func (s *PlanSet) LeastForegone() *Plan { panic("being written") }
