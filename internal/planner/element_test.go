package planner

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// ids names nodes, in their order.
func ids[N catalog.Node](nodes []N) []string {
	out := []string{}
	for _, n := range nodes {
		out = append(out, n.ID())
	}
	return out
}

// counted names elements with how many plans contain them, in their order.
func counted(elements []PlanElement) []string {
	out := []string{}
	for _, e := range elements {
		out = append(out, fmt.Sprintf("%s %d", e.Node.ID(), e.Plans))
	}
	return out
}

// parts are the credentials and careers in a plan.
func parts(plan *Plan) map[catalog.Node]bool {
	all := map[catalog.Node]bool{}
	for _, step := range plan.Steps {
		d := deedOf(step)
		if d.Study != nil {
			all[d.Study] = true
		}
		if d.Job != nil {
			all[d.Job] = true
		}
	}
	return all
}

// avoidable lists what a plan exists without: the oracle looks for one within the limits that avoids it, whatever it takes.
func avoidable(c *catalog.Catalog, in Input) map[catalog.Node]bool {
	limits, jobs := [2]int64{-1, -1}, OnTheWay
	if k := in.Constraints; k != nil {
		jobs = k.Jobs
		for i, limit := range []*int{k.MaxMonths, k.MaxCost} {
			if limit != nil {
				limits[i] = int64(*limit)
			}
		}
	}
	can := map[catalog.Node]bool{}
	try := func(n catalog.Node) {
		without := in
		without.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Avoid = append(slices.Clone(k.Avoid), n.ID()) })
		can[n] = len(newOracle(c, without, limits, jobs).ends()) > 0
	}
	for _, n := range c.Credentials {
		try(n)
	}
	for _, n := range c.Careers {
		try(n)
	}
	return can
}

// TestAlwaysAgainstOracle: what every plan contains is exactly what no plan can avoid, and what else stands in plans is
// counted.
func TestAlwaysAgainstOracle(t *testing.T) {
	always, dominated, limited := 0, 0, 0
	everyWorld(t, 16_000, 300, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok {
			return false
		}
		counts := map[catalog.Node]int{}
		for _, plan := range set.Plans {
			for n := range parts(plan) {
				counts[n]++
			}
		}
		can := avoidable(p.catalog, in)
		var want, wantSometimes []string
		for n, avoid := range can {
			if !avoid {
				want = append(want, n.ID())
			}
		}
		for n, plans := range counts {
			if can[n] {
				wantSometimes = append(wantSometimes, fmt.Sprintf("%s %d", n.ID(), plans))
				if plans == len(set.Plans) {
					dominated++
				}
			}
		}
		slices.Sort(want)
		if got := slices.Sorted(slices.Values(ids(set.Always))); !slices.Equal(got, want) {
			t.Errorf("every plan contains %q, want %q", got, want)
		}
		sometimes := set.Sometimes()
		slices.Sort(wantSometimes)
		if got := slices.Sorted(slices.Values(counted(sometimes))); !slices.Equal(got, wantSometimes) {
			t.Errorf("some plans contain %q, want %q", got, wantSometimes)
		}
		if !slices.IsSortedFunc(sometimes, func(a, b PlanElement) int {
			return cmp.Or(b.Plans-a.Plans, cmp.Compare(catalog.EntryOf(a.Node).Slug, catalog.EntryOf(b.Node).Slug))
		}) {
			t.Errorf("not in order: %q", counted(sometimes))
		}
		always += len(set.Always)
		if k := in.Constraints; k != nil && (k.MaxMonths != nil || k.MaxCost != nil) && len(set.Always) > 0 {
			limited++
		}
		return len(set.Always) > 0 || len(sometimes) > 0
	})
	t.Logf("%d elements in every plan (of %d questions with limits); %d in every plan of a front and yet avoidable", always, limited, dominated)
	if always < 300 || dominated < 50 || limited < 30 {
		t.Error("the random questions have become too easy")
	}
}
