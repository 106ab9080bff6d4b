package pareto

import "slices"

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

// choice finds something decided on that can come to hold in several ways, none of which is decided on, and gives them:
// every plan below takes one. So a set is built around whole ways to the goal. What is decided on and still out of
// reach after that, because two things wait for each other, is left to cuts.
func (s *sets) choice() (ways []literal, open bool) {
	s.meter.take(len(s.chosen) / 16)
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
	s.meter.take(len(x.of) / 128)
	switch x.op {
	case opAll:
		for _, p := range x.of {
			if ways, open = s.ways(p, item); open {
				return ways, true
			}
		}
	case opAny, opAtLeast:
		return s.waysOf(c, item)
	case opHas:
		if s.option[x.item] < 0 {
			s.offer(x.item, -1, &ways)
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
func (s *sets) waysOf(c Cond, item int32) (ways []literal, open bool) {
	x := &s.conds[c]
	count := 1
	if x.op == opAtLeast {
		count, c = x.count, -1
	}
	var decided []Cond
	for _, p := range x.of {
		itself := s.conds[p].op == opHas && s.conds[p].item == item
		if !itself && (s.full.holds[p] || s.taken(p)) {
			decided = append(decided, p)
		}
	}
	s.meter.take(len(x.of) * len(decided) / 256)
	if len(decided) < count {
		for _, p := range x.of {
			if !slices.Contains(decided, p) && !s.taken(p) {
				s.take(p, c, &ways)
			}
		}
		return ways, true
	}
	for _, p := range decided {
		// What was decided to come to hold may do so after the item, for something else.
		if ways, open = s.ways(p, -1); open {
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

// take adds the literals that decide on a condition, an alternative of another (-1: one of several that must hold).
func (s *sets) take(c, of Cond, into *[]literal) {
	switch x := &s.conds[c]; {
	case x.op == opHas:
		s.offer(x.item, of, into)
	case x.op == opWorked:
		if !s.workedOut[c] {
			*into = append(*into, literal{gather, int32(c), 0})
		}
	case !s.heldOut[c]:
		*into = append(*into, literal{hold, int32(c), 0})
	}
}

// obligation finds something decided on, the latest first, that is not within reach, and gives a cut for it: literals of
// which every plan below contains at least one. obliged with no literals: there is no plan below.
func (s *sets) obligation() (cut []literal, obliged bool) {
	s.epoch++
	s.meter.take(len(s.chosen) / 128)
	for k := len(s.chosen) - 1; k >= 0; k-- {
		i := s.chosen[k]
		if needs := s.Items[i].Options[s.option[i]].Requires; !s.full.holds[needs] {
			s.cut(needs, -1, &cut)
			return cut, true
		}
	}
	for k := len(s.jobs) - 1; k >= 0; k-- {
		if j := s.jobs[k]; !s.open[j] {
			s.cut(s.Jobs[j].Opens, -1, &cut)
			return cut, true
		}
	}
	for k := len(s.held) - 1; k >= 0; k-- {
		if c := Cond(s.held[k]); !s.full.holds[c] {
			s.cut(c, -1, &cut)
			return cut, true
		}
	}
	if !s.full.holds[s.Goal] {
		s.cut(s.Goal, -1, &cut)
		return cut, true
	}
	for _, e := range s.worked {
		if !s.full.holds[e] {
			s.cut(Cond(e), -1, &cut)
			return cut, true
		}
	}
	return nil, false
}

// cut collects the undecided literals through which a condition that is out of reach can come within reach. The way
// down from c to the first literal of any derivation never meets a condition twice, so each is expanded once.
func (s *sets) cut(c, of Cond, into *[]literal) {
	if s.seen[c] == s.epoch || s.full.holds[c] || s.heldOut[c] {
		return
	}
	s.seen[c] = s.epoch
	x := &s.conds[c]
	s.meter.take(len(x.of) / 256)
	switch x.op {
	case opAll:
		narrowest := Cond(-1)
		for _, p := range x.of {
			if !s.full.holds[p] && (narrowest < 0 || s.width[p] < s.width[narrowest]) {
				narrowest = p
			}
		}
		s.cut(narrowest, of, into)
	case opAny, opAtLeast:
		if x.op == opAny {
			of = c
		}
		for _, p := range x.of {
			s.cut(p, of, into)
		}
	case opHas:
		switch o := s.option[x.item]; {
		case o >= 0:
			s.cut(s.Items[x.item].Options[o].Requires, of, into)
		case s.virtually[x.item]:
			for o, out := range s.without[x.item] {
				if !out {
					s.cut(s.Items[x.item].Options[o].Requires, of, into)
				}
			}
		default:
			s.offer(x.item, of, into)
		}
	case opWorked:
		switch {
		case s.workedIn[c] || s.virtualWork[c]:
			for _, j := range x.jobs {
				if !s.jobOut[j] {
					s.cut(s.Jobs[j].Opens, of, into)
				}
			}
		case !s.workedOut[c]:
			*into = append(*into, literal{gather, int32(c), 0})
		}
	}
}

// offer adds all ways left to acquire an item,
// by which it can be the first of the alternatives of a condition to hold: not one that requires that condition.
func (s *sets) offer(item int32, of Cond, into *[]literal) {
	if !s.base.serves(item) {
		return
	}
	for o := range s.Items[item].Options {
		if !s.without[item][o] && (of < 0 || !s.beyond.im.implies(s.Items[item].Options[o].Requires, of)) {
			*into = append(*into, literal{acquire, item, int32(o)})
		}
	}
}
