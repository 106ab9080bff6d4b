package pareto

import "slices"

// forward searches through standings, from the start on, with labels (Martins 1984): a step is one way to come to a standing. The step
// with the least bound goes first. What follows on a step waits as an option with a bound that needs no look at where it leads,
// and most are never looked at.
type forward struct {
	*standings
	order  order
	key    int // the kind of sum by which steps are queued
	wanted func(bound) bool
	finish func(at int32)

	steps    paged[step]
	gathered [][]int32 // of step n, experience e: gathered[n/pageSize][n%pageSize*len(work)+e]
	options  paged[option]
	free     []int32 // places among the options
	queue    queue
	latest   int64 // what the step or option at hand was queued by
	figures  figures
	ahead    *ahead
	terms    interned[commitment]
	least    []sums // of what was committed to, by number: the work it takes at least
	passages map[passage]int32

	given, tidied []commitment
	now           []int32
}

// figures tell what became of what a search met.
type figures struct {
	options int // listed
	refused int // options not listed, for their bounds
	met     int // options whose turn came
	beyond  int // of these, steps not kept for their bounds
	worse   int // of these, steps not kept since another dominates them
	kept    int // steps
}

// step is a label: what a plan has taken so far. The experience that its studies have given stands in gathered.
type step struct {
	time, cost, short int64
	standing          int32
	parent, next      int32 // next is another of the same standing; -1
	terms             int32 // what is committed to
	item, option, job int32 // what was acquired last and beside which job (its place), each -1 for none
	depth             int32
	dead              bool
}

// option is what could follow on a step: one of the moves or, with its place inverted, of the bundles of the standing.
type option struct{ step, act, job int32 }

// passage is a way from one standing to another: an item acquired, or none (-1), and experience that is then had.
type passage struct {
	from, item int32
	had        bitset
}

// What is kept costs these bytes, with the places in the queue.
const (
	stepBytes    = 72 + 16
	optionBytes  = 12 + 16
	passageBytes = 64
)

// newForward prepares a search over a network of which nothing is decided. Too many jobs or kinds of experience count as beyond the
// budget.
func newForward(s *sets) *forward {
	places := newStandings(s)
	s.standing = true
	f := &forward{standings: places, order: s.order, key: s.order.key(), passages: map[passage]int32{}, ahead: newAhead(s), now: make([]int32, len(places.work))}
	f.terms.meter = s.meter
	f.terms.write = func(key []byte, c commitment) []byte { return c.write(key) }
	f.terms.reset()
	return f
}

// run searches until no step is left that is wanted.
func (f *forward) run() {
	root := f.enter(f.now)
	f.arrive(step{standing: root, parent: -1, item: -1, option: -1, job: -1}, f.now)
	for len(f.queue) > 0 {
		next := f.queue.pop()
		f.latest = next.bound
		if next.label >= 0 {
			f.expand(next.label)
		} else {
			f.take(^next.label)
		}
	}
}

// floor is what everything takes at least that is not found yet, by the key.
func (f *forward) floor() int64 {
	if len(f.queue) > 0 {
		return min(f.latest, f.queue[0].bound)
	}
	return f.latest
}

func (f *forward) gatheredBy(at int32) []int32 {
	from := int(at%pageSize) * len(f.work)
	return f.gathered[at/pageSize][from : from+len(f.work)]
}

// expand lists what could follow on a step.
func (f *forward) expand(at int32) {
	l := f.steps.at(at)
	if l.dead {
		return
	}
	st := f.all[l.standing]
	gathered := f.gatheredBy(at)
	bound, ok := f.bound(l, st, gathered)
	if !ok || !f.wanted(bound) {
		return
	}
	if st.goal {
		f.finish(at)
		return
	}
	if !slices.Equal(gathered, st.gathered) {
		o := f.lookNearer(l.standing, gathered)
		if bound.mostOf(f.beyond(l, &o, false)); !o.ok || !f.wanted(bound) {
			return
		}
	}
	for i := range st.moves {
		m := &st.moves[i]
		o := &f.s.Items[m.item].Options[m.option]
		if m.full {
			f.list(l, st, option{at, int32(i), -1}, bound, o.FullTime, f.s.q.Idle)
		}
		for p := m.beside.first(); p >= 0; p = m.beside.from(p + 1) {
			f.list(l, st, option{at, int32(i), int32(p)}, bound, o.PartTime, f.short[p])
		}
	}
	for i := range st.bundles {
		f.keep(option{at, ^int32(i), -1}, bound, l.depth)
	}
}

// list keeps a move as an option: it takes what it takes, and then what lies ahead of it, and of the outlook all but the share that it may meet.
func (f *forward) list(l *step, st *standing, o option, bound bound, months, short int64) {
	m := &st.moves[o.act]
	taken := f.workOf(l.terms)
	taken.add(f.s.w.total(l.time, l.short), 1)
	taken.add(f.s.w.of(months, short), 1)
	rest := st.outlook.study
	rest.add(m.share, -1)
	then, cost := f.ahead.of(m.item)
	rest.most(then)
	taken.add(rest, 1)
	bound.most(taken)
	price := f.s.Items[m.item].Options[m.option].Cost
	bound.cost = max(bound.cost, l.cost+price+cost, l.cost+st.outlook.cost-m.cost+price)
	f.keep(o, bound, l.depth)
}

// keep queues an option if it is wanted.
func (f *forward) keep(o option, bound bound, depth int32) {
	f.s.meter.step()
	if !f.wanted(bound) {
		f.figures.refused++
		return
	}
	f.figures.options++
	var at int32
	if n := len(f.free); n > 0 {
		at, f.free = f.free[n-1], f.free[:n-1]
		*f.options.at(at) = o
	} else {
		f.s.meter.hold(optionBytes)
		at = f.options.add(o)
	}
	f.queue.push(queued{bound.by(f.key), depth, ^at})
}

// take takes an option.
func (f *forward) take(at int32) {
	o := *f.options.at(at)
	f.free = append(f.free, at)
	l := f.steps.at(o.step)
	if l.dead {
		return
	}
	f.figures.met++
	st := f.all[l.standing]
	n := *l
	n.parent, n.depth = o.step, l.depth+1
	copy(f.now, f.gatheredBy(o.step))
	if o.act < 0 {
		f.commit(&n, st, st.bundles[^o.act])
		return
	}
	m := &st.moves[o.act]
	opt := &f.s.Items[m.item].Options[m.option]
	n.item, n.option, n.job = m.item, m.option, o.job
	n.cost += opt.Cost
	var had bitset
	if o.job < 0 {
		n.time += opt.FullTime
		n.short += opt.FullTime * f.s.q.Idle
	} else {
		n.time += opt.PartTime
		n.short += opt.PartTime * f.short[o.job]
		counts := f.counts[o.job].and(st.asked)
		for e := counts.first(); e >= 0; e = counts.from(e + 1) {
			months := min(f.months(e), int64(f.now[e])+opt.PartTime)
			if f.now[e] = int32(months); months == f.months(e) {
				had.add(e)
			}
		}
	}
	f.pass(&n, m.item, had)
}

// commit lets experience be had by work in the jobs that are open.
func (f *forward) commit(n *step, st *standing, work bitset) {
	f.given = append(f.given[:0], f.terms.lists[n.terms]...)
	for e := work.first(); e >= 0; e = work.from(e + 1) {
		f.given = append(f.given, commitment{f.members[e].and(st.open), f.months(e) - int64(f.now[e])})
	}
	f.tidied = tidy(f.given, f.tidied[:0])
	rest := st.asked.minus(work)
	for e := rest.first(); e >= 0; e = rest.from(e + 1) {
		asked := commitment{f.members[e], f.months(e) - int64(f.now[e])}
		if slices.ContainsFunc(f.tidied, func(c commitment) bool { return c.implies(&asked) }) {
			work.add(e)
		}
	}
	n.item, n.option, n.job = -1, -1, -1
	n.terms = f.terms.number(f.tidied)
	f.pass(n, -1, work)
}

// pass goes on to the standing in which an item and experience are had besides.
func (f *forward) pass(n *step, item int32, had bitset) {
	key := passage{n.standing, item, had}
	to, known := f.passages[key]
	if !known {
		f.load(f.all[n.standing], item, had)
		to = f.enter(f.now)
		f.s.meter.hold(passageBytes)
		f.passages[key] = to
	}
	n.standing = to
	f.arrive(*n, f.now)
}

// arrive keeps a step unless it is of no use.
func (f *forward) arrive(n step, gathered []int32) {
	st := f.all[n.standing]
	f.s.meter.take(1 + int(st.size)/8)
	bound, ok := f.bound(&n, st, gathered)
	if !ok || !f.wanted(bound) {
		f.figures.beyond++
		return
	}
	for at := st.first; at >= 0; at = f.steps.at(at).next {
		if f.dominates(f.steps.at(at), f.gatheredBy(at), &n, gathered, st) {
			f.figures.worse++
			return
		}
	}
	for link := &st.first; *link >= 0; {
		l := f.steps.at(*link)
		if !f.dominates(&n, gathered, l, f.gatheredBy(*link), st) {
			link = &l.next
			continue
		}
		l.dead = true
		*link = l.next
		st.size--
	}
	f.figures.kept++
	f.s.meter.hold(stepBytes + 4*int64(len(f.work)))
	n.next = st.first
	st.first = f.steps.add(n)
	st.size++
	if int(st.first/pageSize) == len(f.gathered) {
		f.gathered = append(f.gathered, make([]int32, pageSize*len(f.work)))
	}
	copy(f.gatheredBy(st.first), gathered)
	f.queue.push(queued{bound.by(f.key), n.depth, st.first})
}

// bound is a lower bound on what a step leads to; ok is false where that is nothing.
func (f *forward) bound(n *step, st *standing, gathered []int32) (b bound, ok bool) {
	if st.goal {
		b = bound{cost: n.cost, sums: f.s.w.total(n.time, n.short)}
		b.add(f.workOf(n.terms), 1)
		return b, true
	}
	more := false // than the outlook allows for
	for e := st.asked.first(); e >= 0 && !more; e = st.asked.from(e + 1) {
		more = gathered[e] > st.gathered[e]
	}
	return f.beyond(n, &st.outlook, more), st.outlook.ok
}

// beyond is what a step has taken and an outlook adds to that: the studies alone where more months are gathered than it allows for.
func (f *forward) beyond(n *step, o *outlook, more bool) bound {
	b := bound{cost: n.cost + o.cost, sums: f.s.w.total(n.time, n.short)}
	work := f.workOf(n.terms)
	work.add(o.study, 1)
	if !more {
		work.most(o.whole) // the work committed to may be the experience that is missing
	}
	b.add(work, 1)
	return b
}

// workOf is what work that is committed to takes at least.
func (f *forward) workOf(terms int32) sums {
	for int(terms) >= len(f.least) {
		f.least = append(f.least, f.s.w.work(f.terms.lists[len(f.least)], f.short))
	}
	return f.least[terms]
}

// dominates tells whether whatever b leads to, a leads to something at least as good: a has taken no more, and has the experience and
// promises no more work than b, or could make up for what it lacks by months in one open job and still have taken no more. Both stand alike.
func (f *forward) dominates(a *step, gatheredA []int32, b *step, gatheredB []int32, st *standing) bool {
	if a.time > b.time && f.s.hurries || a.cost > b.cost && f.s.costs || a.short > b.short && f.s.pays {
		return false
	}
	if !f.s.hurries && !f.s.pays {
		return f.covers(a, 0, 0, b) // work is free
	}
	jobs, most := st.open, int64(0)
	if a.terms != b.terms {
		jobs, most = excess(f.terms.lists[a.terms], f.terms.lists[b.terms], jobs)
	}
	for e := st.asked.first(); e >= 0; e = st.asked.from(e + 1) {
		if less := gatheredB[e] - gatheredA[e]; less > 0 {
			jobs = jobs.and(f.members[e])
			most = max(most, int64(less))
		}
	}
	if most == 0 {
		return f.covers(a, 0, 0, b)
	}
	p := jobs.first() // they are ordered by pay
	return p >= 0 && f.covers(a, most, f.short[p], b)
}

// covers tells whether a, after so many months more in a job, has taken no more than b.
func (f *forward) covers(a *step, months, short int64, b *step) bool {
	v, of := Vector{a.time + months, a.cost, a.short + months*short}, Vector{b.time, b.cost, b.short}
	for c, most := range f.s.q.Limit {
		if most >= 0 && v[c] > of[c] {
			return false
		}
	}
	return f.order.covers(v, of)
}

// plan reads a whole plan off a step and the months worked full time, in the terms of the original network.
func (f *forward) plan(at int32, months *point, v Vector) Plan {
	p := Plan{Vector: v}
	for ; at >= 0; at = f.steps.at(at).parent {
		n := f.steps.at(at)
		if n.item < 0 {
			continue
		}
		got := Acquired{n.item, n.option, -1}
		if n.job >= 0 {
			got.Job = f.jobs[n.job]
		}
		p.Acquired = append(p.Acquired, got)
	}
	months.worked(func(job int32, months int64) {
		p.Worked = append(p.Worked, Worked{f.jobs[job], months})
	})
	return f.s.original(p)
}
