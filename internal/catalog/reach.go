package catalog

import "slices"

// reach is what a person can come to hold and work in, given time without end. Since more never makes a requirement
// fail, it does not matter in which order things are taken: what can be reached at all is reached at last.
type reach struct {
	catalog *Catalog
	held    []bool  // by Credential.Index
	open    []bool  // by Career.Index
	level   Level   // the highest level held,
	levels  []Level // and the highest in each field, by Field.Index
	works   bool    // some career is open
}

func newReach(c *Catalog) *reach {
	return &reach{catalog: c, held: make([]bool, len(c.Credentials)), open: make([]bool, len(c.Careers)), levels: make([]Level, len(c.Fields))}
}

func (s *reach) hold(c *Credential) {
	s.held[c.Index] = true
	s.level = max(s.level, c.Level)
	if c.Field != nil {
		s.levels[c.Field.Index] = max(s.levels[c.Field.Index], c.Level)
	}
}

func (s *reach) enter(c *Career) { s.open[c.Index], s.works = true, true }

// spread takes what can be taken until nothing is left, of the entries that may be taken.
func (s *reach) spread(credentials []*Credential, careers []*Career) {
	// Sweeps in both directions, so that a long chain takes few of them whichever way its ids run.
	for changed := true; changed; {
		changed = false
		for _, x := range careers {
			if !s.open[x.Index] && s.meets(x.Requires) {
				s.enter(x)
				changed = true
			}
		}
		for _, x := range credentials {
			if !s.held[x.Index] && slices.ContainsFunc(x.Routes, func(way *Route) bool { return s.meets(way.Requires) }) {
				s.hold(x)
				changed = true
			}
		}
		credentials, careers = slices.Clone(credentials), slices.Clone(careers)
		slices.Reverse(credentials)
		slices.Reverse(careers)
	}
}

// meets tells whether what is reached so far meets a requirement.
func (s *reach) meets(r Requirement) bool {
	switch r := r.(type) {
	case *AllOf:
		return !slices.ContainsFunc(r.Of, func(part Requirement) bool { return !s.meets(part) })
	case *AnyOf:
		return slices.ContainsFunc(r.Of, s.meets)
	case *SomeOf:
		count := 0
		for _, part := range r.Of {
			if s.meets(part) {
				count++
			}
		}
		return count >= r.Count
	case *CredentialRequirement:
		return s.held[r.Credential.Index]
	case *LevelRequirement:
		if len(r.Fields) == 0 {
			return s.level >= r.Level
		}
		return slices.ContainsFunc(r.Fields, func(f *Field) bool { return s.levels[f.Index] >= r.Level })
	case *ExperienceRequirement:
		return r.Months == 0 || len(r.In) == 0 && s.works ||
			slices.ContainsFunc(r.In, func(c *Career) bool { return s.open[c.Index] })
	}
	return true
}

// missing gives the leaves for want of which a requirement is not met: all of those in parts that are not met, since
// an alternative that is met leaves nothing to want. What is never met, such as an empty any, counts as a leaf.
func (s *reach) missing(r Requirement) []Requirement {
	out, _ := s.gather(nil, r)
	return out
}

func (s *reach) gather(out []Requirement, r Requirement) (_ []Requirement, met bool) {
	parts, needed := Parts(r), 1
	switch r := r.(type) {
	case *AllOf:
		needed = len(parts)
	case *SomeOf:
		needed = r.Count
	}
	before, count := len(out), 0
	for _, part := range parts {
		var met bool
		if out, met = s.gather(out, part); met {
			count++
		}
	}
	switch {
	case len(parts) == 0 && s.meets(r), len(parts) > 0 && count >= needed:
		return out[:before], true
	case needed > len(parts) || len(parts) == 0:
		out = append(out, r)
	}
	return out, false
}

// reachable warns of what nobody can ever reach from a high-school diploma, whichever the catalog has, and of the
// circles of requirements that are to blame.
func (l *loader) reachable(c *Catalog) {
	s := newReach(c)
	for _, x := range c.Credentials {
		if x.Level == LevelHighSchool {
			s.hold(x)
		}
	}
	s.spread(c.Credentials, c.Careers)
	for _, x := range c.Credentials {
		if s.held[x.Index] {
			continue
		}
		at := l.credentials.whole[x.Slug].place
		if len(x.Routes) == 0 {
			l.warn(at, x.ID(), "%s can never be earned: it has no routes", x.ID())
			continue
		}
		l.warn(at, x.ID(), "%s can never be earned from a high-school diploma on: no route is open for want of %s", x.ID(), s.want(x))
	}
	for _, x := range c.Careers {
		if !s.open[x.Index] {
			l.warn(l.careers.whole[x.Slug].place, x.ID(), "%s can never be reached from a high-school diploma on, for want of %s",
				x.ID(), s.want(x))
		}
	}
	l.circles(c, s)
}

// want names what is missing for an entry, as far as a message has room.
func (s *reach) want(n Node) string {
	var texts []string
	for _, r := range requirements(n) {
		for _, leaf := range s.missing(r) {
			if text := leaf.Text(); !slices.Contains(texts, text) && len(texts) < 4 {
				texts = append(texts, text)
			}
		}
	}
	if len(texts) == 4 {
		texts[3] = "more"
	}
	return list(texts, "and")
}
