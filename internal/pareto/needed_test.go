package pareto

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestNeeded: two items of which either will do, one of them slower, and one that can be acquired beside a job alone.
func TestNeeded(t *testing.T) {
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
		want   []bool
	}{
		{"no limit", Vector{-1, -1, -1}, 0, []bool{false, false, true, false, false}},
		{"four dollars", Vector{-1, 4, -1}, 100_000, []bool{true, false, true, true, false}},
		{"three months and four dollars", Vector{3, 4, -1}, 100_000, []bool{true, false, true, true, false}},
		{"three months", Vector{3, -1, -1}, 100_000, []bool{false, false, true, false, false}},
		{"no budget: a limit that one item alone exceeds needs no search", Vector{3, 4, -1}, 0, []bool{true, false, true, false, false}},
	} {
		got, err := Needed(t.Context(), n, Question{Limit: x.limit, Budget: x.budget}, parts)
		if err != nil || !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, %v, want %v", x.name, got, err, x.want)
		}
	}
}

// TestNeededCanceled: a search that is canceled gives the context's error.
func TestNeededCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	n := slots(6)
	_, err := Needed(ctx, n, Question{Limit: Vector{1000, -1, -1}, Budget: 1 << 40}, []Part{{0, -1}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
