package pareto

// ahead is a lower bound, for each item, on what a plan still takes once it has acquired that item, since the item has to be there for
// something: it is a part of a condition that lets another item be acquired, which takes what it takes and has to be there for
// something in turn, up to the goal. Whatever comes later on this way was not acquired before; so the bound holds at any point of
// any plan from which nothing can be dropped.
type ahead struct {
	s    *sets
	sums []sums  // of each condition: from its coming to hold on
	cost []int64 // of each condition
	job  sums    // once a job is open that is there for its pay
	paid int64
}

func newAhead(s *sets) *ahead {
	a := &ahead{s: s, sums: make([]sums, len(s.conds)), cost: make([]int64, len(s.conds)), job: all(unreachable), paid: unreachable}
	for c := range a.sums {
		a.sums[c], a.cost[c] = all(unreachable), unreachable
	}
	a.sums[s.Goal], a.cost[s.Goal] = sums{}, 0
	for i, extra := range s.extras {
		if has := s.links.has[i]; extra && has >= 0 {
			a.sums[has], a.cost[has] = sums{}, 0
		}
	}
	for a.round() {
	}
	return a
}

// of is what a plan still takes once it has acquired an item.
func (a *ahead) of(item int32) (sums, int64) {
	if a.s.extras[item] {
		return sums{}, 0
	}
	if has := a.s.links.has[item]; has >= 0 {
		return a.sums[has], a.cost[has]
	}
	return all(unreachable), unreachable
}

// round lowers the bounds by one step, and tells whether any changed.
func (a *ahead) round() (changed bool) {
	s := a.s
	s.meter.take(1 + len(s.conds)/8)
	lower := func(v *sums, c *int64, by sums, cost int64) {
		before, least := *v, min(*c, cost)
		v.least(by)
		changed = changed || *v != before || least != *c
		*c = least
	}
	best := s.bestPay()
	for k := len(s.conds) - 1; k >= 0; k-- { // parts stand before what they are part of
		v, c := &a.sums[k], &a.cost[k]
		for _, p := range s.links.parents[k] {
			lower(v, c, a.sums[p], a.cost[p])
		}
		for _, use := range s.links.optionsBy[k] {
			o := &s.Items[use.item].Options[use.option]
			then, cost := a.of(use.item)
			if then[0] >= unreachable {
				continue
			}
			then.add(s.plain(o, best), 1)
			lower(v, c, then, cost+o.Cost)
			if o.PartTime >= 0 && (s.pays || o.FullTime < 0 || o.PartTime < o.FullTime) {
				lower(&a.job, &a.paid, then, cost+o.Cost)
			}
		}
		for _, j := range s.links.jobsBy[k] {
			lower(v, c, a.job, a.paid)
			for _, e := range s.links.worked[j] {
				lower(v, c, a.sums[e], a.cost[e])
			}
		}
	}
	return changed
}
