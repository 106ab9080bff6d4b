package planner

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// asInput writes a plan of the planner's as a person's own.
func asInput(steps []Step) []PlanStepInput {
	var in []PlanStepInput
	for _, step := range steps {
		switch s := step.(type) {
		case *WorkStep:
			in = append(in, PlanStepInput{Work: &WorkStepInput{Career: s.Career.ID(), Months: s.Months}})
		case *StudyStep:
			study := &StudyStepInput{Credential: s.Credential.ID(), Route: &s.Route.Index, Mode: &s.Mode}
			if s.WorkingAs != nil {
				id := s.WorkingAs.ID()
				study.WorkingAs = &id
			}
			in = append(in, PlanStepInput{Study: study})
		}
	}
	return in
}

func checked(t *testing.T, p *Planner, from ProfileInput, to *catalog.Career, steps []PlanStepInput) *PlanCheck {
	t.Helper()
	c, problems := p.CheckPlan(from, to.ID(), steps)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return c
}

// firstWrong walks steps with what replay has of a person, and gives the first that cannot begin; -1 where all can.
func firstWrong(c *catalog.Catalog, in Input, steps []Step) int {
	w := terms(c, in).Start()
	for i, step := range steps {
		d := deedOf(step)
		if !w.Can(d) {
			return i
		}
		w.Do(d)
	}
	return -1
}

// ownPlans counts plans that were given back as a person's own, and faults found in altered ones.
type ownPlans struct{ plans, out, moved int }

// check holds the check to a plan of the planner's: it holds with equal totals and is dominated by none of its set; with a step taken
// out or moved to the front, it fails at the step that a person of package replay stops at.
func (o *ownPlans) check(t *testing.T, p *Planner, in Input, set *PlanSet, plan *Plan) {
	t.Helper()
	o.plans++
	got := checked(t, p, in.From, set.Target, asInput(plan.Steps))
	sums := [...]int{got.Months, got.Cost, got.ForegoneEarnings, got.OpportunityCost, got.EarnedOnTheWay}
	want := [...]int{plan.Months, plan.Cost, plan.ForegoneEarnings, plan.OpportunityCost, plan.EarnedOnTheWay}
	if !got.Holds || got.Fault != nil || *got.OpenAfter != len(plan.Steps) || sums != want {
		t.Errorf("%s: %s: holds %t, %+v, %v; want %v", in.To, plan, got.Holds, got.Fault, sums, want)
	}
	if d := got.Dominance(set); len(d.Plans) > 0 {
		t.Errorf("%s: %s is dominated by %s", in.To, plan, d.Plans[0].Plan)
	}
	for i, step := range plan.Steps {
		without := slices.Delete(slices.Clone(plan.Steps), i, i+1)
		first := slices.Insert(slices.Clone(without), 0, step)
		for _, steps := range [][]Step{without, first} {
			got := checked(t, p, in.From, set.Target, asInput(steps))
			want := firstWrong(p.catalog, in, steps)
			switch {
			case (got.Fault == nil) != (want < 0) || want >= 0 && got.Fault.Step != want:
				t.Errorf("%s: step %d of %s: %+v, want a fault at %d", in.To, i, plan, got.Fault, want)
			case want >= 0 && (got.Fault.Missing == nil || got.Fault.Missing.Satisfied || got.Steps[want].Open || got.Holds):
				t.Errorf("%s: step %d of %s: the fault %+v does not say what is missing", in.To, i, plan, got.Fault)
			case len(steps) < len(plan.Steps) && got.Holds:
				t.Errorf("%s: %s holds without step %d", in.To, plan, i)
			}
			if want >= 0 && len(steps) < len(plan.Steps) {
				o.out++
			} else if want >= 0 {
				o.moved++
			}
		}
	}
}

// TestOwnPlans checks the planner's own plans to every career of the built-in catalog.
func TestOwnPlans(t *testing.T) {
	c := builtin(t)
	p := New(c, 20_000)
	var o ownPlans
	for _, career := range c.Careers {
		in := Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: career.ID()}
		set := ask(t, p, in).(*PlanSet)
		for _, plan := range set.Plans[:min(5, len(set.Plans))] {
			o.check(t, p, in, set, plan)
		}
	}
	if o.plans < 30 || o.out < 30 || o.moved < 30 {
		t.Errorf("too few: %+v", o)
	}
}

// TestOwnPlansNational checks a plan for each of twenty random people of the national catalog, the longest of what was found.
func TestOwnPlansNational(t *testing.T) {
	c, careers := national(t)
	p := New(c, 50_000)
	r := rand.New(rand.NewPCG(20, 20))
	var o ownPlans
	for o.plans < 20 {
		in := Input{From: someone(r, c, careers), To: careers[r.IntN(len(careers))].Slug}
		q, problems := p.Question(in)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		result, err := p.Plan(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		set, ok := result.(*PlanSet)
		if !ok {
			continue
		}
		plan := slices.MaxFunc(set.Plans, func(a, b *Plan) int { return cmp.Compare(len(a.Steps), len(b.Steps)) })
		if len(plan.Steps) > 1 { // else there is little to alter
			o.check(t, p, in, set, plan)
		}
	}
	if o.out < 20 || o.moved < 20 {
		t.Errorf("too few: %+v", o)
	}
}

const ownWorld = `
credentials:
  - {id: hs, name: HS, kind: degree, level: high-school}
  - {id: ba, name: BA, kind: degree, level: bachelors, routes: [{requires: {credential: hs}, months: 48, partTimeMonths: 72, cost: 40000}]}
  - id: cert
    name: Cert
    kind: certification
    routes:
      - {requires: {experience: {months: 12, in: [tech]}}, months: 3, partTimeMonths: 6, cost: 500}
      - {requires: {credential: ba}, months: 9, cost: 900}
careers:
  - {id: clerk, name: Clerk, wage: 34000, requires: {credential: hs}}
  - {id: tech, name: Tech, wage: 40000, requires: {any: [{credential: ba}, {experience: {months: 24, in: [clerk]}}]}}
  - {id: lead, name: Lead, wage: 80000, requires: {all: [{credential: cert}, {level: bachelors}]}}
`

// TestFaults: each thing that can be wrong with a step is told, at the first step that has it.
func TestFaults(t *testing.T) {
	p := New(load(t, ownWorld), DefaultBudget)
	lead, _ := p.catalog.Career("lead")
	study := func(credential string) PlanStepInput {
		return PlanStepInput{Study: &StudyStepInput{Credential: credential}}
	}
	beside := func(credential, job string, route int) PlanStepInput {
		return PlanStepInput{Study: &StudyStepInput{Credential: credential, WorkingAs: &job, Route: &route}}
	}
	work := func(career string, months int) PlanStepInput {
		return PlanStepInput{Work: &WorkStepInput{Career: career, Months: months}}
	}
	for _, x := range []struct {
		name    string
		steps   []PlanStepInput
		at      int
		message string
	}{
		{"a job is not open", []PlanStepInput{work("clerk", 23), work("tech", 1)}, 1, "Work as Tech is not open"},
		{"none of the routes is open", []PlanStepInput{study("cert")}, 0, "Cert cannot be started"},
		{"a job beside is not open", []PlanStepInput{beside("ba", "tech", 0)}, 0, "Work as Tech is not open"},
		{"held", []PlanStepInput{study("hs")}, 0, "HS is held already"},
		{"studied twice", []PlanStepInput{study("ba"), study("ba")}, 1, "BA is held already"},
		{"never beside a job", []PlanStepInput{study("ba"), beside("cert", "tech", 1)}, 1, "Cert cannot be studied beside a job"},
		{"the first of two", []PlanStepInput{study("cert"), work("tech", 1)}, 0, "Cert cannot be started"},
	} {
		c := checked(t, p, ProfileInput{Credentials: []string{"hs"}}, lead, x.steps)
		if c.Holds || c.Fault == nil || c.Fault.Step != x.at || !strings.HasPrefix(c.Fault.Message, x.message) {
			t.Errorf("%s: holds %t, fault %+v", x.name, c.Holds, c.Fault)
		}
	}
	// The first route that is open is taken, and a plan that goes on after its end says where that was.
	c := checked(t, p, ProfileInput{Credentials: []string{"hs"}}, lead, []PlanStepInput{study("ba"), study("cert"), work("lead", 5)})
	if !c.Holds || c.Steps[1].Route.Index != 1 || c.Months != 48+9+5 || *c.OpenAfter != 2 {
		t.Errorf("%+v", c)
	}
	front, err := p.Plan(t.Context(), c.Front())
	if err != nil {
		t.Fatal(err)
	}
	d := c.Dominance(front)
	if d.Count() != 1 || d.Plans[0].FewerMonths != 5 || d.Plans[0].LowerCost != 0 || d.Plans[0].LowerForegoneEarnings != 0 {
		t.Errorf("%+v", d.Plans)
	}
	if _, problems := p.CheckPlan(ProfileInput{}, "lead", []PlanStepInput{work("clerk", catalog.MaxNumber), work("clerk", catalog.MaxNumber)}); len(problems) != 1 {
		t.Errorf("totals that no number of the API holds: %v", problems)
	}
}

// TestRepair: the repairs keep what the person's plan has, and are the best of the plans that do.
func TestRepair(t *testing.T) {
	p := New(load(t, ownWorld), DefaultBudget)
	lead, _ := p.catalog.Career("lead")
	from := ProfileInput{Credentials: []string{"hs"}}
	c := checked(t, p, from, lead, []PlanStepInput{
		{Study: &StudyStepInput{Credential: "cert"}}, {Work: &WorkStepInput{Career: "tech", Months: 1}},
	})
	q, problems := p.Question(Input{
		From: from, To: "lead", Optimize: []Criterion{Time, Cost}, Constraints: &ConstraintsInput{Via: []string{"cert", "tech"}},
	})
	if len(problems) > 0 || string(q.Key()) != string(c.Repair().Key()) {
		t.Fatalf("the repair is another question: %+v", c.Repair())
	}
	set, err := p.Plan(t.Context(), c.Repair())
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"58 40900 383333: BA 48mo $40,000 ~ Cert 9mo $900 ~ Tech 1mo", "63 40500 380000: BA 48mo $40,000 ~ Tech 12mo ~ Cert 3mo $500"}
	if got := lines(set); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
