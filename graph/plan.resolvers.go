package graph

import (
	"context"
	"slices"

	"careerlattice/graph/generated"
	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

func (r *noPlanResolver) Add(ctx context.Context, obj *planner.NoPlan) ([]catalog.Node, error) {
	return nodesOf(obj.Add), nil
}

func (r *planResolver) Step(ctx context.Context, obj *planner.Plan, index int) (planner.Step, error) {
	if index < 0 || index >= len(obj.Steps) {
		return nil, nil
	}
	return obj.Steps[index], nil
}

func (r *planConstraintsResolver) Avoid(ctx context.Context, obj *planner.Constraints) ([]catalog.Node, error) {
	return slices.Concat(nodesOf(obj.AvoidCredentials), nodesOf(obj.AvoidCareers)), nil
}

func (r *planConstraintsResolver) Via(ctx context.Context, obj *planner.Constraints) ([]catalog.Node, error) {
	return slices.Concat(nodesOf(obj.ViaCredentials), nodesOf(obj.ViaCareers)), nil
}

func (r *planConstraintsResolver) MaxLevel(ctx context.Context, obj *planner.Constraints) (*catalog.Level, error) {
	if obj.MaxLevel == catalog.LevelNone {
		return nil, nil
	}
	return &obj.MaxLevel, nil
}

func (r *planElementResolver) Node(ctx context.Context, obj *planner.PlanElement) (catalog.Node, error) {
	return node.Of(obj.Node), nil
}

func (r *planSetResolver) Plans(ctx context.Context, obj *planner.PlanSet, first *int, after *string, last *int, before *string) (*node.Connection[*planner.Plan], error) {
	plans, err := page(listed("plans", obj.Plans), first, after, last, before)
	if err == nil {
		spend(ctx).shown.Add(int64(len(plans.Nodes())))
	}
	return plans, err
}

func (r *planSetResolver) Representatives(ctx context.Context, obj *planner.PlanSet, count *int) ([]*planner.Plan, error) {
	n, err := few(count, "count", 1, defaultRepresentatives)
	if err != nil {
		return nil, err
	}
	plans := obj.Representatives(n)
	spend(ctx).shown.Add(int64(len(plans)))
	return plans, nil
}

func (r *planSetResolver) Always(ctx context.Context, obj *planner.PlanSet) ([]catalog.Node, error) {
	return nodesOf(obj.Always), nil
}

func (r *profileResolver) Credentials(ctx context.Context, obj *planner.Profile) ([]node.Credential, error) {
	return credentialsOf(obj.Credentials), nil
}

func (r *queryResolver) Plan(ctx context.Context, input planner.Input) (planner.Result, error) {
	return r.ask(ctx, input, "input")
}

func (r *studyStepResolver) Alternatives(ctx context.Context, obj *planner.StudyStep) (*planner.StepAlternatives, error) {
	return r.alternatives(ctx, obj.Common())
}

func (r *studyStepResolver) Credential(ctx context.Context, obj *planner.StudyStep) (node.Credential, error) {
	return node.CredentialOf(obj.Credential), nil
}

func (r *studyStepResolver) Interchangeable(ctx context.Context, obj *planner.StudyStep, first *int) ([]node.Credential, error) {
	n, err := few(first, "first", 0, defaultInterchangeable)
	if err != nil {
		return nil, err
	}
	all, err := interchangeable(ctx, obj)
	return credentialsOf(all[:min(n, len(all))]), err
}

func (r *studyStepResolver) InterchangeableCount(ctx context.Context, obj *planner.StudyStep) (int, error) {
	all, err := interchangeable(ctx, obj)
	return len(all), err
}

func (r *workStepResolver) Alternatives(ctx context.Context, obj *planner.WorkStep) (*planner.StepAlternatives, error) {
	return r.alternatives(ctx, obj.Common())
}

func (r *Resolver) NoPlan() generated.NoPlanResolver { return &noPlanResolver{r} }

func (r *Resolver) Plan() generated.PlanResolver { return &planResolver{r} }

func (r *Resolver) PlanConstraints() generated.PlanConstraintsResolver {
	return &planConstraintsResolver{r}
}

func (r *Resolver) PlanElement() generated.PlanElementResolver { return &planElementResolver{r} }

func (r *Resolver) PlanSet() generated.PlanSetResolver { return &planSetResolver{r} }

func (r *Resolver) Profile() generated.ProfileResolver { return &profileResolver{r} }

func (r *Resolver) StudyStep() generated.StudyStepResolver { return &studyStepResolver{r} }

func (r *Resolver) WorkStep() generated.WorkStepResolver { return &workStepResolver{r} }

type (
	noPlanResolver          struct{ *Resolver }
	planResolver            struct{ *Resolver }
	planConstraintsResolver struct{ *Resolver }
	planElementResolver     struct{ *Resolver }
	planSetResolver         struct{ *Resolver }
	profileResolver         struct{ *Resolver }
	studyStepResolver       struct{ *Resolver }
	workStepResolver        struct{ *Resolver }
)
