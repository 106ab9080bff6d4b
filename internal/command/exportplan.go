package command

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerlattice/internal/planner"
)

// front is the answer to the question that the parameters ask; without a plan an error that says why.
func (e *exports) front(ctx context.Context, a *arguments) (*planner.PlanSet, error) {
	q, err := a.question(e.planner)
	if err != nil {
		return nil, err
	}
	result, err := e.plan(ctx, q)
	if err != nil {
		return nil, err
	}
	switch r := result.(type) {
	case *planner.PlanSet:
		return r, nil
	case *planner.NoPlan:
		return nil, fmt.Errorf("%w: %s", errNoPlan, r.Message)
	}
	return nil, fmt.Errorf("an answer of type %T cannot be exported", result)
}

// some are the plans of a front that the parameters name: otherwise where they name none.
func some(a *arguments, s *planner.PlanSet, otherwise []*planner.Plan) []*planner.Plan {
	switch text := strings.ReplaceAll(strings.ToLower(a.text("plan")), "-", ""); text {
	case "":
		return otherwise
	case "fastest":
		return []*planner.Plan{s.Fastest()}
	case "cheapest":
		return []*planner.Plan{s.Cheapest()}
	case "leastforegone":
		return []*planner.Plan{s.LeastForegone()}
	default:
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > len(s.Plans) {
			a.wrong("plan", "%q is neither fastest, cheapest or least-foregone, nor a number from 1 to %d", text, len(s.Plans))
			return otherwise
		}
		return s.Plans[n-1 : n]
	}
}

func openPlans(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	s, err := e.front(ctx, a)
	if err != nil {
		return nil, err
	}
	plans := some(a, s, s.Plans)
	switch {
	case slices.Contains(tableFormats, format):
		return tableIn(e.release().Plans(s, plans), format), nil
	case slices.Contains(drawingFormats, format):
		return drawingIn(e.release().Front(s, plans), format), nil
	case format == "ctdl.jsonld":
		return func(w io.Writer) error { return e.release().PlansCTDL(w, s, plans) }, nil
	}
	return func(w io.Writer) error { return e.release().PlansSchemaOrg(w, s, plans) }, nil
}

func openSteps(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	s, err := e.front(ctx, a)
	if err != nil {
		return nil, err
	}
	return tableIn(e.release().Steps(s, some(a, s, s.Plans)), format), nil
}

func openCalendar(ctx context.Context, e *exports, a *arguments, _ string) (func(io.Writer) error, error) {
	start := e.today()
	if text := a.text("start"); text != "" {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil || day.Year() > 9000 {
			a.wrong("start", "%q is no day such as 2027-01-15", text)
		}
		start = day
	}
	s, err := e.front(ctx, a)
	if err != nil {
		return nil, err
	}
	plan := some(a, s, []*planner.Plan{s.Fastest()})[0]
	return func(w io.Writer) error { return e.release().Calendar(w, s.Target, plan, start) }, nil
}

func openReach(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	circle, err := a.circle(e.planner)
	if err != nil {
		return nil, err
	}
	reached, err := e.sets.Reach(ctx, circle)
	if err != nil {
		return nil, err
	}
	return tableIn(e.release().Reach(reached), format), nil
}

func openOrigins(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	to, err := a.career(e.planner)
	if err != nil {
		return nil, err
	}
	origins, err := e.sets.Origins(ctx, to)
	if err != nil {
		return nil, err
	}
	return tableIn(e.release().Origins(to, origins), format), nil
}

func openLeverage(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	circle, err := a.circle(e.planner)
	if err != nil {
		return nil, err
	}
	found, err := e.sets.Leverage(ctx, circle)
	if err != nil {
		return nil, err
	}
	return tableIn(e.release().Leverage(found), format), nil
}

func openMatrix(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	grid, err := a.grid(e.planner, e.cells)
	if err != nil {
		return nil, err
	}
	matrix, err := e.sets.Matrix(ctx, grid)
	if err != nil {
		return nil, err
	}
	starts := make([]string, len(grid.Circles))
	for i, c := range grid.Circles {
		starts[i] = profileText(c.From)
	}
	return tableIn(e.release().Matrix(matrix, starts), format), nil
}
