package importer

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

var update = flag.Bool("update", false, "write the plans of testdata/ladders.txt anew")

const laddersFile = "testdata/ladders.txt"

// ladder is a question that an adviser knows the answer to, with what must hold of it and the plans that were found.
type ladder struct {
	line        int
	title       string
	from        planner.ProfileInput
	to          string
	least, most int // months of the fastest plan
	with        []string
	without     []string
	said        []string // the lines as they stand, but for the plans
	plans       []string
}

// TestLadders asks every ladder of testdata/ladders.txt. What must hold is written by hand; the plans are written by -update.
func TestLadders(t *testing.T) {
	w := national(t)
	p := planner.New(w.catalog, 3_000_000)
	header, all := readLadders(t)
	if len(all) < 40 {
		t.Fatalf("only %d ladders", len(all))
	}
	for i := range all {
		l := &all[i]
		plans := l.ask(t, w.catalog, p)
		if !*update && !slices.Equal(plans, l.plans) {
			t.Errorf("%s:%d: %s\nhas\n%s\nwant\n%s", laddersFile, l.line, l.title, strings.Join(plans, "\n"), strings.Join(l.plans, "\n"))
		}
		l.plans = plans
	}
	if *update {
		writeLadders(t, header, all)
	}
}

// ask gives the fastest and the cheapest plan, one line each, and holds the fastest to what must hold.
func (l *ladder) ask(t *testing.T, c *catalog.Catalog, p *planner.Planner) []string {
	t.Helper()
	var lines []string
	for _, in := range []planner.Criterion{planner.Time, planner.Cost} {
		q, problems := p.Question(planner.Input{From: l.from, To: l.to, Optimize: []planner.Criterion{in}, Constraints: &planner.ConstraintsInput{}})
		if len(problems) > 0 {
			t.Fatalf("%s:%d: %v", laddersFile, l.line, problems)
		}
		r, err := p.Plan(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		set, ok := r.(*planner.PlanSet)
		if !ok {
			t.Fatalf("%s:%d: there is no plan to %s", laddersFile, l.line, l.to)
		}
		plan, name := set.Fastest(), "fastest "
		if in == planner.Cost {
			plan, name = set.Cheapest(), "cheapest"
		} else {
			l.hold(t, c, plan)
		}
		text := fmt.Sprintf("  %s %3d months, $%d: %s", name, plan.Months, plan.Cost, plan)
		if !set.Exact {
			text += " (not proven)"
		}
		lines = append(lines, text)
	}
	return lines
}

// hold checks what must hold of the fastest plan.
func (l *ladder) hold(t *testing.T, c *catalog.Catalog, plan *planner.Plan) {
	t.Helper()
	if plan.Months < l.least || plan.Months > l.most {
		t.Errorf("%s:%d: %s takes %d months, not %d to %d: %s", laddersFile, l.line, l.title, plan.Months, l.least, l.most, plan)
	}
	used := map[string]bool{}
	for _, s := range plan.Steps {
		switch s := s.(type) {
		case *planner.StudyStep:
			used[s.Credential.Slug] = true
			if s.WorkingAs != nil {
				used[s.WorkingAs.Slug] = true
			}
		case *planner.WorkStep:
			used[s.Career.Slug] = true
		}
	}
	for _, id := range slices.Concat(l.with, l.without) {
		_, career := c.Career(id)
		if _, credential := c.Credential(id); !career && !credential {
			t.Errorf("%s:%d: the catalog has no %s", laddersFile, l.line, id)
		}
	}
	for _, id := range l.with {
		if !used[id] {
			t.Errorf("%s:%d: %s goes without %s: %s", laddersFile, l.line, l.title, id, plan)
		}
	}
	for _, id := range l.without {
		if used[id] {
			t.Errorf("%s:%d: %s goes by %s: %s", laddersFile, l.line, l.title, id, plan)
		}
	}
}

func readLadders(t *testing.T) (header []string, all []ladder) {
	t.Helper()
	f, err := os.Open(laddersFile)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // only read
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
		text := s.Text()
		word, rest, _ := strings.Cut(text, " ")
		switch {
		case word == "==":
			all = append(all, ladder{line: n, title: rest, said: []string{text}})
		case len(all) == 0:
			header = append(header, text)
		case text == "":
		case strings.HasPrefix(text, "  "):
			l := &all[len(all)-1]
			l.plans = append(l.plans, text)
		default:
			l := &all[len(all)-1]
			l.said = append(l.said, text)
			if err := l.read(word, rest); err != nil {
				t.Fatalf("%s:%d: %v", laddersFile, n, err)
			}
		}
	}
	return header, all
}

// read takes in a line of a ladder.
func (l *ladder) read(word, rest string) (err error) {
	switch word {
	case "from":
		for _, x := range strings.Split(rest, ", ") {
			id, months, worked := strings.Cut(x, " ")
			if !worked {
				l.from.Credentials = append(l.from.Credentials, id)
				continue
			}
			n, err := strconv.Atoi(strings.TrimSuffix(months, " months"))
			if err != nil {
				return fmt.Errorf("%q is neither an id nor an id with months", x)
			}
			l.from.Experience = append(l.from.Experience, planner.ExperienceInput{Career: id, Months: n})
		}
	case "to":
		l.to = rest
	case "takes":
		_, err = fmt.Sscanf(rest, "%d to %d months", &l.least, &l.most)
	case "with":
		l.with = strings.Split(rest, ", ")
	case "without":
		l.without = strings.Split(rest, ", ")
	default:
		err = fmt.Errorf("%q begins no line of a ladder", word)
	}
	return err
}

func writeLadders(t *testing.T, header []string, all []ladder) {
	t.Helper()
	var b strings.Builder
	b.WriteString(strings.Join(header, "\n") + "\n")
	for i, l := range all {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(strings.Join(append(slices.Clone(l.said), l.plans...), "\n") + "\n")
	}
	if err := os.WriteFile(laddersFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
