package pareto

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// standing is what holds at some moment of a plan, as far as it can still matter: the truth of the goal, of what opens jobs of
// use, of what the items that lead there require, and of the parts of all that, down to what holds. What two plans did
// to come to the same standing makes no difference to how they can go on.
type standing struct {
	truth []uint64 // the conditions that hold, of those that matter
	goal  bool     // the goal holds
	asked bitset   // experience that matters and is not had
	open  bitset   // open jobs that matter
	moves []move
	// settled: the moves are those of a landmark that is best met at once, and nothing else need be tried.
	settled bool
	// bundles are the experience by which alone something comes to hold that matters.
	bundles []bitset
	outlook outlook
	// gathered is the most of each experience that the outlook allows for.
	gathered []int32
	first    int32 // the latest step that came here, -1
	size     int32 // how many steps are kept
}

// move is an item acquired by an option: full time if that is possible, beside one of some jobs.
type move struct {
	item, option int32
	full         bool
	beside       bitset
	// share and cost are what the outlook counts for it.
	share sums
	cost  int64
}

// standings makes standings and finds known ones again.
type standings struct {
	s     *sets
	jobs  []int32 // by place, the best paid first
	short []int64
	work  []int32 // conditions of experience, by place
	place []int32 // of each condition of experience
	// counts is, of each job, the experience it counts for; members, of each experience, the jobs that count for it.
	counts, members []bitset
	always          int // how much of the closure's trail holds in all standings

	all   []*standing
	known map[string]int32
	key   []byte

	// What matters at present.
	matter []uint64
	items  []int32 // not had
	useful bitset  // jobs
	asked  bitset
	// moves is room for those of the standing at hand, lack what its conditions lack.
	moves  []move
	lack   lack
	nearer map[string]outlook // by standing and months gathered
}

// newStandings numbers the jobs and the experience of a network.
func newStandings(s *sets) *standings {
	f := &standings{
		s: s, jobs: s.byPay, known: map[string]int32{}, nearer: map[string]outlook{}, place: make([]int32, len(s.conds)),
		matter: make([]uint64, (len(s.conds)+63)/64), counts: make([]bitset, len(s.Jobs)), always: len(s.full.trail),
	}
	s.scope.asks = f.asks
	f.lack = lack{f, map[Cond][]bitset{}}
	if len(f.jobs) > mostChosen {
		panic(stop{errBudget})
	}
	at := make([]int, len(f.jobs))
	for p, j := range f.jobs {
		f.short = append(f.short, s.Jobs[j].Shortfall)
		at[j] = p
	}
	for c := range s.conds {
		if s.conds[c].op != opWorked {
			continue
		}
		e := len(f.work)
		if e == mostChosen {
			panic(stop{errBudget})
		}
		f.place[c] = int32(e)
		f.work = append(f.work, int32(c))
		var members bitset
		for _, j := range s.conds[c].jobs {
			members.add(at[j])
			f.counts[at[j]].add(e)
		}
		f.members = append(f.members, members)
	}
	return f
}

// months is how much an experience asks for.
func (f *standings) months(e int) int64 { return f.s.conds[f.work[e]].months }

// load makes hold in the closure what holds in a standing, an item and experience besides.
func (f *standings) load(st *standing, item int32, had bitset) {
	s := f.s
	s.full.undo(f.always, s.unreached)
	for w, word := range st.truth {
		for ; word != 0; word &= word - 1 {
			s.full.set(Cond(w*64+bits.TrailingZeros64(word)), s.reached)
		}
	}
	if item >= 0 && s.links.has[item] >= 0 {
		s.full.set(s.links.has[item], s.reached)
	}
	for e := had.first(); e >= 0; e = had.from(e + 1) {
		s.full.set(Cond(f.work[e]), s.reached)
	}
}

// enter gives the standing of what holds in the closure; a new one has an outlook that allows for what was gathered.
func (f *standings) enter(gathered []int32) int32 {
	f.weigh()
	f.key = f.key[:0]
	for _, w := range f.matter {
		f.key = binary.LittleEndian.AppendUint64(f.key, w)
	}
	if at, ok := f.known[string(f.key)]; ok {
		return at
	}
	s := f.s
	st := &standing{truth: slices.Clone(f.matter), goal: s.full.holds[s.Goal], asked: f.asked, first: -1}
	for p := f.useful.first(); p >= 0; p = f.useful.from(p + 1) {
		if s.open[f.jobs[p]] {
			st.open.add(p)
		}
	}
	at := int32(len(f.all))
	f.all = append(f.all, st)
	f.known[string(f.key)] = at
	if !st.goal {
		st.gathered = slices.Clone(gathered)
		f.moves = f.moves[:0]
		f.findMoves(st)
		st.moves = slices.Clone(f.moves)
		f.findBundles(st)
		f.look(st)
	}
	s.meter.hold(int64(400 + 3*len(f.key) + 4*len(st.gathered) + 128*len(st.moves) + 32*len(st.bundles)))
	return at
}

// weigh finds what matters of what holds in the closure: what stands between it and the goal, and between it and jobs
// that pay better than the best of those open.
func (f *standings) weigh() {
	s := f.s
	clear(f.matter)
	s.scope.begin()
	f.items, f.useful, f.asked = f.items[:0], bitset{}, bitset{}
	s.scope.visit(s.Goal)
	if s.full.holds[s.Goal] {
		return
	}
	employed := !s.pays && slices.ContainsFunc(f.jobs, func(j int32) bool { return s.open[j] })
	for p, j := range f.jobs {
		if employed && !s.open[j] {
			continue // where pay does not matter, any open job is as good as a better one
		}
		f.visitJob(p)
		if s.open[j] {
			break
		}
	}
}

func (f *standings) visitJob(p int) {
	f.useful.add(p)
	f.s.scope.visit(f.s.Jobs[f.jobs[p]].Opens)
}

// asks visits for the scope what a condition depends on, if it does not hold, and notes what is met there.
func (f *standings) asks(c Cond) {
	s := f.s
	s.meter.glance(1)
	if s.full.holds[c] {
		f.matter[c/64] |= 1 << (c % 64)
		return
	}
	x := &s.conds[c]
	switch x.op {
	case opHas:
		f.items = append(f.items, x.item)
		for o := range s.Items[x.item].Options {
			s.scope.visit(s.Items[x.item].Options[o].Requires)
		}
	case opWorked:
		e := int(f.place[c])
		f.asked.add(e)
		for p := f.members[e].first(); p >= 0; p = f.members[e].from(p + 1) {
			f.visitJob(p)
		}
	default:
		for _, p := range x.of {
			s.scope.visit(p)
		}
	}
}

// findMoves finds what can be acquired at present and matters.
func (f *standings) findMoves(st *standing) {
	s := f.s
	if first := f.firsts(st); first != nil {
		st.settled = true
		for _, l := range first {
			f.offer(st, l.a, l.b)
		}
		return
	}
	for _, i := range f.items {
		for o := range s.Items[i].Options {
			if s.full.holds[s.Items[i].Options[o].Requires] && !f.outdone(i, o) {
				f.offer(st, i, int32(o))
			}
		}
	}
}

// firsts looks for a landmark that is best met at once: items that are possible now and of which every plan acquires one, where no job
// that may open later is of use beside them. Then nothing else need be tried: whatever a plan does first, it can do this
// before. Of several it gives the one of the fewest items; nil where there is none.
func (f *standings) firsts(st *standing) (least []literal) {
	s := f.s
	parts := []Cond{s.Goal}
	if x := &s.conds[s.Goal]; x.op == opAll {
		parts = x.of
	}
	for _, c := range parts {
		if s.full.holds[c] {
			continue
		}
		s.epoch++
		var found []literal
		if f.landmark(st, c, &found) && len(found) > 0 && (least == nil || len(found) < len(least)) {
			least = found
		}
	}
	return least
}

// landmark collects what can be acquired now and is on the way to a condition, such that every way to it begins with one of that. It
// gives up, and tells so, where that is not best done at once.
func (f *standings) landmark(st *standing, c Cond, into *[]literal) bool {
	s := f.s
	if s.seen[c] == s.epoch || s.full.holds[c] {
		return true
	}
	s.seen[c] = s.epoch
	s.meter.glance(1)
	x := &s.conds[c]
	switch x.op {
	case opAll:
		narrowest := Cond(-1)
		for _, p := range x.of {
			if !s.full.holds[p] && (narrowest < 0 || s.width[p] < s.width[narrowest]) {
				narrowest = p
			}
		}
		return f.landmark(st, narrowest, into)
	case opAny, opAtLeast:
		for _, p := range x.of {
			if !f.landmark(st, p, into) {
				return false
			}
		}
	case opHas:
		for o := range s.Items[x.item].Options {
			option := &s.Items[x.item].Options[o]
			switch {
			case !s.full.holds[option.Requires]:
				if !f.landmark(st, option.Requires, into) {
					return false
				}
			case !f.best(st, option):
				return false
			case !f.outdone(x.item, o):
				*into = append(*into, literal{acquire, x.item, int32(o)})
			}
		}
	case opWorked:
		if f.members[f.place[c]].meets(st.open) {
			return false // it may be had by other jobs later
		}
		for _, j := range x.jobs {
			if !f.landmark(st, s.Jobs[j].Opens, into) {
				return false
			}
		}
	}
	return true
}

// best tells whether an option that is possible now can be taken now as well as ever.
func (f *standings) best(st *standing, o *Option) bool {
	if o.PartTime < 0 {
		return true
	}
	if !f.s.hurries && !f.s.pays && (o.FullTime >= 0 || st.open != (bitset{})) {
		return true
	}
	closed := f.useful.minus(st.open)
	for p := closed.first(); p >= 0; p = closed.from(p + 1) {
		if !f.served(p, st.open, st.asked) {
			return false
		}
	}
	return true
}

// served tells whether one of several jobs serves in the place of job p beside a study: it pays no less, where that
// matters, and counts for as much of the experience asked for.
func (f *standings) served(p int, jobs, asked bitset) bool {
	counts := f.counts[p].and(asked)
	for i := jobs.first(); i >= 0; i = jobs.from(i + 1) {
		if i == p || f.s.pays && f.short[i] > f.short[p] || !counts.within(f.counts[i]) {
			continue
		}
		alike := (!f.s.pays || f.short[i] == f.short[p]) && f.counts[i].and(asked).within(counts) && jobs.has(p)
		if !alike || i < p {
			return true
		}
	}
	return false
}

// outdone tells whether another option of an item is possible too, no longer in either mode and no dearer.
func (f *standings) outdone(item int32, o int) bool {
	options := f.s.Items[item].Options
	x := &options[o]
	within := func(a, b int64) bool { return b < 0 || a >= 0 && a <= b }
	for k := range options {
		y := &options[k]
		if k == o || !f.s.full.holds[y.Requires] || y.Cost > x.Cost || !within(y.FullTime, x.FullTime) || !within(y.PartTime, x.PartTime) {
			continue
		}
		if y.Cost < x.Cost || y.FullTime != x.FullTime || y.PartTime != x.PartTime || k < o {
			return true
		}
	}
	return false
}

func (f *standings) offer(st *standing, item, option int32) {
	o := &f.s.Items[item].Options[option]
	m := move{item: item, option: option, full: o.FullTime >= 0}
	if o.goesBeside() {
		for p := st.open.first(); p >= 0; p = st.open.from(p + 1) {
			if !f.served(p, st.open, st.asked) {
				m.beside.add(p)
			}
		}
	}
	if m.full || m.beside != (bitset{}) {
		f.moves = append(f.moves, m)
	}
}
