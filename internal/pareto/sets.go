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
	links *links
	q     Question
	meter *meter
	// wanted tells whether anything at or above a lower bound is; evaluate takes a set whose parts are all within reach.
	wanted   func(bound Vector) bool
	evaluate func()

	// full holds what can be had with unlimited months of the experience decided on; pure what can be had without any.
	full, pure *closure
	chosen     []int32 // items decided on, in order
	option     []int32 // of each item decided on; -1
	without    [][]bool
	worked     []int32 // conditions of experience decided on, in order
	workedIn   []bool
	workedOut  []bool
	jobs       []int32 // jobs decided on
	jobIn      []bool
	jobOut     []bool
	open       []bool

	byPay   []int32 // all jobs, the best paid first
	width   []int32 // how many literals a cut through a condition has, roughly
	enables []bool  // items in the support of a job that is not open at once
	seen    []uint32
	epoch   uint32
	usable  bool // some item can be acquired beside a job
}

type literalKind uint8

const (
	acquire literalKind = iota // item a by option b
	gather                     // the experience of condition a
	workIn                     // job a is worked in
)

// literal is one decision.
type literal struct {
	kind literalKind
	a, b int32
}

func newSets(r *reduced, q Question, m *meter) *sets {
	l := newLinks(r.Network)
	s := &sets{
		reduced: r, links: l, q: q, meter: m, full: newClosure(l), pure: newClosure(l),
		option: make([]int32, len(r.Items)), without: make([][]bool, len(r.Items)),
		workedIn: make([]bool, len(r.conds)), workedOut: make([]bool, len(r.conds)),
		jobIn: make([]bool, len(r.Jobs)), jobOut: make([]bool, len(r.Jobs)), open: make([]bool, len(r.Jobs)),
		seen: make([]uint32, len(r.conds)),
	}
	for i := range r.Items {
		s.option[i] = -1
		s.without[i] = make([]bool, len(r.Items[i].Options))
		for _, o := range r.Items[i].Options {
			s.usable = s.usable || o.PartTime >= 0
		}
	}
	for j := range r.Jobs {
		s.byPay = append(s.byPay, int32(j))
	}
	slices.SortStableFunc(s.byPay, func(a, b int32) int { return cmp.Compare(r.Jobs[a].Shortfall, r.Jobs[b].Shortfall) })
	s.measure()
	s.findEnablers()
	s.full.set(Always, s.reached)
	s.pure.set(Always, s.reachedPurely)
	return s
}

// measure estimates how wide a cut through each condition is, to choose the narrowest of several.
func (s *sets) measure() {
	const wide = 1 << 20
	s.width = make([]int32, len(s.conds))
	for c := range s.width {
		x := &s.conds[c] // parts always stand before what they are part of
		switch x.op {
		case opHas:
			s.width[c] = int32(len(s.Items[x.item].Options))
		case opWorked:
			s.width[c] = 1
		case opAll:
			s.width[c] = wide
			for _, p := range x.of {
				s.width[c] = min(s.width[c], s.width[p])
			}
		default:
			for _, p := range x.of {
				s.width[c] = min(wide, s.width[c]+s.width[p])
			}
		}
	}
}

// findEnablers finds the items on which the opening of some job may depend: those in its support, and, where experience
// opens a job, whatever can be acquired beside one.
func (s *sets) findEnablers() {
	s.enables = make([]bool, len(s.Items))
	seen := make([]bool, len(s.conds))
	experience := false
	var visit func(c Cond)
	visit = func(c Cond) {
		if seen[c] {
			return
		}
		seen[c] = true
		x := &s.conds[c]
		for _, p := range x.of {
			visit(p)
		}
		experience = experience || x.op == opWorked
		if x.op == opHas {
			s.enables[x.item] = true
			for _, o := range s.Items[x.item].Options {
				visit(o.Requires)
			}
		}
	}
	for j := range s.Jobs {
		visit(s.Jobs[j].Opens)
	}
	for i := range s.Items {
		besideJob := func(o Option) bool { return o.PartTime >= 0 }
		s.enables[i] = s.enables[i] || experience && slices.ContainsFunc(s.Items[i].Options, besideJob)
	}
}

// reached follows up on a condition that came within reach.
func (s *sets) reached(c Cond) {
	for _, use := range s.links.optionsBy[c] {
		if s.option[use.item] == use.option && s.links.has[use.item] >= 0 {
			s.full.set(s.links.has[use.item], s.reached)
		}
	}
	for _, j := range s.links.jobsBy[c] {
		if s.jobOut[j] {
			continue
		}
		s.open[j] = true
		for _, e := range s.links.worked[j] {
			if s.workedIn[e] {
				s.full.set(e, s.reached)
			}
		}
	}
}

func (s *sets) unreached(c Cond) {
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
		s.option[l.a] = -1
	case gather:
		s.worked = s.worked[:len(s.worked)-1]
		s.workedIn[l.a] = false
	case workIn:
		s.jobs = s.jobs[:len(s.jobs)-1]
		s.jobIn[l.a] = false
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
	}
}

// explore enumerates all sets below the present decisions.
func (s *sets) explore() {
	s.meter.step()
	choice, obliged := s.obligation()
	if !obliged {
		s.evaluate()
		choice = s.extensions()
	}
	s.branch(choice)
}

func (s *sets) branch(choice []literal) {
	for _, l := range choice {
		m := s.assume(l)
		if s.wanted(s.bound()) {
			s.explore()
		}
		s.retract(l, m)
		s.exclude(l, true)
	}
	for _, l := range choice {
		s.exclude(l, false)
	}
}

// obligation finds something decided on, the goal first, that is not within reach, and gives a cut for it: literals of
// which every plan below contains at least one. obliged with no literals: there is no plan below.
func (s *sets) obligation() (cut []literal, obliged bool) {
	s.epoch++
	if !s.full.holds[s.Goal] {
		s.cut(s.Goal, &cut)
		return s.ranked(cut), true
	}
	for _, i := range s.chosen {
		if needs := s.Items[i].Options[s.option[i]].Requires; !s.full.holds[needs] {
			s.cut(needs, &cut)
			return s.ranked(cut), true
		}
	}
	for _, j := range s.jobs {
		if !s.open[j] {
			s.cut(s.Jobs[j].Opens, &cut)
			return s.ranked(cut), true
		}
	}
	for _, e := range s.worked {
		if !s.full.holds[e] {
			s.cut(Cond(e), &cut)
			return s.ranked(cut), true
		}
	}
	return nil, false
}

// cut collects the undecided literals through which a condition that is out of reach can come within reach. The way
// down from c to the first literal of any derivation never meets a condition twice, so each is expanded once.
func (s *sets) cut(c Cond, into *[]literal) {
	if s.seen[c] == s.epoch || s.full.holds[c] {
		return
	}
	s.seen[c] = s.epoch
	x := &s.conds[c]
	switch x.op {
	case opAll:
		narrowest := Cond(-1)
		for _, p := range x.of {
			if !s.full.holds[p] && (narrowest < 0 || s.width[p] < s.width[narrowest]) {
				narrowest = p
			}
		}
		s.cut(narrowest, into)
	case opAny, opAtLeast:
		for _, p := range x.of {
			s.cut(p, into)
		}
	case opHas:
		if o := s.option[x.item]; o >= 0 {
			s.cut(s.Items[x.item].Options[o].Requires, into)
			return
		}
		s.offer(x.item, into)
	case opWorked:
		switch {
		case s.workedIn[c]:
			for _, j := range x.jobs {
				if !s.jobOut[j] {
					s.cut(s.Jobs[j].Opens, into)
				}
			}
		case !s.workedOut[c]:
			*into = append(*into, literal{gather, int32(c), 0})
		}
	}
}

// offer adds all ways left to acquire an item.
func (s *sets) offer(item int32, into *[]literal) {
	for o := range s.Items[item].Options {
		if !s.without[item][o] {
			*into = append(*into, literal{acquire, item, int32(o)})
		}
	}
}

// ranked orders literals: what takes least first, so that good plans are met early.
func (s *sets) ranked(choice []literal) []literal {
	weight := func(l literal) int64 {
		switch l.kind {
		case acquire:
			o := &s.Items[l.a].Options[l.b]
			return o.least()*1000 + o.Cost
		case gather:
			return s.conds[l.a].months * 1000
		}
		return 0
	}
	slices.SortStableFunc(choice, func(a, b literal) int { return cmp.Compare(weight(a), weight(b)) })
	return choice
}

// least is the fewest months that an option takes.
func (o *Option) least() int64 {
	if o.FullTime < 0 || o.PartTime >= 0 && o.PartTime < o.FullTime {
		return o.PartTime
	}
	return o.FullTime
}

// extensions lists what could be of use beyond a set whose parts are all within reach. A plan may contain more than
// such a set only for what that adds to its jobs: a better paid one beside study, another that counts for an experience,
// or an earlier opening of one. So these are: the jobs that are not open; the alternatives of whatever is had by
// experience; all alternatives of whatever a job's opening depends on; and extras.
func (s *sets) extensions() []literal {
	var more []literal
	s.epoch++
	for _, j := range s.byPay {
		if s.open[j] || s.jobOut[j] || s.jobIn[j] || !s.useful(j) {
			continue
		}
		more = append(more, literal{workIn, j, 0})
	}
	jobs := len(more)
	for j := range s.Jobs {
		if s.open[j] && s.Jobs[j].Opens != Always {
			s.alternatives(s.Jobs[j].Opens, false, &more)
		}
	}
	for _, i := range s.chosen {
		if s.enables[i] {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, false, &more)
		}
	}
	s.epoch++
	s.alternatives(s.Goal, true, &more)
	for _, i := range s.chosen {
		if !s.enables[i] {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, true, &more)
		}
	}
	slices.SortFunc(more[jobs:], func(a, b literal) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	more = slices.Compact(more)
	if len(s.worked) > 0 {
		for i, extra := range s.extras {
			if extra && s.option[i] < 0 {
				s.offer(int32(i), &more)
			}
		}
	}
	return more
}

// useful tells whether a job that is not open could serve the set: beside a study, or for an experience decided on.
func (s *sets) useful(j int32) bool {
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if o.PartTime >= 0 && (o.FullTime < 0 || s.Jobs[j].Shortfall < s.q.Idle || o.PartTime <= o.FullTime || len(s.links.worked[j]) > 0) {
			return true
		}
	}
	for _, e := range s.links.worked[j] {
		if s.workedIn[e] {
			return true
		}
	}
	return false
}

// alternatives adds the undecided literals in a condition; with short set it passes over parts that hold without
// experience, for which nothing better can be had.
func (s *sets) alternatives(c Cond, short bool, into *[]literal) {
	if s.seen[c] == s.epoch || short && s.pure.holds[c] {
		return
	}
	s.seen[c] = s.epoch
	x := &s.conds[c]
	for _, p := range x.of {
		s.alternatives(p, short, into)
	}
	switch {
	case x.op == opHas && s.option[x.item] < 0:
		s.offer(x.item, into)
	case x.op == opWorked && !s.workedIn[c] && !s.workedOut[c]:
		*into = append(*into, literal{gather, int32(c), 0})
	}
}

// bound is a lower bound on every plan below the present decisions: each chosen item in its shortest time, or beside
// the best paid job that is not ruled out; experience that no job beside study gives on top.
func (s *sets) bound() Vector {
	var v Vector
	best := s.q.Idle
	for _, j := range s.byPay {
		if !s.jobOut[j] {
			best = min(best, s.Jobs[j].Shortfall)
			break
		}
	}
	var alone, beside, aloneShort, besideShort int64 // time and shortfall of items that can, or cannot, go beside a job
	var partTime int64
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		v[Cost] += o.Cost
		full := o.FullTime * s.q.Idle
		if o.PartTime < 0 {
			alone += o.FullTime
			aloneShort += full
			continue
		}
		partTime += o.PartTime
		beside += o.least()
		part := o.PartTime * best
		if o.FullTime >= 0 {
			part = min(part, full)
		}
		besideShort += part
	}
	v[Time], v[Shortfall] = alone+beside, aloneShort+besideShort
	for _, e := range s.worked {
		x := &s.conds[e]
		pay := int64(-1)
		for _, j := range x.jobs {
			if !s.jobOut[j] && (pay < 0 || s.Jobs[j].Shortfall < pay) {
				pay = s.Jobs[j].Shortfall
			}
		}
		if pay < 0 {
			continue
		}
		v[Time] = max(v[Time], alone+x.months)
		v[Shortfall] = max(v[Shortfall], aloneShort+x.months*pay, aloneShort+besideShort+max(0, x.months-partTime)*pay)
	}
	return v
}
