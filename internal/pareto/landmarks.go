package pareto

// landmarks are, for each job, the items that have to be acquired before it opens, in every plan below the decisions
// that they were worked out for: a bitset of items for each condition. It is the greatest fixpoint over the conditions (Zhu
// & Givan 2003): what all parts need of a condition of which all must hold, what each alternative needs of one with
// alternatives; an item needs itself and what each of its options needs.
type landmarks struct {
	s     *sets
	words int
	of    []uint64 // of condition c: of[c*words : (c+1)*words]
	next  []uint64
}

func newLandmarks(s *sets) *landmarks {
	words := (len(s.Items) + 63) / 64
	return &landmarks{s: s, words: words, of: make([]uint64, words*len(s.conds)), next: make([]uint64, words)}
}

// before tells whether item has to be acquired before a job opens.
func (l *landmarks) before(item, job int32) bool {
	return l.at(l.s.Jobs[job].Opens)[item/64]&(1<<(item%64)) != 0
}

func (l *landmarks) at(c Cond) []uint64 { return l.of[int(c)*l.words : (int(c)+1)*l.words] }

// run works the landmarks out for the present decisions.
func (l *landmarks) run() {
	clear(l.of)
	for _, c := range l.s.scope.order {
		for w := range l.at(c) {
			l.at(c)[w] = ^uint64(0)
		}
	}
	clear(l.at(Always))
	worked := 0
	l.s.scope.settle(func(c Cond) (changed bool) {
		if c == Always {
			return false
		}
		worked++
		l.work(c)
		at := l.at(c)
		for w, next := range l.next {
			changed = changed || at[w] != next
			at[w] = next
		}
		return changed
	})
	l.s.meter.take(1 + worked*(16+l.words)/256)
}

// work works out the landmarks of one condition from those of what it depends on, into next.
func (l *landmarks) work(c Cond) {
	s := l.s
	if s.standing && s.full.holds[c] {
		clear(l.next)
		return
	}
	x := &s.conds[c]
	for w := range l.next {
		l.next[w] = ^uint64(0)
	}
	switch x.op {
	case opAll:
		clear(l.next)
		for _, p := range x.of {
			for w, bits := range l.at(p) {
				l.next[w] |= bits
			}
		}
	case opAny, opAtLeast:
		for _, p := range x.of {
			l.intersect(p)
		}
	case opHas:
		for o := range s.Items[x.item].Options {
			if (s.option[x.item] < 0 || s.option[x.item] == int32(o)) && !s.without[x.item][o] {
				l.intersect(s.Items[x.item].Options[o].Requires)
			}
		}
		l.next[x.item/64] |= 1 << (x.item % 64)
	case opWorked:
		if s.workedOut[c] {
			return
		}
		for _, j := range x.jobs {
			if !s.jobOut[j] {
				l.intersect(s.Jobs[j].Opens)
			}
		}
	}
}

func (l *landmarks) intersect(p Cond) {
	for w, bits := range l.at(p) {
		l.next[w] &= bits
	}
}
