package graph

import (
	"context"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/relate"
)

func (r *queryResolver) Relationships(ctx context.Context, from string, to string, first *int) ([]*node.Chain, error) {
	start, noStart := r.any(from, "from")
	end, noEnd := r.any(to, "to")
	n, noNumber := few(first, "first", 0, defaultChains)
	if err := joined(noStart, noEnd, noNumber); err != nil {
		return nil, err
	}
	return node.ChainsOf(r.related().Chains(start, end, n)), nil
}

func (r *queryResolver) Neighborhood(ctx context.Context, id string, depth *int, kinds []catalog.Collection, limit *int) (*node.Neighborhood, error) {
	middle, noMiddle := r.any(id, "id")
	links, noDepth := within(depth, "depth", 0, maxDepth, defaultDepth)
	nodes, noLimit := within(limit, "limit", 1, maxNeighbors, defaultNeighbors)
	if err := joined(noMiddle, noDepth, noLimit); err != nil {
		return nil, err
	}
	return &node.Neighborhood{Neighborhood: r.related().Neighborhood(middle, links, kinds, nodes)}, nil
}

func (r *queryResolver) CentralNodes(ctx context.Context, by relate.By, kinds []catalog.Collection, first *int) ([]*node.Central, error) {
	n, err := few(first, "first", 0, defaultPage)
	if err != nil {
		return nil, err
	}
	return node.CentralOf(r.related().Central(by, kinds, n)), nil
}

func (r *queryResolver) CareerGroups(ctx context.Context, similarity float64, first *int) ([]*node.Group, error) {
	var noSimilarity error
	if similarity < 0 || similarity > 1 {
		noSimilarity = bad([]any{"similarity"}, "is %g; 0 to 1 may be asked for.", similarity)
	}
	n, noNumber := few(first, "first", 0, defaultPage)
	if err := joined(noSimilarity, noNumber); err != nil {
		return nil, err
	}
	groups := r.related().Groups(similarity)
	return node.GroupsOf(groups[:min(n, len(groups))]), nil
}
