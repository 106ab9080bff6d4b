package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// posed is a plan with the question that it answers.
type posed struct {
	planner  *Planner
	question Question
	actions  outline // in the order of the steps
}

// Interchangeable lists the credentials that would do in the step's place, by slug: each by some route that takes as many
// months in the same mode, beside the same job, and costs as much, so that no total changes, in a plan that keeps the question's
// constraints, reaches the goal, and has nothing superfluous. It is worked out at each call.
func (s *StudyStep) Interchangeable() []*catalog.Credential {
	var all []*catalog.Credential
	p, q := s.plan.of.planner, s.plan.of.question
	x := exchange{step: s, network: &network{p: p, q: q, s: p.standing(q.From)}}
	for _, c := range p.catalog.Credentials {
		if slices.ContainsFunc(c.Routes, func(r *catalog.Route) bool { return x.does(c, r) }) {
			all = append(all, c)
		}
	}
	return all
}

// StepsInPlan is how many steps the plan has that the step is one of.
func (s *StudyStep) StepsInPlan() int { return len(s.plan.of.actions) }

// exchange puts other credentials into the place of a step.
type exchange struct {
	step    *StudyStep
	network *network // without its numbers
	// without are the plan less the step, and what is left of it less one other step or a month of work too: the first must
	// reach the goal with a substitute, and no other may. They are made when the first credential needs them.
	without []*remainder
	leaves  []catalog.Requirement
}

// remainder is a part of a plan, done as far as can be without a substitute. What else can be done with one depends on which
// leaves of the requirements it meets, and on nothing else.
type remainder struct {
	s    *standing
	left outline
	// reaches remembers, by the leaves met, whether the rest leads to the goal.
	reaches map[string]bool
}

// does tells whether a credential would do by a route.
func (x *exchange) does(c *catalog.Credential, r *catalog.Route) bool {
	s := x.step
	a := action{credential: c, route: r, career: s.WorkingAs}
	if s.WorkingAs != nil && r.PartTimeMonths == nil || a.months() != s.Months || a.cost() != s.Cost || !x.network.studyable(c) ||
		slices.ContainsFunc(s.plan.of.actions, func(b action) bool { return b.credential == c }) {
		return false
	}
	if x.without == nil {
		x.take()
	}
	meets := x.met(c)
	for i, w := range x.without {
		if w.reached(s.plan.of.question, a, meets) != (i == 0) {
			return false
		}
	}
	return true
}

// take takes the plan apart.
func (x *exchange) take() {
	of := x.step.plan.of
	at := slices.IndexFunc(of.actions, func(a action) bool { return a.credential == x.step.Credential })
	rest := slices.Delete(slices.Clone(of.actions), at, at+1)
	x.without = append(x.without, of.remainder(rest))
	for i, a := range rest {
		less := slices.Clone(rest)
		if a.worked > 1 {
			less[i].worked--
		} else {
			less = slices.Delete(less, i, i+1)
		}
		x.without = append(x.without, of.remainder(less))
	}
	var look func(r catalog.Requirement)
	look = func(r catalog.Requirement) {
		switch r.(type) {
		case *catalog.CredentialRequirement, *catalog.LevelRequirement:
			x.leaves = append(x.leaves, r)
		}
		for _, part := range catalog.Parts(r) {
			look(part)
		}
	}
	for i := range len(rest) + 1 {
		for _, c := range consumers(of.question, arranged{actions: rest}, i) {
			look(c.requirement)
		}
	}
}

func (of *posed) remainder(o outline) *remainder {
	s := of.planner.standing(of.question.From)
	_, left := s.doAll(o)
	return &remainder{s, left, map[string]bool{}}
}

// met tells which leaves a credential meets, a byte each.
func (x *exchange) met(c *catalog.Credential) string {
	b := make([]byte, len(x.leaves))
	for i, r := range x.leaves {
		switch r := r.(type) {
		case *catalog.CredentialRequirement:
			if r.Credential == c {
				b[i] = 1
			}
		case *catalog.LevelRequirement:
			if r.Accepts(c) {
				b[i] = 1
			}
		}
	}
	return string(b)
}

// reached tells whether a study can be begun and leads, with the rest, to the goal.
func (w *remainder) reached(q Question, a action, meets string) bool {
	if !w.s.possible(a) {
		return false
	}
	reaches, known := w.reaches[meets]
	if !known {
		w.s.do(a)
		done, _ := w.s.doAll(w.left)
		reaches = w.s.ends(q)
		for _, b := range slices.Backward(append(outline{a}, done...)) {
			w.s.undo(b)
		}
		w.reaches[meets] = reaches
	}
	return reaches
}
