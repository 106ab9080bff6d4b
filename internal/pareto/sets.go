package pareto

import (
	"cmp"
	"slices"
)

// sets enumerates the sets of acquisitions that plans can be made of. A node of the enumeration is a partial decision:
// literals that the plans below it contain, and literals that they do not. Where the goal, or something already decided
// on, is out of reach of what is decided, a cut gives literals of which every plan below contains one; the node branches
// on them, each branch leaving out the ones before, so that no set is met twice. Where all is within reach, the set is
// evaluated, and then extended by what could be of use beyond it.
type sets struct {
	*reduced
	q     Question
	meter *meter
	// wanted tells whether anything at or above a lower bound is; evaluate takes a set whose parts are all within reach.
	wanted   func(bound) bool
	evaluate func()
	order    order

	// full holds what can be had with unlimited months of the experience decided on; pure what can be had without any.
	full, pure *closure
	chosen     []int32 // items decided on, in order
	option     []int32 // of each item decided on; -1
	without    [][]bool
	worked     []int32 // conditions of experience decided on, in order
	workedIn   []bool
	workedOut  []bool
	held       []int32 // conditions decided on
	heldIn     []bool
	heldOut    []bool
	conflicts  int     // conditions within reach that are decided against
	jobs       []int32 // jobs decided on
	jobIn      []bool
	jobOut     []bool
	open       []bool

	scope  scope // of chains and landmarks
	chains *chains
	// virtually are items, by whatever option, and conditions of experience that a bound takes as decided on.
	virtually, virtualWork []bool
	load                   []int64 // of each job, while a bound is packed

	w         weights
	beyond    *beyond
	pivots    *pivots
	base      *base   // the last set all of whose parts were within reach; nil before that
	bases     []*base // of each item decided on, the base that it extends
	opening   sums    // what the best paid job decided on takes before it opens
	lift      []sums  // of each job, what its opening adds to what the rest takes beside it
	top       int     // the place in byPay of the best paid job decided on, where it is told apart; -1
	atOnce    int     // the place in byPay of the first that pays as much as one open at once
	byPay     []int32 // all jobs, the best paid first
	landmarks *landmarks
	support   [][]uint64 // of each job, the items on which its opening may depend
	width     []int32    // how many literals a cut through a condition has, roughly
	seen      []uint32
	epoch     uint32
	// evaluated is how much was decided when a set was last evaluated: more jobs alone make no other set.
	evaluated [2]int
	// exact: every plan of a vector is wanted, whatever the jobs beside which its studies go. pays: pay matters.
	exact, pays bool
	// complete, where exact is set, goes through the plans of just what is acquired, if no more may be, and tells whether it did.
	complete func() bool
	// merits tells, where exact is set, what the plans of a tally may be worth at best that have so many steps at least.
	merits func(t *tally, steps int) *merit
	// hurries: time matters.
	hurries bool
	// costs: dollars matter.
	costs bool
	// standing: what holds has been come to already and takes nothing more; past is the months gathered of each experience.
	standing bool
	past     []int64
}

type literalKind uint8

const (
	acquire literalKind = iota // item a by option b
	gather                     // the experience of condition a
	workIn                     // job a is worked in
	hold                       // condition a comes to hold
)

// literal is one decision.
type literal struct {
	kind literalKind
	a, b int32
}

func newSets(r *reduced, q Question, o order, m *meter) *sets {
	l := r.links
	s := &sets{
		w: newWeights(q.Idle), evaluated: [2]int{-1, -1}, top: -1, reduced: r, q: q, order: o, meter: m, full: newClosure(l), pure: newClosure(l),
		option: make([]int32, len(r.Items)), without: make([][]bool, len(r.Items)),
		workedIn: make([]bool, len(r.conds)), workedOut: make([]bool, len(r.conds)),
		heldIn: make([]bool, len(r.conds)), heldOut: make([]bool, len(r.conds)),
		jobIn: make([]bool, len(r.Jobs)), jobOut: make([]bool, len(r.Jobs)), open: make([]bool, len(r.Jobs)),
		seen: make([]uint32, len(r.conds)), virtually: make([]bool, len(r.Items)), virtualWork: make([]bool, len(r.conds)), load: make([]int64, len(r.Jobs)),
	}
	s.pays = slices.Contains(o.chosen, Shortfall) || slices.Contains(o.rest, Shortfall) || q.Limit[Shortfall] >= 0
	s.past = make([]int64, len(r.conds))
	s.costs = slices.Contains(o.chosen, Cost) || slices.Contains(o.rest, Cost) || q.Limit[Cost] >= 0
	s.hurries = slices.Contains(o.chosen, Time) || slices.Contains(o.rest, Time) || q.Limit[Time] >= 0
	s.chains, s.landmarks, s.beyond = &chains{s: s}, newLandmarks(s), newBeyond(s)
	s.pivots = newPivots(s)
	for i := range r.Items {
		s.option[i] = -1
		s.without[i] = make([]bool, len(r.Items[i].Options))
	}
	for j := range r.Jobs {
		s.byPay = append(s.byPay, int32(j))
	}
	slices.SortStableFunc(s.byPay, func(a, b int32) int { return cmp.Compare(r.Jobs[a].Shortfall, r.Jobs[b].Shortfall) })
	s.scope = newScope(len(s.conds), s.asks)
	for c := range s.conds {
		s.scope.visit(Cond(c))
	}
	s.measure()
	s.findSupport()
	s.full.set(Always, s.reached)
	s.pure.set(Always, s.reachedPurely)
	return s
}

// asks visits for the scope what a condition depends on.
func (s *sets) asks(c Cond) {
	x := &s.conds[c]
	for _, p := range x.of {
		s.scope.visit(p)
	}
	for _, j := range x.jobs {
		s.scope.visit(s.Jobs[j].Opens)
	}
	if x.op == opHas {
		for o := range s.Items[x.item].Options {
			s.scope.visit(s.Items[x.item].Options[o].Requires)
		}
	}
}

// reached follows up on a condition that came within reach.
func (s *sets) reached(c Cond) {
	if s.heldOut[c] {
		s.conflicts++
	}
	for _, use := range s.links.optionsBy[c] {
		chosen := s.option[use.item] == use.option || s.virtually[use.item] && !s.without[use.item][use.option]
		if chosen && s.links.has[use.item] >= 0 {
			s.full.set(s.links.has[use.item], s.reached)
		}
	}
	for _, j := range s.links.jobsBy[c] {
		if s.jobOut[j] {
			continue
		}
		s.open[j] = true
		for _, e := range s.links.worked[j] {
			if s.workedIn[e] || s.virtualWork[e] {
				s.full.set(e, s.reached)
			}
		}
	}
}

func (s *sets) unreached(c Cond) {
	if s.heldOut[c] {
		s.conflicts--
	}
	for _, j := range s.links.jobsBy[c] {
		s.open[j] = false
	}
}

func (s *sets) reachedPurely(c Cond) {
	for _, use := range s.links.optionsBy[c] {
		if s.option[use.item] == use.option && s.links.has[use.item] >= 0 {
			s.pure.set(s.links.has[use.item], s.reachedPurely)
		}
	}
}

// marks remember how far to undo.
type marks struct{ full, pure int }

// assume decides on a literal.
func (s *sets) assume(l literal) marks {
	m := marks{len(s.full.trail), len(s.pure.trail)}
	switch l.kind {
	case acquire:
		s.chosen = append(s.chosen, l.a)
		s.bases = append(s.bases, s.base)
		s.option[l.a] = l.b
		needs, has := s.Items[l.a].Options[l.b].Requires, s.links.has[l.a]
		if has >= 0 && s.full.holds[needs] {
			s.full.set(has, s.reached)
		}
		if has >= 0 && s.pure.holds[needs] {
			s.pure.set(has, s.reachedPurely)
		}
	case gather:
		s.worked = append(s.worked, l.a)
		s.workedIn[l.a] = true
		if slices.ContainsFunc(s.conds[l.a].jobs, func(j int32) bool { return s.open[j] }) {
			s.full.set(Cond(l.a), s.reached)
		}
	case workIn:
		s.jobs = append(s.jobs, l.a)
		s.jobIn[l.a] = true
	case hold:
		s.held = append(s.held, l.a)
		s.heldIn[l.a] = true
	}
	return m
}

// retract undoes assume.
func (s *sets) retract(l literal, m marks) {
	s.full.undo(m.full, s.unreached)
	s.pure.undo(m.pure, func(Cond) {})
	switch l.kind {
	case acquire:
		s.chosen = s.chosen[:len(s.chosen)-1]
		s.bases = s.bases[:len(s.bases)-1]
		s.option[l.a] = -1
	case gather:
		s.worked = s.worked[:len(s.worked)-1]
		s.workedIn[l.a] = false
	case workIn:
		s.jobs = s.jobs[:len(s.jobs)-1]
		s.jobIn[l.a] = false
	case hold:
		s.held = s.held[:len(s.held)-1]
		s.heldIn[l.a] = false
	}
}

// exclude decides against a literal, or takes that back.
func (s *sets) exclude(l literal, out bool) {
	switch l.kind {
	case acquire:
		s.without[l.a][l.b] = out
	case gather:
		s.workedOut[l.a] = out
	case workIn:
		s.jobOut[l.a] = out
	case hold:
		s.heldOut[l.a] = out
	}
}

// explore enumerates all sets below the present decisions.
func (s *sets) explore() {
	s.meter.step()
	if s.conflicts > 0 {
		return
	}
	if len(s.chosen) > mostChosen {
		panic(stop{errBudget}) // no schedule takes as many
	}
	b, ok := s.sharpest()
	if !ok || !s.wanted(b) {
		return // the landmarks of this node say more than those that it was met with
	}
	if s.exact && s.complete() {
		return
	}
	if s.top >= 0 && s.top < s.atOnce && s.atOnce <= mostLifts {
		if b.most(s.ascent()); !s.wanted(b) {
			return
		}
	}
	if choice, open := s.choice(); open {
		s.branch(choice)
		return
	}
	if cut, obliged := s.obligation(); obliged {
		s.branch(cut)
		return
	}
	before, base := s.evaluated, s.base
	spare := !s.pivots.match() // some item can be spared
	if now := [2]int{len(s.chosen), len(s.worked)}; now != before {
		if !spare {
			s.evaluate()
		}
		s.evaluated = now
		s.base = newBase(s)
	}
	more := s.extensions()
	if !spare {
		more = slices.DeleteFunc(more, func(l literal) bool { return l.kind == acquire && !s.pivots.fits(l.a, true) })
	}
	s.branch(more)
	s.evaluated, s.base = before, base
}

// sharpest is the best bound for a node. Where plans of equal vectors are told apart, the landmarks of the whole network do, and no
// chains: the network is confined already, and what they would leave out is less than they take.
func (s *sets) sharpest() (bound, bool) {
	if s.exact {
		return s.tallied()
	}
	s.landmarks.run()
	return s.bound()
}

// branch explores each literal, the one with the least bound first, so that good plans are met early.
func (s *sets) branch(choice []literal) {
	if len(choice) == 0 {
		return
	}
	branches := make([]branch, 0, len(choice))
	for _, l := range choice {
		s.meter.step()
		m := s.assume(l)
		bound, ok := s.tallied() // few would be left out by more
		ok = ok && s.wanted(bound)
		s.retract(l, m)
		if ok {
			branches = append(branches, branch{l, bound})
			continue
		}
		s.exclude(l, true) // no plan that is wanted contains it
	}
	slices.SortStableFunc(branches, func(a, b branch) int {
		if s.exact {
			return a.bound.merit.compare(*b.bound.merit)
		}
		return s.order.first(a.bound.vector(), b.bound.vector())
	})
	for _, b := range branches {
		if s.wanted(b.bound) {
			m := s.assume(b.literal)
			s.explore()
			s.retract(b.literal, m)
		}
		s.exclude(b.literal, true)
	}
	for _, l := range choice {
		s.exclude(l, false)
	}
}

// branch is a literal and a lower bound on the plans that contain it.
type branch struct {
	literal
	bound bound
}
