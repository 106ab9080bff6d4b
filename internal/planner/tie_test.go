package planner

import (
	"slices"
	"strings"
	"testing"
)

// TestTies holds each rule by which one of several plans of the same vector is taken to a small world of its own.
func TestTies(t *testing.T) {
	const (
		ab = `
credentials:
  - {id: a, name: A, kind: license, routes: [{months: 1, cost: 1}]}
  - {id: b, name: B, kind: license, routes: [{months: 1, cost: 1}]}
  - {id: c, name: C, kind: license, routes: [{months: 2, cost: 2}]}
careers:
`
		beside = `
credentials:
  - {id: a, name: A, kind: license, routes: [{months: 2, partTimeMonths: 2, cost: 1}]}
careers:
`
	)
	for _, x := range []struct{ name, world, want string }{
		{"the fewest steps", ab + `
  - {id: t, name: T, requires: {any: [{all: [{credential: a}, {credential: b}]}, {credential: c}]}}
`, "C 2mo $2"},
		{"fewer steps before what the target recommends", ab + `
  - {id: t, name: T, recommends: [a, b], requires: {any: [{all: [{credential: a}, {credential: b}]}, {credential: c}]}}
`, "C 2mo $2"},
		{"what the target recommends", ab + `
  - {id: t, name: T, recommends: [b], requires: {any: [{credential: a}, {credential: b}]}}
`, "B 1mo $1"},
		{"what a career worked in recommends", ab + `
  - {id: j, name: J, recommends: [b]}
  - {id: t, name: T, requires: {all: [{any: [{credential: a}, {credential: b}]}, {experience: {months: 1, in: [j]}}]}}
`, "B 1mo $1 ~ J 1mo"},
		{"the target's word before a job's", ab + `
  - {id: j, name: J, recommends: [b]}
  - {id: t, name: T, recommends: [a], requires: {all: [{any: [{credential: a}, {credential: b}]}, {experience: {months: 1, in: [j]}}]}}
`, "A 1mo $1 ~ J 1mo"},
		{"a career that is not worked in has no word", ab + `
  - {id: j, name: J, recommends: [b], leadsTo: [t]}
  - {id: t, name: T, requires: {any: [{credential: a}, {credential: b}]}}
`, "A 1mo $1"},
		{"a career that leads to the target", `
careers:
  - {id: j, name: J}
  - {id: k, name: K, leadsTo: [t]}
  - {id: t, name: T, requires: {experience: {months: 3, in: [j, k]}}}
`, "K 3mo"},
		{"a career that leads to another one worked in", `
careers:
  - {id: j, name: J}
  - {id: k, name: K, leadsTo: [z]}
  - {id: z, name: Z}
  - {id: t, name: T, requires: {all: [{experience: {months: 3, in: [j, k]}}, {experience: {months: 1, in: [z]}}]}}
`, "K 3mo ~ Z 1mo"},
		{"recommended before leading on", ab + `
  - {id: j, name: J, recommends: [a]}
  - {id: k, name: K, leadsTo: [t]}
  - {id: t, name: T, requires: {all: [{credential: a}, {experience: {months: 3, in: [j, k]}}]}}
`, "A 1mo $1 ~ J 3mo"},
		{"the first credential", ab + `
  - {id: t, name: T, requires: {any: [{credential: b}, {credential: a}]}}
`, "A 1mo $1"},
		{"the first route of the first credential", `
credentials:
  - {id: a, name: A, kind: license, routes: [{months: 2, cost: 1}, {months: 1, cost: 2}]}
  - {id: b, name: B, kind: license, routes: [{months: 2, cost: 1}, {months: 1, cost: 2}]}
careers:
  - {id: t, name: T, requires: {all: [{credential: a}, {credential: b}]}}
`, "A 1mo $2 ~ B 2mo $1"},
		{"full time before beside a job that pays nothing", beside + `
  - {id: j, name: J, leadsTo: []}
  - {id: t, name: T, wage: 12, requires: {all: [{credential: a}, {experience: {months: 0, in: [j]}}]}}
`, "A 2mo $1"},
		{"the first job of those that pay alike", beside + `
  - {id: j, name: J, wage: 6}
  - {id: k, name: K, wage: 6}
  - {id: t, name: T, wage: 12, requires: {all: [{credential: a}, {experience: {months: 1, in: [k, j]}}]}}
`, "A 2mo $1 beside J"},
		{"the most months in the first career", `
careers:
  - {id: j, name: J, wage: 6}
  - {id: k, name: K, wage: 6}
  - {id: t, name: T, wage: 12, requires: {all: [{experience: {months: 6, in: [j, k]}}, {experience: {months: 1, in: [j]}}, {experience: {months: 2, in: [k]}}]}}
`, "J 4mo ~ K 2mo"},
	} {
		p := New(load(t, x.world), DefaultBudget)
		set := ask(t, p, Input{To: "t"}).(*PlanSet)
		var got []string
		for _, plan := range set.Plans {
			got = append(got, plan.String())
		}
		if x.name == "the first route of the first credential" {
			got = got[1:2] // between the two quick ones and the two slow ones
		}
		if !slices.Equal(got, []string{x.want}) {
			t.Errorf("%s: got %q, want %q", x.name, got, x.want)
		}
	}
}

// TestFreeStudyForWork: what costs nothing and is recommended is studied beside a job instead of working there alone.
func TestFreeStudyForWork(t *testing.T) {
	const world = `
credentials:
  - {id: course, name: Course, kind: certificate, level: postsecondary-certificate, routes: [{months: 3, partTimeMonths: 3, cost: PRICE}]}
careers:
  - {id: j, name: J, wage: 6, recommends: [course]}
  - {id: t, name: T, wage: 12, requires: {experience: {months: 3, in: [j]}}}
`
	for price, want := range map[string]string{"0": "Course 3mo $0 beside J", "1": "J 3mo"} {
		p := New(load(t, strings.Replace(world, "PRICE", price, 1)), DefaultBudget)
		if got := ask(t, p, Input{To: "t"}).(*PlanSet).Plans[0].String(); got != want {
			t.Errorf("at $%s: got %s, want %s", price, got, want)
		}
	}
}
