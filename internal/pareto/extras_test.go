package pareto

import (
	"slices"
	"testing"
)

// TestExtrasOfAClass is a plan that studies two items alike in everything: the second gives no more than work would, but
// the goal recommends it.
func TestExtrasOfAClass(t *testing.T) {
	n := NewNetwork()
	n.Goal = n.All(n.Any(n.Has(0), n.Has(1)), n.Worked(6, []int32{0}))
	free := []Option{{Requires: Always, FullTime: 3, PartTime: 3}}
	n.Items = []Item{{Options: free, Preferred: true}, {Options: slices.Clone(free), Preferred: true}}
	n.Jobs = []Job{{Opens: Always}}
	a, err := Solve(t.Context(), n, Question{Criteria: [3]bool{true, true, true}, Limit: Vector{-1, -1, -1}, Idle: 1, Budget: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Plans) != 1 || a.Plans[0].Vector != (Vector{6, 0, 0}) || len(a.Plans[0].Acquired) != 2 {
		t.Errorf("plans %v; want one, of both items beside the job", a.Plans)
	}
}
