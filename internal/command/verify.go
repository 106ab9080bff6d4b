package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/replay"
)

type verifyCommand struct {
	catalogFlag
	File string `arg:"" help:"A file with an answer as plan --json prints it, or the same from the API."`
	JSON bool   `name:"json" help:"Print what holds as JSON."`
}

// Run goes through every plan of the file again, and fails where something does not hold.
func (cmd *verifyCommand) Run(t terminal) error {
	f, err := os.Open(cmd.File)
	if err != nil {
		return err
	}
	answer, err := replay.Read(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return usagef("%s: %w; write it by: careerlattice plan --from ID --to ID --json", cmd.File, err)
	}
	c, _, err := load(cmd.Catalog)
	if err != nil {
		return err
	}
	report := replay.Check(c, answer)
	if cmd.JSON {
		var text []byte
		if text, err = json.Marshal(report); err == nil {
			err = writeJSON(t.out, text)
		}
	} else {
		_, err = io.WriteString(t.out, reportText(c, answer, report))
	}
	if err == nil && !report.Holds {
		return errFindings
	}
	return err
}

// reportText says what holds, for people.
func reportText(c *catalog.Catalog, a *replay.Answer, r *replay.Report) string {
	var b strings.Builder
	what := plural(len(a.Plans.Nodes), "plan") + " to "
	if len(a.Plans.Nodes) == 0 {
		what = "No plan to "
	}
	fmt.Fprintf(&b, "%s%s, held against %s\n\n", what, a.Question.To.ID, strings.Join(titles(c), ", "))
	found := len(r.Findings)
	rows := [][]string{{"#", "Months", "Cost", "Income below*", "Holds"}}
	for i, p := range r.Plans {
		holds := "yes"
		if n := len(p.Findings); n > 0 {
			found += n
			holds = "no"
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), strconv.Itoa(p.Months), dollars(p.Cost), dollars(p.ForegoneEarnings), holds})
	}
	if len(r.Plans) > 0 {
		writeTable(&b, rows)
		b.WriteString("\n")
	}
	for _, text := range r.Findings {
		fmt.Fprintf(&b, "The answer: %s.\n", text)
	}
	for i, p := range r.Plans {
		for _, f := range p.Findings {
			fmt.Fprintf(&b, "Plan %d: %s.\n", i+1, f)
		}
	}
	for _, bound := range r.Bounds {
		b.WriteString(boundText(bound) + "\n")
	}
	switch {
	case len(a.Plans.Nodes) == 0:
		fmt.Fprintf(&b, "That there is none (%s) is the word of the search, and not checked.\n", a.Reason)
	case a.Exact != nil && *a.Exact:
		b.WriteString("That no further plan is missing is the word of the search, and not checked.\n")
	default:
		b.WriteString("The search does not say that no further plan is missing.\n")
	}
	switch {
	case found == 0 && len(a.Plans.Nodes) == 0:
		b.WriteString("All else holds.\n")
	case found == 0:
		b.WriteString("All else holds: the digest, every step and figure, the goal, the terms of the question, and that no plan is worse than another.\n")
	default:
		fmt.Fprintf(&b, "%s wrong.\n", plural(found, "thing"))
	}
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	return b.String()
}

// boundText says what no plan takes less than, and what the best of the plans takes.
func boundText(b replay.Bound) string {
	least, best, verb := dollars(b.AtLeast), dollars(b.Best), "costs"
	switch b.Criterion {
	case replay.Time:
		least, best, verb = plural(b.AtLeast, "month"), plural(b.Best, "month"), "takes"
	case replay.ForegoneEarnings:
		verb = "has income below the target's pay of"
	}
	if b.Proven {
		return fmt.Sprintf("No plan %s less than %s, which is what the least of these is: proven.", verb, best)
	}
	return fmt.Sprintf("No plan %s less than %s: proven; the least of these is %s.", verb, least, best)
}
