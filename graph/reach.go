package graph

import (
	"context"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// Sets answers planning questions whose answers are no plans, such as those about many careers at once, as the planner does.
type Sets interface {
	Reach(context.Context, planner.Circle) ([]*planner.ReachableCareer, error)
	Matrix(context.Context, planner.Grid) ([]*planner.MatrixRow, error)
	Origins(context.Context, *catalog.Career) ([]*planner.Origin, error)
	Fastest(context.Context, *planner.ReachableCareer) (planner.Result, error)
	Leverage(context.Context, planner.Circle) ([]*planner.CredentialLeverage, error)
	Landmarks(context.Context, *planner.PlanSet) (*planner.Landmarks, error)
	Sensitivity(context.Context, *planner.Plan, planner.Criterion) (*planner.PlanSensitivity, error)
}

// circle checks a question about all careers, and counts it.
func (r *Resolver) circle(ctx context.Context, from planner.ProfileInput, constraints *planner.ConstraintsInput) (planner.Circle, error) {
	if err := spend(ctx).ask(); err != nil {
		return planner.Circle{}, err
	}
	circle, problems := r.planner.Circle(from, constraints)
	return circle, wrong(problems)
}

// grid checks a question about many people and many careers.
func (r *Resolver) grid(from []*planner.ProfileInput, to []string, constraints *planner.ConstraintsInput) (planner.Grid, error) {
	if err := (cost{cells: len(from) * len(to)}).check(r.limits); err != nil {
		return planner.Grid{}, err
	}
	profiles := make([]planner.ProfileInput, len(from))
	for i, p := range from {
		profiles[i] = *p
	}
	grid, problems := r.planner.Grid(profiles, to, constraints)
	return grid, wrong(problems)
}

// firstStep is how the fastest plan to a career begins; nil where it has no steps.
func (r *Resolver) firstStep(ctx context.Context, to *planner.ReachableCareer) (planner.Step, error) {
	result, err := r.sets.Fastest(ctx, to)
	if err != nil {
		return nil, err
	}
	if set, ok := result.(*planner.PlanSet); ok && len(set.Fastest().Steps) > 0 {
		return set.Fastest().Steps[0], nil
	}
	return nil, nil
}
