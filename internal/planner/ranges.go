package planner

import (
	"fmt"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
)

// addRanges adds what the action at a place takes at least, typically and at most. Of the widest steps the first is kept.
func (p *Plan) addRanges(at int, a action) {
	span, cost := catalog.Range{Min: a.worked, Typical: a.worked, Max: a.worked}, catalog.Range{}
	if a.credential != nil {
		span, cost = a.route.Months, a.route.Cost
		if a.career != nil {
			span = *a.route.PartTimeMonths
		}
	}
	p.widestMonths.hold(at, span)
	p.widestCost.hold(at, cost)
	addRange(&p.MonthsRange, span)
	addRange(&p.CostRange, cost)
}

func addRange(sum *catalog.Range, r catalog.Range) {
	sum.Min += r.Min
	sum.Typical += r.Typical
	sum.Max += r.Max
}

// widest is the place of the step with the widest range, and the range; a range without width has no step.
type widest struct {
	step  int
	width catalog.Range
}

func (w *widest) hold(at int, r catalog.Range) {
	if r.Max-r.Min > w.width.Max-w.width.Min {
		*w = widest{at, r}
	}
}

func (w *widest) place() *int {
	if w.width.Max == w.width.Min {
		return nil
	}
	return &w.step
}

// WidestMonthsStep is the index of the step that contributes most to the width of MonthsRange; nil where it has no width.
func (p *Plan) WidestMonthsStep() *int { return p.widestMonths.place() }

// WidestCostStep is the index of the step that contributes most to the width of CostRange; nil where it has no width.
func (p *Plan) WidestCostStep() *int { return p.widestCost.place() }

// spread says how far the totals may be from the typical ones, and which step contributes most.
func (p *Plan) spread() string {
	var sentences []string
	for _, x := range []struct {
		verb string
		sum  catalog.Range
		most *widest
		text func(from, to int) string
	}{
		{"take", p.MonthsRange, &p.widestMonths, func(from, to int) string { return strconv.Itoa(from) + " to " + months(to) }},
		{"cost", p.CostRange, &p.widestCost, func(from, to int) string { return money(from) + " to " + money(to) }},
	} {
		at := x.most.place()
		if at == nil {
			continue
		}
		name := p.Steps[*at].(*StudyStep).Credential.Name // work has no ranges
		from := "all of the difference comes from " + name
		if part := x.most.width; part.Max-part.Min < x.sum.Max-x.sum.Min {
			from = fmt.Sprintf("most uncertain is %s, %s", name, x.text(part.Min, part.Max))
		}
		sentences = append(sentences, fmt.Sprintf("It may %s %s; %s.", x.verb, x.text(x.sum.Min, x.sum.Max), from))
	}
	if len(sentences) == 0 {
		return "No figure of the plan is a range."
	}
	return strings.Join(sentences, " ")
}
