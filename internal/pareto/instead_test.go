package pareto

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestItemInsteadOfExperience is a study that may begin with an item or with experience which the goal asks for anyway: to
// buy the item saves the months that would have to be worked first, though all the experience is had in the end.
func TestItemInsteadOfExperience(t *testing.T) {
	n := NewNetwork()
	year := n.Worked(12, []int32{0})
	n.Goal = n.All(n.Has(0), year)
	n.Items = []Item{
		{Options: []Option{{Requires: n.Any(n.Has(1), n.Has(2), year), FullTime: 12, PartTime: 12}}},
		{Options: []Option{{Requires: Always, FullTime: 3, PartTime: 3, Cost: 1}}},
		{Options: []Option{{Requires: Always, FullTime: 1, PartTime: 1, Cost: 2}}},
	}
	n.Jobs = []Job{{Opens: Always}}
	a, err := Solve(t.Context(), n, Question{Criteria: [3]bool{true, true, true}, Limit: Vector{-1, -1, -1}, Idle: 1, Budget: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var got []Vector
	for _, p := range a.Plans {
		got = append(got, p.Vector)
	}
	if want := []Vector{{13, 2, 0}, {15, 1, 0}, {24, 0, 0}}; !a.Exact || !slices.Equal(got, want) {
		t.Errorf("exact %v, front %v; want %v", a.Exact, got, want)
	}
}

// TestWayThatHoldsLater is a second degree: it asks for a degree and experience in one job, or for experience in another.
// With the second way, the first holds too in the end, by the degree itself; that is no reason to leave the plan out.
func TestWayThatHoldsLater(t *testing.T) {
	n := NewNetwork()
	five := n.Worked(5, []int32{0})
	n.Goal = n.All(n.Has(0), five)
	n.Items = []Item{
		{Options: []Option{{Requires: n.Any(n.All(n.Any(n.Has(0), n.Has(1)), five), n.Worked(3, []int32{1})), FullTime: 1, PartTime: -1}}},
		{Options: []Option{{Requires: Always, FullTime: 1, PartTime: -1, Cost: 3}}},
	}
	n.Jobs = []Job{{Opens: Always}, {Opens: Always, Shortfall: 1}}
	a, err := Solve(t.Context(), n, Question{Criteria: [3]bool{true, true, true}, Limit: Vector{-1, -1, -1}, Idle: 1, Budget: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var got []Vector
	for _, p := range a.Plans {
		got = append(got, p.Vector)
	}
	if want := []Vector{{7, 3, 2}, {9, 0, 4}}; !a.Exact || !slices.Equal(got, want) {
		t.Errorf("exact %v, front %v; want %v", a.Exact, got, want)
	}
}

// alternatives makes a small network in which items and experience stand for each other wherever something is required.
func alternatives(r *rand.Rand) (*Network, Question) { return someOfMany(r, false) }

// compounds makes one in which the alternatives are conditions of several parts.
func compounds(r *rand.Rand) (*Network, Question) { return someOfMany(r, true) }

func someOfMany(r *rand.Rand, compound bool) (*Network, Question) {
	n := NewNetwork()
	items, jobs := 2+r.IntN(4), 1+r.IntN(3)
	idle := int64(1 + r.IntN(6))
	has := func() Cond { return n.Has(int32(r.IntN(items))) }
	worked := func() Cond {
		var in []int32
		for range 1 + r.IntN(2) {
			in = append(in, int32(r.IntN(jobs)))
		}
		return n.Worked(1+int64(r.IntN(6)), in)
	}
	leaf := func() Cond {
		if r.IntN(2) == 0 {
			return has()
		}
		return worked()
	}
	need := func() Cond {
		if compound {
			switch r.IntN(9) {
			case 0:
				return n.AtLeast(2, leaf(), n.Any(leaf(), leaf()), n.All(leaf(), leaf()))
			case 1, 2:
				return n.Any(n.All(leaf(), leaf()), n.All(leaf(), leaf()))
			case 3:
				return n.Any(n.All(has(), worked()), n.AtLeast(2, leaf(), leaf(), leaf()), leaf())
			case 4:
				return n.All(n.Any(leaf(), n.All(leaf(), leaf())), leaf())
			}
		}
		switch r.IntN(6) {
		case 0, 1:
			return Always
		case 2:
			return leaf()
		case 3:
			return n.Any(leaf(), leaf())
		case 4:
			return n.Any(has(), has(), worked())
		}
		return n.All(n.Any(leaf(), leaf()), leaf())
	}
	for range items {
		it := Item{Preferred: r.IntN(3) == 0}
		for range 1 + r.IntN(2) {
			o := Option{Requires: need(), FullTime: int64(r.IntN(5)), PartTime: -1, Cost: int64(r.IntN(4))}
			if r.IntN(4) > 0 {
				o.PartTime = o.FullTime + int64(r.IntN(3))
			}
			if o.PartTime >= 0 && r.IntN(10) == 0 {
				o.FullTime = -1
			}
			it.Options = append(it.Options, o)
		}
		n.Items = append(n.Items, it)
	}
	for range jobs {
		opens := need()
		if r.IntN(2) == 0 {
			opens = Always
		}
		job := Job{Opens: opens, Shortfall: int64(r.IntN(int(idle) + 1)), LeadsToGoal: r.IntN(3) == 0}
		for range r.IntN(3) {
			job.Prefers = append(job.Prefers, int32(r.IntN(items)))
		}
		n.Jobs = append(n.Jobs, job)
	}
	goal := []Cond{leaf()}
	for range 1 + r.IntN(3) {
		goal = append(goal, need())
	}
	n.Goal = n.All(goal...)
	q := Question{Criteria: [3]bool{true, true, true}, Limit: Vector{-1, -1, -1}, Idle: idle, Budget: 5_000_000}
	if r.IntN(3) == 0 {
		set := 1 + r.IntN(7)
		for c := range q.Criteria {
			q.Criteria[c] = set&(1<<c) != 0
		}
	}
	return n, q
}
