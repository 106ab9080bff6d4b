package planner

import (
	"testing"

	"careerlattice/internal/catalog"
)

// ladder is a world in which each rung needs the one below.
const ladder = `
credentials:
  - {id: hs, name: High School Diploma, kind: degree, level: high-school}
  - {id: aa, name: Associate, kind: degree, level: associate, routes: [{requires: {level: high-school}, months: 24, cost: 10}]}
  - {id: ba, name: Bachelor, kind: degree, level: bachelors, routes: [{requires: {any: [{level: associate}, {credential: bridge}]}, months: 48, partTimeMonths: 60, cost: 100}]}
  - {id: bridge, name: Bridge, kind: certificate, level: postsecondary-certificate, routes: [{requires: {level: associate}, months: 1, cost: 1}]}
careers:
  - {id: aide, name: Aide, wage: 100, requires: {credential: hs}}
  - {id: nurse, name: Nurse, wage: 200, requires: {level: bachelors}}
  - {id: chief, name: Chief, wage: 300, requires: {all: [{credential: ba}, {experience: {months: 12, in: [nurse]}}]}}
`

// TestReasons are the words of answers without a plan, and of a goal that is open already.
func TestReasons(t *testing.T) {
	p := New(load(t, ladder), DefaultBudget)
	ten, fifty, associate := 10, 50, catalog.LevelAssociate
	hs := ProfileInput{Credentials: []string{"hs"}}
	for _, x := range []struct {
		name string
		in   Input
		want string
	}{
		{
			"nothing to start from",
			Input{To: "nurse"},
			"There is no plan to Nurse. Nurse requires a bachelor's degree or higher (only Bachelor qualifies). " +
				"Bachelor requires an associate degree or higher (only Associate qualifies) or Bridge. " +
				"Associate requires a high-school diploma or higher (3 credentials qualify; for example High School Diploma). " +
				"Bridge requires an associate degree or higher. High School Diploma cannot be earned: no route in the catalog. " +
				"It would do to begin with High School Diploma.",
		},
		{
			"a limit",
			Input{From: hs, To: "nurse", Constraints: &ConstraintsInput{MaxMonths: &ten}},
			"There is no plan to Nurse within 10 months. The least limit that allows one is 72 months. " +
				"Without the limit, the fastest plan takes 72 months and $110, and none is cheaper.",
		},
		{
			"two limits",
			Input{From: hs, To: "nurse", Constraints: &ConstraintsInput{MaxMonths: &ten, MaxCost: &fifty}},
			"There is no plan to Nurse within 10 months and $50. Within $50, no number of months is enough. " +
				"Within 10 months, no amount of money is enough. " +
				"Raised together, limits of 72 months and $110 allow one, and none raised by a smaller share do. " +
				"Without these limits, the fastest plan takes 72 months and $110, and none is cheaper.",
		},
		{
			"a level",
			Input{From: hs, To: "chief", Constraints: &ConstraintsInput{MaxLevel: &associate}},
			"There is no plan to Chief. Chief requires Bachelor. " +
				"Bachelor cannot be earned: above associate degree, so excluded by `maxLevel`. It would do to begin with Bachelor.",
		},
		{
			"beside a job, which even any job does not make possible",
			Input{From: hs, To: "chief", Constraints: &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}},
			"There is no plan to Chief. Chief requires Bachelor. " +
				"Bachelor, studied beside a job, requires Bridge or an associate degree or higher (only Associate qualifies). " +
				"Bridge cannot be earned: no route beside a job, so excluded by `studyModes`. " +
				"Associate cannot be earned: no route beside a job, so excluded by `studyModes`. It would do to begin with Bridge.",
		},
		{
			"a career avoided",
			Input{From: hs, To: "chief", Constraints: &ConstraintsInput{Avoid: []string{"nurse"}}},
			"There is no plan to Chief. Chief requires 12 months as Nurse. " +
				"Nurse cannot be worked in: excluded by `avoid`. It would do to begin with enough work as Nurse.",
		},
		{
			"what was asked for on the way",
			Input{From: hs, To: "aide", Constraints: &ConstraintsInput{Via: []string{"ba"}, Avoid: []string{"aa"}}},
			"There is no plan to Aide. You asked for Bachelor. " +
				"Bachelor requires an associate degree or higher (only Associate qualifies) or Bridge. " +
				"Associate cannot be earned: excluded by `avoid`. Bridge requires an associate degree or higher. " +
				"It would do to begin with Associate.",
		},
	} {
		none, ok := ask(t, p, x.in).(*NoPlan)
		if !ok {
			t.Errorf("%s: there is a plan", x.name)
		} else if none.Message != x.want {
			t.Errorf("%s:\n%s\nwant\n%s", x.name, none.Message, x.want)
		}
	}
	open := ask(t, p, Input{From: hs, To: "aide"}).(*PlanSet).Plans[0]
	if want := "The career is open already: there is nothing to do."; open.TradeOff != want {
		t.Errorf("%q; want %q", open.TradeOff, want)
	}
}

// TestWaysNotTaken demands that a step serves nothing in a way that the plan does not take.
func TestWaysNotTaken(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: a, name: A, kind: degree, level: bachelors, routes: [{months: 1, cost: 1}]}
  - {id: b, name: B, kind: license, routes: [{months: 9, cost: 9}]}
careers:
  - {id: goal, name: Goal, requires: {any: [{level: bachelors}, {all: [{credential: a}, {credential: b}]}]}}
`), DefaultBudget)
	plan := ask(t, p, Input{To: "goal"}).(*PlanSet).Plans[0]
	serves := plan.Steps[0].Common().Serves
	if len(plan.Steps) != 1 || len(serves) != 1 || serves[0].Text != "Needed to become Goal: a bachelor's degree or higher" {
		t.Errorf("%v serves %+v", plan, serves)
	}
}
