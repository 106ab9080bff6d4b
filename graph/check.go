package graph

import (
	"context"

	"careerlattice/internal/planner"
)

// checkPlan checks a person's own plan; that alone asks no planning question.
func (r *Resolver) checkPlan(from planner.ProfileInput, to string, steps []*planner.PlanStepInput) (*planner.PlanCheck, error) {
	plan := make([]planner.PlanStepInput, len(steps))
	for i, s := range steps {
		plan[i] = *s
	}
	checked, problems := r.planner.CheckPlan(from, to, plan)
	return checked, wrong(problems)
}

// answer answers a checked planning question, and counts it.
func (r *Resolver) answer(ctx context.Context, q planner.Question) (planner.Result, error) {
	if err := spend(ctx).ask(); err != nil {
		return nil, err
	}
	return r.plan(ctx, q)
}
