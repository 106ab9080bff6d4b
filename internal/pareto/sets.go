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

	chains *chains
	// virtually are items, by whatever option, and conditions of experience that a bound takes as decided on.
	virtually, virtualWork []bool
	load                   []int64 // of each job, while a bound is packed

	w         weights
	late      int32   // a job that comes after what is being weighed for a bound; -1
	opening   sums    // what the best paid job decided on takes before it opens
	byPay     []int32 // all jobs, the best paid first
	landmarks *landmarks
	support   [][]uint64 // of each job, the items on which its opening may depend
	width     []int32    // how many literals a cut through a condition has, roughly
	seen      []uint32
	epoch     uint32
	usable    bool // some item can be acquired beside a job
	// evaluated is how much was decided when a set was last evaluated: more jobs alone make no other set.
	evaluated [2]int
	// core is how many items were decided on when all came within reach first; -1 before that.
	core  int
	asked []int32 // experience that the core, or the goal, may ask for
	early bool    // an item beyond the core may let one of it begin before the experience is had that it asks for
	// exact: every plan of a vector is wanted, whatever the jobs beside which its studies go. pays: pay matters.
	exact, pays bool
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
	l := newLinks(r.Network)
	s := &sets{
		w: newWeights(q.Idle), evaluated: [2]int{-1, -1}, core: -1, late: -1, reduced: r, links: l, q: q, order: o, meter: m, full: newClosure(l), pure: newClosure(l),
		option: make([]int32, len(r.Items)), without: make([][]bool, len(r.Items)),
		workedIn: make([]bool, len(r.conds)), workedOut: make([]bool, len(r.conds)),
		heldIn: make([]bool, len(r.conds)), heldOut: make([]bool, len(r.conds)),
		jobIn: make([]bool, len(r.Jobs)), jobOut: make([]bool, len(r.Jobs)), open: make([]bool, len(r.Jobs)),
		seen: make([]uint32, len(r.conds)), virtually: make([]bool, len(r.Items)), virtualWork: make([]bool, len(r.conds)), load: make([]int64, len(r.Jobs)),
	}
	s.pays = slices.Contains(o.chosen, Shortfall) || slices.Contains(o.rest, Shortfall) || q.Limit[Shortfall] >= 0
	s.chains, s.landmarks = &chains{s: s}, newLandmarks(s)
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
	s.findSupport()
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

// findSupport finds, for each job, the items on which its opening may depend: those on any way to it, and, where
// experience is on the way, whatever can be acquired beside a job.
func (s *sets) findSupport() {
	words := (len(s.Items) + 63) / 64
	partTime := make([]uint64, words)
	for i := range s.Items {
		if slices.ContainsFunc(s.Items[i].Options, func(o Option) bool { return o.PartTime >= 0 }) {
			partTime[i/64] |= 1 << (i % 64)
		}
	}
	s.support = make([][]uint64, len(s.Jobs))
	seen := make([]int32, len(s.conds))
	for j := range s.Jobs {
		into := make([]uint64, words)
		var visit func(c Cond)
		visit = func(c Cond) {
			if seen[c] == int32(j+1) {
				return
			}
			seen[c] = int32(j + 1)
			x := &s.conds[c]
			for _, p := range x.of {
				visit(p)
			}
			for _, k := range x.jobs {
				visit(s.Jobs[k].Opens)
			}
			switch x.op {
			case opWorked:
				for w := range into {
					into[w] |= partTime[w]
				}
			case opHas:
				into[x.item/64] |= 1 << (x.item % 64)
				for _, o := range s.Items[x.item].Options {
					visit(o.Requires)
				}
			}
		}
		visit(s.Jobs[j].Opens)
		s.support[j] = into
	}
}

// supports tells whether the opening of some job decided on may depend on an item.
func (s *sets) supports(item int32) bool {
	for _, j := range s.jobs {
		if s.support[j][item/64]&(1<<(item%64)) != 0 {
			return true
		}
	}
	return false
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
	s.landmarks.run()
	if choice, open := s.choice(); open {
		s.branch(choice)
		return
	}
	if cut, obliged := s.obligation(); obliged {
		s.branch(cut)
		return
	}
	before, core := s.evaluated, s.core
	if core < 0 {
		s.setCore()
	}
	if now := [2]int{len(s.chosen), len(s.worked)}; now != before {
		s.evaluate()
		s.evaluated = now
	}
	s.branch(s.extensions())
	s.evaluated, s.core = before, core
}

// choice finds something decided on that can come to hold in several ways, none of which is decided on, and gives them:
// every plan below takes one. So a set is built around whole ways to the goal. What is decided on and still out of
// reach after that, because two things wait for each other, is left to cuts.
func (s *sets) choice() (ways []literal, open bool) {
	for _, i := range s.chosen {
		s.epoch++
		if ways, open = s.ways(s.Items[i].Options[s.option[i]].Requires, i); open {
			return ways, true
		}
	}
	s.epoch++
	for _, j := range s.jobs {
		if ways, open = s.ways(s.Jobs[j].Opens, -1); open {
			return ways, true
		}
	}
	for _, c := range s.held {
		if ways, open = s.ways(Cond(c), -1); open {
			return ways, true
		}
	}
	for _, e := range s.worked {
		if ways, open = s.ways(Cond(e), -1); open {
			return ways, true
		}
	}
	return s.ways(s.Goal, -1)
}

// ways gives the ways in which the first undecided part of a condition can come to hold, for an item (-1: something
// else) that cannot itself be one of them.
func (s *sets) ways(c Cond, item int32) (ways []literal, open bool) {
	if s.full.holds[c] || s.seen[c] == s.epoch {
		return nil, false
	}
	s.seen[c] = s.epoch
	x := &s.conds[c]
	switch x.op {
	case opAll:
		for _, p := range x.of {
			if ways, open = s.ways(p, item); open {
				return ways, true
			}
		}
	case opAny, opAtLeast:
		return s.waysOf(x, item)
	case opHas:
		if s.option[x.item] < 0 {
			s.offer(x.item, &ways)
			return ways, true
		}
	case opWorked:
		if !s.workedIn[c] {
			if !s.workedOut[c] {
				ways = []literal{{gather, int32(c), 0}}
			}
			return ways, true
		}
		for _, j := range x.jobs {
			if s.jobIn[j] {
				return nil, false
			}
			if !s.jobOut[j] {
				ways = append(ways, literal{workIn, j, 0})
			}
		}
		return ways, true
	}
	return nil, false
}

// waysOf gives the parts of a condition of several that may be the next to hold.
func (s *sets) waysOf(x *condition, item int32) (ways []literal, open bool) {
	count := 1
	if x.op == opAtLeast {
		count = x.count
	}
	var decided []Cond
	for _, p := range x.of {
		itself := s.conds[p].op == opHas && s.conds[p].item == item
		if !itself && (s.full.holds[p] || s.taken(p)) {
			decided = append(decided, p)
		}
	}
	if len(decided) < count {
		for _, p := range x.of {
			if !slices.Contains(decided, p) && !s.taken(p) {
				s.take(p, &ways)
			}
		}
		return ways, true
	}
	for _, p := range decided {
		if ways, open = s.ways(p, item); open {
			return ways, true
		}
	}
	return nil, false
}

// taken tells whether a condition is decided on.
func (s *sets) taken(c Cond) bool {
	switch x := &s.conds[c]; x.op {
	case opHas:
		return s.option[x.item] >= 0
	case opWorked:
		return s.workedIn[c]
	}
	return s.heldIn[c]
}

// take adds the literals that decide on a condition.
func (s *sets) take(c Cond, into *[]literal) {
	switch x := &s.conds[c]; {
	case x.op == opHas:
		s.offer(x.item, into)
	case x.op == opWorked:
		if !s.workedOut[c] {
			*into = append(*into, literal{gather, int32(c), 0})
		}
	case !s.heldOut[c]:
		*into = append(*into, literal{hold, int32(c), 0})
	}
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
		bound, ok := s.bound()
		s.retract(l, m)
		if ok && s.wanted(bound) {
			branches = append(branches, branch{l, bound})
			continue
		}
		s.exclude(l, true) // no plan that is wanted contains it
	}
	slices.SortStableFunc(branches, func(a, b branch) int { return s.order.first(a.bound.vector(), b.bound.vector()) })
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

// obligation finds something decided on, the latest first, that is not within reach, and gives a cut for it: literals of
// which every plan below contains at least one. obliged with no literals: there is no plan below.
func (s *sets) obligation() (cut []literal, obliged bool) {
	s.epoch++
	for k := len(s.chosen) - 1; k >= 0; k-- {
		i := s.chosen[k]
		if needs := s.Items[i].Options[s.option[i]].Requires; !s.full.holds[needs] {
			s.cut(needs, &cut)
			return cut, true
		}
	}
	for k := len(s.jobs) - 1; k >= 0; k-- {
		if j := s.jobs[k]; !s.open[j] {
			s.cut(s.Jobs[j].Opens, &cut)
			return cut, true
		}
	}
	for k := len(s.held) - 1; k >= 0; k-- {
		if c := Cond(s.held[k]); !s.full.holds[c] {
			s.cut(c, &cut)
			return cut, true
		}
	}
	if !s.full.holds[s.Goal] {
		s.cut(s.Goal, &cut)
		return cut, true
	}
	for _, e := range s.worked {
		if !s.full.holds[e] {
			s.cut(Cond(e), &cut)
			return cut, true
		}
	}
	return nil, false
}

// cut collects the undecided literals through which a condition that is out of reach can come within reach. The way
// down from c to the first literal of any derivation never meets a condition twice, so each is expanded once.
func (s *sets) cut(c Cond, into *[]literal) {
	if s.seen[c] == s.epoch || s.full.holds[c] || s.heldOut[c] {
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
		switch o := s.option[x.item]; {
		case o >= 0:
			s.cut(s.Items[x.item].Options[o].Requires, into)
		case s.virtually[x.item]:
			for o, out := range s.without[x.item] {
				if !out {
					s.cut(s.Items[x.item].Options[o].Requires, into)
				}
			}
		default:
			s.offer(x.item, into)
		}
	case opWorked:
		switch {
		case s.workedIn[c] || s.virtualWork[c]:
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

// least is the fewest months that an option takes.
func (o *Option) least() int64 {
	if o.FullTime < 0 || o.PartTime >= 0 && o.PartTime < o.FullTime {
		return o.PartTime
	}
	return o.FullTime
}

// extensions lists what could be of use beyond a set whose parts are all within reach. A plan may contain more than
// such a set only for what that adds to its jobs: one that is not open, or one that opens earlier. So these are: jobs to
// decide on; all alternatives of whatever the opening of a job decided on depends on; the alternatives of whatever else is
// had by experience; and extras.
func (s *sets) extensions() []literal {
	var more []literal
	top, settled := s.settled()
	over := settled && s.atOnce(top) && !s.exact
	for _, j := range s.byPay {
		if !s.jobOut[j] && !s.jobIn[j] && s.useful(j) && (!s.open[j] || s.sooner(j)) {
			more = append(more, literal{workIn, j, 0})
		}
	}
	jobs := len(more)
	s.epoch++
	for _, j := range s.jobs {
		s.alternatives(s.Jobs[j].Opens, false, &more)
	}
	for _, i := range s.chosen {
		if s.supports(i) {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, false, &more)
		}
	}
	s.epoch++
	s.alternatives(s.Goal, true, &more)
	for _, i := range s.chosen {
		if !s.supports(i) {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, true, &more)
		}
	}
	slices.SortFunc(more[jobs:], func(a, b literal) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.a, b.a), cmp.Compare(a.b, b.b))
	})
	more = slices.Compact(more)
	if over {
		return slices.DeleteFunc(more, func(l literal) bool { return l.kind != gather })
	}
	return s.recommended(more)
}

// recommended adds the extras: items that may be studied for the experience alone.
func (s *sets) recommended(more []literal) []literal {
	if len(s.worked) > 0 {
		for i, extra := range s.extras {
			if extra && s.option[i] < 0 {
				s.offer(int32(i), &more)
			}
		}
	}
	return more
}

// atOnce tells whether the job that settled gives is open from the start, so that nothing beyond the core is of use.
func (s *sets) atOnce(top int32) bool { return top < 0 || s.Jobs[top].Opens == Always }

// settled tells whether items beyond the core can be of use only before the best paid job opens, and gives that job,
// -1 where pay does not matter or there is none. From then on whatever of the core is left can go beside that job: it
// pays no less than any other, and it counts for all experience that the core asks for; so to drop what was added after
// makes nothing worse. That takes a job that is known to be open or worked in, and a core that needs no other, and in
// which no item added can take the place of experience, so that what asks for it begins before it is had.
func (s *sets) settled() (top int32, ok bool) {
	if s.core < 0 || s.early {
		return -1, false
	}
	for _, i := range s.chosen[:s.core] {
		if s.Items[i].Options[s.option[i]].FullTime < 0 {
			return -1, false
		}
	}
	if !s.pays && !s.exact {
		return -1, !s.asks(-1)
	}
	top = -1
	for _, j := range s.byPay {
		if !s.jobOut[j] {
			top = j
			break
		}
	}
	if top < 0 {
		return top, !s.asks(-1)
	}
	return top, (s.jobIn[top] || s.Jobs[top].Opens == Always) && !s.asks(top)
}

// asks tells whether the core may ask for experience for which a job does not count; -1: for any.
func (s *sets) asks(top int32) bool {
	for _, e := range s.asked {
		if s.workedOut[e] {
			continue
		}
		if _, counts := slices.BinarySearch(s.conds[e].jobs, top); !counts {
			return true
		}
	}
	return false
}

// setCore notes that all that was decided on is within reach for the first time.
func (s *sets) setCore() {
	s.core, s.asked = len(s.chosen), nil
	s.epoch++
	var look func(c Cond)
	look = func(c Cond) {
		if s.seen[c] == s.epoch {
			return
		}
		s.seen[c] = s.epoch
		if s.conds[c].op == opWorked {
			s.asked = append(s.asked, int32(c))
		}
		for _, p := range s.conds[c].of {
			look(p)
		}
	}
	look(s.Goal)
	for _, i := range s.chosen {
		look(s.Items[i].Options[s.option[i]].Requires)
	}
	s.epoch++
	var instead []literal
	for _, i := range s.chosen {
		s.alternatives(s.Items[i].Options[s.option[i]].Requires, true, &instead)
	}
	s.early = slices.ContainsFunc(instead, func(l literal) bool { return l.kind == acquire })
}

// sooner tells whether there is anything undecided by which an open job could open sooner.
func (s *sets) sooner(j int32) bool {
	if s.Jobs[j].Opens == Always {
		return false
	}
	s.epoch++
	var ways []literal
	s.alternatives(s.Jobs[j].Opens, false, &ways)
	for _, i := range s.chosen {
		if s.support[j][i/64]&(1<<(i%64)) != 0 {
			s.alternatives(s.Items[i].Options[s.option[i]].Requires, false, &ways)
		}
	}
	return len(ways) > 0
}

// useful tells whether a job that is not open could serve the set: beside a study, or for an experience decided on.
func (s *sets) useful(j int32) bool {
	pays := s.pays && s.Jobs[j].Shortfall < s.q.Idle || s.exact
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if o.PartTime >= 0 && (o.FullTime < 0 || pays || len(s.links.worked[j]) > 0) {
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
