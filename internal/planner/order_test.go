package planner

import (
	"slices"
	"testing"
)

// TestEitherServes: what stands in a plan for another's sake must still stand before a step that it, or its twin, opens.
func TestEitherServes(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: a, name: a, kind: certification, routes: [{months: 1, cost: 1}]}
  - {id: b, name: b, kind: certification, routes: [{months: 1, cost: 1}]}
  - {id: s, name: s, kind: certification, routes: [{requires: {any: [{credential: a}, {credential: b}]}, months: 1, cost: 1}]}
  - {id: z, name: z, kind: certification, routes: [{requires: {all: [{credential: a}, {credential: b}]}, months: 1, cost: 1}]}
careers:
  - {id: t, name: t, wage: 12, requires: {all: [{credential: s}, {credential: z}]}}
`), DefaultBudget)
	want := []string{"4 4 4: a 1mo $1 ~ s 1mo $1 ~ b 1mo $1 ~ z 1mo $1"}
	if got := lines(ask(t, p, Input{To: "t"})); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSmallBudgetOfTwins: a search that ends before its first plan still gives one where either of two things would do.
func TestSmallBudgetOfTwins(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: a, name: a, kind: certification, routes: [{months: 1, cost: 2}]}
  - {id: b, name: b, kind: certification, routes: [{months: 2, cost: 1}]}
careers:
  - {id: t, name: t, wage: 12, requires: {any: [{credential: a}, {credential: b}]}}
`), 1)
	set, ok := ask(t, p, Input{To: "t"}).(*PlanSet)
	if !ok || set.Exact || len(set.Plans) == 0 {
		t.Errorf("got %+v, want a plan that is not said to be exact", set)
	}
}
