package pareto

import (
	"math/bits"
	"slices"
)

// draft is a label in the making, with what its state says.
type draft struct {
	label
	stateKey
	rest     rest
	gathered []int64 // what its studies have given of each experience; not its own
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
	meter *meter
	held  int64 // bytes
	lists [][]T
	known map[string]int32
	key   []byte
	write func([]byte, T) []byte
}

// mostInterned is how many lists are kept from set to set.
const mostInterned = 1 << 10

// reset makes room. The numbers of lists hold for one set only.
func (n *interned[T]) reset() {
	if n.known != nil && len(n.lists) <= mostInterned {
		return
	}
	n.meter.hold(-n.held)
	n.held = 0
	n.lists, n.known = [][]T{nil}, map[string]int32{"": 0}
}

func (n *interned[T]) number(list []T) int32 {
	n.key = n.key[:0]
	for _, x := range list {
		n.key = n.write(n.key, x)
	}
	if at, ok := n.known[string(n.key)]; ok {
		return at
	}
	bytes := int64(80 + 2*len(n.key)) // a list and its key, with their heads
	n.held += bytes
	n.meter.hold(bytes)
	at := int32(len(n.lists))
	n.lists = append(n.lists, slices.Clone(list))
	n.known[string(n.key)] = at
	return at
}

// draft reads a kept label.
func (d *schedule) draft(at int32) draft {
	l := draft{label: *d.kept.at(at)}
	l.stateKey = d.kept.group(l.group).stateKey
	l.gathered = append(d.before[:0], d.kept.gatheredBy(at)...)
	d.before = l.gathered
	for p := range d.options {
		switch {
		case !l.decided.has(p):
			l.rest.add(d.shares[p], 1)
		case !l.done.has(p):
			l.rest.add(d.waits[p], 1)
		}
	}
	return l
}

// bound is a lower bound for what a label leads to. Commitments are met by months of full-time work; experience that is
// not committed to yet by those, or by what is still to be done beside a job.
func (d *schedule) bound(l *draft) bound {
	w := &d.s.w
	work := d.committedTo(l)
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
		if missing := months - l.gathered[e] - waiting; missing > 0 {
			rest.most(w.of(missing, d.short[bits.TrailingZeros64(d.members[e])]))
		}
	}
	b := bound{cost: d.cost, sums: w.total(l.time, l.short)}
	b.add(l.rest.alone, 1)
	b.add(rest, 1)
	b.most(d.s.opening)
	return b
}

// committedTo is what the work that a label is committed to takes at least.
func (d *schedule) committedTo(l *draft) (work sums) {
	for _, t := range d.terms.lists[l.terms] {
		work.most(d.s.w.of(t.months, d.short[bits.TrailingZeros64(t.jobs)]))
	}
	return work
}

// climbing is a lower bound for what a label leads to, by the ways up to better paid jobs.
func (d *schedule) climbing(l *draft, had, open uint64) bound {
	b := bound{cost: d.cost, sums: d.s.w.total(l.time, l.short)}
	b.add(d.ladder.climb(l, had, open), 1)
	b.add(d.committedTo(l), 1)
	return b
}

// push keeps a label unless it is of no use.
func (d *schedule) push(l *draft) {
	d.meter.step()
	bound := d.bound(l)
	if !d.wanted(bound) {
		return
	}
	at, fresh := d.kept.find(&l.stateKey)
	l.group = at
	g := d.kept.group(at)
	if fresh {
		g.needed = d.needed(l)
	}
	d.meter.take(int(g.size) / 8)
	for k := g.first; k >= 0; {
		o := d.kept.at(k)
		if d.dominates(o, d.kept.gatheredBy(k), &l.label, l.gathered, g.needed) {
			return
		}
		k = o.next
	}
	for link := &g.first; *link >= 0; {
		k := *link
		o := d.kept.at(k)
		if !d.dominates(&l.label, l.gathered, o, d.kept.gatheredBy(k), g.needed) {
			link = &o.next
			continue
		}
		*link = o.next
		g.size--
		d.kept.kill(k)
	}
	l.next, l.refs = g.first, 1
	g.first = d.kept.add(l.label, l.gathered)
	g.size++
	rank := int32(l.decided.count() + l.done.count() + bits.OnesCount64(l.committed))
	if d.exact {
		d.queue.push(queued{int64(rank), 0, g.first}) // of plans that are equal in all else, the first in the order of items
		return
	}
	d.queue.push(queued{bound.sums[d.key], rank, g.first})
}

// needed is the experience that may still be asked for after a label.
func (d *schedule) needed(l *draft) uint64 {
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
		if less := gatheredB[e] - gatheredA[e]; less > 0 {
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
func (d *schedule) had(l *draft) uint64 {
	had := l.committed
	for e, months := range d.months {
		if l.gathered[e] >= months {
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
