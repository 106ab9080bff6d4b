package catalog

import "slices"

// link makes the catalog of what was read without a mistake: lists by slug, and what leads back.
func (l *loader) link() *Catalog {
	c := &Catalog{Infos: arrange(slices.Concat(l.infos...)), byID: map[string]Node{}}
	c.Sources = l.sources.entries(func(s *Source, i int) { s.Index = i })
	c.Fields = l.fields.entries(func(x *Field, i int) { x.Index = i })
	c.Concentrations = l.concentrations.entries(func(x *Concentration, i int) { x.Index = i })
	c.Skills = l.skills.entries(func(x *Skill, i int) { x.Index = i })
	c.Industries = l.industries.entries(func(x *Industry, i int) { x.Index = i })
	c.Organizations = l.organizations.entries(func(x *Organization, i int) { x.Index = i })
	c.Credentials = l.credentials.entries(func(x *Credential, i int) { x.Index = i })
	c.Careers = l.careers.entries(func(x *Career, i int) { x.Index = i })
	for _, nodes := range c.collections() {
		for _, n := range nodes {
			c.byID[n.ID()] = n
		}
	}
	c.reverse()
	c.needed = newNeeded(c)
	c.counterparts()
	c.name()
	return c
}

// collections gives the lists of nodes, in the order of the collections' constants.
func (c *Catalog) collections() [][]Node {
	return [][]Node{
		nodes(c.Fields), nodes(c.Concentrations), nodes(c.Skills), nodes(c.Industries), nodes(c.Organizations),
		nodes(c.Credentials), nodes(c.Careers),
	}
}

func nodes[T Node](all []T) []Node {
	out := make([]Node, len(all))
	for i, x := range all {
		out[i] = x
	}
	return out
}

// reverse fills the lists that lead back along plain references. Entries are visited by slug, so the lists are ordered.
func (c *Catalog) reverse() {
	for _, x := range c.Credentials {
		if x.Field != nil {
			x.Field.Credentials = append(x.Field.Credentials, x)
		}
		if x.AwardedBy != nil {
			x.AwardedBy.Credentials = append(x.AwardedBy.Credentials, x)
		}
		for _, y := range x.Concentrations {
			y.OfferedIn = append(y.OfferedIn, x)
		}
		for _, y := range x.Teaches {
			y.TaughtBy = append(y.TaughtBy, x)
		}
	}
	for _, x := range c.Careers {
		for _, y := range x.Recommends {
			y.RecommendedBy = append(y.RecommendedBy, x)
		}
		for _, y := range x.LeadsTo {
			y.ReachedFrom = append(y.ReachedFrom, x)
		}
		for _, y := range x.Skills {
			y.Skill.Careers = append(y.Skill.Careers, x)
		}
		for _, y := range x.Industries {
			y.Industry.Careers = append(y.Industry.Careers, x)
		}
	}
}
