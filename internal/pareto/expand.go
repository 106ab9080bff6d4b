package pareto

import (
	"cmp"
	"math/bits"
	"slices"
)

// taken is room for what a label decides on in one step.
type taken []act

// expand makes the labels that follow on one.
func (d *schedule) expand(at int32, l *draft) {
	had := d.had(l)
	var open uint64
	for j := range d.jobs {
		if holds(d.opens[j], l.done, had) {
			open |= 1 << j
		}
	}
	if b := d.climbing(l, had, open); !d.wanted(b) {
		return
	}
	fresh := open &^ l.offered
	l.offered = open
	d.kept.at(at).offered = open
	l.parent = at
	if fresh != 0 && l.decided != l.done && !d.takeUp(l, fresh) {
		return
	}
	undecided := false
	for p := range d.items {
		if l.decided.has(p) {
			continue
		}
		if holds(d.needs[p], l.done, had) {
			d.decide(*l, p)
			return
		}
		undecided = true
	}
	if !undecided && l.decided == l.done {
		d.close(at, l, had)
	}
	for p := range d.items {
		if !l.decided.has(p) {
			d.commitTo(l, d.needs[p], had)
		}
	}
	for j := range d.jobs {
		if open&(1<<j) == 0 {
			d.commitTo(l, d.opens[j], had)
		}
	}
}

// beginning is room for what waits and begins beside jobs that have just opened.
type beginning struct {
	fresh   uint64
	waiting []int32
	amounts []int64 // of experience, after each of those that wait
	all     bool    // whether all may go on waiting
}

// takeUp lets the items that wait begin beside jobs that have just opened, or go on waiting, in every combination. It
// tells whether all of them may go on waiting, which is left to the caller.
func (d *schedule) takeUp(l *draft, fresh uint64) bool {
	b := &d.beginning
	*b = beginning{fresh, b.waiting[:0], b.amounts[:0], false}
	for p := range d.items {
		if l.decided.has(p) && !l.done.has(p) {
			b.waiting = append(b.waiting, int32(p))
		}
	}
	b.amounts = append(b.amounts, make([]int64, len(b.waiting)*len(d.work))...)
	d.taken = d.taken[:0]
	d.begin(0, l)
	return b.all
}

// begin decides on those that wait from place i on.
func (d *schedule) begin(i int, l *draft) {
	d.meter.step()
	b := &d.beginning
	if i == len(b.waiting) {
		if len(d.taken) == 0 {
			b.all = true
			return
		}
		next := *l
		next.acts = d.acts.number(d.taken)
		d.push(&next)
		return
	}
	p := int(b.waiting[i])
	for word := b.fresh & d.beside[p]; word != 0; word &= word - 1 {
		j := bits.TrailingZeros64(word)
		if d.outdone(j, l.offered&d.beside[p]) {
			continue
		}
		next := *l
		next.gathered = b.amounts[i*len(d.work) : (i+1)*len(d.work)]
		d.study(&next, p, j, l.gathered)
		d.taken = append(d.taken, act{int32(p), int32(j)})
		d.begin(i+1, &next)
		d.taken = d.taken[:len(d.taken)-1]
	}
	if d.better(p, l.offered) {
		d.begin(i+1, l)
	}
}

// better tells whether a job that is not open yet would be of use to item p beside those that are.
func (d *schedule) better(p int, open uint64) bool {
	for word := d.beside[p] &^ open; word != 0; word &= word - 1 {
		if !d.outdone(bits.TrailingZeros64(word), open&d.beside[p]) {
			return true
		}
	}
	return false
}

// study lets an item that was decided go beside an open job. What was gathered before, and what the item gives, goes into
// the experience of the label.
func (d *schedule) study(l *draft, p, j int, before []int64) {
	o := d.options[p]
	l.done.add(p)
	l.rest.add(d.waits[p], -1)
	l.short += o.PartTime * d.short[j]
	l.used = d.use(l.used, int32(j), o.PartTime)
	for e, months := range d.months {
		l.gathered[e] = before[e]
		if d.counts[j]&(1<<e) != 0 {
			l.gathered[e] = min(months, before[e]+o.PartTime)
		}
	}
}

// waitShare is what item p falls short of the goal's pay at least, where it goes beside a job; its time is certain.
func (d *schedule) waitShare(p int) rest {
	return rest{beside: d.s.w.total(0, max(0, d.options[p].PartTime)*d.bestBeside(p))}
}

// decide decides how item p, which is possible now, is done: full time, beside an open job, or beside one that will open.
func (d *schedule) decide(l draft, p int) {
	o := d.options[p]
	l.decided.add(p)
	l.rest.add(d.shares[p], -1)
	if o.FullTime >= 0 {
		full := l
		full.done.add(p)
		full.time += o.FullTime
		full.short += o.FullTime * d.s.q.Idle
		full.acts = d.single(p, -1)
		d.push(&full)
	}
	if o.PartTime < 0 || d.beside[p] == 0 {
		return
	}
	l.time += o.PartTime
	l.rest.add(d.waits[p], 1)
	for word := l.offered & d.beside[p]; word != 0; word &= word - 1 {
		j := bits.TrailingZeros64(word)
		if d.outdone(j, l.offered&d.beside[p]) {
			continue
		}
		part := l
		d.after = append(d.after[:0], l.gathered...)
		part.gathered = d.after
		d.study(&part, p, j, l.gathered)
		part.acts = d.single(p, j)
		d.push(&part)
	}
	if d.better(p, l.offered) {
		l.acts = 0
		d.push(&l)
	}
}

// single is the number of one decision alone.
func (d *schedule) single(p, j int) int32 {
	d.taken = append(d.taken[:0], act{int32(p), int32(j)})
	return d.acts.number(d.taken)
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
func (d *schedule) commitTo(l *draft, to []clause, had uint64) {
	for i := range to {
		c := &to[i]
		if !c.items.within(l.done) {
			continue
		}
		terms, ok := d.commit(l, c.work&^had)
		if !ok {
			continue
		}
		next := *l
		next.acts = 0
		next.committed |= c.work &^ had
		next.terms = d.terms.number(terms)
		d.push(&next)
	}
}

// commit adds to the terms of a label that the experience work is had by the months in the jobs open to it. The terms
// stand until the next call.
func (d *schedule) commit(l *draft, work uint64) (terms commitments, ok bool) {
	d.given = append(d.given[:0], d.terms.lists[l.terms]...)
	for ; work != 0; work &= work - 1 {
		e := bits.TrailingZeros64(work)
		missing := d.months[e] - l.gathered[e]
		jobs := d.members[e] & l.offered
		if missing <= 0 {
			continue
		}
		if jobs == 0 {
			return nil, false
		}
		d.given = append(d.given, term{jobs, missing})
	}
	d.tidied = d.given.tidy(d.tidied[:0])
	return d.tidied, true
}

// tidy takes out what other terms imply, and orders the rest, in the room of out.
func (c commitments) tidy(out commitments) commitments {
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
		return cmp.Or(cmp.Compare(a.jobs, b.jobs), cmp.Compare(a.months, b.months))
	})
	return out
}

// close ends a label in which all is done: by each way in which the goal can hold.
func (d *schedule) close(at int32, l *draft, had uint64) {
	for i := range d.goal {
		c := &d.goal[i]
		if !c.items.within(l.done) {
			continue
		}
		if terms, ok := d.commit(l, c.work&^had); ok {
			d.finish(at, terms)
		}
	}
}
