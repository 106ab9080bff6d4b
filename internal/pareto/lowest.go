package pareto

import (
	"context"
	"errors"
)

// Lowest is a plan that takes as little as possible of one criterion, whatever it takes of the others. It may acquire and work more than
// it needs.
type Lowest struct {
	// Plan is nil where none was found.
	Plan *Plan
	// Exact is false where the budget was spent: another plan may take less.
	Exact bool
	// Steps is how many elementary steps were taken.
	Steps int64
}

// FindLowest looks for the least of one criterion among the plans that keep the question's limits; the criteria chosen in the question
// play no role. The only error is that of ctx. The network is not changed.
func FindLowest(ctx context.Context, n *Network, q Question, criterion int) (Lowest, error) {
	q.Criteria = [3]bool{}
	q.Criteria[criterion] = true
	m := newMeter(ctx, q.Budget, q)
	plan, err := m.lowest(n, q, criterion)
	if err != nil && !errors.Is(err, errBudget) {
		return Lowest{}, err
	}
	return Lowest{plan, err == nil, m.steps}, nil
}

// lowest is a plan of the least of one criterion that was found, nil where none was. An error says that the search was not finished.
func (m *meter) lowest(n *Network, q Question, criterion int) (*Plan, error) {
	f := newFront(least(criterion), q)
	err := halted(func() {
		if r := reduce(n, q, false, m); r.Goal != Never {
			fill(r, q, m, f)
		}
	})
	if len(f.plans) == 0 {
		return nil, err
	}
	return &f.plans[0], err
}

// WithOption is a network in which one option of an item is another.
func (n *Network) WithOption(item, option int32, other Option) *Network {
	changed := *n
	changed.Items = append([]Item(nil), n.Items...)
	changed.Items[item].Options = append([]Option(nil), n.Items[item].Options...)
	changed.Items[item].Options[option] = other
	return &changed
}

// WithShortfalls is a network in which each month in a job falls short of the goal's pay by so much, in twelfths of a dollar.
func (n *Network) WithShortfalls(of func(job int32) int64) *Network {
	changed := *n
	changed.Jobs = append([]Job(nil), n.Jobs...)
	for j := range changed.Jobs {
		changed.Jobs[j].Shortfall = of(int32(j))
	}
	return &changed
}
