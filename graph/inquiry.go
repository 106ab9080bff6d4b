package graph

import (
	"context"

	"careerlattice/internal/planner"
)

// landmarks finds what every plan contains: that is one planning question.
func (r *Resolver) landmarks(ctx context.Context, in planner.Input) (planner.LandmarkResult, error) {
	result, err := r.ask(ctx, in)
	if err != nil {
		return nil, err
	}
	if none, ok := result.(*planner.NoPlan); ok {
		return none, nil
	}
	return r.sets.Landmarks(ctx, result.(*planner.PlanSet))
}

// whyNot compares plans through something with all plans: two planning questions.
func (r *Resolver) whyNot(ctx context.Context, in planner.Input, through string) (*planner.WhyNot, error) {
	detour, problems := r.planner.Detour(in, through)
	if err := wrong(problems); err != nil {
		return nil, err
	}
	front, err := r.answer(ctx, detour.Front)
	if err != nil {
		return nil, err
	}
	plans, err := r.answer(ctx, detour.Through)
	if err != nil {
		return nil, err
	}
	return detour.WhyNot(front, plans), nil
}

// compare puts careers side by side: a planning question for each.
func (r *Resolver) compare(ctx context.Context, from planner.ProfileInput, careers []string, constraints *planner.ConstraintsInput) (*planner.Comparison, error) {
	if len(careers) > r.limits.Plans {
		return nil, tooManyPlans(r.limits)
	}
	grid, problems := r.planner.Comparison(from, careers, constraints)
	if err := wrong(problems); err != nil {
		return nil, err
	}
	plans := make([]planner.Result, len(grid.To))
	for i, to := range grid.To {
		var err error
		if plans[i], err = r.answer(ctx, grid.Question(to)); err != nil {
			return nil, err
		}
	}
	return r.planner.Compare(grid, plans), nil
}

// alternatives finds what would do in a step's place: a planning question.
func (r *Resolver) alternatives(ctx context.Context, step *planner.Span) (*planner.StepAlternatives, error) {
	replacement := step.Replacement()
	result, err := r.answer(ctx, replacement.Question)
	if err != nil {
		return nil, err
	}
	return replacement.Alternatives(result), nil
}

// shown cuts the first of some plans, and counts them.
func shown[T any](ctx context.Context, plans []T, first *int) ([]T, error) {
	n, err := few(first, "first", 0, defaultDominating)
	if err != nil {
		return nil, err
	}
	plans = plans[:min(n, len(plans))]
	spend(ctx).shown.Add(int64(len(plans)))
	return plans, nil
}
