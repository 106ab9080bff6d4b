package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/planner"
)

type checkPlanCommand struct {
	setFlags
	File string `arg:"" help:"A file with from, to and steps as JSON, in the words of the API's checkPlan."`
}

// ownPlan is a person's own plan as the file has it.
type ownPlan struct {
	From  planner.ProfileInput
	To    string
	Steps []struct {
		Study *struct {
			Credential string
			Route      *int
			Mode       *studyMode
			WorkingAs  *string
		}
		Work *planner.WorkStepInput
	}
}

// readOwnPlan reads the file, which holds one JSON object with no other names than those known.
func readOwnPlan(file string) (plan ownPlan, err error) {
	f, err := os.Open(file)
	if err != nil {
		return plan, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	d := json.NewDecoder(f)
	d.DisallowUnknownFields()
	if err := d.Decode(&plan); err != nil {
		return plan, usagef(`%s: %w; a plan is {"from": {"credentials": […]}, "to": "…", "steps": [{"study": {"credential": "…"}}, {"work": {"career": "…", "months": 12}}]}`, file, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return plan, usagef("%s: something follows the plan; a file holds one", file)
	}
	return plan, nil
}

// steps are the plan's steps as the planner takes them.
func (o *ownPlan) steps() []planner.PlanStepInput {
	steps := make([]planner.PlanStepInput, len(o.Steps))
	for i, s := range o.Steps {
		steps[i].Work = s.Work
		if s.Study != nil {
			steps[i].Study = &planner.StudyStepInput{
				Credential: s.Study.Credential, Route: s.Study.Route, Mode: (*planner.StudyMode)(s.Study.Mode), WorkingAs: s.Study.WorkingAs,
			}
		}
	}
	return steps
}

// words are the plan's steps in the words of the schema.
func (o *ownPlan) words() []map[string]any {
	steps := []map[string]any{}
	for _, s := range o.steps() {
		step := map[string]any{}
		if s.Work != nil {
			step["work"] = map[string]any{"career": s.Work.Career, "months": s.Work.Months}
		}
		if s.Study != nil {
			study := map[string]any{"credential": s.Study.Credential, "route": s.Study.Route, "workingAs": s.Study.WorkingAs}
			if s.Study.Mode != nil {
				study["mode"] = enums([]planner.StudyMode{*s.Study.Mode}, studyModes)[0]
			}
			step["study"] = study
		}
		steps = append(steps, step)
	}
	return steps
}

// checkPlanDocument has checks written out as deep as those of this answer.
func checkPlanDocument(depth int) string {
	missing := checkFields(depth)
	return `query ($from: ProfileInput!, $to: ID!, $steps: [PlanStepInput!]!) {
  checkPlan(from: $from, to: $to, steps: $steps) {
    target { id name } holds openAfter
    steps { open credential { id name } career { id name } startMonth endMonth months cost earned }
    fault { step message missing ` + missing + ` }
    missing ` + missing + `
    months cost foregoneEarnings opportunityCost earnedOnTheWay
    dominance { exact count plans(first: 100) { fewerMonths lowerCost lowerForegoneEarnings plan { ...PlanFields } } }
    repair {
      __typename
      ... on PlanSet { exact fastest { ...PlanFields } cheapest { ...PlanFields } }
      ... on NoPlan { reason message }
    }
  }
}` + planFields
}

// Run says what holds of a person's own plan, and fails where it does not.
func (cmd *checkPlanCommand) Run(ctx context.Context, t terminal) error {
	own, err := readOwnPlan(cmd.File)
	if err != nil {
		return err
	}
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	checked, problems := p.CheckPlan(own.From, own.To, own.steps())
	if len(problems) > 0 {
		return usagef("%s: %s", cmd.File, strings.ReplaceAll(problems.Error(), "\n", "; "))
	}
	if cmd.JSON {
		depth := depthOf(checked.Missing)
		if checked.Fault != nil {
			depth = max(depth, depthOf(checked.Fault.Missing))
		}
		handler := graph.NewHandler(graph.Options{Catalog: c, Planner: p, Limits: unlimited})
		answer, err := ask(ctx, handler, "checkPlan", checkPlanDocument(depth),
			map[string]any{"from": profileWords(own.From), "to": own.To, "steps": own.words()})
		if err == nil {
			err = writeJSON(t.out, answer)
		}
		if err != nil {
			return err
		}
	} else if err := showCheck(ctx, t.out, p, checked); err != nil {
		return err
	}
	if !checked.Holds {
		return errFindings
	}
	return nil
}

// showCheck prints a checked plan for people, with the plans that are better.
func showCheck(ctx context.Context, w io.Writer, p *planner.Planner, c *planner.PlanCheck) error {
	var b strings.Builder
	writeChecked(&b, c)
	if c.Holds {
		front, err := p.Plan(ctx, c.Front())
		if err != nil {
			return err
		}
		writeDominance(&b, c.Dominance(front))
	}
	repair, err := p.Plan(ctx, c.Repair())
	if err != nil {
		return err
	}
	switch r := repair.(type) {
	case *planner.PlanSet:
		b.WriteString("\nWith its credentials and careers:\n")
		rows := [][]string{{"", "Months", "Cost", "Income below*", "Plan"}}
		add := func(name string, x *planner.Plan) {
			rows = append(rows, planRow(name, x, r.Exact))
		}
		if fastest, cheapest := r.Fastest(), r.Cheapest(); fastest == cheapest {
			add("fastest and cheapest", fastest)
		} else {
			add("fastest", fastest)
			add("cheapest", cheapest)
		}
		writeTable(&b, rows)
		if !r.Exact {
			b.WriteString(notProven)
		}
	case *planner.NoPlan:
		fmt.Fprintf(&b, "\nNo plan has all of its credentials and careers. %s\n", r.Message)
	}
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	_, err = io.WriteString(w, b.String())
	return err
}

func writeChecked(b *strings.Builder, c *planner.PlanCheck) {
	says := "does not hold"
	if c.Holds {
		says = "holds"
	}
	fmt.Fprintf(b, "The plan to %s %s: %s, %s, %s of income below*\n\n", c.Target.Name, says, plural(c.Months, "month"), dollars(c.Cost), dollars(c.ForegoneEarnings))
	rows := [][]string{{"#", "From", "To", "Cost", "Open", "Step"}}
	for i, s := range c.Steps {
		open := "no"
		if s.Open {
			open = "yes"
		}
		var does []string
		if s.Credential != nil {
			does = append(does, s.Credential.Name)
		}
		if s.Career != nil {
			does = append(does, "work as "+s.Career.Name)
		}
		rows = append(rows, []string{strconv.Itoa(i + 1), strconv.Itoa(s.StartMonth), strconv.Itoa(s.EndMonth), dollars(s.Cost), open, strings.Join(does, " beside ")})
	}
	writeTable(b, rows)
	if f := c.Fault; f != nil {
		fmt.Fprintf(b, "\nStep %d: %s\n", f.Step+1, f.Message)
		writeCheck(b, f.Missing, 1)
	}
	switch {
	case c.OpenAfter == nil:
		fmt.Fprintf(b, "\n%s is not open at the end:\n", c.Target.Name)
		writeCheck(b, c.Missing, 1)
	case *c.OpenAfter < len(c.Steps):
		fmt.Fprintf(b, "\n%s is open after %s; what comes later is not needed for it.\n", c.Target.Name, plural(*c.OpenAfter, "step"))
	}
}

func writeDominance(b *strings.Builder, d *planner.PlanDominance) {
	switch {
	case d.Count() > 0:
		b.WriteString("\nBetter in something and worse in nothing:\n")
	case d.Exact:
		b.WriteString("\nNo plan on the way is better in something and worse in nothing.\n")
	}
	rows := [][]string{{"Months less", "Cost less", "Income below* less", "Plan"}}
	for _, x := range d.Plans[:min(everyPlan, len(d.Plans))] {
		rows = append(rows, []string{strconv.Itoa(x.FewerMonths), dollars(x.LowerCost), dollars(x.LowerForegoneEarnings), x.Plan.String()})
	}
	if d.Count() > 0 {
		writeTable(b, rows)
	}
	if more := d.Count() - everyPlan; more > 0 {
		fmt.Fprintf(b, "and %d more.\n", more)
	}
	if !d.Exact {
		b.WriteString("The search spent its label budget: there may be other such plans. A larger --label-budget may find them.\n")
	}
}
