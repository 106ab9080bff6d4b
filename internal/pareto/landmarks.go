package pareto

import "slices"

// landmarks finds, for each job, items without which it cannot be open: a bitset of items. It is the greatest fixpoint
// over the conditions (Zhu & Givan 2003): what all parts need of a condition of which all must hold, what each
// alternative needs of one with alternatives; an item needs itself and what each of its options needs.
func (r *reduced) landmarks(l *links) [][]uint64 {
	words := (len(r.Items) + 63) / 64
	all := make([]uint64, words)
	for i := range r.Items {
		all[i/64] |= 1 << (i % 64)
	}
	of := make([][]uint64, len(r.conds))
	for c := range of {
		of[c] = slices.Clone(all)
	}
	clear(of[Always])
	next := make([]uint64, words)
	for changed := true; changed; {
		changed = false
		for c := range r.conds {
			r.landmarksOf(Cond(c), of, all, next)
			if !slices.Equal(next, of[c]) {
				copy(of[c], next)
				changed = true
			}
		}
	}
	jobs := make([][]uint64, len(r.Jobs))
	for j := range r.Jobs {
		jobs[j] = of[r.Jobs[j].Opens]
	}
	return jobs
}

// landmarksOf works out the landmarks of one condition from those of what it depends on.
func (r *reduced) landmarksOf(c Cond, of [][]uint64, all, into []uint64) {
	x := &r.conds[c]
	switch x.op {
	case opAlways:
		clear(into)
	case opNever:
		copy(into, all)
	case opAll:
		clear(into)
		for _, p := range x.of {
			for w := range into {
				into[w] |= of[p][w]
			}
		}
	case opAny, opAtLeast:
		copy(into, all)
		for _, p := range x.of {
			intersect(into, of[p])
		}
	case opHas:
		copy(into, all)
		for _, o := range r.Items[x.item].Options {
			intersect(into, of[o.Requires])
		}
		into[x.item/64] |= 1 << (x.item % 64)
	case opWorked:
		copy(into, all)
		for _, j := range x.jobs {
			intersect(into, of[r.Jobs[j].Opens])
		}
	}
}

func intersect(into, with []uint64) {
	for w := range into {
		into[w] &= with[w]
	}
}
