package pareto

import (
	"cmp"
	"slices"
)

// order compares vectors as a question wants them: Pareto dominance in the chosen criteria, the others as tie-breaks.
type order struct {
	chosen, rest []int
}

// least is the order of one criterion alone, in which everything else is equal.
func least(criterion int) order { return order{chosen: []int{criterion}} }

func newOrder(criteria [3]bool) order {
	var o order
	for c, chosen := range criteria {
		if chosen {
			o.chosen = append(o.chosen, c)
		} else {
			o.rest = append(o.rest, c)
		}
	}
	return o
}

// covers tells whether a makes b superfluous: a is no worse in every chosen criterion, and where the two are equal in
// all of them, no worse in the others, in order. A vector that covers a lower bound covers all that lies above it.
func (o order) covers(a, b Vector) bool {
	equal := true
	for _, c := range o.chosen {
		if a[c] > b[c] {
			return false
		}
		equal = equal && a[c] == b[c]
	}
	if !equal {
		return true
	}
	for _, c := range o.rest {
		if a[c] != b[c] {
			return a[c] < b[c]
		}
	}
	return true
}

// front holds the plans that no other covers.
type front struct {
	order
	limit Vector
	plans []Plan
	last  int // the plan that covered most recently: it often covers again
}

// covered tells whether nothing at or above the bound is wanted: it is over a limit or some plan covers it.
func (f *front) covered(bound Vector) bool {
	for c, most := range f.limit {
		if most >= 0 && bound[c] > most {
			return true
		}
	}
	if f.last < len(f.plans) && f.covers(f.plans[f.last].Vector, bound) {
		return true
	}
	for i := range f.plans {
		if f.covers(f.plans[i].Vector, bound) {
			f.last = i
			return true
		}
	}
	return false
}

// add puts in a plan that is not covered and takes out those that it covers.
func (f *front) add(p Plan) {
	f.plans = slices.DeleteFunc(f.plans, func(q Plan) bool { return f.covers(p.Vector, q.Vector) })
	f.plans = append(f.plans, p)
	f.last = len(f.plans) - 1
}

// sorted gives the plans ordered by vector.
func (f *front) sorted() []Plan {
	slices.SortFunc(f.plans, func(a, b Plan) int { return slices.Compare(a.Vector[:], b.Vector[:]) })
	return f.plans
}

// first compares bounds by what a search should look at first: by the first criterion chosen, then the others.
func (o order) first(a, b Vector) int {
	for _, c := range append(slices.Clip(o.chosen), o.rest...) {
		if d := cmp.Compare(a[c], b[c]); d != 0 {
			return d
		}
	}
	return 0
}
