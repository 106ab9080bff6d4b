package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
)

func (r *queryResolver) Node(ctx context.Context, id string) (node.Node, error) {
	return r.node(ctx, id)
}

func (r *queryResolver) Nodes(ctx context.Context, ids []string) ([]node.Node, error) {
	if len(ids) > maxPage {
		return nil, bad([]any{"ids"}, "has %d entries; at most %d nodes are read at once.", len(ids), maxPage)
	}
	nodes := make([]node.Node, len(ids))
	for i, id := range ids {
		var err error
		if nodes[i], err = r.node(ctx, id); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

func (r *Resolver) Query() generated.QueryResolver { return &queryResolver{r} }

type queryResolver struct{ *Resolver }
