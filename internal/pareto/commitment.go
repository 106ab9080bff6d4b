package pareto

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// commitment is a promise of full-time work: the months worked in the jobs, added up, reach months.
type commitment struct {
	jobs   bitset
	months int64
}

// implies tells whether whoever keeps c keeps d too.
func (c *commitment) implies(d *commitment) bool {
	return c.months >= d.months && c.jobs.within(d.jobs)
}

// write appends a commitment to a key.
func (c commitment) write(key []byte) []byte {
	for _, word := range c.jobs {
		key = binary.LittleEndian.AppendUint64(key, word)
	}
	return binary.LittleEndian.AppendUint64(key, uint64(c.months))
}

// tidy takes out what others imply, and orders the rest, in the room of out.
func tidy(of, out []commitment) []commitment {
	for i := range of {
		implied := false
		for k := range of {
			if i != k && of[k].implies(&of[i]) && (k < i || of[k] != of[i]) {
				implied = true
				break
			}
		}
		if !implied {
			out = append(out, of[i])
		}
	}
	slices.SortFunc(out, func(a, b commitment) int {
		return cmp.Or(slices.Compare(a.jobs[:], b.jobs[:]), cmp.Compare(a.months, b.months))
	})
	return out
}

// excess tells by how many months in any one of which jobs, of those given, whoever keeps the commitments b keeps those of a too.
func excess(a, b []commitment, jobs bitset) (in bitset, months int64) {
	for i := range a {
		more := a[i].months
		for k := range b {
			if b[k].jobs.within(a[i].jobs) {
				more = min(more, a[i].months-b[k].months)
			}
		}
		if more > 0 {
			jobs = jobs.and(a[i].jobs)
			months = max(months, more)
		}
	}
	return jobs, months
}

// work is a lower bound on what the full-time work takes that commitments ask for, where short is the shortfall of a month in each
// job, in ascending order: commitments that share no job add up.
func (w *weights) work(of []commitment, short []int64) (least sums) {
	one := func(c *commitment) sums { return w.of(c.months, short[c.jobs.first()]) }
	for i := range of {
		apart, taken := one(&of[i]), of[i].jobs
		for k := 1; k < len(of); k++ {
			if c := &of[(i+k)%len(of)]; !c.jobs.meets(taken) {
				taken = taken.or(c.jobs)
				apart.add(one(c), 1)
			}
		}
		least.most(apart)
	}
	return least
}

// months gives the front of what keeps commitments: months and shortfall, with the jobs worked in.
func (m *program) months(of []commitment, short []int64) []point {
	// Of jobs that count for the same commitments, the best paid serves.
	var jobs []int32
	in := map[uint64]bool{}
	if len(of) > 64 {
		panic(stop{errBudget})
	}
	for j := range short {
		var pattern uint64
		for i := range of {
			if of[i].jobs.has(j) {
				pattern |= 1 << i
			}
		}
		if pattern != 0 && !in[pattern] {
			in[pattern] = true
			jobs = append(jobs, int32(j))
		}
	}
	if len(jobs) > 64 {
		panic(stop{errBudget})
	}
	terms := make(commitments, len(of))
	pay := make([]int64, len(jobs))
	for k, j := range jobs {
		pay[k] = short[j]
		for i := range of {
			if of[i].jobs.has(int(j)) {
				terms[i].jobs |= 1 << k
			}
		}
	}
	for i := range of {
		terms[i].months = of[i].months
	}
	points := m.solve(terms, pay)
	for i := range points {
		points[i].rename(jobs)
	}
	return points
}

// rename tells the jobs of a point by other numbers.
func (p *point) rename(jobs []int32) {
	if p.job >= 0 {
		p.job = jobs[p.job]
	}
	if p.next != nil {
		next := *p.next
		next.rename(jobs)
		p.next = &next
	}
}
