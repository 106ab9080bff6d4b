package planner

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// set changes a figure of the catalog itself, and gives what changes it back.
func (f figure) set(n int) (back func()) {
	at := map[FigureKind]func() *int{
		Price:    func() *int { return &f.route.Cost.Typical },
		Duration: func() *int { return &f.route.Months.Typical },
		Wage:     func() *int { return &f.node.(*catalog.Career).Wage.Annual },
	}[f.kind]()
	was := *at
	*at = n
	return func() { *at = was }
}

// leastNow is the least of a criterion that any plan takes by the catalog as it is now; -1: there is no plan.
func leastNow(t *testing.T, c *catalog.Catalog, q Question, in Criterion) int64 {
	t.Helper()
	p := New(c, DefaultBudget)
	q.Optimize = []Criterion{in}
	a, err := p.front(t.Context(), q)
	if err != nil || !a.exact {
		t.Fatalf("a plan on a changed catalog: exact %t, %v", a.exact, err)
	}
	if len(a.outlines) == 0 {
		return -1
	}
	return p.vector(q, a.outlines[0])[in]
}

// stands tells whether a plan is as good as any by the catalog as it is now.
func stands(t *testing.T, c *catalog.Catalog, plan *Plan, in Criterion) bool {
	t.Helper()
	q := plan.of.question
	v := New(c, 1).vector(q, plan.of.actions)
	return within(q.Constraints, v) && v[in] == leastNow(t, c, q, in)
}

// figuresOf are all figures of a catalog that a criterion may count.
func figuresOf(c *catalog.Catalog, in Criterion) (all []figure) {
	for _, x := range c.Credentials {
		for _, r := range x.Routes {
			kind := Duration
			if in == Cost {
				kind = Price
			}
			all = append(all, figure{kind: kind, node: x, route: r})
		}
	}
	for _, x := range c.Careers {
		if in == ForegoneEarnings && x.Wage != nil {
			all = append(all, figure{kind: Wage, node: x})
		}
	}
	return all
}

// changes are those of a sensitivity by what they change, upward or (with -1) downward.
func changes(s *PlanSensitivity) map[string]*FigureChange {
	all := map[string]*FigureChange{}
	for _, c := range s.Changes {
		all[changeKey(figure{kind: c.Figure, node: c.Node, route: c.Route}, c.To-c.From)] = c
		for _, x := range c.Alike {
			other := *c
			other.Node, other.Route, other.Alike = x.Credential, x.Route, nil
			other.Better = new(*c.Better)
			other.Better.actions = slices.Clone(c.Better.actions)
			for i := range other.Better.actions {
				if a := &other.Better.actions[i]; a.credential == c.Node {
					a.credential, a.route = x.Credential, x.Route
				}
			}
			all[changeKey(figure{kind: c.Figure, node: x.Credential, route: x.Route}, c.To-c.From)] = &other
		}
	}
	return all
}

func changeKey(f figure, direction int) string {
	route := -1
	if f.route != nil {
		route = f.route.Index
	}
	return fmt.Sprint(f.kind, f.node.ID(), route, direction > 0)
}

// sensitivityOf asks for the sensitivity of a plan, and holds what is read back to it.
func sensitivityOf(t *testing.T, p *Planner, plan *Plan, in Criterion) *PlanSensitivity {
	t.Helper()
	s, err := p.Sensitivity(t.Context(), plan, in)
	if err != nil || s == nil || !s.Exact() {
		t.Fatalf("%s: %+v, %v", plan, s, err)
	}
	if !slices.IsSortedFunc(s.Changes, byShare) {
		t.Errorf("%s: not in order", plan)
	}
	again, err := p.DecodeSensitivity(plan, in, EncodeSensitivity(s))
	if err != nil || !reflect.DeepEqual(again, s) {
		t.Errorf("%s: encoded and decoded, %+v becomes %+v, %v", plan, s, again, err)
	}
	return s
}

// TestSensitivityAgainstPlanning plans anew for every value that a figure of a small catalog may have: the first, upward and downward,
// with which the plan is no longer as good as any is the one that is told; and no other is.
func TestSensitivityAgainstPlanning(t *testing.T) {
	told, limited, kinds := 0, 0, map[string]int{}
	everyWorld(t, 31_000, 12, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok {
			return false
		}
		for _, criterion := range []Criterion{Time, Cost, ForegoneEarnings} {
			plan := first(set.Plans, criterion)
			if !slices.Contains(set.question.Optimize, criterion) {
				s, err := p.Sensitivity(t.Context(), plan, criterion)
				if again, decoded := p.DecodeSensitivity(plan, criterion, EncodeSensitivity(s)); s != nil || again != nil || err != nil || decoded != nil {
					t.Errorf("a criterion that is not asked for has a sensitivity: %+v, %+v, %v, %v", s, again, err, decoded)
				}
				continue
			}
			got := changes(sensitivityOf(t, p, plan, criterion))
			for _, f := range figuresOf(p.catalog, criterion) {
				const most = 45 // more than anything takes or pays here
				for _, direction := range []int{1, -1} {
					want := -1
					for n := f.is() + direction; n >= 0 && n <= most && want < 0; n += direction {
						back := f.set(n)
						if !stands(t, p.catalog, plan, criterion) {
							want = n
						}
						back()
					}
					key := changeKey(f, direction)
					c := got[key]
					delete(got, key)
					switch {
					case c != nil && c.To > most: // a target's pay, which alone may have to be far from what jobs pay
						back := f.set(c.To)
						if stands(t, p.catalog, plan, criterion) {
							t.Errorf("%s: %s is as good as any", c.Text, plan)
						}
						back()
					case want < 0 && c != nil, want >= 0 && (c == nil || c.To != want):
						t.Errorf("%s: %s, %s: want %d, got %+v", in.To, plan, key, want, c)
					}
					if c == nil {
						continue
					}
					told++
					kinds[fmt.Sprint(c.Figure, c.To > c.From)]++
					if c.Better == nil {
						limited++
						continue
					}
					back := f.set(c.To)
					if v := p.vector(set.question, c.Better.actions); v[criterion] != leastNow(t, p.catalog, set.question, criterion) || !p.suffices(set.question, c.Better.actions) {
						t.Errorf("%s: the plan that is better is not the best: %v", c.Text, v)
					}
					back()
				}
			}
			for key := range got {
				t.Errorf("%s: a change of what is no figure: %s", plan, key)
			}
		}
		return true
	})
	t.Logf("%d changes, %d of them beyond a limit; %v", told, limited, kinds)
	if told < 60 || limited < 2 || len(kinds) != 6 {
		t.Error("the random questions have become too easy")
	}
}

// TestSensitivityBuiltin: on the built-in catalog each change holds on a catalog that is changed so, and none less does; what has no
// change may be nothing, or far more.
func TestSensitivityBuiltin(t *testing.T) {
	c := builtin(t)
	p := New(c, DefaultBudget)
	told, still := 0, 0
	for _, to := range []string{"health-data-analyst", "it-consultant"} {
		set := ask(t, p, Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: to}).(*PlanSet)
		for _, criterion := range []Criterion{Time, Cost, ForegoneEarnings} {
			plan := first(set.Plans, criterion)
			s := sensitivityOf(t, p, plan, criterion)
			for _, x := range s.Changes {
				f := figure{kind: x.Figure, node: x.Node, route: x.Route}
				told++
				step := 1
				if x.To > x.From {
					step = -1
				}
				for n, want := range map[int]bool{x.To: false, x.To + step: true} {
					back := f.set(n)
					if stands(t, c, plan, criterion) != want {
						t.Errorf("%s: at %d, %t is wanted of %s", x.Text, n, want, plan)
					}
					back()
				}
			}
			known := changes(s)
			for i, f := range figuresOf(c, criterion) {
				for direction, n := range map[int]int{-1: 0, 1: 500_000} {
					if i%24 > 0 || known[changeKey(f, direction)] != nil || n == f.is() {
						continue
					}
					still++
					back := f.set(n)
					if !stands(t, c, plan, criterion) {
						t.Errorf("%s %s: at %d another plan than %s is the best", f.node.ID(), criterionName(criterion), n, plan)
					}
					back()
				}
			}
		}
	}
	t.Logf("%d changes, %d figures without one", told, still)
	if told < 60 || still < 25 {
		t.Error("too few")
	}
}

func criterionName(c Criterion) string { return [...]string{"TIME", "COST", "FOREGONE_EARNINGS"}[c] }

// TestSensitivityUnsettled: a budget that is too small says so, and nothing else.
func TestSensitivityUnsettled(t *testing.T) {
	c := builtin(t)
	set := ask(t, New(c, DefaultBudget), Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: "physician"}).(*PlanSet)
	s, err := New(c, 1).Sensitivity(t.Context(), set.Fastest(), Time)
	if err != nil || s.Exact() || s.Unsettled == 0 || len(s.Changes) > 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if v := (figure{kind: Wage, node: set.Target}).vector(New(c, 1), set.question, set.Fastest().of.actions, math.MaxInt32); v[pareto.Shortfall] <= 0 {
		t.Errorf("the pay of a target that pays all there is: %v", v)
	}
}
