package pareto

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// Target is a goal of which the least is asked, and in which jobs a plan to it may work.
type Target struct {
	Goal Cond
	May  func(job int32) bool
}

// Least is what is known of how little of a criterion a plan to a target takes. It is exact where Plan takes Bound.
type Least struct {
	// Attainable is false where no plan leads there, whatever the jobs.
	Attainable bool
	// Bound is proven: no plan takes less.
	Bound int64
	// Plan is the best that was found, with its months and dollars; nil where none was. It may have more than it needs.
	Plan *Plan
	// Spent tells that the search for less was stopped by its budget.
	Spent bool
}

// Exact tells whether a plan that takes no more than the bound is known.
func (l *Least) Exact(criterion int) bool {
	return l.Plan != nil && l.Plan.Vector[criterion] == l.Bound
}

// Floors gives, for each goal, what every plan to it takes at least of Time or Cost, as far as one pass over the network tells: the
// longest chain. It is more than any plan takes where none leads there.
func Floors(n *Network, criterion int, goals []Cond) []int64 {
	f := newFloors(n, criterion, nil)
	least := make([]int64, len(goals))
	for i, g := range goals {
		least[i] = f.least[g]
	}
	return least
}

// Effort is how far Leasts goes.
type Effort struct {
	// Limit is the most of the criterion that a plan may take: what takes more for certain is not looked into. -1 is no limit.
	Limit int64
	// Budgets are how many elementary steps the search for one target may take: at first, and again where that was not enough.
	Budgets []int64
}

// Leasts finds the least of Time or Cost for many targets of one network at once. Most of them are settled by
// one pass over the network: where a plan that follows the floors takes no more than the floor of its goal. The others are
// searched for in a blurred network, those with the lowest floors first, since what is found of them raises the floors of others:
// each within the effort. The only error is that of ctx. The network is not changed, and its goal plays no role.
func Leasts(ctx context.Context, n *Network, criterion int, targets []Target, e Effort) ([]Least, error) {
	s := &survey{
		floors: newFloors(n, criterion, newFloors(n, Time+Cost-criterion, nil)), targets: targets, found: make([]Least, len(targets)),
		plans: map[Cond]*Plan{}, most: int64(unreachable - 1),
	}
	if e.Limit >= 0 {
		s.most = e.Limit
	}
	var open []int
	for i := range targets {
		if s.descend(i); s.found[i].Attainable && !s.settled(i) {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return s.found, ctx.Err()
	}
	s.blurred = s.floors.blur()
	s.goals = make([]Cond, len(targets))
	for _, i := range open {
		s.goals[i] = s.blurred.translate(targets[i].Goal)
	}
	s.rough = newFloors(s.blurred.to, criterion, nil)
	for _, s.budget = range e.Budgets {
		if err := s.settleAll(ctx, slices.Clone(open)); err != nil {
			return nil, err
		}
		open = slices.DeleteFunc(open, s.settled)
	}
	return s.found, nil
}

// settled tells whether what is known of a target is exact, or proven to be over the limit.
func (s *survey) settled(i int) bool {
	return s.found[i].Exact(s.floors.criterion) || s.found[i].Bound > s.most
}

// settleAll searches for the least of targets, those with the lowest floors first.
func (s *survey) settleAll(ctx context.Context, open []int) error {
	for len(open) > 0 {
		slices.SortStableFunc(open, func(a, b int) int { return cmp.Compare(s.found[a].Bound, s.found[b].Bound) })
		lowest := s.found[open[0]].Bound
		for len(open) > 0 && s.found[open[0]].Bound == lowest {
			if err := s.settle(ctx, open[0]); err != nil {
				return err
			}
			open = open[1:]
		}
		s.floors.run()
		s.rough.run()
		open = slices.DeleteFunc(open, func(i int) bool {
			s.descend(i)
			return s.settled(i)
		})
	}
	return nil
}

// survey is the search for the least to many targets.
type survey struct {
	floors  *floors
	targets []Target
	found   []Least
	plans   map[Cond]*Plan // the best found, by what they reach
	budget  int64
	most    int64 // that a plan may take
	blurred *blurred
	rough   *floors // of the blurred network
	goals   []Cond  // in the blurred network, of the targets that are searched for
}

// descend bounds a target by the floors, and looks for a plan that follows them.
func (s *survey) descend(i int) {
	l, t := &s.found[i], s.targets[i]
	l.Bound = max(l.Bound, s.floors.least[t.Goal])
	if s.rough != nil {
		l.Bound = max(l.Bound, s.rough.least[s.goals[i]])
	}
	if l.Attainable = l.Bound < unreachable; !l.Attainable {
		return
	}
	if p, ok := s.floors.descend(t.Goal, t.May, s.plans); ok {
		l.improve(&p, s.floors.criterion)
	}
}

// improve takes a plan that is better than the one known.
func (l *Least) improve(p *Plan, criterion int) {
	if l.Plan == nil || p.Vector[criterion] < l.Plan.Vector[criterion] {
		l.Plan = p
	}
}

// settle raises the bound of a target, and lowers what its plan takes, until they meet: it looks for a plan that takes no more than
// the bound, and then for the best that takes less than the plan that is known.
func (s *survey) settle(ctx context.Context, i int) error {
	l, t, criterion := &s.found[i], s.targets[i], s.floors.criterion
	l.Bound = max(l.Bound, s.rough.known[s.goals[i]]) // the goals of several may be one there
	below := s.most
	if l.Plan != nil {
		below = min(below, l.Plan.Vector[criterion]-1)
	}
	if below < l.Bound {
		return nil
	}
	for _, try := range []struct{ most, budget int64 }{{l.Bound, s.budget / 20}, {below, s.budget}} {
		most := min(try.most, below)
		rough, err := s.rough.search(ctx, s.goals[i], most, try.budget)
		if err != nil && !errors.Is(err, errBudget) {
			return err
		}
		l.Spent = err != nil
		if rough != nil {
			if p, ok := s.blurred.sharpen(rough, t.Goal, t.May); ok {
				l.improve(&p, criterion)
			}
		}
		if err == nil {
			l.Bound = most + 1
			if rough != nil {
				l.Bound = rough.Vector[criterion]
			}
			s.rough.raise(s.goals[i], l.Bound)
		}
		if err == nil && rough != nil {
			break
		}
	}
	s.floors.raise(t.Goal, l.Bound)
	if l.Plan != nil {
		s.plans[t.Goal] = l.Plan
	}
	return nil
}

// search looks for a plan to a goal that takes the least of the criterion, and no more than most; nil: there is none, unless the
// error says that the search was not finished.
func (f *floors) search(ctx context.Context, goal Cond, most, budget int64) (*Plan, error) {
	q := Question{Limit: Vector{-1, -1, -1}, Budget: budget}
	q.Criteria[f.criterion] = true
	if most < unreachable-1 {
		q.Limit[f.criterion] = most
	}
	m := newMeter(ctx, budget, q)
	front := newFront(least(f.criterion), q)
	var small *reduced
	err := halted(func() {
		small = f.toward(goal, most, m)
		if r := reduce(small.Network, q, false, m); r.Goal != Never {
			fill(r, q, m, front)
		}
	})
	if len(front.plans) == 0 {
		return nil, err
	}
	p := small.original(front.plans[0])
	return &p, err
}
