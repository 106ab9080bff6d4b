package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
)

// build explains the plan at a place of a question's front.
func (p *Planner) build(q Question, place int, o outline) (*Plan, error) {
	a, ok := p.arrange(q, o)
	if !ok {
		return nil, fmt.Errorf("not a plan for %s", q.To.ID())
	}
	plan := &Plan{Name: p.planID(q, place), of: &posed{p, q, a.actions}}
	uses := p.uses(q, a)
	var earned, foregone int64
	for i, act := range a.actions {
		span := Span{StartMonth: plan.Months, Months: act.months(), Cost: act.cost(), plan: plan, at: i}
		span.EndMonth = span.StartMonth + span.Months
		pay := int64(span.Months) * annual(act.career)
		span.Earned = dollars(pay)
		earned += pay
		foregone += int64(span.Months) * shortfall(q.To, act.career)
		for _, u := range uses[i] {
			span.Serves = append(span.Serves, u.Purpose)
		}
		span.Sources = sources(act, uses[i])
		plan.Months, plan.Cost = span.EndMonth, plan.Cost+span.Cost
		plan.addRanges(i, act)
		plan.Steps = append(plan.Steps, act.step(span))
	}
	plan.Spread = plan.spread()
	plan.foregone = foregone
	plan.ForegoneEarnings, plan.EarnedOnTheWay = dollars(foregone), dollars(earned)
	plan.OpportunityCost = plan.Cost + plan.ForegoneEarnings
	return plan, nil
}

// dollars rounds twelfths of a dollar, half up.
func dollars(twelfths int64) int { return int((twelfths + 6) / 12) }

// step makes the step of an action.
func (a action) step(span Span) Step {
	switch {
	case a.credential == nil:
		return &WorkStep{Span: span, Career: a.career}
	case a.career == nil:
		return &StudyStep{Span: span, Credential: a.credential, Route: a.route, Mode: FullTime}
	}
	return &StudyStep{Span: span, Credential: a.credential, Route: a.route, Mode: WhileWorking, WorkingAs: a.career}
}

// sources lists where the figures of a step come from, each once: its months, its price, the pay beside it, and, for
// months of work, the requirements that ask for them.
func sources(act action, uses []use) []*catalog.Source {
	var all []*catalog.Source
	if r := act.route; r != nil {
		all = append(all, r.Months.Source)
		if act.career != nil {
			all = []*catalog.Source{r.PartTimeMonths.Source}
		}
		all = append(all, r.Cost.Source, r.Source)
	} else {
		for _, u := range uses {
			all = append(all, u.source)
		}
	}
	if act.career != nil && act.career.Wage != nil {
		all = append(all, act.career.Wage.Source)
	}
	var out []*catalog.Source
	for _, s := range all {
		if s != nil && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
