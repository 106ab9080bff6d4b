package pareto

import (
	"encoding/binary"
	"slices"
)

// outlook is a lower bound on what every plan still takes from a standing; ok is false where there is none.
type outlook struct {
	ok   bool
	cost int64
	// study is what items take alone, whole what they take with the experience that is missing.
	study, whole sums
}

// look works out the outlook of a standing, which is loaded.
func (f *standings) look(st *standing) {
	st.outlook = f.outlook(st.gathered, func(cut []literal, before, after *tally) { f.share(st, cut, before, after) })
}

// lookNearer is the outlook of a standing with so many months gathered, which may be fewer or more than its own outlook allows for. What
// was looked at once is remembered.
func (f *standings) lookNearer(at int32, gathered []int32) outlook {
	st := f.all[at]
	f.key = binary.LittleEndian.AppendUint32(f.key[:0], uint32(at))
	for e := st.asked.first(); e >= 0; e = st.asked.from(e + 1) {
		f.key = binary.LittleEndian.AppendUint32(f.key, uint32(gathered[e]))
	}
	if o, ok := f.nearer[string(f.key)]; ok {
		return o
	}
	f.s.meter.hold(int64(nearerBytes + len(f.key)))
	key := string(f.key)
	f.load(st, -1, bitset{})
	f.weigh()
	o := f.outlook(gathered, func([]literal, *tally, *tally) {})
	f.nearer[key] = o
	return o
}

// nearerBytes is what an outlook takes that is remembered, beside its key.
const nearerBytes = 160

// outlook works out a lower bound for what is loaded and weighed, with months gathered. It tells of each cut what it adds.
func (f *standings) outlook(gathered []int32, added func(cut []literal, before, after *tally)) (o outlook) {
	s := f.s
	for e, c := range f.work {
		s.past[c] = int64(gathered[e])
	}
	if s.timed() {
		s.landmarks.run()
	}
	t := &tally{best: s.bestPay()}
	o.ok = s.cuts(s.obligation, func(cut []literal) {
		before := *t
		s.addCut(t, cut)
		added(cut, &before, t)
	})
	if !o.ok {
		return o
	}
	o.cost = t.cost
	o.study = t.rest.both()
	b := s.total(t)
	if s.timed() {
		o.ok = s.chains.raise(&b)
	}
	o.whole = b.sums
	return o
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
