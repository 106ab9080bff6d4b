package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// Beside is a plan beside another to the same target: how much more it takes, negative where it takes less, and what it has that the
// other has not.
type Beside struct {
	Plan, Other                                *Plan
	MoreMonths, MoreCost, MoreForegoneEarnings int
	// Added are the credentials and careers of Plan that Other does not contain, LeftOut those of Other that Plan does not, each in
	// the order of the steps.
	Added, LeftOut []catalog.Node
}

func beside(plan, other *Plan) *Beside {
	a, b := plan.elements(), other.elements()
	return &Beside{
		plan, other, plan.Months - other.Months, plan.Cost - other.Cost, plan.ForegoneEarnings - other.ForegoneEarnings,
		lacking(a, b), lacking(b, a),
	}
}

// lacking are those that another list does not have.
func lacking(list, other []catalog.Node) []catalog.Node {
	return slices.DeleteFunc(slices.Clone(list), func(x catalog.Node) bool { return slices.Contains(other, x) })
}
