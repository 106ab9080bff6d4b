package pareto

import (
	"context"
	"errors"
)

// Part is an item, or (Item is -1) a job.
type Part struct{ Item, Job int32 }

// Need is what is known of whether every plan contains a part.
type Need uint8

// What is known: that some plan does without it, that none does, or neither within the budget.
const (
	Spared Need = iota
	Needed
	Unsettled
)

// Needs tells of each part whether every plan contains it that keeps the question's limits; the criteria play no role. Where a
// limit is set, that may take a search for each part, all together within the question's budget. The only error is that of ctx. The
// network is not changed.
func Needs(ctx context.Context, n *Network, q Question, parts []Part) ([]Need, error) {
	needs := make([]Need, len(parts))
	l := newLinks(n)
	left := q.Budget
	for i, p := range parts {
		if !l.attainable(p, Never) {
			needs[i] = Needed
			continue
		}
		if q.Limit == (Vector{-1, -1, -1}) {
			continue
		}
		m := newMeter(ctx, left/int64(len(parts)-i), q)
		possible, err := m.possible(n.without(p), q)
		switch {
		case errors.Is(err, errBudget):
			needs[i] = Unsettled
		case err != nil:
			return nil, err
		case !possible:
			needs[i] = Needed
		}
		left -= min(m.steps, m.limit)
	}
	return needs, nil
}

// Indispensable tells of each condition whether no plan is left where it never holds, with unlimited months and dollars.
func Indispensable(n *Network, conds []Cond) []bool {
	l := newLinks(n)
	needed := make([]bool, len(conds))
	for i, c := range conds {
		needed[i] = !l.attainable(Part{-1, -1}, c)
	}
	return needed
}

// attainable tells whether the goal comes to hold without a part and where a condition never does, with unlimited months and dollars.
func (l *links) attainable(without Part, never Cond) bool {
	if l.Goal == never {
		return false
	}
	c := newClosure(l)
	c.holds[never] = true // so that nothing comes of it
	open := false         // some job is
	var besides []int32   // items that wait for one
	var grow func(Cond)
	acquire := func(item int32) {
		if has := l.has[item]; has >= 0 {
			grow(has)
		}
	}
	grow = func(at Cond) {
		c.set(at, func(h Cond) {
			for _, use := range l.optionsBy[h] {
				o := &l.Items[use.item].Options[use.option]
				switch {
				case use.item == without.Item || o.FullTime < 0 && o.PartTime < 0:
				case o.FullTime >= 0 || open:
					acquire(use.item)
				default:
					besides = append(besides, use.item)
				}
			}
			for _, j := range l.jobsBy[h] {
				if j == without.Job {
					continue
				}
				open = true
				for _, e := range l.worked[j] {
					grow(e)
				}
			}
			for open && len(besides) > 0 {
				item := besides[len(besides)-1]
				besides = besides[:len(besides)-1]
				acquire(item)
			}
		})
	}
	grow(Always)
	return c.holds[l.Goal]
}

// without is a network in which a part is not to be had.
func (n *Network) without(p Part) *Network {
	less := *n
	if p.Item >= 0 {
		less.Items = append([]Item(nil), n.Items...)
		less.Items[p.Item].Options = nil
	} else {
		less.Jobs = append([]Job(nil), n.Jobs...)
		less.Jobs[p.Job].Opens = Never
	}
	return &less
}

// possible tells whether a plan keeps the question's limits: the least in one that is set will do. A plan that is found is one
// whether or not the meter lets the search end.
func (m *meter) possible(n *Network, q Question) (bool, error) {
	c := Time
	if q.Limit[Time] < 0 {
		c = Cost
	}
	plan, err := m.lowest(n, q, c)
	if plan != nil && errors.Is(err, errBudget) {
		err = nil
	}
	return plan != nil, err
}
