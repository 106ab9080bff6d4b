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
	plan := &Plan{Name: p.planID(q, place)}
	purposes := p.purposes(q, a)
	var earned, foregone int64
	for i, act := range a.actions {
		span := Span{StartMonth: plan.Months, Months: act.months(), Cost: act.cost()}
		span.EndMonth = span.StartMonth + span.Months
		pay := int64(span.Months) * annual(act.career)
		span.Earned = dollars(pay)
		earned += pay
		foregone += int64(span.Months) * shortfall(q.To, act.career)
		span.Serves = purposes[i]
		span.Sources = sources(act, a, i, q)
		plan.Months, plan.Cost = span.EndMonth, plan.Cost+span.Cost
		plan.addRanges(act)
		plan.Steps = append(plan.Steps, act.step(span))
	}
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

// addRanges adds what an action takes at least, typically and at most.
func (p *Plan) addRanges(a action) {
	if a.credential == nil {
		addRange(&p.MonthsRange, catalog.Range{Min: a.worked, Typical: a.worked, Max: a.worked})
		return
	}
	months := a.route.Months
	if a.career != nil {
		months = *a.route.PartTimeMonths
	}
	addRange(&p.MonthsRange, months)
	addRange(&p.CostRange, a.route.Cost)
}

func addRange(sum *catalog.Range, r catalog.Range) {
	sum.Min += r.Min
	sum.Typical += r.Typical
	sum.Max += r.Max
}

// sources lists where the figures of a step come from, each once: its months, its price, the pay beside it, and, for
// months of work, the requirements that ask for them.
func sources(act action, a arranged, i int, q Question) []*catalog.Source {
	var all []*catalog.Source
	if r := act.route; r != nil {
		all = append(all, r.Months.Source)
		if act.career != nil {
			all = []*catalog.Source{r.PartTimeMonths.Source}
		}
		all = append(all, r.Cost.Source, r.Source)
	} else {
		for at, needs := range a.needs {
			if !slices.Contains(needs, i) {
				continue
			}
			for _, c := range consumers(q, a, at) {
				all = append(all, c.source)
			}
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

// consumer is something that a step or the goal requires, and who says so.
type consumer struct {
	requirement catalog.Requirement
	source      *catalog.Source
	// text says what the requirement is for, such as "Registered Nurse requires".
	text string
}

// consumers lists what the step at a place requires, or the goal, whose place is after the last.
func consumers(q Question, a arranged, at int) []consumer {
	var all []consumer
	career := func(c *catalog.Career) {
		all = append(all, consumer{c.Requires, c.RequiresSource, c.Name + " requires"})
	}
	if at < len(a.actions) {
		act := a.actions[at]
		if act.credential != nil {
			all = append(all, consumer{act.route.Requires, act.route.Source, act.credential.Name + " requires"})
		}
		if act.career != nil {
			career(act.career)
		}
		return all
	}
	career(q.To)
	for _, c := range q.Constraints.ViaCredentials {
		all = append(all, consumer{&catalog.CredentialRequirement{Credential: c}, nil, "you asked for"})
	}
	for _, c := range q.Constraints.ViaCareers {
		all = append(all, consumer{&catalog.ExperienceRequirement{Months: 1, In: []*catalog.Career{c}}, nil, "you asked for"})
	}
	return all
}

// purposes lists for each step what it is for: the requirements of later steps, and of the goal, that it helps to meet.
func (p *Planner) purposes(q Question, a arranged) [][]Purpose {
	all := make([][]Purpose, len(a.actions))
	s := p.standing(q.From)
	for at, needs := range a.needs {
		for _, i := range needs {
			s.do(a.actions[i])
		}
		var step *int
		if at < len(a.actions) {
			step = &at
		}
		for _, c := range consumers(q, a, at) {
			for _, i := range needs {
				for _, leaf := range s.served(c.requirement, a.actions[i]) {
					all[i] = append(all[i], Purpose{leaf, step, c.text + " " + leaf.Text()})
				}
			}
		}
		for _, i := range needs {
			s.undo(a.actions[i])
		}
	}
	return all
}

// served lists the leaves of a requirement that an action helps to meet, each once. Parts that are not met are ways not
// taken: they have none.
func (s *standing) served(r catalog.Requirement, a action) []catalog.Requirement {
	if !s.meets(r) {
		return nil
	}
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		if a.credential == r.Credential {
			return []catalog.Requirement{r}
		}
	case *catalog.LevelRequirement:
		if a.credential != nil && r.Accepts(a.credential) {
			return []catalog.Requirement{r}
		}
	case *catalog.ExperienceRequirement:
		if a.career != nil && a.months() > 0 && (len(r.In) == 0 || slices.Contains(r.In, a.career)) {
			return []catalog.Requirement{r}
		}
	}
	var all []catalog.Requirement
	for _, part := range parts(r) {
		for _, leaf := range s.served(part, a) {
			if !slices.ContainsFunc(all, func(x catalog.Requirement) bool { return x.Text() == leaf.Text() }) {
				all = append(all, leaf)
			}
		}
	}
	return all
}
