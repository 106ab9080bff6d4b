package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *industryResolver) Careers(ctx context.Context, obj *catalog.Industry, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "careers", obj.Careers), first, after, last, before)
}

func (r *queryResolver) Industries(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Industry], error) {
	return page(listed("industries", r.catalog.Industries), first, after, last, before)
}

func (r *Resolver) Industry() generated.IndustryResolver { return &industryResolver{r} }

type industryResolver struct{ *Resolver }
