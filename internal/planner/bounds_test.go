package planner

import "testing"

// TestBounds: where the budget is spent, no plan of the whole front takes less than the bounds say, and they say something
// more often than not; where it is not, there are none.
func TestBounds(t *testing.T) {
	spent, telling := 0, 0
	everyWorld(t, 19_000, 150, func(t *testing.T, p *Planner, w *worldMaker, in Input) bool {
		whole, ok := ask(t, p, in).(*PlanSet)
		if !ok {
			return false
		}
		if whole.Bounds != nil || !whole.Exact {
			t.Errorf("exact %t with bounds %v", whole.Exact, whole.Bounds)
		}
		set, ok := ask(t, New(p.catalog, 1+w.r.Int64N(max(1, whole.Labels))), in).(*PlanSet)
		if !ok || set.Exact {
			return ok
		}
		k := set.Bounds
		spent++
		if k.Months > 0 || k.Cost > 0 || k.ForegoneEarnings > 0 {
			telling++
		}
		for _, plan := range whole.Plans {
			if plan.Months < k.Months || plan.Cost < k.Cost || vectorOf(plan)[2] < 12*int64(k.ForegoneEarnings) {
				t.Errorf("the plan %s takes less than %+v", plan, *k)
			}
		}
		return true
	})
	t.Logf("%d answers are not exact; the bounds of %d say something", spent, telling)
	if spent < 50 || telling < 20 {
		t.Error("the random questions have become too easy")
	}
}
