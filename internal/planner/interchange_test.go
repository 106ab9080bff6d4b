package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/replay"
)

// substitutes tries every credential in the place of a step, by every route, and walks the whole plan again each time: with
// what the checker has of steps and constraints, and none of the planner's code.
func substitutes(c *catalog.Catalog, in Input, all []replay.Deed, at int) []string {
	found := []string{}
	terms := terms(c, in)
	for _, x := range c.Credentials {
		if terms.Start().Holds(x) || slices.ContainsFunc(all, func(d replay.Deed) bool { return d.Study == x }) {
			continue
		}
		ok := false
		for _, r := range x.Routes {
			d := replay.Deed{Study: x, Route: r, Job: all[at].Job, Months: r.Months.Typical}
			if d.Job != nil {
				if r.PartTimeMonths == nil {
					continue
				}
				d.Months = r.PartTimeMonths.Typical
			}
			if d.Months != all[at].Months || r.Cost.Typical != all[at].Route.Cost.Typical || terms.Forbids(d) != "" {
				continue
			}
			changed := slices.Clone(all)
			changed[at] = d
			ok = ok || terms.Reaches(changed) && terms.Needless(changed) < 0
		}
		if ok {
			found = append(found, x.Slug)
		}
	}
	return found
}

// withTwins gives every credential of a catalog a twin, which no requirement names, and one in another field besides.
func withTwins(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(line)
		if rest, ok := strings.CutPrefix(line, "  - {id: c"); ok {
			id, _, _ := strings.Cut(rest, ",")
			twin := func(suffix string) string {
				return strings.Replace(line, fmt.Sprintf("id: c%s, name: c%s,", id, id), fmt.Sprintf("id: c%s%s, name: c%s%s,", id, suffix, id, suffix), 1)
			}
			b.WriteString(twin("x") + strings.ReplaceAll(twin("y"), "field: f0", "field: f1"))
		}
	}
	return b.String()
}

// TestInterchangeable holds what would do in a step's place to trying everything.
func TestInterchangeable(t *testing.T) {
	steps, some, several, barred := 0, 0, 0, 0
	for seed := range uint64(500) {
		w := newWorldMaker(18_000 + seed)
		text := withTwins(w.catalog())
		p := New(load(t, text), DefaultBudget)
		for range 2 {
			in := w.question()
			if w.in(3) {
				in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Avoid = append(slices.Clone(k.Avoid), w.credential()+"x") })
			}
			for _, plan := range plansOf(ask(t, p, in)) {
				var all []replay.Deed
				for _, step := range plan.Steps {
					all = append(all, deedOf(step))
				}
				for i, step := range plan.Steps {
					study, ok := step.(*StudyStep)
					if !ok {
						continue
					}
					got := []string{}
					for _, c := range study.Interchangeable() {
						got = append(got, c.Slug)
					}
					want := substitutes(p.catalog, in, all, i)
					if !slices.Equal(got, want) {
						t.Errorf("instead of step %d, %s, of %s: %q, want %q", i, step, plan, got, want)
					}
					free := in
					free.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Avoid, k.MaxLevel = nil, nil })
					steps++
					some += min(1, len(want))
					several += len(want) / 2
					barred += len(substitutes(p.catalog, free, all, i)) - len(want)
				}
			}
			if t.Failed() {
				t.Fatalf("seed %d: %s\n%s", seed, describe(in), text)
			}
		}
	}
	t.Logf("%d steps, %d with a substitute, %d with several; %d substitutes barred by constraints", steps, some, several, barred)
	if some < 100 || some > steps*9/10 || several < 30 || barred < 10 {
		t.Error("the random questions have become too easy")
	}
}

// TestInterchangeableDegrees: what a plan relies on decides what would do, not what the step's requirement alone says.
func TestInterchangeableDegrees(t *testing.T) {
	p := New(load(t, `
fields:
  - {id: art, name: art}
  - {id: law, name: law}
credentials:
  - {id: b1, name: b1, kind: degree, level: bachelors, field: art, routes: [{months: 40, cost: 9}]}
  - {id: b2, name: b2, kind: degree, level: bachelors, field: art, routes: [{months: 40, cost: 10}, {months: 40, cost: 9}]}
  - {id: b3, name: b3, kind: degree, level: bachelors, field: art, routes: [{months: 40, cost: 10}]}
  - {id: b4, name: b4, kind: degree, level: bachelors, field: law, routes: [{months: 40, cost: 9}]}
  - {id: b5, name: b5, kind: degree, level: bachelors, field: art, routes: [{requires: {credential: m1}, months: 40, cost: 9}]}
  - {id: b6, name: b6, kind: degree, level: masters, field: art, routes: [{months: 40, cost: 9}]}
  - {id: m1, name: m1, kind: degree, level: masters, field: law, routes: [{requires: {level: bachelors}, months: 20, cost: 5}]}
careers:
  - {id: t, name: t, wage: 9, requires: {all: [{credential: m1}, {level: bachelors, fields: [art]}]}}
`), DefaultBudget)
	set := ask(t, p, Input{To: "t"}).(*PlanSet)
	if len(set.Plans) != 1 || set.Plans[0].String() != "b1 40mo $9 ~ m1 20mo $5" {
		t.Fatalf("%q", lines(set))
	}
	for i, want := range [][]string{{"credentials/b2", "credentials/b6"}, {}} {
		if got := ids(set.Plans[0].Steps[i].(*StudyStep).Interchangeable()); !slices.Equal(got, want) {
			t.Errorf("instead of step %d: %q, want %q", i, got, want)
		}
	}
}
