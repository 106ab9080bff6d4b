package planner

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/sample"
)

// singly finds what Reach does by a question for each career and criterion, and tells which of those are not proven.
func singly(t testing.TB, p *Planner, c Circle) (reached []*ReachableCareer, open map[*catalog.Career]bool) {
	t.Helper()
	open = map[*catalog.Career]bool{}
	for _, x := range p.targets(c) {
		r := &ReachableCareer{Career: x}
		ok := true
		for criterion, figure := range []*int{&r.Months, &r.Cost} {
			a, err := p.front(t.Context(), c.question(x, Criterion(criterion)))
			if err != nil {
				t.Fatal(err)
			}
			open[x] = open[x] || !a.exact
			if ok = ok && len(a.outlines) > 0; !ok {
				break
			}
			*figure = int(p.vector(c.question(x), a.outlines[0])[criterion])
		}
		if ok {
			reached = append(reached, r)
		}
	}
	slices.SortStableFunc(reached, func(a, b *ReachableCareer) int {
		return cmp.Or(cmp.Compare(a.Months, b.Months), cmp.Compare(a.Cost, b.Cost))
	})
	return reached, open
}

// sameReach holds what Reach finds against single questions; where one of those is not proven, Reach may know better. It tells how
// many are proven singly alone.
func sameReach(t testing.TB, p, single *Planner, c Circle) (inexact int) {
	t.Helper()
	got, err := p.Reach(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	want, open := singly(t, single, c)
	text := func(all []*ReachableCareer) (out []string) {
		for _, r := range all {
			if !open[r.Career] {
				out = append(out, fmt.Sprintf("%s %d months $%d", r.Career.Slug, r.Months, r.Cost))
			}
		}
		return out
	}
	if g, w := text(got), text(want); !slices.Equal(g, w) {
		t.Errorf("reached:\n%v\nsingly:\n%v", g, w)
	}
	for _, r := range got {
		if p == single && !open[r.Career] {
			sameFastest(t, p, r)
		}
		if !r.Exact && !open[r.Career] {
			inexact++
		}
	}
	return inexact
}

// sameFastest: the fastest plan is the same whether the months are known or not.
func sameFastest(t testing.TB, p *Planner, r *ReachableCareer) {
	t.Helper()
	a, err := p.front(t.Context(), r.Question())
	if err != nil || !a.exact {
		t.Fatalf("exact %v, %v", a.exact, err)
	}
	want, err := p.plans(r.Question(), a)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Fastest(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if g, w := lines(got), lines(want); !slices.Equal(g, w) {
		t.Errorf("to %s: %v, and without the months %v", r.Career.Slug, g, w)
	}
}

// TestFastestUnfinished: with hardly any budget, there still is a plan that takes no more months than are told.
func TestFastestUnfinished(t *testing.T) {
	p := New(builtin(t), 3_000)
	circle, _ := p.Circle(ProfileInput{Credentials: []string{"high-school-diploma"}}, nil)
	reached, err := p.Reach(t.Context(), circle)
	if err != nil {
		t.Fatal(err)
	}
	unfinished := 0
	for _, r := range reached {
		result, err := p.Fastest(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		set, ok := result.(*PlanSet)
		if !ok || set.Fastest().Months > r.Months || r.Exact && set.Fastest().Months < r.Months {
			t.Errorf("%s in %d months: %v", r.Career.Slug, r.Months, lines(result))
			continue
		}
		if !set.Exact {
			unfinished++
		}
	}
	if unfinished == 0 || len(reached) < 20 {
		t.Errorf("%d of %d are not finished: that tells little", unfinished, len(reached))
	}
}

// constraintsFor gives some limits, modes and scope, none of them for every fourth.
func constraintsFor(r *rand.Rand, months, dollars int) *ConstraintsInput {
	k := &ConstraintsInput{Jobs: JobScope(r.IntN(2))}
	switch r.IntN(4) {
	case 0:
		k.MaxMonths = new(1 + r.IntN(months))
	case 1:
		k.MaxCost = new(r.IntN(dollars))
	case 2:
		k.MaxMonths, k.MaxCost = new(1+r.IntN(months)), new(r.IntN(dollars))
	}
	if r.IntN(4) == 0 {
		k.StudyModes = []StudyMode{StudyMode(r.IntN(2))}
	}
	return k
}

// TestReachBuiltin: on the built-in catalog Reach says of each career what single questions say.
func TestReachBuiltin(t *testing.T) {
	c := builtin(t)
	p, single := New(c, DefaultBudget), New(c, 500_000)
	for _, in := range []struct {
		from ProfileInput
		k    *ConstraintsInput
	}{
		{ProfileInput{Credentials: []string{"high-school-diploma"}}, nil},
		{ProfileInput{Credentials: []string{"as-health-informatics"}}, &ConstraintsInput{MaxMonths: new(60), MaxCost: new(30_000)}},
	} {
		circle, problems := p.Circle(in.from, in.k)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if open := sameReach(t, p, single, circle); open > 0 {
			t.Errorf("%d careers are not proven", open)
		}
	}
}

// TestReachWorlds: so it is in small random worlds, in which all kinds of requirements and routes stand.
func TestReachWorlds(t *testing.T) {
	everyWorld(t, 900, 300, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		circle, problems := p.Circle(in.From, in.Constraints)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		sameReach(t, p, p, circle)
		return true
	})
}

// TestReachRealistic: so it is in realistic catalogs.
func TestReachRealistic(t *testing.T) {
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 20))
		p := New(load(t, sample.Realistic(r, 20)), DefaultBudget)
		circle, _ := p.Circle(ProfileInput{Credentials: []string{"hs"}}, constraintsFor(r, 200, 100_000))
		if open := sameReach(t, p, p, circle); open > 0 {
			t.Errorf("seed %d: %d careers are not proven", seed, open)
		}
	}
}
