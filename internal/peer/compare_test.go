//go:build solvers

package peer

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

var worlds = flag.Int("worlds", 240, "how many random catalogs to ask questions about")

// patience is how long clingo may compute for one answer.
const patience = 30 * time.Second

// tally counts comparisons.
type tally struct {
	least, fronts, points, without atomic.Int64
	unproven, late                 atomic.Int64
}

// TestAgainstClingo asks the planner and clingo the same random questions about random catalogs: least months, least dollars,
// least income foregone, and the whole front.
func TestAgainstClingo(t *testing.T) {
	const batches = 8
	sum := &tally{}
	t.Run("batch", func(t *testing.T) {
		for batch := range batches {
			t.Run(fmt.Sprint(batch), func(t *testing.T) {
				t.Parallel()
				for seed := batch; seed < *worlds; seed += batches {
					compareWorld(t, uint64(seed), sum)
				}
			})
		}
	})
	compared := sum.least.Load() + sum.fronts.Load() + sum.without.Load()
	t.Logf("%d comparisons: %d least values, %d whole fronts of %d plans, %d answers without a plan; besides %d answers that the planner had not proven within its budget, and %d that clingo had not within %v",
		compared, sum.least.Load(), sum.fronts.Load(), sum.points.Load(), sum.without.Load(), sum.unproven.Load(), sum.late.Load(), patience)
	if !t.Failed() && compared < 5*int64(*worlds)/2 {
		t.Errorf("only %d comparisons could be made about %d catalogs", compared, *worlds)
	}
}

// compareWorld asks a question about one random catalog in each way, and shows the catalog where an answer differs.
func compareWorld(t *testing.T, seed uint64, sum *tally) {
	w := newWorld(seed)
	text := w.catalog()
	c := load(t, text)
	p := planner.New(c, planner.DefaultBudget)
	in := w.question()
	for _, in.Optimize = range [][]planner.Criterion{{planner.Time}, {planner.Cost}, {planner.ForegoneEarnings}, {planner.Time, planner.Cost, planner.ForegoneEarnings}} {
		none, err := compare(t.Context(), c, p, asked(t, p, in), sum)
		if err != nil {
			t.Errorf("seed %d, optimize %v, from %v to %s, %+v: %v\n%s", seed, in.Optimize, in.From, in.To, *in.Constraints, err, text)
		}
		if none || err != nil {
			return
		}
	}
}

// compare asks one question of both, and tells whether there is no plan. The error says how the answers differ.
func compare(ctx context.Context, c *catalog.Catalog, p *planner.Planner, q planner.Question, sum *tally) (none bool, err error) {
	answer, err := p.Plan(ctx, q)
	if err != nil {
		return false, err
	}
	found, err := newClingo(c, q, patience).front()
	switch {
	case errors.Is(err, errTime):
		sum.late.Add(1)
		return false, nil
	case err != nil:
		return false, err
	}
	want := vectors(q, found)
	switch answer := answer.(type) {
	case *planner.NoPlan:
		if len(want) > 0 {
			return true, fmt.Errorf("the planner has no plan, clingo %v: %v", want, found)
		}
		sum.without.Add(1)
		return true, compareNone(c, q, answer)
	case *planner.PlanSet:
		return false, compareFront(q, answer, want, sum)
	}
	return false, fmt.Errorf("the answer is a %T", answer)
}

// compareFront holds the planner's front to the vectors of clingo's.
func compareFront(q planner.Question, set *planner.PlanSet, want []vector, sum *tally) error {
	var got []vector
	for _, plan := range set.Plans {
		steps := stepsOf(plan)
		if !valid(q, steps) {
			return fmt.Errorf("%s is no plan", plan)
		}
		v := total(q.To, steps)
		if !slices.ContainsFunc(want, func(w vector) bool { return w.covers(v, q.Optimize) }) {
			return fmt.Errorf("clingo has nothing as good as %s, %v: its front is %v", plan, v, want)
		}
		got = append(got, v)
	}
	switch {
	case !set.Exact:
		sum.unproven.Add(1)
		return nil
	case !slices.Equal(got, want):
		return fmt.Errorf("the front is %v, clingo's is %v", got, want)
	}
	if len(q.Optimize) == 1 {
		sum.least.Add(1)
	} else {
		sum.fronts.Add(1)
		sum.points.Add(int64(len(want)))
	}
	return nil
}

// compareNone asks clingo why there is no plan.
func compareNone(c *catalog.Catalog, q planner.Question, answer *planner.NoPlan) error {
	q.Constraints.MaxMonths, q.Constraints.MaxCost = nil, nil
	for _, wider := range []struct {
		reason planner.NoPlanReason
		jobs   planner.JobScope
	}{{planner.LimitsTooTight, q.Constraints.Jobs}, {planner.JobsTooNarrow, planner.AnyJob}} {
		q.Constraints.Jobs = wider.jobs
		for _, least := range []struct {
			criterion planner.Criterion
			plan      *planner.Plan
		}{{planner.Time, answer.Fastest}, {planner.Cost, answer.Cheapest}} {
			q.Optimize = []planner.Criterion{least.criterion}
			found, err := newClingo(c, q, patience).front()
			if err != nil {
				return err
			}
			if len(found) == 0 {
				break
			}
			if answer.Reason != wider.reason || least.plan == nil {
				return fmt.Errorf("the reason is %d, want %d: %v", answer.Reason, wider.reason, found[0])
			}
			if got, want := total(q.To, stepsOf(least.plan)), total(q.To, found[0]); got != want {
				return fmt.Errorf("without limits the planner has %v, clingo %v", got, want)
			}
			if least.criterion == planner.Cost {
				return nil
			}
		}
	}
	if answer.Reason != planner.Unattainable {
		return fmt.Errorf("the reason is %d, but there is no plan at all", answer.Reason)
	}
	return nil
}
