package relate

import (
	"cmp"
	"slices"

	"careerlattice/internal/catalog"
)

// collector gathers links.
type collector struct {
	relations *Relations
	links     []Link
	// qualified are the credentials at or above a level in a field.
	qualified map[qualification][]*catalog.Credential
}

type qualification struct {
	level catalog.Level
	field *catalog.Field
}

// collect gives all links of a catalog, each once, by node, kind and node.
func collect(r *Relations, c *catalog.Catalog) []Link {
	g := &collector{relations: r, qualified: map[qualification][]*catalog.Credential{}}
	for _, x := range c.Careers {
		g.career(x)
	}
	for _, x := range c.Credentials {
		g.credential(x)
	}
	for _, x := range c.Concentrations {
		for _, to := range x.LeadsTo {
			g.add(x, LeadsTo, to, nil)
		}
	}
	slices.SortStableFunc(g.links, func(a, b Link) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.to, b.to))
	})
	return slices.CompactFunc(g.links, func(a, b Link) bool { return a.from == b.from && a.Kind == b.Kind && a.to == b.to })
}

// add notes a link; what a node says of itself is none.
func (g *collector) add(from catalog.Node, kind Kind, to catalog.Node, weight *int) {
	if from == to {
		return
	}
	g.links = append(g.links, Link{
		From: from, To: to, Kind: kind, Weight: weight, from: int32(g.relations.numberOf(from)), to: int32(g.relations.numberOf(to)),
	})
}

func (g *collector) career(x *catalog.Career) {
	g.requirement(x, x.Requires)
	for _, to := range x.Recommends {
		g.add(x, Recommends, to, nil)
	}
	for _, to := range x.LeadsTo {
		g.add(x, LeadsTo, to, nil)
	}
	if x.TraineeFor != nil {
		g.add(x, LeadsTo, x.TraineeFor, nil)
	}
	for _, s := range x.Skills {
		g.add(x, UsesSkill, s.Skill, s.Importance)
	}
	for _, i := range x.Industries {
		g.add(x, WorksIn, i.Industry, i.Employment)
	}
}

func (g *collector) credential(x *catalog.Credential) {
	for _, way := range x.Routes {
		g.requirement(x, way.Requires)
	}
	for _, to := range x.Teaches {
		g.add(x, Teaches, to, nil)
	}
	if x.Field != nil {
		g.add(x, InField, x.Field, nil)
	}
	for _, to := range x.Concentrations {
		g.add(x, HasConcentration, to, nil)
	}
	if x.AwardedBy != nil {
		g.add(x, AwardedBy, x.AwardedBy, nil)
	}
}

// requirement links a node to what its requirement names.
func (g *collector) requirement(x catalog.Node, of catalog.Requirement) {
	switch of := of.(type) {
	case *catalog.CredentialRequirement:
		g.add(x, Requires, of.Credential, nil)
	case *catalog.ExperienceRequirement:
		for _, c := range of.In {
			g.add(x, Requires, c, nil)
		}
	case *catalog.LevelRequirement:
		for _, f := range of.Fields {
			for _, c := range g.atOrAbove(of.Level, f) {
				g.add(x, Requires, c, nil)
			}
		}
	}
	for _, part := range catalog.Parts(of) {
		g.requirement(x, part)
	}
}

func (g *collector) atOrAbove(level catalog.Level, f *catalog.Field) []*catalog.Credential {
	key := qualification{level, f}
	known, ok := g.qualified[key]
	if !ok {
		for _, c := range f.Credentials {
			if c.Level >= level {
				known = append(known, c)
			}
		}
		g.qualified[key] = known
	}
	return known
}
