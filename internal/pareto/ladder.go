package pareto

import "math/bits"

// ladder bounds what a label still takes, by the way up to better paid jobs. Whatever is still to be acquired can go
// beside the best job that is open; to go beside a better one, that has to open first, and what opens it can only go
// beside worse ones. So for each job that could be the best one used, the rest counts as if beside it, and what is
// missing for its opening as beside the best job used before it, which in turn has to open: the difference of the two is
// added, for each step up. The least over all such ladders is the bound.
type ladder struct {
	d     *schedule
	steps []rung
	// table is what item p takes at least beside job j: table[p*(len(jobs)+1)+j]; the last is for no job.
	table []sums
}

// rung is a job that could open, and what the steps up to it add at least.
type rung struct {
	job  int32 // -1: what is open now
	adds sums
}

// prepare works out the table for the present set.
func (r *ladder) prepare() {
	d := r.d
	r.table = r.table[:0]
	for _, o := range d.options {
		for _, short := range d.short {
			r.table = append(r.table, d.s.plain(o, short))
		}
		r.table = append(r.table, d.s.plain(o, d.s.q.Idle))
	}
	d.meter.take(len(r.table) / 64)
}

// of gives what item p takes at least beside job j.
func (r *ladder) of(p, j int) *sums { return &r.table[p*(len(r.d.jobs)+1)+j] }

// climb is a lower bound on what the items take that are not done yet, beside what work full time takes.
func (r *ladder) climb(l *draft, had, open uint64) sums {
	d := r.d
	r.steps = append(r.steps[:0], rung{job: -1})
	best := int64(-1)
	if open != 0 {
		j := bits.TrailingZeros64(open) // jobs are ordered by pay
		best = d.short[j]
		open |= d.upTo[j] // one that pays no better may open for another reason
	}
	least := r.rest(l, open, -1)
	for c := len(d.jobs) - 1; c >= 0; c-- {
		if open&(1<<c) != 0 || best >= 0 && d.short[c] >= best {
			continue
		}
		d.meter.take((len(d.options) + len(r.steps)*len(d.opens[c])) / 32)
		rest := r.rest(l, open, int32(c))
		raised := rest // by what goes beside worse jobs anyway
		raised.add(r.beside(l, c), -1)
		adds := all(unreachable)
		for _, s := range r.steps {
			if s.job >= 0 && d.short[s.job] == d.short[c] {
				continue // of jobs that pay alike, the first to open counts
			}
			more := r.opening(l, c, s.job, had, open, raised)
			more.add(s.adds, 1)
			adds.least(more)
		}
		if adds[0] >= unreachable {
			continue
		}
		r.steps = append(r.steps, rung{int32(c), adds})
		adds.add(rest, 1)
		least.least(adds)
	}
	return least
}

// rest is what all items that are not done take where the best job used is one of those open, or c.
func (r *ladder) rest(l *draft, open uint64, c int32) (v sums) {
	d := r.d
	for p := range d.options {
		if !l.done.has(p) {
			v.add(r.share(l, p, open, c), 1)
		}
	}
	return v
}

// beside is what all items that are not done take where each could go beside job c.
func (r *ladder) beside(l *draft, c int) (v sums) {
	d := r.d
	for p, o := range d.options {
		switch {
		case l.done.has(p):
		case l.decided.has(p):
			v.add(d.s.w.total(0, o.PartTime*d.short[c]), 1)
		default:
			v.add(*r.of(p, c), 1)
		}
	}
	return v
}

// share is what item p takes at least where the best job used is one of those open, or c.
func (r *ladder) share(l *draft, p int, open uint64, c int32) sums {
	d := r.d
	j := len(d.jobs)
	short := d.s.q.Idle
	if jobs := (open | r.noBetter(c)) & d.beside[p]; jobs != 0 {
		j = bits.TrailingZeros64(jobs)
		short = d.short[j]
	}
	if l.decided.has(p) {
		return d.s.w.total(0, d.options[p].PartTime*short) // it waits for a job to open; its time is counted
	}
	return *r.of(p, j)
}

// opening is what the opening of job c adds where before it the best job used is one of those open, or before.
func (r *ladder) opening(l *draft, c int, before int32, had, open uint64, raised sums) sums {
	d := r.d
	least := all(unreachable)
	for i := range d.opens[c] {
		k := &d.opens[c][i]
		var v sums
		for w, word := range k.items {
			each(word&^l.done[w], func(b int) {
				p := w*64 + b
				v.add(r.share(l, p, open, before), 1)
				v.add(r.share(l, p, open, int32(c)), -1)
			})
		}
		if l.terms == 0 {
			each(k.work&^had, func(e int) {
				if jobs := d.members[e] & (open | r.noBetter(before)); jobs != 0 {
					missing := d.months[e] - l.gathered[e]
					short := d.short[bits.TrailingZeros64(jobs)]
					if before >= 0 {
						short = d.short[before] // what it falls short by more may stand on another step
					}
					more := d.s.w.total(0, missing*(short-d.short[c]))
					more.add(raised, -1)
					v.most(more)
				} else {
					v = all(unreachable)
				}
			})
		}
		least.least(v)
	}
	return least
}

// noBetter is the jobs that pay no better than one; -1: none.
func (r *ladder) noBetter(job int32) uint64 {
	if job < 0 {
		return 0
	}
	return r.d.upTo[job]
}
