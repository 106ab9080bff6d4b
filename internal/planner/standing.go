package planner

import "careerlattice/internal/catalog"

// standing is what a person holds and has worked at some moment, by the indices of the catalog.
type standing struct {
	demands *demands
	held    []bool
	// accepted is how many of the credentials held meet a demand of a level, by demand.
	accepted []int32
	exp      []int64
	total    int64
	// from tells in which careers the profile started with experience: those stay open.
	from []bool
}

func (p *Planner) standing(from Profile) *standing {
	n := len(p.catalog.Careers)
	s := &standing{
		demands: p.demands, held: make([]bool, len(p.catalog.Credentials)), accepted: make([]int32, len(p.demands.all)),
		exp: make([]int64, n), from: make([]bool, n),
	}
	for _, c := range from.Credentials {
		s.hold(c, true)
	}
	for _, e := range from.Experience {
		s.exp[e.Career.Index] = int64(e.Months)
		s.total += int64(e.Months)
		s.from[e.Career.Index] = true
	}
	return s
}

// hold takes note that a credential is held from now on, or no longer.
func (s *standing) hold(c *catalog.Credential, held bool) {
	if s.held[c.Index] == held {
		return
	}
	s.held[c.Index] = held
	change := int32(1)
	if !held {
		change = -1
	}
	for _, at := range s.demands.met[c.Index] {
		s.accepted[at] += change
	}
}

// worked tells whether the profile started with experience in a career.
func (s *standing) worked(c *catalog.Career) bool { return s.from[c.Index] }

// months is the experience in the listed careers, or without any in all.
func (s *standing) months(in []*catalog.Career) int64 {
	if len(in) == 0 {
		return s.total
	}
	sum := int64(0)
	for i, c := range in {
		if !repeated(in, i) {
			sum += s.exp[c.Index]
		}
	}
	return sum
}

// repeated tells whether the i-th career stands in the list before.
func repeated(in []*catalog.Career, i int) bool {
	for _, c := range in[:i] {
		if c == in[i] {
			return true
		}
	}
	return false
}

// open tells whether a person may work in a career.
func (s *standing) open(c *catalog.Career) bool { return s.from[c.Index] || s.meets(c.Requires) }

// meets tells whether a requirement of the catalog, or one made of its credentials and careers, holds; nil does.
func (s *standing) meets(r catalog.Requirement) bool {
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.CredentialRequirement:
		return s.held[r.Credential.Index]
	case *catalog.LevelRequirement:
		return s.accepted[s.demands.levels[r]] > 0
	case *catalog.ExperienceRequirement:
		return s.months(r.In) >= int64(r.Months)
	}
	of := catalog.Parts(r)
	met := 0
	for _, part := range of {
		if s.meets(part) {
			met++
		}
	}
	return enough(r, met, len(of))
}

// enough tells whether a requirement holds of whose parts some are met.
func enough(r catalog.Requirement, met, of int) bool {
	switch r := r.(type) {
	case *catalog.AllOf:
		return met == of
	case *catalog.AnyOf:
		return met > 0
	case *catalog.SomeOf:
		return met >= r.Count
	}
	return false
}

// ends tells whether a plan for the question is at its end.
func (s *standing) ends(q Question) bool {
	if !s.open(q.To) {
		return false
	}
	for _, c := range q.Constraints.ViaCredentials {
		if !s.held[c.Index] {
			return false
		}
	}
	for _, c := range q.Constraints.ViaCareers {
		if s.exp[c.Index] < 1 {
			return false
		}
	}
	return true
}

// do adds what an action gives.
func (s *standing) do(a action) {
	if a.credential != nil {
		s.hold(a.credential, true)
	}
	if a.career != nil {
		s.exp[a.career.Index] += int64(a.months())
		s.total += int64(a.months())
	}
}

// doAll does of some actions what can be done, in whatever order, and tells what was done and what was not.
func (s *standing) doAll(o outline) (done, left outline) {
	for left = o; ; {
		var waiting outline
		for _, a := range left {
			if s.possible(a) {
				s.do(a)
				done = append(done, a)
			} else {
				waiting = append(waiting, a)
			}
		}
		if len(waiting) == len(left) {
			return done, left
		}
		left = waiting
	}
}

// undo takes it away again.
func (s *standing) undo(a action) {
	if a.credential != nil {
		s.hold(a.credential, false)
	}
	if a.career != nil {
		s.exp[a.career.Index] -= int64(a.months())
		s.total -= int64(a.months())
	}
}

// possible tells whether an action can begin.
func (s *standing) possible(a action) bool {
	if a.credential != nil && !s.meets(a.route.Requires) {
		return false
	}
	return a.career == nil || s.open(a.career)
}
