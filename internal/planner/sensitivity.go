package planner

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sort"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// PlanSensitivity tells which single figure of the catalog, changed by how much, makes another plan the best in a criterion. The figures
// are, of the credentials and careers that the goal may need: for Cost the prices of routes, for Time their months full time, for
// ForegoneEarnings these and wages, the target's included. The months of a study beside a job are not among them: they count as
// experience as well, so that with them it changes what else is needed.
type PlanSensitivity struct {
	Criterion Criterion
	// Changes are the nearest of each figure and direction, the smallest as a share of the figure first. A figure without one may be
	// anything from 0 up, and the plan is still as good as any in the criterion.
	Changes []*FigureChange
	// Unsettled is how many figures, or classes of figures of which a change does the same, the label budget did not suffice
	// for; nothing is said of those.
	Unsettled int
}

// Exact tells whether nothing is unsettled.
func (s *PlanSensitivity) Exact() bool { return s.Unsettled == 0 }

// Count is how many changes there are.
func (s *PlanSensitivity) Count() int { return len(s.Changes) }

// BestAsked are the criteria that the plan is the best in, of those that its question asks for.
func (p *Plan) BestAsked() []Criterion {
	return slices.DeleteFunc(slices.Clone(p.BestIn), func(c Criterion) bool { return !slices.Contains(p.of.question.Optimize, c) })
}

// Sensitivity finds the changes with which a plan is no longer the best in a criterion; nil where it is not the best of its front, or the question does not ask for
// the criterion. Each
// is exact: with the figure at To some plan of the question is better in the criterion, or the plan is over a limit, and with the figure
// anywhere between From and To no plan is. The only error is that of ctx.
func (p *Planner) Sensitivity(ctx context.Context, of *Plan, in Criterion) (*PlanSensitivity, error) {
	if !slices.Contains(of.BestAsked(), in) {
		return nil, nil
	}
	s := &sensitivity{
		p: p, plan: of, in: in, n: p.network(of.of.question), left: p.budget, found: &PlanSensitivity{Criterion: in},
		vector: p.vector(of.of.question, of.of.actions),
	}
	figures := s.figures()
	s.searches = int64(1 + len(figures))
	known, err := s.lowest(ctx, s.n.net, annual(of.of.question.To), s.vector[in]-1)
	if err != nil {
		return nil, err
	}
	if known.outline != nil || !known.exact { // it was the best of those found, and no more is known
		s.found.Unsettled = len(figures)
		return s.found, nil
	}
	for _, f := range figures {
		if err := s.look(ctx, f); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.found.Changes, byShare)
	return s.found, nil
}

// sensitivity looks for what changes of figures make better than a plan.
type sensitivity struct {
	p        *Planner
	plan     *Plan
	in       Criterion
	n        *network
	vector   pareto.Vector // of the plan
	left     int64         // of the label budget
	searches int64         // figures to look at still
	found    *PlanSensitivity
}

// figures are those that count for the criterion: those of the plan first.
func (s *sensitivity) figures() []figure {
	q := s.n.q
	var all []figure
	if s.in == ForegoneEarnings {
		if annual(q.To) == 0 {
			return nil // nothing falls short of it
		}
		all = append(all, figure{kind: Wage, node: q.To, item: -1})
		for j, c := range s.n.jobs {
			if c.Wage != nil && c != q.To {
				all = append(all, figure{kind: Wage, node: c, item: int32(j)})
			}
		}
	}
	for i, c := range s.n.items {
		for k, r := range s.n.routes[i] {
			kind := Duration
			if s.in == Cost {
				kind = Price
			}
			if kind == Price || s.n.mode(FullTime) {
				all = append(all, figure{kind: kind, node: c, route: r, item: int32(i), option: int32(k)})
			}
		}
	}
	return s.classes(all)
}

// classes puts those figures together of which a change does the same: of credentials, not in the plan, that meet the same of what is
// asked for, by routes that ask for and take the same. The figures of the plan come first.
func (s *sensitivity) classes(all []figure) []figure {
	mine, answers := s.plan.elements(), s.n.answers()
	var own, others []figure
	known := map[string]int{}
	for _, f := range all {
		switch {
		case slices.Contains(mine, f.node), f.item < 0:
			own = append(own, f)
			continue
		case f.kind == Wage:
			others = append(others, f)
			continue
		}
		c, o := f.node.(*catalog.Credential), s.n.net.Items[f.item].Options[f.option]
		key := fmt.Sprint(o, answers[c.Index])
		if i, ok := known[key]; ok {
			others[i].alike = append(others[i].alike, Alike{c, f.route})
			continue
		}
		known[key] = len(others)
		others = append(others, f)
	}
	return append(own, others...)
}

// look finds the changes of one figure.
func (s *sensitivity) look(ctx context.Context, f figure) error {
	looks := []func(context.Context, figure) (settled bool, err error){s.fall}
	switch {
	case f.kind == Wage && f.item < 0:
		looks = []func(context.Context, figure) (bool, error){s.targetLess, s.targetMore}
	case f.kind == Wage:
		looks = []func(context.Context, figure) (bool, error){s.wageLess, s.wageMore}
	case f.in(s.plan.of.actions):
		looks = []func(context.Context, figure) (bool, error){s.rise}
	}
	whole := true
	for _, look := range looks {
		settled, err := look(ctx, f)
		if err != nil {
			return err
		}
		whole = whole && settled
	}
	s.searches--
	if !whole {
		s.found.Unsettled++
	}
	return nil
}

// stepsToBegin is what a search is taken to cost, for each item and job of the network, before its first step.
const stepsToBegin = 12

// lowest is what a search found.
type lowest struct {
	outline outline // nil: nothing
	exact   bool
}

// lowest looks in a network for a plan of the least of the criterion, no more than most; idle is the target's pay.
func (s *sensitivity) lowest(ctx context.Context, net *pareto.Network, idle, most int64) (lowest, error) {
	if most < 0 {
		return lowest{exact: true}, nil
	}
	if s.left == 0 {
		return lowest{}, nil
	}
	found, err := pareto.FindLowest(ctx, net, s.asked(idle, most), int(s.in))
	s.left = max(0, s.left-found.Steps-int64(stepsToBegin*(len(net.Items)+len(net.Jobs))))
	if err != nil || found.Plan == nil {
		return lowest{nil, found.Exact}, err
	}
	return lowest{s.p.minimized(s.n.q, s.n.outline(found.Plan)), found.Exact}, nil
}

// asked is what is asked of a network: plans that take no more than most of the criterion, within a part of the label budget that leaves as
// much for each figure that is to be looked at still.
func (s *sensitivity) asked(idle, most int64) pareto.Question {
	q := s.n.question(max(1, s.left/max(1, s.searches)))
	q.Idle = idle
	if most < math.MaxInt64 && (q.Limit[s.in] < 0 || q.Limit[s.in] > most) {
		q.Limit[s.in] = most
	}
	return q
}

// rise is what happens as a price or a duration of the plan rises: plans without it come to be better, whatever becomes of those
// that have it too, or the plan comes over a limit.
func (s *sensitivity) rise(ctx context.Context, f figure) (settled bool, err error) {
	q, each := s.n.q, s.each()
	without := s.n.net.Items[f.item].Options[f.option]
	if without.FullTime = -1; f.kind == Price {
		without.PartTime = -1
	}
	if each == 0 {
		return true, nil
	}
	found, err := s.lowest(ctx, s.n.net.WithOption(f.item, f.option, without), annual(q.To), math.MaxInt64)
	if err != nil || !found.exact {
		return false, err
	}
	to := -1
	if found.outline != nil {
		to = f.is() + int((s.p.vector(q, found.outline)[s.in]-s.vector[s.in])/each) + 1
	}
	if over := s.over(f); over >= 0 && (to < 0 || over < to) {
		to = over
		if found, err = s.lowest(ctx, s.changed(f, to), annual(q.To), math.MaxInt64); err != nil || !found.exact {
			return false, err
		}
	}
	if to < 0 {
		return true, nil
	}
	return true, s.add(ctx, f, to, found.outline, s.changed(f, to), annual(q.To))
}

// each is what the criterion grows by with each month or dollar of a price or a duration.
func (s *sensitivity) each() int64 {
	if s.in == ForegoneEarnings {
		return annual(s.n.q.To)
	}
	return 1
}

// over is the least value of a figure of the plan with which the plan is over a limit; -1: there is no such limit.
func (s *sensitivity) over(f figure) int {
	limit, of := s.n.q.Constraints.MaxCost, pareto.Cost
	if f.kind == Duration {
		limit, of = s.n.q.Constraints.MaxMonths, pareto.Time
	}
	if limit == nil {
		return -1
	}
	return f.is() + *limit - int(s.vector[of]) + 1
}

// changed is the network with a price or a duration of another value.
func (s *sensitivity) changed(f figure, to int) *pareto.Network {
	o := s.n.net.Items[f.item].Options[f.option]
	if f.kind == Price {
		o.Cost = int64(to)
	} else {
		o.FullTime = int64(to)
	}
	return s.n.net.WithOption(f.item, f.option, o)
}

// fall is what happens as a price or a duration that is not of the plan falls: plans with it come to be better.
func (s *sensitivity) fall(ctx context.Context, f figure) (settled bool, err error) {
	return s.nearest(ctx, f, f.is(), 0, func(to int) (*pareto.Network, int64) { return s.changed(f, to), annual(s.n.q.To) })
}

// wageMore and wageLess are what happens as the wage of a job rises, at most to the target's, and falls. What counts is by how much
// it falls short.
func (s *sensitivity) wageMore(ctx context.Context, f figure) (settled bool, err error) {
	return s.wage(ctx, f, min(f.is(), int(annual(s.n.q.To))), int(annual(s.n.q.To)))
}

func (s *sensitivity) wageLess(ctx context.Context, f figure) (settled bool, err error) {
	if !slices.ContainsFunc(s.plan.of.actions, func(a action) bool { return a.career == f.node }) {
		return true, nil
	}
	return s.wage(ctx, f, min(f.is(), int(annual(s.n.q.To))), 0)
}

// targetMore and targetLess are what happens as the target's pay rises and falls, from one job's pay to the next: between these
// what a plan takes grows evenly.
func (s *sensitivity) targetMore(ctx context.Context, f figure) (settled bool, err error) {
	stops := slices.DeleteFunc(s.stops(), func(n int) bool { return n <= f.is() })
	return s.target(ctx, f, append(stops, catalog.MaxNumber))
}

func (s *sensitivity) targetLess(ctx context.Context, f figure) (settled bool, err error) {
	stops := slices.DeleteFunc(s.stops(), func(n int) bool { return n >= f.is() })
	slices.Reverse(stops)
	return s.target(ctx, f, append(stops, 0))
}

// stops are what jobs pay, in order.
func (s *sensitivity) stops() (all []int) {
	for _, c := range s.n.jobs {
		if c != s.n.q.To {
			all = append(all, int(annual(c)))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (s *sensitivity) target(ctx context.Context, f figure, stops []int) (settled bool, err error) {
	from, before := f.is(), len(s.found.Changes)
	for _, to := range stops {
		settled, err = s.wage(ctx, f, from, to)
		if err != nil || !settled || len(s.found.Changes) > before {
			return settled, err
		}
		from = to
	}
	return true, nil
}

// wage looks for a change between two wages.
func (s *sensitivity) wage(ctx context.Context, f figure, from, to int) (settled bool, err error) {
	return s.nearest(ctx, f, from, to, func(n int) (*pareto.Network, int64) {
		pays := f.pays(n)
		goal := pays(s.n.q.To)
		return s.n.net.WithShortfalls(func(j int32) int64 { return max(0, goal-pays(s.n.jobs[j])) }), goal
	})
}

// nearest finds the value nearest to from, on the way to another, with which some plan is better. With from none is, and each
// plan that is with some value is so with all from there on to the end, as far as between the two what plans take grows evenly with
// the figure: so a plan that is better with the last value leads to one that is better with a nearer one, until none is.
func (s *sensitivity) nearest(ctx context.Context, f figure, from, to int, with func(int) (*pareto.Network, int64)) (settled bool, err error) {
	step := 1
	if to < from {
		step = -1
	}
	at := func(i int) int { return from + step*i }
	var better outline
	nearest := 0
	for i := step * (to - from); i > 0; i = nearest - 1 {
		net, idle := with(at(i))
		mine := f.vector(s.p, s.n.q, s.plan.of.actions, at(i))
		found, err := s.lowest(ctx, net, idle, mine[s.in]-1)
		if err != nil || !found.exact {
			return false, err
		}
		if found.outline == nil {
			break
		}
		better = found.outline
		nearest = sort.Search(i, func(i int) bool { return s.beats(f, better, at(i)) })
	}
	if better == nil {
		return true, nil
	}
	net, idle := with(at(nearest))
	return true, s.add(ctx, f, at(nearest), better, net, idle)
}

// beats tells whether a plan is within the limits and better than the one that is the best, with a figure at a value.
func (s *sensitivity) beats(f figure, o outline, value int) bool {
	v := f.vector(s.p, s.n.q, o, value)
	return within(s.n.q.Constraints, v) && v[s.in] < f.vector(s.p, s.n.q, s.plan.of.actions, value)[s.in]
}

// add takes note of a change. Of the plans that are then as good as the one that was found it tells the one that is planned.
func (s *sensitivity) add(ctx context.Context, f figure, to int, better outline, net *pareto.Network, idle int64) error {
	if better != nil {
		q := s.asked(idle, f.vector(s.p, s.n.q, better, to)[s.in])
		q.Criteria = [3]bool{}
		q.Criteria[s.in] = true
		then, err := pareto.Solve(ctx, net, q)
		if err != nil {
			return err
		}
		s.left = max(0, s.left-then.Steps)
		if then.Exact {
			better = s.n.outline(&then.Plans[0])
		}
	}
	s.found.Changes = append(s.found.Changes, s.p.change(s.plan, f, s.in, to, better))
	return nil
}
