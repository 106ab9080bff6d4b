package planner

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"careerlattice/internal/catalog"
)

// TestOpenAlready: who is there already gets one plan with no steps, whatever is asked besides.
func TestOpenAlready(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	for _, in := range []Input{
		{To: "aide"},
		{To: "nurse", From: ProfileInput{Credentials: []string{"ms-nursing"}}},
		{To: "chief", From: ProfileInput{Experience: []ExperienceInput{{"careers/chief", 1}}}},
		{To: "aide", Constraints: &ConstraintsInput{MaxMonths: new(0), MaxCost: new(0), StudyModes: []StudyMode{WhileWorking}, Avoid: []string{"nurse"}}},
		{To: "nurse", From: ProfileInput{Credentials: []string{"ms-nursing"}, Experience: []ExperienceInput{{"aide", 4}}}, Constraints: &ConstraintsInput{Via: []string{"aide", "ms-nursing"}, Avoid: []string{"bs-nursing"}}},
	} {
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok || !set.Exact || len(set.Plans) != 1 || len(set.Plans[0].Steps) != 0 || set.Plans[0].String() != "nothing to do" || len(set.Plans[0].BestIn) != 3 {
			t.Errorf("%s: %q", describe(in), lines(ask(t, p, in)))
		}
	}
	nearly := ask(t, p, Input{To: "aide", Constraints: &ConstraintsInput{Via: []string{"credentials/chief"}}})
	if got, want := lines(nearly), []string{"3 900 7500: Chief Certificate 3mo $900"}; !slices.Equal(got, want) {
		t.Errorf("an open target with something wanted on the way: %q, want %q", got, want)
	}
}

// TestViaTheTarget: where the target itself is wanted on the way, a plan works there for a month once it is open.
func TestViaTheTarget(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	got := lines(ask(t, p, Input{From: ProfileInput{Credentials: []string{"bs-nursing"}}, To: "nurse", Constraints: &ConstraintsInput{Via: []string{"nurse"}}}))
	if want := []string{"1 0 0: Nurse 1mo"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCircles: what depends on itself alone cannot be had; with another way in it can.
func TestCircles(t *testing.T) {
	const circle = `
credentials:
  - {id: a, name: A, kind: certification, routes: [{requires: {credential: b}, months: 1, cost: 1}]}
  - {id: b, name: B, kind: certification, routes: [{requires: {credential: a}, months: 1, cost: 1}DOOR]}
careers:
  - {id: x, name: X, wage: 120, requires: {experience: {months: 6, in: [y]}}}
  - {id: y, name: Y, wage: 240, requires: {any: [{experience: {months: 6, in: [x]}}, {credential: a}]}}
  - {id: t, name: T, wage: 360, requires: {all: [{experience: {months: 3, in: [x]}}, {experience: {months: 3, in: [t, y]}}]}}
`
	closed := New(load(t, strings.Replace(circle, "DOOR", "", 1)), DefaultBudget)
	for to, why := range map[string]string{
		"x": "X, Y, A, and B lead back to themselves: none of them can come first.",
		"y": "Y, A, X, and B lead back to themselves: none of them can come first.",
		"t": "T, Y, A, and 2 others lead back to themselves: none of them can come first.",
	} {
		in := Input{To: to}
		if none, ok := ask(t, closed, in).(*NoPlan); !ok || none.Reason != Unattainable || !strings.Contains(none.Message, why) {
			t.Errorf("to %s: %q, want %q", to, lines(ask(t, closed, in)), why)
		}
	}
	open := New(load(t, strings.Replace(circle, "DOOR", ", {months: 4, cost: 4}", 1)), DefaultBudget)
	got := lines(ask(t, open, Input{To: "t"}))
	if want := []string{"14 5 270: B 4mo $4 ~ A 1mo $1 ~ Y 6mo ~ X 3mo"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestGreatNumbers: the greatest figures that a catalog may hold are planned with, and so are profiles with as many months.
func TestGreatNumbers(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: c, name: C, kind: license, routes: [{months: 2147483647, partTimeMonths: 2147483647, cost: 2147483647}]}
careers:
  - {id: a, name: A, wage: 2147483646}
  - {id: b, name: B, wage: 1}
  - {id: long, name: Long, wage: 2147483647, requires: {experience: {months: 2147483647, in: [a, b]}}}
  - {id: study, name: Study, wage: 2147483647, requires: {credential: c}}
  - {id: twice, name: Twice, wage: 2147483647, requires: {all: [{experience: {months: 2147483647, in: [b]}}, {experience: {months: 2147483647, in: [c]}}]}}
  - {id: c, name: C}
`), DefaultBudget)
	const most = catalog.MaxNumber
	for _, x := range []struct {
		in     Input
		months int
	}{
		{Input{To: "long"}, most},
		{Input{To: "long", From: ProfileInput{Experience: []ExperienceInput{{"a", most - 3}}}}, 3},
		{Input{To: "long", From: ProfileInput{Experience: []ExperienceInput{{"a", most}, {"b", most}, {"a", most}}}}, 0},
		{Input{To: "long", Constraints: &ConstraintsInput{MaxMonths: new(most)}}, most},
		{Input{To: "study"}, most},
		{Input{To: "twice"}, 2 * most},
		{Input{To: "study", Constraints: &ConstraintsInput{Jobs: AnyJob, MaxCost: new(most)}}, most},
	} {
		set, ok := ask(t, p, x.in).(*PlanSet)
		if !ok || !set.Exact || set.Plans[0].Months != x.months || set.Plans[0].ForegoneEarnings < 0 {
			t.Errorf("%s: %q, want %d months", describe(x.in), lines(ask(t, p, x.in)), x.months)
		}
	}
}

// TestNoTimeNoMoney: limits of 0 leave what takes no months and costs nothing.
func TestNoTimeNoMoney(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: pledge, name: Pledge, kind: license, routes: [{months: 0, cost: 0}, {months: 0, cost: 7}]}
  - {id: fee, name: Fee, kind: license, routes: [{months: 0, cost: 5}]}
  - {id: course, name: Course, kind: license, routes: [{months: 2, cost: 0}]}
careers:
  - {id: free, name: Free, wage: 12, requires: {credential: pledge}}
  - {id: paid, name: Paid, wage: 12, requires: {all: [{credential: pledge}, {any: [{credential: fee}, {credential: course}]}]}}
`), DefaultBudget)
	for _, x := range []struct {
		to           string
		months, cost *int
		want         []string
	}{
		{"free", new(0), new(0), []string{"0 0 0: Pledge 0mo $0"}},
		{"paid", new(0), nil, []string{"0 5 0: Fee 0mo $5 ~ Pledge 0mo $0"}},
		{"paid", nil, new(0), []string{"2 0 2: Course 2mo $0 ~ Pledge 0mo $0"}},
		{"paid", new(0), new(0), []string{
			"There is no plan to Paid within 0 months and $0. Within $0, it takes 2 months or more. Within 0 months, it costs $5 or more. " +
				"Without these limits, the fastest plan takes 0 months and $5; the cheapest costs $0 and takes 2 months.",
		}},
	} {
		in := Input{To: x.to, Constraints: &ConstraintsInput{MaxMonths: x.months, MaxCost: x.cost}}
		if got := lines(ask(t, p, in)); !slices.Equal(got, x.want) {
			t.Errorf("%s: got %q, want %q", describe(in), got, x.want)
		}
	}
}

// TestUnfinishedSearch: with a budget of one step the plans are still plans, none beats another, and the same question
// gets the same answer. That there is none within limits is said only where it is known.
func TestUnfinishedSearch(t *testing.T) {
	unfinished, unproven := 0, 0
	for seed := range 60 {
		w := newWorldMaker(uint64(1000 + seed))
		text := w.catalog()
		c := load(t, text)
		whole, tiny := New(c, DefaultBudget), New(c, 1)
		for range 4 {
			in := w.question()
			full, got := ask(t, whole, in), ask(t, tiny, in)
			if again := ask(t, tiny, in); !slices.Equal(lines(got), lines(again)) {
				t.Errorf("asked again: %q, before %q", lines(again), lines(got))
			}
			set, isPlans := got.(*PlanSet)
			none, isNone := got.(*NoPlan)
			_, hasPlans := full.(*PlanSet)
			switch {
			case isPlans && !hasPlans:
				t.Errorf("plans %q, and there are none", lines(got))
			case isPlans && !set.Exact:
				unfinished++
			case isNone && hasPlans && !strings.Contains(none.Message, "was found before the label budget was spent"):
				t.Errorf("%q, and there are plans %q", none.Message, lines(full))
			case isNone && hasPlans:
				unproven++
			}
			if t.Failed() {
				t.Fatalf("seed %d: %s\n%s", seed, describe(in), text)
			}
		}
	}
	t.Logf("%d answers were not finished, %d found nothing within limits", unfinished, unproven)
	if unfinished < 20 {
		t.Error("too few searches were cut short to tell anything")
	}
}

// TestCanceled: a question whose asker has left ends at once.
func TestCanceled(t *testing.T) {
	p := New(builtin(t), 1<<60)
	q, problems := p.Question(Input{
		From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: "chief-medical-officer", Constraints: &ConstraintsInput{Jobs: AnyJob},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	r, err := p.Plan(ctx, q)
	if !errors.Is(err, context.DeadlineExceeded) || r != nil {
		t.Errorf("got %v, %v", r, err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v to notice", took)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if r, err := p.Plan(gone, q); !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("got %v, %v from one who has left before", r, err)
	}
}

// TestAtOnce: many may ask one planner at the same time.
func TestAtOnce(t *testing.T) {
	p := New(load(t, ladders(6)), DefaultBudget)
	want := lines(ask(t, p, Input{To: "t"}))
	if len(want) != 64 {
		t.Fatalf("%d plans, want 64", len(want))
	}
	q, _ := p.Question(Input{To: "t"})
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if r, err := p.Plan(t.Context(), q); err != nil || !slices.Equal(lines(r), want) {
				t.Errorf("asked at once, the answer is %q, %v", lines(r), err)
			}
		})
	}
	group.Wait()
}
