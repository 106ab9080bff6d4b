package planner

import "careerlattice/internal/catalog"

// scope finds the careers on the way to a goal: those that count for something that the goal may need, at any depth,
// those that the person wants to have worked in, the target, and those whose usual next move is the target.
type scope struct {
	p                             *Planner
	careers, credentials, demands []bool
}

// onTheWay tells, by index, which careers are on the way to the target and what is wanted on the way. It depends on
// neither the profile nor any other constraint.
func (p *Planner) onTheWay(q Question) []bool {
	s := &scope{
		p: p, careers: make([]bool, len(p.catalog.Careers)), credentials: make([]bool, len(p.catalog.Credentials)),
		demands: make([]bool, len(p.demands.all)),
	}
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
		s.demand(s.p.demands.careers[c.Index])
	}
}

func (s *scope) credential(c *catalog.Credential) {
	if s.credentials[c.Index] {
		return
	}
	s.credentials[c.Index] = true
	for _, d := range s.p.demands.routes[c.Index] {
		s.demand(d)
	}
}

func (s *scope) demand(at int32) {
	if s.demands[at] {
		return
	}
	s.demands[at] = true
	d := &s.p.demands.all[at]
	switch r := d.requirement.(type) {
	case *catalog.CredentialRequirement:
		s.credential(r.Credential)
	case *catalog.LevelRequirement:
		for _, c := range d.lowest {
			s.credential(c)
		}
	case *catalog.ExperienceRequirement:
		in := d.careers
		if len(in) == 0 {
			in = s.p.catalog.Careers
		}
		for _, c := range in {
			s.career(c)
		}
	}
	for _, part := range d.of {
		s.demand(part)
	}
}
