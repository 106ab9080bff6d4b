package pareto

import "slices"

// clause is one minimal way in which a condition holds: these items acquired and this experience gathered, each by its
// place among those of the set at hand.
type clause struct {
	items bitset
	work  uint64
}

func (c clause) within(d clause) bool { return c.items.within(d.items) && c.work&^d.work == 0 }

// mostClauses bounds how many ways one condition may have; a set in which one has more counts as beyond the budget.
const mostClauses = 1 << 12

// expansion turns conditions into their clauses, over the items and the experience of one set.
type expansion struct {
	conds []condition
	item  []int32 // place of an item in the set, -1
	work  []int32 // place of a condition of experience in the set, -1
	memo  map[Cond][]clause
	meter *meter
}

func (x *expansion) of(c Cond) []clause {
	if got, ok := x.memo[c]; ok {
		return got
	}
	var out []clause
	k := &x.conds[c]
	switch k.op {
	case opAlways:
		out = []clause{{}}
	case opHas:
		if p := x.item[k.item]; p >= 0 {
			var one clause
			one.items.add(int(p))
			out = []clause{one}
		}
	case opWorked:
		if p := x.work[c]; p >= 0 {
			out = []clause{{work: 1 << p}}
		}
	case opAny:
		for _, p := range k.of {
			out = append(out, x.of(p)...)
		}
		out = x.minimal(out)
	case opAll:
		out = []clause{{}}
		for _, p := range k.of {
			if out = x.both(out, x.of(p)); len(out) == 0 {
				break
			}
		}
	case opAtLeast:
		out = x.some(k.count, k.of)
	}
	x.memo[c] = out
	return out
}

// some gives the clauses of: at least count of the parts hold.
func (x *expansion) some(count int, of []Cond) []clause {
	ways := make([][]clause, count+1) // ways[k]: k of the parts so far
	ways[0] = []clause{{}}
	for _, p := range of {
		part := x.of(p)
		if len(part) == 0 {
			continue
		}
		for k := count; k > 0; k-- {
			if len(ways[k-1]) > 0 {
				ways[k] = x.minimal(append(slices.Clone(ways[k]), x.both(ways[k-1], part)...))
			}
		}
	}
	return ways[count]
}

// both gives the clauses of two conditions together.
func (x *expansion) both(a, b []clause) []clause {
	if len(a)*len(b) > mostClauses {
		panic(stop{errBudget})
	}
	out := make([]clause, 0, len(a)*len(b))
	for _, p := range a {
		for _, q := range b {
			out = append(out, clause{p.items.or(q.items), p.work | q.work})
		}
	}
	return x.minimal(out)
}

// minimal keeps the clauses that contain no other.
func (x *expansion) minimal(of []clause) []clause {
	if len(of) < 2 {
		return of
	}
	if len(of) > mostClauses {
		panic(stop{errBudget})
	}
	var out []clause
	for i, c := range of {
		x.meter.step()
		redundant := false
		for j, d := range of {
			if i != j && d.within(c) && (j < i || !c.within(d)) {
				redundant = true
				break
			}
		}
		if !redundant {
			out = append(out, c)
		}
	}
	return out
}
