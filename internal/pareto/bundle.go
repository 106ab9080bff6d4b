package pareto

import "slices"

// findBundles finds the experience by which alone something comes to hold that matters: the goal, what an item requires, what
// opens a job.
func (f *standings) findBundles(st *standing) {
	s := f.s
	if st.settled && (s.hurries || s.pays) {
		return
	}
	l := &f.lack
	clear(l.memo)
	add := func(c Cond) {
		if s.full.holds[c] {
			return
		}
		for _, b := range l.of(c) {
			if !slices.Contains(st.bundles, b) {
				st.bundles = append(st.bundles, b)
			}
		}
	}
	add(s.Goal)
	for _, i := range f.items {
		for o := range s.Items[i].Options {
			add(s.Items[i].Options[o].Requires)
		}
	}
	closed := f.useful.minus(st.open)
	for p := closed.first(); p >= 0; p = closed.from(p + 1) {
		add(s.Jobs[f.jobs[p]].Opens)
	}
	st.bundles = slices.DeleteFunc(st.bundles, func(b bitset) bool { return !f.employed(b, st.open) })
	if len(st.bundles) > 0 && !s.hurries && !s.pays {
		st.settled, st.moves, st.bundles = true, nil, st.bundles[:1] // work is free: it may as well be done at once
	}
}

// employed tells whether some open job counts for each of several kinds of experience.
func (f *standings) employed(work, open bitset) bool {
	for e := work.first(); e >= 0; e = work.from(e + 1) {
		if !f.members[e].meets(open) {
			return false
		}
	}
	return true
}

// lack finds what conditions lack, where that is experience alone.
type lack struct {
	*standings
	memo map[Cond][]bitset
}

// of gives the minimal experience by which a condition comes to hold with nothing else; none where that cannot be.
func (l *lack) of(c Cond) []bitset {
	s := l.s
	if s.full.holds[c] {
		return []bitset{{}}
	}
	if got, ok := l.memo[c]; ok {
		return got
	}
	var out []bitset
	x := &s.conds[c]
	switch x.op {
	case opWorked:
		var one bitset
		one.add(int(l.place[c]))
		out = []bitset{one}
	case opAny:
		for _, p := range x.of {
			out = append(out, l.of(p)...)
		}
		out = l.minimal(out)
	case opAll:
		out = []bitset{{}}
		for _, p := range x.of {
			if out = l.both(out, l.of(p)); len(out) == 0 {
				break
			}
		}
	case opAtLeast:
		out = l.some(x.count, x.of)
	}
	l.memo[c] = out
	return out
}

// some gives what is lacking for at least count of the parts.
func (l *lack) some(count int, of []Cond) []bitset {
	ways := make([][]bitset, count+1) // ways[k]: for k of the parts so far
	ways[0] = []bitset{{}}
	for _, p := range of {
		part := l.of(p)
		if len(part) == 0 {
			continue
		}
		for k := count; k > 0; k-- {
			ways[k] = l.minimal(append(slices.Clone(ways[k]), l.both(ways[k-1], part)...))
		}
	}
	return ways[count]
}

// both gives what is lacking for two conditions together.
func (l *lack) both(a, b []bitset) []bitset {
	if len(a)*len(b) > mostClauses {
		panic(stop{errBudget})
	}
	out := make([]bitset, 0, len(a)*len(b))
	for _, p := range a {
		for _, q := range b {
			out = append(out, p.or(q))
		}
	}
	return l.minimal(out)
}

// minimal keeps those that contain no other.
func (l *lack) minimal(of []bitset) []bitset {
	if len(of) < 2 {
		return of
	}
	var out []bitset
	for i, c := range of {
		l.s.meter.glance(len(of))
		redundant := false
		for j, d := range of {
			if i != j && d.within(c) && (d != c || j < i) {
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
