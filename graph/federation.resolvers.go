package graph

import (
	"context"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *queryResolver) Subgraph(ctx context.Context) (*node.Service, error) {
	return &node.Service{SDL: subgraphSDL()}, nil
}

func (r *queryResolver) Entities(ctx context.Context, representations []any) ([]catalog.Node, error) {
	return r.entities(representations)
}
