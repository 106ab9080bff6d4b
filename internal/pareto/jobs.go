package pareto

// exploreByJob explores the sets by the best paid job that a plan works in, of those that are not open at once: that
// bounds the pay beside every study, and the shortfall on the way to the job itself comes on top.
func (s *sets) exploreByJob() {
	s.landmarks.run()
	opening := s.openings()
	var tried []int32
	for _, j := range s.byPay {
		if s.open[j] {
			break // what pays no better than this need not be told apart
		}
		l := literal{workIn, j, 0}
		m := s.assume(l)
		s.opening = opening[j]
		if bound, ok := s.bound(); ok && s.wanted(bound) {
			s.explore()
		}
		s.opening = sums{}
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
			if o.PartTime < 0 {
				return s.w.of(o.FullTime, s.q.Idle)
			}
			r := s.share(o, shortfall)
			return r.both()
		})
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
