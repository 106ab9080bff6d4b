package planner

import (
	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// PlanDominance is which plans of the front dominate a person's own.
type PlanDominance struct {
	// Exact is false where the label budget was spent: the front may have others that do.
	Exact bool
	// Plans are in the order of the front; none where the person's plan does not hold.
	Plans []*DominatingPlan
}

// Count is how many there are.
func (d *PlanDominance) Count() int { return len(d.Plans) }

// DominatingPlan is a plan, and how much less it takes than the one it dominates: months, dollars, and dollars of income below the
// target's pay; in the criteria of the front none of them is below 0.
type DominatingPlan struct {
	Plan                                          *Plan
	FewerMonths, LowerCost, LowerForegoneEarnings int
}

// Front is the question for all plans that a person's own competes with: same start and target, no constraints.
func (c *PlanCheck) Front() Question {
	return Question{
		From: c.from, To: c.Target, Optimize: []Criterion{Time, Cost, ForegoneEarnings},
		Constraints: Constraints{StudyModes: []StudyMode{FullTime, WhileWorking}},
	}
}

// Repair is the question for the fastest and the cheapest plans that keep all credentials and careers of a person's own.
func (c *PlanCheck) Repair() Question {
	q := c.Front()
	q.Optimize = []Criterion{Time, Cost}
	var credentials []*catalog.Credential
	var careers []*catalog.Career
	for _, s := range c.Steps {
		if s.Credential != nil {
			credentials = append(credentials, s.Credential)
		}
		if s.Career != nil {
			careers = append(careers, s.Career)
		}
	}
	q.Constraints.ViaCredentials, q.Constraints.ViaCareers = ordered(credentials), ordered(careers)
	return q
}

// Dominance compares a person's own plan with the answer to Front.
func (c *PlanCheck) Dominance(front Result) *PlanDominance {
	d := &PlanDominance{Exact: true}
	set, ok := front.(*PlanSet)
	if !ok || !c.Holds {
		return d
	}
	d.Exact = set.Exact
	d.Plans = set.dominate(c.vector)
	return d
}

// dominate lists the plans of the front that dominate one that takes so much, in the front's criteria.
func (s *PlanSet) dominate(v pareto.Vector) (by []*DominatingPlan) {
	for _, p := range s.Plans {
		w, chosen := p.vector(), s.question.Optimize
		if dominates(chosen, w, v) && !dominates(chosen, v, w) {
			by = append(by, &DominatingPlan{p, int(v[pareto.Time] - w[pareto.Time]), int(v[pareto.Cost] - w[pareto.Cost]), dollars(v[pareto.Shortfall] - w[pareto.Shortfall])})
		}
	}
	return by
}

// vector is what the plan takes.
func (p *Plan) vector() pareto.Vector {
	return pareto.Vector{pareto.Time: p.exact(Time), pareto.Cost: p.exact(Cost), pareto.Shortfall: p.exact(ForegoneEarnings)}
}
