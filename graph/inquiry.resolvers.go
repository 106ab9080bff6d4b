package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *alternativePlanResolver) Added(ctx context.Context, obj *planner.Beside) ([]catalog.Node, error) {
	return nodesOf(obj.Added), nil
}

func (r *alternativePlanResolver) LeftOut(ctx context.Context, obj *planner.Beside) ([]catalog.Node, error) {
	return nodesOf(obj.LeftOut), nil
}

func (r *landmarkResolver) Node(ctx context.Context, obj *planner.Landmark) (catalog.Node, error) {
	return node.Of(obj.Node), nil
}

func (r *landmarksResolver) Unproven(ctx context.Context, obj *planner.Landmarks) ([]catalog.Node, error) {
	return nodesOf(obj.Unproven), nil
}

func (r *queryResolver) Landmarks(ctx context.Context, from planner.ProfileInput, to string, constraints *planner.ConstraintsInput) (planner.LandmarkResult, error) {
	return r.landmarks(ctx, planner.Input{From: from, To: to, Optimize: []planner.Criterion{planner.Time}, Constraints: constraints})
}

func (r *queryResolver) WhyNot(ctx context.Context, from planner.ProfileInput, to string, through string, optimize []planner.Criterion, constraints *planner.ConstraintsInput) (*planner.WhyNot, error) {
	return r.whyNot(ctx, planner.Input{From: from, To: to, Optimize: optimize, Constraints: constraints}, through)
}

func (r *queryResolver) CompareCareers(ctx context.Context, from planner.ProfileInput, careers []string, constraints *planner.ConstraintsInput) (*planner.Comparison, error) {
	return r.compare(ctx, from, careers, constraints)
}

func (r *requirementLandmarkResolver) Of(ctx context.Context, obj *planner.RequirementLandmark) ([]catalog.Node, error) {
	return nodesOf(obj.Of), nil
}

func (r *sharedElementResolver) Node(ctx context.Context, obj *planner.SharedElement) (catalog.Node, error) {
	return node.Of(obj.Node), nil
}

func (r *stepAlternativesResolver) Avoided(ctx context.Context, obj *planner.StepAlternatives) (catalog.Node, error) {
	return node.Of(obj.Avoided), nil
}

func (r *stepAlternativesResolver) Kept(ctx context.Context, obj *planner.StepAlternatives) ([]catalog.Node, error) {
	return nodesOf(obj.Kept), nil
}

func (r *stepAlternativesResolver) Plans(ctx context.Context, obj *planner.StepAlternatives, first *int) ([]*planner.Beside, error) {
	return shown(ctx, obj.Plans, first)
}

func (r *throughExtraResolver) Added(ctx context.Context, obj *planner.ExtraOf) ([]catalog.Node, error) {
	return nodesOf(obj.Added), nil
}

func (r *throughExtraResolver) LeftOut(ctx context.Context, obj *planner.ExtraOf) ([]catalog.Node, error) {
	return nodesOf(obj.LeftOut), nil
}

func (r *whyNotResolver) Through(ctx context.Context, obj *planner.WhyNot) (catalog.Node, error) {
	return node.Of(obj.Through), nil
}

func (r *whyNotResolver) Dominated(ctx context.Context, obj *planner.WhyNot, first *int) ([]*planner.DominatedPlan, error) {
	return shown(ctx, obj.Dominated, first)
}

func (r *Resolver) AlternativePlan() generated.AlternativePlanResolver {
	return &alternativePlanResolver{r}
}

func (r *Resolver) Landmark() generated.LandmarkResolver { return &landmarkResolver{r} }

func (r *Resolver) Landmarks() generated.LandmarksResolver { return &landmarksResolver{r} }

func (r *Resolver) RequirementLandmark() generated.RequirementLandmarkResolver {
	return &requirementLandmarkResolver{r}
}

func (r *Resolver) SharedElement() generated.SharedElementResolver { return &sharedElementResolver{r} }

func (r *Resolver) StepAlternatives() generated.StepAlternativesResolver {
	return &stepAlternativesResolver{r}
}

func (r *Resolver) ThroughExtra() generated.ThroughExtraResolver { return &throughExtraResolver{r} }

func (r *Resolver) WhyNot() generated.WhyNotResolver { return &whyNotResolver{r} }

type (
	alternativePlanResolver     struct{ *Resolver }
	landmarkResolver            struct{ *Resolver }
	landmarksResolver           struct{ *Resolver }
	requirementLandmarkResolver struct{ *Resolver }
	sharedElementResolver       struct{ *Resolver }
	stepAlternativesResolver    struct{ *Resolver }
	throughExtraResolver        struct{ *Resolver }
	whyNotResolver              struct{ *Resolver }
)
