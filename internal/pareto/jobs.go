package pareto

import "slices"

// exploreByJob explores the sets by the best paid job that a plan works in, of those that are not open at once: that
// bounds the pay beside every study, and the shortfall on the way to the job itself comes on top.
func (s *sets) exploreByJob() {
	opening := s.openings()
	s.lift = s.lifts()
	var tried []int32
	for at, j := range s.byPay {
		if s.open[j] {
			break // what pays no better than this need not be told apart
		}
		s.landmarks.run() // the branch before left those of its last node
		l := literal{workIn, j, 0}
		m := s.assume(l)
		s.opening, s.top = opening[j], at
		if bound, ok := s.bound(); ok && s.wanted(bound) {
			s.explore()
		}
		s.opening, s.top = sums{}, -1
		s.retract(l, m)
		s.exclude(l, true)
		tried = append(tried, j)
	}
	s.explore()
	for _, j := range tried {
		s.exclude(literal{workIn, j, 0}, false)
	}
}

// mostOpenings bounds for how many jobs openings are worked out; beyond it they are not worth their time.
const mostOpenings = 200

// openings gives, for each job, a lower bound on what any plan takes by the time the job opens. Studies on the way can
// go beside a job that is open already, at its pay, but then that job's own opening has been paid for: so the bound is
// the least, over the best paid job on the way, of the greater of the two. It is worked out from the least up, as
// shortest paths are (Knuth 1977), for each kind of sum apart.
func (s *sets) openings() []sums {
	least := make([]sums, len(s.Jobs))
	if len(s.Jobs) > mostOpenings {
		return least
	}
	// within[c][j] is what the chain to job j takes where no job on the way pays better than job c, or than none (last).
	within := make([][]sums, len(s.Jobs)+1)
	for c := range within {
		shortfall := s.q.Idle
		if c < len(s.Jobs) {
			shortfall = s.Jobs[c].Shortfall
		}
		s.chains.run(func(_ int32, o *Option) sums {
			return s.plain(o, shortfall)
		}, func(months, pay int64) sums { return s.w.of(months, max(pay, shortfall)) })
		within[c] = make([]sums, len(s.Jobs))
		for j := range s.Jobs {
			within[c][j] = s.chains.least[s.Jobs[j].Opens]
		}
	}
	for k := range kinds {
		s.openingsOf(k, within, least)
	}
	return least
}

// openingsOf works out the openings for one kind of sum.
func (s *sets) openingsOf(k int, within [][]sums, least []sums) {
	done := make([]bool, len(s.Jobs))
	for j := range s.Jobs {
		if least[j][k] = within[len(s.Jobs)][j][k]; s.open[j] {
			least[j][k] = 0
		}
	}
	for range s.Jobs {
		at := -1
		for j := range s.Jobs {
			if !done[j] && (at < 0 || least[j][k] < least[at][k]) {
				at = j
			}
		}
		done[at] = true
		for j := range s.Jobs {
			if !done[j] {
				least[j][k] = min(least[j][k], max(least[at][k], within[at][j][k]))
			}
		}
	}
}

// mostLifts bounds for how many jobs lifts are worked out from each other.
const mostLifts = 40

// lifts gives, for each job, a lower bound on what its opening adds where it is the best paid job of a plan, and what the plan
// acquires has been counted as if beside it. What leads to the job can only go beside a job that pays less, which may have to
// open first: the difference in pay is added along the chain to the job, and what the opening of the other adds in turn.
func (s *sets) lifts() []sums {
	lift := make([]sums, len(s.Jobs))
	s.atOnce = len(s.byPay)
	if first := slices.IndexFunc(s.byPay, func(j int32) bool { return s.open[j] }); first >= 0 {
		pay := s.Jobs[s.byPay[first]].Shortfall
		s.atOnce = slices.IndexFunc(s.byPay, func(j int32) bool { return s.Jobs[j].Shortfall == pay })
	}
	// The jobs that pay more than those open at once, the worst paid first.
	for at := s.atOnce - 1; at >= 0; at-- {
		lift[s.byPay[at]] = s.step(at, lift, false)
	}
	return lift
}

// ascent is a lower bound on what the plans below take by the way up to their best paid job: what is decided on as if beside it,
// and what is not, but leads to it, as it must be, beside jobs that pay less.
func (s *sets) ascent() sums {
	v := s.step(s.top, s.lift, true)
	for _, i := range s.chosen {
		v.add(s.plain(&s.Items[i].Options[s.option[i]], s.Jobs[s.byPay[s.top]].Shortfall), 1)
	}
	return v
}

// step is what the opening of the job at a place in the order of pay, or of another that pays as much, adds at least: over
// the best paid job before it, the step from that, and what that adds in turn. What is not decided on counts whole on this
// step, if whole is set.
func (s *sets) step(at int, lift []sums, whole bool) sums {
	after := s.Jobs[s.byPay[at]].Shortfall
	least := all(unreachable)
	for before := s.atOnce; before > at; before-- {
		short, more := s.q.Idle, sums{}
		if before < len(s.byPay) {
			k := s.byPay[before]
			if s.Jobs[k].Shortfall == after || s.jobOut[k] && before < s.atOnce {
				continue
			}
			short, more = s.Jobs[k].Shortfall, lift[k]
		}
		if s.atOnce > mostLifts {
			if next := s.byPay[before-1]; before > at+1 && s.Jobs[next].Shortfall != after {
				continue // only from the next in pay, as if that opened for nothing
			}
			more = sums{}
		}
		s.climb(short, after, before == s.atOnce, whole)
		first := all(unreachable)
		for _, j := range s.byPay[at:s.atOnce] {
			if s.Jobs[j].Shortfall != after {
				break
			}
			if !s.jobOut[j] {
				first.least(s.chains.least[s.Jobs[j].Opens])
			}
		}
		more.add(first, 1)
		least.least(more)
	}
	return least
}

// climb works out chains of what everything takes more beside a job that falls short by before than beside one that falls short
// by after. What experience falls short by more than that counts on the lowest step only, since it may stand on several.
func (s *sets) climb(before, after int64, lowest, whole bool) {
	s.chains.run(func(item int32, o *Option) sums {
		x := s.plain(o, before)
		if !whole || s.option[item] >= 0 {
			x.add(s.plain(o, after), -1)
		}
		return x
	}, func(months, pay int64) sums {
		if !lowest {
			pay = 0
		}
		return s.w.total(0, months*(max(pay, before)-after))
	})
}
