package command

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// showResult prints an answer for people: the front as a table and the fastest plan as a timeline, or why there is no plan.
func showResult(w io.Writer, q planner.Question, r planner.Result, representatives *int) error {
	var b strings.Builder
	switch r := r.(type) {
	case *planner.PlanSet:
		writePlans(&b, q, r, representatives)
	case *planner.NoPlan:
		writeNoPlan(&b, r)
	default:
		return fmt.Errorf("an answer of type %T cannot be shown", r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A table has every plan up to so many, otherwise few that stand for them.
const (
	everyPlan = 10
	fewPlans  = 5
)

// shown are the plans of a table; representatives says how many, 0 for all, nil where nobody did.
func shown(s *planner.PlanSet, representatives *int) []*planner.Plan {
	switch {
	case representatives != nil && *representatives > 0:
		return s.Representatives(*representatives)
	case representatives == nil && len(s.Plans) > everyPlan:
		return s.Representatives(fewPlans)
	}
	return s.Plans
}

func writePlans(b *strings.Builder, q planner.Question, s *planner.PlanSet, representatives *int) {
	fmt.Fprintf(b, "From %s to %s: %s\n\n", profileText(q.From), s.Target.Name, plural(len(s.Plans), "plan"))
	rows := [][]string{{"#", "Months", "Cost", "Income below*", "Plan"}}
	plans := shown(s, representatives)
	for _, p := range plans {
		rows = append(rows, []string{strconv.Itoa(slices.Index(s.Plans, p) + 1), strconv.Itoa(p.Months), dollars(p.Cost), dollars(p.ForegoneEarnings), p.String()})
	}
	writeTable(b, rows)
	if len(plans) < len(s.Plans) {
		fmt.Fprintf(b, "\n%d of %s that stand for all: the best in each criterion first, then those that differ most. --representatives 0 prints every one.\n",
			len(plans), plural(len(s.Plans), "plan"))
	}
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	writeElements(b, s)
	if !s.Exact {
		b.WriteString("The search spent its label budget: these plans are valid, others may be missing. A larger --label-budget finds more.\n")
		fmt.Fprintf(b, "No plan takes less than %s, costs less than %s or leaves less than %s of income below the target's pay.\n",
			plural(s.Bounds.Months, "month"), dollars(s.Bounds.Cost), dollars(s.Bounds.ForegoneEarnings))
	}
	b.WriteString("\n")
	writeTimeline(b, s.Fastest())
}

// mostElements is how many credentials and careers that some plans contain are named.
const mostElements = 8

// writeElements says what every plan contains, and what some do.
func writeElements(b *strings.Builder, s *planner.PlanSet) {
	var always, sometimes []string
	for _, n := range s.Always {
		always = append(always, catalog.EntryOf(n).Name)
	}
	for _, e := range s.Sometimes() {
		in := strconv.Itoa(e.Plans)
		if e.Plans == len(s.Plans) {
			in = "all " + in
		}
		sometimes = append(sometimes, catalog.EntryOf(e.Node).Name+" ("+in+")")
	}
	if len(always) > 0 {
		fmt.Fprintf(b, "No plan does without: %s.\n", strings.Join(always, ", "))
	}
	if more := len(sometimes) - mostElements; more > 0 {
		sometimes = append(sometimes[:mostElements], fmt.Sprintf("%d more", more))
	}
	if len(sometimes) > 0 {
		fmt.Fprintf(b, "In some of the %s: %s.\n", plural(len(s.Plans), "plan"), strings.Join(sometimes, ", "))
	}
}

// writeTable right-aligns every column but the last.
func writeTable(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2) + cell)
		}
		b.WriteString("  " + row[len(row)-1] + "\n")
	}
}

// barWidth is how many characters wide the whole of a plan is drawn.
const barWidth = 30

func writeTimeline(b *strings.Builder, p *planner.Plan) {
	if len(p.Steps) == 0 {
		b.WriteString("Nothing is missing: the career is open already.\n")
		return
	}
	fmt.Fprintf(b, "The fastest plan: %s, %s paid, %s earned on the way\n\n", spread(p.MonthsRange, duration), spread(p.CostRange, dollars),
		dollars(p.EarnedOnTheWay))
	if p.WidestMonthsStep() != nil || p.WidestCostStep() != nil {
		fmt.Fprintf(b, "%s\n\n", p.Spread)
	}
	digits := len(strconv.Itoa(p.Months))
	for _, step := range p.Steps {
		at := step.Common()
		fmt.Fprintf(b, "  %*d to %*d  [%s]  %s\n", digits, at.StartMonth, digits, at.EndMonth, bar(step, p.Months), stepText(step))
		indent := strings.Repeat(" ", 2*digits+barWidth+12)
		said := map[string]bool{} // one requirement may be served for two later steps
		for _, purpose := range at.Serves {
			if !said[purpose.Text] {
				b.WriteString(indent + purpose.Text + "\n")
			}
			said[purpose.Text] = true
		}
	}
	b.WriteString("\nMonths from now; = study, # work, + both.\n")
}

// bar draws when a step runs within a plan of so many months; every step has at least one character.
func bar(step planner.Step, months int) string {
	at := step.Common()
	mark := "#"
	if study, ok := step.(*planner.StudyStep); ok {
		mark = "="
		if study.WorkingAs != nil {
			mark = "+"
		}
	}
	if months == 0 {
		return strings.Repeat(" ", barWidth)
	}
	from := min(at.StartMonth*barWidth/months, barWidth-1)
	to := min(max((at.EndMonth*barWidth+months/2)/months, from+1), barWidth)
	return strings.Repeat(" ", from) + strings.Repeat(mark, to-from) + strings.Repeat(" ", barWidth-to)
}

// stepText says a step in words, with what it costs and earns.
func stepText(step planner.Step) string {
	at := step.Common()
	var text string
	switch step := step.(type) {
	case *planner.StudyStep:
		text = "Study " + step.Credential.Name
		if step.WorkingAs != nil {
			text += " while working as " + step.WorkingAs.Name
		} else if at.Months > 0 {
			text += " full time"
		}
		text += ", " + dollars(at.Cost)
	case *planner.WorkStep:
		text = "Work as " + step.Career.Name
	}
	if at.Earned > 0 {
		text += ", earning " + dollars(at.Earned)
	}
	return text
}

func profileText(p planner.Profile) string {
	var parts []string
	for _, c := range p.Credentials {
		parts = append(parts, c.Name)
	}
	for _, e := range p.Experience {
		parts = append(parts, plural(e.Months, "month")+" as "+e.Career.Name)
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return strings.Join(parts, ", ")
}

func writeNoPlan(b *strings.Builder, n *planner.NoPlan) {
	fmt.Fprintf(b, "%s\n\nWhat %s asks for:\n", n.Message, n.Target.Name)
	writeCheck(b, n.Missing, 1)
	without := "without that limit"
	if n.Reason == planner.JobsTooNarrow {
		without = "with any job"
	}
	for _, near := range []struct {
		name string
		plan *planner.Plan
	}{{"fastest", n.Fastest}, {"cheapest", n.Cheapest}} {
		if near.plan != nil {
			fmt.Fprintf(b, "\nThe %s %s: %s, %s: %s\n", near.name, without, duration(near.plan.Months), dollars(near.plan.Cost), near.plan)
		}
	}
}

// writeCheck draws a requirement held against the profile as a tree of what is there and what is missing.
func writeCheck(b *strings.Builder, c *planner.RequirementCheck, depth int) {
	if c == nil {
		return
	}
	mark := "[ ]"
	if c.Satisfied {
		mark = "[x]"
	}
	fmt.Fprintf(b, "%s%s %s", strings.Repeat("  ", depth), mark, c.Text())
	if c.MissingMonths != nil && *c.MissingMonths > 0 {
		fmt.Fprintf(b, " (%s missing)", plural(*c.MissingMonths, "month"))
	}
	b.WriteString("\n")
	for _, child := range c.Children {
		writeCheck(b, child, depth+1)
	}
}
