package pareto

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// A family is a way in which a simple label search dies: each of its sizes has a front that is known beforehand.

func solve(t testing.TB, n *Network, q Question) Answer {
	t.Helper()
	a, err := Solve(context.Background(), n, q)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// everything asks for the whole front in all three criteria.
func everything(idle int64) Question {
	return Question{Criteria: [3]bool{true, true, true}, Limit: Vector{-1, -1, -1}, Idle: idle, Budget: 50_000_000}
}

// goalOfAll makes every item a goal.
func goalOfAll(n *Network) {
	var of []Cond
	for i := range n.Items {
		of = append(of, n.Has(int32(i)))
	}
	n.Goal = n.All(of...)
}

// powers: each of k items by 2^i months or 2^i dollars; every choice is a point of the front.
func powers(k int) *Network {
	n := NewNetwork()
	for i := range k {
		n.Items = append(n.Items, Item{Options: []Option{
			{Requires: Always, FullTime: 1 << i, PartTime: -1}, {Requires: Always, PartTime: -1, Cost: 1 << i},
		}})
	}
	goalOfAll(n)
	return n
}

// slots: k slots, each filled by one of four equal items.
func slots(k int) *Network {
	n := NewNetwork()
	var all []Cond
	for range k {
		var ways []Cond
		for range 4 {
			ways = append(ways, n.Has(int32(len(n.Items))))
			n.Items = append(n.Items, Item{Options: []Option{{Requires: Always, FullTime: 2, PartTime: 3, Cost: 5}}})
		}
		all = append(all, n.Any(ways...))
	}
	n.Goal = n.All(all...)
	n.Jobs = []Job{{Opens: Always, Shortfall: 10}}
	return n
}

// independent: k items that ask for nothing, all required.
func independent(k int) *Network {
	n := NewNetwork()
	for range k {
		n.Items = append(n.Items, Item{Options: []Option{{Requires: Always, FullTime: 2, PartTime: -1, Cost: 1}}})
	}
	goalOfAll(n)
	return n
}

// shared: k months of experience in each of two pairs of jobs that share the worst paid one.
func shared(k int64) *Network {
	n := NewNetwork()
	for _, shortfall := range []int64{8, 0, 0} {
		n.Jobs = append(n.Jobs, Job{Opens: Always, Shortfall: shortfall})
	}
	n.Goal = n.All(n.Worked(k, []int32{0, 1}), n.Worked(k, []int32{0, 2}))
	return n
}

// ring: k jobs in a ring, 12 months in each two neighbors.
func ring(k int) *Network {
	n := NewNetwork()
	var all []Cond
	for j := range k {
		n.Jobs = append(n.Jobs, Job{Opens: Always, Shortfall: 1})
		all = append(all, n.Worked(12, []int32{int32(j), int32((j + 1) % k)}))
	}
	n.Goal = n.All(all...)
	return n
}

func TestFamilies(t *testing.T) {
	for _, k := range []int{1, 4, 8} {
		t.Run(fmt.Sprint("powers ", k), func(t *testing.T) {
			a := solve(t, powers(k), everything(0))
			if len(a.Plans) != 1<<k || !a.Exact {
				t.Fatalf("%d plans, exact %v; want %d", len(a.Plans), a.Exact, 1<<k)
			}
			for i, p := range a.Plans {
				if want := (Vector{int64(i), int64(1<<k - 1 - i), 0}); p.Vector != want {
					t.Errorf("plan %d is %v, want %v", i, p.Vector, want)
				}
			}
		})
	}
	for _, k := range []int{1, 5, 20} {
		t.Run(fmt.Sprint("slots ", k), func(t *testing.T) {
			q := everything(0) // pay does not matter: only the quick way is on the front
			a := solve(t, slots(k), q)
			if len(a.Plans) != 1 || a.Plans[0].Vector != (Vector{int64(2 * k), int64(5 * k), 0}) || !a.Exact {
				t.Fatalf("got %v, exact %v", a.Plans, a.Exact)
			}
		})
	}
	for _, k := range []int{1, 40, 200} {
		t.Run(fmt.Sprint("independent ", k), func(t *testing.T) {
			a := solve(t, independent(k), everything(7))
			if want := (Vector{int64(2 * k), int64(k), int64(14 * k)}); len(a.Plans) != 1 || a.Plans[0].Vector != want || !a.Exact {
				t.Fatalf("got %d plans, exact %v; want %v", len(a.Plans), a.Exact, want)
			}
		})
	}
	for _, k := range []int64{1, 12, 60} {
		t.Run(fmt.Sprint("shared ", k), func(t *testing.T) {
			a := solve(t, shared(k), everything(8))
			if len(a.Plans) != int(k)+1 || !a.Exact {
				t.Fatalf("%d plans, exact %v; want %d", len(a.Plans), a.Exact, k+1)
			}
			for i, p := range a.Plans {
				if want := (Vector{k + int64(i), 0, 8 * (k - int64(i))}); p.Vector != want {
					t.Errorf("plan %d is %v, want %v", i, p.Vector, want)
				}
			}
		})
	}
	for _, k := range []int{3, 5, 7} {
		t.Run(fmt.Sprint("ring ", k), func(t *testing.T) {
			a := solve(t, ring(k), everything(1))
			if want := (Vector{int64(6 * k), 0, int64(6 * k)}); len(a.Plans) != 1 || a.Plans[0].Vector != want || !a.Exact {
				t.Fatalf("got %v, exact %v; want %v", a.Plans, a.Exact, want)
			}
		})
	}
}

func TestBudget(t *testing.T) {
	q := everything(0)
	whole := solve(t, powers(6), q)
	for _, budget := range []int64{0, 1, 10, 200, 1000} {
		q.Budget = budget
		a := solve(t, powers(6), q)
		if a.Exact && len(a.Plans) != len(whole.Plans) {
			t.Errorf("budget %d: exact with %d plans of %d", budget, len(a.Plans), len(whole.Plans))
		}
		for i := range a.Plans {
			for k := range a.Plans {
				if i != k && newOrder(q.Criteria).covers(a.Plans[i].Vector, a.Plans[k].Vector) {
					t.Errorf("budget %d: %v covers %v", budget, a.Plans[i].Vector, a.Plans[k].Vector)
				}
			}
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Solve(ctx, powers(12), everything(0)); !errors.Is(err, context.Canceled) {
		t.Errorf("err %v, want %v", err, context.Canceled)
	}
}

func TestSameAnswerTwice(t *testing.T) {
	for _, n := range []*Network{powers(5), slots(4), shared(9), ring(5)} {
		a, b := solve(t, n, everything(8)), solve(t, n, everything(8))
		if fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("two answers to one question:\n%v\n%v", a, b)
		}
	}
}

func TestOutOfReach(t *testing.T) {
	n := NewNetwork()
	n.Items = []Item{{Options: []Option{{Requires: n.Has(1), FullTime: 1, PartTime: -1}}}, {Options: []Option{{Requires: n.Has(0), FullTime: 1, PartTime: -1}}}}
	n.Goal = n.Has(0)
	if a := solve(t, n, everything(1)); len(a.Plans) != 0 || !a.Exact {
		t.Errorf("a circle gives %v, exact %v; want no plan, proven", a.Plans, a.Exact)
	}
	n.Goal = Always
	if a := solve(t, n, everything(1)); len(a.Plans) != 1 || len(a.Plans[0].Acquired) != 0 || a.Plans[0].Vector != (Vector{}) {
		t.Errorf("a goal that holds gives %v, want one plan of nothing", a.Plans)
	}
}

func TestWide(t *testing.T) {
	n := NewNetwork()
	var ways []Cond
	for i := range int32(5000) {
		ways = append(ways, n.Has(i))
		n.Items = append(n.Items, Item{Options: []Option{{Requires: Always, FullTime: 10 + int64(i%7), PartTime: -1, Cost: 100 - int64(i%7)}}})
	}
	n.Goal = n.Any(ways...)
	if a := solve(t, n, everything(0)); !a.Exact || len(a.Plans) != 7 {
		t.Errorf("%d plans, exact %v; want 7", len(a.Plans), a.Exact)
	}
}

func TestDeep(t *testing.T) {
	n := NewNetwork()
	for i := range int32(1000) {
		n.Items = append(n.Items, Item{Options: []Option{{Requires: Always, FullTime: 1, PartTime: -1, Cost: 1}}})
		if i%2 == 0 {
			n.Goal = n.All(n.Goal, n.Has(i))
		} else {
			n.Goal = n.Any(n.Goal, n.Has(i))
		}
	}
	if a := solve(t, n, everything(0)); !a.Exact || len(a.Plans) != 1 || a.Plans[0].Vector != (Vector{1, 1, 0}) {
		t.Errorf("got %v, exact %v; want one plan of one item", a.Plans, a.Exact)
	}
}

func BenchmarkFamilies(b *testing.B) {
	for _, f := range []struct {
		name string
		n    *Network
		idle int64
	}{
		{"powers 8", powers(8), 0}, {"slots 20", slots(20), 0}, {"independent 40", independent(40), 7}, {"shared 60", shared(60), 8}, {"ring 7", ring(7), 1},
	} {
		b.Run(f.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a := solve(b, f.n, everything(f.idle))
				b.ReportMetric(float64(a.Steps), "steps/op")
			}
		})
	}
}

// TestBoundsNeverExceed holds the bounds to the oracle: what is below a network's root, and below every single decision,
// takes no less than the bound says.
func TestBoundsNeverExceed(t *testing.T) {
	checked := 0
	for seed := range 400 {
		n, q := randomNetwork(newRand(2, seed))
		q.Criteria, q.Limit = [3]bool{true, true, true}, Vector{-1, -1, -1}
		front := (&oracle{n: n, q: q}).solve()
		r := reduce(n, q, false, &meter{ctx: t.Context(), limit: 1 << 40})
		if r.Goal == Never || len(front) == 0 {
			continue
		}
		s := newSets(r, q, newOrder(q.Criteria), newMeter(t.Context(), 1<<40, q))
		s.wanted = func(bound) bool { return true }
		s.landmarks.run()
		b, ok := s.bound()
		if !ok {
			t.Fatalf("seed %d: out of reach, but there are plans", seed)
		}
		for _, p := range front {
			checked++
			sums := s.w.total(p.v[Time], p.v[Shortfall])
			for k := range sums {
				if b.sums[k] > sums[k] || b.cost > p.v[Cost] {
					t.Fatalf("seed %d: bound %v exceeds %v\n%s", seed, b, p.v, n.dump())
				}
			}
		}
	}
	if checked < 300 {
		t.Errorf("only %d points were checked", checked)
	}
}

func TestClauses(t *testing.T) {
	n := NewNetwork()
	c := n.All(n.Any(n.Has(0), n.Has(1)), n.AtLeast(2, n.Has(0), n.Has(2), n.Has(3)))
	x := &expansion{conds: n.conds, item: []int32{0, 1, 2, 3}, work: make([]int32, len(n.conds)), memo: map[Cond][]clause{}, meter: &meter{ctx: t.Context(), limit: 1000}}
	var got []string
	for _, k := range x.of(c) {
		got = append(got, fmt.Sprintf("%04b", k.items[0]))
	}
	slices.Sort(got)
	if want := []string{"0101", "1001", "1110"}; !slices.Equal(got, want) {
		t.Errorf("clauses %v, want %v", got, want)
	}
}
