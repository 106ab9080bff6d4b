package planner

import (
	"os"
	"slices"
	"testing"
)

// TestOnceWrong asks a question of which another solver knew a plan that the planner had not: of 25 months, $30 and $215.
func TestOnceWrong(t *testing.T) {
	text, err := os.ReadFile("testdata/once-wrong.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p := New(load(t, string(text)), DefaultBudget)
	plans := plansOf(ask(t, p, Input{From: ProfileInput{Credentials: []string{"c6"}}, To: "j13"}))
	if len(plans) != 11 || !slices.ContainsFunc(plans, func(x *Plan) bool { return x.Months == 25 && x.Cost == 30 }) {
		t.Errorf("%d plans: %v", len(plans), plans)
	}
}
