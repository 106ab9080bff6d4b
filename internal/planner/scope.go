package planner

import "careerlattice/internal/catalog"

// scope finds the careers on the way to a goal: those that count for something that the goal may need, at any depth,
// those that the person wants to have worked in, the target, and those whose usual next move is the target.
type scope struct {
	p           *Planner
	careers     []bool
	credentials []bool
}

// onTheWay tells, by index, which careers are on the way to the target and what is wanted on the way. It depends on
// neither the profile nor any other constraint.
func (p *Planner) onTheWay(q Question) []bool {
	s := &scope{p: p, careers: make([]bool, len(p.catalog.Careers)), credentials: make([]bool, len(p.catalog.Credentials))}
	s.career(q.To)
	for _, c := range q.Constraints.ViaCredentials {
		s.credential(c)
	}
	for _, c := range q.Constraints.ViaCareers {
		s.career(c)
	}
	for _, c := range q.To.ReachedFrom {
		s.careers[c.Index] = true
	}
	return s.careers
}

func (s *scope) career(c *catalog.Career) {
	if !s.careers[c.Index] {
		s.careers[c.Index] = true
		s.requirement(c.Requires)
	}
}

func (s *scope) credential(c *catalog.Credential) {
	if s.credentials[c.Index] {
		return
	}
	s.credentials[c.Index] = true
	for _, r := range c.Routes {
		s.requirement(r.Requires)
	}
}

func (s *scope) requirement(r catalog.Requirement) {
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		s.credential(r.Credential)
	case *catalog.LevelRequirement:
		s.level(r)
	case *catalog.ExperienceRequirement:
		in := r.In
		if len(in) == 0 {
			in = s.p.catalog.Careers
		}
		for _, c := range in {
			s.career(c)
		}
	}
	for _, part := range catalog.Parts(r) {
		s.requirement(part)
	}
}

// level follows those credentials that meet the requirement at the lowest level at which any can be earned.
func (s *scope) level(r *catalog.LevelRequirement) {
	lowest := catalog.LevelNone
	for _, c := range s.p.accepted[r] {
		if len(c.Routes) > 0 && (lowest == catalog.LevelNone || c.Level < lowest) {
			lowest = c.Level
		}
	}
	for _, c := range s.p.accepted[r] {
		if len(c.Routes) > 0 && c.Level == lowest {
			s.credential(c)
		}
	}
}
