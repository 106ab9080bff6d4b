package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// Difference is what a plan takes more than another to the same target, in months and dollars, below 0 where it takes less, and what it has
// that the other has not.
type Difference struct {
	MoreMonths, MoreCost, MoreForegoneEarnings int
	// Added are the credentials and careers that the other does not contain, LeftOut those of the other that the plan does not, each in
	// the order of the steps.
	Added, LeftOut []catalog.Node
}

// Beside is a plan beside another to the same target.
type Beside struct {
	Plan, Other *Plan
	Difference
}

func beside(plan, other *Plan) *Beside {
	a, b := plan.elements(), other.elements()
	return &Beside{plan, other, Difference{
		plan.Months - other.Months, plan.Cost - other.Cost, plan.ForegoneEarnings - other.ForegoneEarnings, lacking(a, b), lacking(b, a),
	}}
}

// lacking are those that another list does not have.
func lacking(list, other []catalog.Node) []catalog.Node {
	return slices.DeleteFunc(slices.Clone(list), func(x catalog.Node) bool { return slices.Contains(other, x) })
}
