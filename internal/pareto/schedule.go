package pareto

import (
	"encoding/binary"
	"slices"
)

// schedule decides, for one set of acquisitions, how each is done: full time, or beside which job. It goes forward in
// time with labels. What becomes possible without further experience is decided on at once, since doing it sooner never
// hurts: full time, beside a job that is open, or beside one that will be. Only then is experience committed to: that
// the months worked in the jobs open by now reach an amount. Since work may be done as soon as a job is open, only such
// commitments matter, and their months are left to a small integer program at the end.
type schedule struct {
	s     *sets
	meter *meter
	// wanted and found are the caller's: is a vector at or above the bound of use; a complete plan, in its labels.
	wanted func(bound Vector) bool
	finish func(at int32, goal commitments)
	// exact keeps all plans of equal vectors apart that differ in jobs, for the tie-breaks.
	exact bool
	order order

	items    []int32
	options  []*Option
	needs    [][]clause
	work     []int32 // the experience of the set: conditions
	months   []int64
	jobs     []int32
	opens    [][]clause
	short    []int64
	counts   []uint64 // of each job, the experience it counts for
	members  []uint64 // of each experience, the jobs that count for it
	goal     []clause
	cost     int64
	labels   []label
	gathered []int64 // of label l, experience e: gathered[l*len(work)+e]
	ranks    [][]int32
	groups   map[stateKey][]int32
	terms    interned[term]
	waits    interned[wait]
	uses     interned[int32]

	item, place []int32
}

// label is a partial schedule.
type label struct {
	stateKey
	dead        bool
	time, short int64
	parent      int32
	// item (a place in items, -1: none) was decided on: full time (job -1), beside a job, or to wait for it.
	item, job int32
	terms     int32  // what is committed to
	used      int32  // jobs that studies go beside; kept only where plans of equal vectors are told apart
	rest      bitset // undecided
	restTime  int64
	restShort int64
}

// stateKey is what labels must share to be compared.
type stateKey struct {
	decided, done bitset
	committed     uint64
	waits         int32
}

// term is a commitment: the months worked full time in the jobs reach months.
type term struct {
	jobs   uint64
	months int64
}

type commitments []term

// wait is an item that waits for a job to open.
type wait struct{ item, job int32 }

// interned numbers lists of equal content.
type interned[T any] struct {
	lists [][]T
	known map[string]int32
	key   []byte
	write func([]byte, T) []byte
}

func (n *interned[T]) reset() {
	n.lists = append(n.lists[:0], nil)
	if n.known == nil {
		n.known = map[string]int32{}
	}
	clear(n.known)
	n.known[""] = 0
}

func (n *interned[T]) number(list []T) int32 {
	n.key = n.key[:0]
	for _, x := range list {
		n.key = n.write(n.key, x)
	}
	if at, ok := n.known[string(n.key)]; ok {
		return at
	}
	at := int32(len(n.lists))
	n.lists = append(n.lists, slices.Clone(list))
	n.known[string(n.key)] = at
	return at
}

func newSchedule(s *sets, exact bool) *schedule {
	d := &schedule{s: s, meter: s.meter, exact: exact, order: newOrder(s.q.Criteria), groups: map[stateKey][]int32{}}
	d.terms.write = func(b []byte, t term) []byte {
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, t.jobs), uint64(t.months))
	}
	d.waits.write = func(b []byte, w wait) []byte {
		return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, uint32(w.item)), uint32(w.job))
	}
	d.uses.write = func(b []byte, job int32) []byte { return binary.LittleEndian.AppendUint32(b, uint32(job)) }
	d.item = make([]int32, len(s.Items))
	d.place = make([]int32, len(s.conds))
	for i := range d.item {
		d.item[i] = -1
	}
	for i := range d.place {
		d.place[i] = -1
	}
	return d
}

// run schedules the present set of s.
func (d *schedule) run() {
	d.load()
	d.clear()
	root := label{parent: -1, item: -1, job: -1}
	for p, o := range d.options {
		root.rest.add(p)
		time, short := d.least(o)
		root.restTime += time
		root.restShort += short
	}
	d.push(root, nil)
	for rank := 0; rank < len(d.ranks); rank++ {
		for i := 0; i < len(d.ranks[rank]); i++ {
			if l := d.ranks[rank][i]; !d.labels[l].dead {
				d.expand(l)
			}
		}
	}
}

// load takes the set over from s: its items, its experience, the jobs within its reach.
func (d *schedule) load() {
	s := d.s
	for _, i := range d.items {
		d.item[i] = -1
	}
	for _, e := range d.work {
		d.place[e] = -1
	}
	d.items = append(d.items[:0], s.chosen...)
	d.work = append(d.work[:0], s.worked...)
	if len(d.items) > mostChosen || len(d.work) > 64 {
		panic(stop{errBudget})
	}
	slices.Sort(d.items)
	slices.Sort(d.work)
	x := &expansion{conds: s.conds, item: d.item, work: d.place, memo: map[Cond][]clause{}, meter: d.meter}
	d.options, d.needs, d.months, d.cost = d.options[:0], d.needs[:0], d.months[:0], 0
	for p, i := range d.items {
		d.item[i] = int32(p)
	}
	for p, e := range d.work {
		d.place[e] = int32(p)
		d.months = append(d.months, s.conds[e].months)
	}
	beside := false
	for _, i := range d.items {
		o := &s.Items[i].Options[s.option[i]]
		d.options = append(d.options, o)
		d.needs = append(d.needs, x.of(o.Requires))
		d.cost += o.Cost
		beside = beside || o.PartTime >= 0
	}
	d.goal = x.of(s.Goal)
	d.loadJobs(x, beside)
}

// loadJobs takes over the open jobs that are of use, without those for which another serves.
func (d *schedule) loadJobs(x *expansion, beside bool) {
	s := d.s
	d.jobs, d.opens, d.short, d.counts = d.jobs[:0], d.opens[:0], d.short[:0], d.counts[:0]
	for _, j := range s.byPay {
		if !s.open[j] {
			continue
		}
		var counts uint64
		for _, e := range s.links.worked[j] {
			if p := d.place[e]; p >= 0 {
				counts |= 1 << p
			}
		}
		if counts == 0 && !beside {
			continue
		}
		opens := x.of(s.Jobs[j].Opens)
		if !d.exact && d.served(opens, counts) {
			continue
		}
		d.jobs = append(d.jobs, j)
		d.opens = append(d.opens, opens)
		d.short = append(d.short, s.Jobs[j].Shortfall)
		d.counts = append(d.counts, counts)
	}
	if len(d.jobs) > 64 {
		panic(stop{errBudget})
	}
	d.members = append(d.members[:0], make([]uint64, len(d.work))...)
	for j, counts := range d.counts {
		each(counts, func(e int) { d.members[e] |= 1 << j })
	}
}

// served tells whether a job taken before, which pays no less, is open whenever this one is and counts for as much.
func (d *schedule) served(opens []clause, counts uint64) bool {
	for j := range d.jobs {
		if counts&^d.counts[j] != 0 {
			continue
		}
		whenever := true
		for _, c := range opens {
			if !slices.ContainsFunc(d.opens[j], func(e clause) bool { return e.within(c) }) {
				whenever = false
				break
			}
		}
		if whenever {
			return true
		}
	}
	return false
}

// least is the least time and the least shortfall of an option, each by itself.
func (d *schedule) least(o *Option) (time, short int64) {
	time = o.least()
	short = o.FullTime * d.s.q.Idle
	if o.PartTime >= 0 && len(d.short) > 0 {
		if part := o.PartTime * d.short[0]; o.FullTime < 0 || part < short {
			short = part
		}
	}
	return time, max(short, 0)
}

func (d *schedule) clear() {
	d.labels = d.labels[:0]
	d.gathered = d.gathered[:0]
	for i := range d.ranks {
		d.ranks[i] = d.ranks[i][:0]
	}
	clear(d.groups)
	d.terms.reset()
	d.waits.reset()
	d.uses.reset()
}

// gatheredBy is what the studies of a label have given of each experience.
func (d *schedule) gatheredBy(l int32) []int64 {
	return d.gathered[int(l)*len(d.work) : (int(l)+1)*len(d.work)]
}

// vector is a lower bound for what a label leads to.
func (d *schedule) vector(l *label) Vector {
	v := Vector{l.time + l.restTime, d.cost, l.short + l.restShort}
	least, short := int64(0), int64(0)
	for _, t := range d.terms.lists[l.terms] {
		least = max(least, t.months)
		best := int64(-1)
		each(t.jobs, func(j int) {
			if best < 0 || d.short[j] < best {
				best = d.short[j]
			}
		})
		short = max(short, t.months*best)
	}
	v[Time] += least
	v[Shortfall] += short
	return v
}

// push adds a label unless it is of no use; gathered is what its studies have given.
func (d *schedule) push(l label, gathered []int64) {
	d.meter.step()
	if !d.wanted(d.vector(&l)) {
		return
	}
	group := d.groups[l.stateKey]
	for _, other := range group {
		if o := &d.labels[other]; !o.dead && d.dominates(o, d.gatheredBy(other), &l, gathered) {
			return
		}
	}
	for _, other := range group {
		if o := &d.labels[other]; !o.dead && d.dominates(&l, gathered, o, d.gatheredBy(other)) {
			o.dead = true
		}
	}
	at := int32(len(d.labels))
	d.labels = append(d.labels, l)
	if gathered == nil {
		gathered = make([]int64, len(d.work))
	}
	d.gathered = append(d.gathered, gathered...)
	d.groups[l.stateKey] = append(group, at)
	rank := l.decided.count() + l.done.count()
	for word := l.committed; word != 0; word &= word - 1 {
		rank++
	}
	for len(d.ranks) <= rank {
		d.ranks = append(d.ranks, nil)
	}
	d.ranks[rank] = append(d.ranks[rank], at)
}

// dominates tells whether whatever b leads to, a leads to something at least as good.
func (d *schedule) dominates(a *label, gatheredA []int64, b *label, gatheredB []int64) bool {
	if d.exact {
		// Plans of the one vector wanted are told apart by their jobs.
		if a.time > b.time || a.short > b.short || a.time == b.time && a.short == b.short && a.used != b.used {
			return false
		}
	} else if !d.order.covers(Vector{a.time, 0, a.short}, Vector{b.time, 0, b.short}) || d.s.q.Limit[Time] >= 0 && a.time > b.time {
		return false
	}
	for e := range d.work {
		if least(gatheredA, e) < least(gatheredB, e) {
			return false
		}
	}
	return a.terms == b.terms || d.weaker(a.terms, b.terms)
}

func least(gathered []int64, e int) int64 {
	if gathered == nil {
		return 0
	}
	return gathered[e]
}

// weaker tells whether the commitments b imply the commitments a.
func (d *schedule) weaker(a, b int32) bool {
	for _, t := range d.terms.lists[a] {
		implied := func(u term) bool { return u.jobs&^t.jobs == 0 && u.months >= t.months }
		if !slices.ContainsFunc(d.terms.lists[b], implied) {
			return false
		}
	}
	return true
}

// had is the experience that a label has or is committed to.
func (d *schedule) had(l *label, gathered []int64) uint64 {
	had := l.committed
	for e, months := range d.months {
		if gathered[e] >= months {
			had |= 1 << e
		}
	}
	return had
}

// holds tells whether one of the clauses holds.
func holds(of []clause, done bitset, work uint64) bool {
	for i := range of {
		if of[i].items.within(done) && of[i].work&^work == 0 {
			return true
		}
	}
	return false
}

// expand makes the labels that follow on one.
func (d *schedule) expand(at int32) {
	l := d.labels[at]
	gathered := slices.Clone(d.gatheredBy(at))
	had := d.had(&l, gathered)
	var open uint64
	for j := range d.jobs {
		if holds(d.opens[j], l.done, had) {
			open |= 1 << j
		}
	}
	for _, w := range d.waits.lists[l.waits] {
		if open&(1<<w.job) != 0 {
			d.takeUp(at, l, w, gathered)
			return
		}
	}
	waiting := len(d.waits.lists[l.waits]) > 0
	undecided := false
	for p := range d.items {
		if !l.rest.has(p) {
			continue
		}
		if holds(d.needs[p], l.done, had) {
			d.decide(at, l, p, open, gathered)
			return
		}
		undecided = true
	}
	if !undecided && !waiting {
		d.close(at, &l, open, had, gathered)
	}
	for p := range d.items {
		if l.rest.has(p) {
			d.commitTo(at, &l, d.needs[p], open, had, gathered)
		}
	}
	for j := range d.jobs {
		if open&(1<<j) == 0 {
			d.commitTo(at, &l, d.opens[j], open, had, gathered)
		}
	}
}

// takeUp lets an item that waited for a job begin.
func (d *schedule) takeUp(at int32, l label, w wait, gathered []int64) {
	l.parent, l.item, l.job = at, -1, -1
	l.done.add(int(w.item))
	l.waits = d.waits.number(slices.DeleteFunc(slices.Clone(d.waits.lists[l.waits]), func(x wait) bool { return x == w }))
	months := d.options[w.item].PartTime
	each(d.counts[w.job], func(e int) { gathered[e] = min(d.months[e], gathered[e]+months) })
	d.push(l, gathered)
}

// decide decides how item p, which is possible now, is done.
func (d *schedule) decide(at int32, l label, p int, open uint64, gathered []int64) {
	o := d.options[p]
	time, short := d.least(o)
	l.parent, l.item, l.job = at, int32(p), -1
	l.rest[p>>6] &^= 1 << (p & 63)
	l.decided.add(p)
	l.restTime -= time
	l.restShort -= short
	if o.FullTime >= 0 {
		full := l
		full.done.add(p)
		full.time += o.FullTime
		full.short += o.FullTime * d.s.q.Idle
		d.push(full, gathered)
	}
	if o.PartTime < 0 {
		return
	}
	for j := range d.jobs {
		if d.outdone(j, open) {
			continue
		}
		part := l
		part.job = int32(j)
		part.time += o.PartTime
		part.short += o.PartTime * d.short[j]
		part.used = d.use(l.used, int32(j), o.PartTime)
		if open&(1<<j) == 0 {
			waits := append(slices.Clone(d.waits.lists[l.waits]), wait{int32(p), int32(j)})
			slices.SortFunc(waits, func(a, b wait) int { return int(a.item - b.item) })
			part.waits = d.waits.number(waits)
			d.push(part, gathered)
			continue
		}
		part.done.add(p)
		more := slices.Clone(gathered)
		each(d.counts[j], func(e int) { more[e] = min(d.months[e], more[e]+o.PartTime) })
		d.push(part, more)
	}
}

// use adds a job to those that studies go beside. One that stands for several counts as often as it may be another.
func (d *schedule) use(used, job int32, months int64) int32 {
	if !d.exact || months == 0 {
		return used
	}
	jobs := d.uses.lists[used]
	times := 0
	for _, j := range jobs {
		if j == job {
			times++
		}
	}
	if times >= len(d.s.alikeJobs[d.jobs[job]]) {
		return used
	}
	jobs = append(slices.Clone(jobs), job)
	slices.Sort(jobs)
	return d.uses.number(jobs)
}

// outdone tells whether an open job serves in the place of j, at once.
func (d *schedule) outdone(j int, open uint64) bool {
	if d.exact {
		return false
	}
	better := false
	each(open, func(i int) {
		if i == j || d.short[i] > d.short[j] || d.counts[j]&^d.counts[i] != 0 {
			return
		}
		alike := d.short[i] == d.short[j] && d.counts[j] == d.counts[i] && open&(1<<j) != 0
		better = better || !alike || i < j
	})
	return better
}

// commitTo makes the labels in which one of the clauses comes to hold by committing to experience.
func (d *schedule) commitTo(at int32, l *label, to []clause, open, had uint64, gathered []int64) {
	for _, c := range to {
		if !c.items.within(l.done) {
			continue
		}
		terms, ok := d.commit(d.terms.lists[l.terms], c.work&^had, open, gathered)
		if !ok {
			continue
		}
		next := *l
		next.parent, next.item, next.job = at, -1, -1
		next.committed |= c.work &^ had
		next.terms = d.terms.number(terms)
		d.push(next, gathered)
	}
}

// commit adds to the terms that the experience work is had by the months in the open jobs.
func (d *schedule) commit(terms commitments, work, open uint64, gathered []int64) (commitments, bool) {
	terms = slices.Clone(terms)
	ok := true
	each(work, func(e int) {
		missing := d.months[e] - gathered[e]
		jobs := d.members[e] & open
		ok = ok && (jobs != 0 || missing <= 0)
		if missing > 0 {
			terms = append(terms, term{jobs, missing})
		}
	})
	return terms.tidy(), ok
}

// tidy takes out what other terms imply, and orders the rest.
func (c commitments) tidy() commitments {
	var out commitments
	for i, t := range c {
		implied := false
		for k, u := range c {
			if i != k && u.jobs&^t.jobs == 0 && u.months >= t.months && (k < i || u != t) {
				implied = true
				break
			}
		}
		if !implied {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b term) int {
		if a.jobs != b.jobs {
			if a.jobs < b.jobs {
				return -1
			}
			return 1
		}
		return int(a.months - b.months)
	})
	return out
}

// close ends a label in which all is done: by each way in which the goal can hold.
func (d *schedule) close(at int32, l *label, open, had uint64, gathered []int64) {
	for _, c := range d.goal {
		if !c.items.within(l.done) {
			continue
		}
		if terms, ok := d.commit(d.terms.lists[l.terms], c.work&^had, open, gathered); ok {
			d.finish(at, terms)
		}
	}
}
