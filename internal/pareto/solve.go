package pareto

import (
	"context"
	"errors"
	"slices"
)

// Solve answers a question about a network. The only error is that of ctx. The network is not changed.
func Solve(ctx context.Context, n *Network, q Question) (Answer, error) {
	return solveBy(ctx, n, q, fill)
}

// filler adds to a front all that is missing. Where the meter stops it, the floor of the front tells what every plan takes at
// least, as far as one criterion is chosen.
type filler func(r *reduced, q Question, m *meter, f *front)

func solveBy(ctx context.Context, n *Network, q Question, fill filler) (Answer, error) {
	m := newMeter(ctx, q.Budget, q)
	f := newFront(newOrder(q.Criteria), q)
	var r *reduced
	err := halted(func() {
		r = reduce(n, q, false, m)
		search(r, q, m, f, fill)
	})
	if err != nil && !errors.Is(err, errBudget) {
		return Answer{}, err
	}
	a := Answer{Plans: f.sorted(), Exact: err == nil, Bounds: f.floor, Steps: m.steps}
	if !a.Exact && r != nil {
		a.Bounds = raised(ctx, r, q, a.Bounds)
	}
	if q.Mere {
		return a, nil
	}
	steps, err := refine(ctx, n, q, a.Plans, a.Exact)
	a.Steps += steps
	return a, err
}

// raised gives proven bounds as high as those of the undecided set, below which all plans are.
func raised(ctx context.Context, r *reduced, q Question, bounds Vector) Vector {
	// What ends this too leaves the bounds as they are.
	_ = halted(func() {
		if r.Goal == Never {
			return
		}
		s := newSets(r, q, newOrder(q.Criteria), newMeter(ctx, q.Budget, q))
		s.wanted = func(bound) bool { return true }
		s.landmarks.run()
		if b, ok := s.bound(); ok {
			for c, least := range b.vector() {
				bounds[c] = max(bounds[c], least)
			}
		}
	})
	return bounds
}

// search fills the front: a vector and some plan for each of its points. It looks for the least of each criterion alone
// first: that is quick, and what it finds keeps the search for the whole from going astray. With one criterion chosen
// the others are made as small as possible one after the other.
func search(r *reduced, q Question, m *meter, f *front, fill filler) {
	if r.Goal == Never {
		return
	}
	if len(f.chosen) == 1 {
		chosen, then := f.chosen[0], f.rest
		if q.Mere {
			then = nil
		}
		for _, c := range append(slices.Clone(f.chosen), then...) {
			plans, floor := f.plans, f.floor
			*f = *newFront(least(c), q)
			f.plans, f.floor = plans, floor
			err := halted(func() { fill(r, q, m, f) })
			if c != chosen {
				f.floor = floor // what is proven of plans with the least of the chosen is not proven of all
			}
			if err != nil {
				panic(stop{err})
			}
			if len(f.plans) == 0 {
				return
			}
			q.Limit[c] = f.plans[0].Vector[c]
			if c == chosen {
				f.floor[c] = q.Limit[c]
			}
		}
		return
	}
	for _, c := range f.chosen {
		g := newFront(least(c), q)
		for i := range f.plans {
			if !g.covered(f.plans[i].Vector) {
				g.add(f.plans[i])
			}
		}
		part := newMeter(m.ctx, m.limit/5, q)
		err := halted(func() { fill(r, q, part, g) })
		m.steps += part.steps
		for i := range g.plans {
			if !f.covered(g.plans[i].Vector) {
				f.add(g.plans[i])
			}
		}
		switch {
		case err == nil && len(g.plans) == 0:
			return
		case err == nil:
			f.floor[c] = g.plans[0].Vector[c]
		case errors.Is(err, errBudget):
			f.floor[c] = g.floor[c]
		default:
			panic(stop{err})
		}
	}
	fill(r, q, m, f)
}

// fill goes through standings and through sets in turn: what one of them takes long for, the other often has soon. Each begins anew with
// the plans that are known by then, and with more of the budget each time.
func fill(r *reduced, q Question, m *meter, f *front) {
	all := m.limit - m.steps
	for _, share := range [...]int64{shortShare, longShare} {
		for _, by := range [...]filler{fillByStandings, fillBySets} {
			if filled(by, r, q, m, f, all/share) {
				return
			}
		}
	}
	if !filled(fillByStandings, r, q, m, f, (m.limit-m.steps)/2) {
		fillBySets(r, q, m, f)
	}
}

// Which parts of the budget the first attempts to fill a front may take.
const (
	shortShare = 128
	longShare  = 16
)

// filled tells whether a front could be filled within so many steps.
func filled(by filler, r *reduced, q Question, m *meter, f *front, steps int64) bool {
	part := newMeter(m.ctx, min(steps, m.limit-m.steps), q)
	err := halted(func() { by(r, q, part, f) })
	m.steps += part.steps
	if err != nil && !errors.Is(err, errBudget) {
		panic(stop{err})
	}
	return err == nil
}

// fillByStandings goes through standings.
func fillByStandings(r *reduced, q Question, m *meter, f *front) {
	w := throughStandings(r, q, m, f)
	err := halted(w.run)
	if err == nil {
		return
	}
	if len(f.chosen) == 1 {
		c, least := f.chosen[0], w.floor()
		for i := range f.plans {
			least = min(least, f.plans[i].Vector[c])
		}
		f.floor[c] = max(f.floor[c], least)
	}
	panic(stop{err})
}

// throughStandings prepares a search through standings that fills a front.
func throughStandings(r *reduced, q Question, m *meter, f *front) *forward {
	s := newSets(r, q, f.order, m)
	s.wanted = f.wantedBy(m)
	w := newForward(s)
	w.wanted = s.wanted
	p := &program{meter: m}
	w.finish = func(at int32) {
		l := w.steps.at(at)
		for _, pt := range p.months(w.terms.lists[l.terms], w.short) {
			v := Vector{l.time + pt.time, l.cost, l.short + pt.short}
			if !f.covered(v) {
				f.add(w.plan(at, &pt, v))
			}
		}
	}
	return w
}

// fillBySets goes through sets.
func fillBySets(r *reduced, q Question, m *meter, f *front) {
	s := newSets(r, q, f.order, m)
	s.wanted = f.wantedBy(m)
	d := newSchedule(s, false)
	d.wanted = s.wanted
	p := &program{meter: m}
	d.finish = func(at int32, goal commitments) {
		l := d.kept.at(at)
		for _, pt := range p.solve(goal, d.short) {
			v := Vector{l.time + pt.time, d.cost, l.short + pt.short}
			if !f.covered(v) {
				f.add(d.plan(at, &pt, v))
			}
		}
	}
	s.evaluate = d.run
	if slices.Contains(f.chosen, Shortfall) {
		s.exploreByJob()
		return
	}
	s.explore()
}

// plan reads a whole plan off a label and the months worked full time, in the terms of the original network.
func (d *schedule) plan(at int32, months *point, v Vector) Plan {
	p := Plan{Vector: v}
	for ; at >= 0; at = d.kept.at(at).parent {
		for _, a := range d.acts.lists[d.kept.at(at).acts] {
			item := d.items[a.item]
			got := Acquired{item, d.s.option[item], -1}
			if a.job >= 0 {
				got.Job = d.jobs[a.job]
			}
			p.Acquired = append(p.Acquired, got)
		}
	}
	months.worked(func(job int32, months int64) {
		p.Worked = append(p.Worked, Worked{d.jobs[job], months})
	})
	return d.s.original(p)
}

func (p Plan) ordered() Plan {
	slices.SortFunc(p.Acquired, func(a, b Acquired) int { return int(a.Item - b.Item) })
	slices.SortFunc(p.Worked, func(a, b Worked) int { return int(a.Job - b.Job) })
	return p
}
