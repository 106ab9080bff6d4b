package planner

import (
	"slices"
	"testing"
)

// TestWorkedExamples are small worlds with their whole fronts, worked out by hand.
func TestWorkedExamples(t *testing.T) {
	const degrees = `
credentials:
  - {id: hs, name: hs, kind: degree, level: high-school}
  - {id: ba, name: ba, kind: degree, level: bachelors, routes: [{requires: {credential: hs}, months: 48, partTimeMonths: 72, cost: 40000}]}
  - {id: cert, name: cert, kind: certification, routes: [{requires: {experience: {months: 12, in: [tech]}}, months: 3, partTimeMonths: 6, cost: 500}]}
careers:
  - {id: clerk, name: clerk, wage: 34000, requires: {credential: hs}}
  - {id: tech, name: tech, wage: 40000, requires: {any: [{credential: ba}, {experience: {months: 24, in: [clerk]}}]}}
  - {id: lead, name: lead, wage: 80000, requires: {all: [{credential: cert}, {level: bachelors}]}}
`
	const shared = `
careers:
  - {id: a, name: a, wage: 1000}
  - {id: b, name: b, wage: 1000}
  - {id: c, name: c, wage: 1000}
  - {id: t, name: t, wage: 2000, requires: {all: [{experience: {months: 12, in: [a, b]}}, {experience: {months: 12, in: [b, c]}}, {experience: {months: 12, in: [a, c]}}]}}
`
	for _, x := range []struct {
		name, world string
		in          Input
		want        []string
	}{
		{"study or work first", degrees, Input{From: ProfileInput{Credentials: []string{"hs"}}, To: "lead"}, []string{
			"63 40500 380000: ba 48mo $40,000 ~ tech 12mo ~ cert 3mo $500",
			"87 40500 336000: ba 72mo $40,000 beside clerk ~ tech 12mo ~ cert 3mo $500",
		}},
		{"one criterion", degrees, Input{From: ProfileInput{Credentials: []string{"hs"}}, To: "lead", Optimize: []Criterion{Cost}}, []string{
			"63 40500 380000: ba 48mo $40,000 ~ tech 12mo ~ cert 3mo $500",
		}},
		{"experience that counts several times", shared, Input{To: "t"}, []string{"18 0 1500: a 6mo ~ b 6mo ~ c 6mo"}},
	} {
		for _, jobs := range []JobScope{OnTheWay, AnyJob} {
			p := New(load(t, x.world), DefaultBudget)
			in := x.in
			in.Constraints = &ConstraintsInput{Jobs: jobs}
			if got := lines(ask(t, p, in)); !slices.Equal(got, x.want) {
				t.Errorf("%s, jobs %d:\n got %q\nwant %q", x.name, jobs, got, x.want)
			}
		}
	}
}

// TestMonthByMonth is the trade-off that has a plan for every whole month between two ends.
func TestMonthByMonth(t *testing.T) {
	p := New(load(t, `
careers:
  - {id: a, name: a, wage: 1000}
  - {id: b, name: b, wage: 9000}
  - {id: c, name: c, wage: 9000}
  - {id: t, name: t, wage: 9000, requires: {all: [{experience: {months: 12, in: [a, b]}}, {experience: {months: 12, in: [a, c]}}]}}
`), DefaultBudget)
	set := ask(t, p, Input{To: "t"}).(*PlanSet)
	if len(set.Plans) != 13 {
		t.Fatalf("%d plans, want 13: %q", len(set.Plans), lines(set))
	}
	for i, plan := range set.Plans {
		wantForegone := dollars(int64(12-i) * 8000)
		if plan.Months != 12+i || plan.ForegoneEarnings != wantForegone {
			t.Errorf("plan %d takes %d months and %d, want %d and %d", i, plan.Months, plan.ForegoneEarnings, 12+i, wantForegone)
		}
	}
}
