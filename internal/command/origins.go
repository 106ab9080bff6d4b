package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"careerlattice/internal/planner"
)

type originsCommand struct {
	setFlags
	To string `required:"" placeholder:"ID" help:"The career to reach, by id."`
}

const originsDocument = `query ($to: ID!, $after: String) {
  origins(to: $to, first: 100, after: $after) {
    nodes { credential { id name } months cost exact }
    pageInfo { hasNextPage endCursor }
  }
}`

// Run prints the credentials from which a career is reached sooner than from high school.
func (cmd *originsCommand) Run(ctx context.Context, t terminal) error {
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	grid, problems := p.Grid(nil, []string{cmd.To}, nil)
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	origins, err := p.Origins(ctx, grid.To[0])
	if err != nil {
		return err
	}
	if cmd.JSON {
		return showSet(ctx, t, c, p, workedOut{origins: origins}, "origins", originsDocument, map[string]any{"to": cmd.To})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "To %s: %s from which it is nearer than from high school\n\n", grid.To[0].Name, plural(len(origins), "credential"))
	rows, exact := [][]string{{"Months", "Cost", "Credential"}}, true
	for _, o := range origins {
		rows = append(rows, []string{least(strconv.Itoa(o.Months), o.Exact), least(dollars(o.Cost), o.Exact), o.Credential.Name})
		exact = exact && o.Exact
	}
	writeTable(&b, rows)
	if !exact {
		b.WriteString(notProven)
	}
	_, err = t.out.Write([]byte(b.String()))
	return err
}

type leverageCommand struct {
	setFlags
	startFlags
	constraintFlags
	First int `default:"10" placeholder:"N" help:"How many credentials to print, up to 100 (${default})."`
}

const leverageDocument = `query ($from: ProfileInput!, $constraints: PlanConstraintsInput, $first: Int) {
  leverage(from: $from, constraints: $constraints, first: $first) {
    credential { id name } newCareers medianWage exact careers { id name }
  }
}`

// Run prints what one more credential would open.
func (cmd *leverageCommand) Run(ctx context.Context, t terminal) error {
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
	circle, problems := p.Circle(from, cmd.constraints())
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	found, err := p.Leverage(ctx, circle)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return showSet(ctx, t, c, p, workedOut{leverage: found}, "leverage", leverageDocument, map[string]any{
			"from": profileWords(from), "constraints": constraintWords(cmd.constraints()), "first": cmd.First,
		})
	}
	_, err = t.out.Write([]byte(leverageText(circle, found[:min(len(found), cmd.First)])))
	return err
}

func leverageText(circle planner.Circle, found []*planner.CredentialLeverage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "From %s, one credential more:\n\n", profileText(circle.From))
	rows, exact := [][]string{{"Careers", "Median wage", "Credential"}}, true
	for _, l := range found {
		wage := "-"
		if l.MedianWage != nil {
			wage = dollars(*l.MedianWage)
		}
		rows = append(rows, []string{least(strconv.Itoa(l.NewCareers()), l.Exact), wage, l.Credential.Name})
		exact = exact && l.Exact
	}
	writeTable(&b, rows)
	if len(found) == 0 {
		b.WriteString("No credential alone brings a career within the limits that is not so already.\n")
	}
	if !exact {
		b.WriteString(notProven)
	}
	return b.String()
}
