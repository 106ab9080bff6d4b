package pareto

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func unbounded(t testing.TB) *meter { return &meter{ctx: t.Context(), limit: 1 << 40} }

// TestImplicationIsTrue compares what structure alone says with every state of a few items and months: where one condition is said
// to imply another, it holds in no state without it.
func TestImplicationIsTrue(t *testing.T) {
	said := 0
	for seed := range 300 {
		n, q := compounds(newRand(3, seed))
		if seed%2 == 0 {
			n, q = randomNetwork(newRand(3, seed))
		}
		o := &oracle{n: n, q: q}
		var states []oracleState
		for range 60 {
			r := newRand(4, seed*60+len(states))
			s := oracleState{held: uint32(r.IntN(1 << len(n.Items)))}
			for j := range n.Jobs {
				s.months[j] = uint8(r.IntN(6))
			}
			states = append(states, s)
		}
		im := newImplication(n, n.deepParts(), unbounded(t))
		for a := range n.conds {
			for b := range n.conds {
				if a == b || !im.implies(Cond(a), Cond(b)) {
					continue
				}
				said++
				for _, s := range states {
					if o.holds(Cond(a), s) && !o.holds(Cond(b), s) {
						t.Fatalf("seed %d: condition %d is said to imply %d\n%s", seed, a, b, n.dump())
					}
				}
			}
		}
	}
	if said < 1000 {
		t.Errorf("only %d implications were found", said)
	}
}

func TestImplicationOfWideAlternatives(t *testing.T) {
	n := NewNetwork()
	items := func(from, to int32) (of []Cond) {
		for i := from; i < to; i++ {
			of = append(of, n.Has(i))
		}
		return of
	}
	narrow, wide := n.Any(items(10, 20)...), n.Any(items(0, 100)...)
	either := n.Any(append(items(0, 15), n.All(n.Has(16), n.Worked(3, []int32{0, 1})))...)
	both := n.All(n.Has(16), n.Worked(5, []int32{0}))
	for _, c := range []struct {
		name string
		a, b Cond
		want bool
	}{
		{"fewer alternatives imply more", narrow, wide, true},
		{"more do not imply fewer", wide, narrow, false},
		{"an item among them", n.Has(7), wide, true},
		{"an item not among them", n.Has(100), wide, false},
		{"a whole that holds an item among them", both, wide, true},
		{"a whole that implies one of several parts", both, either, true},
		{"alternatives of which one is not among them", narrow, either, false},
		{"a whole and one of its parts", n.All(wide, both), n.Has(16), true},
		{"alternatives and an item", wide, n.Has(7), false},
	} {
		if got := newImplication(n, n.deepParts(), unbounded(t)).implies(c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestOwnMonths: the second job asks for a year in it or in the first; only the first can open it.
func TestOwnMonths(t *testing.T) {
	n := NewNetwork()
	n.Items = []Item{{Options: []Option{{Requires: Always, FullTime: 6, PartTime: -1, Cost: 10}}}}
	n.Jobs = []Job{
		{Opens: n.Has(0), Shortfall: 3},
		{Opens: n.Worked(12, []int32{0, 1}), Shortfall: 1},
		{Opens: n.Worked(12, []int32{2}), Shortfall: 0},
	}
	n.Goal = n.Worked(24, []int32{0, 1, 2})
	r := reduce(n, everything(5), false, unbounded(t))
	if len(r.Jobs) != 2 {
		t.Fatalf("%d jobs are left, want 2: nothing opens the third\n%s", len(r.Jobs), r.dump())
	}
	opens := r.conds[r.Jobs[1].Opens]
	if opens.op != opWorked || !slices.Equal(opens.jobs, []int32{0}) {
		t.Errorf("the second opens by months in %v, want 0\n%s", opens.jobs, r.dump())
	}
	againstOracle(t, n, everything(5))
}

// manyAlike is a goal that any of count items meets, none of which outdoes another: each requires another item. Of the items that
// they require there are as many.
func manyAlike(count int32) *Network {
	n := NewNetwork()
	var of []Cond
	for i := range count {
		n.Items = append(n.Items,
			Item{Options: []Option{{Requires: n.Has(2*i + 1), FullTime: 12, PartTime: 18, Cost: 5}}},
			Item{Options: []Option{{Requires: Always, FullTime: int64(i), PartTime: -1, Cost: int64(count - i)}}})
		of = append(of, n.Has(2*i))
	}
	n.Goal = n.Any(of...)
	return n
}

func TestReductionsAreCounted(t *testing.T) {
	m := unbounded(t)
	if r := reduce(manyAlike(3000), everything(1), false, m); len(r.Items) != 6000 {
		t.Errorf("%d items are left, want all", len(r.Items))
	}
	if least := int64(3000 * 2999 / 2 / glancesPerStep); m.steps < least {
		t.Errorf("%d steps, want at least %d: each pair is compared", m.steps, least)
	}
	err := halted(func() { reduce(manyAlike(3000), everything(1), false, &meter{ctx: t.Context(), limit: 1000}) })
	if !errors.Is(err, errBudget) {
		t.Errorf("with a budget of 1,000 steps: %v", err)
	}
}

func TestReductionsCanBeCanceled(t *testing.T) {
	n := manyAlike(5000)
	ctx, cancel := context.WithCancel(t.Context())
	var canceled time.Time
	time.AfterFunc(20*time.Millisecond, func() { canceled = time.Now(); cancel() })
	_, err := Solve(ctx, n, everything(1))
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if took := time.Since(canceled); took > time.Second {
		t.Errorf("it stopped %v after it was canceled", took)
	}
}

func BenchmarkReduce(b *testing.B) {
	n := manyAlike(5000)
	for b.Loop() {
		reduce(n, everything(1), false, unbounded(b))
	}
	b.ReportAllocs()
}
