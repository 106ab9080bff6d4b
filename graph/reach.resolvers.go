package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *credentialLeverageResolver) Credential(ctx context.Context, obj *planner.CredentialLeverage) (node.Credential, error) {
	return node.CredentialOf(obj.Credential), nil
}

func (r *originResolver) Credential(ctx context.Context, obj *planner.Origin) (node.Credential, error) {
	return node.CredentialOf(obj.Credential), nil
}

func (r *queryResolver) ReachableCareers(ctx context.Context, from planner.ProfileInput, constraints *planner.ConstraintsInput, first *int, after *string, last *int, before *string) (*node.Connection[*planner.ReachableCareer], error) {
	circle, err := r.circle(ctx, from, constraints)
	if err := joined(err, sizes(first, last)); err != nil {
		return nil, err
	}
	reached, err := r.sets.Reach(ctx, circle)
	if err != nil {
		return nil, err
	}
	return page(listed("reachableCareers/"+string(circle.Key()), reached), first, after, last, before)
}

func (r *queryResolver) PlanMatrix(ctx context.Context, from []*planner.ProfileInput, to []string, constraints *planner.ConstraintsInput) ([]*planner.MatrixRow, error) {
	grid, err := r.grid(from, to, constraints)
	if err != nil {
		return nil, err
	}
	return r.sets.Matrix(ctx, grid)
}

func (r *queryResolver) Origins(ctx context.Context, to string, first *int, after *string, last *int, before *string) (*node.Connection[*planner.Origin], error) {
	if err := spend(ctx).ask(); err != nil {
		return nil, err
	}
	target, err := one[*catalog.Career](r.Resolver, catalog.Careers, to, "to")
	if err := joined(err, sizes(first, last)); err != nil {
		return nil, err
	}
	origins, err := r.sets.Origins(ctx, target)
	if err != nil {
		return nil, err
	}
	return page(of(target, "origins", origins), first, after, last, before)
}

func (r *queryResolver) Leverage(ctx context.Context, from planner.ProfileInput, constraints *planner.ConstraintsInput, first *int) ([]*planner.CredentialLeverage, error) {
	circle, err := r.circle(ctx, from, constraints)
	n, noNumber := few(first, "first", 0, defaultLeverage)
	if err := joined(err, noNumber); err != nil {
		return nil, err
	}
	found, err := r.sets.Leverage(ctx, circle)
	return found[:min(n, len(found))], err
}

func (r *reachableCareerResolver) FirstStep(ctx context.Context, obj *planner.ReachableCareer) (planner.Step, error) {
	return r.firstStep(ctx, obj)
}

func (r *Resolver) CredentialLeverage() generated.CredentialLeverageResolver {
	return &credentialLeverageResolver{r}
}

func (r *Resolver) Origin() generated.OriginResolver { return &originResolver{r} }

func (r *Resolver) ReachableCareer() generated.ReachableCareerResolver {
	return &reachableCareerResolver{r}
}

type (
	credentialLeverageResolver struct{ *Resolver }
	originResolver             struct{ *Resolver }
	reachableCareerResolver    struct{ *Resolver }
)
