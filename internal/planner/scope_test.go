package planner

import (
	"slices"
	"strings"
	"testing"
)

// TestOnTheWay holds each rule of what is on the way to a goal to a small world of its own.
func TestOnTheWay(t *testing.T) {
	for _, x := range []struct{ name, goal, more, via, want string }{
		{"nothing is required", "{}", "", "", "goal"},
		{"experience, and what it requires", "{experience: {months: 1, in: [a]}}", "- {id: a, name: A, requires: {experience: {months: 1, in: [b]}}}", "", "a b goal"},
		{"experience of no months", "{experience: {months: 0, in: [c]}}", "", "", "c goal"},
		{"any experience", "{experience: {months: 1}}", "", "", "a b c d far goal near"},
		{"ways that are not taken", "{any: [{credential: open}, {all: [{experience: {months: 9, in: [a]}}]}, {some: {count: 1, of: [{experience: {months: 1, in: [d]}}]}}]}", "", "", "a d goal"},
		{"all routes of a credential", "{credential: two-ways}", "", "", "a b goal"},
		{"a credential without routes", "{credential: given}", "", "", "goal"},
		{"the lowest level that can be earned", "{level: associate}", "", "", "c goal"},
		{"the lowest level in a field", "{level: associate, fields: [f]}", "", "", "d goal"},
		{"a level that only stands above", "{level: masters}", "", "", "b goal"},
		{"usual moves to the goal, one step", "{}", "- {id: near, name: Near, leadsTo: [goal], requires: {experience: {months: 1, in: [far]}}}\n- {id: far, name: Far, leadsTo: [near]}", "", "goal near"},
		{"a circle", "{experience: {months: 1, in: [a]}}", "- {id: a, name: A, requires: {any: [{experience: {months: 1, in: [goal, a]}}, {credential: two-ways}]}}", "", "a b goal"},
		{"what is wanted on the way", "{}", "- {id: d, name: D, requires: {credential: two-ways}}", "careers/d", "a b d goal"},
		{"a credential wanted on the way", "{}", "", "two-ways", "a b goal"},
	} {
		world := `
fields: [{id: f, name: F}, {id: g, name: G}]
credentials:
  - {id: open, name: Open, kind: license, routes: [{months: 1, cost: 1}]}
  - {id: given, name: Given, kind: license}
  - {id: two-ways, name: Two, kind: license, routes: [{months: 1, cost: 1, requires: {experience: {months: 1, in: [a]}}}, {months: 2, cost: 1, requires: {experience: {months: 1, in: [b]}}}]}
  - {id: aa-none, name: AA, kind: degree, level: associate, field: g}
  - {id: ba, name: BA, kind: degree, level: bachelors, field: g, routes: [{months: 1, cost: 1, requires: {experience: {months: 1, in: [c]}}}]}
  - {id: post, name: Post, kind: certificate, level: postbaccalaureate-certificate, field: f, routes: [{months: 1, cost: 1, requires: {experience: {months: 1, in: [d]}}}]}
  - {id: phd, name: PhD, kind: degree, level: doctoral, field: f, routes: [{months: 1, cost: 1, requires: {experience: {months: 1, in: [b]}}}]}
careers:
`
		for _, id := range []string{"a", "b", "c", "d", "near", "far"} {
			if !strings.Contains(x.more, "id: "+id+",") {
				world += "  - {id: " + id + ", name: " + strings.ToUpper(id) + "}\n"
			}
		}
		for line := range strings.Lines(x.more) {
			world += "  " + strings.TrimSpace(line) + "\n"
		}
		world += "  - {id: goal, name: Goal, requires: " + x.goal + "}\n"
		p := New(load(t, world), DefaultBudget)
		for _, from := range []ProfileInput{{}, {Credentials: []string{"open", "given", "phd"}, Experience: []ExperienceInput{{"far", 7}}}} {
			in := Input{From: from, To: "goal", Constraints: &ConstraintsInput{Avoid: []string{"careers/c"}}}
			if x.via != "" {
				in.Constraints.Via = []string{x.via}
			}
			q, problems := p.Question(in)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var got []string
			for i, on := range p.onTheWay(q) {
				if on {
					got = append(got, p.catalog.Careers[i].Slug)
				}
			}
			if strings.Join(got, " ") != x.want {
				t.Errorf("%s: on the way are %q, want %q", x.name, got, x.want)
			}
		}
	}
}

// TestJobOneHas: the job that a person has may be gone on with, though nothing asks for it; no other one may.
func TestJobOneHas(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: c, name: C, kind: license, routes: [{months: 2, partTimeMonths: 3, cost: 1}]}
careers:
  - {id: bar, name: Bar, wage: 12, requires: {credential: c}}
  - {id: shop, name: Shop, wage: 24}
  - {id: t, name: T, wage: 36, requires: {credential: c}}
`), DefaultBudget)
	beside := &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}
	bar := ProfileInput{Experience: []ExperienceInput{{"bar", 1}}}
	for _, x := range []struct {
		in   Input
		want []string
	}{
		{Input{To: "t"}, []string{"2 1 6: C 2mo $1"}},
		{Input{To: "t", From: bar}, []string{"2 1 6: C 2mo $1"}},
		{Input{To: "t", From: bar, Constraints: beside}, []string{"3 1 6: C 3mo $1 beside Bar"}},
		{Input{To: "t", Constraints: &ConstraintsInput{Jobs: AnyJob}}, []string{"2 1 6: C 2mo $1", "3 1 3: C 3mo $1 beside Shop"}},
		{Input{To: "t", Constraints: beside}, []string{
			"There is no plan to T that works only in careers on the way to it. It would do to work as Shop as well. " +
				"With any job (`jobs: ANY`), the fastest plan takes 3 months and $1, and none is cheaper.",
		}},
		{Input{To: "t", From: bar, Constraints: &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}, Avoid: []string{"bar"}}}, []string{
			"There is no plan to T that works only in careers on the way to it. It would do to work as Shop as well. " +
				"With any job (`jobs: ANY`), the fastest plan takes 3 months and $1, and none is cheaper.",
		}},
	} {
		if got := lines(ask(t, p, x.in)); !slices.Equal(got, x.want) {
			t.Errorf("%s: got %q, want %q", describe(x.in), got, x.want)
		}
	}
}
