package pareto

import (
	"math/bits"
	"slices"
)

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
	if b := d.climbing(&l, had, open, gathered); !d.wanted(b) {
		return
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
				d.meter.step()
				d.expand(at) // offered is up to date now, so that it goes past the waiting
				return
			}
			d.push(l, gathered)
			return
		}
		p := waiting[i]
		each(fresh&d.beside[p], func(j int) {
			if d.outdone(j, l.offered&d.beside[p]) {
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

// better tells whether a job that is not open yet would be of use to item p beside those that are.
func (d *schedule) better(p int, open uint64) bool {
	for word := d.beside[p] &^ open; word != 0; word &= word - 1 {
		if !d.outdone(bits.TrailingZeros64(word), open&d.beside[p]) {
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
	each(l.offered&d.beside[p], func(j int) {
		if d.outdone(j, l.offered&d.beside[p]) {
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
