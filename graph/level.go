package graph

import "careerlattice/internal/catalog"

// needs tells for each level which careers need a credential above it. A career needs one when its requirement can be met
// with credentials of all levels, and cannot with those up to the level alone: whether it asks for such a credential itself,
// or for experience or a credential that in turn cannot be had without one.
type needs map[catalog.Level][]bool

func needsOf(c *catalog.Catalog) needs {
	all := attainable(c, catalog.LevelDoctoral)
	out := needs{}
	for _, level := range catalog.Levels() {
		up := attainable(c, level)
		out[level] = make([]bool, len(c.Careers))
		for i := range c.Careers {
			out[level][i] = all.careers[i] && !up.careers[i]
		}
	}
	return out
}

// above tells whether a career needs a credential above a level.
func (n needs) above(level catalog.Level, c *catalog.Career) bool { return n[level][c.Index] }

// attained tells by index which credentials can be held and which careers can be worked in.
type attained struct {
	catalog              *catalog.Catalog
	credentials, careers []bool
}

// attainable begins with all credentials up to a level and all careers, and takes away what cannot be met with the others
// until nothing is left to take. What requires itself in a circle stays: it needs no level.
func attainable(c *catalog.Catalog, highest catalog.Level) *attained {
	a := &attained{c, make([]bool, len(c.Credentials)), make([]bool, len(c.Careers))}
	for i, x := range c.Credentials {
		a.credentials[i] = x.Level <= highest
	}
	for i := range c.Careers {
		a.careers[i] = true
	}
	for changed := true; changed; {
		changed = false
		for i, x := range c.Credentials {
			if a.credentials[i] && !a.earned(x) {
				a.credentials[i], changed = false, true
			}
		}
		for i, x := range c.Careers {
			if a.careers[i] && !a.met(x.Requires) {
				a.careers[i], changed = false, true
			}
		}
	}
	return a
}

// earned tells whether a credential has a route that can be met; one without routes can be held from the start.
func (a *attained) earned(c *catalog.Credential) bool {
	for _, route := range c.Routes {
		if a.met(route.Requires) {
			return true
		}
	}
	return len(c.Routes) == 0
}

func (a *attained) met(r catalog.Requirement) bool {
	switch r := r.(type) {
	case *catalog.AllOf:
		return a.count(r.Of) == len(r.Of)
	case *catalog.AnyOf:
		return a.count(r.Of) > 0
	case *catalog.SomeOf:
		return a.count(r.Of) >= r.Count
	case *catalog.CredentialRequirement:
		return a.credentials[r.Credential.Index]
	case *catalog.LevelRequirement:
		for i, c := range a.catalog.Credentials {
			if a.credentials[i] && r.Accepts(c) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		return a.experienced(r)
	}
	return true
}

func (a *attained) experienced(r *catalog.ExperienceRequirement) bool {
	if r.Months == 0 || len(r.In) == 0 {
		return true
	}
	for _, c := range r.In {
		if a.careers[c.Index] {
			return true
		}
	}
	return false
}

func (a *attained) count(of []catalog.Requirement) int {
	n := 0
	for _, part := range of {
		if a.met(part) {
			n++
		}
	}
	return n
}
