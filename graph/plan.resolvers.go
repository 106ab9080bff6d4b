package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/planner"
)

func (r *planSetResolver) Plans(ctx context.Context, obj *planner.PlanSet, first *int, after *string, last *int, before *string) (*node.Connection[*planner.Plan], error) {
	plans, err := page(listed("plans", obj.Plans), first, after, last, before)
	if err == nil {
		spend(ctx).shown.Add(int64(len(plans.Nodes())))
	}
	return plans, err
}

func (r *queryResolver) Plan(ctx context.Context, input planner.Input) (planner.Result, error) {
	return r.ask(ctx, input, "input")
}

func (r *studyStepResolver) Credential(ctx context.Context, obj *planner.StudyStep) (node.Credential, error) {
	return node.CredentialOf(obj.Credential), nil
}

func (r *Resolver) PlanSet() generated.PlanSetResolver { return &planSetResolver{r} }

func (r *Resolver) StudyStep() generated.StudyStepResolver { return &studyStepResolver{r} }

type (
	planSetResolver   struct{ *Resolver }
	studyStepResolver struct{ *Resolver }
)
