package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/planner"
)

type sensitivityCommand struct {
	setFlags
	startFlags
	To string    `required:"" placeholder:"ID" help:"The career you want, by id."`
	In criterion `default:"time" help:"What the plan is the best in: time, cost or foregone-earnings (${default})."`
	constraintFlags
	First int `default:"10" placeholder:"N" help:"How many changes to print, up to 100 (${default})."`
}

// sensitivityDocument asks about the plan that is the best in a criterion.
func sensitivityDocument(in planner.Criterion) string {
	return `query ($input: PlanInput!, $criterion: Criterion, $first: Int) {
  plan(input: $input) {
    __typename
    ... on PlanSet {
      ` + [...]string{"fastest", "cheapest", "leastForegone"}[in] + ` {
        id months cost foregoneEarnings
        sensitivity(criterion: $criterion) {
          criterion exact unsettled count
          changes(first: $first) {
            figure node { id name } from to text alikeCount alike(first: 100) { id name }
            better { added { id name } leftOut { id name } moreMonths moreCost moreForegoneEarnings }
          }
        }
      }
    }
    ... on NoPlan { reason message }
  }
}`
}

// Run plans, and prints which figures make another plan than the best one the best.
func (cmd *sensitivityCommand) Run(ctx context.Context, t terminal) error {
	from, err := cmd.profile()
	if err != nil {
		return err
	}
	if err := few("--first", cmd.First); err != nil {
		return err
	}
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	in := planner.Criterion(cmd.In)
	input := planner.Input{From: from, To: cmd.To, Constraints: cmd.constraints(), Optimize: []planner.Criterion{planner.Time, planner.Cost, planner.ForegoneEarnings}}
	question, problems := p.Question(input)
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	result, err := p.Plan(ctx, question)
	if err != nil {
		return err
	}
	set, found := result.(*planner.PlanSet)
	switch {
	case cmd.JSON:
		handler := graph.NewHandler(graph.Options{
			Catalog: c, Planner: p, Limits: unlimited,
			Plan: func(context.Context, planner.Question) (planner.Result, error) { return result, nil },
		})
		answer, err := ask(ctx, handler, "plan", sensitivityDocument(in),
			map[string]any{"input": inputWords(input), "criterion": enums([]planner.Criterion{in}, criteria)[0], "first": cmd.First})
		if err == nil {
			err = writeJSON(t.out, answer)
		}
		if err != nil {
			return err
		}
	case !found:
		if err := showResult(t.out, question, result, nil); err != nil {
			return err
		}
	default:
		plan := []*planner.Plan{set.Fastest(), set.Cheapest(), set.LeastForegone()}[in]
		s, err := p.Sensitivity(ctx, plan, in)
		if err != nil {
			return err
		}
		if _, err := t.out.Write([]byte(sensitivityText(question, plan, s, cmd.First))); err != nil {
			return err
		}
	}
	if !found {
		return errNoPlan
	}
	return nil
}

func sensitivityText(q planner.Question, plan *planner.Plan, s *planner.PlanSensitivity, first int) string {
	var b strings.Builder
	best := [...]string{"The fastest plan", "The cheapest plan", "The plan with the least income below* the target's pay"}[s.Criterion]
	fmt.Fprintf(&b, "%s from %s to %s: %s, %s, %s of income below*\n%s\n\n",
		best, profileText(q.From), q.To.Name, plural(plan.Months, "month"), dollars(plan.Cost), dollars(plan.ForegoneEarnings), plan)
	for _, c := range s.Changes[:min(first, len(s.Changes))] {
		b.WriteString(c.Text + "\n")
	}
	if more := len(s.Changes) - first; more > 0 {
		fmt.Fprintf(&b, "and %d more.\n", more)
	}
	if len(s.Changes) == 0 && s.Exact() {
		b.WriteString("Whatever any one of the figures that count is, no plan is better.\n")
	}
	if !s.Exact() {
		fmt.Fprintf(&b, "The search spent its label budget: nothing is known of %s. A larger --label-budget may tell.\n", plural(s.Unsettled, "other figure"))
	}
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	return b.String()
}
