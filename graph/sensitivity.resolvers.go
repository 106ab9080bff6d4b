package graph

import (
	"context"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *betterPlanResolver) Added(ctx context.Context, obj *planner.BetterPlan) ([]catalog.Node, error) {
	return nodesOf(obj.Added), nil
}

func (r *betterPlanResolver) LeftOut(ctx context.Context, obj *planner.BetterPlan) ([]catalog.Node, error) {
	return nodesOf(obj.LeftOut), nil
}

func (r *figureChangeResolver) Node(ctx context.Context, obj *planner.FigureChange) (catalog.Node, error) {
	return node.Of(obj.Node), nil
}

func (r *figureChangeResolver) Alike(ctx context.Context, obj *planner.FigureChange, first *int) ([]node.Credential, error) {
	n, err := few(first, "first", 0, defaultAlike)
	if err != nil {
		return nil, err
	}
	all := []node.Credential{}
	for _, x := range obj.Alike[:min(n, len(obj.Alike))] {
		all = append(all, node.CredentialOf(x.Credential))
	}
	return all, nil
}

func (r *planResolver) Sensitivity(ctx context.Context, obj *planner.Plan, criterion *planner.Criterion) (*planner.PlanSensitivity, error) {
	return r.sensitivity(ctx, obj, criterion)
}

func (r *planSensitivityResolver) Changes(ctx context.Context, obj *planner.PlanSensitivity, first *int) ([]*planner.FigureChange, error) {
	n, err := few(first, "first", 0, defaultChanges)
	if err != nil {
		return nil, err
	}
	return obj.Changes[:min(n, len(obj.Changes))], nil
}

func (r *Resolver) BetterPlan() generated.BetterPlanResolver { return &betterPlanResolver{r} }

func (r *Resolver) FigureChange() generated.FigureChangeResolver { return &figureChangeResolver{r} }

func (r *Resolver) PlanSensitivity() generated.PlanSensitivityResolver {
	return &planSensitivityResolver{r}
}

type (
	betterPlanResolver      struct{ *Resolver }
	figureChangeResolver    struct{ *Resolver }
	planSensitivityResolver struct{ *Resolver }
)
