package graph

import (
	"strings"

	"careerlattice/internal/catalog"
)

// What relationships give without being asked, and at most.
const (
	defaultChains    = 3
	defaultDepth     = 1
	maxDepth         = 10
	defaultNeighbors = 200
	maxNeighbors     = 1000
)

// any gives the node that an argument names: by resource name, or by a slug that only one node has.
func (r *Resolver) any(id string, at ...any) (catalog.Node, error) {
	found := r.catalog.Named(id)
	switch len(found) {
	case 0:
		return nil, r.unknown("", id, at...)
	case 1:
		return found[0], nil
	}
	var names []string
	for _, n := range found {
		names = append(names, n.ID())
	}
	e := bad(at, "%s is the slug of several nodes: write %s.", echo(id), strings.Join(names, " or "))
	e.Nearest = names
	return nil, e
}
