package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *careerResolver) Recommends(ctx context.Context, obj *catalog.Career) ([]node.Credential, error) {
	return credentialsOf(obj.Recommends), nil
}

func (r *careerResolver) LeadsTo(ctx context.Context, obj *catalog.Career, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "leadsTo", obj.LeadsTo), first, after, last, before)
}

func (r *careerResolver) SameOccupation(ctx context.Context, obj *catalog.Career, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "sameOccupation", r.catalog.SameOccupation(obj)), first, after, last, before)
}

func (r *careerResolver) ReachedFrom(ctx context.Context, obj *catalog.Career, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	return page(of(obj, "reachedFrom", obj.ReachedFrom), first, after, last, before)
}

func (r *careerResolver) RequiredBy(ctx context.Context, obj *catalog.Career, first *int, after *string, last *int, before *string) (*node.Connection[catalog.Node], error) {
	return page(of(obj, "requiredBy", nodesOf(r.catalog.RequiredBy(obj))), first, after, last, before)
}

func (r *careerResolver) Plan(ctx context.Context, obj *catalog.Career, from planner.ProfileInput, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (planner.Result, error) {
	return r.ask(ctx, planner.Input{From: from, To: obj.ID(), Optimize: optimize, Constraints: constraints})
}

func (r *queryResolver) Career(ctx context.Context, id string) (*catalog.Career, error) {
	return one[*catalog.Career](r.Resolver, catalog.Careers, id, "id")
}

func (r *queryResolver) Careers(ctx context.Context, filter *node.CareerFilter, orderBy *node.CareerOrder, first *int, after *string, last *int, before *string) (*node.Connection[*catalog.Career], error) {
	careers, err := r.careers(filter, orderBy)
	if err != nil {
		return nil, joined(err, sizes(first, last))
	}
	return page(listed("careers", careers), first, after, last, before)
}

func (r *Resolver) Career() generated.CareerResolver { return &careerResolver{r} }

type careerResolver struct{ *Resolver }
