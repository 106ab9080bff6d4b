package pareto

import (
	"cmp"
	"slices"
)

// findSupport finds, for each job, the items on which its opening may depend: those on any way to it, and, where
// experience is on the way, whatever can be acquired beside a job.
func (s *sets) findSupport() {
	words := (len(s.Items) + 63) / 64
	partTime := make([]uint64, words)
	for i := range s.Items {
		if slices.ContainsFunc(s.Items[i].Options, func(o Option) bool { return o.PartTime >= 0 }) {
			partTime[i/64] |= 1 << (i % 64)
		}
	}
	s.support = make([][]uint64, len(s.Jobs))
	for j := range s.Jobs {
		visits := 0
		w := s.beyond.walk(-1, func() { visits++ })
		w.visit(s.Jobs[j].Opens)
		s.meter.take(visits / 32)
		s.support[j] = w.found.items
		if w.found.gathers {
			for i := range partTime {
				s.support[j][i] |= partTime[i]
			}
		}
	}
}

// supports tells whether the opening of some job decided on may depend on an item.
func (s *sets) supports(item int32) bool {
	for _, j := range s.jobs {
		if s.support[j][item/64]&(1<<(item%64)) != 0 {
			return true
		}
	}
	return false
}

// extensions lists what could be of use beyond a set whose parts are all within reach. A plan may contain more than
// such a set only for what that adds to its jobs: one that is not open, or one that opens earlier. So these are: jobs to
// decide on; all alternatives of whatever the opening of a job decided on depends on; the alternatives of whatever else is
// had by experience; and extras.
func (s *sets) extensions() []literal {
	var more []literal
	for _, j := range s.byPay {
		if !s.jobOut[j] && !s.jobIn[j] && s.base.employs(j) && s.useful(j) && (!s.open[j] || s.sooner(j)) {
			more = append(more, literal{workIn, j, 0})
		}
	}
	jobs := len(more)
	s.epoch++
	for _, j := range s.jobs {
		s.alternatives(s.Jobs[j].Opens, false, &more)
	}
	for _, i := range s.chosen {
		if s.supports(i) {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, false, &more)
		}
	}
	s.epoch++
	s.alternatives(s.Goal, true, &more)
	for _, i := range s.chosen {
		if !s.supports(i) {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, true, &more)
		}
	}
	slices.SortFunc(more[jobs:], func(a, b literal) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	more = slices.Compact(more)
	return s.recommended(more)
}

// recommended adds the extras: items that may be studied for the experience alone.
func (s *sets) recommended(more []literal) []literal {
	if len(s.worked) > 0 {
		for i, extra := range s.extras {
			if extra && s.option[i] < 0 {
				s.offer(int32(i), -1, &more)
			}
		}
	}
	return more
}

// sooner tells whether there is anything undecided by which an open job could open sooner.
func (s *sets) sooner(j int32) bool {
	if s.Jobs[j].Opens == Always {
		return false
	}
	s.epoch++
	var ways []literal
	s.alternatives(s.Jobs[j].Opens, false, &ways)
	for _, i := range s.chosen {
		if s.support[j][i/64]&(1<<(i%64)) != 0 {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, false, &ways)
		}
	}
	return len(ways) > 0
}

// useful tells whether a job that is not open could serve the set: beside a study, or for an experience decided on.
func (s *sets) useful(j int32) bool {
	pays := s.pays && s.Jobs[j].Shortfall < s.q.Idle || s.exact
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if o.PartTime >= 0 && (o.FullTime < 0 || pays || len(s.links.worked[j]) > 0) {
			return true
		}
	}
	for _, e := range s.links.worked[j] {
		if s.workedIn[e] {
			return true
		}
	}
	return false
}

// alternatives adds the undecided literals in a condition; with short set it passes over parts that hold without
// experience, for which nothing better can be had.
func (s *sets) alternatives(c Cond, short bool, into *[]literal) {
	if s.seen[c] == s.epoch || short && s.pure.holds[c] {
		return
	}
	s.seen[c] = s.epoch
	x := &s.conds[c]
	for _, p := range x.of {
		s.alternatives(p, short, into)
	}
	switch {
	case x.op == opHas && s.option[x.item] < 0:
		s.offer(x.item, -1, into)
	case x.op == opWorked && !s.workedIn[c] && !s.workedOut[c]:
		*into = append(*into, literal{gather, int32(c), 0})
	}
}
