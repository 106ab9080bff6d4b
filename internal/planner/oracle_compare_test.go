package planner

import (
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tally counts what was asked.
type tally struct {
	sync.Mutex
	asked, planned, plans, largest int
	without                        map[NoPlanReason]int
}

func (a *tally) add(want oracleAnswer) {
	a.Lock()
	defer a.Unlock()
	a.asked++
	if n := len(want.Points); n > 0 {
		a.planned++
		a.plans += n
		a.largest = max(a.largest, n)
		return
	}
	a.without[want.Reason]++
}

// TestAgainstOracle asks the planner and the oracle the same random questions about random catalogs.
func TestAgainstOracle(t *testing.T) {
	batches := 16
	if testing.Short() {
		batches = 2
	}
	const worlds, questions = 50, 4 // in a batch, about a world
	sum := &tally{without: map[NoPlanReason]int{}}
	t.Run("batch", func(t *testing.T) {
		for batch := range batches {
			t.Run(fmt.Sprint(batch), func(t *testing.T) {
				t.Parallel()
				for seed := range worlds {
					compareWorld(t, uint64(batch*worlds+seed), questions, sum)
				}
			})
		}
	})
	t.Logf("%d questions about %d catalogs; %d had plans, %d in all, the largest front %d; without plan: %d unattainable, %d with limits too tight, %d with jobs too narrow",
		sum.asked, batches*worlds, sum.planned, sum.plans, sum.largest, sum.without[Unattainable], sum.without[LimitsTooTight], sum.without[JobsTooNarrow])
	if !testing.Short() && (sum.asked < 2000 || sum.planned < sum.asked/2 || sum.largest < 12 || len(sum.without) < 3) {
		t.Error("the random questions have become too few or too easy")
	}
}

// compareWorld asks questions about one random catalog, up to the first that is answered otherwise.
func compareWorld(t *testing.T, seed uint64, questions int, sum *tally) {
	w := newWorldMaker(seed)
	text := w.catalog()
	c := load(t, text)
	p := New(c, DefaultBudget)
	for range questions {
		in := w.question()
		want := consult(c, in)
		got, r := answered(t, p, in)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("oracle (-) and planner (+) differ:\n%s", diff)
		}
		if t.Failed() {
			t.Fatalf("seed %d: question %s\n%s\nanswer %q", seed, describe(in), text, lines(r))
		}
		sum.add(want)
	}
}

// answered gives the planner's answer in the oracle's words.
func answered(t testing.TB, p *Planner, in Input) (oracleAnswer, Result) {
	t.Helper()
	r := ask(t, p, in)
	point := func(plan *Plan) oraclePoint {
		x, _ := replayed(p.catalog, in, plan) // ask has looked at the mistakes
		return x
	}
	var a oracleAnswer
	switch r := r.(type) {
	case *PlanSet:
		if !r.Exact {
			t.Error("the answer is not exact")
		}
		for _, plan := range r.Plans {
			a.Points = append(a.Points, point(plan))
		}
	case *NoPlan:
		a.Reason = r.Reason
		if r.Fastest != nil && r.Cheapest != nil {
			fastest, cheapest := point(r.Fastest), point(r.Cheapest)
			a.Fastest, a.Cheapest = &fastest, &cheapest
		}
	}
	return a, r
}

// describe writes a question for a person to read.
func describe(in Input) string {
	s := fmt.Sprintf("from %q %v to %s, optimize %v", in.From.Credentials, in.From.Experience, in.To, in.Optimize)
	k := in.Constraints
	if k == nil {
		return s
	}
	number := func(n *int) string {
		if n == nil {
			return "any"
		}
		return fmt.Sprint(*n)
	}
	s += fmt.Sprintf("; jobs %d, modes %v, months %s, cost %s, avoid %q, via %q", k.Jobs, k.StudyModes, number(k.MaxMonths), number(k.MaxCost), k.Avoid, k.Via)
	if k.MaxLevel != nil {
		s += ", level " + k.MaxLevel.String()
	}
	return s
}
