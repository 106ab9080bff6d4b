package command

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode"

	"careerlattice/internal/planner"
)

// errNoPlan says that the answer, which was printed, has no plan.
var errNoPlan = errors.New("there is no plan")

type planCommand struct {
	catalogFlag
	startFlags
	To       string      `required:"" placeholder:"ID" help:"The career you want, by id."`
	Optimize []criterion `default:"time,cost,foregone-earnings" help:"What a plan should have little of: time, cost, foregone-earnings (${default})."`
	constraintFlags
	budgetFlag
	Representatives *int `placeholder:"N" help:"How many plans that stand for all to print, up to 100; 0 is every plan (every one where there are at most 10, else 5)."`
	JSON            bool `name:"json" help:"Print the answer as the API gives it."`
}

// mostRepresentatives is how many plans may be asked for to stand for all, as in the API.
const mostRepresentatives = 100

// few refuses a flag's number of things to choose of many that is below 0 or above mostRepresentatives.
func few(flag string, n int) error {
	if n < 0 || n > mostRepresentatives {
		return usagef("%s: %d is not a number from 0 to %d", flag, n, mostRepresentatives)
	}
	return nil
}

// Run plans once and prints the answer.
func (cmd *planCommand) Run(ctx context.Context, t terminal) error {
	in, err := cmd.input()
	if err != nil {
		return err
	}
	c, _, err := load(cmd.Catalog)
	if err != nil {
		return err
	}
	p := planner.New(c, cmd.LabelBudget)
	question, problems := p.Question(in)
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	result, err := p.Plan(ctx, question)
	if err != nil {
		return err
	}
	if cmd.JSON {
		err = showJSON(ctx, t.out, c, p, in, result, cmd.Representatives)
	} else {
		err = showResult(t.out, question, result, cmd.Representatives)
	}
	if err != nil {
		return err
	}
	if _, none := result.(*planner.NoPlan); none {
		return errNoPlan
	}
	return nil
}

// input is the question as the planner takes it. Only what cannot even be read as one is refused here.
func (cmd *planCommand) input() (planner.Input, error) {
	from, err := cmd.profile()
	if err != nil {
		return planner.Input{}, err
	}
	if err := cmd.check(); err != nil {
		return planner.Input{}, err
	}
	if n := cmd.Representatives; n != nil {
		if err := few("--representatives", *n); err != nil {
			return planner.Input{}, err
		}
	}
	return planner.Input{From: from, To: cmd.To, Optimize: unwrap[planner.Criterion](cmd.Optimize), Constraints: cmd.constraints()}, nil
}

// describe says all problems in a line, each with the parameter it is about as say names it.
func describe(problems planner.Problems, say func(string) string) string {
	var b strings.Builder
	for i, p := range problems {
		switch {
		case i > 0 && strings.HasSuffix(b.String(), "?"):
			b.WriteString(" ")
		case i > 0:
			b.WriteString("; ")
		}
		b.WriteString(say(parameterOf(p.Path)) + ": " + p.Message)
	}
	return b.String()
}

// parameterOf is the parameter that gave the argument at path.
func parameterOf(path []any) string {
	parameter := "from"
	for _, part := range path {
		if part == "careers" || part == "through" { // which only commands have, and one names by --to
			return map[any]string{"careers": "to", "through": "through"}[part]
		}
		if name, _ := part.(string); name != "" && slices.Contains(planParameters, name) {
			parameter = name
		}
	}
	return parameter
}

// flagNamed is the flag of a parameter: "--max-months" of "maxMonths".
func flagNamed(parameter string) string {
	var b strings.Builder
	for _, c := range parameter {
		if unicode.IsUpper(c) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return "--" + b.String()
}
