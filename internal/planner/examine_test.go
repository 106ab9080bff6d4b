package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/replay"
)

// examine checks an answer as a whole, and each of its plans.
func examine(t testing.TB, c *catalog.Catalog, in Input, r Result) {
	t.Helper()
	report := replay.Check(c, replayAnswer(in, r))
	for _, text := range report.Findings {
		t.Error(text)
	}
	var plans []*Plan
	switch r := r.(type) {
	case *PlanSet:
		plans = r.Plans
		if len(plans) == 0 || r.Target != terms(c, in).Target {
			t.Errorf("an answer of %d plans to %s", len(plans), r.Target.ID())
		}
	case *NoPlan:
		plans = examineNone(t, c, in, r)
	}
	if len(report.Plans) != len(plans) {
		t.Fatalf("%d plans were gone through of %d: %+v", len(report.Plans), len(plans), report.Findings)
	}
	names := map[string]bool{}
	for i, plan := range plans {
		for _, f := range report.Plans[i].Findings {
			t.Errorf("plan %d, %s: %s", i, plan, f)
		}
		for _, text := range purposes(c, in, plan) {
			t.Errorf("plan %d, %s: %s", i, plan, text)
		}
		if plan.foregone != report.Plans[i].Vector[ForegoneEarnings] {
			t.Errorf("plan %d, %s: %d twelfths, want %d", i, plan, plan.foregone, report.Plans[i].Vector[ForegoneEarnings])
		}
		if _, ok := r.(*PlanSet); ok && (plan.TradeOff == "" || names[plan.Name] || !slices.IsSorted(plan.BestIn)) {
			t.Errorf("plan %s, %s: trade-off %q, best in %v", plan.Name, plan, plan.TradeOff, plan.BestIn)
		}
		names[plan.Name] = true
	}
}

// examineNone checks why there is no plan, and gives the plans that there would be.
func examineNone(t testing.TB, c *catalog.Catalog, in Input, none *NoPlan) []*Plan {
	t.Helper()
	target := terms(c, in).Target
	if none.Target != target || none.Message == "" || none.Missing == nil || none.Missing.Satisfied != terms(c, in).Start().Meets(target.Requires) {
		t.Errorf("no plan to %s: %q, missing %+v", none.Target.ID(), none.Message, none.Missing)
	}
	if (none.Fastest != nil) != (none.Reason != Unattainable) || (none.Cheapest != nil) != (none.Reason != Unattainable) {
		t.Errorf("reason %d with fastest %v and cheapest %v", none.Reason, none.Fastest, none.Cheapest)
	}
	if none.Fastest == nil {
		return nil
	}
	return []*Plan{none.Fastest, none.Cheapest}
}
