package pareto

import (
	"context"
	"errors"
	"slices"
)

// Solve answers a question about a network. The only error is that of ctx. The network is not changed.
func Solve(ctx context.Context, n *Network, q Question) (Answer, error) {
	m := &meter{ctx: ctx, limit: q.Budget}
	f := &front{order: newOrder(q.Criteria), limit: q.Limit}
	err := halted(func() { search(n, q, m, f) })
	if err != nil && !errors.Is(err, errBudget) {
		return Answer{}, err
	}
	a := Answer{Plans: f.sorted(), Exact: err == nil, Steps: m.steps}
	steps, err := refine(ctx, n, q, a.Plans)
	a.Steps += steps
	return a, err
}

// search fills the front: a vector and some plan for each of its points.
func search(n *Network, q Question, m *meter, f *front) {
	r := reduce(n, q, false)
	if r.Goal == Never {
		return
	}
	s := newSets(r, q, m)
	s.wanted = func(bound Vector) bool { return !f.covered(bound) }
	d := newSchedule(s, false)
	d.wanted = s.wanted
	p := &program{meter: m}
	d.finish = func(at int32, goal commitments) {
		l := &d.labels[at]
		for _, pt := range p.solve(goal, d.short) {
			v := Vector{l.time + pt.time, d.cost, l.short + pt.short}
			if !f.covered(v) {
				f.add(d.plan(at, &pt, v))
			}
		}
	}
	s.evaluate = d.run
	s.explore()
}

// plan reads a whole plan off a label and the months worked full time, in the terms of the original network.
func (d *schedule) plan(at int32, months *point, v Vector) Plan {
	p := Plan{Vector: v}
	r := d.s.reduced
	for ; at >= 0; at = d.labels[at].parent {
		l := &d.labels[at]
		if l.item < 0 {
			continue
		}
		item := d.items[l.item]
		got := Acquired{Item: r.items[item], Option: r.options[item][d.s.option[item]], Job: -1}
		if l.job >= 0 {
			got.Job = r.jobs[d.jobs[l.job]]
		}
		p.Acquired = append(p.Acquired, got)
	}
	months.worked(func(job int32, months int64) {
		p.Worked = append(p.Worked, Worked{r.jobs[d.jobs[job]], months})
	})
	return p.ordered()
}

func (p Plan) ordered() Plan {
	slices.SortFunc(p.Acquired, func(a, b Acquired) int { return int(a.Item - b.Item) })
	slices.SortFunc(p.Worked, func(a, b Worked) int { return int(a.Job - b.Job) })
	return p
}
