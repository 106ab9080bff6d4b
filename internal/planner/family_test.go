package planner

import (
	"fmt"
	"slices"
	"testing"
)

// toTarget is the question of the families.
var toTarget = Input{To: "t", Constraints: &ConstraintsInput{Jobs: AnyJob}}

// familySizes are the sizes at which the planner is held to the families, each with the steps that it may take: they are
// counted, so they are the same on every machine.
var familySizes = []struct {
	name  string
	k     int
	steps int64
}{
	{"pareto", 1, 300},
	{"pareto", 4, 5000},
	{"pareto", 8, 900_000},
	{"pareto", 10, 6_000_000},
	{"knapsack", 1, 400},
	{"knapsack", 3, 6000},
	{"knapsack", 5, 70_000},
	{"knapsack", 6, 200_000},
	{"symmetric", 1, 300},
	{"symmetric", 20, 6000},
	{"order", 1, 300},
	{"order", 40, 10_000},
	{"months", 1, 500},
	{"months", 60, 30_000},
	{"blend", 1, 3000},
	{"blend", 2, 80_000},
	{"blend", 3, 6_000_000},
	{"odd cycle", 3, 3000},
	{"odd cycle", 5, 20_000},
	{"odd cycle", 7, 40_000},
	{"wages", 1, 400},
	{"wages", 4, 2000},
	{"wages", 8, 1500},
	{"wages", 12, 3000},
	{"wages", 14, 5000},
}

// TestFamilies holds the planner to fronts that are known beforehand, at sizes that no oracle reaches.
func TestFamilies(t *testing.T) {
	for _, x := range familySizes {
		t.Run(fmt.Sprint(x.name, " ", x.k), func(t *testing.T) {
			f := families[x.name](x.k)
			set, ok := ask(t, New(load(t, f.catalog), DefaultBudget), toTarget).(*PlanSet)
			if !ok {
				t.Fatal("no plan")
			}
			var got []oracleVector
			for _, plan := range set.Plans {
				got = append(got, vectorOf(plan))
			}
			if !set.Exact || !slices.Equal(got, f.front) {
				t.Errorf("%d plans, exact %v, want %d:\n got %v\nwant %v", len(got), set.Exact, len(f.front), got, f.front)
			}
			if set.Labels > x.steps {
				t.Errorf("%d steps, want %d at most", set.Labels, x.steps)
			}
			t.Logf("%d plans, %d steps", len(got), set.Labels)
		})
	}
}

// TestFamilyFronts holds what is known of the families beforehand to itself: how many plans each has.
func TestFamilyFronts(t *testing.T) {
	for _, x := range []struct {
		name            string
		k, fewest, most int
	}{
		{"pareto", 10, 1024, 1024},
		{"knapsack", 5, 90, 120},
		{"symmetric", 20, 1, 1},
		{"order", 40, 1, 1},
		{"months", 60, 61, 61},
		{"blend", 1, 14, 14},
		{"blend", 2, 39, 39},
		{"blend", 3, 76, 76},
		{"odd cycle", 7, 1, 1},
		{"wages", 14, 4, 8},
	} {
		if n := len(families[x.name](x.k).front); n < x.fewest || n > x.most {
			t.Errorf("%s %d has %d plans, want %d to %d", x.name, x.k, n, x.fewest, x.most)
		}
	}
}

// BenchmarkFamilies measures the search at the greatest size of each family.
func BenchmarkFamilies(b *testing.B) {
	for i, x := range familySizes {
		if i+1 < len(familySizes) && familySizes[i+1].name == x.name {
			continue
		}
		b.Run(fmt.Sprint(x.name, " ", x.k), func(b *testing.B) {
			p := New(load(b, families[x.name](x.k).catalog), DefaultBudget)
			q, problems := p.Question(toTarget)
			if len(problems) > 0 {
				b.Fatal(problems)
			}
			b.ReportAllocs()
			for b.Loop() {
				a, err := p.front(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(a.labels), "steps/op")
				b.ReportMetric(float64(len(a.outlines)), "plans/op")
			}
		})
	}
}
