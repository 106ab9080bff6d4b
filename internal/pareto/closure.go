package pareto

// links are the ways between the conditions of a network and what asks for them.
type links struct {
	*Network
	parents   [][]Cond     // of each condition, one entry for each time it stands in one
	need      []int32      // how many parts a condition needs
	optionsBy [][]optionAt // by the condition they require
	jobsBy    [][]int32    // by the condition that opens them
	has       []Cond       // of each item; -1 where nothing asks for it
	worked    [][]Cond     // opWorked conditions that list a job
}

type optionAt struct{ item, option int32 }

func newLinks(n *Network) *links {
	l := &links{
		Network: n, need: make([]int32, len(n.conds)), has: make([]Cond, len(n.Items)),
		parents: make([][]Cond, len(n.conds)), optionsBy: make([][]optionAt, len(n.conds)), jobsBy: make([][]int32, len(n.conds)),
		worked: make([][]Cond, len(n.Jobs)),
	}
	for i := range l.has {
		l.has[i] = -1
	}
	for c := range n.conds {
		x := &n.conds[c]
		switch x.op {
		case opAll:
			l.need[c] = int32(len(x.of))
		case opAny:
			l.need[c] = 1
		case opAtLeast:
			l.need[c] = int32(x.count)
		case opHas:
			l.has[x.item] = Cond(c)
		}
	}
	fillLists(l.parents, func(put func(Cond, Cond)) {
		for c := range n.conds {
			for _, p := range n.conds[c].of {
				put(p, Cond(c))
			}
		}
	})
	fillLists(l.worked, func(put func(int32, Cond)) {
		for c := range n.conds {
			for _, j := range n.conds[c].jobs {
				put(j, Cond(c))
			}
		}
	})
	fillLists(l.optionsBy, func(put func(Cond, optionAt)) {
		for i := range n.Items {
			for o := range n.Items[i].Options {
				put(n.Items[i].Options[o].Requires, optionAt{int32(i), int32(o)})
			}
		}
	})
	fillLists(l.jobsBy, func(put func(Cond, int32)) {
		for j := range n.Jobs {
			put(n.Jobs[j].Opens, int32(j))
		}
	})
	return l
}

// fillLists fills lists, numbered by K, with what all puts into them, in that order; all is called twice. The lists share memory.
func fillLists[K ~int32, T any](lists [][]T, all func(put func(K, T))) {
	sizes := make([]int32, len(lists))
	total := 0
	all(func(k K, _ T) { sizes[k]++; total++ })
	memory := make([]T, total)
	for k, size := range sizes {
		lists[k], memory = memory[:0:size], memory[size:]
	}
	all(func(k K, x T) { lists[k] = append(lists[k], x) })
}

// closure is the set of conditions that hold, growing by set and shrinking by undo to an earlier mark.
type closure struct {
	*links
	holds []bool
	got   []int32
	trail []Cond
}

func newClosure(l *links) *closure {
	return &closure{links: l, holds: make([]bool, len(l.conds)), got: make([]int32, len(l.conds))}
}

// set makes a condition hold, and whatever then holds by its parts; each is told to then, which may set more.
func (c *closure) set(at Cond, then func(Cond)) {
	if c.holds[at] {
		return
	}
	c.holds[at] = true
	c.trail = append(c.trail, at)
	for _, p := range c.parents[at] {
		c.got[p]++
		if c.got[p] == c.need[p] {
			c.set(p, then)
		}
	}
	then(at)
}

// undo takes back all that was set since the trail had the length mark.
func (c *closure) undo(mark int, then func(Cond)) {
	for len(c.trail) > mark {
		at := c.trail[len(c.trail)-1]
		c.trail = c.trail[:len(c.trail)-1]
		c.holds[at] = false
		for _, p := range c.parents[at] {
			c.got[p]--
		}
		then(at)
	}
}
