package planner

import (
	"cmp"
	"slices"

	"careerlattice/internal/catalog"
)

// Comparison is several careers side by side, from one start.
type Comparison struct {
	// Careers are in the order asked.
	Careers []*ComparedCareer
	// Shared are the requirements, none of whose parts alone is so, that two or more of the careers make: those of most careers
	// first, then in the order of the careers.
	Shared []*SharedRequirement
	// OnTheWay is what plans to two or more of the careers contain: first what every plan to most of them does.
	OnTheWay []*SharedElement
}

// ComparedCareer is a career with its plans.
type ComparedCareer struct {
	Career *catalog.Career
	// Missing is the career's requirement, checked against the profile.
	Missing *RequirementCheck
	Plans   Result
}

// SharedRequirement is a requirement that several careers make, alone or together with others.
type SharedRequirement struct {
	Requirement catalog.Requirement
	// Satisfied tells whether the profile meets it.
	Satisfied bool
	Careers   []*catalog.Career
}

// Text is the requirement in words.
func (s *SharedRequirement) Text() string { return s.Requirement.Text() }

// SharedElement is a credential or a career in plans to several careers.
type SharedElement struct {
	Node catalog.Node
	// Always are the careers to which every plan contains it, Sometimes those others to which a plan of the front does.
	Always, Sometimes []*catalog.Career
}

// Compare puts the answers to a grid of one profile side by side; plans are in the order of its targets.
func (p *Planner) Compare(g Grid, plans []Result) *Comparison {
	c := &Comparison{}
	s := p.standing(g.Circles[0].From)
	for i, to := range g.To {
		c.Careers = append(c.Careers, &ComparedCareer{to, s.check(to.Requires), plans[i]})
	}
	c.Shared = p.shared(s, g.To)
	elements := map[catalog.Node]*SharedElement{}
	of := func(x catalog.Node) *SharedElement {
		if elements[x] == nil {
			elements[x] = &SharedElement{Node: x}
			c.OnTheWay = append(c.OnTheWay, elements[x])
		}
		return elements[x]
	}
	for i, to := range g.To {
		set, ok := plans[i].(*PlanSet)
		if !ok {
			continue
		}
		for _, x := range set.Always {
			of(x).Always = append(of(x).Always, to)
		}
		for _, x := range set.Sometimes() {
			of(x.Node).Sometimes = append(of(x.Node).Sometimes, to)
		}
	}
	c.OnTheWay = slices.DeleteFunc(c.OnTheWay, func(x *SharedElement) bool { return len(x.Always)+len(x.Sometimes) < 2 })
	slices.SortFunc(c.OnTheWay, func(a, b *SharedElement) int {
		x, y := catalog.EntryOf(a.Node), catalog.EntryOf(b.Node)
		return cmp.Or(cmp.Compare(len(b.Always), len(a.Always)), cmp.Compare(len(b.Sometimes), len(a.Sometimes)), cmp.Compare(x.Slug, y.Slug), cmp.Compare(a.Node.ID(), b.Node.ID()))
	})
	return c
}

// shared finds the requirements that two or more of some careers make.
func (p *Planner) shared(s *standing, careers []*catalog.Career) []*SharedRequirement {
	by := map[int32]*SharedRequirement{}
	var found []*SharedRequirement
	for _, c := range careers {
		for _, at := range p.demands.asked(p.demands.careers[c.Index]) {
			d := p.demands.all[at]
			if _, together := d.requirement.(*catalog.AllOf); together || d.requirement == nil {
				continue
			}
			if by[at] == nil {
				by[at] = &SharedRequirement{Requirement: d.requirement, Satisfied: s.meets(d.requirement)}
				found = append(found, by[at])
			}
			if !slices.Contains(by[at].Careers, c) {
				by[at].Careers = append(by[at].Careers, c)
			}
		}
	}
	found = slices.DeleteFunc(found, func(r *SharedRequirement) bool { return len(r.Careers) < 2 })
	slices.SortStableFunc(found, func(a, b *SharedRequirement) int { return cmp.Compare(len(b.Careers), len(a.Careers)) })
	return found
}

// Comparison checks a question about several careers, each named once, two at least, from one start. Paths begin with "from",
// "careers" or "constraints".
func (p *Planner) Comparison(from ProfileInput, careers []string, constraints *ConstraintsInput) (Grid, Problems) {
	g, problems := p.Grid([]ProfileInput{from}, careers, constraints)
	for i := range problems {
		if at := problems[i].Path; at[0] == "to" {
			at[0] = "careers"
		} else if at[0] == "from" {
			problems[i].Path = slices.Delete(at, 1, 2) // there is one profile
		}
	}
	r := &resolver{problems: problems}
	if len(careers) < 2 {
		r.bad([]any{"careers"}, "name two careers at least")
	}
	for i, x := range g.To {
		if x != nil && slices.Contains(g.To[:i], x) {
			r.bad([]any{"careers", i}, "%s stands there twice; name each once", x.ID())
		}
	}
	return g, r.problems
}

// Question asks for all plans from a grid's one profile to a target.
func (g Grid) Question(to *catalog.Career) Question {
	return g.Circles[0].question(to, Time, Cost, ForegoneEarnings)
}
