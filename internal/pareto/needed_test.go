package pareto

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestNeeds: two items of which either will do, one of them slower, and one that can be acquired beside a job alone.
func TestNeeds(t *testing.T) {
	n := NewNetwork()
	free := func(cost int64) Option { return Option{Requires: Always, FullTime: 1, PartTime: -1, Cost: cost} }
	n.Items = []Item{
		{Options: []Option{free(1)}},
		{Options: []Option{free(5)}},
		{Options: []Option{{Requires: Always, FullTime: -1, PartTime: 2}}},
	}
	n.Jobs = []Job{{Opens: n.Has(0)}, {Opens: n.Has(1)}}
	n.Goal = n.All(n.Any(n.Has(0), n.Has(1)), n.Has(2))
	parts := []Part{{0, -1}, {1, -1}, {2, -1}, {-1, 0}, {-1, 1}}
	for _, x := range []struct {
		name   string
		limit  Vector
		budget int64
		want   []Need
	}{
		{"no limit", Vector{-1, -1, -1}, 0, []Need{Spared, Spared, Needed, Spared, Spared}},
		{"four dollars", Vector{-1, 4, -1}, 100_000, []Need{Needed, Spared, Needed, Needed, Spared}},
		{"three months and four dollars", Vector{3, 4, -1}, 100_000, []Need{Needed, Spared, Needed, Needed, Spared}},
		{"three months", Vector{3, -1, -1}, 100_000, []Need{Spared, Spared, Needed, Spared, Spared}},
		{"no budget: a limit that one item alone exceeds needs no search", Vector{3, 4, -1}, 0, []Need{Needed, Unsettled, Needed, Unsettled, Unsettled}},
	} {
		got, err := Needs(t.Context(), n, Question{Limit: x.limit, Budget: x.budget}, parts)
		if err != nil || !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, %v, want %v", x.name, got, err, x.want)
		}
	}
}

// TestIndispensable: either of two items will do, so neither is indispensable and the choice is; so is what the only route of a
// third item requires, and what nothing asks for is not.
func TestIndispensable(t *testing.T) {
	n := NewNetwork()
	a, b := n.Has(0), n.Has(1)
	either, both := n.Any(a, b), n.All(a, b)
	n.Items = []Item{
		{Options: []Option{{Requires: Always, FullTime: 1, PartTime: -1}}},
		{Options: []Option{{Requires: Always, FullTime: 1, PartTime: -1}}},
		{Options: []Option{{Requires: either, FullTime: 1, PartTime: -1}}},
	}
	n.Goal = n.Has(2)
	got := Indispensable(n, []Cond{a, b, either, both, n.Goal, Always, Never})
	if want := []bool{false, false, true, false, true, true, false}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestNeedsCanceled: a search that is canceled gives the context's error.
func TestNeedsCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	n := slots(6)
	_, err := Needs(ctx, n, Question{Limit: Vector{1000, -1, -1}, Budget: 1 << 40}, []Part{{0, -1}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
