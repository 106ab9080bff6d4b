package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/planner"
)

func (r *planCheckResolver) Dominance(ctx context.Context, obj *planner.PlanCheck) (*planner.PlanDominance, error) {
	front, err := r.answer(ctx, obj.Front())
	if err != nil {
		return nil, err
	}
	return obj.Dominance(front), nil
}

func (r *planCheckResolver) Repair(ctx context.Context, obj *planner.PlanCheck) (planner.Result, error) {
	return r.answer(ctx, obj.Repair())
}

func (r *planDominanceResolver) Plans(ctx context.Context, obj *planner.PlanDominance, first *int) ([]*planner.DominatingPlan, error) {
	return shown(ctx, obj.Plans, first)
}

func (r *queryResolver) CheckPlan(ctx context.Context, from planner.ProfileInput, to string, steps []*planner.PlanStepInput) (*planner.PlanCheck, error) {
	return r.checkPlan(from, to, steps)
}

func (r *stepCheckResolver) Credential(ctx context.Context, obj *planner.StepCheck) (node.Credential, error) {
	if obj.Credential == nil {
		return nil, nil
	}
	return node.CredentialOf(obj.Credential), nil
}

func (r *Resolver) PlanCheck() generated.PlanCheckResolver { return &planCheckResolver{r} }

func (r *Resolver) PlanDominance() generated.PlanDominanceResolver { return &planDominanceResolver{r} }

func (r *Resolver) StepCheck() generated.StepCheckResolver { return &stepCheckResolver{r} }

type (
	planCheckResolver     struct{ *Resolver }
	planDominanceResolver struct{ *Resolver }
	stepCheckResolver     struct{ *Resolver }
)
