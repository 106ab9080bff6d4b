package pareto

import (
	"encoding/binary"
	"math/bits"
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
	wanted func(bound) bool
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
	beside   []uint64 // of each item, the jobs that can be open before it is acquired
	goal     []clause
	cost     int64
	all      bitset // all items
	labels   []label
	gathered []int64 // of label l, experience e: gathered[l*len(work)+e]
	ranks    [][]int32
	groups   map[stateKey]*group
	terms    interned[term]
	uses     interned[int32]
	acts     interned[act]

	item, place []int32
}

// group is the labels of one state.
type group struct {
	labels []int32
	needed uint64 // experience that may still be asked for
}

// label is a partial schedule.
type label struct {
	stateKey
	dead        bool
	time, short int64
	parent      int32
	terms       int32  // what is committed to
	used        int32  // jobs that studies go beside; kept only where plans of equal vectors are told apart
	offered     uint64 // the jobs that were open when the label was made, or had opened before
	acts        int32  // what was decided on in the step to this label
	rest        rest
}

// stateKey is what labels must share to be compared.
type stateKey struct {
	decided, done bitset // an item that is decided but not done waits for a job to open
	committed     uint64
}

// act is a decision: an item (its place) is done full time (job -1) or beside a job.
type act struct{ item, job int32 }

// term is a commitment: the months worked full time in the jobs reach months.
type term struct {
	jobs   uint64
	months int64
}

type commitments []term

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
	d := &schedule{s: s, meter: s.meter, exact: exact, order: s.order, groups: map[stateKey]*group{}}
	d.terms.write = func(b []byte, t term) []byte {
		return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, t.jobs), uint64(t.months))
	}
	d.acts.write = func(b []byte, a act) []byte {
		return binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, uint32(a.item)), uint32(a.job))
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
	root := label{parent: -1}
	d.all = bitset{}
	for p := range d.options {
		d.all.add(p)
		root.rest.add(d.share(p), 1)
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
	d.beside = d.beside[:0]
	for p, o := range d.options {
		jobs := uint64(0)
		if o.PartTime >= 0 {
			jobs = d.openWithout(p)
		}
		d.beside = append(d.beside, jobs)
	}
}

// openWithout tells which jobs can be open when all of the set but item p is done.
func (d *schedule) openWithout(p int) (jobs uint64) {
	var done bitset
	work := uint64(0)
	for again := true; again; {
		again = false
		for i := range d.items {
			if i != p && !done.has(i) && holds(d.needs[i], done, work) {
				done.add(i)
				again = true
			}
		}
		for j := range d.jobs {
			if jobs&(1<<j) == 0 && holds(d.opens[j], done, work) {
				jobs |= 1 << j
				work |= d.counts[j]
				again = true
			}
		}
	}
	return jobs
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

// share is what item p takes at least.
func (d *schedule) share(p int) rest {
	o := d.options[p]
	if o.PartTime < 0 || d.beside[p] == 0 && o.FullTime >= 0 {
		return rest{alone: d.s.w.of(o.FullTime, d.s.q.Idle)}
	}
	return d.s.share(o, d.bestBeside(p))
}

// bestBeside is the least shortfall of a job that can be open before item p is acquired.
func (d *schedule) bestBeside(p int) int64 {
	if d.beside[p] == 0 {
		return d.s.q.Idle
	}
	return d.short[bits.TrailingZeros64(d.beside[p])]
}

func (d *schedule) clear() {
	d.labels = d.labels[:0]
	d.gathered = d.gathered[:0]
	for i := range d.ranks {
		d.ranks[i] = d.ranks[i][:0]
	}
	clear(d.groups)
	d.terms.reset()
	d.acts.reset()
	d.uses.reset()
}

// gatheredBy is what the studies of a label have given of each experience.
func (d *schedule) gatheredBy(l int32) []int64 {
	return d.gathered[int(l)*len(d.work) : (int(l)+1)*len(d.work)]
}

// bound is a lower bound for what a label leads to. Commitments are met by months of full-time work; experience that is
// not committed to yet by those, or by what is still to be done beside a job.
func (d *schedule) bound(l *label, gathered []int64) bound {
	w := &d.s.w
	var work sums
	for _, t := range d.terms.lists[l.terms] {
		work.most(w.of(t.months, d.short[bits.TrailingZeros64(t.jobs)]))
	}
	var waiting int64
	if l.decided != l.done {
		for p, o := range d.options {
			if l.decided.has(p) && !l.done.has(p) {
				waiting += o.PartTime
			}
		}
	}
	rest := l.rest.beside
	rest.add(work, 1)
	for e, months := range d.months {
		if l.committed&(1<<e) != 0 || d.members[e] == 0 {
			continue
		}
		if missing := months - amount(gathered, e) - waiting; missing > 0 {
			rest.most(w.of(missing, d.short[bits.TrailingZeros64(d.members[e])]))
		}
	}
	b := bound{cost: d.cost, sums: w.total(l.time, l.short)}
	b.add(l.rest.alone, 1)
	b.add(rest, 1)
	b.most(d.s.opening)
	return b
}

// push adds a label unless it is of no use; gathered is what its studies have given.
func (d *schedule) push(l label, gathered []int64) {
	d.meter.step()
	if !d.wanted(d.bound(&l, gathered)) {
		return
	}
	g := d.groups[l.stateKey]
	if g == nil {
		g = &group{needed: d.needed(&l)}
		d.groups[l.stateKey] = g
	}
	d.meter.take(len(g.labels) / 8)
	for _, other := range g.labels {
		if o := &d.labels[other]; !o.dead && d.dominates(o, d.gatheredBy(other), &l, gathered, g.needed) {
			return
		}
	}
	for _, other := range g.labels {
		if o := &d.labels[other]; !o.dead && d.dominates(&l, gathered, o, d.gatheredBy(other), g.needed) {
			o.dead = true
		}
	}
	g.labels = slices.DeleteFunc(g.labels, func(i int32) bool { return d.labels[i].dead })
	at := int32(len(d.labels))
	d.labels = append(d.labels, l)
	if gathered == nil {
		gathered = make([]int64, len(d.work))
	}
	d.gathered = append(d.gathered, gathered...)
	g.labels = append(g.labels, at)
	rank := l.decided.count() + l.done.count() + bits.OnesCount64(l.committed)
	for len(d.ranks) <= rank {
		d.ranks = append(d.ranks, nil)
	}
	d.ranks[rank] = append(d.ranks[rank], at)
}

// needed is the experience that may still be asked for after a label.
func (d *schedule) needed(l *label) uint64 {
	var work uint64
	ask := func(of []clause) {
		for i := range of {
			work |= of[i].work
		}
	}
	ask(d.goal)
	for p := range d.items {
		if !l.decided.has(p) {
			ask(d.needs[p])
		}
	}
	if l.done != d.all {
		for _, opens := range d.opens {
			ask(opens)
		}
	} else {
		// Only a job that counts for what is asked for is still worth opening.
		for again := true; again; {
			before := work
			for j, opens := range d.opens {
				if d.counts[j]&work&^l.committed != 0 {
					ask(opens)
				}
			}
			again = work != before
		}
	}
	return work &^ l.committed
}

// dominates tells whether whatever b leads to, a leads to something at least as good: a has taken no more, and lacks
// no experience that b has, or could make up for it by work in a job that is open to it and still have taken no more.
func (d *schedule) dominates(a *label, gatheredA []int64, b *label, gatheredB []int64, needed uint64) bool {
	if a.terms != b.terms && !d.weaker(a.terms, b.terms) {
		return false
	}
	var lacking uint64
	most := int64(0)
	for word := needed; word != 0; word &= word - 1 {
		e := bits.TrailingZeros64(word)
		if less := amount(gatheredB, e) - amount(gatheredA, e); less > 0 {
			lacking |= 1 << e
			most = max(most, less)
		}
	}
	if d.exact {
		// Plans of the one vector wanted are told apart by their jobs.
		return lacking == 0 && a.time <= b.time && a.short <= b.short && (a.time != b.time || a.short != b.short || a.used == b.used)
	}
	if lacking == 0 {
		return d.covers(a.time, a.short, b)
	}
	for word := a.offered; word != 0; word &= word - 1 {
		j := bits.TrailingZeros64(word)
		if lacking&^d.counts[j] == 0 && d.covers(a.time+most, a.short+most*d.short[j], b) {
			return true
		}
	}
	return false
}

func (d *schedule) covers(time, short int64, b *label) bool {
	return d.order.covers(Vector{time, 0, short}, Vector{b.time, 0, b.short}) &&
		(d.s.q.Limit[Time] < 0 || time <= b.time) && (d.s.q.Limit[Shortfall] < 0 || short <= b.short)
}

func amount(gathered []int64, e int) int64 {
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
	fresh := open &^ l.offered
	l.offered = open
	d.labels[at].offered = open
	if fresh != 0 && l.decided != l.done {
		d.takeUp(at, l, fresh, gathered)
		return
	}
	undecided := false
	for p := range d.items {
		if l.decided.has(p) {
			continue
		}
		if holds(d.needs[p], l.done, had) {
			d.decide(at, l, p, gathered)
			return
		}
		undecided = true
	}
	if !undecided && l.decided == l.done {
		d.close(at, &l, had, gathered)
	}
	for p := range d.items {
		if !l.decided.has(p) {
			d.commitTo(at, &l, d.needs[p], had, gathered)
		}
	}
	for j := range d.jobs {
		if open&(1<<j) == 0 {
			d.commitTo(at, &l, d.opens[j], had, gathered)
		}
	}
}

// takeUp lets the items that wait begin beside jobs that have just opened, or go on waiting, in every combination.
func (d *schedule) takeUp(at int32, l label, fresh uint64, gathered []int64) {
	l.parent = at
	var waiting []int32
	for p := range d.items {
		if l.decided.has(p) && !l.done.has(p) {
			waiting = append(waiting, int32(p))
		}
	}
	var acts []act
	var next func(i int, l label, gathered []int64)
	next = func(i int, l label, gathered []int64) {
		if i == len(waiting) {
			l.acts = d.acts.number(acts)
			if len(acts) == 0 {
				d.goOn(at, l, gathered)
				return
			}
			d.push(l, gathered)
			return
		}
		p := waiting[i]
		each(fresh, func(j int) {
			if d.outdone(j, l.offered) {
				return
			}
			acts = append(acts, act{p, int32(j)})
			next(i+1, d.begun(l, int(p), j), d.taught(int(p), j, gathered))
			acts = acts[:len(acts)-1]
		})
		if d.better(int(p), l.offered) {
			next(i+1, l, gathered)
		}
	}
	next(0, l, gathered)
}

// goOn expands a label whose waiting items pass over the jobs that have just opened.
func (d *schedule) goOn(at int32, l label, gathered []int64) {
	d.meter.step()
	d.expand(at) // offered is up to date now, so that it goes past the waiting
}

// better tells whether a job that is not open yet would be of use to item p beside those that are.
func (d *schedule) better(p int, open uint64) bool {
	for word := d.beside[p] &^ open; word != 0; word &= word - 1 {
		if !d.outdone(bits.TrailingZeros64(word), open) {
			return true
		}
	}
	return false
}

// begun is a label in which an item that was decided goes beside an open job.
func (d *schedule) begun(l label, p, j int) label {
	o := d.options[p]
	l.done.add(p)
	l.rest.add(d.waitShare(p), -1)
	l.short += o.PartTime * d.short[j]
	l.used = d.use(l.used, int32(j), o.PartTime)
	return l
}

// waitShare is what item p falls short of the goal's pay at least, where it goes beside a job; its time is certain.
func (d *schedule) waitShare(p int) rest {
	return rest{beside: d.s.w.total(0, max(0, d.options[p].PartTime)*d.bestBeside(p))}
}

// taught is the experience gathered once an item was done beside a job.
func (d *schedule) taught(p, j int, gathered []int64) []int64 {
	more := slices.Clone(gathered)
	each(d.counts[j], func(e int) { more[e] = min(d.months[e], more[e]+d.options[p].PartTime) })
	return more
}

// decide decides how item p, which is possible now, is done: full time, beside an open job, or beside one that will open.
func (d *schedule) decide(at int32, l label, p int, gathered []int64) {
	o := d.options[p]
	l.parent = at
	l.decided.add(p)
	l.rest.add(d.share(p), -1)
	if o.FullTime >= 0 {
		full := l
		full.done.add(p)
		full.time += o.FullTime
		full.short += o.FullTime * d.s.q.Idle
		full.acts = d.acts.number([]act{{int32(p), -1}})
		d.push(full, gathered)
	}
	if o.PartTime < 0 || d.beside[p] == 0 {
		return
	}
	l.time += o.PartTime
	l.rest.add(d.waitShare(p), 1)
	each(l.offered, func(j int) {
		if d.outdone(j, l.offered) {
			return
		}
		part := d.begun(l, p, j)
		part.acts = d.acts.number([]act{{int32(p), int32(j)}})
		d.push(part, d.taught(p, j, gathered))
	})
	if d.better(p, l.offered) {
		l.acts = 0
		d.push(l, gathered)
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
	for word := open; word != 0; word &= word - 1 {
		i := bits.TrailingZeros64(word)
		if i == j || d.short[i] > d.short[j] || d.counts[j]&^d.counts[i] != 0 {
			continue
		}
		alike := d.short[i] == d.short[j] && d.counts[j] == d.counts[i] && open&(1<<j) != 0
		if !alike || i < j {
			return true
		}
	}
	return false
}

// commitTo makes the labels in which one of the clauses comes to hold by committing to experience.
func (d *schedule) commitTo(at int32, l *label, to []clause, had uint64, gathered []int64) {
	for _, c := range to {
		if !c.items.within(l.done) {
			continue
		}
		terms, ok := d.commit(d.terms.lists[l.terms], c.work&^had, l.offered, gathered)
		if !ok {
			continue
		}
		next := *l
		next.parent, next.acts = at, 0
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
func (d *schedule) close(at int32, l *label, had uint64, gathered []int64) {
	for _, c := range d.goal {
		if !c.items.within(l.done) {
			continue
		}
		if terms, ok := d.commit(d.terms.lists[l.terms], c.work&^had, l.offered, gathered); ok {
			d.finish(at, terms)
		}
	}
}
