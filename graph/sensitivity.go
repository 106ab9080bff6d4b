package graph

import (
	"context"
	"slices"

	"careerlattice/internal/planner"
)

// sensitivity is that of a plan in a criterion, nil: the first that it is the best in and was asked for. It counts as a planning question.
func (r *Resolver) sensitivity(ctx context.Context, of *planner.Plan, in *planner.Criterion) (*planner.PlanSensitivity, error) {
	if err := spend(ctx).ask(); err != nil {
		return nil, err
	}
	best := of.BestAsked()
	if in == nil && len(best) > 0 {
		in = &best[0]
	}
	if in == nil || !slices.Contains(best, *in) {
		return nil, nil
	}
	return r.sets.Sensitivity(ctx, of, *in)
}
