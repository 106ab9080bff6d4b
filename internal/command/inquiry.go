package command

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// inquiryFlags are those of the commands that ask about the plans from one start.
type inquiryFlags struct {
	setFlags
	startFlags
	constraintFlags
}

// show asks the API for a field and prints what it says.
func (f *inquiryFlags) show(ctx context.Context, t terminal, p *planner.Planner, c *catalog.Catalog, field, document string, variables map[string]any) error {
	from, err := f.profile()
	if err != nil {
		return err
	}
	variables["from"], variables["constraints"] = profileWords(from), constraintWords(f.constraints())
	answer, err := ask(ctx, graph.NewHandler(graph.Options{Catalog: c, Planner: p, Limits: unlimited}), field, document, variables)
	if err != nil {
		return err
	}
	return writeJSON(t.out, answer)
}

type landmarksCommand struct {
	inquiryFlags
	To string `required:"" placeholder:"ID" help:"The career you want, by id."`
}

const landmarksDocument = `query ($from: ProfileInput!, $to: ID!, $constraints: PlanConstraintsInput) {
  landmarks(from: $from, to: $to, constraints: $constraints) {
    __typename
    ... on Landmarks { target { id name } exact steps { node { id name } why byLimits } requirements { text of { id name } } unproven { id name } }
    ... on NoPlan { target { id name } reason message }
  }
}`

// Run prints what every plan to a career contains.
func (cmd *landmarksCommand) Run(ctx context.Context, t terminal) error {
	from, err := cmd.profile()
	if err != nil {
		return err
	}
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	q, problems := p.Question(planner.Input{From: from, To: cmd.To, Optimize: []planner.Criterion{planner.Time}, Constraints: cmd.constraints()})
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	if cmd.JSON {
		return cmd.show(ctx, t, p, c, "landmarks", landmarksDocument, map[string]any{"to": cmd.To})
	}
	result, err := p.Plan(ctx, q)
	if err != nil {
		return err
	}
	if none, ok := result.(*planner.NoPlan); ok {
		if _, err := fmt.Fprintln(t.out, none.Message); err != nil {
			return err
		}
		return errNoPlan
	}
	l, err := p.Landmarks(ctx, result.(*planner.PlanSet))
	if err != nil {
		return err
	}
	_, err = t.out.Write([]byte(landmarksText(q, l)))
	return err
}

func landmarksText(q planner.Question, l *planner.Landmarks) string {
	var b strings.Builder
	what := "no certain credential or career"
	if len(l.Steps) > 0 {
		what = "these credentials and careers:"
	}
	fmt.Fprintf(&b, "From %s to %s, every plan contains %s\n", profileText(q.From), l.Target.Name, what)
	for _, x := range l.Steps {
		fmt.Fprintf(&b, "\n  %s\n    %s\n", catalog.EntryOf(x.Node).Name, x.Why)
	}
	if len(l.Requirements) > 0 {
		b.WriteString("\nEvery plan comes to meet:\n")
	}
	for _, r := range l.Requirements {
		b.WriteString("\n  " + r.Text() + "\n")
		if len(r.Of) > 0 {
			b.WriteString("    for " + strings.Join(namesOf(r.Of), ", ") + "\n")
		}
	}
	if !l.Exact() {
		fmt.Fprintf(&b, "\nNot settled within the label budget: %s.\n", strings.Join(namesOf(l.Unproven), ", "))
	}
	return b.String()
}

func namesOf[N catalog.Node](of []N) []string {
	all := make([]string, len(of))
	for i, x := range of {
		all[i] = catalog.EntryOf(x).Name
	}
	return all
}

type whyNotCommand struct {
	inquiryFlags
	To      string `required:"" placeholder:"ID" help:"The career you want, by id."`
	Through string `required:"" placeholder:"ID" help:"The credential or career that plans shall lead through, by id."`
}

const whyNotDocument = `query ($from: ProfileInput!, $to: ID!, $through: ID!, $constraints: PlanConstraintsInput) {
  whyNot(from: $from, to: $to, through: $through, constraints: $constraints) {
    target { id name } through { id name } standing message exact
    extra {
      criterion moreMonths moreCost moreForegoneEarnings added { id name } leftOut { id name } plan { ...PlanFields } other { id }
    }
    dominated(first: 100) { plan { ...PlanFields } by { plan { id } fewerMonths lowerCost lowerForegoneEarnings } }
  }
}` + planFields

// Run says what plans through something cost.
func (cmd *whyNotCommand) Run(ctx context.Context, t terminal) error {
	from, err := cmd.profile()
	if err != nil {
		return err
	}
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	d, problems := p.Detour(planner.Input{From: from, To: cmd.To, Constraints: cmd.constraints()}, cmd.Through)
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	if cmd.JSON {
		return cmd.show(ctx, t, p, c, "whyNot", whyNotDocument, map[string]any{"to": cmd.To, "through": cmd.Through})
	}
	front, err := p.Plan(ctx, d.Front)
	if err != nil {
		return err
	}
	through, err := p.Plan(ctx, d.Through)
	if err != nil {
		return err
	}
	w := d.WhyNot(front, through)
	var b strings.Builder
	b.WriteString(w.Message + "\n")
	if len(w.Extra) > 0 {
		rows := [][]string{{"", "Months", "Cost", "Income below*", "Plan"}}
		for i, x := range w.Extra {
			best := []string{"fastest", "cheapest", "least below"}[i]
			rows = append(rows, planRow(best+" through it", x.Plan, w.Exact), planRow("of all", x.Other, w.Exact))
		}
		b.WriteString("\n")
		writeTable(&b, rows)
		b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	}
	_, err = t.out.Write([]byte(b.String()))
	return err
}

// planRow is a plan as a row of a table.
func planRow(name string, p *planner.Plan, exact bool) []string {
	return []string{name, least(strconv.Itoa(p.Months), exact), least(dollars(p.Cost), exact), dollars(p.ForegoneEarnings), p.String()}
}

type compareCommand struct {
	inquiryFlags
	To []string `required:"" placeholder:"ID" help:"The careers to compare, by id: two at least."`
}

const compareDocument = `query ($from: ProfileInput!, $careers: [ID!]!, $constraints: PlanConstraintsInput) {
  compareCareers(from: $from, careers: $careers, constraints: $constraints) {
    careers {
      career { id name wage { annual year } growth { percent from to } }
      plans {
        __typename
        ... on PlanSet { exact fastest { ...PlanFields } cheapest { ...PlanFields } leastForegone { ...PlanFields } }
        ... on NoPlan { reason message }
      }
    }
    shared { text satisfied careers { id name } }
    onTheWay { node { id name } always { id name } sometimes { id name } }
  }
}` + planFields

// Run prints careers side by side.
func (cmd *compareCommand) Run(ctx context.Context, t terminal) error {
	from, err := cmd.profile()
	if err != nil {
		return err
	}
	c, p, err := cmd.open()
	if err != nil {
		return err
	}
	g, problems := p.Comparison(from, present(cmd.To), cmd.constraints())
	if len(problems) > 0 {
		return usageError{errors.New(describe(problems, flagNamed))}
	}
	if cmd.JSON {
		return cmd.show(ctx, t, p, c, "compareCareers", compareDocument, map[string]any{"careers": present(cmd.To)})
	}
	var plans []planner.Result
	for _, to := range g.To {
		r, err := p.Plan(ctx, g.Question(to))
		if err != nil {
			return err
		}
		plans = append(plans, r)
	}
	_, err = t.out.Write([]byte(comparisonText(g, p.Compare(g, plans))))
	return err
}

func comparisonText(g planner.Grid, c *planner.Comparison) string {
	var b strings.Builder
	fmt.Fprintf(&b, "From %s:\n\n", profileText(g.Circles[0].From))
	rows, exact := [][]string{{"Wage", "Growth", "Fastest", "Cheapest", "Least below*", "Career"}}, true
	for _, x := range c.Careers {
		wage, growth := "-", "-"
		if x.Career.Wage != nil {
			wage = dollars(x.Career.Wage.Annual)
		}
		if x.Career.Growth != nil {
			growth = fmt.Sprintf("%.1f%%", x.Career.Growth.Percent)
		}
		row := []string{wage, growth, "-", "-", "-", x.Career.Name}
		if set, ok := x.Plans.(*planner.PlanSet); ok {
			exact = exact && set.Exact
			row[2] = least(strconv.Itoa(set.Fastest().Months)+"mo", set.Exact)
			row[3] = least(dollars(set.Cheapest().Cost), set.Exact)
			row[4] = least(dollars(set.LeastForegone().ForegoneEarnings), set.Exact)
		}
		rows = append(rows, row)
	}
	writeTable(&b, rows)
	b.WriteString("\n* Income below the target's pay meanwhile: a yardstick between plans, no bill.\n")
	if !exact {
		b.WriteString(notProven)
	}
	if len(c.Shared) > 0 {
		b.WriteString("\nWhat several of them require:\n")
	}
	for _, r := range c.Shared {
		fmt.Fprintf(&b, "  %s (%s)\n", r.Text(), strings.Join(namesOf(r.Careers), ", "))
	}
	if len(c.OnTheWay) > 0 {
		b.WriteString("\nOn the way to several of them:\n")
	}
	for _, x := range c.OnTheWay {
		var parts []string
		if len(x.Always) > 0 {
			parts = append(parts, "in every plan to "+strings.Join(namesOf(x.Always), ", "))
		}
		if len(x.Sometimes) > 0 {
			parts = append(parts, "in some to "+strings.Join(namesOf(x.Sometimes), ", "))
		}
		fmt.Fprintf(&b, "  %s: %s\n", catalog.EntryOf(x.Node).Name, strings.Join(parts, "; "))
	}
	return b.String()
}
