package planner

import (
	"context"
	"errors"
	"math"
	"runtime"
	"runtime/metrics"
	"slices"
	"testing"
	"time"
)

// TestExtremes: what nobody would write is answered like everything else, within the budget and 64 MB.
func TestExtremes(t *testing.T) {
	for _, x := range extremes {
		t.Run(x.name, func(t *testing.T) {
			f := x.make()
			p := New(load(t, f.catalog), DefaultBudget)
			grown := liveGrowth(func() {
				r := ask(t, p, toTarget)
				var got []oracleVector
				for _, plan := range plansOf(r) {
					got = append(got, vectorOf(plan))
				}
				set, planned := r.(*PlanSet)
				if !slices.Equal(got, f.front) || planned && !set.Exact {
					t.Errorf("got %v, want %v, exact", got, f.front)
				}
				if planned {
					t.Logf("%d steps", set.Labels)
				}
			})
			if t.Logf("%d MB", grown>>20); grown > 64<<20 {
				t.Errorf("%d MB were live, want 64 at most", grown>>20)
			}
		})
	}
}

// liveGrowth runs f and gives the most bytes that were live at any collection meanwhile, beyond those before.
func liveGrowth(f func()) int64 {
	live := func() int64 {
		s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(s)
		return int64(s[0].Value.Uint64())
	}
	runtime.GC()
	before := live()
	done, most := make(chan struct{}), make(chan int64)
	go func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		highest := before
		for {
			select {
			case <-tick.C:
				highest = max(highest, live())
			case <-done:
				most <- max(highest, live())
				return
			}
		}
	}()
	f()
	close(done)
	return <-most - before
}

// TestBudgets: a budget of nothing gives plans that may not be the best, and says so; one that cannot be spent changes
// nothing.
func TestBudgets(t *testing.T) {
	for name, k := range map[string]int{"pareto": 5, "knapsack": 3, "months": 5, "blend": 1, "wages": 4} {
		f := families[name](k)
		c := load(t, f.catalog)
		for _, budget := range []int64{math.MinInt64, -1, 0, 1} {
			set, ok := ask(t, New(c, budget), toTarget).(*PlanSet)
			if !ok || set.Exact {
				t.Errorf("%s with a budget of %d: it is said to be exact", name, budget)
			}
		}
		for _, budget := range []int64{math.MaxInt64 - 1, math.MaxInt64} {
			set, ok := ask(t, New(c, budget), toTarget).(*PlanSet)
			if !ok || !set.Exact || len(set.Plans) != len(f.front) {
				t.Errorf("%s with a budget of %d: %q, want %v", name, budget, lines(set), f.front)
			}
		}
	}
}

// TestNoMonths: with no months to spend, what is left is what takes none.
func TestNoMonths(t *testing.T) {
	p := New(load(t, powers(10).catalog), DefaultBudget)
	in := toTarget
	in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths = new(0) })
	set, ok := ask(t, p, in).(*PlanSet)
	if !ok || !set.Exact || len(set.Plans) != 1 || vectorOf(set.Plans[0]) != (oracleVector{0, 1023, 0}) {
		t.Errorf("got %q, want one plan of no months and $1,023", lines(set))
	}
}

// TestLeaving: who leaves in the midst of a search of any kind is not waited for. It is a matter of milliseconds; a machine
// that does much else at the same time may take longer.
func TestLeaving(t *testing.T) {
	for name, text := range map[string]string{
		"pareto":      powers(16).catalog,
		"independent": independent(4000).catalog,
	} {
		p := New(load(t, text), math.MaxInt64)
		q, problems := p.Question(toTarget)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		const stay = 100 * time.Millisecond
		ctx, cancel := context.WithTimeout(t.Context(), stay)
		start := time.Now()
		_, err := p.Plan(ctx, q)
		cancel()
		late := time.Since(start) - stay
		if t.Logf("%s: %v late", name, late.Round(time.Millisecond)); !errors.Is(err, context.DeadlineExceeded) || late > time.Second {
			t.Errorf("%s: %v, %v after one has left", name, err, late)
		}
	}
}
