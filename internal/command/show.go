package command

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"careerlattice/internal/planner"
)

// showResult prints an answer for people: the front as a table and the fastest plan as a timeline, or why there is no plan.
func showResult(w io.Writer, q planner.Question, r planner.Result) error {
	var b strings.Builder
	switch r := r.(type) {
	case *planner.PlanSet:
		writePlans(&b, q, r)
	case *planner.NoPlan:
		writeNoPlan(&b, r)
	default:
		return fmt.Errorf("an answer of type %T cannot be shown", r)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writePlans(b *strings.Builder, q planner.Question, s *planner.PlanSet) {
	fmt.Fprintf(b, "From %s to %s: %s\n\n", profileText(q.From), s.Target.Name, plural(len(s.Plans), "plan"))
	rows := [][]string{{"#", "Months", "Cost", "Income below*", "Plan"}}
	for i, p := range s.Plans {
		rows = append(rows, []string{strconv.Itoa(i + 1), strconv.Itoa(p.Months), dollars(p.Cost), dollars(p.ForegoneEarnings), p.String()})
	}
	writeTable(b, rows)
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	if !s.Exact {
		b.WriteString("The search spent its label budget: these plans are valid, others may be missing. A larger --label-budget finds more.\n")
	}
	b.WriteString("\n")
	writeTimeline(b, s.Fastest())
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
	for _, near := range []struct {
		name string
		plan *planner.Plan
	}{{"fastest", n.Fastest}, {"cheapest", n.Cheapest}} {
		if near.plan != nil {
			fmt.Fprintf(b, "\nThe %s without that limit: %s, %s: %s\n", near.name, duration(near.plan.Months), dollars(near.plan.Cost), near.plan)
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
	fmt.Fprintf(b, "%s%s %s", strings.Repeat("  ", depth), mark, c.Text)
	if c.MissingMonths != nil && *c.MissingMonths > 0 {
		fmt.Fprintf(b, " (%s missing)", plural(*c.MissingMonths, "month"))
	}
	b.WriteString("\n")
	for _, child := range c.Children {
		writeCheck(b, child, depth+1)
	}
}
