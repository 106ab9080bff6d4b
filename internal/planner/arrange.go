package planner

import (
	"cmp"
	"slices"
)

// arranged is a plan in its natural order: what a step needs stands before it, and what serves one step together.
type arranged struct {
	actions outline
	// needs lists, for each action and last for the goal, the places of actions that suffice for it to begin, none too many.
	needs [][]int
}

// arrange orders a plan, whatever the order in which it comes, and leaves out steps that nothing needs; ok is false where
// it is no plan.
func (p *Planner) arrange(q Question, o outline) (a arranged, ok bool) {
	base, ok := p.sequence(q, slices.SortedFunc(slices.Values(o), compareActions))
	if !ok {
		return a, false
	}
	needs := make([][]int, len(base)+1)
	for i := range base {
		needs[i] = p.support(q, base[:i], func(s *standing) bool { return s.possible(base[i]) })
	}
	needs[len(base)] = p.support(q, base, func(s *standing) bool { return s.ends(q) })
	// Each step comes right after what it needs: depth first from the goal.
	at := make([]int, len(base))
	for i := range at {
		at[i] = -1
	}
	var order []int
	var visit func(i int)
	visit = func(i int) {
		for _, before := range needs[i] {
			if at[before] < 0 {
				visit(before)
			}
		}
		if i < len(base) {
			at[i] = len(order)
			order = append(order, i)
		}
	}
	visit(len(base))
	for _, i := range append(order, len(base)) {
		if i < len(base) {
			a.actions = append(a.actions, base[i])
		}
		var places []int
		for _, before := range needs[i] {
			places = append(places, at[before])
		}
		slices.Sort(places)
		a.needs = append(a.needs, places)
	}
	return a, true
}

// support gives the places of actions before a moment that suffice for ok to hold then, and of which none may be missing.
// Of several such choices it takes the earlier actions.
func (p *Planner) support(q Question, before outline, ok func(*standing) bool) []int {
	s := p.standing(q.From)
	for _, a := range before {
		s.do(a)
	}
	var needed []int
	for i := len(before) - 1; i >= 0; i-- {
		s.undo(before[i])
		if !ok(s) {
			s.do(before[i])
			needed = append(needed, i)
		}
	}
	slices.Reverse(needed)
	return needed
}

// compareActions sorts studies before work, each by what is studied or worked in.
func compareActions(a, b action) int {
	switch {
	case a.credential != nil && b.credential != nil:
		return cmp.Compare(a.credential.Index, b.credential.Index)
	case a.credential == nil && b.credential == nil:
		return cmp.Compare(a.career.Index, b.career.Index)
	case a.credential != nil:
		return -1
	}
	return 1
}
