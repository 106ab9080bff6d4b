package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// setFlags are those of the commands that ask about many careers at once.
type setFlags struct {
	catalogFlag
	budgetFlag
	JSON bool `name:"json" help:"Print the answer as the API gives it."`
}

// open gives the catalog and a planner.
func (f *setFlags) open() (*catalog.Catalog, *planner.Planner, error) {
	if err := f.check(); err != nil {
		return nil, nil, err
	}
	c, _, err := load(f.Catalog)
	if err != nil {
		return nil, nil, err
	}
	return c, planner.New(c, f.LabelBudget), nil
}

// workedOut is an answer that is worked out already: the API only writes it.
type workedOut struct {
	graph.Sets
	reach    []*planner.ReachableCareer
	matrix   []*planner.MatrixRow
	origins  []*planner.Origin
	leverage []*planner.CredentialLeverage
}

func (w workedOut) Reach(context.Context, planner.Circle) ([]*planner.ReachableCareer, error) {
	return w.reach, nil
}

func (w workedOut) Matrix(context.Context, planner.Grid) ([]*planner.MatrixRow, error) {
	return w.matrix, nil
}

func (w workedOut) Origins(context.Context, *catalog.Career) ([]*planner.Origin, error) {
	return w.origins, nil
}

func (w workedOut) Leverage(context.Context, planner.Circle) ([]*planner.CredentialLeverage, error) {
	return w.leverage, nil
}

// showSet asks the API for a field, so that its answer and this one cannot differ; a connection is asked for page by page, and the
// answer is the list of its nodes.
func showSet(ctx context.Context, t terminal, c *catalog.Catalog, p *planner.Planner, answer workedOut, field, query string, variables map[string]any) error {
	handler := graph.NewHandler(graph.Options{Catalog: c, Planner: p, Sets: answer, Limits: unlimited})
	var nodes []json.RawMessage
	for {
		page, err := ask(ctx, handler, field, query, variables)
		if err != nil {
			return err
		}
		var connection struct {
			Nodes    []json.RawMessage `json:"nodes"`
			PageInfo *pageInfo         `json:"pageInfo"`
		}
		if page[0] == '[' {
			return writeJSON(t.out, page)
		}
		if err := json.Unmarshal(page, &connection); err != nil {
			return err
		}
		nodes = append(nodes, connection.Nodes...)
		if !connection.PageInfo.HasNextPage {
			break
		}
		variables["after"] = connection.PageInfo.EndCursor
	}
	whole, err := json.Marshal(append([]json.RawMessage{}, nodes...))
	if err != nil {
		return err
	}
	return writeJSON(t.out, whole)
}

// least is a figure that may not be proven to be the least.
func least(text string, exact bool) string {
	if exact {
		return text
	}
	return text + "?"
}

const notProven = "\n? It was not proven that nothing less would do; a larger --label-budget may tell.\n"

type reachCommand struct {
	setFlags
	startFlags
	constraintFlags
}

const reachDocument = `query ($from: ProfileInput!, $constraints: PlanConstraintsInput, $after: String) {
  reachableCareers(from: $from, constraints: $constraints, first: 100, after: $after) {
    nodes { career { id name } months cost exact }
    pageInfo { hasNextPage endCursor }
  }
}`

// Run prints every career that is reached.
func (cmd *reachCommand) Run(ctx context.Context, t terminal) error {
	from, err := cmd.profile()
	if err != nil {
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
	reached, err := p.Reach(ctx, circle)
	if err != nil {
		return err
	}
	if cmd.JSON {
		return showSet(ctx, t, c, p, workedOut{reach: reached}, "reachableCareers", reachDocument,
			map[string]any{"from": profileWords(from), "constraints": constraintWords(cmd.constraints())})
	}
	var b strings.Builder
	fmt.Fprintf(&b, "From %s: %s\n\n", profileText(circle.From), plural(len(reached), "career"))
	rows := [][]string{{"Months", "Cost", "Career"}}
	exact := true
	for _, r := range reached {
		rows = append(rows, []string{least(strconv.Itoa(r.Months), r.Exact), least(dollars(r.Cost), r.Exact), r.Career.Name})
		exact = exact && r.Exact
	}
	writeTable(&b, rows)
	b.WriteString("\nThe least months and, apart from that, the least cost of any plan.\n")
	if !exact {
		b.WriteString(notProven)
	}
	_, err = t.out.Write([]byte(b.String()))
	return err
}
