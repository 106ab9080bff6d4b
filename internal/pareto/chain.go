package pareto

import "math"

// unreachable is the value of what cannot come to hold.
const unreachable = math.MaxInt64 / 4

// chains are lower bounds by the longest chain (h-max, Bonet & Geffner 2001): for each condition the least that any way
// to it takes, where of several things needed the worst counts and of alternatives the best. What stands one behind the
// other in such a chain never overlaps in time, so it adds up.
type chains struct {
	s     *sets
	least []sums // of each condition
	// share is what an option takes at least, gather what months of experience do in a job that falls short by pay.
	share  func(item int32, o *Option) sums
	gather func(months, pay int64) sums
	// shares are what options take in this run, at the place of the first of their item and their own; known tells of which run each is.
	shares []sums
	known  []uint32
	first  []int32 // the place of each item's first option
	runs   uint32
}

// run works the bounds out for the present decisions.
func (c *chains) run(share func(item int32, o *Option) sums, gather func(months, pay int64) sums) {
	c.share, c.gather = share, gather
	s := c.s
	if c.runs++; c.least == nil {
		c.prepare()
	}
	for _, k := range s.scope.order {
		c.least[k] = all(unreachable)
	}
	c.least[Always] = sums{}
	worked := 0
	s.scope.settle(func(k Cond) bool {
		worked++
		now := c.of(k)
		now.least(c.least[k])
		changed := now != c.least[k]
		c.least[k] = now
		return changed
	})
	s.meter.take(1 + worked/16)
}

// prepare makes room.
func (c *chains) prepare() {
	c.least = make([]sums, len(c.s.conds))
	c.first = make([]int32, len(c.s.Items))
	options := 0
	for i := range c.first {
		c.first[i] = int32(options)
		options += len(c.s.Items[i].Options)
	}
	c.shares, c.known = make([]sums, options), make([]uint32, options)
}

func (c *chains) of(k Cond) (v sums) {
	s := c.s
	x := &s.conds[k]
	if s.standing && s.full.holds[k] {
		return v
	}
	switch x.op {
	case opAlways:
		return v
	case opAll:
		for _, p := range x.of {
			v.most(c.least[p])
		}
		return v
	case opAny, opAtLeast:
		v = all(unreachable)
		for _, p := range x.of {
			v.least(c.least[p])
		}
		return v
	case opHas:
		return c.acquired(x.item)
	case opWorked:
		if !s.workedOut[k] {
			return c.gathered(k, x)
		}
	}
	return all(unreachable)
}

// gathered is the least that experience takes: its months come after the opening of the first job that counts for it.
func (c *chains) gathered(k Cond, x *condition) sums {
	s := c.s
	v := all(unreachable)
	pay := int64(unreachable)
	for _, j := range x.jobs {
		if !s.jobOut[j] {
			v.least(c.least[s.Jobs[j].Opens])
			pay = min(pay, s.Jobs[j].Shortfall)
		}
	}
	if v[0] < unreachable {
		v.add(c.gather(max(0, x.months-s.past[k]), pay), 1)
	}
	return v
}

func (c *chains) acquired(item int32) sums {
	s := c.s
	v := all(unreachable)
	for o := range s.Items[item].Options {
		if s.option[item] >= 0 && s.option[item] != int32(o) || s.without[item][o] {
			continue
		}
		opt := &s.Items[item].Options[o]
		if before := c.least[opt.Requires]; before[0] < unreachable {
			before.add(*c.shareOf(item, int32(o)), 1)
			v.least(before)
		}
	}
	return v
}

// shareOf is the share of an option.
func (c *chains) shareOf(item, option int32) *sums {
	at := c.first[item] + option
	if c.known[at] != c.runs {
		c.known[at] = c.runs
		c.shares[at] = c.share(item, &c.s.Items[item].Options[option])
	}
	return &c.shares[at]
}

// raise raises a bound by the chains to everything decided on; ok is false where something is out of reach.
func (c *chains) raise(b *bound) (ok bool) {
	s := c.s
	c.run(func(item int32, o *Option) sums {
		r := s.takes(item, o, nil)
		return r.both()
	}, s.w.of)
	ok = true
	look := func(at Cond) {
		ok = ok && c.least[at][0] < unreachable
		b.most(c.least[at])
	}
	look(s.Goal)
	for _, i := range s.chosen {
		if has := s.links.has[i]; has >= 0 {
			look(has)
		}
	}
	for _, h := range s.held {
		look(Cond(h))
	}
	for _, e := range s.worked {
		look(Cond(e))
	}
	for _, j := range s.jobs {
		look(s.Jobs[j].Opens)
	}
	return ok
}
