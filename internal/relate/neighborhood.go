package relate

import (
	"slices"

	"careerlattice/internal/catalog"
)

// Neighborhood is what lies around one node, with a place to draw each node at.
type Neighborhood struct {
	// Nodes begin with the node itself; the nearest come first.
	Nodes []Placed
	// Links are all links between them, in the order of [Relations.Links].
	Links []Link
	// Truncated tells that there are more nodes within the depth than were asked for.
	Truncated bool
}

// Placed is a node, how many links it is away from the middle, how many other nodes of the catalog it has links with, and
// where to draw it: in a square from 0 to 1.
type Placed struct {
	Node             catalog.Node
	Distance, Degree int
	X, Y             float64
}

// Neighborhood gives what lies within depth links around a node, the node itself among it, and at most limit nodes: the
// nearest ones, of those on one link in the order of the links' kinds and weights. With kinds, only nodes of these
// collections are seen, and no way leads over others.
func (r *Relations) Neighborhood(n catalog.Node, depth int, kinds []catalog.Collection, limit int) Neighborhood {
	middle := int32(r.numberOf(n))
	found := []spot{{node: middle}}
	seen := map[int32]bool{middle: true}
	var out Neighborhood
search:
	for at := 0; at < len(found); at++ {
		from := found[at]
		if from.ring == depth {
			break
		}
		for _, e := range r.around[from.node] {
			if seen[e.other] || len(kinds) > 0 && !slices.Contains(kinds, catalog.EntryOf(r.nodes[e.other]).Collection) {
				continue
			}
			if len(found) >= limit {
				out.Truncated = true
				break search
			}
			seen[e.other] = true
			found = append(found, spot{node: e.other, ring: from.ring + 1})
		}
	}
	place(r, found)
	for _, s := range found {
		n := r.nodes[s.node]
		out.Nodes = append(out.Nodes, Placed{Node: n, Distance: s.ring, Degree: len(r.beside[s.node]), X: s.x, Y: s.y})
	}
	out.Links = r.between(seen)
	return out
}

// between gives the links whose ends are both among nodes.
func (r *Relations) between(nodes map[int32]bool) []Link {
	var among []int32
	for v := range nodes {
		for _, e := range r.around[v] {
			if r.links[e.link].from == v && nodes[e.other] {
				among = append(among, e.link)
			}
		}
	}
	slices.Sort(among)
	links := make([]Link, len(among))
	for i, at := range among {
		links[i] = r.links[at]
	}
	return links
}
