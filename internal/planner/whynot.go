package planner

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// Detour is a checked question about the plans through something: what they cost against all plans.
type Detour struct {
	// Front asks for all plans, Through for those that contain what Via names.
	Front, Through Question
	Via            catalog.Node
}

// Detour checks a question and the id of a credential or career that plans shall lead through. Paths begin with the names of the
// question's arguments, or with "through".
func (p *Planner) Detour(in Input, through string) (Detour, Problems) {
	q, problems := p.Question(in)
	r := &resolver{catalog: p.catalog, problems: problems}
	at := []any{"through"}
	d := Detour{Front: q, Through: q, Via: r.one(through, at)}
	k := q.Constraints
	stands := func(avoid, via bool) {
		switch {
		case avoid:
			r.bad(at, "%s stands in avoid; take it out there", d.Via.ID())
		case via:
			r.bad(at, "%s stands in via, so every plan leads through it; take it out there", d.Via.ID())
		}
	}
	switch x := d.Via.(type) {
	case *catalog.Credential:
		stands(slices.Contains(k.AvoidCredentials, x), slices.Contains(k.ViaCredentials, x))
		d.Through.Constraints.ViaCredentials = ordered(append(slices.Clone(k.ViaCredentials), x))
	case *catalog.Career:
		if x == q.To {
			r.bad(at, "%s is the target; a plan ends when it is open", x.ID())
		}
		stands(slices.Contains(k.AvoidCareers, x), slices.Contains(k.ViaCareers, x))
		d.Through.Constraints.ViaCareers = ordered(append(slices.Clone(k.ViaCareers), x))
	}
	return d, r.problems
}

// Standing tells how the plans through something stand against all plans.
type Standing uint8

// How they stand: it is held or worked in already; every plan to the target leads through it; no plan of the front dominates some
// plan through it; each plan through it is dominated; there are plans, but none through it; there is no plan at all.
const (
	AtStart Standing = iota
	InEveryPlan
	OnFront
	Dominated
	NoneThrough
	NoneAtAll
)

// WhyNot says what plans through something cost against all plans, or why there are none.
type WhyNot struct {
	Target   *catalog.Career
	Through  catalog.Node
	Standing Standing
	Message  string
	// Front answers the question as it is, Plans with what they lead through as one thing more in `via`.
	Front, Plans Result
	// Exact is false where the label budget was spent, so that either may lack plans.
	Exact bool
	// Extra compares, for each criterion asked for in order, the best plan through it with the best of all; none where either is
	// missing.
	Extra []*ExtraOf
	// Dominated are the plans through it that plans of the front dominate, in their order.
	Dominated []*DominatedPlan
}

// ExtraOf is the best plan in a criterion through something, beside the best of all.
type ExtraOf struct {
	Criterion Criterion
	*Beside
}

// DominatedPlan is a plan, and which plans of the front dominate it.
type DominatedPlan struct {
	Plan *Plan
	By   []*DominatingPlan
}

// WhyNot puts the answers to a detour's two questions together.
func (d Detour) WhyNot(front, through Result) *WhyNot {
	w := &WhyNot{Target: d.Front.To, Through: d.Via, Front: front, Plans: through, Exact: true}
	all, isFront := front.(*PlanSet)
	plans, isThrough := through.(*PlanSet)
	if isFront {
		w.Exact = all.Exact
	}
	if isThrough {
		w.Exact = w.Exact && plans.Exact
	}
	if isFront && isThrough {
		for _, c := range d.Front.Optimize {
			w.Extra = append(w.Extra, &ExtraOf{c, beside(first(plans.Plans, c), first(all.Plans, c))})
		}
		for _, x := range plans.Plans {
			if by := all.dominate(x.vector()); len(by) > 0 {
				w.Dominated = append(w.Dominated, &DominatedPlan{x, by})
			}
		}
	}
	switch {
	case d.atStart():
		w.Standing = AtStart
	case isThrough && isFront && slices.Contains(all.Always, d.Via):
		w.Standing = InEveryPlan
	case isThrough && isFront && len(w.Dominated) == len(plans.Plans):
		w.Standing = Dominated
	case isThrough:
		w.Standing = OnFront
	case isFront:
		w.Standing = NoneThrough
	default:
		w.Standing = NoneAtAll
	}
	w.Message = w.words()
	return w
}

// atStart tells whether the profile begins with what the plans shall lead through.
func (d Detour) atStart() bool {
	switch x := d.Via.(type) {
	case *catalog.Credential:
		return slices.Contains(d.Front.From.Credentials, x)
	case *catalog.Career:
		return slices.ContainsFunc(d.Front.From.Experience, func(e Experience) bool { return e.Career == x })
	}
	return false
}

// words is the answer in a few sentences.
func (w *WhyNot) words() string {
	name, target := label(w.Through), w.Target.Name
	switch w.Standing {
	case AtStart:
		return fmt.Sprintf("%s is there from the start: every plan to %s has it.", name, target)
	case InEveryPlan:
		return fmt.Sprintf("Every plan to %s leads through %s.", target, name)
	case NoneThrough:
		why, unattainable := strings.CutPrefix(w.Plans.(*NoPlan).Message, fmt.Sprintf("There is no plan to %s. ", target))
		if !unattainable { // it goes on about limits or jobs
			why = fmt.Sprintf("Through %s: %s", name, why)
		}
		return fmt.Sprintf("There are plans to %s, but none through %s. %s", target, name, why)
	case NoneAtAll:
		return w.Plans.(*NoPlan).Message
	}
	text := fmt.Sprintf("For each plan through %s to %s there is a better one; against all plans,", name, target)
	if w.Standing == OnFront {
		text = fmt.Sprintf("There are plans worth choosing through %s to %s; against all plans,", name, target)
	}
	var parts []string
	for _, x := range w.Extra {
		parts = append(parts, x.words())
	}
	text += " " + series(parts, "and") + "."
	if set := w.Plans.(*PlanSet); !slices.ContainsFunc(set.Plans, func(p *Plan) bool { return p.needs(w.Through) }) {
		text += fmt.Sprintf(" In %s it serves nothing but the wish for it.", plans(len(set.Plans)))
	}
	if !w.Exact {
		text += " The search for better ones was not finished."
	}
	return text
}

// plans is "this plan" or "these plans".
func plans(n int) string {
	if n == 1 {
		return "this plan"
	}
	return "these plans"
}

// words says how much more it is in the criterion. It may be less: careers on the way to what plans lead through are worked in too.
func (x *ExtraOf) words() string {
	more, best, figure := x.MoreMonths, "the fastest takes", months
	switch x.Criterion {
	case Cost:
		more, best, figure = x.MoreCost, "the cheapest costs", money
	case ForegoneEarnings:
		more, best, figure = x.MoreForegoneEarnings, "the least income below the target's pay meanwhile is", money
	}
	switch {
	case more == 0:
		return best + " as much"
	case more < 0:
		return fmt.Sprintf("%s %s less", best, figure(-more))
	}
	return fmt.Sprintf("%s %s more", best, figure(more))
}

// needs tells whether a step of something in a plan serves more than the wish for it.
func (p *Plan) needs(x catalog.Node) bool {
	return slices.ContainsFunc(p.Steps, func(s Step) bool {
		return slices.Contains(p.of.actions[s.Common().at:][:1].elements(), x) && slices.ContainsFunc(s.Common().Serves, func(u Purpose) bool {
			return !strings.HasPrefix(u.Text, onWish)
		})
	})
}
