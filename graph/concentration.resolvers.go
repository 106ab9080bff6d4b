package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func (r *concentrationResolver) OfferedIn(ctx context.Context, obj *catalog.Concentration, first *int, after *string, last *int, before *string) (*node.Connection[node.Credential], error) {
	return page(of(obj, "offeredIn", credentialsOf(obj.OfferedIn)), first, after, last, before)
}

func (r *concentrationResolver) LeadsTo(ctx context.Context, obj *catalog.Concentration, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "leadsTo", nodesOf(obj.LeadsTo)), first, after, last, before)
}

func (r *queryResolver) Concentrations(ctx context.Context, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Concentration], error) {
	return page(listed("concentrations", r.catalog.Concentrations), first, after, last, before)
}

func (r *Resolver) Concentration() generated.ConcentrationResolver { return &concentrationResolver{r} }

type concentrationResolver struct{ *Resolver }
