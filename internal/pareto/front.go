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

// key is the kind of sum by which a search looks at the most promising first; byCost where that is dollars.
func (o order) key() int {
	switch time, short := slices.Contains(o.chosen, Time), slices.Contains(o.chosen, Shortfall); {
	case time && short:
		return 2
	case short:
		return 1
	case time:
		return 0
	}
	return byCost
}

// byCost is not a kind of sum.
const byCost = -1

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
	// floor is what every plan is known to take at least, in each criterion.
	floor Vector
	w     weights
	plans []Plan // ordered by time, then shortfall
	last  int    // the plan that covered most recently: it often covers again
	// mixed tells whether time and shortfall are both chosen, so that mixtures of them say more.
	mixed   bool
	corners []Vector // room for wanted
}

func newFront(o order, q Question) *front {
	mixed := slices.Contains(o.chosen, Time) && slices.Contains(o.chosen, Shortfall)
	return &front{order: o, limit: q.Limit, w: newWeights(q.Idle), mixed: mixed}
}

// covered tells whether a vector is not wanted: it is over a limit or some plan covers it.
func (f *front) covered(v Vector) bool {
	for c, most := range f.limit {
		if most >= 0 && v[c] > most {
			return true
		}
	}
	if f.last < len(f.plans) && f.covers(f.plans[f.last].Vector, v) {
		return true
	}
	for i := range f.plans {
		if f.covers(f.plans[i].Vector, v) {
			f.last = i
			return true
		}
	}
	return false
}

// wanted tells whether there may be anything at or above a bound that is not covered.
func (f *front) wanted(b bound) bool {
	v := b.vector()
	for c := range v {
		v[c] = max(v[c], f.floor[c])
	}
	if f.covered(v) {
		return false
	}
	if !f.mixed || len(f.plans) == 0 {
		return true
	}
	// Between two neighbors of the front that cost no more, what is not covered lies below a corner; it is out of reach
	// where some mixture of the corner is.
	f.corners = f.corners[:0]
	for i := range f.plans {
		if p := f.plans[i].Vector; !slices.Contains(f.chosen, Cost) || p[Cost] <= v[Cost] {
			f.corners = append(f.corners, p)
		}
	}
	if len(f.corners) == 0 {
		return true
	}
	for _, p := range f.corners {
		if v[Cost] < p[Cost] && f.within(b, v, p[Time], p[Shortfall]) {
			return true // an equal plan that costs less
		}
	}
	if v[Time] < f.corners[0][Time] {
		return true
	}
	least := f.corners[0][Shortfall]
	for _, next := range f.corners[1:] {
		if next[Shortfall] >= least {
			continue
		}
		if f.within(b, v, next[Time]-1, least-1) {
			return true
		}
		least = next[Shortfall]
	}
	return v[Shortfall] < least
}

// wantedBy is wanted for a search that counts its steps.
func (f *front) wantedBy(m *meter) func(bound) bool {
	return func(b bound) bool {
		m.take(len(f.plans) / 32)
		return f.wanted(b)
	}
}

// within tells whether a bound leaves room at or below a corner.
func (f *front) within(b bound, v Vector, time, short int64) bool {
	if v[Time] > time || v[Shortfall] > short {
		return false
	}
	corner := f.w.total(time, short)
	for k := range corner {
		if b.sums[k] > corner[k] {
			return false
		}
	}
	return true
}

// add puts in a plan that is not covered and takes out those that it covers.
func (f *front) add(p Plan) {
	f.plans = slices.DeleteFunc(f.plans, func(q Plan) bool { return f.covers(p.Vector, q.Vector) })
	f.last, _ = slices.BinarySearchFunc(f.plans, p, func(a, b Plan) int {
		return cmp.Or(cmp.Compare(a.Vector[Time], b.Vector[Time]), cmp.Compare(a.Vector[Shortfall], b.Vector[Shortfall]))
	})
	f.plans = slices.Insert(f.plans, f.last, p)
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
