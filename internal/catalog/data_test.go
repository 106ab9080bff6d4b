package catalog_test

import (
	"math"
	"testing"

	"careerlattice/internal/catalog"
)

// The review of the built-in catalog: it loads without a warning, everything in it can be reached, every figure says where it
// comes from, and no special program undercuts a level.

func builtin(t testing.TB) *catalog.Catalog {
	t.Helper()
	in, ok := catalog.Builtin("health-informatics")
	if !ok {
		t.Fatal("there is no built-in catalog health-informatics")
	}
	c, warnings, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range warnings {
		t.Errorf("warning: %v", w)
	}
	return c
}

// person is what somebody holds and how many months they worked in each career, by slug.
type person struct {
	held   map[string]*catalog.Credential
	worked map[string]int
}

func somebody(t testing.TB, c *catalog.Catalog, credentials ...string) person {
	t.Helper()
	p := person{map[string]*catalog.Credential{}, map[string]int{}}
	for _, slug := range credentials {
		x, ok := c.Credential(slug)
		if !ok {
			t.Fatalf("there is no credential %q", slug)
		}
		p.held[slug] = x
	}
	return p
}

func (p person) after(months int, career string) person {
	p.worked[career] += months
	return p
}

// meets is planning.md's table of requirements, written again so that nothing but the types is shared with what it judges.
func (p person) meets(r catalog.Requirement) bool {
	count := func(of []catalog.Requirement) (n int) {
		for _, part := range of {
			if p.meets(part) {
				n++
			}
		}
		return n
	}
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.AllOf:
		return count(r.Of) == len(r.Of)
	case *catalog.AnyOf:
		return count(r.Of) > 0
	case *catalog.SomeOf:
		return count(r.Of) >= r.Count
	case *catalog.CredentialRequirement:
		return p.held[r.Credential.Slug] != nil
	case *catalog.LevelRequirement:
		for _, x := range p.held {
			if r.Accepts(x) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		sum := 0
		for _, x := range r.In {
			sum += p.worked[x.Slug]
		}
		return sum >= r.Months
	}
	return false
}

func TestBuiltinIsReachable(t *testing.T) {
	c := builtin(t)
	p := somebody(t, c, "high-school-diploma")
	for size := -1; size < len(p.held)+len(p.worked); {
		size = len(p.held) + len(p.worked)
		for _, x := range c.Credentials {
			for _, route := range x.Routes {
				if p.meets(route.Requires) {
					p.held[x.Slug] = x
				}
			}
		}
		for _, x := range c.Careers {
			if p.meets(x.Requires) {
				p.worked[x.Slug] = 1200
			}
		}
	}
	for _, x := range c.Credentials {
		if p.held[x.Slug] == nil {
			t.Errorf("nobody can earn %s who starts from a high school diploma", x.ID())
		}
	}
	for _, x := range c.Careers {
		if p.worked[x.Slug] == 0 {
			t.Errorf("nobody gets to %s who starts from a high school diploma", x.ID())
		}
	}
}

func TestBuiltinFiguresHaveSources(t *testing.T) {
	c := builtin(t)
	for _, x := range c.Credentials {
		for i, r := range x.Routes {
			if r.Source == nil {
				t.Errorf("%s: route %d has no source", x.ID(), i)
			}
			if r.Cost.Source == nil && r.Cost.Typical > 0 {
				t.Errorf("%s: the cost of route %d has no source", x.ID(), i)
			}
		}
	}
	for _, x := range c.Careers {
		if x.Wage == nil || x.Wage.Source == nil {
			t.Errorf("%s has no wage with a source", x.ID())
		}
		if x.Growth != nil && x.Growth.Source == nil {
			t.Errorf("%s: the growth has no source", x.ID())
		}
		if x.RequiresSource == nil {
			t.Errorf("%s: the requirement has no source", x.ID())
		}
		for _, n := range x.Notes {
			if n.Source == nil {
				t.Errorf("%s: a note has no source: %s", x.ID(), n.Text)
			}
		}
	}
	for _, x := range c.Industries {
		if x.Wage != nil && x.Wage.Source == nil {
			t.Errorf("%s: the wage has no source", x.ID())
		}
	}
}

func TestBuiltinReadsLikeAdvice(t *testing.T) {
	c := builtin(t)
	top := map[string]bool{"chief-medical-officer": true, "informatics-director": true}
	for _, x := range c.Careers {
		if x.Description == "" || x.SOC == "" || len(x.Skills) == 0 || len(x.Industries) == 0 {
			t.Errorf("%s lacks a description, a SOC code, skills or industries", x.ID())
		}
		if (len(x.LeadsTo) == 0) != top[x.Slug] {
			t.Errorf("%s leads to %d careers", x.ID(), len(x.LeadsTo))
		}
		for _, next := range x.LeadsTo {
			if next == x {
				t.Errorf("%s leads to itself", x.ID())
			}
		}
	}
}

// A level is asked for by whatever takes a degree in any field, so a special program that reached a level sooner or for
// less than the others would stand in plans it has no place in: nursing school as the fastest road to a master's degree in
// computing. The bound for a requirement of several parts is the greatest of them, never more than what it really takes.
func TestBuiltinHasNoArbitrage(t *testing.T) {
	c := builtin(t)
	clinical := map[string]bool{
		"nursing": true, "biology": true, "premedical-studies": true, "medicine": true,
		"pharmacy": true,
	}
	for what, of := range map[string]func(*catalog.Route) int{"months": monthsOf, "dollars": costOf} {
		least := leastFrom(c, "high-school-diploma", of)
		for _, level := range []catalog.Level{catalog.LevelAssociate, catalog.LevelBachelors, catalog.LevelMasters} {
			general := math.MaxInt
			for _, x := range c.Credentials {
				if x.Level >= level && x.Field != nil && !clinical[x.Field.Slug] {
					general = min(general, least[x.Slug])
				}
			}
			if general == math.MaxInt {
				t.Fatalf("no general credential reaches level %d", level)
			}
			for _, x := range c.Credentials {
				if x.Level >= level && x.Field != nil && clinical[x.Field.Slug] && least[x.Slug] < general {
					t.Errorf("%s takes %d %s, less than the %d of every general one", x.ID(), least[x.Slug], what, general)
				}
			}
		}
	}
}

// leastFrom bounds from below what it takes to get each credential, of what a route takes; experience takes nothing.
func leastFrom(c *catalog.Catalog, start string, of func(*catalog.Route) int) map[string]int {
	least := map[string]int{}
	for _, x := range c.Credentials {
		least[x.Slug] = math.MaxInt
	}
	least[start] = 0
	var need func(catalog.Requirement) int
	need = func(r catalog.Requirement) int {
		best := math.MaxInt
		switch r := r.(type) {
		case *catalog.AllOf:
			best = 0
			for _, part := range r.Of {
				best = max(best, need(part))
			}
		case *catalog.AnyOf:
			for _, part := range r.Of {
				best = min(best, need(part))
			}
		case *catalog.CredentialRequirement:
			best = least[r.Credential.Slug]
		case *catalog.LevelRequirement:
			for _, x := range c.Credentials {
				if r.Accepts(x) {
					best = min(best, least[x.Slug])
				}
			}
		default: // nothing, or experience
			best = 0
		}
		return best
	}
	for changed := true; changed; {
		changed = false
		for _, x := range c.Credentials {
			for _, route := range x.Routes {
				if n := need(route.Requires); n < math.MaxInt && n+of(route) < least[x.Slug] {
					least[x.Slug] = n + of(route)
					changed = true
				}
			}
		}
	}
	return least
}
