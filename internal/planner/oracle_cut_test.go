package planner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

const (
	cutCareers = 25 // at most
	cutChoices = 2  // of the credentials, and of the careers, that would do for one requirement
)

// cutting is a small part of a catalog: some careers, what they need, and what that needs.
type cutting struct {
	r           *rand.Rand
	from        *catalog.Catalog
	careers     []*catalog.Career
	credentials []*catalog.Credential
	unit        int // how many months are taken as one
}

// cut takes 10 to 25 random careers with what they need out of the catalog, the first of them as a target.
func cut(seed uint64, c *catalog.Catalog, targets []*catalog.Career) *cutting {
	r := rand.New(rand.NewPCG(6, seed))
	for {
		x := &cutting{r: r, from: c, unit: []int{1, 6, 12}[r.IntN(3)]}
		diploma, _ := c.Credential("high-school-diploma")
		x.credential(diploma)
		target := targets[r.IntN(len(targets))]
		x.career(target)
		size := 10 + r.IntN(cutCareers-10)
		for _, from := range target.ReachedFrom {
			if len(x.careers) < size/2 {
				x.career(from)
			}
		}
		for len(x.careers) < size && len(x.credentials) <= oracleMost {
			x.career(targets[r.IntN(len(targets))])
		}
		if len(x.careers) <= cutCareers && len(x.credentials) <= oracleMost {
			return x
		}
	}
}

func (x *cutting) career(c *catalog.Career) {
	if !slices.Contains(x.careers, c) {
		x.careers = append(x.careers, c)
		x.need(c.Requires)
	}
}

func (x *cutting) credential(c *catalog.Credential) {
	if !slices.Contains(x.credentials, c) {
		x.credentials = append(x.credentials, c)
		for _, route := range c.Routes {
			x.need(route.Requires)
		}
	}
}

// need takes in some of what meets a requirement, unless enough of it is there.
func (x *cutting) need(r catalog.Requirement) {
	for _, part := range catalog.Parts(r) {
		x.need(part)
	}
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		x.credential(r.Credential)
	case *catalog.LevelRequirement:
		accepted := slices.DeleteFunc(slices.Clone(x.from.Credentials), func(c *catalog.Credential) bool { return !r.Accepts(c) || len(c.Routes) == 0 })
		lowest := catalog.LevelDoctoral
		for _, c := range accepted {
			lowest = min(lowest, c.Level)
		}
		accepted = slices.DeleteFunc(accepted, func(c *catalog.Credential) bool { return c.Level > lowest })
		choose(x, accepted, x.credentials, x.credential)
	case *catalog.ExperienceRequirement:
		choose(x, r.In, x.careers, x.career)
	}
}

// choose takes in a few of those that would do, fewer where some are there.
func choose[N comparable](x *cutting, of, there []N, take func(N)) {
	n := 0
	for _, c := range of {
		if slices.Contains(there, c) {
			n++
		}
	}
	for _, i := range x.r.Perm(len(of)) {
		if n >= cutChoices {
			return
		}
		if !slices.Contains(there, of[i]) {
			take(of[i])
			n++
		}
	}
}

// text writes the part as a catalog.
func (x *cutting) text() string {
	var b strings.Builder
	b.WriteString("catalog: {format: 1, id: cut}\nfields: [")
	for _, f := range x.fields() {
		fmt.Fprintf(&b, "{id: %s, name: %q}, ", f.Slug, f.Name)
	}
	b.WriteString("]\ncredentials:\n")
	for _, c := range x.credentials {
		fmt.Fprintf(&b, "  - {id: %s, name: %q, kind: %s", c.Slug, c.Name, c.Kind)
		if c.Level != catalog.LevelNone {
			fmt.Fprintf(&b, ", level: %s", c.Level)
		}
		if c.Field != nil {
			fmt.Fprintf(&b, ", field: %s", c.Field.Slug)
		}
		var routes []string
		for _, route := range c.Routes {
			s := fmt.Sprintf("{months: %d, cost: %d", x.months(route.Months.Typical), route.Cost.Typical)
			if route.PartTimeMonths != nil {
				s += fmt.Sprintf(", partTimeMonths: %d", x.months(route.PartTimeMonths.Typical))
			}
			routes = append(routes, s+", requires: "+x.requirement(route.Requires)+"}")
		}
		fmt.Fprintf(&b, ", routes: [%s]}\n", strings.Join(routes, ", "))
	}
	b.WriteString("careers:\n")
	for _, c := range x.careers {
		fmt.Fprintf(&b, "  - {id: %s, name: %q, requires: %s, leadsTo: [%s], recommends: [%s]", c.Slug, c.Name, x.requirement(c.Requires),
			slugs(x.careers, c.LeadsTo), slugs(x.credentials, c.Recommends))
		if c.Wage != nil {
			fmt.Fprintf(&b, ", wage: %d", c.Wage.Annual)
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// fields are those that its credentials are in.
func (x *cutting) fields() []*catalog.Field {
	var list []*catalog.Field
	for _, c := range x.credentials {
		if c.Field != nil && !slices.Contains(list, c.Field) {
			list = append(list, c.Field)
		}
	}
	return list
}

// months are so many in the units of the part, rounded up.
func (x *cutting) months(n int) int { return (n + x.unit - 1) / x.unit }

// requirement writes what is left of a requirement.
func (x *cutting) requirement(r catalog.Requirement) string {
	parts := func() string {
		var of []string
		for _, part := range catalog.Parts(r) {
			of = append(of, x.requirement(part))
		}
		return "[" + strings.Join(of, ", ") + "]"
	}
	switch r := r.(type) {
	case *catalog.AllOf:
		return "{all: " + parts() + "}"
	case *catalog.AnyOf:
		return "{any: " + parts() + "}"
	case *catalog.SomeOf:
		return fmt.Sprintf("{some: {count: %d, of: %s}}", r.Count, parts())
	case *catalog.CredentialRequirement:
		return "{credential: " + r.Credential.Slug + "}"
	case *catalog.LevelRequirement:
		s := "{level: " + r.Level.String()
		if len(r.Fields) > 0 {
			s += ", fields: [" + slugs(x.fields(), r.Fields) + "]"
		}
		return s + "}"
	case *catalog.ExperienceRequirement:
		s := fmt.Sprintf("{experience: {months: %d", x.months(r.Months))
		if len(r.In) > 0 {
			s += ", in: [" + slugs(x.careers, r.In) + "]"
		}
		return s + "}}"
	}
	return "{}"
}

// slugs lists those nodes that are in the part.
func slugs[N interface {
	catalog.Node
	comparable
}](part, nodes []N,
) string {
	var list []string
	for _, n := range nodes {
		if slices.Contains(part, n) {
			list = append(list, catalog.EntryOf(n).Slug)
		}
	}
	return strings.Join(list, ", ")
}

// start is a random start within the part.
func (x *cutting) start() ProfileInput {
	from := ProfileInput{Credentials: []string{"high-school-diploma"}}
	switch x.r.IntN(4) {
	case 0:
		from.Credentials = append(from.Credentials, x.credentials[x.r.IntN(len(x.credentials))].Slug)
	case 1:
		from.Experience = []ExperienceInput{{x.careers[x.r.IntN(len(x.careers))].Slug, x.months(12 * x.r.IntN(6))}}
	}
	return from
}
