package planner

import (
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// action is what a step does: study of a credential by a route, full time (career is nil) or beside a job, or
// full-time work in a career (credential is nil).
type action struct {
	credential *catalog.Credential
	route      *catalog.Route
	career     *catalog.Career
	worked     int
}

// outline is a plan without its explanation: what is done, in no order that matters.
type outline []action

// months is how long an action takes.
func (a action) months() int {
	switch {
	case a.credential == nil:
		return a.worked
	case a.career == nil:
		return a.route.Months.Typical
	}
	return a.route.PartTimeMonths.Typical
}

// cost is what an action costs, in dollars.
func (a action) cost() int {
	if a.credential == nil {
		return 0
	}
	return a.route.Cost.Typical
}

// vector is what a plan takes, in months, dollars and twelfths of a dollar.
func (p *Planner) vector(q Question, o outline) pareto.Vector {
	var v pareto.Vector
	for _, a := range o {
		v[pareto.Time] += int64(a.months())
		v[pareto.Cost] += int64(a.cost())
		v[pareto.Shortfall] += int64(a.months()) * shortfall(q.To, a.career)
	}
	return v
}

// sequence puts the actions in an order in which each can begin when those before are done; ok is false where there is
// none, or where the goal is not met at the end. Any such order will do: it is the base that arrange works from.
func (p *Planner) sequence(q Question, o outline) (order outline, ok bool) {
	s := p.standing(q.From)
	left := slices.Clone(o)
	for len(left) > 0 {
		i := slices.IndexFunc(left, s.possible)
		if i < 0 {
			return nil, false
		}
		s.do(left[i])
		order = append(order, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return order, s.ends(q)
}

// suffices tells whether the actions can all be done in some order, and meet the goal.
func (p *Planner) suffices(q Question, o outline) bool {
	s := p.standing(q.From)
	_, left := s.doAll(o)
	return len(left) == 0 && s.ends(q)
}

// minimized drops every step, and every month of work, without which the plan still reaches its goal.
func (p *Planner) minimized(q Question, o outline) outline {
	// In an order in which they can be done, what is left is looked through once, however long it is.
	order, ok := p.sequence(q, o)
	if ok {
		o = order
	}
	o = slices.Clone(o)
	end := p.standing(q.From)
	end.doAll(o)
	for i := len(o) - 1; i >= 0; i-- {
		if a := o[i]; ok {
			end.undo(a)
			if !end.ends(q) {
				end.do(a) // the goal itself asks for it, whatever else is done
				continue
			}
			end.do(a)
		}
		without := slices.Delete(slices.Clone(o), i, i+1)
		if p.suffices(q, without) {
			if ok {
				end.undo(o[i])
			}
			o = without
		}
	}
	for i := range o {
		if o[i].credential != nil {
			continue
		}
		// The fewest months that will do, by halving: more never hurts.
		low, high := 1, o[i].worked
		for low < high {
			o[i].worked = (low + high) / 2
			if p.suffices(q, o) {
				high = o[i].worked
			} else {
				low = o[i].worked + 1
			}
		}
		o[i].worked = high
	}
	return o
}

// anyPlan gives some plan, if there is one at all: everything that can be done, without what is not needed. It does not
// look at limits.
func (p *Planner) anyPlan(q Question) (outline, bool) {
	s, done := p.outlook(q).reach()
	if !s.ends(q) {
		return nil, false
	}
	return p.minimized(q, p.pruned(q, done)), true
}

// pruned keeps, of actions in an order in which they can be done, those that the goal needs, directly or not.
func (p *Planner) pruned(q Question, order outline) outline {
	needed := make([]bool, len(order))
	mark := func(places []int) {
		for _, i := range places {
			needed[i] = true
		}
	}
	mark(p.support(q, order, func(s *standing) bool { return s.ends(q) }))
	var kept outline
	for i := len(order) - 1; i >= 0; i-- {
		if needed[i] {
			mark(p.support(q, order[:i], func(s *standing) bool { return s.possible(order[i]) }))
			kept = append(kept, order[i])
		}
	}
	slices.Reverse(kept)
	return kept
}

// reach does whatever can be done, with more months of work than anything asks for, until the goal is met or nothing is
// left: what it ends with is all that can be had.
func (n *network) reach() (*standing, outline) {
	s := n.p.standing(n.q.From)
	var done outline
	most := n.p.demands.most
	for progress := true; progress && !s.ends(n.q); {
		progress = false
		for _, c := range n.jobs {
			a := action{career: c, worked: most}
			if int64(most) > s.exp[c.Index] && s.possible(a) {
				s.do(a)
				done = append(done, a)
				progress = true
			}
		}
		beside, ok := n.beside(s)
		for i, c := range n.items {
			if !ok || s.held[c.Index] {
				continue
			}
			possible := func(r *catalog.Route) bool { return s.meets(r.Requires) }
			if r := slices.IndexFunc(n.routes[i], possible); r >= 0 {
				a := action{credential: c, route: n.routes[i][r], career: beside}
				s.do(a)
				done = append(done, a)
				progress = true
			}
		}
	}
	return s, done
}

// beside is a job beside which can be studied, nil where full time will do; ok is false where there is neither.
func (n *network) beside(s *standing) (job *catalog.Career, ok bool) {
	if n.mode(FullTime) {
		return nil, true
	}
	if j := slices.IndexFunc(n.jobs, s.open); j >= 0 {
		return n.jobs[j], true
	}
	return nil, false
}
