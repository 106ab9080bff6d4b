package pareto

import "slices"

// outlook is a lower bound on what every plan still takes from a standing; ok is false where there is none.
type outlook struct {
	ok   bool
	cost int64
	// study is what items take alone, whole what they take with the experience that is missing.
	study, whole sums
}

// look works out the outlook of a standing, which is loaded.
func (f *standings) look(st *standing) {
	s := f.s
	for e, c := range f.work {
		s.past[c] = int64(st.gathered[e])
	}
	if s.timed() {
		s.landmarks.run()
	}
	o := &st.outlook
	t := &tally{best: s.bestPay()}
	o.ok = s.cuts(s.obligation, func(cut []literal) {
		before := *t
		s.addCut(t, cut)
		f.share(st, cut, &before, t)
	})
	if !o.ok {
		return
	}
	o.cost = t.cost
	o.study = t.rest.both()
	b := s.total(t)
	if s.timed() {
		o.ok = s.chains.raise(&b)
	}
	o.whole = b.sums
}

// share notes with the moves among the literals of a cut what it adds to the outlook.
func (f *standings) share(st *standing, cut []literal, before, after *tally) {
	share := after.rest.both()
	share.add(before.rest.both(), -1)
	for i := range st.moves {
		m := &st.moves[i]
		if slices.ContainsFunc(cut, func(l literal) bool { return l.kind == acquire && l.a == m.item }) {
			m.share, m.cost = share, after.cost-before.cost
		}
	}
}
