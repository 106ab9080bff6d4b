package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// Replacement is the question what else would do in the place of a plan's step: the plans that avoid what the step studies, or the
// career that it works in, and keep every other credential and career of the plan that serves something besides this step.
type Replacement struct {
	Question Question
	Avoided  catalog.Node
	// Kept is what is asked for by `via`, in the order of the plan.
	Kept []catalog.Node

	plan *Plan
}

// StepAlternatives are the plans that would do with something else in a step's place.
type StepAlternatives struct {
	Avoided catalog.Node
	Kept    []catalog.Node
	// Result answers the question with Avoided in `avoid` and Kept in `via`.
	Result Result
	// Exact is false where the label budget was spent, so that others may be missing.
	Exact bool
	// Plans are those of Result beside the plan that the step is of; none where there is nothing else.
	Plans []*Beside
}

// Count is how many there are.
func (a *StepAlternatives) Count() int { return len(a.Plans) }

// Replacement asks what else would do in the step's place.
func (s *Span) Replacement() Replacement {
	p, at := s.plan, s.at
	q := p.of.question
	r := Replacement{Avoided: p.item(at), plan: p}
	k := &q.Constraints
	isAvoided := func(x catalog.Node) bool { return x == r.Avoided }
	k.ViaCredentials = slices.DeleteFunc(slices.Clone(k.ViaCredentials), func(x *catalog.Credential) bool { return isAvoided(x) })
	k.ViaCareers = slices.DeleteFunc(slices.Clone(k.ViaCareers), func(x *catalog.Career) bool { return isAvoided(x) })
	for i, serves := range p.servesWithout(at) {
		for _, x := range p.of.actions[i : i+1].elements() {
			if serves && x != r.Avoided && !slices.Contains(r.Kept, x) {
				r.Kept = append(r.Kept, x)
			}
		}
	}
	for _, x := range r.Kept {
		switch x := x.(type) {
		case *catalog.Credential:
			k.ViaCredentials = append(k.ViaCredentials, x)
		case *catalog.Career:
			k.ViaCareers = append(k.ViaCareers, x)
		}
	}
	k.ViaCredentials, k.ViaCareers = ordered(k.ViaCredentials), ordered(k.ViaCareers)
	r.Question = avoiding(q, r.Avoided)
	return r
}

// item is what a step is there for: the credential that it studies, else the career that it works in.
func (p *Plan) item(at int) catalog.Node {
	if s, ok := p.Steps[at].(*StudyStep); ok {
		return s.Credential
	}
	return p.Steps[at].(*WorkStep).Career
}

// servesWithout tells of each step whether it serves the goal, directly or by steps after it, other than by the one at an index; of
// that one it is false.
func (p *Plan) servesWithout(at int) []bool {
	serves := make([]bool, len(p.Steps))
	for i := len(p.Steps) - 1; i >= 0; i-- {
		serves[i] = i != at && slices.ContainsFunc(p.Steps[i].Common().Serves, func(u Purpose) bool { return u.Step == nil || serves[*u.Step] })
	}
	return serves
}

// Alternatives puts the answer to the question beside the plan.
func (r Replacement) Alternatives(result Result) *StepAlternatives {
	a := &StepAlternatives{Avoided: r.Avoided, Kept: r.Kept, Result: result, Exact: true}
	if set, ok := result.(*PlanSet); ok {
		a.Exact = set.Exact
		for _, x := range set.Plans {
			a.Plans = append(a.Plans, beside(x, r.plan))
		}
	}
	return a
}
