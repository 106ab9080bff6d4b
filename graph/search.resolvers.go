package graph

import (
	"context"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *queryResolver) Search(ctx context.Context, text string, kinds []catalog.Collection, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	found, err := r.found(text, []any{"text"}, kinds...)
	if err != nil {
		return nil, joined(err, sizes(first, last))
	}
	return page(listed("search", nodesOf(found)), first, after, last, before)
}
