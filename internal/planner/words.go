package planner

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// first is the best plan in a criterion; of several, the first.
func first(plans []*Plan, c Criterion) *Plan { return plans[firstAt(plans, c)] }

// firstAt is its place.
func firstAt(plans []*Plan, c Criterion) int {
	best := 0
	for i, p := range plans {
		if p.exact(c) < plans[best].exact(c) {
			best = i
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

func months(n int) string { return count(n, "month") }

// count is a number of things of which the word for one is given: "1 month", "2 months".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// series joins phrases into one: "a", "a or b", "a, b, or c"; by semicolons where a phrase has a comma within.
func series(phrases []string, word string) string {
	last := len(phrases) - 1
	comma := ","
	if slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(p, ", ") }) {
		comma = ";"
	}
	switch {
	case last < 0:
		return ""
	case last == 0:
		return phrases[0]
	case last == 1 && comma == ",":
		return phrases[0] + " " + word + " " + phrases[1]
	}
	return strings.Join(phrases[:last], comma+" ") + comma + " " + word + " " + phrases[last]
}

// mostNamed is how many of many things are named, the rest being counted.
const mostNamed = 3

// some is a series of which no more than a few are named: "a, b, c, and 4 others".
func some(names []string) string {
	if more := len(names) - mostNamed; more > 1 {
		return series(append(slices.Clone(names[:mostNamed]), strconv.Itoa(more)+" others"), "and")
	}
	return series(names, "and")
}

// capital begins a sentence.
func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

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
