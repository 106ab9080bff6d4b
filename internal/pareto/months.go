package pareto

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// program is the integer program that is left once all but the months of full-time work is decided: the fewest months,
// and the least shortfall, that meet commitments, each a sum over some jobs. It gives the whole front of the two.
type program struct {
	meter *meter
	memo  map[string][]point
}

// point is a solution: its months and their shortfall, and the months in one job, those in others being in next.
type point struct {
	time, short int64
	job         int32
	months      int64
	next        *point
}

// worked lists the months in each job.
func (p *point) worked(f func(job int32, months int64)) {
	for ; p != nil; p = p.next {
		if p.months > 0 {
			f(p.job, p.months)
		}
	}
}

// variable is a job that counts for some of the terms.
type variable struct {
	job   int32
	short int64
	in    uint64 // places of terms
}

// solve gives the front for the terms, where short is the shortfall of a month in each job.
func (m *program) solve(terms commitments, short []int64) []point {
	front := []point{{job: -1}}
	for len(terms) > 0 {
		var part commitments
		part, terms = split(terms)
		front = m.sum(front, m.part(part, short))
	}
	return front
}

// split takes out terms that share jobs, directly or not, with the first; parts that share none add up.
func split(terms commitments) (part, rest commitments) {
	part, rest = commitments{terms[0]}, slices.Clone(terms[1:])
	jobs := terms[0].jobs
	for found := true; found; {
		found = false
		for i, t := range rest {
			if t.jobs&jobs != 0 {
				jobs |= t.jobs
				part = append(part, t)
				rest = slices.Delete(rest, i, i+1)
				found = true
				break
			}
		}
	}
	return part, rest
}

// sum adds two independent fronts (Minkowski sum).
func (m *program) sum(a, b []point) []point {
	out := make([]point, 0, len(a)*len(b))
	for i := range a {
		for k := range b {
			m.meter.step()
			out = append(out, chain(&b[k], &a[i]))
		}
	}
	return best(out)
}

// chain puts the months of p before those of rest.
func chain(p, rest *point) point {
	if p == nil || p.job < 0 {
		return *rest
	}
	tail := chain(p.next, rest)
	return point{p.time + rest.time, p.short + rest.short, p.job, p.months, &tail}
}

// best keeps the points that no other is at least as good as, ordered by time.
func best(of []point) []point {
	slices.SortStableFunc(of, func(a, b point) int { return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.short, b.short)) })
	out := of[:0]
	for _, p := range of {
		if len(out) == 0 || p.short < out[len(out)-1].short {
			out = append(out, p)
		}
	}
	return out
}

// part solves terms that hang together, job by job.
func (m *program) part(terms commitments, short []int64) []point {
	if len(terms) == 1 {
		return m.single(terms[0], short)
	}
	vars := variables(terms, short)
	m.memo = map[string][]point{}
	left := make([]int64, len(terms))
	for i, t := range terms {
		left[i] = t.months
	}
	return m.choose(vars, left)
}

// single meets one term, by months in its best paid job.
func (m *program) single(t term, short []int64) []point {
	m.meter.step()
	job := -1
	each(t.jobs, func(j int) {
		if job < 0 || short[j] < short[job] {
			job = j
		}
	})
	return []point{{t.months, t.months * short[job], int32(job), t.months, nil}}
}

// variables lists the jobs worth working in, ordered so that terms are soon met for good.
func variables(terms commitments, short []int64) []variable {
	var all []variable
	for j := range short {
		v := variable{job: int32(j), short: short[j]}
		for i, t := range terms {
			if t.jobs&(1<<j) != 0 {
				v.in |= 1 << i
			}
		}
		if v.in != 0 {
			all = append(all, v)
		}
	}
	var vars []variable
	for i, v := range all {
		served := func(k int, u variable) bool {
			return i != k && v.in&^u.in == 0 && u.short <= v.short && (u.in != v.in || u.short < v.short || k < i)
		}
		if !anyOf(all, served) {
			vars = append(vars, v)
		}
	}
	slices.SortStableFunc(vars, func(a, b variable) int {
		return cmp.Or(cmp.Compare(bits.TrailingZeros64(a.in), bits.TrailingZeros64(b.in)), cmp.Compare(bits.Len64(a.in), bits.Len64(b.in)))
	})
	return vars
}

func anyOf[T any](of []T, ok func(int, T) bool) bool {
	for i, x := range of {
		if ok(i, x) {
			return true
		}
	}
	return false
}

// choose gives the front for what is left of the terms by months in vars.
func (m *program) choose(vars []variable, left []int64) []point {
	m.meter.step()
	if !slices.ContainsFunc(left, func(n int64) bool { return n > 0 }) {
		return []point{{job: -1}}
	}
	if len(vars) == 0 {
		return nil
	}
	key := memoKey(vars, left)
	if got, ok := m.memo[key]; ok {
		return got
	}
	// The most that is of use in the first job, and the least, where no other counts for a term.
	v := vars[0]
	var later uint64
	for _, u := range vars[1:] {
		later |= u.in
	}
	low, high := int64(0), int64(0)
	for i, n := range left {
		switch {
		case v.in&(1<<i) != 0:
			high = max(high, n)
			if later&(1<<i) == 0 {
				low = max(low, n)
			}
		case n > 0 && later&(1<<i) == 0:
			m.memo[key] = nil
			return nil
		}
	}
	var out []point
	rest := make([]int64, len(left))
	for months := low; months <= high; months++ {
		for i, n := range left {
			rest[i] = n
			if v.in&(1<<i) != 0 {
				rest[i] = max(0, n-months)
			}
		}
		below := m.choose(vars[1:], rest)
		for i := range below {
			m.meter.step()
			out = append(out, point{below[i].time + months, below[i].short + months*v.short, v.job, months, &below[i]})
		}
	}
	out = best(out)
	m.memo[key] = out
	return out
}

func memoKey(vars []variable, left []int64) string {
	key := make([]byte, 0, 1+8*len(left))
	key = append(key, byte(len(vars)))
	for _, n := range left {
		key = binary.LittleEndian.AppendUint64(key, uint64(n))
	}
	return string(key)
}
