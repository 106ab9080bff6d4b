package planner

import (
	"slices"
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	for n, want := range map[int]string{0: "$0", 7: "$7", 999: "$999", 1000: "$1,000", 44000: "$44,000", 1234567: "$1,234,567", 100000: "$100,000"} {
		if got := money(n); got != want {
			t.Errorf("%d dollars are %q, want %q", n, got, want)
		}
	}
	if months(1) != "1 month" || months(0) != "0 months" || months(24) != "24 months" {
		t.Errorf("%q, %q, %q", months(0), months(1), months(24))
	}
	for twelfths, want := range map[int64]int{0: 0, 5: 0, 6: 1, 11: 1, 17: 1, 18: 2, 24: 2} {
		if got := dollars(twelfths); got != want {
			t.Errorf("%d twelfths are %d dollars, want %d", twelfths, got, want)
		}
	}
}

// TestByCents: two plans whose dollars look alike are both given where they differ by cents, and say so.
func TestByCents(t *testing.T) {
	p := New(load(t, `
careers:
  - {id: a, name: A, wage: 99}
  - {id: b, name: B, wage: 98, requires: {experience: {months: 1, in: [a]}}}
  - {id: t, name: T, wage: 100, requires: {any: [{experience: {months: 2, in: [a]}}, {all: [{experience: {months: 1, in: [b]}}, {experience: {months: 0, in: [a]}}]}]}}
`), DefaultBudget)
	if got, want := lines(ask(t, p, Input{To: "t"})), []string{"2 0 0: A 2mo"}; !slices.Equal(got, want) {
		t.Errorf("two months at a cent less are %q, want %q", got, want)
	}
	p = New(load(t, `
credentials:
  - {id: c, name: C, kind: license, routes: [{months: 1, partTimeMonths: 1, cost: 10}, {months: 1, partTimeMonths: 1, cost: 9, requires: {experience: {months: 1, in: [a]}}}]}
careers:
  - {id: a, name: A, wage: 101}
  - {id: b, name: B, wage: 97, requires: {experience: {months: 1, in: [b]}}}
  - {id: t, name: T, wage: 102, requires: {all: [{credential: c}, {any: [{experience: {months: 4, in: [a]}}, {experience: {months: 4, in: [b]}}]}]}}
`), DefaultBudget)
	in := Input{To: "t", From: ProfileInput{Experience: []ExperienceInput{{"b", 3}}}, Optimize: []Criterion{ForegoneEarnings, Time}}
	set := ask(t, p, in).(*PlanSet)
	var cents []int64
	for _, plan := range set.Plans {
		cents = append(cents, plan.foregone)
	}
	if len(set.Plans) != 2 || set.Plans[0].ForegoneEarnings != set.Plans[1].ForegoneEarnings {
		t.Fatalf("got %q, %v", lines(set), cents)
	}
	if !strings.Contains(set.Plans[1].TradeOff, "3 months longer") || strings.Contains(set.Plans[1].TradeOff, "lower in") {
		t.Errorf("the trade-off is %q", set.Plans[1].TradeOff)
	}
}
