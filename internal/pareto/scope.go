package pareto

// scope are the conditions for which bounds are worked out, each after those that it depends on: by strongly connected components
// (Tarjan 1972), since some depend on themselves.
type scope struct {
	order []Cond
	ends  []int32 // of the components in order
	// asks visits what a condition depends on.
	asks func(c Cond)

	found []int32 // of each condition, its number among those found, in this walk or before
	last  int32
	since int32   // what was found in this walk has a greater number
	done  []bool  // of each condition that was found in this walk: its component is complete
	open  []Cond  // found, and not done
	lows  []int32 // of those being visited, the first found that something they depend on depends on
}

func newScope(conds int, asks func(c Cond)) scope {
	return scope{asks: asks, found: make([]int32, conds), done: make([]bool, conds)}
}

// begin makes a scope empty.
func (s *scope) begin() { s.order, s.ends, s.since = s.order[:0], s.ends[:0], s.last }

// visit puts a condition and all that it depends on into the scope.
func (s *scope) visit(c Cond) {
	if s.found[c] > s.since {
		if !s.done[c] {
			s.lower(s.found[c])
		}
		return
	}
	s.last++
	number, before := s.last, len(s.open)
	s.found[c], s.done[c] = number, false
	s.open, s.lows = append(s.open, c), append(s.lows, number)
	s.asks(c)
	low := s.lows[len(s.lows)-1]
	if s.lows = s.lows[:len(s.lows)-1]; low < number {
		s.lower(low)
		return
	}
	for _, x := range s.open[before:] {
		s.done[x] = true
	}
	for k := len(s.open) - 1; k >= before; k-- { // what was found last depends on the least
		s.order = append(s.order, s.open[k])
	}
	s.open = s.open[:before]
	s.ends = append(s.ends, int32(len(s.order)))
}

func (s *scope) lower(low int32) {
	if k := len(s.lows) - 1; k >= 0 {
		s.lows[k] = min(s.lows[k], low)
	}
}

// settle works on all conditions, on those that depend on each other until nothing changes.
func (s *scope) settle(work func(c Cond) (changed bool)) {
	from := int32(0)
	for _, end := range s.ends {
		for again := true; again; again = again && end-from > 1 {
			again = false
			for _, c := range s.order[from:end] {
				again = work(c) || again
			}
		}
		from = end
	}
}
