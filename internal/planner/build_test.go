package planner

import (
	"fmt"
	"slices"
	"testing"
)

// TestSources: a step names where each of its figures comes from, once.
func TestSources(t *testing.T) {
	p := New(load(t, `
sources:
  - {id: time, title: Time}
  - {id: part, title: Part}
  - {id: price, title: Price}
  - {id: route, title: Route}
  - {id: wages, title: Wages}
  - {id: rules, title: Rules}
credentials:
  - id: c
    name: C
    kind: license
    routes:
      - {months: {min: 1, typical: 2, max: 9, source: time}, partTimeMonths: {min: 2, typical: 4, max: 9, source: part}, cost: {min: 0, typical: 5, max: 6, source: price}, source: route}
careers:
  - {id: job, name: Job, wage: {annual: 30, source: wages}, leadsTo: [t]}
  - {id: t, name: T, wage: {annual: 30, source: wages}, requires: {all: [{credential: c}, {experience: {months: 5, in: [job]}}]}, requiresSource: rules}
`), DefaultBudget)
	set := ask(t, p, Input{To: "t"}).(*PlanSet)
	var got []string
	for _, plan := range set.Plans {
		for _, step := range plan.Steps {
			line := step.String() + ":"
			for _, s := range step.Common().Sources {
				line += " " + s.Slug
			}
			got = append(got, line)
		}
		got = append(got, fmt.Sprintf("%d %d %d, %d %d %d", plan.MonthsRange.Min, plan.MonthsRange.Typical, plan.MonthsRange.Max,
			plan.CostRange.Min, plan.CostRange.Typical, plan.CostRange.Max))
	}
	want := []string{
		"C 4mo $5 beside Job: part price route wages", "Job 1mo: rules wages", "3 5 10, 0 5 6",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
