package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// standing is what a person holds and has worked at some moment, by the indices of the catalog.
type standing struct {
	held        []bool
	credentials []*catalog.Credential // those held
	exp         []int64
	total       int64
	// from tells in which careers the profile started with experience: those stay open.
	from []bool
}

func (p *Planner) standing(from Profile) *standing {
	n := len(p.catalog.Careers)
	s := &standing{held: make([]bool, len(p.catalog.Credentials)), exp: make([]int64, n), from: make([]bool, n)}
	for _, c := range from.Credentials {
		s.held[c.Index] = true
	}
	s.credentials = append(s.credentials, from.Credentials...)
	for _, e := range from.Experience {
		s.exp[e.Career.Index] = int64(e.Months)
		s.total += int64(e.Months)
		s.from[e.Career.Index] = true
	}
	return s
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

// meets tells whether a requirement holds; nil does.
func (s *standing) meets(r catalog.Requirement) bool {
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.CredentialRequirement:
		return s.held[r.Credential.Index]
	case *catalog.LevelRequirement:
		return slices.ContainsFunc(s.credentials, r.Accepts)
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
		s.held[a.credential.Index] = true
		s.credentials = append(s.credentials, a.credential)
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
		s.held[a.credential.Index] = false
		// From the end, where what was done last stands.
		for i := len(s.credentials) - 1; i >= 0; i-- {
			if s.credentials[i] == a.credential {
				s.credentials = slices.Delete(s.credentials, i, i+1)
				break
			}
		}
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
