package pareto

import (
	"math/bits"
	"slices"
)

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

// gatheredBy is what the studies of a label have given of each experience.
func (d *schedule) gatheredBy(l int32) []int64 {
	return d.gathered[int(l)*len(d.work) : (int(l)+1)*len(d.work)]
}

// bound is a lower bound for what a label leads to. Commitments are met by months of full-time work; experience that is
// not committed to yet by those, or by what is still to be done beside a job.
func (d *schedule) bound(l *label, gathered []int64) bound {
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

// committedTo is what the work that a label is committed to takes at least.
func (d *schedule) committedTo(l *label) (work sums) {
	for _, t := range d.terms.lists[l.terms] {
		work.most(d.s.w.of(t.months, d.short[bits.TrailingZeros64(t.jobs)]))
	}
	return work
}

// climbing is a lower bound for what a label leads to, by the ways up to better paid jobs.
func (d *schedule) climbing(l *label, had, open uint64, gathered []int64) bound {
	b := bound{cost: d.cost, sums: d.s.w.total(l.time, l.short)}
	b.add(d.ladder.climb(l, had, open, gathered), 1)
	b.add(d.committedTo(l), 1)
	return b
}

// push adds a label unless it is of no use; gathered is what its studies have given.
func (d *schedule) push(l label, gathered []int64) {
	d.meter.step()
	bound := d.bound(&l, gathered)
	if !d.wanted(bound) {
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
	rank := int32(l.decided.count() + l.done.count() + bits.OnesCount64(l.committed))
	if d.exact {
		d.queue.push(queued{int64(rank), 0, at}) // of plans that are equal in all else, the first in the order of items
		return
	}
	d.queue.push(queued{bound.sums[d.key], rank, at})
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
