// Package pareto finds, exactly, the whole Pareto front of the plans that a [Network] allows: sets of things to acquire
// and months to work, in time, cost and shortfall of pay. It promises that no point of the front is missed and that each
// comes with one plan, the best by fixed tie-breaks, unless the step budget is spent, which it says. It knows only
// numbers: what the items and jobs stand for, and how plans are told, is for its caller.
//
// The method, in the order of the files: conditions are hash-consed (condition.go); what cannot matter is taken out
// (reduce.go, rebuild.go, serve.go, instead.go, outdone.go; implication.go). A first search goes forward with labels (Martins 1984), through
// what holds and still matters (forward.go, standing.go, bundle.go, commitment.go; bounds in outlook.go, ahead.go). In turn with it a
// second enumerates sets of acquisitions (sets.go) by branching on ways to what is wanted and on cuts, the disjunctive landmarks of
// delete-free planning (ways.go; Helmert & Domshlak 2009, Imai & Fukunaga 2014), extended by what makes jobs open sooner (extend.go), as
// far as it can be of use (beyond.go) and nothing can be spared (pivot.go); for one set, labels decide how each item is acquired (schedule.go,
// label.go, store.go, queue.go, expand.go, ladder.go). Bounds prune (bound.go, chain.go, landmarks.go, scope.go, jobs.go, weights.go, front.go); the months
// of full-time work are left to an integer program (months.go); solve.go puts it together, and the plan of each point is chosen by
// another search over sets confined to the point (ties.go, confine.go, merit.go, complete.go, exact.go). needed.go tells what no plan can do without; least.go
// finds the least of one criterion for many goals at once (floors.go, descend.go, blur.go, sharpen.go).
package pareto

import (
	"context"
	"errors"
	"math"
)

// Vector is what a plan takes: months, dollars, and shortfall of pay in twelfths of a dollar. Less is better.
type Vector [3]int64

// The criteria, as places in a Vector.
const (
	Time = iota
	Cost
	Shortfall
)

// Item is a thing that may be acquired once, by one of its options.
type Item struct {
	Options []Option
	// Preferred tells that the goal recommends the item: a tie-break.
	Preferred bool
}

// Option is one way to acquire an item.
type Option struct {
	// Requires must hold before.
	Requires Cond
	// FullTime is the months it takes alone, PartTime the months beside a job; -1 where that is not possible.
	FullTime, PartTime int64
	Cost               int64
}

// months are what an option takes at least, in whatever mode; -1 where none is possible.
func (o *Option) months() int64 {
	if o.FullTime < 0 || o.PartTime >= 0 && o.PartTime < o.FullTime {
		return o.PartTime
	}
	return o.FullTime
}

// goesBeside tells whether an option is studied beside jobs at all: what takes no time goes beside nothing.
func (o *Option) goesBeside() bool { return o.PartTime > 0 || o.PartTime == 0 && o.FullTime != 0 }

// Job is something to work in: it is open once Opens holds.
type Job struct {
	Opens Cond
	// Shortfall is what each month in it falls short of the goal's pay, in twelfths of a dollar.
	Shortfall int64
	// Prefers are items that the job recommends, LeadsTo jobs that it usually leads to, LeadsToGoal whether the goal is
	// one of them: tie-breaks.
	Prefers     []int32
	LeadsTo     []int32
	LeadsToGoal bool
}

// Question is what is asked of a network.
type Question struct {
	// Criteria are the chosen ones; the others break ties, in order.
	Criteria [3]bool
	// Mere asks for the least of the one criterion that is chosen, and no more: any plan that takes it will do.
	Mere bool
	// Limit is the most a plan may take in each criterion; -1 is no limit.
	Limit Vector
	// Idle is the shortfall of a month without work.
	Idle int64
	// Budget is the number of elementary steps that the search may take.
	Budget int64
}

// Plan is a solution: what is acquired and how, and the months worked full time.
type Plan struct {
	Vector Vector
	// Acquired is ordered by item, Worked by job.
	Acquired []Acquired
	Worked   []Worked
}

// Acquired is an item acquired by one of its options, beside a job or (Job is -1) full time.
type Acquired struct{ Item, Option, Job int32 }

// Worked is months worked full time in a job.
type Worked struct {
	Job    int32
	Months int64
}

// Answer is the front, ordered by vector.
type Answer struct {
	Plans []Plan
	// Exact is false where the budget was spent: the plans are valid, some may be missing.
	Exact bool
	// Bounds are proven: no plan within the limits takes less in any criterion. 0 is no more than that.
	Bounds Vector
	// Steps is how many elementary steps were taken.
	Steps int64
}

// errBudget ends a search whose budget is spent.
var errBudget = errors.New("budget spent")

// meter counts elementary steps, against the budget and for the caller's canceling.
type meter struct {
	ctx   context.Context
	steps int64
	limit int64
	check int64 // when to look at ctx next
	// glances counts what is less than a step.
	glances int
	held    int64 // bytes of labels and of what they refer to, at present
	room    int64 // the most that may be held
}

// bytesPerStep is what may be held at once for each step of a question's budget: 48 MB within twelve million steps.
const bytesPerStep = 4

// newMeter allows so many steps of a question's budget, and all of the memory that goes with the budget.
func newMeter(ctx context.Context, steps int64, q Question) *meter {
	return &meter{ctx: ctx, limit: steps, room: bytesPerStep * min(q.Budget, math.MaxInt64/bytesPerStep)}
}

// hold counts bytes as held, or with a negative number as given back. More than there is room for counts as beyond the budget.
func (m *meter) hold(bytes int64) {
	m.held += bytes
	if bytes > 0 && m.held > m.room {
		panic(stop{errBudget})
	}
}

// step counts one step; it panics with errBudget or the context's error, which Solve recovers: a search is deep
// recursion, and nothing in it needs cleaning up.
func (m *meter) step() { m.take(1) }

// take counts several steps at once.
func (m *meter) take(steps int) {
	m.steps += int64(steps)
	if m.steps > m.limit {
		panic(stop{errBudget})
	}
	if m.steps >= m.check {
		m.check = m.steps + 1024
		if err := m.ctx.Err(); err != nil {
			panic(stop{err})
		}
	}
}

// glance counts work of which glancesPerStep make a step: a comparison or two, a place in a list.
func (m *meter) glance(n int) {
	m.glances += n
	if m.glances >= glancesPerStep {
		steps := m.glances / glancesPerStep
		m.glances %= glancesPerStep
		m.take(steps)
	}
}

const glancesPerStep = 64

// stop is the panic that ends a search.
type stop struct{ err error }

// halted runs f and gives the error with which the meter stopped it, nil where it ran to its end.
func halted(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			s, ok := r.(stop)
			if !ok {
				panic(r)
			}
			err = s.err
		}
	}()
	f()
	return nil
}
