package relate

import (
	"cmp"
	"math"
	"slices"

	"careerlattice/internal/catalog"
)

// Group is careers that resemble one another.
type Group struct {
	// Careers by slug; at least two.
	Careers []*catalog.Career
	// Cohesion is how alike two of them are on average, 0 to 1.
	Cohesion float64
	// Shared are the skills, credentials, careers and fields of study that at least half of them use or require: what most of them have comes
	// first, and of that what is rare in the catalog. At most ten.
	Shared []Shared
}

// Shared is what careers of a group have in common, and how many of them have it.
type Shared struct {
	Node    catalog.Node
	Careers int
}

// mostShared is how much of what a group has in common is told.
const mostShared = 10

// trait is something that a career has, and how much: 0 to 1.
type trait struct {
	node  int32
	share float64
}

// likeness knows how alike the careers of a catalog are. Two careers are as alike as what they share of what either has: the
// skills they use, by importance, and the credentials, careers and fields of study that their requirements name. Each trait
// weighs the more, the fewer careers have it.
//
// That is the Jaccard index (The distribution of the flora in the alpine zone, 1912) of weighted traits, with inverse document
// frequency as weights (Spärck Jones, A statistical interpretation of term specificity, 1972).
type likeness struct {
	relations *Relations
	careers   []*catalog.Career // trainees' jobs left out
	traits    [][]trait         // by career
	rarity    map[int32]float64 // weight of a trait by its node
	merges    []merge
}

// merge is two groups put together, each named by its first career, and how alike their careers are on average.
type merge struct {
	into, from int
	alike      float64
}

func newLikeness(r *Relations, c *catalog.Catalog) *likeness {
	l := &likeness{relations: r, rarity: map[int32]float64{}}
	for _, x := range c.Careers {
		if x.TraineeFor == nil {
			l.careers = append(l.careers, x)
			l.traits = append(l.traits, l.traitsOf(x))
		}
	}
	for _, traits := range l.traits {
		for _, t := range traits {
			l.rarity[t.node]++
		}
	}
	for node, careers := range l.rarity {
		l.rarity[node] = math.Log(float64(len(l.careers)) / careers)
	}
	l.merges = agglomerate(l.all())
	return l
}

// traitsOf gives what a career has, by node, each once.
func (l *likeness) traitsOf(x *catalog.Career) []trait {
	has := map[int32]float64{}
	for _, s := range x.Skills {
		share := 1.0
		if s.Importance != nil {
			share = float64(*s.Importance) / 100
		}
		has[int32(l.relations.numberOf(s.Skill))] = share
	}
	var name func(catalog.Requirement)
	name = func(of catalog.Requirement) {
		switch of := of.(type) {
		case *catalog.CredentialRequirement:
			has[int32(l.relations.numberOf(of.Credential))] = 1
		case *catalog.ExperienceRequirement:
			for _, c := range of.In {
				has[int32(l.relations.numberOf(c))] = 1
			}
		case *catalog.LevelRequirement:
			for _, f := range of.Fields {
				has[int32(l.relations.numberOf(f))] = 1
			}
		}
		for _, part := range catalog.Parts(of) {
			name(part)
		}
	}
	name(x.Requires)
	traits := make([]trait, 0, len(has))
	for node, share := range has {
		traits = append(traits, trait{node, share})
	}
	slices.SortFunc(traits, func(a, b trait) int { return cmp.Compare(a.node, b.node) })
	return traits
}

// all gives how alike each two careers are.
func (l *likeness) all() triangle {
	having := map[int32][]trait{} // the careers that have a trait; node is the career here
	whole := make([]float64, len(l.careers))
	alike := newTriangle(len(l.careers))
	for i, traits := range l.traits {
		shared := make([]float64, i)
		for _, t := range traits {
			weight := l.rarity[t.node]
			whole[i] += weight * t.share
			for _, other := range having[t.node] {
				shared[other.node] += weight * min(t.share, other.share)
			}
			having[t.node] = append(having[t.node], trait{int32(i), t.share})
		}
		for j, common := range shared {
			if common > 0 {
				*alike.at(i, j) = float32(common / (whole[i] + whole[j] - common))
			}
		}
	}
	return alike
}

// Groups puts careers into groups so that two of a group are on average at least so much alike, 0 to 1, the largest group
// first. Careers that are like no others are left out, and so are trainees' jobs.
func (r *Relations) Groups(alike float64) []Group {
	l := r.likeness()
	g := newGrouping(len(l.careers))
	for _, m := range l.merges {
		if m.alike >= alike {
			g.merge(m)
		}
	}
	var groups []Group
	for first, members := range g.members {
		if len(members) > 1 {
			slices.Sort(members)
			pairs := float64(len(members)*(len(members)-1)) / 2
			groups = append(groups, l.group(members, math.Round(g.alike[first]/pairs*1e4)/1e4))
		}
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(len(b.Careers), len(a.Careers)), cmp.Compare(a.Careers[0].Index, b.Careers[0].Index))
	})
	return groups
}

func (l *likeness) group(members []int, cohesion float64) Group {
	g := Group{Cohesion: cohesion}
	having := map[int32]int{}
	for _, i := range members {
		g.Careers = append(g.Careers, l.careers[i])
		for _, t := range l.traits[i] {
			having[t.node]++
		}
	}
	var shared []int32
	for node, careers := range having {
		if 2*careers >= len(members) && careers > 1 {
			shared = append(shared, node)
		}
	}
	slices.SortFunc(shared, func(a, b int32) int {
		return cmp.Or(cmp.Compare(having[b], having[a]), cmp.Compare(l.rarity[b], l.rarity[a]), cmp.Compare(a, b))
	})
	for _, node := range shared[:min(mostShared, len(shared))] {
		g.Shared = append(g.Shared, Shared{l.relations.nodes[node], having[node]})
	}
	return g
}
