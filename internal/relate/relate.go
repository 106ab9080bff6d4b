// Package relate tells how the nodes of a catalog are related: shortest chains between any two, what lies around one, which
// are central, and which careers resemble one another. It promises that every link is one that the catalog's files write, and
// that the same catalog always gives the same answer in the same order. It does not plan: a link says that something is asked
// for, not that it suffices.
package relate

import (
	"cmp"
	"slices"
	"sync"

	"careerlattice/internal/catalog"
)

// Kind tells what a link says.
type Kind uint8

// The kinds of links, in the order in which they are listed. The node that says it comes first: a career requires a
// credential, a credential teaches a skill.
const (
	// Requires: the requirement names the credential or career, or asks for a level in fields of study that the credential has.
	// A level in no field is met by so many credentials that it relates nothing in particular, and makes no link.
	Requires Kind = iota
	Recommends
	// LeadsTo: a usual next move, what a concentration usually leads to, or a trainee's job and the career it is for.
	LeadsTo
	UsesSkill
	Teaches
	WorksIn
	InField
	HasConcentration
	AwardedBy
	// Offers is AwardedBy as the organization would say it. The catalog's format has it at the credential, so no link is of this kind.
	Offers
)

var kindWords = [...]string{
	Requires: "requires", Recommends: "recommends", LeadsTo: "leads-to", UsesSkill: "uses-skill", Teaches: "teaches", WorksIn: "works-in",
	InField: "in-field", HasConcentration: "has-concentration", AwardedBy: "awarded-by", Offers: "offers",
}

// String is the kind as a word, such as "leads-to".
func (k Kind) String() string { return kindWords[k] }

// Link is one thing that the catalog says of two nodes.
type Link struct {
	From, To catalog.Node
	Kind     Kind
	// Weight is a skill's importance to a career, 0 to 100, or the people employed in a career in an industry; nil where the
	// catalog has none.
	Weight *int

	from, to int32 // numbers of the nodes
}

// Collections are the collections whose nodes are related, in the order in which nodes are numbered and listed.
var Collections = []catalog.Collection{
	catalog.Careers, catalog.Credentials, catalog.Industries, catalog.Skills, catalog.Concentrations, catalog.Organizations, catalog.Fields,
}

// Relations are all links of one catalog. They are never changed, and may be used by many at once.
type Relations struct {
	nodes   []catalog.Node // by number
	offsets map[catalog.Collection]int
	links   []Link
	// around has the ends of links at each node, by kind, by weight and by the other node.
	around [][]end
	// beside has each node's neighbors, each once, in order.
	beside [][]int32

	betweenness func() []float64
	likeness    func() *likeness
}

// end is one end of a link: the node at the other, and the link.
type end struct{ other, link int32 }

// New relates the nodes of a catalog.
func New(c *catalog.Catalog) *Relations {
	r := &Relations{offsets: map[catalog.Collection]int{}}
	number(r, catalog.Careers, c.Careers)
	number(r, catalog.Credentials, c.Credentials)
	number(r, catalog.Industries, c.Industries)
	number(r, catalog.Skills, c.Skills)
	number(r, catalog.Concentrations, c.Concentrations)
	number(r, catalog.Organizations, c.Organizations)
	number(r, catalog.Fields, c.Fields)
	r.links = collect(r, c)
	r.join()
	r.betweenness = sync.OnceValue(func() []float64 { return brandes(r.beside) })
	r.likeness = sync.OnceValue(func() *likeness { return newLikeness(r, c) })
	return r
}

func number[T catalog.Node](r *Relations, in catalog.Collection, entries []T) {
	r.offsets[in] = len(r.nodes)
	for _, x := range entries {
		r.nodes = append(r.nodes, x)
	}
}

// join lists at each node what the links join it to.
func (r *Relations) join() {
	r.around, r.beside = make([][]end, len(r.nodes)), make([][]int32, len(r.nodes))
	for i, l := range r.links {
		r.around[l.from] = append(r.around[l.from], end{l.to, int32(i)})
		r.around[l.to] = append(r.around[l.to], end{l.from, int32(i)})
	}
	for v, ends := range r.around {
		slices.SortFunc(ends, func(a, b end) int {
			l, m := &r.links[a.link], &r.links[b.link]
			return cmp.Or(cmp.Compare(l.Kind, m.Kind), cmp.Compare(m.weight(), l.weight()), cmp.Compare(a.other, b.other), cmp.Compare(a.link, b.link))
		})
		for _, e := range ends {
			r.beside[v] = append(r.beside[v], e.other)
		}
		slices.Sort(r.beside[v])
		r.beside[v] = slices.Compact(r.beside[v])
	}
}

func (l *Link) weight() int {
	if l.Weight == nil {
		return -1
	}
	return *l.Weight
}

// Prepare counts what the first questions about central nodes and groups would wait for: on national data, seconds.
func (r *Relations) Prepare() {
	r.betweenness()
	r.likeness()
}

// Nodes are all nodes that can be related, in the order of [Collections], each by slug.
func (r *Relations) Nodes() []catalog.Node { return r.nodes }

// Links are all links, by the node that says it, by kind, and by the node of which it is said.
func (r *Relations) Links() []Link { return r.links }

// Degree is how many other nodes a node has links with.
func (r *Relations) Degree(n catalog.Node) int { return len(r.beside[r.numberOf(n)]) }

func (r *Relations) numberOf(n catalog.Node) int {
	e := catalog.EntryOf(n)
	return r.offsets[e.Collection] + e.Index
}
