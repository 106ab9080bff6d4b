package pareto

import (
	"math/bits"
	"slices"
)

// exactMonths finds months of full-time work that meet terms and come to an exact time and shortfall. Every month counts
// for some term: a plan with others is not on a front.
type exactMonths struct {
	meter  *meter
	terms  commitments
	short  []int64
	usable uint64 // the jobs that count for some term
	chosen []int32
	months []int64 // in each of the chosen jobs
}

func newExactMonths(m *meter, terms commitments, short []int64) *exactMonths {
	x := &exactMonths{meter: m, terms: terms, short: short}
	for _, t := range terms {
		x.usable |= t.jobs
	}
	return x
}

// fewest is a lower bound on the jobs that it takes: terms that share no jobs need one each.
func (x *exactMonths) fewest() int { return x.disjoint(^uint64(0), 0) }

// disjoint counts terms that no job in chosen counts for and that share none of the jobs left; it gives a number greater
// than any count of jobs where one can not be met by these.
func (x *exactMonths) disjoint(left, chosen uint64) (count int) {
	var taken uint64
	for _, t := range x.terms {
		switch {
		case t.jobs&chosen != 0:
		case t.jobs&left == 0:
			return len(x.short) + 1
		case t.jobs&left&taken == 0:
			taken |= t.jobs & left
			count++
		}
	}
	return count
}

// possible tells whether time and short may be met by any number of the jobs.
func (x *exactMonths) possible(time, short int64) bool {
	var taken uint64
	least := int64(0)
	for _, t := range x.terms {
		if t.jobs&taken == 0 {
			taken |= t.jobs
			least += t.months
		}
		if t.months > time {
			return false
		}
	}
	if len(x.terms) == 0 || least > time {
		return time == 0 && short == 0 && len(x.terms) == 0
	}
	low, high := x.short[bits.TrailingZeros64(x.usable)], int64(0)
	for word := x.usable; word != 0; word &= word - 1 {
		f := x.short[bits.TrailingZeros64(word)]
		low, high = min(low, f), max(high, f)
	}
	return low*time <= short && short <= high*time
}

// with calls found for one solution with each choice of count jobs that has one: the most months in the first job that
// allows it, then in the second, and so on.
func (x *exactMonths) with(count int, time, short int64, found func(*point)) {
	x.chosen = x.chosen[:0]
	x.choose(0, 0, count, func() {
		x.months = append(x.months[:0], make([]int64, count)...)
		if x.split(0, time, short) {
			found(x.point())
		}
	})
}

// choose tries all choices of count more jobs, from one on.
func (x *exactMonths) choose(from int, chosen uint64, count int, try func()) {
	x.meter.take(1 + len(x.terms)/8)
	left := x.usable & (^uint64(0) << from)
	if x.disjoint(left, chosen) > count || bits.OnesCount64(left) < count {
		return
	}
	if count == 0 {
		try()
		return
	}
	for word := left; word != 0; word &= word - 1 {
		j := bits.TrailingZeros64(word)
		x.chosen = append(x.chosen, int32(j))
		x.choose(j+1, chosen|1<<j, count-1, try)
		x.chosen = x.chosen[:len(x.chosen)-1]
	}
}

// split gives months of at least one to the chosen jobs from place k on, that come to time and short and meet the terms
// with those before.
func (x *exactMonths) split(k int, time, short int64) bool {
	x.meter.take(1 + len(x.terms)*len(x.chosen)/16)
	if k == len(x.chosen) {
		return time == 0 && short == 0 && !slices.ContainsFunc(x.terms, func(t term) bool { return x.missing(t, k) > 0 })
	}
	for r := x.window(k, time, short); r.low <= r.high; r.high-- {
		x.months[k] = r.high
		if x.split(k+1, time-r.high, short-r.high*x.short[x.chosen[k]]) {
			return true
		}
	}
	return false
}

// missing is what the chosen jobs before place k leave of a term.
func (x *exactMonths) missing(t term, k int) int64 {
	left := t.months
	for i, j := range x.chosen[:k] {
		if t.jobs&(1<<j) != 0 {
			left -= x.months[i]
		}
	}
	return left
}

// span is a range of months.
type span struct{ low, high int64 }

// atMost keeps the months m for which a*m is at most b.
func (r *span) atMost(a, b int64) {
	switch {
	case a > 0:
		r.high = min(r.high, floor(b, a))
	case a < 0:
		r.low = max(r.low, -floor(b, -a))
	case b < 0:
		r.high = r.low - 1
	}
}

// floor is a/b rounded down, for a positive b.
func floor(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// window is how many months in the chosen job at place k may leave a solution for those after it.
func (x *exactMonths) window(k int, time, short int64) span {
	j, later := x.chosen[k], x.chosen[k+1:]
	r := span{1, time - int64(len(later))}
	f := x.short[j]
	if len(later) == 0 {
		r.low = time
		r.atMost(f, short)
		r.atMost(-f, -short)
	} else {
		// What is left of the shortfall lies between the best paid and the worst paid of the later jobs for all of the time.
		low, high := x.short[later[0]], x.short[later[0]]
		for _, l := range later[1:] {
			low, high = min(low, x.short[l]), max(high, x.short[l])
		}
		r.atMost(f-low, short-time*low)
		r.atMost(high-f, time*high-short)
	}
	var jobs uint64
	for _, l := range later {
		jobs |= 1 << l
	}
	for _, t := range x.terms {
		missing := x.missing(t, k)
		counts := t.jobs&(1<<j) != 0
		if t.jobs&jobs == 0 {
			if counts {
				r.low = max(r.low, missing)
			} else if missing > 0 {
				r.high = r.low - 1
			}
			continue
		}
		room := time - int64(bits.OnesCount64(jobs&^t.jobs)) - missing
		if counts {
			r.atMost(0, room)
		} else {
			r.atMost(1, room)
		}
	}
	// Terms that the later jobs alone have to meet, and that share none of them, take their months each.
	var taken uint64
	left := time
	for _, t := range x.terms {
		if t.jobs&(1<<j) == 0 && t.jobs&jobs != 0 && t.jobs&jobs&taken == 0 {
			taken |= t.jobs & jobs
			left -= max(0, x.missing(t, k))
		}
	}
	r.high = min(r.high, left)
	return r
}

// point is the solution found.
func (x *exactMonths) point() *point {
	p := &point{job: -1}
	for i, j := range x.chosen {
		p = &point{0, 0, j, x.months[i], p}
	}
	return p
}
