package pareto

import "slices"

// implication answers whether one condition implies another, by structure alone: a yes is certain, a no is not. Most conditions of a
// large network are wide alternatives of items. Whether one item is among them is a look into an ordered list, and whether all of one
// are among those of another is a walk along two; only parts that are more than items are followed.
type implication struct {
	n *Network
	// deep lists, of each condition, the parts that are more than items.
	deep  [][]Cond
	memo  map[uint64]bool
	meter *meter
}

func newImplication(n *Network, deep [][]Cond, m *meter) *implication {
	m.glance(len(n.conds))
	return &implication{n: n, deep: deep, memo: map[uint64]bool{}, meter: m}
}

// deepParts lists, of each condition, the parts that are more than items.
func (n *Network) deepParts() [][]Cond {
	deep := make([][]Cond, len(n.conds))
	fillLists(deep, func(put func(Cond, Cond)) {
		for c := range n.conds {
			for _, p := range n.conds[c].of {
				if n.conds[p].op != opHas {
					put(Cond(c), p)
				}
			}
		}
	})
	return deep
}

// mostImplications bounds how many pairs of conditions are kept in memory; of what is left nothing is said.
const mostImplications = 1 << 18

func (im *implication) implies(a, b Cond) bool {
	if a == b || a == Never || b == Always {
		return true
	}
	if a == Always || b == Never {
		return false
	}
	x, y := &im.n.conds[a], &im.n.conds[b]
	switch {
	case x.of == nil && y.of == nil:
		return x.op == opWorked && y.op == opWorked && x.months >= y.months && included(x.jobs, y.jobs)
	case y.op == opAny && among(y.of, a), x.op == opAll && among(x.of, b):
		return true
	case x.op == opHas && len(im.deep[b]) == 0, y.op == opHas && len(im.deep[a]) == 0:
		return false // the other is several items, which the one does not settle
	}
	key := uint64(a)<<32 | uint64(b)
	if v, ok := im.memo[key]; ok {
		return v
	}
	if len(im.memo) >= mostImplications {
		return false
	}
	im.memo[key] = false // until it is known; conditions have no circles
	im.meter.glance(4)
	v := im.decide(a, b)
	im.memo[key] = v
	return v
}

// among tells whether a condition is one of the ordered parts.
func among(of []Cond, c Cond) bool {
	_, ok := slices.BinarySearch(of, c)
	return ok
}

// decide compares two conditions of which one has parts, neither being a part of the other that settles it. Where a implies an item of
// alternatives b, it does so by a part that implies b; so of b's parts only the deep ones are tried.
func (im *implication) decide(a, b Cond) bool {
	x, y := &im.n.conds[a], &im.n.conds[b]
	some := func(of []Cond, ok func(Cond) bool) bool { return slices.ContainsFunc(of, ok) }
	toB := func(c Cond) bool { return im.implies(c, b) }
	fromA := func(c Cond) bool { return im.implies(a, c) }
	if y.op == opAll {
		im.meter.glance(len(y.of))
		return !some(y.of, func(c Cond) bool { return !fromA(c) })
	}
	if x.op == opAny {
		return im.everyPart(x.of, b)
	}
	if x.op == opAll {
		of := x.of
		if y.op == opHas {
			of = im.deep[a]
		}
		im.meter.glance(len(of))
		if some(of, toB) {
			return true
		}
	}
	switch {
	case y.op == opAny:
		im.meter.glance(len(im.deep[b]))
		return some(im.deep[b], fromA)
	case x.op == opAtLeast && y.op == opAtLeast:
		return x.count >= y.count && included(x.of, y.of)
	case y.op == opAtLeast && x.op == opAll:
		im.meter.glance(len(y.of))
		held := 0
		for _, c := range y.of {
			if fromA(c) {
				held++
			}
		}
		return held >= y.count
	}
	return false
}

// everyPart tells whether each of the ordered alternatives implies b.
func (im *implication) everyPart(of []Cond, b Cond) bool {
	y := &im.n.conds[b]
	if y.op != opAny {
		im.meter.glance(len(of))
		return !slices.ContainsFunc(of, func(c Cond) bool { return !im.implies(c, b) })
	}
	at := 0
	for _, c := range of {
		from := at
		for at < len(y.of) && y.of[at] < c {
			at++
		}
		im.meter.glance(1 + at - from)
		if at < len(y.of) && y.of[at] == c {
			continue
		}
		if im.n.conds[c].op == opHas && len(im.deep[b]) == 0 || !im.implies(c, b) {
			return false
		}
	}
	return true
}
