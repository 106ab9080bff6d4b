// Package planner knows careers: it turns a person and a goal into a network of numbers for package pareto, and the
// solutions it finds back into plans with their steps, purposes, sources and trade-offs. Its answers are exact and
// depend on nothing but the catalog and the question. It does not search, cache or serve.
package planner

import (
	"context"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// Planner answers questions about one catalog. It is safe for concurrent use.
type Planner struct {
	catalog *catalog.Catalog
	budget  int64
	demands *demands
}

// DefaultBudget is the label budget of a question: how many elementary steps a search may take.
const DefaultBudget int64 = 12_000_000

// New makes a planner for a catalog; budget is the number of elementary search steps a question may take.
func New(c *catalog.Catalog, budget int64) *Planner {
	return &Planner{catalog: c, budget: budget, demands: newDemands(c)}
}

// Plan answers a question. The only errors are those of ctx: a question that has no plan gets a *NoPlan.
func (p *Planner) Plan(ctx context.Context, q Question) (Result, error) {
	set, err := p.front(ctx, q)
	if err != nil {
		return nil, err
	}
	if len(set.outlines) > 0 {
		return p.planSet(ctx, q, set)
	}
	return p.none(ctx, q, set)
}

// answer is what the search gives: plans as outlines, in the order of the front.
type answer struct {
	outlines []outline
	exact    bool
	labels   int64
	// bounds are what every plan takes at least; they are told where the front is not exact.
	bounds  pareto.Vector
	network *network
}

// front searches for the plans of a question.
func (p *Planner) front(ctx context.Context, q Question) (answer, error) {
	n := p.network(q)
	found, err := pareto.Solve(ctx, n.net, n.question(p.budget))
	if err != nil {
		return answer{}, err
	}
	return p.answered(ctx, n, found)
}

// answered tells what was found in a network in the words of the catalog. The only error is that of ctx.
func (p *Planner) answered(ctx context.Context, n *network, found pareto.Answer) (a answer, err error) {
	a = answer{exact: found.Exact, labels: found.Steps, bounds: found.Bounds, network: n}
	for i := range found.Plans {
		a.outlines = append(a.outlines, n.outline(&found.Plans[i]))
	}
	if !a.exact {
		a.outlines, err = p.tidy(ctx, n.q, a.outlines)
	}
	return a, err
}

// tidy makes sure of plans from a search that was not finished: no step without need, no plan that another dominates,
// and, where nothing was found yet but something can be, a plan that may not be a good one. The only errors are those of ctx.
func (p *Planner) tidy(ctx context.Context, q Question, outlines []outline) ([]outline, error) {
	if len(outlines) == 0 {
		if o, ok := p.anyPlan(q); ok {
			outlines = append(outlines, o)
		}
	}
	for i := range outlines {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		outlines[i] = p.minimized(q, outlines[i])
	}
	slices.SortFunc(outlines, func(a, b outline) int {
		x, y := p.vector(q, a), p.vector(q, b)
		return slices.Compare(x[:], y[:])
	})
	var kept []outline
	for _, o := range outlines {
		v := p.vector(q, o)
		dominated := slices.ContainsFunc(kept, func(k outline) bool { return dominates(q.Optimize, p.vector(q, k), v) })
		if !dominated && within(q.Constraints, v) {
			kept = append(kept, o)
		}
	}
	return kept, nil
}

// dominates tells whether a is no worse than b in the chosen criteria.
func dominates(chosen []Criterion, a, b pareto.Vector) bool {
	for _, c := range chosen {
		if a[c] > b[c] {
			return false
		}
	}
	return true
}

func within(c Constraints, v pareto.Vector) bool {
	return (c.MaxMonths == nil || v[pareto.Time] <= int64(*c.MaxMonths)) && (c.MaxCost == nil || v[pareto.Cost] <= int64(*c.MaxCost))
}

// planSet builds the plans of an answer, and finds what every plan contains.
func (p *Planner) planSet(ctx context.Context, q Question, a answer) (*PlanSet, error) {
	s, err := p.plans(q, a)
	if err != nil {
		return nil, err
	}
	s.Always, err = a.network.always(ctx, s.Plans)
	return s, err
}

// plans builds the plans of an answer.
func (p *Planner) plans(q Question, a answer) (*PlanSet, error) {
	s := &PlanSet{Target: q.To, Exact: a.exact, Labels: a.labels, CatalogDigest: p.catalog.Digest, question: q}
	if !a.exact {
		s.Bounds = &CriteriaBounds{int(a.bounds[pareto.Time]), int(a.bounds[pareto.Cost]), int(a.bounds[pareto.Shortfall] / 12)}
	}
	for i, o := range a.outlines {
		plan, err := p.build(q, i, o)
		if err != nil {
			return nil, err
		}
		s.Plans = append(s.Plans, plan)
	}
	compare(s.Plans, q.Optimize, a.exact)
	return s, nil
}
