package planner

import "slices"

// rules tell what a question allows a plan to do.
type rules struct {
	n       *network // without its numbers
	allowed []bool   // careers that may be worked in, by index
}

func (p *Planner) rules(q Question) rules {
	return rules{&network{p: p, q: q, s: p.standing(q.From)}, p.allowed(q)}
}

// allow tells whether every action of a plan is allowed, and none stands in it twice.
func (r rules) allow(o outline) bool {
	for i, a := range o {
		mode := FullTime
		if a.career != nil {
			mode = WhileWorking
		}
		twice := slices.ContainsFunc(o[:i], func(b action) bool {
			return a.credential == b.credential && (a.credential != nil || a.career == b.career)
		})
		switch {
		case twice, a.career != nil && !r.allowed[a.career.Index]:
			return false
		case a.credential != nil && (!r.n.mode(mode) || !r.n.studyable(a.credential)):
			return false
		}
	}
	return true
}
