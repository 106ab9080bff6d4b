package planner

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// coverage is how far the plan that is worst represented is from its nearest representative, by the measure as the
// documentation has it, written down a second time.
func coverage(all, chosen []*Plan, by []Criterion) float64 {
	value := func(p *Plan, c Criterion) float64 { return float64(vectorOf(p)[c]) }
	span := func(c Criterion) float64 {
		least, most := math.Inf(1), math.Inf(-1)
		for _, p := range all {
			least, most = min(least, value(p, c)), max(most, value(p, c))
		}
		return most - least
	}
	distance := func(a, b *Plan) float64 {
		apart := 0.0
		for _, c := range by {
			if s := span(c); s > 0 {
				apart = max(apart, math.Abs(value(a, c)-value(b, c))/s)
			}
		}
		x, y := parts(a), parts(b)
		either := map[catalog.Node]bool{}
		both := 0
		for n := range x {
			either[n] = true
			if y[n] {
				both++
			}
		}
		for n := range y {
			either[n] = true
		}
		if len(either) == 0 {
			return apart
		}
		return apart + 1 - float64(both)/float64(len(either))
	}
	worst := 0.0
	for _, p := range all {
		nearest := math.Inf(1)
		for _, r := range chosen {
			nearest = min(nearest, distance(p, r))
		}
		worst = max(worst, nearest)
	}
	return worst
}

// leastCoverage is the least that any choice of so many plans reaches that contains those fixed.
func leastCoverage(all, fixed []*Plan, count int, by []Criterion) float64 {
	least := math.Inf(1)
	var choose func(from int, chosen []*Plan)
	choose = func(from int, chosen []*Plan) {
		if len(chosen) == count {
			least = min(least, coverage(all, chosen, by))
			return
		}
		for i := from; i < len(all); i++ {
			if !slices.Contains(fixed, all[i]) {
				choose(i+1, append(slices.Clip(chosen), all[i]))
			}
		}
	}
	choose(0, fixed)
	return least
}

// TestRepresentatives: they are plans of the front in its order, the best in each criterion among them, and more cover
// more: no choice with these covers the front twice as well.
func TestRepresentatives(t *testing.T) {
	const rounding = 1e-9
	compared := 0
	everyWorld(t, 17_000, 150, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok || len(set.Plans) < 3 {
			return ok
		}
		by := set.question.Optimize
		var best []*Plan
		for _, c := range by {
			if b := []*Plan{set.Fastest(), set.Cheapest(), set.LeastForegone()}[c]; !slices.Contains(best, b) {
				best = append(best, b)
			}
		}
		before := math.Inf(1)
		var last []*Plan
		for count := 1; count <= len(set.Plans)+1; count++ {
			got := set.Representatives(count)
			if again := set.Representatives(count); !slices.Equal(got, again) {
				t.Errorf("%d: first %q, then %q", count, got, again)
			}
			places := []int{}
			for _, r := range got {
				places = append(places, slices.Index(set.Plans, r))
			}
			if len(got) != min(count, len(set.Plans)) || places[0] < 0 || !slices.IsSorted(places) || len(slices.Compact(places)) != len(got) {
				t.Errorf("%d: the plans %v", count, places)
			}
			for i, b := range best {
				if i < count && !slices.Contains(got, b) {
					t.Errorf("%d: the best %s is not among %q", count, b, got)
				}
			}
			for _, r := range last {
				if !slices.Contains(got, r) {
					t.Errorf("%d: %s is among %d only", count, r, count-1)
				}
			}
			covers := coverage(set.Plans, got, by)
			if covers > before+rounding {
				t.Errorf("%d: they cover to %g, fewer did to %g", count, covers, before)
			}
			if count >= len(best) && count < len(set.Plans) && len(set.Plans) <= 9 {
				compared++
				if least := leastCoverage(set.Plans, best, count, by); covers > 2*least+rounding {
					t.Errorf("%d: they cover to %g, others to %g", count, covers, least)
				}
			}
			before, last = covers, got
		}
		return true
	})
	t.Logf("compared with the best choice %d times", compared)
	if compared < 30 {
		t.Error("the fronts have become too small")
	}
}

// TestRepresentativesDiffer: of a front with a plan for each month between two ends, and one of another kind among them, this
// one comes first after the ends, before the one in the middle.
func TestRepresentativesDiffer(t *testing.T) {
	p := New(load(t, `
careers:
  - {id: a, name: a, wage: 1200}
  - {id: b, name: b, wage: 12000}
  - {id: c, name: c, wage: 12000}
  - {id: d, name: d, wage: 6720}
  - {id: t, name: t, wage: 12000, requires: {any: [
      {all: [{experience: {months: 12, in: [a, b]}}, {experience: {months: 12, in: [a, c]}}]}, {experience: {months: 16, in: [d]}}]}}
`), DefaultBudget)
	set := ask(t, p, Input{To: "t", Optimize: []Criterion{Time, ForegoneEarnings}}).(*PlanSet)
	var got []string
	for _, r := range set.Representatives(3) {
		got = append(got, r.String())
	}
	if want := []string{"a 12mo", "d 16mo", "b 12mo ~ c 12mo"}; len(set.Plans) != 13 || !slices.Equal(got, want) {
		t.Errorf("of %q, the plans %q, want %q", lines(set), got, want)
	}
}

// TestRepresentativesOfMany: a thousand plans, as the front of ten choices between months and dollars has them.
func TestRepresentativesOfMany(t *testing.T) {
	var world strings.Builder
	world.WriteString("credentials:\n")
	var all []string
	for i := range 10 {
		fmt.Fprintf(&world, "  - {id: c%d, name: c%d, kind: license, routes: [{months: %d, cost: 0}, {months: 0, cost: %d}]}\n", i, i, 1<<i, 1<<i)
		all = append(all, fmt.Sprintf("{credential: c%d}", i))
	}
	fmt.Fprintf(&world, "careers:\n  - {id: t, name: t, requires: {all: [%s]}}\n", strings.Join(all, ", "))
	p := New(load(t, world.String()), DefaultBudget)
	set := ask(t, p, Input{To: "t", Optimize: []Criterion{Time, Cost}}).(*PlanSet)
	var months []int
	for _, r := range set.Representatives(5) {
		months = append(months, r.Months)
	}
	if want := []int{0, 255, 511, 767, 1023}; len(set.Plans) != 1024 || !slices.Equal(months, want) {
		t.Errorf("of %d plans those of %d months, want %d", len(set.Plans), months, want)
	}
	if n := len(set.Representatives(100)); n != 100 {
		t.Errorf("%d of 100", n)
	}
}
