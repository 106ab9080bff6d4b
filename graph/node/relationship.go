package node

import (
	"careerlattice/internal/catalog"
	"careerlattice/internal/relate"
)

// Link is a link between nodes under the types that GraphQL knows them by.
type Link struct{ relate.Link }

// From is the node that says it.
func (l Link) From() catalog.Node { return Of(l.Link.From) }

// To is the node of which it is said.
func (l Link) To() catalog.Node { return Of(l.Link.To) }

// LinksOf gives links their type.
func LinksOf(links []relate.Link) []*Link {
	return views(links, func(l relate.Link) Link { return Link{l} })
}

// Chain is a way over links.
type Chain struct{ relate.Chain }

// Links are its links in their order.
func (c Chain) Links() []*Link { return LinksOf(c.Chain.Links) }

// ChainsOf gives chains their type.
func ChainsOf(chains []relate.Chain) []*Chain {
	return views(chains, func(c relate.Chain) Chain { return Chain{c} })
}

// Neighborhood is what lies around a node.
type Neighborhood struct{ relate.Neighborhood }

// Nodes are the nodes with their places.
func (n Neighborhood) Nodes() []*Placed {
	return views(n.Neighborhood.Nodes, func(p relate.Placed) Placed { return Placed{p} })
}

// Edges are all links between the nodes.
func (n Neighborhood) Edges() []*Link { return LinksOf(n.Links) }

// Placed is a node and where to draw it.
type Placed struct{ relate.Placed }

// Node is the node.
func (p Placed) Node() catalog.Node { return Of(p.Placed.Node) }

// Central is a node and how central it is.
type Central struct{ relate.Centrality }

// Node is the node.
func (c Central) Node() catalog.Node { return Of(c.Centrality.Node) }

// CentralOf gives central nodes their type.
func CentralOf(all []relate.Centrality) []*Central {
	return views(all, func(c relate.Centrality) Central { return Central{c} })
}

// Group is careers that resemble one another.
type Group struct{ relate.Group }

// Shared is what they have in common.
func (g Group) Shared() []*Trait {
	return views(g.Group.Shared, func(s relate.Shared) Trait { return Trait{s} })
}

// GroupsOf gives groups their type.
func GroupsOf(groups []relate.Group) []*Group {
	return views(groups, func(g relate.Group) Group { return Group{g} })
}

// Trait is what careers of a group have in common.
type Trait struct{ relate.Shared }

// Node is the skill, credential, career or field of study.
func (t Trait) Node() catalog.Node { return Of(t.Shared.Node) }

func views[From, To any](all []From, view func(From) To) []*To {
	out, seen := make([]*To, len(all)), make([]To, len(all))
	for i, x := range all {
		seen[i] = view(x)
		out[i] = &seen[i]
	}
	return out
}
