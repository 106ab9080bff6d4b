package pareto

import (
	"math/bits"
	"math/rand/v2"
	"testing"
)

// TestExactMonths holds the months that come to an exact time and shortfall to trying all of them.
func TestExactMonths(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 4))
	met, unmet := 0, 0
	for range 3000 {
		const jobs, most = 4, 5
		var short []int64
		for range jobs {
			short = append(short, r.Int64N(4))
		}
		var terms commitments
		for range 1 + r.IntN(3) {
			terms = append(terms, term{1 + r.Uint64N(1<<jobs-1), 1 + r.Int64N(most)})
		}
		time, shortfall := r.Int64N(2*most), r.Int64N(3*most)
		x := newExactMonths(newMeter(t.Context(), 1<<40, Question{}), terms, short)
		want := map[uint64]bool{}
		everyMonths(jobs, time, nil, func(months []int64) {
			if total, chosen := exactly(terms, short, months); total == shortfall && chosen&^x.usable == 0 {
				want[chosen] = true
			}
		})
		for count := 0; count <= jobs; count++ {
			got := map[uint64]bool{}
			x.with(count, time, shortfall, func(p *point) {
				months, chosen := make([]int64, jobs), uint64(0)
				p.worked(func(j int32, n int64) { months[j] = n; chosen |= 1 << j })
				if total, _ := exactly(terms, short, months); total != shortfall || got[chosen] {
					t.Fatalf("%v months for %v, %v", months, terms, short)
				}
				got[chosen] = true
			})
			for chosen := range want {
				if bits.OnesCount64(chosen) == count {
					met++
					if !got[chosen] || count < x.fewest() || !x.possible(time, shortfall) {
						t.Fatalf("%d months that fall short by %d in jobs %b of %v: missed; %v", time, shortfall, chosen, short, terms)
					}
				}
			}
			for chosen := range got {
				if !want[chosen] {
					t.Fatalf("jobs %b for %v: not possible", chosen, terms)
				}
			}
			if len(got) == 0 {
				unmet++
			}
		}
	}
	t.Logf("%d choices of jobs are possible, %d counts of jobs are not", met, unmet)
	if met < 500 || unmet < 500 {
		t.Error("the random terms have become too easy")
	}
}

// everyMonths splits time over jobs in every way.
func everyMonths(jobs int, time int64, before []int64, f func([]int64)) {
	if len(before) == jobs {
		if time == 0 {
			f(before)
		}
		return
	}
	for n := range time + 1 {
		everyMonths(jobs, time-n, append(before[:len(before):len(before)], n), f)
	}
}

// exactly gives the shortfall of months and the jobs they are in; -1 where they do not meet the terms.
func exactly(terms commitments, short, months []int64) (total int64, chosen uint64) {
	for _, t := range terms {
		sum := int64(0)
		for j, n := range months {
			if t.jobs&(1<<j) != 0 {
				sum += n
			}
		}
		if sum < t.months {
			return -1, 0
		}
	}
	for j, n := range months {
		total += n * short[j]
		if n > 0 {
			chosen |= 1 << j
		}
	}
	return total, chosen
}
