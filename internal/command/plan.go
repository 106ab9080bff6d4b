package command

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// errNoPlan says that the answer, which was printed, has no plan.
var errNoPlan = errors.New("there is no plan")

type planCommand struct {
	catalogFlag
	From            []string    `placeholder:"ID" help:"The credentials you hold, by id."`
	Experience      []string    `placeholder:"ID=MONTHS" help:"The months you have worked in careers, by id."`
	To              string      `required:"" placeholder:"ID" help:"The career you want, by id."`
	Optimize        []criterion `default:"time,cost,foregone-earnings" help:"What a plan should have little of: time, cost, foregone-earnings (${default})."`
	MaxMonths       *int        `placeholder:"N" help:"No plan that takes longer."`
	MaxCost         *int        `placeholder:"DOLLARS" help:"No plan that costs more."`
	Avoid           []string    `placeholder:"ID" help:"Credentials not to study and careers not to work in."`
	Via             []string    `placeholder:"ID" help:"Credentials to hold and careers to have worked in at the end."`
	StudyModes      []studyMode `default:"full-time,while-working" help:"How you would study: full-time, while-working (${default})."`
	Jobs            jobScope    `default:"on-the-way" help:"The jobs a plan may use: on-the-way to the career, or any (${default})."`
	MaxLevel        *level      `placeholder:"LEVEL" help:"No credential above this level, such as masters."`
	LabelBudget     int64       `default:"${label_budget}" env:"CAREERLATTICE_LABEL_BUDGET" help:"How many elementary steps the search may take (${default})."`
	Representatives *int        `placeholder:"N" help:"How many plans that stand for all to print, up to 100; 0 is every plan (every one where there are at most 10, else 5)."`
	JSON            bool        `name:"json" help:"Print the answer as the API gives it."`
}

// mostRepresentatives is how many plans may be asked for to stand for all, as in the API.
const mostRepresentatives = 100

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
	if cmd.From == nil && cmd.Experience == nil {
		return planner.Input{}, usagef("missing flags: --from=ID,... (what you hold) or --experience=ID=MONTHS,... (where you worked)")
	}
	if cmd.LabelBudget < 1 {
		return planner.Input{}, usagef("--label-budget: %d lets nothing through: write 1 or more", cmd.LabelBudget)
	}
	if n := cmd.Representatives; n != nil && (*n < 0 || *n > mostRepresentatives) {
		return planner.Input{}, usagef("--representatives: %d is not a number from 0 to %d", *n, mostRepresentatives)
	}
	in := planner.Input{
		From:     planner.ProfileInput{Credentials: present(cmd.From)},
		To:       cmd.To,
		Optimize: unwrap[planner.Criterion](cmd.Optimize),
		Constraints: &planner.ConstraintsInput{
			MaxMonths: cmd.MaxMonths, MaxCost: cmd.MaxCost,
			Avoid: present(cmd.Avoid), Via: present(cmd.Via),
			StudyModes: unwrap[planner.StudyMode](cmd.StudyModes),
			Jobs:       planner.JobScope(cmd.Jobs),
			MaxLevel:   (*catalog.Level)(cmd.MaxLevel),
		},
	}
	for _, text := range present(cmd.Experience) {
		id, number, _ := strings.Cut(text, "=")
		months, err := strconv.Atoi(number)
		if err != nil || id == "" {
			return planner.Input{}, usagef("--experience: %q is not ID=MONTHS, such as registered-nurse=24", text)
		}
		in.From.Experience = append(in.From.Experience, planner.ExperienceInput{Career: id, Months: months})
	}
	return in, nil
}

// present drops what stands empty between two commas, or in --from= for a person who holds nothing.
func present(words []string) []string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			kept = append(kept, w)
		}
	}
	return kept
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
