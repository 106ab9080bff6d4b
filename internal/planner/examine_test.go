package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// examine checks an answer as a whole, and each of its plans.
func examine(t testing.TB, c *catalog.Catalog, in Input, r Result) {
	t.Helper()
	var plans []*Plan
	var points []oraclePoint
	switch r := r.(type) {
	case *PlanSet:
		plans = r.Plans
		if len(plans) == 0 || r.Target != newWalker(c, in).target || r.CatalogDigest != c.Digest {
			t.Errorf("an answer of %d plans to %s of catalog %s", len(plans), r.Target.ID(), r.CatalogDigest)
		}
	case *NoPlan:
		examineNone(t, c, in, r)
		return
	}
	for i, plan := range plans {
		point, mistakes := replay(c, in, plan)
		for _, m := range mistakes {
			t.Errorf("plan %d, %s: %s", i, plan, m)
		}
		if k := in.Constraints; k != nil && (k.MaxMonths != nil && plan.Months > *k.MaxMonths || k.MaxCost != nil && plan.Cost > *k.MaxCost) {
			t.Errorf("plan %d, %s: it is over the limits", i, plan)
		}
		points = append(points, point)
	}
	chosen := in.Optimize
	if chosen == nil {
		chosen = []Criterion{Time, Cost, ForegoneEarnings}
	}
	for i, a := range points {
		for j, b := range points {
			if i != j && beats(a.Vector, b.Vector, chosen) {
				t.Errorf("plan %d, %v, beats plan %d, %v", i, a.Vector, j, b.Vector)
			}
		}
		if i > 0 && slices.Compare(points[i-1].Vector[:], a.Vector[:]) >= 0 {
			t.Errorf("plan %d, %v, stands after %v", i, a.Vector, points[i-1].Vector)
		}
	}
	examineBest(t, plans, points)
}

// examineBest checks what the plans of an answer say of each other.
func examineBest(t testing.TB, plans []*Plan, points []oraclePoint) {
	t.Helper()
	set := &PlanSet{Plans: plans}
	for _, c := range []Criterion{Time, Cost, ForegoneEarnings} {
		best := 0
		for i := range points {
			if points[i].Vector[c] < points[best].Vector[c] {
				best = i
			}
		}
		for i, plan := range plans {
			if slices.Contains(plan.BestIn, c) != (i == best) {
				t.Errorf("plan %d, %s: best in %v, while plan %d is best in %d", i, plan, plan.BestIn, best, c)
			}
		}
		if got := []*Plan{set.Fastest(), set.Cheapest(), set.LeastForegone()}[c]; got != plans[best] {
			t.Errorf("the best plan in %d is %s, want %s", c, got, plans[best])
		}
	}
	names := map[string]bool{}
	for _, plan := range plans {
		if plan.TradeOff == "" || names[plan.Name] || !slices.IsSorted(plan.BestIn) {
			t.Errorf("plan %s, %s: trade-off %q, best in %v", plan.Name, plan, plan.TradeOff, plan.BestIn)
		}
		names[plan.Name] = true
	}
}

// examineNone checks why there is no plan.
func examineNone(t testing.TB, c *catalog.Catalog, in Input, none *NoPlan) {
	t.Helper()
	w := newWalker(c, in)
	if none.Target != w.target || none.Message == "" || none.Missing == nil || none.Missing.Satisfied != w.meets(w.target.Requires) {
		t.Errorf("no plan to %s: %q, missing %+v", none.Target.ID(), none.Message, none.Missing)
	}
	if (none.Fastest != nil) != (none.Reason != Unattainable) || (none.Cheapest != nil) != (none.Reason != Unattainable) {
		t.Errorf("reason %d with fastest %v and cheapest %v", none.Reason, none.Fastest, none.Cheapest)
	}
	for _, plan := range []*Plan{none.Fastest, none.Cheapest} {
		if plan == nil {
			continue
		}
		_, mistakes := replay(c, in, plan)
		for _, m := range mistakes {
			t.Errorf("%s: %s", plan, m)
		}
	}
}
