package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"careerlattice/internal/catalog"
)

// limited gives a question its limits; nil is none.
func limited(in Input, months, cost *int) Input {
	in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths, k.MaxCost = months, cost })
	return in
}

// planned tells whether the oracle finds a plan.
func planned(p *Planner, in Input) bool { return len(consult(p.catalog, in).Points) > 0 }

// TestRelaxations holds the limits that would do to the oracle: there is a plan within them, of one limit raised none with
// a month or a dollar less, and of both raised none by a smaller share.
func TestRelaxations(t *testing.T) {
	alone, both := 0, 0
	everyWorld(t, 22_000, 250, func(t *testing.T, p *Planner, w *worldMaker, in Input) bool {
		whole, ok := ask(t, p, limited(in, nil, nil)).(*PlanSet)
		if !ok {
			return true
		}
		last := whole.Plans[len(whole.Plans)-1]
		months, cost := w.r.IntN(1+last.Months), w.r.IntN(1+last.Cost)
		maxMonths, maxCost := &months, &cost
		if w.in(4) {
			maxCost = nil
		} else if w.in(4) {
			maxMonths = nil
		}
		none, ok := ask(t, p, limited(in, maxMonths, maxCost)).(*NoPlan)
		if !ok {
			return true
		}
		if none.Reason != LimitsTooTight {
			t.Errorf("reason %d", none.Reason)
		}
		longer, dearer := false, false
		for _, x := range none.Relaxations {
			if !x.Proven || !planned(p, limited(in, x.MaxMonths, x.MaxCost)) {
				t.Errorf("%v, %v: it is no relaxation, or not proven", x.MaxMonths, x.MaxCost)
			}
			switch {
			case maxMonths != nil && *x.MaxMonths > months && (maxCost == nil || *x.MaxCost == cost):
				alone, longer = alone+1, true
				if planned(p, limited(in, new(*x.MaxMonths-1), x.MaxCost)) {
					t.Errorf("%d months are not the least", *x.MaxMonths)
				}
			case maxCost != nil && *x.MaxCost > cost && (maxMonths == nil || *x.MaxMonths == months):
				alone, dearer = alone+1, true
				if planned(p, limited(in, x.MaxMonths, new(*x.MaxCost-1))) {
					t.Errorf("%d dollars are not the least", *x.MaxCost)
				}
			default:
				both++
				examineBoth(t, p, in, months, cost, x)
			}
		}
		if !longer && maxMonths != nil && planned(p, limited(in, nil, maxCost)) || !dearer && maxCost != nil && planned(p, limited(in, maxMonths, nil)) {
			t.Errorf("within %v and %v: one limit alone would do, but it is not named: %+v", maxMonths, maxCost, none.Relaxations)
		}
		return true
	})
	t.Logf("%d limits raised alone, %d pairs", alone, both)
	if alone < 50 || both < 20 {
		t.Error("too few limits were too tight")
	}
}

// examineBoth checks that no vector without limits is over the larger share of its limit by less.
func examineBoth(t *testing.T, p *Planner, in Input, months, cost int, x Relaxation) {
	t.Helper()
	excess := func(n, c int64) float64 {
		return max(float64(max(0, n-int64(months)))/float64(max(1, months)), float64(max(0, c-int64(cost)))/float64(max(1, cost)))
	}
	in = limited(in, nil, nil)
	in.Optimize = []Criterion{Time, Cost}
	if in.Constraints.StudyModes == nil {
		in.Constraints.StudyModes = []StudyMode{FullTime, WhileWorking}
	}
	for _, point := range newOracle(p.catalog, in, [2]int64{-1, -1}, in.Constraints.Jobs).front(in.Optimize) {
		if excess(point.Vector[0], point.Vector[1]) < excess(int64(*x.MaxMonths), int64(*x.MaxCost)) {
			t.Errorf("%d months and $%d are over the limits by less than %d and $%d", point.Vector[0], point.Vector[1], *x.MaxMonths, *x.MaxCost)
		}
	}
}

// anywhere is a question without limits and with any job.
func anywhere(in Input) Input {
	in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.MaxMonths, k.MaxCost, k.Jobs = nil, nil, AnyJob })
	return in
}

// beginning gives a question's person more to begin with.
func beginning(in Input, more []catalog.Node) Input {
	in.From.Credentials, in.From.Experience = slices.Clone(in.From.Credentials), slices.Clone(in.From.Experience)
	for _, x := range more {
		if isCareer(x) {
			in.From.Experience = append(in.From.Experience, ExperienceInput{x.ID(), 100})
		} else {
			in.From.Credentials = append(in.From.Credentials, x.ID())
		}
	}
	return in
}

// subsets calls f with every choice of so many of all, until it returns true.
func subsets(all []catalog.Node, size int, f func([]catalog.Node) bool) bool {
	if size == 0 {
		return f(nil)
	}
	for i, x := range all {
		if subsets(all[i+1:], size-1, func(rest []catalog.Node) bool { return f(append([]catalog.Node{x}, rest...)) }) {
			return true
		}
	}
	return false
}

// TestUnattainable holds what is in the way to the oracle: whoever has everything else does not get there either. And what
// would do to begin with does, with none of it left out, and with no smaller choice of anything.
func TestUnattainable(t *testing.T) {
	sizes := map[int]int{}
	everyWorld(t, 23_000, 300, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		none, ok := ask(t, p, in).(*NoPlan)
		if !ok || none.Reason != Unattainable {
			return true
		}
		in = anywhere(in)
		q, _ := p.Question(in)
		n := p.outlook(q)
		s, _ := n.reach()
		blocked := newObstacles(n, s).all()
		var everything, others []catalog.Node
		for _, x := range p.catalog.Credentials {
			everything = append(everything, x)
		}
		for _, x := range p.catalog.Careers {
			if x != q.To {
				everything = append(everything, x)
			}
		}
		for _, x := range everything {
			if !slices.Contains(blocked, x) {
				others = append(others, x)
			}
		}
		if planned(p, beginning(in, others)) {
			t.Errorf("%s: all but %v leads there", none.Message, blocked)
		}
		sizes[len(none.Add)]++
		if none.Add == nil {
			if planned(p, beginning(in, everything)) {
				t.Errorf("%s: everything leads there, but nothing is named", none.Message)
			}
			return true
		}
		if !planned(p, beginning(in, none.Add)) {
			t.Errorf("%s: it would not do", none.Message)
		}
		if len(none.Add) <= mostAdded && subsets(everything, len(none.Add)-1, func(of []catalog.Node) bool {
			r, _ := p.Question(beginning(in, of))
			_, ok := p.anyPlan(r)
			return ok
		}) {
			t.Errorf("%s: fewer would do", none.Message)
		}
		return true
	})
	t.Logf("of how many things what would do consists, and how often: %v", sizes)
	if sizes[0] < 5 || sizes[1] < 50 || sizes[2] < 5 {
		t.Error("too few questions have no plan")
	}
}

// TestJobsThatWouldDo holds the careers outside the way that would do to the oracle: they do, and fewer do not.
func TestJobsThatWouldDo(t *testing.T) {
	narrow := 0
	everyWorld(t, 24_000, 400, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		in = limited(in, nil, nil)
		in.From.Experience = nil
		in.Constraints.Jobs, in.Constraints.StudyModes = OnTheWay, []StudyMode{WhileWorking}
		none, ok := ask(t, p, in).(*NoPlan)
		if !ok || none.Reason != JobsTooNarrow {
			return true
		}
		narrow++
		o := newOracle(p.catalog, in, [2]int64{-1, -1}, OnTheWay)
		onTheWay := o.work
		does := func(of []catalog.Node) bool {
			o.work = onTheWay
			for _, x := range of {
				o.work |= bit(x)
			}
			return len(o.ends()) > 0
		}
		var careers []catalog.Node
		for _, x := range p.catalog.Careers {
			if !slices.ContainsFunc(in.Constraints.Avoid, func(id string) bool { return strings.TrimPrefix(id, "careers/") == x.Slug }) {
				careers = append(careers, x)
			}
		}
		if none.Add == nil || !does(none.Add) || subsets(careers, len(none.Add)-1, does) {
			t.Errorf("%s: it would not do, or fewer would", none.Message)
		}
		return true
	})
	t.Logf("%d questions whose jobs are too narrow", narrow)
	if narrow < 10 {
		t.Error("too few jobs are too narrow")
	}
}

// TestGreatExplanations: what is nested deep or has many parts is explained in few words and little time.
func TestGreatExplanations(t *testing.T) {
	nested := func(form string, depth int, leaf string) string {
		return strings.Repeat("{"+form+": [", depth) + leaf + strings.Repeat("]}", depth)
	}
	var many, some []string
	for i := range 10_000 {
		many = append(many, fmt.Sprintf("{experience: {months: %d, in: [nowhere]}}", i+1))
		some = append(some, "{credential: lost}")
	}
	list := strings.Join(many, ", ")
	for name, requires := range map[string]string{
		"all, deep":           nested("all", catalog.MaxRequirementDepth-3, "{credential: lost}"),
		"any, deep":           nested("any", catalog.MaxRequirementDepth-3, "{credential: lost}"),
		"any of many":         "{any: [" + list + "]}",
		"all of many":         "{all: [" + list + "]}",
		"some of many":        "{some: {count: 9000, of: [" + strings.Join(some, ", ") + "]}}",
		"more than there are": "{some: {count: 10001, of: [" + list + "]}}",
		"many, deep":          nested("any", catalog.MaxRequirementDepth-3, "{any: ["+list+"]}"),
	} {
		c := load(t, `
credentials:
  - {id: lost, name: Lost Art, kind: license}
careers:
  - {id: nowhere, name: Nowhere, requires: {credential: lost}}
  - {id: t, name: T, requires: `+requires+`}
`)
		p := New(c, DefaultBudget)
		q, _ := p.Question(Input{To: "t"})
		began := time.Now()
		r, err := p.Plan(t.Context(), q)
		none, ok := r.(*NoPlan)
		if err != nil || !ok {
			t.Fatalf("%s: %v, %v", name, r, err)
		}
		if took := time.Since(began); took > 10*time.Second || len(none.Message) > 1_000 || none.Reason != Unattainable {
			t.Errorf("%s: after %v, %d bytes: %.300s", name, took, len(none.Message), none.Message)
		}
		if name != "more than there are" && (len(none.Add) != 1 || none.Add[0].ID() != "credentials/lost" && none.Add[0].ID() != "careers/nowhere") {
			t.Errorf("%s: %v would do", name, none.Add)
		}
		t.Logf("%s: %v, %s", name, time.Since(began).Round(time.Millisecond), none.Message)
	}
}

// TestCrowd: of 5,000 credentials that cannot be had, and that each ask for all others, few are named.
func TestCrowd(t *testing.T) {
	var b strings.Builder
	b.WriteString("credentials:\n")
	for i := range 5_000 {
		fmt.Fprintf(&b, "  - {id: c%d, name: C%d, kind: degree, level: masters, routes: [{requires: {level: masters}, months: 1, cost: 1}]}\n", i, i)
	}
	b.WriteString("careers:\n  - {id: t, name: T, requires: {level: bachelors}}\n")
	p := New(load(t, b.String()), DefaultBudget)
	q, _ := p.Question(Input{To: "t"})
	began := time.Now()
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	none := r.(*NoPlan)
	if took := time.Since(began); took > 20*time.Second || len(none.Message) > 1_000 || len(none.Add) != 1 {
		t.Errorf("after %v: %s", took, none.Message)
	}
	t.Logf("%v: %s", time.Since(began).Round(time.Millisecond), none.Message)
}
