package planner

import (
	"context"

	"careerlattice/internal/pareto"
)

// fastestShare is which part of the label budget the search for the fastest plan may take where its months are known.
const fastestShare = 4

// Fastest answers the question of a career that is reached, as Plan does and sooner, since the months are known. Where the search
// for the best of the fastest plans is not finished, it gives one of them, and says that it is not exact. The only errors are those of ctx.
func (p *Planner) Fastest(ctx context.Context, r *ReachableCareer) (Result, error) {
	q := r.Question()
	n := p.network(q)
	asked := n.question(max(1, p.budget/fastestShare))
	asked.Limit[pareto.Time] = int64(r.Months)
	found, err := pareto.Solve(ctx, n.net.Within(int64(r.Months)), asked)
	if err != nil {
		return nil, err
	}
	a := answer{exact: found.Exact, labels: found.Steps, network: n, bounds: pareto.Vector{pareto.Time: int64(r.Months)}}
	for i := range found.Plans {
		a.outlines = append(a.outlines, n.outline(&found.Plans[i]))
	}
	if !a.exact {
		if a, err = p.someFastest(ctx, r, a); err != nil {
			return nil, err
		}
	}
	if len(a.outlines) == 0 {
		return p.Plan(ctx, q)
	}
	return p.planSet(ctx, q, a)
}

// someFastest adds to an answer the plan by which a career was found to be reached in so many months, and keeps the best.
func (p *Planner) someFastest(ctx context.Context, r *ReachableCareer, a answer) (answer, error) {
	s := p.survey(r.circle)
	to := p.targets(*r.circle)
	found, err := s.leasts(ctx, to)
	if err != nil {
		return a, err
	}
	for i, x := range to {
		if plan := found[i][pareto.Time].Plan; x == r.Career && plan != nil {
			a.outlines = append(a.outlines, s.n.outline(plan))
		}
	}
	if !r.Exact {
		a.bounds = pareto.Vector{}
	}
	a.exact = false
	q := r.Question()
	a.outlines, err = p.tidy(ctx, q, a.outlines)
	if len(a.outlines) > 1 {
		a.outlines = a.outlines[:1]
	}
	return a, err
}
