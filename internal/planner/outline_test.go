package planner

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestAnyPlan: some plan is found exactly where there is one, and it has nothing to spare.
func TestAnyPlan(t *testing.T) {
	found, none := 0, 0
	for seed := range uint64(150) {
		w := newWorldMaker(30_000 + seed)
		text := w.catalog()
		p := New(load(t, text), DefaultBudget)
		for range 3 {
			in := w.question()
			in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths, k.MaxCost = nil, nil })
			q, problems := p.Question(in)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			o, ok := p.anyPlan(q)
			if want := len(newOracle(p.catalog, in, [2]int64{-1, -1}, in.Constraints.Jobs).ends()) > 0; ok != want {
				t.Fatalf("seed %d: %s\n%s\na plan is found: %t, there is one: %t", seed, describe(in), text, ok, want)
			}
			if !ok {
				none++
				continue
			}
			found++
			plan, err := p.build(q, 0, o)
			if err != nil {
				t.Fatalf("seed %d: %s\n%s\n%v", seed, describe(in), text, err)
			}
			if _, r := replayed(p.catalog, in, plan); len(r.Findings) > 0 {
				t.Fatalf("seed %d: %s\n%s\n%s: %q", seed, describe(in), text, plan, r.Findings)
			}
		}
	}
	if found < 100 || none < 30 {
		t.Errorf("%d questions with a plan and %d without tell too little", found, none)
	}
}

// TestArrangedAlike: a plan is told in one order, whatever the order in which its steps come, and without what it does not
// need.
func TestArrangedAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for seed := range uint64(80) {
		w := newWorldMaker(31_000 + seed)
		p := New(load(t, w.catalog()), DefaultBudget)
		in := w.question()
		q, problems := p.Question(in)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		answer, err := p.front(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range answer.outlines {
			want, err := p.build(q, i, o)
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				mixed := slices.Clone(o)
				r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
				got, err := p.build(q, i, mixed)
				if err != nil || got.String() != want.String() {
					t.Fatalf("mixed %s, before %s, %v", got, want, err)
				}
			}
			if len(o) == 0 {
				continue
			}
			if plan, err := p.build(q, i, o[1:]); err == nil && len(o) > 0 {
				t.Errorf("without its first action %s is still a plan: %s", want, plan)
			}
		}
	}
}

// TestMinimized takes out of a plan whatever it can do without.
func TestMinimized(t *testing.T) {
	c := load(t, `
credentials:
  - {id: a, name: A, kind: license, routes: [{months: 1, cost: 1}]}
  - {id: b, name: B, kind: license, routes: [{months: 1, cost: 1, requires: {credential: a}}]}
careers:
  - {id: j, name: J}
  - {id: k, name: K, requires: {experience: {months: 3, in: [j]}}}
  - {id: t, name: T, requires: {all: [{experience: {months: 10, in: [j, k]}}, {any: [{credential: a}, {experience: {months: 2, in: [k]}}]}]}}
`)
	p := New(c, DefaultBudget)
	q, _ := p.Question(Input{To: "t"})
	j, k := action{career: c.Careers[0], worked: 400}, action{career: c.Careers[1], worked: 900}
	a := action{credential: c.Credentials[0], route: c.Credentials[0].Routes[0]}
	b := action{credential: c.Credentials[1], route: c.Credentials[1].Routes[0]}
	plan, err := p.build(q, 0, p.minimized(q, outline{j, k, a, b}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := plan.String(), "J 3mo ~ K 7mo"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, err := p.build(q, 0, outline{b}); err == nil {
		t.Error("what cannot begin is taken for a plan")
	}
}
