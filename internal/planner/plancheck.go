package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// PlanCheck says what holds of a person's own plan. Its totals are those of all steps as they are given, in months and dollars.
type PlanCheck struct {
	Target *catalog.Career
	// Holds tells that every step is open when it starts, and the target at the end.
	Holds bool
	Steps []*StepCheck
	// Fault is what is wrong with the first step that is not open; nil where all are.
	Fault *PlanFault
	// OpenAfter is after how many steps the target is open; nil where it never is.
	OpenAfter *int
	// Missing is the target's requirement, checked against what is held and worked at the end.
	Missing *RequirementCheck

	Months, Cost, ForegoneEarnings  int
	OpportunityCost, EarnedOnTheWay int

	from   Profile
	vector pareto.Vector
}

// StepCheck is one step of a person's own plan. A study has a Credential, and a Career where it is beside a job; work has a Career alone.
type StepCheck struct {
	// Open tells whether it can start when the steps before it that are open are done; one that is not open gives nothing.
	Open       bool
	Credential *catalog.Credential
	// Route is the one that was chosen, else the first that is open, else the first; nil for work, and where there is none.
	Route  *catalog.Route
	Career *catalog.Career

	StartMonth, EndMonth, Months int
	Cost, Earned                 int
}

// PlanFault is why a step is not open. Missing is nil where no requirement is in the way.
type PlanFault struct {
	Step    int
	Message string
	Missing *RequirementCheck
}

// CheckPlan goes through a person's own plan step by step. Every mistake in the input is reported at once, with paths that begin
// with "from", "to" and "steps".
func (p *Planner) CheckPlan(from ProfileInput, to string, steps []PlanStepInput) (*PlanCheck, Problems) {
	r := &resolver{catalog: p.catalog}
	c := &PlanCheck{from: r.profile(from, []any{"from"})}
	c.Target, _ = lookup[*catalog.Career](r, to, []any{"to"}, catalog.Careers)
	at := []any{"steps"}
	plan := r.proposal(steps, at)
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	if !c.walk(p.standing(c.from), plan) {
		r.bad(at, "together they take more than %d months or dollars; make them fewer or shorter", catalog.MaxNumber)
		return nil, r.problems
	}
	return c, nil
}

// walk does the steps that are open, one after the other; ok is false where a total is too great to be told.
func (c *PlanCheck) walk(s *standing, plan []proposed) (ok bool) {
	arrive := func(after int) {
		if c.OpenAfter == nil && s.open(c.Target) {
			c.OpenAfter = &after
		}
	}
	arrive(0)
	var earned int64
	for i, step := range plan {
		a, fault := s.choose(step)
		months, cost := 0, 0
		if a.credential == nil || a.route != nil {
			months, cost = a.months(), a.cost()
		}
		pay := int64(months) * annual(a.career)
		earned += pay
		c.vector[pareto.Time] += int64(months)
		c.vector[pareto.Cost] += int64(cost)
		c.vector[pareto.Shortfall] += int64(months) * shortfall(c.Target, a.career)
		if max(12*c.vector[pareto.Time], 12*c.vector[pareto.Cost]+c.vector[pareto.Shortfall], earned) > 12*catalog.MaxNumber {
			return false
		}
		checked := &StepCheck{
			Open: fault == nil, Credential: a.credential, Route: a.route, Career: a.career,
			StartMonth: c.Months, EndMonth: c.Months + months, Months: months, Cost: cost, Earned: dollars(pay),
		}
		c.Steps = append(c.Steps, checked)
		c.Months, c.Cost = checked.EndMonth, c.Cost+cost
		if fault == nil {
			s.do(a)
			arrive(i + 1)
		} else if c.Fault == nil {
			c.Fault = &PlanFault{Step: i, Message: fault.text}
			if fault.requirement != nil {
				c.Fault.Missing = s.check(fault.requirement)
			}
		}
	}
	c.ForegoneEarnings, c.EarnedOnTheWay = dollars(c.vector[pareto.Shortfall]), dollars(earned)
	c.OpportunityCost = c.Cost + c.ForegoneEarnings
	c.Missing = s.check(c.Target.Requires)
	c.Holds = c.Fault == nil && c.OpenAfter != nil
	return true
}

// fault is why a step is not open, and the requirement that is not met where it is one.
type fault struct {
	text        string
	requirement catalog.Requirement
}

// choose settles by which route a step of a person's own plan is done, and says why it is not open; nil where it is.
func (s *standing) choose(step proposed) (a action, why *fault) {
	a = step.action
	if c := a.credential; c != nil {
		open := slices.IndexFunc(step.routes, func(r *catalog.Route) bool { return s.meets(r.Requires) })
		switch {
		case len(step.routes) > 0:
			a.route = step.routes[max(open, 0)]
		case len(c.Routes) > 0:
			why = &fault{text: fmt.Sprintf("%s cannot be studied beside a job in this way.", c.Name)}
		default:
			why = &fault{text: fmt.Sprintf("%s cannot be studied: the catalog has no route to it.", c.Name)}
		}
		switch {
		case s.held[c.Index]:
			return a, &fault{text: fmt.Sprintf("%s is held already; nothing is studied twice.", c.Name)}
		case why != nil:
			return a, why
		case open < 0:
			missing := anyRoute(step.routes)
			return a, &fault{fmt.Sprintf("%s cannot be started: it needs %s.", c.Name, missing.Text()), missing}
		}
	}
	if job := a.career; job != nil && !s.open(job) {
		return a, &fault{fmt.Sprintf("Work as %s is not open: it needs %s.", job.Name, job.Requires.Text()), job.Requires}
	}
	return a, nil
}

// anyRoute is what must hold for one of the routes to be open, of which each requires something.
func anyRoute(routes []*catalog.Route) catalog.Requirement {
	if len(routes) == 1 {
		return routes[0].Requires
	}
	either := &catalog.AnyOf{}
	for _, r := range routes {
		either.Of = append(either.Of, r.Requires)
	}
	return either
}
