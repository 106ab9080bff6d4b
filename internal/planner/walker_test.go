package planner

import (
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// walker is a person on the way.
type walker struct {
	c      *catalog.Catalog
	target *catalog.Career
	held   map[*catalog.Credential]bool
	months map[*catalog.Career]int
	start  map[*catalog.Career]bool
	via    map[catalog.Node]bool
}

func newWalker(c *catalog.Catalog, in Input) *walker {
	w := &walker{
		c: c, held: map[*catalog.Credential]bool{}, months: map[*catalog.Career]int{}, start: map[*catalog.Career]bool{},
		via: map[catalog.Node]bool{},
	}
	w.target, _ = c.Career(strings.TrimPrefix(in.To, "careers/"))
	for _, id := range in.From.Credentials {
		x, _ := c.Credential(strings.TrimPrefix(id, "credentials/"))
		w.held[x] = true
	}
	for _, e := range in.From.Experience {
		x, _ := c.Career(strings.TrimPrefix(e.Career, "careers/"))
		w.months[x] += e.Months
		w.start[x] = w.months[x] > 0
	}
	if in.Constraints != nil {
		w.via = nodes(c, in.Constraints.Via)
	}
	return w
}

// nodes gives the credentials and careers that ids name.
func nodes(c *catalog.Catalog, ids []string) map[catalog.Node]bool {
	named := map[catalog.Node]bool{}
	for _, id := range ids {
		for _, prefix := range []string{"", "credentials/", "careers/"} {
			if n, ok := c.Node(prefix + id); ok {
				named[n] = true
			}
		}
	}
	return named
}

func (w *walker) meets(r catalog.Requirement) bool {
	met := func(of []catalog.Requirement) (n int) {
		for _, part := range of {
			if w.meets(part) {
				n++
			}
		}
		return n
	}
	switch r := r.(type) {
	case *catalog.AllOf:
		return met(r.Of) == len(r.Of)
	case *catalog.AnyOf:
		return met(r.Of) >= 1
	case *catalog.SomeOf:
		return met(r.Of) >= r.Count
	case *catalog.CredentialRequirement:
		return w.held[r.Credential]
	case *catalog.LevelRequirement:
		for x, held := range w.held {
			if held && helpsLevel(r, x) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		sum := 0
		for x, n := range w.months {
			if len(r.In) == 0 || slices.Contains(r.In, x) {
				sum += n
			}
		}
		return sum >= r.Months
	}
	return r == nil
}

func helpsLevel(r *catalog.LevelRequirement, x *catalog.Credential) bool {
	return x.Level >= r.Level && x.Level > catalog.LevelNone && (len(r.Fields) == 0 || slices.Contains(r.Fields, x.Field))
}

func (w *walker) open(x *catalog.Career) bool { return w.start[x] || w.meets(x.Requires) }

func (w *walker) arrived() bool {
	for n := range w.via {
		switch n := n.(type) {
		case *catalog.Credential:
			if !w.held[n] {
				return false
			}
		case *catalog.Career:
			if w.months[n] < 1 {
				return false
			}
		}
	}
	return w.open(w.target)
}
