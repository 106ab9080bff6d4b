package graph

import (
	"context"

	"careerlattice/graph/node"
)

func (r *queryResolver) Catalog(ctx context.Context) (*node.Catalog, error) {
	return &node.Catalog{Catalog: r.catalog}, nil
}
