package planner

import (
	"fmt"
	"strconv"
	"strings"
)

// compare fills in what a plan is best in and what it trades against the others of its front.
func compare(plans []*Plan) {
	for _, c := range []Criterion{Time, Cost, ForegoneEarnings} {
		best := first(plans, c)
		best.BestIn = append(best.BestIn, c)
	}
	fastest, cheapest := first(plans, Time), first(plans, Cost)
	for _, p := range plans {
		switch {
		case len(p.Steps) == 0:
			p.TradeOff = "The career is open already: there is nothing to do."
		case len(plans) == 1:
			p.TradeOff = "The only plan that no other beats."
		case p != fastest:
			p.TradeOff = sentence("Against the fastest: ", p, fastest)
		case p != cheapest:
			p.TradeOff = sentence("The fastest. Against the cheapest: ", p, cheapest)
		default:
			p.TradeOff = sentence("The fastest and the cheapest. Against the one with the least income below the target's pay: ", p, first(plans, ForegoneEarnings))
		}
	}
}

// first is the best plan in a criterion; of several, the first.
func first(plans []*Plan, c Criterion) *Plan {
	best := plans[0]
	for _, p := range plans[1:] {
		if p.exact(c) < best.exact(c) {
			best = p
		}
	}
	return best
}

// exact is a plan's value in a criterion before rounding.
func (p *Plan) exact(c Criterion) int64 {
	switch c {
	case Time:
		return int64(p.Months)
	case Cost:
		return int64(p.Cost)
	}
	return p.foregone
}

// sentence says in words how a plan differs from another.
func sentence(start string, p, other *Plan) string {
	var parts []string
	add := func(difference int, unit func(int) string, more, less string) {
		switch {
		case difference > 0:
			parts = append(parts, unit(difference)+" "+more)
		case difference < 0:
			parts = append(parts, unit(-difference)+" "+less)
		}
	}
	add(p.Months-other.Months, months, "longer", "shorter")
	add(p.Cost-other.Cost, money, "dearer", "cheaper")
	add(p.ForegoneEarnings-other.ForegoneEarnings, money, "more income below the target's pay meanwhile", "less income below the target's pay meanwhile")
	if len(parts) == 0 {
		parts = []string{"the same to the dollar, different by cents"}
	}
	return start + strings.Join(parts, ", ") + "."
}

func months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return strconv.Itoa(n) + " months"
}

// money writes dollars with thousands separated: $21,400.
func money(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return "$" + digits
}

// Fastest is the plan of the fewest months; of several, the first in the front's order.
func (s *PlanSet) Fastest() *Plan { return first(s.Plans, Time) }

// Cheapest is the plan of least cost.
func (s *PlanSet) Cheapest() *Plan { return first(s.Plans, Cost) }

// LeastForegone is the plan with the least income below the target's pay meanwhile.
func (s *PlanSet) LeastForegone() *Plan { return first(s.Plans, ForegoneEarnings) }

// String is the step in one short line: "BS Health Informatics 48mo $44,000".
func (s *StudyStep) String() string {
	text := fmt.Sprintf("%s %dmo %s", s.Credential.Name, s.Months, money(s.Cost))
	if s.WorkingAs != nil {
		text += " beside " + s.WorkingAs.Name
	}
	return text
}

// String is the step in one short line: "IT Consultant 60mo".
func (s *WorkStep) String() string { return fmt.Sprintf("%s %dmo", s.Career.Name, s.Months) }

// String is the plan in one line, its steps joined by " ~ ".
func (p *Plan) String() string {
	if len(p.Steps) == 0 {
		return "nothing to do"
	}
	steps := make([]string, len(p.Steps))
	for i, s := range p.Steps {
		steps[i] = s.String()
	}
	return strings.Join(steps, " ~ ")
}
