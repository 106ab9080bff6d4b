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

// require fills RequiredBy: careers first, then credentials, each by slug. It goes over all requirements twice, to count
// first, since the lists are long: a level is met by every credential at or above it.
func (c *Catalog) require() {
	credentials, careers := make([]int, len(c.Credentials)), make([]int, len(c.Careers))
	c.eachNeed(func(x *Credential, _ Node) { credentials[x.Index]++ }, func(x *Career, _ Node) { careers[x.Index]++ })
	for i, x := range c.Credentials {
		x.RequiredBy = make([]Node, 0, credentials[i])
	}
	for i, x := range c.Careers {
		x.RequiredBy = make([]Node, 0, careers[i])
	}
	c.eachNeed(func(x *Credential, by Node) { x.RequiredBy = append(x.RequiredBy, by) },
		func(x *Career, by Node) { x.RequiredBy = append(x.RequiredBy, by) })
}

// eachNeed tells of each credential and career, once for each entry whose requirement it helps to meet.
func (c *Catalog) eachNeed(credential func(x *Credential, by Node), career func(x *Career, by Node)) {
	accepted := map[string][]*Credential{} // by level requirement, of which many are alike
	credentials, careers := make([]int, len(c.Credentials)), make([]int, len(c.Careers))
	told := 0 // how many entries were gone over; where the lists above say the same, x was told of already
	visit := func(n Node) {
		told++
		helps := func(x *Credential) {
			if credentials[x.Index] != told {
				credentials[x.Index] = told
				credential(x, n)
			}
		}
		for _, r := range requirements(n) {
			walk(r, func(r Requirement) {
				switch r := r.(type) {
				case *CredentialRequirement:
					helps(r.Credential)
				case *LevelRequirement:
					for _, x := range c.accepted(accepted, r) {
						helps(x)
					}
				case *ExperienceRequirement:
					for _, x := range r.In {
						if careers[x.Index] != told {
							careers[x.Index] = told
							career(x, n)
						}
					}
				}
			})
		}
	}
	for _, x := range c.Careers {
		visit(x)
	}
	for _, x := range c.Credentials {
		visit(x)
	}
}

// accepted gives the credentials that meet a level requirement.
func (c *Catalog) accepted(known map[string][]*Credential, r *LevelRequirement) []*Credential {
	code := encoded((*encoder).requirement, Requirement(r))
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
