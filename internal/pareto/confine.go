package pareto

import "slices"

// confined is a network without what no plan of the question's limits can contain: options, ways of study and jobs that take more by
// themselves, with the longest chain to them and the least of what still lies ahead of them. All three limits must be set, and no
// plan may take less. What is left is simplified anew: much is alike of what differed in what lies beyond the limits.
func (r *reduced) confined(q Question, m *meter) *reduced {
	small := *r
	for range 2 { // the bounds of the smaller network may say more
		n := *small.Network
		n.Items = slices.Clone(n.Items)
		for i := range n.Items {
			n.Items[i].Options = slices.Clone(n.Items[i].Options)
		}
		small.Network, small.links = &n, nil
		small.linked()
		c := confinement{sets: newSets(&small, q, newOrder(q.Criteria), m), most: q.Limit[Cost]}
		c.sums = c.w.total(q.Limit[Time], q.Limit[Shortfall])
		small.rebuild(c.run(), m)
		if small.simplify(q, true, m); small.Goal == Never {
			break
		}
	}
	return &small
}

// confinement finds what can be left out of a network. It changes the options of the network's items.
type confinement struct {
	*sets
	ahead *ahead
	sums  sums // the most
	most  int64
}

func (c *confinement) run() keep {
	k := keepAll(c.Network)
	c.ahead = newAhead(c.sets)
	for again := true; again; {
		best := c.bestPay()
		c.chains.run(func(_ int32, o *Option) sums { return c.plain(o, best) }, c.w.of)
		again = c.options(k)
		again = c.employment(k) || again
	}
	return k
}

// options takes out what is too much of the ways in which items are acquired, and tells whether anything was.
func (c *confinement) options(k keep) (gone bool) {
	for i := range c.Items {
		then, price := c.ahead.of(int32(i))
		for o := range c.Items[i].Options {
			if !k.option[i][o] {
				continue
			}
			opt := &c.Items[i].Options[o]
			before := c.chains.least[opt.Requires]
			before.add(then, 1)
			if opt.FullTime >= 0 && c.over(before, opt.FullTime, c.q.Idle) {
				opt.FullTime, gone = -1, true
			}
			if opt.PartTime >= 0 && !c.goesBeside(opt, then) {
				opt.PartTime, gone = -1, true
			}
			if opt.Cost+price > c.most || opt.FullTime < 0 && opt.PartTime < 0 {
				k.option[i][o], gone = false, true
				c.exclude(literal{acquire, int32(i), int32(o)}, true)
			}
		}
		k.item[i] = slices.Contains(k.option[i], true)
	}
	return gone
}

// over tells whether months, with what comes before and after them, are too much.
func (c *confinement) over(rest sums, months, shortfall int64) bool {
	rest.add(c.w.of(months, shortfall), 1)
	return rest.over(c.sums)
}

// goesBeside tells whether an option may go beside some job, and something lead from there to the goal.
func (c *confinement) goesBeside(o *Option, then sums) bool {
	return slices.ContainsFunc(c.byPay, func(j int32) bool { return !c.jobOut[j] && c.together(o, j, then) })
}

// together tells whether an option may go beside a job.
func (c *confinement) together(o *Option, j int32, then sums) bool {
	before := c.chains.least[c.Jobs[j].Opens]
	before.most(c.chains.least[o.Requires])
	before.add(then, 1)
	return before[0] < unreachable && !c.over(before, o.PartTime, c.Jobs[j].Shortfall)
}

// employment takes out the jobs in which not a month can be worked, full time or beside a study, and tells whether any was.
func (c *confinement) employment(k keep) (gone bool) {
	for j := range c.Jobs {
		if k.job[j] && !c.employs(int32(j), k) {
			k.job[j], gone = false, true
			c.exclude(literal{workIn, int32(j), 0}, true)
		}
	}
	return gone
}

func (c *confinement) employs(j int32, k keep) bool {
	opens := c.chains.least[c.Jobs[j].Opens]
	if opens[0] >= unreachable {
		return false
	}
	for _, e := range c.links.worked[j] {
		before := opens
		before.add(c.ahead.sums[e], 1)
		if c.ahead.sums[e][0] < unreachable && !c.over(before, 1, c.Jobs[j].Shortfall) {
			return true
		}
	}
	for i := range c.Items {
		then, _ := c.ahead.of(int32(i))
		for o := range c.Items[i].Options {
			opt := &c.Items[i].Options[o]
			if k.option[i][o] && opt.PartTime >= 0 && c.together(opt, j, then) {
				return true
			}
		}
	}
	return false
}

// prices are what few items come to: prices[n] by n at most. More items than are listed may come to anything.
type prices []map[int64]bool

// mostPrices bounds how many sums are made to list them.
const mostPrices = 20_000

// newPrices lists what the options come to, of so many items at most.
func newPrices(s *sets, items int) prices {
	one := map[int64]bool{0: true}
	for i := range s.Items {
		for o := range s.Items[i].Options {
			one[s.Items[i].Options[o].Cost] = true
		}
	}
	p := prices{{0: true}}
	for last := p[0]; len(p) <= min(items, len(s.Items)) && len(last)*len(one) <= mostPrices; p = append(p, last) {
		sums := make(map[int64]bool, len(last))
		for a := range last {
			for b := range one {
				sums[a+b] = true
			}
		}
		s.meter.glance(len(last) * len(one))
		last = sums
	}
	return p
}

// meet tells whether the items decided on, with others up to so many in all, can come to exactly a cost.
func (p prices) meet(s *sets, cost int64, most int) bool {
	more := most - len(s.chosen)
	for _, i := range s.chosen {
		cost -= s.Items[i].Options[s.option[i]].Cost
	}
	switch {
	case more < 0 || cost < 0:
		return false
	case more >= len(p):
		return true
	}
	return p[more][cost]
}
