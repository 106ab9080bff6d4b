package pareto

import (
	"cmp"
	"math"
	"slices"
)

// tally adds up a lower bound on the plans below the present decisions.
type tally struct {
	cost       int64
	rest       rest
	plain      sums  // as rest, with all that can go beside a job beside the best paid one
	partTime   int64 // months that items may take beside a job
	best       int64 // shortfall of the best paid job that is not ruled out; Idle where there is none
	experience []int32
	steps      int         // items to acquire
	cuts       [][]literal // in which all literals are items, where plans of equal vectors are told apart
}

// rest is what items take at least: those that can only be acquired alone, and those that can go beside a job.
type rest struct{ alone, beside sums }

// bound is a lower bound on every plan below the present decisions; ok is false where there is none. The longest chain may say more
// than the tally.
func (s *sets) bound() (b bound, ok bool) {
	if b, ok = s.tallied(); ok && s.timed() && s.wanted(b) {
		ok = s.chains.raise(&b)
	}
	return b, ok
}

// tallied is the bound without the longest chain. Each item decided on counts with its shortest time, and with the least pay it
// may forgo. For what is not decided, cuts are taken one after the other, each as if all literals of those before were decided on:
// every plan contains a literal of each, and no literal stands in two, so the least of each cut adds up.
func (s *sets) tallied() (b bound, ok bool) {
	t := &tally{best: s.bestPay()}
	s.meter.take(len(s.chosen) / 16)
	for n, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		t.cost += o.Cost
		t.rest.add(s.takes(i, o, s.bases[n]), 1)
		t.plain.add(s.plain(o, t.best), 1)
		t.partTime += max(0, o.PartTime)
	}
	t.steps = len(s.chosen)
	t.experience = append(t.experience, s.worked...)
	if b = s.total(t); !s.wanted(b) {
		return b, true
	}
	ok = s.cuts(s.obligation, func(cut []literal) { s.addCut(t, cut) })
	if !ok {
		return b, false
	}
	b = s.total(t)
	if s.exact {
		b.merit = s.merits(t, b.steps)
	}
	return b, true
}

// timed tells whether time or pay matters: where only dollars do, the longest chain says nothing.
func (s *sets) timed() bool { return s.hurries || s.pays }

// cuts takes one cut after the other for what next asks for, until nothing is left to be asked for; ok is false where
// it is out of reach.
func (s *sets) cuts(next func() (cut []literal, obliged bool), add func(cut []literal)) (ok bool) {
	mark := len(s.full.trail)
	var assumed []literal
	ok = true
	for {
		s.meter.step()
		cut, obliged := next()
		if !obliged {
			break
		}
		if ok = len(cut) > 0; !ok {
			break
		}
		add(cut)
		for _, l := range cut {
			s.suppose(l)
		}
		assumed = append(assumed, cut...)
	}
	s.full.undo(mark, s.unreached)
	for _, l := range assumed {
		switch l.kind {
		case acquire:
			s.virtually[l.a] = false
		case gather:
			s.virtualWork[l.a] = false
		}
	}
	return ok
}

// suppose takes a literal as decided on, for a bound.
func (s *sets) suppose(l literal) {
	switch l.kind {
	case acquire:
		s.virtually[l.a] = true
		has := s.links.has[l.a]
		for o, out := range s.without[l.a] {
			if has >= 0 && !out && s.full.holds[s.Items[l.a].Options[o].Requires] {
				s.full.set(has, s.reached)
				break
			}
		}
	case gather:
		s.virtualWork[l.a] = true
		if slices.ContainsFunc(s.conds[l.a].jobs, func(j int32) bool { return s.open[j] }) {
			s.full.set(Cond(l.a), s.reached)
		}
	}
}

// takes is what an option of an item takes at least: alone, or beside the best paid job that can be open before it. What
// lies beyond a base does not go beside a job that leaves it without use.
func (s *sets) takes(item int32, o *Option, beyond *base) rest {
	if o.PartTime >= 0 {
		for _, j := range s.byPay {
			if !s.jobOut[j] && !s.landmarks.before(item, j) && beyond.goesBeside(item, o, j) {
				return s.share(o, s.Jobs[j].Shortfall)
			}
		}
		if o.FullTime < 0 {
			return s.share(o, s.q.Idle) // it cannot be acquired
		}
	}
	return rest{alone: s.w.of(o.FullTime, s.q.Idle)}
}

// share is what an option takes at least where it can go beside a job of the given shortfall.
func (s *sets) share(o *Option, shortfall int64) rest {
	beside := s.w.of(o.PartTime, shortfall)
	if o.FullTime >= 0 {
		beside.least(s.w.of(o.FullTime, s.q.Idle))
	}
	return rest{beside: beside}
}

// bestPay is the least that a month falls short in any job that is not ruled out; Idle where there is none.
func (s *sets) bestPay() int64 {
	for _, j := range s.byPay {
		if !s.jobOut[j] {
			return min(s.q.Idle, s.Jobs[j].Shortfall)
		}
	}
	return s.q.Idle
}

// plain is what an option takes at least where the best job falls short by best.
func (s *sets) plain(o *Option, best int64) sums {
	if o.PartTime < 0 {
		return s.w.of(o.FullTime, s.q.Idle)
	}
	x := s.share(o, best)
	return x.both()
}

// add adds a share, or with -1 takes it away.
func (r *rest) add(x rest, sign int64) {
	r.alone.add(x.alone, sign)
	r.beside.add(x.beside, sign)
}

// both is what alone and beside come to.
func (r *rest) both() sums {
	s := r.alone
	s.add(r.beside, 1)
	return s
}

// addCut adds the least of each figure over the literals of a cut.
func (s *sets) addCut(t *tally, cut []literal) {
	alone, both, plain := all(math.MaxInt64), all(math.MaxInt64), all(math.MaxInt64)
	cost, partTime := int64(math.MaxInt64), int64(0)
	for _, l := range cut {
		var x rest
		var y sums
		c := int64(0)
		if l.kind == acquire {
			o := &s.Items[l.a].Options[l.b]
			x, c = s.takes(l.a, o, s.base), o.Cost
			y = s.plain(o, t.best)
			partTime = max(partTime, o.PartTime)
		}
		cost = min(cost, c)
		alone.least(x.alone)
		both.least(x.both())
		plain.least(y)
	}
	t.plain.add(plain, 1)
	if !slices.ContainsFunc(cut, func(l literal) bool { return l.kind != acquire }) {
		t.steps++
		if s.exact {
			t.cuts = append(t.cuts, cut)
		}
	}
	t.cost += cost
	both.add(alone, -1)
	t.rest.add(rest{alone, both}, 1)
	t.partTime += partTime
	if len(cut) == 1 && cut[0].kind == gather {
		t.experience = append(t.experience, cut[0].a)
	}
}

// total is the bound that a tally comes to: experience is had beside study, or by work on top.
func (s *sets) total(t *tally) bound {
	b := bound{cost: t.cost, steps: t.steps}
	beside := t.rest.beside
	months := s.pack(t.experience, func(int32) int64 { return 1 })
	if more := months - t.partTime; more > 0 {
		beside.add(s.w.of(more, t.best), 1)
		b.steps++ // some month is worked full time
	}
	var work sums
	for k := range work {
		work[k] = s.pack(t.experience, func(j int32) int64 { return s.w[k][0] + s.w[k][1]*s.Jobs[j].Shortfall })
	}
	beside.most(work)
	b.sums = t.rest.alone
	b.add(beside, 1)
	for _, e := range t.experience {
		b.most(s.apart(t, e))
	}
	b.most(s.opening)
	plain := t.plain
	if s.top >= 0 {
		plain.add(s.lift[s.byPay[s.top]], 1)
	}
	b.most(plain)
	return b
}

// apart is a lower bound by one experience alone: its months, and all that cannot overlap with them.
func (s *sets) apart(t *tally, e int32) sums {
	x := &s.conds[e]
	pay := int64(-1)
	for _, j := range x.jobs {
		if !s.jobOut[j] && (pay < 0 || s.Jobs[j].Shortfall < pay) {
			pay = s.Jobs[j].Shortfall
		}
	}
	v := s.w.of(max(0, x.months-s.past[e]), max(0, pay))
	v.add(t.rest.alone, 1)
	for n, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if o.PartTime < 0 {
			continue
		}
		overlaps := func(j int32) bool { return !s.jobOut[j] && !s.landmarks.before(i, j) }
		if !slices.ContainsFunc(x.jobs, overlaps) {
			if r := s.takes(i, o, s.bases[n]); r.alone == (sums{}) {
				v.add(r.beside, 1)
			}
		}
	}
	return v
}

// pack is a lower bound on what the months that meet all of the experience cost, where a month in job j costs price(j).
// It is a feasible solution of the dual of the covering program: a weight for each experience, such that no job counts
// for more weight than its price.
func (s *sets) pack(experience []int32, price func(j int32) int64) int64 {
	if len(experience) == 0 {
		return 0
	}
	if len(experience) > 1 {
		slices.SortFunc(experience, func(a, b int32) int {
			return cmp.Or(cmp.Compare(s.conds[b].months, s.conds[a].months), cmp.Compare(a, b))
		})
	}
	clear(s.load)
	sum := int64(0)
	for _, e := range experience {
		x := &s.conds[e]
		weight := int64(-1)
		for _, j := range x.jobs {
			if s.jobOut[j] {
				continue
			}
			if left := price(j) - s.load[j]; weight < 0 || left < weight {
				weight = left
			}
		}
		if weight <= 0 {
			continue
		}
		for _, j := range x.jobs {
			s.load[j] += weight
		}
		sum += weight * max(0, x.months-s.past[e])
	}
	return sum
}
