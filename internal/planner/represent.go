package planner

import (
	"math/bits"

	"careerlattice/internal/catalog"
)

// Representatives gives few plans that stand for the front, in its order: count of them, all where there are no more.
//
// First come the best in each chosen criterion, in the order of the criteria, then, one after the other, the plan farthest
// from those taken, the first of several: the greedy rule for k centers (Gonzalez 1985), by which no plan is more than twice
// as far from the nearest one taken as it must be. It is Sayın's coverage error (2000) that it makes small.
//
// Plans are as far apart as the greatest of their differences in the chosen criteria, each as a part of its range over the front,
// and as the part of the credentials and careers in either of the two that is not in both (Jaccard), added up. So two that
// differ in months alone are at most 1 apart, and two that have nothing in common more than 1.
func (s *PlanSet) Representatives(count int) []*Plan {
	if count >= len(s.Plans) {
		return s.Plans
	}
	d := newDistances(s)
	taken := make([]bool, len(s.Plans))
	nearest := make([]float64, len(s.Plans)) // to one taken
	for i := range nearest {
		nearest[i] = farthest
	}
	take := func(i int) {
		taken[i] = true
		count--
		for j := range nearest {
			nearest[j] = min(nearest[j], d.between(i, j))
		}
	}
	for _, c := range s.question.Optimize {
		if i := firstAt(s.Plans, c); count > 0 && !taken[i] {
			take(i)
		}
	}
	for count > 0 {
		next := 0
		for i := range nearest {
			if !taken[i] && (taken[next] || nearest[i] > nearest[next]) {
				next = i
			}
		}
		take(next)
	}
	var out []*Plan
	for i, p := range s.Plans {
		if taken[i] {
			out = append(out, p)
		}
	}
	return out
}

// farthest is more than any two plans are apart.
const farthest = 3.0

// distances measures how far the plans of a front are apart.
type distances struct {
	values [][]int64 // of each plan, in the chosen criteria
	spans  []float64 // of each chosen criterion; 1 where all are equal
	parts  [][]uint64
}

func newDistances(s *PlanSet) *distances {
	d := &distances{}
	number := map[catalog.Node]int{}
	for _, p := range s.Plans {
		values := make([]int64, len(s.question.Optimize))
		for k, c := range s.question.Optimize {
			values[k] = p.exact(c)
		}
		d.values = append(d.values, values)
		for _, n := range p.elements() {
			if _, ok := number[n]; !ok {
				number[n] = len(number)
			}
		}
	}
	for k := range s.question.Optimize {
		least, most := d.values[0][k], d.values[0][k]
		for _, v := range d.values {
			least, most = min(least, v[k]), max(most, v[k])
		}
		d.spans = append(d.spans, float64(max(1, most-least)))
	}
	for _, p := range s.Plans {
		set := make([]uint64, (len(number)+63)/64)
		for _, n := range p.elements() {
			set[number[n]/64] |= 1 << (number[n] % 64)
		}
		d.parts = append(d.parts, set)
	}
	return d
}

// between is how far two plans are apart: 0 to 2. It divides and adds only, which every machine does alike.
func (d *distances) between(i, j int) float64 {
	apart := 0.0
	for k, span := range d.spans {
		apart = max(apart, float64(max(d.values[i][k]-d.values[j][k], d.values[j][k]-d.values[i][k]))/span)
	}
	both, either := 0, 0
	for w, x := range d.parts[i] {
		both += bits.OnesCount64(x & d.parts[j][w])
		either += bits.OnesCount64(x | d.parts[j][w])
	}
	if either == 0 {
		return apart
	}
	return apart + float64(either-both)/float64(either)
}
