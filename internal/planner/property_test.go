package planner

import (
	"fmt"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// everyWorld runs a property on random questions about random catalogs, and counts those about which it says something.
func everyWorld(t *testing.T, first uint64, worlds int, property func(t *testing.T, p *Planner, w *worldMaker, in Input) bool) {
	t.Helper()
	telling := 0
	const questions = 3
	for seed := first; seed < first+uint64(worlds); seed++ {
		w := newWorldMaker(seed)
		text := w.catalog()
		p := New(load(t, text), DefaultBudget)
		for range questions {
			in := w.question()
			if property(t, p, w, in) {
				telling++
			}
			if t.Failed() {
				t.Fatalf("seed %d: %s\n%s", seed, describe(in), text)
			}
		}
	}
	t.Logf("it says something of %d questions", telling)
	if telling < worlds {
		t.Errorf("only %d of %d questions tell anything", telling, worlds*questions)
	}
}

// plansOf gives the plans of an answer; none for a *NoPlan.
func plansOf(r Result) []*Plan {
	if set, ok := r.(*PlanSet); ok {
		return set.Plans
	}
	return nil
}

// vectorOf is what a plan takes, exactly; the checker has held it to its steps.
func vectorOf(plan *Plan) oracleVector {
	return oracleVector{int64(plan.Months), int64(plan.Cost), plan.foregone}
}

// with gives a copy of a question's constraints, changed.
func with(k *ConstraintsInput, change func(*ConstraintsInput)) *ConstraintsInput {
	var changed ConstraintsInput
	if k != nil {
		changed = *k
	}
	change(&changed)
	return &changed
}

// TestMoreNeverHurts: who holds more or has worked more gets there with no more of anything.
func TestMoreNeverHurts(t *testing.T) {
	everyWorld(t, 10_000, 120, func(t *testing.T, p *Planner, w *worldMaker, in Input) bool {
		richer := in
		richer.From.Credentials = append(slices.Clone(in.From.Credentials), w.credential())
		richer.From.Experience = append(slices.Clone(in.From.Experience), ExperienceInput{w.career(), w.r.IntN(4)})
		some := false
		for _, c := range []Criterion{Time, Cost, ForegoneEarnings} {
			in.Optimize, richer.Optimize = []Criterion{c}, []Criterion{c}
			poor, rich := plansOf(ask(t, p, in)), plansOf(ask(t, p, richer))
			if len(poor) == 0 {
				continue
			}
			some = true
			if len(rich) == 0 || vectorOf(rich[0])[c] > vectorOf(poor[0])[c] {
				t.Errorf("criterion %d: with more held %q, with less %q", c, rich, poor)
			}
		}
		return some
	})
}

// TestHeadStart: who has done a step of a plan before they ask has the rest before them, or something better: months held
// count like months worked, and a credential held like one earned.
func TestHeadStart(t *testing.T) {
	everyWorld(t, 11_000, 120, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		in.Optimize = nil
		some := false
		for _, plan := range plansOf(ask(t, p, in)) {
			for _, step := range plan.Steps {
				some = true
				d := deedOf(step)
				ahead := in
				rest := vectorOf(plan)
				rest[0] -= int64(d.Months)
				rest[2] -= int64(d.Months) * max(0, wage(terms(p.catalog, in).Target)-wage(d.Job))
				if d.Study != nil {
					ahead.From.Credentials = append(slices.Clone(in.From.Credentials), d.Study.Slug)
					rest[1] -= int64(d.Route.Cost.Typical)
				}
				if d.Job != nil {
					ahead.From.Experience = append(slices.Clone(in.From.Experience), ExperienceInput{d.Job.Slug, d.Months})
				}
				after := plansOf(ask(t, p, ahead))
				if !slices.ContainsFunc(after, func(q *Plan) bool { return vectorOf(q).covers(rest) }) {
					t.Errorf("after %s of %s there are %q, want something like %v", step, plan, after, rest)
				}
			}
		}
		return some
	})
}

// TestLimitsFilter: a limit leaves of the whole front those plans that are within it, and adds none.
func TestLimitsFilter(t *testing.T) {
	everyWorld(t, 12_000, 120, func(t *testing.T, p *Planner, w *worldMaker, in Input) bool {
		in.Optimize = nil
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths, k.MaxCost = nil, nil })
		all := plansOf(ask(t, p, in))
		if len(all) == 0 {
			return false
		}
		limit := all[w.r.IntN(len(all))]
		months, cost := max(0, limit.Months-w.r.IntN(2)), limit.Cost+w.r.IntN(2)
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths, k.MaxCost = &months, &cost })
		var want []string
		for _, plan := range all {
			if plan.Months <= months && plan.Cost <= cost {
				want = append(want, plan.String())
			}
		}
		var got []string
		for _, plan := range plansOf(ask(t, p, in)) {
			got = append(got, plan.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("within %d months and $%d there are %q, want %q", months, cost, got, want)
		}
		return true
	})
}

// TestFewerCriteria: the front in some of the criteria is the best of the front in all.
func TestFewerCriteria(t *testing.T) {
	everyWorld(t, 13_000, 120, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		in.Optimize = nil
		all := plansOf(ask(t, p, in))
		for subset := 1; subset < 7; subset++ {
			var chosen []Criterion
			for c := range ForegoneEarnings + 1 {
				if subset&(1<<c) != 0 {
					chosen = append(chosen, c)
				}
			}
			in.Optimize = chosen
			var want, got []string
			for _, plan := range all {
				if !slices.ContainsFunc(all, func(q *Plan) bool { return beats(vectorOf(q), vectorOf(plan), chosen) }) {
					want = append(want, plan.String())
				}
			}
			for _, plan := range plansOf(ask(t, p, in)) {
				got = append(got, plan.String())
			}
			if !slices.Equal(got, want) {
				t.Errorf("by %v there are %q, want %q", chosen, got, want)
			}
		}
		return len(all) > 0
	})
}

// TestScopeIsAvoidance: to work on the way alone is to work anywhere and avoid all other careers.
func TestScopeIsAvoidance(t *testing.T) {
	differ := 0
	everyWorld(t, 14_000, 150, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		o := newOracle(p.catalog, in, [2]int64{-1, -1}, OnTheWay)
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Jobs = AnyJob })
		anywhere := ask(t, p, in)
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) {
			k.Avoid = slices.Clone(k.Avoid)
			for _, x := range p.catalog.Careers {
				if (o.onTheWay()|o.startJob)&bit(x) == 0 {
					k.Avoid = append(k.Avoid, x.ID())
				}
			}
		})
		avoiding := ask(t, p, in)
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Jobs = OnTheWay })
		scoped := ask(t, p, in)
		if got, want := plainLines(scoped), plainLines(avoiding); !slices.Equal(got, want) {
			t.Errorf("on the way %q, avoiding %q", got, want)
		}
		if !slices.Equal(plainLines(anywhere), plainLines(scoped)) {
			differ++
		}
		return len(plansOf(scoped)) > 0
	})
	if differ < 5 {
		t.Errorf("the scope makes a difference to %d questions only", differ)
	}
}

// plainLines are the lines of plans; an answer without plans has none, since the reason may differ.
func plainLines(r Result) []string {
	if len(plansOf(r)) == 0 {
		return nil
	}
	return lines(r)
}

// TestLevelsByName: a level that every credential is within changes nothing, nor does avoiding what cannot be studied.
func TestLevelsByName(t *testing.T) {
	everyWorld(t, 15_000, 60, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxLevel = nil })
		before := ask(t, p, in)
		in.Constraints = with(in.Constraints, func(k *ConstraintsInput) {
			k.MaxLevel = new(catalog.LevelDoctoral)
			k.Avoid = slices.Clone(k.Avoid)
			for _, x := range p.catalog.Credentials {
				if len(x.Routes) == 0 && !slices.Contains(k.Via, x.Slug) && !slices.Contains(k.Via, x.ID()) {
					k.Avoid = append(k.Avoid, x.ID())
				}
			}
		})
		after := ask(t, p, in)
		if got, want := fmt.Sprint(plainLines(after)), fmt.Sprint(plainLines(before)); got != want {
			t.Errorf("with the level %s, without %s", got, want)
		}
		return len(plansOf(before)) > 0
	})
}
