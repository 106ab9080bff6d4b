package pareto

import "math"

// exploreByJob explores the sets by the best paid job that a plan works in, of those that are not open at once: that
// bounds the pay beside every study, and the shortfall on the way to the job itself comes on top.
func (s *sets) exploreByJob() {
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
		s.opening = 0
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
const mostOpenings = 400

// openings gives, for each job, a lower bound on the shortfall of any plan by the time the job opens. Studies on the way
// can go beside a job that is open already, at its pay, but then that job's own opening has been paid for: so the
// bound is the least, over the best paid job on the way, of the greater of the two. It is worked out from the least up,
// as shortest paths are (Knuth 1977).
func (s *sets) openings() []int64 {
	least := make([]int64, len(s.Jobs))
	if len(s.Jobs) > mostOpenings {
		return least
	}
	ways := make([][][]literal, len(s.Jobs)) // cuts on the way to each job
	done := make([]bool, len(s.Jobs))
	for j := range s.Jobs {
		opens := s.Jobs[j].Opens
		next := func() (cut []literal, obliged bool) {
			s.epoch++
			if s.full.holds[opens] {
				return nil, false
			}
			s.cut(opens, &cut)
			return cut, true
		}
		if least[j] = math.MaxInt64; s.open[j] {
			least[j] = 0
		} else if !s.cuts(next, func(cut []literal) { ways[j] = append(ways[j], cut) }) {
			done[j] = true
		}
	}
	s.relax(least, 0, s.q.Idle, ways, done)
	for range s.Jobs {
		at := -1
		for j := range s.Jobs {
			if !done[j] && (at < 0 || least[j] < least[at]) {
				at = j
			}
		}
		if at < 0 {
			break
		}
		done[at] = true
		s.relax(least, least[at], s.Jobs[at].Shortfall, ways, done)
	}
	return least
}

// relax lowers the bounds of the jobs that are not done to what they are by way of a job whose own opening costs before
// and beside which each month of study falls short of the goal's pay by shortfall.
func (s *sets) relax(least []int64, before, shortfall int64, ways [][][]literal, done []bool) {
	share := func(_ int32, o *Option) int64 { return s.short(o, shortfall) }
	s.chains.run(share)
	for j := range s.Jobs {
		if !done[j] && least[j] > before {
			least[j] = min(least[j], max(before, s.along(ways[j], shortfall), s.chains.short[s.Jobs[j].Opens]))
		}
	}
}

// short is the least shortfall of an option beside no better job than one of the given shortfall.
func (s *sets) short(o *Option, shortfall int64) int64 {
	short := o.FullTime * s.q.Idle
	if o.PartTime >= 0 && (o.FullTime < 0 || o.PartTime*shortfall < short) {
		short = o.PartTime * shortfall
	}
	return short
}

// along is the least shortfall of one literal of each cut, beside no better job than one of the given shortfall.
func (s *sets) along(cuts [][]literal, shortfall int64) int64 {
	sum := int64(0)
	for _, cut := range cuts {
		least := int64(math.MaxInt64)
		for _, l := range cut {
			short := int64(0)
			if l.kind == acquire {
				short = s.short(&s.Items[l.a].Options[l.b], shortfall)
			}
			least = min(least, short)
		}
		sum += least
	}
	return sum
}
