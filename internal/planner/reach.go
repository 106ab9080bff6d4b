package planner

import (
	"cmp"
	"context"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// Circle is a checked question about many careers at once, in its one canonical form: where a person starts, and what counts.
type Circle struct {
	From        Profile
	Constraints Constraints
}

// Circle checks a profile and constraints, as Question does. Paths begin with at, then "from" or "constraints".
func (p *Planner) Circle(from ProfileInput, constraints *ConstraintsInput, at ...any) (Circle, Problems) {
	r := &resolver{catalog: p.catalog}
	c := Circle{From: r.profile(from, under(at, "from"))}
	if constraints == nil {
		constraints = &ConstraintsInput{}
	}
	c.Constraints = r.constraints(*constraints, nil, under(at, "constraints"))
	return c, r.problems
}

// question is the question for one career of a circle.
func (c Circle) question(to *catalog.Career, optimize ...Criterion) Question {
	return Question{From: c.From, To: to, Optimize: optimize, Constraints: c.Constraints}
}

// Key is the circle in bytes, as a question's.
func (c Circle) Key() []byte {
	k := appendProfile([]byte{keyVersion}, c.From)
	k = append(k, set(c.Constraints.StudyModes)|uint8(c.Constraints.Jobs)<<2)
	return appendConstraints(k, c.Constraints)
}

// ReachableCareer is a career that a person gets to within the constraints: the least months and, apart from that, the least
// dollars.
type ReachableCareer struct {
	Career       *catalog.Career
	Months, Cost int
	// Exact is false where it is not proven that no plan takes less.
	Exact bool

	circle *Circle
}

// ID is that of the career.
func (r *ReachableCareer) ID() string { return r.Career.ID() }

// Question asks for the fastest plans to the career.
func (r *ReachableCareer) Question() Question { return r.circle.question(r.Career, Time) }

// targets are the careers that may be reached: neither trainees' nor to be avoided.
func (p *Planner) targets(c Circle) []*catalog.Career {
	var all []*catalog.Career
	for _, x := range p.catalog.Careers {
		if x.TraineeFor == nil && !slices.Contains(c.Constraints.AvoidCareers, x) {
			all = append(all, x)
		}
	}
	return all
}

// Reach finds every career that a person gets to within the constraints, ordered by months, dollars and id. Trainees' careers and
// those to be avoided are left out. The only error is that of ctx.
func (p *Planner) Reach(ctx context.Context, c Circle) ([]*ReachableCareer, error) {
	cells, err := p.cells(ctx, &c, p.targets(c))
	if err != nil {
		return nil, err
	}
	reached := []*ReachableCareer{}
	for _, x := range cells {
		if x.Reachable {
			reached = append(reached, &ReachableCareer{x.Target, x.Months, x.Cost, x.Exact, &c})
		}
	}
	slices.SortStableFunc(reached, func(a, b *ReachableCareer) int {
		return cmp.Or(cmp.Compare(a.Months, b.Months), cmp.Compare(a.Cost, b.Cost))
	})
	return reached, nil
}

// cell is what a circle says of one career.
type cell struct {
	Target       *catalog.Career
	Reachable    bool
	Months, Cost int
	Exact        bool
}

// cells finds the least months and dollars to some careers, in their order. None of them may be to avoid.
func (p *Planner) cells(ctx context.Context, c *Circle, to []*catalog.Career) ([]cell, error) {
	s := p.survey(c)
	s.thorough = true
	return s.cells(ctx, to)
}

func (s *survey) cells(ctx context.Context, to []*catalog.Career) ([]cell, error) {
	cells := make([]cell, len(to))
	near := s.near(to)
	found, err := s.leasts(ctx, near)
	if err != nil {
		return nil, err
	}
	k := 0
	for i, x := range to {
		if k == len(near) || near[k] != x {
			cells[i] = cell{Target: x, Exact: true}
			continue
		}
		if cells[i], err = s.cell(ctx, x, found[k]); err != nil {
			return nil, err
		}
		k++
	}
	return cells, ctx.Err()
}

// survey looks for the least of many careers at once. What it searches is the network of someone who may work anywhere: it holds
// that of every question of the circle.
type survey struct {
	p    *Planner
	c    *Circle
	n    *network
	left int64 // steps that searches for single careers may still take
	// thorough is set where there is one survey to a question, and not one for each of many credentials.
	thorough bool
	// mere is set where it only matters what is reached.
	mere bool
}

func (p *Planner) survey(c *Circle) *survey {
	q := c.question(p.catalog.Careers[0])
	q.Constraints.Jobs = AnyJob
	return &survey{p: p, c: c, n: p.network(q), left: p.budget}
}

// goal is the goal of a plan to a career.
func (s *survey) goal(to *catalog.Career) pareto.Cond {
	n := *s.n
	n.q.To = to
	return n.goal()
}

// near leaves out the careers that nobody reaches within the limits, by bounds that are quickly known.
func (s *survey) near(to []*catalog.Career) []*catalog.Career {
	goals := make([]pareto.Cond, len(to))
	for i, x := range to {
		goals[i] = s.goal(x)
	}
	near := make([]bool, len(to))
	for i := range near {
		near[i] = true
	}
	for criterion, limit := range []*int{s.c.Constraints.MaxMonths, s.c.Constraints.MaxCost} {
		if limit == nil {
			continue
		}
		for i, least := range pareto.Floors(s.n.net, criterion, goals) {
			near[i] = near[i] && least <= int64(*limit)
		}
	}
	var kept []*catalog.Career
	for i, x := range to {
		if near[i] {
			kept = append(kept, x)
		}
	}
	return kept
}

// Which parts of the label budget the search for the least of one career may take within a survey: at first, and again.
const (
	firstShare  = 400
	secondShare = 25
)

// leasts finds the least of months and of dollars, in this order, for each career.
func (s *survey) leasts(ctx context.Context, to []*catalog.Career) ([][2]pareto.Least, error) {
	targets := make([]pareto.Target, len(to))
	for i, x := range to {
		targets[i] = pareto.Target{Goal: s.goal(x), May: s.may(x)}
	}
	found := make([][2]pareto.Least, len(to))
	effort := pareto.Effort{Budgets: []int64{max(1, s.p.budget/firstShare)}}
	if s.thorough {
		effort.Budgets = append(effort.Budgets, max(1, s.p.budget/secondShare))
	}
	for criterion, limit := range []*int{s.c.Constraints.MaxMonths, s.c.Constraints.MaxCost} {
		if effort.Limit = -1; limit != nil {
			effort.Limit = int64(*limit)
		}
		if s.mere && limit == nil && (criterion == pareto.Cost || s.c.Constraints.MaxCost != nil) {
			for i := range found {
				found[i][criterion].Attainable = true // the other criterion tells
			}
			continue
		}
		leasts, err := pareto.Leasts(ctx, s.n.net, criterion, targets, effort)
		if err != nil {
			return nil, err
		}
		for i := range leasts {
			found[i][criterion] = leasts[i]
		}
	}
	return found, nil
}

// may tells whether a plan to a career may work in a job; it finds out when it is asked first.
func (s *survey) may(to *catalog.Career) func(job int32) bool {
	if s.c.Constraints.Jobs == AnyJob {
		return func(int32) bool { return true }
	}
	var allowed []bool
	return func(job int32) bool {
		if allowed == nil {
			allowed = s.p.allowed(s.c.question(to))
		}
		return allowed[s.n.jobs[job].Index]
	}
}

// cell holds what was found for a career against the limits, and searches for it alone where that does not tell.
func (s *survey) cell(ctx context.Context, to *catalog.Career, found [2]pareto.Least) (cell, error) {
	k := s.c.Constraints
	x := cell{Target: to, Exact: true}
	for criterion, limit := range []*int{k.MaxMonths, k.MaxCost} {
		l := &found[criterion]
		if !l.Attainable || limit != nil && l.Bound > int64(*limit) {
			return x, nil
		}
	}
	for criterion, figure := range []*int{&x.Months, &x.Cost} {
		var known []int64
		for _, l := range found { // a plan found for the other criterion may do as well
			if l.Plan != nil && within(k, l.Plan.Vector) {
				known = append(known, l.Plan.Vector[criterion])
			}
		}
		switch l := found[criterion]; {
		case s.mere && len(known) > 0:
		case slices.Contains(known, l.Bound):
		case l.Spent && len(known) > 0:
			x.Exact = false
		default:
			better, exact, err := s.alone(ctx, to, Criterion(criterion), known)
			if err != nil {
				return x, err
			}
			known = append(known, better...)
			x.Exact = x.Exact && (exact || slices.Contains(known, l.Bound))
		}
		if len(known) == 0 {
			return x, nil
		}
		*figure = int(slices.Min(known))
	}
	x.Reachable = true
	return x, nil
}

// alone searches for less to one career than what is known to do, within a tenth of the label budget and what is left of it for all
// of the survey. Where it is exact, the least is what it finds, or else what is known.
func (s *survey) alone(ctx context.Context, to *catalog.Career, in Criterion, known []int64) (found []int64, exact bool, err error) {
	q := s.c.question(to, in)
	n := s.p.network(q)
	asked, net := n.question(max(1, min(s.left, s.p.budget/10))), n.net
	asked.Mere = true
	if len(known) > 0 {
		asked.Limit[in] = slices.Min(known) - 1
	}
	if most := asked.Limit[pareto.Time]; most >= 0 {
		net = net.Within(most)
	}
	solved, err := pareto.Solve(ctx, net, asked)
	if err != nil {
		return nil, false, err
	}
	s.left = max(1, s.left-solved.Steps)
	a, err := s.p.answered(ctx, n, solved)
	for _, o := range a.outlines {
		found = append(found, s.p.vector(q, o)[in])
	}
	return found, a.exact, err
}
