package command

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

type matrixCommand struct {
	setFlags
	From []string `required:"" sep:"none" placeholder:"ID" help:"One start, once for each: credentials by id and ID=MONTHS for careers worked in, between commas."`
	To   []string `required:"" placeholder:"ID" help:"The careers to reach, by id."`
	constraintFlags
}

const matrixDocument = `query ($from: [ProfileInput!]!, $to: [ID!]!, $constraints: PlanConstraintsInput) {
  planMatrix(from: $from, to: $to, constraints: $constraints) { profile cells { target { id name } reachable months cost exact } }
}`

// Run prints a row for each start, with the least months and dollars to each career.
func (cmd *matrixCommand) Run(ctx context.Context, t terminal) error {
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	starts, err := startsOf(cmd.From)
	if err != nil {
		return err
	}
	grid, problems := p.Grid(starts, present(cmd.To), cmd.constraints())
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	rows, err := p.Matrix(ctx, grid)
	if err != nil {
		return err
	}
	if cmd.JSON {
		from := []any{}
		for _, s := range starts {
			from = append(from, profileWords(s))
		}
		return showSet(ctx, t, c, p, workedOut{matrix: rows}, "planMatrix", matrixDocument,
			map[string]any{"from": from, "to": present(cmd.To), "constraints": constraintWords(cmd.constraints())})
	}
	head := []string{"From"}
	for _, x := range grid.To {
		head = append(head, catalog.EntryOf(x).Slug)
	}
	table, exact := [][]string{head}, true
	for _, row := range rows {
		line := []string{profileText(grid.Circles[row.Profile].From)}
		for _, x := range row.Cells {
			text := "-"
			if x.Reachable {
				text = strconv.Itoa(*x.Months) + "mo " + dollars(*x.Cost)
			}
			line = append(line, least(text, x.Exact))
			exact = exact && x.Exact
		}
		table = append(table, line)
	}
	var b strings.Builder
	writeTable(&b, table)
	b.WriteString("\nThe least months and, apart from that, the least cost of any plan; - where there is none.\n")
	if !exact {
		b.WriteString(notProven)
	}
	_, err = t.out.Write([]byte(b.String()))
	return err
}

// startsOf reads each --from.
func startsOf(texts []string) ([]planner.ProfileInput, error) {
	var starts []planner.ProfileInput
	for _, text := range texts {
		var p planner.ProfileInput
		for _, word := range present(strings.Split(text, ",")) {
			if !strings.Contains(word, "=") {
				p.Credentials = append(p.Credentials, word)
				continue
			}
			e, ok := worked(word)
			if !ok {
				return nil, usagef("--from: %q is not ID=MONTHS, such as registered-nurse=24", word)
			}
			p.Experience = append(p.Experience, e)
		}
		starts = append(starts, p)
	}
	return starts, nil
}
