package pareto

import "slices"

// pivots tells how many items a set can hold of which none can be spared. In a plan from which nothing can be dropped each
// item is there for something that would not begin without it: a consumer, which is another item, a job or the goal, whose
// condition fails if just this item is taken away. If all alternatives of a condition are single items or
// experience, only the first of them to be had is such a pivot, whoever asks for the condition: later ones find it
// met. So each such condition has one pivot in the whole plan. Items that stand outside of alternatives, or in nested
// ones, are not limited.
//
// A plan can be met by adding its items one by one such that at each point each item has a pivot of its own among the
// consumers there are: take the last item in the order of the plan that is not in the set and whose consumer is. Its pivot may be
// taken by an item of the set that comes later in the plan, that item's own by another still later, and so on, up to one
// whose consumer is missing, which is later too, and so is what that leads to; so the last one finds room.
type pivots struct {
	s     *sets
	needs []need // of each condition, as what a consumer asks for
	free  []uint64
	slots []Cond  // the conditions with one pivot that the consumers ask for
	taken []int32 // of each condition: the item that is its pivot, -1
	asked []bool  // of each condition: it is in slots
	tried []uint32
	epoch uint32
}

// need is what a condition asks for: items without limit, and conditions of which one item each is the pivot.
type need struct {
	free  []uint64
	slots []Cond
	known bool
}

func newPivots(s *sets) *pivots {
	p := &pivots{
		s: s, needs: make([]need, len(s.conds)), free: make([]uint64, (len(s.Items)+63)/64),
		taken: make([]int32, len(s.conds)), asked: make([]bool, len(s.conds)), tried: make([]uint32, len(s.conds)),
	}
	for c := range p.taken {
		p.taken[c] = -1
	}
	return p
}

// need reads off a condition what it asks for.
func (p *pivots) need(c Cond) *need {
	n := &p.needs[c]
	if n.known {
		return n
	}
	n.known, n.free = true, make([]uint64, len(p.free))
	var visit func(c Cond, nested bool)
	visit = func(c Cond, nested bool) {
		x := &p.s.conds[c]
		switch {
		case x.op == opHas:
			n.free[x.item/64] |= 1 << (x.item % 64)
		case x.op == opAny && !nested && p.flat(x):
			n.slots = append(n.slots, c)
		default:
			for _, part := range x.of {
				visit(part, nested || x.op != opAll)
			}
		}
	}
	visit(c, false)
	return n
}

// flat tells whether all parts are single items or experience.
func (p *pivots) flat(x *condition) bool {
	return !slices.ContainsFunc(x.of, func(c Cond) bool { return p.s.conds[c].op != opHas && p.s.conds[c].op != opWorked })
}

// match gives each item decided on a pivot of its own, and tells whether there is one for each.
func (p *pivots) match() bool {
	s := p.s
	for _, c := range p.slots {
		p.taken[c], p.asked[c] = -1, false
	}
	p.slots = p.slots[:0]
	clear(p.free)
	p.consume(s.Goal)
	for _, i := range s.chosen {
		p.consume(s.Items[i].Options[s.option[i]].Requires)
	}
	for j := range s.Jobs {
		if (s.jobIn[j] || s.open[j]) && !s.jobOut[j] {
			p.consume(s.Jobs[j].Opens)
		}
	}
	for _, i := range s.chosen {
		if !p.fits(i, false) {
			return false
		}
	}
	return true
}

func (p *pivots) consume(c Cond) {
	n := p.need(c)
	for w, items := range n.free {
		p.free[w] |= items
	}
	for _, slot := range n.slots {
		if !p.asked[slot] {
			p.asked[slot] = true
			p.slots = append(p.slots, slot)
		}
	}
}

// fits gives an item a pivot, moving others where need be, and tells whether that was possible. With try set it only tells.
func (p *pivots) fits(item int32, try bool) bool {
	if p.free[item/64]&(1<<(item%64)) != 0 || p.s.extras[item] {
		return true
	}
	p.epoch++
	return p.place(item, try)
}

func (p *pivots) place(item int32, try bool) bool {
	p.s.meter.step()
	for _, c := range p.within(item) {
		if !p.asked[c] || p.tried[c] == p.epoch {
			continue
		}
		p.tried[c] = p.epoch
		if p.taken[c] < 0 || p.place(p.taken[c], try) {
			if !try {
				p.taken[c] = item
			}
			return true
		}
	}
	return false
}

// within lists the conditions of single items that an item is an alternative of.
func (p *pivots) within(item int32) []Cond {
	if has := p.s.links.has[item]; has >= 0 {
		return p.s.links.parents[has]
	}
	return nil
}
