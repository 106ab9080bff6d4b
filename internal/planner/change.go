package planner

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// FigureKind tells what sort of figure of the catalog it is.
type FigureKind uint8

// The kinds of figures: what a route costs, how many months it takes full time, what a career pays.
const (
	Price FigureKind = iota
	Duration
	Wage
)

// FigureChange is a change of one figure, all others being as they are, with which a plan is no longer the best in a criterion.
type FigureChange struct {
	Figure FigureKind
	// Node is the credential or the career that has the figure, Route the credential's route; nil for a wage.
	Node  catalog.Node
	Route *catalog.Route
	// From is what the figure is, To the nearest whole number with which another plan is better, or with which the plan is over a limit:
	// months, dollars, or dollars a year.
	From, To int
	// Better is the plan that then is the best; nil where then no plan is within the limits.
	Better *BetterPlan
	// Alike are other credentials, with a route each, of which the same figure is the same, and of which the same change does the same: with
	// them in the place of Node.
	Alike []Alike
	Text  string
}

// AlikeCount is how many are alike.
func (c *FigureChange) AlikeCount() int { return len(c.Alike) }

// Alike is a credential with one of its routes.
type Alike struct {
	Credential *catalog.Credential
	Route      *catalog.Route
}

// BetterPlan is a plan that is the best once a figure has changed, told against the one that is the best now, by the figures as they
// are.
type BetterPlan struct {
	Difference

	actions outline // of the plan
}

// figure is a figure of the catalog and how it reads.
type figure struct {
	kind   FigureKind
	node   catalog.Node
	route  *catalog.Route
	item   int32 // of a price or a duration, with the option; of a wage the job, -1 for the target's
	option int32
	alike  []Alike
}

// is what the figure is.
func (f figure) is() int {
	switch f.kind {
	case Price:
		return f.route.Cost.Typical
	case Duration:
		return f.route.Months.Typical
	}
	return f.node.(*catalog.Career).Wage.Annual
}

// says tells a value of the figure.
func (f figure) says(n int) string {
	if f.kind == Duration {
		return months(n)
	}
	return money(n)
}

// in tells whether actions use a price or a duration.
func (f figure) in(o outline) bool {
	return slices.ContainsFunc(o, func(a action) bool {
		return a.credential == f.node && a.route == f.route && (f.kind == Price || a.career == nil)
	})
}

// vector is what actions take where the figure is n and all others are as they are.
func (f figure) vector(p *Planner, q Question, o outline, n int) pareto.Vector {
	v := p.vector(q, o)
	by := int64(n - f.is())
	switch {
	case f.kind == Price && f.in(o):
		v[pareto.Cost] += by
	case f.kind == Duration && f.in(o):
		v[pareto.Time] += by
		v[pareto.Shortfall] += by * annual(q.To)
	case f.kind == Wage:
		pays := f.pays(n)
		v[pareto.Shortfall] = 0
		for _, a := range o {
			v[pareto.Shortfall] += int64(a.months()) * max(0, pays(q.To)-pays(a.career))
		}
	}
	return v
}

// pays is what careers pay a year where the figure, a wage, is n.
func (f figure) pays(n int) func(*catalog.Career) int64 {
	return func(c *catalog.Career) int64 {
		if c != nil && c == f.node {
			return int64(n)
		}
		return annual(c)
	}
}

// change tells a change of a figure to a value with which better is the best; nil where nothing is.
func (p *Planner) change(of *Plan, f figure, in Criterion, to int, better outline) *FigureChange {
	c := &FigureChange{Figure: f.kind, Node: f.node, Route: f.route, From: f.is(), To: to, Alike: f.alike}
	if better != nil {
		c.Better = of.better(better)
	}
	c.Text = f.text(c, in)
	return c
}

// better tells a plan, as what is done in it, against this one.
func (p *Plan) better(o outline) *BetterPlan {
	v := p.of.planner.vector(p.of.question, o)
	mine, theirs := p.elements(), o.elements()
	return &BetterPlan{Difference{
		int(v[pareto.Time]) - p.Months, int(v[pareto.Cost]) - p.Cost, roundedDollars(v[pareto.Shortfall] - p.foregone),
		lacking(theirs, mine), lacking(mine, theirs),
	}, o}
}

// roundedDollars rounds a difference in twelfths of a dollar, halves away from 0.
func roundedDollars(twelfths int64) int {
	if twelfths < 0 {
		return -dollars(-twelfths)
	}
	return dollars(twelfths)
}

// text says a change in words.
func (f figure) text(c *FigureChange, in Criterion) string {
	what := map[FigureKind]string{
		Price: "the price of " + label(f.node), Duration: "full-time study of " + label(f.node), Wage: "the pay of " + label(f.node),
	}[f.kind]
	direction := "or more"
	if c.To < c.From {
		direction = "or less"
	}
	if n := routes(f.node); c.Route != nil && n > 1 {
		what += fmt.Sprintf(" (route %d of %d)", c.Route.Index+1, n)
	}
	if n := len(c.Alike); n > 0 {
		what += fmt.Sprintf(", or of one of %s,", count(n, "other"))
	}
	text := fmt.Sprintf("With %s at %s %s (now %s), ", what, f.says(c.To), direction, f.says(c.From))
	if c.Better == nil {
		return text + "no plan is within the limits."
	}
	text += "another plan is " + better([]Criterion{in})[0]
	var does []string
	if names := labels(c.Better.Added); names != "" {
		does = append(does, "has "+names)
	}
	if names := labels(c.Better.LeftOut); names != "" {
		does = append(does, "does without "+names)
	}
	if len(does) == 0 {
		return text + ": it has the same credentials and careers, studied or worked otherwise."
	}
	return text + ": it " + strings.Join(does, " and ") + "."
}

// routes is how many routes a credential has; a career has none.
func routes(n catalog.Node) int {
	c, ok := n.(*catalog.Credential)
	if !ok {
		return 0
	}
	return len(c.Routes)
}

// labels names nodes in a series.
func labels(of []catalog.Node) string {
	var names []string
	for _, n := range of {
		names = append(names, label(n))
	}
	return series(names, "and")
}

// byShare orders changes by how far they go as a share of what the figure is, the least first.
func byShare(a, b *FigureChange) int {
	share := func(c *FigureChange) float64 {
		return math.Abs(float64(c.To-c.From)) / max(1, float64(c.From))
	}
	route := func(c *FigureChange) int {
		if c.Route == nil {
			return 0
		}
		return c.Route.Index
	}
	return cmp.Or(cmp.Compare(share(a), share(b)), cmp.Compare(a.Node.ID(), b.Node.ID()), cmp.Compare(a.Figure, b.Figure),
		cmp.Compare(route(a), route(b)), cmp.Compare(b.To, a.To))
}
