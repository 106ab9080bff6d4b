package catalog

// link makes the catalog of what was read without a mistake: lists by slug, and what leads back.
func (l *loader) link() *Catalog {
	c := &Catalog{Infos: arrange(l.infos), byID: map[string]Node{}}
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
	c.require()
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

// require fills RequiredBy: careers first, then credentials, each by slug.
func (c *Catalog) require() {
	accepted := map[string][]*Credential{} // by level requirement, of which many are alike
	link := func(n Node) {
		credentials, careers := map[*Credential]bool{}, map[*Career]bool{}
		levels := map[string]bool{}
		for _, r := range requirements(n) {
			walk(r, func(r Requirement) {
				switch r := r.(type) {
				case *CredentialRequirement:
					credentials[r.Credential] = true
				case *LevelRequirement:
					code := encoded((*encoder).requirement, Requirement(r))
					if levels[code] {
						return
					}
					levels[code] = true
					for _, x := range c.accepted(accepted, code, r) {
						credentials[x] = true
					}
				case *ExperienceRequirement:
					for _, x := range r.In {
						careers[x] = true
					}
				}
			})
		}
		for x := range credentials {
			x.RequiredBy = append(x.RequiredBy, n)
		}
		for x := range careers {
			x.RequiredBy = append(x.RequiredBy, n)
		}
	}
	for _, x := range c.Careers {
		link(x)
	}
	for _, x := range c.Credentials {
		link(x)
	}
}

// accepted gives the credentials that meet a level requirement.
func (c *Catalog) accepted(known map[string][]*Credential, code string, r *LevelRequirement) []*Credential {
	out, ok := known[code]
	if !ok {
		for _, x := range c.Credentials {
			if r.Accepts(x) {
				out = append(out, x)
			}
		}
		known[code] = out
	}
	return out
}

// walk visits a requirement and all its parts.
func walk(r Requirement, visit func(Requirement)) {
	if r == nil {
		return
	}
	visit(r)
	for _, part := range Parts(r) {
		walk(part, visit)
	}
}
