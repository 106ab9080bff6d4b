package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// TestAlternativesBuiltin: what would do in the place of each step of some plans is what a question says that avoids the step's
// credential or career and has in `via` what the plan contains for something else; the figures are the differences.
func TestAlternativesBuiltin(t *testing.T) {
	p := New(builtin(t), 100_000)
	with, none, unkept := 0, 0, 0
	for _, x := range [][2]string{
		{"as-health-informatics", "it-consultant"}, {"high-school-diploma", "health-data-analyst"}, {"high-school-diploma", "information-security-analyst"}, {"bs-health-informatics", "research-scientist"},
	} {
		in := Input{From: ProfileInput{Credentials: []string{x[0]}}, To: x[1]}
		for _, plan := range ask(t, p, in).(*PlanSet).Plans[:1] {
			for i, step := range plan.Steps {
				r := step.Common().Replacement()
				got := r.Alternatives(resultOf(t, p, r.Question))
				var via []string
				for j, other := range plan.Steps {
					if j == i || onlyFor(plan, j, i) {
						if j != i {
							unkept++
						}
						continue
					}
					for _, x := range other.Common().plan.of.actions[other.Common().at:][:1].elements() {
						if x != got.Avoided {
							via = append(via, x.ID())
						}
					}
				}
				asked := in
				asked.Constraints = &ConstraintsInput{Avoid: []string{plan.item(i).ID()}, Via: via}
				want := ask(t, p, asked)
				if !slices.Equal(lines(got.Result), lines(want)) || got.Avoided != plan.item(i) {
					t.Errorf("%s without %s: %q, want %q", plan, step, lines(got.Result), lines(want))
				}
				set, ok := want.(*PlanSet)
				if !ok {
					none++
					continue
				}
				with++
				for k, a := range got.Plans {
					b := set.Plans[k]
					if a.MoreMonths != b.Months-plan.Months || a.MoreCost != b.Cost-plan.Cost || a.MoreForegoneEarnings != b.ForegoneEarnings-plan.ForegoneEarnings {
						t.Errorf("%s without %s: %+v, want %s", plan, step, a, b)
					}
					if slices.Contains(a.Plan.elements(), got.Avoided) || !slices.Contains(a.LeftOut, got.Avoided) {
						t.Errorf("%s without %s: %s, which leaves out %v", plan, step, a.Plan, a.LeftOut)
					}
				}
			}
		}
	}
	if with == 0 || none == 0 || unkept == 0 {
		t.Errorf("%d steps with alternatives, %d without, %d not kept", with, none, unkept)
	}
}

// onlyFor tells whether a step of a plan serves nothing but another, directly or by others.
func onlyFor(p *Plan, step, of int) bool {
	for _, u := range p.Steps[step].Common().Serves {
		if u.Step == nil || *u.Step != of && !onlyFor(p, *u.Step, of) {
			return false
		}
	}
	return true
}

// TestAlternatives: of two ways to the same, the other is told with what it takes more; what served the step alone is not kept, and
// what was asked for by `via` is given up.
func TestAlternatives(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: course, name: Course, kind: certification, routes: [{months: 1, cost: 10}]}
  - {id: quick, name: Quick, kind: certification, routes: [{requires: {credential: course}, months: 2, cost: 100}]}
  - {id: slow, name: Slow, kind: certification, routes: [{months: 9, cost: 50}]}
  - {id: badge, name: Badge, kind: certification, routes: [{months: 1, cost: 5}]}
careers:
  - {id: boss, name: Boss, wage: 1200, requires: {all: [{credential: badge}, {any: [{credential: quick}, {credential: slow}]}]}}
`), DefaultBudget)
	plan := ask(t, p, Input{To: "boss", Constraints: &ConstraintsInput{Via: []string{"quick"}}}).(*PlanSet).Plans[0]
	at := slices.IndexFunc(plan.Steps, func(s Step) bool { return s.(*StudyStep).Credential.Slug == "quick" })
	r := plan.Steps[at].Common().Replacement()
	got := r.Alternatives(resultOf(t, p, r.Question))
	badge, _ := p.catalog.Credential("badge")
	if !slices.Equal(got.Kept, []catalog.Node{badge}) || got.Count() != 1 {
		t.Fatalf("kept %v, %d alternatives", got.Kept, got.Count())
	}
	if a := got.Plans[0]; a.MoreMonths != 6 || a.MoreCost != -60 || label(a.Added[0]) != "Slow" || len(a.LeftOut) != 2 {
		t.Errorf("%+v", a)
	}
}
