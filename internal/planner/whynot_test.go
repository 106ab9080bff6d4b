package planner

import (
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// whyNot asks why not through something.
func whyNot(t testing.TB, p *Planner, in Input, through string) *WhyNot {
	t.Helper()
	d, problems := p.Detour(in, through)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return d.WhyNot(resultOf(t, p, d.Front), resultOf(t, p, d.Through))
}

// resultOf answers a question.
func resultOf(t testing.TB, p *Planner, q Question) Result {
	t.Helper()
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestWhyNotBuiltin: for everything of the built-in catalog, what is said of plans through it is what two questions say, one of them
// with `via`: how much more the best takes, and which plans are worth choosing.
func TestWhyNotBuiltin(t *testing.T) {
	c := builtin(t)
	p := New(c, 30_000)
	var through []catalog.Node
	for _, x := range c.Credentials {
		through = append(through, x)
	}
	for _, x := range c.Careers {
		through = append(through, x)
	}
	said := map[Standing]int{}
	const to = "medical-coder"
	for _, jobs := range []JobScope{OnTheWay, AnyJob} {
		for i, x := range through {
			if i%5 != int(jobs) || x.ID() == "careers/"+to { // a part will do
				continue
			}
			in := Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: to, Constraints: &ConstraintsInput{MaxMonths: new(30), Jobs: jobs}}
			got := whyNot(t, p, in, x.ID())
			said[got.Standing]++
			front := ask(t, p, in).(*PlanSet)
			in.Constraints.Via = []string{x.ID()}
			set, possible := ask(t, p, in).(*PlanSet)
			if !possible {
				if got.Standing != NoneThrough {
					t.Errorf("to %s through %s: %d, %s", to, x.ID(), got.Standing, got.Message)
				}
				continue
			}
			worth := slices.ContainsFunc(set.Plans, func(plan *Plan) bool { return dominators(front, plan) == 0 })
			if always := slices.Contains(front.Always, x); (got.Standing == InEveryPlan) != always || got.Standing != AtStart && worth != (always || got.Standing == OnFront) {
				t.Errorf("to %s through %s: %d, %s\n%s\n%s", to, x.ID(), got.Standing, got.Message, strings.Join(lines(front), "\n"), strings.Join(lines(set), "\n"))
			}
			for i, best := range []func(*PlanSet) *Plan{(*PlanSet).Fastest, (*PlanSet).Cheapest, (*PlanSet).LeastForegone} {
				e, a, b := got.Extra[i], best(set), best(front)
				if e.Criterion != Criterion(i) || e.MoreMonths != a.Months-b.Months || e.MoreCost != a.Cost-b.Cost || e.MoreForegoneEarnings != a.ForegoneEarnings-b.ForegoneEarnings {
					t.Errorf("to %s through %s: %+v, want %s against %s", to, x.ID(), *e.Beside, a, b)
				}
			}
			for _, plan := range set.Plans {
				better := dominators(front, plan)
				at := slices.IndexFunc(got.Dominated, func(d *DominatedPlan) bool { return d.Plan.String() == plan.String() })
				if (at >= 0) != (better > 0) || at >= 0 && len(got.Dominated[at].By) != better {
					t.Errorf("to %s: %s: dominated at %d, by %d", to, plan, at, better)
				}
			}
		}
	}
	for _, s := range []Standing{OnFront, Dominated, NoneThrough} {
		if said[s] == 0 {
			t.Errorf("nothing stands as %d: %v", s, said)
		}
	}
}

// dominators counts the plans of a front that take no more than a plan in anything, and less in something.
func dominators(front *PlanSet, plan *Plan) int {
	n := 0
	for _, b := range front.Plans {
		no := b.Months <= plan.Months && b.Cost <= plan.Cost && b.foregone <= plan.foregone
		if no && (b.Months < plan.Months || b.Cost < plan.Cost || b.foregone < plan.foregone) {
			n++
		}
	}
	return n
}

// TestWhyNotWords: each way in which something can stand is told.
func TestWhyNotWords(t *testing.T) {
	p := New(load(t, ownWorld), DefaultBudget)
	hs := ProfileInput{Credentials: []string{"hs"}}
	for _, x := range []struct {
		in      Input
		through string
		want    string
	}{
		{Input{From: hs, To: "lead"}, "hs", "HS is there from the start: every plan to Lead has it."},
		{Input{From: hs, To: "lead"}, "cert", "Every plan to Lead leads through Cert."},
		{Input{From: hs, To: "lead"}, "clerk", "There are plans worth choosing through Clerk to Lead; against all plans, the fastest takes 1 month more, the cheapest costs as much, and the least income below the target's pay meanwhile is as much."},
		{Input{From: hs, To: "tech", Optimize: []Criterion{Time}}, "cert", "For each plan through Cert to Tech there is a better one; against all plans, the fastest takes 15 months more. In this plan it serves nothing but the wish for it."},
		{Input{From: hs, To: "lead", Constraints: &ConstraintsInput{MaxMonths: new(57)}}, "tech", "There are plans to Lead, but none through Tech. Through Tech: There is no plan to Lead within 57 months. The least limit that allows one is 58 months. Without the limit, the fastest plan takes 58 months and $40,900; the cheapest costs $40,500 and takes 63 months."},
		{Input{To: "lead"}, "tech", "There is no plan to Lead. Lead requires a bachelor's degree or higher (only BA qualifies). BA requires HS. HS cannot be earned: no route in the catalog. It would do to begin with HS."},
	} {
		if got := whyNot(t, p, x.in, x.through); got.Message != x.want {
			t.Errorf("to %s through %s: %q, want %q", x.in.To, x.through, got.Message, x.want)
		}
	}
	for through, want := range map[string]string{
		"nothing": `through: there is no credential or career "nothing"`,
		"lead":    "through: careers/lead is the target; a plan ends when it is open",
		"cert":    "through: credentials/cert stands in avoid; take it out there",
		"tech":    "through: careers/tech stands in via, so every plan leads through it; take it out there",
	} {
		in := Input{From: hs, To: "lead", Constraints: &ConstraintsInput{Avoid: []string{"cert"}, Via: []string{"tech"}}}
		if _, problems := p.Detour(in, through); problems.Error() != want {
			t.Errorf("through %s: %q, want %q", through, problems.Error(), want)
		}
	}
}
