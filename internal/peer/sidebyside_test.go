//go:build solvers

package peer

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/sample"
)

var (
	questions = flag.Int("questions", 10, "how many realistic catalogs of each size to ask a question about")
	allowed   = flag.Duration("allowed", 20*time.Second, "how long a solver may compute for an answer")
	update    = flag.Bool("update", false, "write the table into docs/benchmarks.md")
)

var (
	leastMonths = []planner.Criterion{planner.Time}
	leastCost   = []planner.Criterion{planner.Cost}
	wholeFront  = []planner.Criterion{planner.Time, planner.Cost, planner.ForegoneEarnings}
)

// solver answers questions in one way. Not solved: it did not come to a proven end; then there may be plans all the same.
type solver struct {
	name  string
	asked [][]planner.Criterion
	solve func(t *testing.T, c *catalog.Catalog, p *planner.Planner, q planner.Question) (plans [][]step, solved bool)
}

var solvers = []solver{
	{"this planner", [][]planner.Criterion{leastMonths, leastCost, wholeFront}, byPlanner},
	{"clingo", [][]planner.Criterion{leastMonths, leastCost, wholeFront}, byClingo},
	{"CBC", [][]planner.Criterion{leastMonths, leastCost}, byCBC},
	{"shortest path", [][]planner.Criterion{leastMonths}, byShortestPath},
}

func byPlanner(t *testing.T, _ *catalog.Catalog, p *planner.Planner, q planner.Question) (plans [][]step, solved bool) {
	answer, err := p.Plan(context.WithoutCancel(t.Context()), q)
	if err != nil {
		t.Fatal(err)
	}
	set, ok := answer.(*planner.PlanSet)
	if !ok {
		return nil, true
	}
	for _, plan := range set.Plans {
		plans = append(plans, stepsOf(plan))
	}
	return plans, set.Exact
}

func byClingo(t *testing.T, c *catalog.Catalog, _ *planner.Planner, q planner.Question) (plans [][]step, solved bool) {
	s := newClingo(c, q, *allowed)
	if len(q.Optimize) > 1 {
		found, err := s.front()
		return found, intime(t, err)
	}
	steps, err := s.least(q.Optimize, "")
	return one(steps), intime(t, err)
}

func byCBC(t *testing.T, c *catalog.Catalog, _ *planner.Planner, q planner.Question) (plans [][]step, solved bool) {
	q, err := newClingo(c, q, *allowed).narrowed()
	if err != nil {
		t.Fatal(err)
	}
	steps, err := cbc(newProgram(c, q, q.Optimize[0]), t.TempDir(), *allowed)
	return one(steps), intime(t, err)
}

func byShortestPath(_ *testing.T, c *catalog.Catalog, _ *planner.Planner, q planner.Question) (plans [][]step, solved bool) {
	steps, ok := shortestPath(c, q)
	if !ok {
		return nil, true
	}
	return [][]step{steps}, true
}

// one is a list of one plan, or of none.
func one(steps []step) [][]step {
	if steps == nil {
		return nil
	}
	return [][]step{steps}
}

// intime tells whether a solver came to its end; any error but that of time ends the test.
func intime(t *testing.T, err error) bool {
	if err != nil && !errors.Is(err, errTime) {
		t.Fatal(err)
	}
	return err == nil
}

// question is one that all solvers are asked.
type question struct {
	catalog *catalog.Catalog
	planner *planner.Planner
	planner.Question
}

// TestPeers asks all solvers the same questions about realistic catalogs and prints what they took, as a table. Where two of
// them have solved a question their answers must be equal; the shortest path is no solver, and its plans are only counted.
func TestPeers(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "%d questions a row; clingo and CBC were stopped after %v of computing.\n\n", *questions, *allowed)
	b.WriteString("| size | jobs | question | by | median | slowest | solved | valid plans |\n| ---: | --- | --- | --- | ---: | ---: | ---: | ---: |\n")
	for _, size := range []int{20, 60, 200} {
		for _, jobs := range []planner.JobScope{planner.OnTheWay, planner.AnyJob} {
			all := ask(t, size, jobs)
			for _, optimize := range [][]planner.Criterion{leastMonths, leastCost, wholeFront} {
				for _, line := range measure(t, all, optimize) {
					fmt.Fprintf(&b, "| %d | %s | %s | %s\n", size, [...]string{"on the way", "any"}[jobs], questionWord(optimize), line)
				}
			}
		}
	}
	t.Log("\n" + b.String())
	if *update {
		write(t, b.String())
	}
}

func questionWord(optimize []planner.Criterion) string {
	switch {
	case len(optimize) > 1:
		return "whole front"
	case optimize[0] == planner.Time:
		return "least months"
	}
	return "least cost"
}

// ask makes the questions: from a high-school diploma to some career.
func ask(t *testing.T, size int, jobs planner.JobScope) []question {
	var all []question
	for seed := range *questions {
		r := rand.New(rand.NewPCG(uint64(seed), uint64(size)))
		c := load(t, sample.Realistic(r, size))
		p := planner.New(c, planner.DefaultBudget)
		q := asked(t, p, planner.Input{
			From: planner.ProfileInput{Credentials: []string{"hs"}}, To: fmt.Sprintf("j%d", r.IntN(size)), Constraints: &planner.ConstraintsInput{Jobs: jobs},
		})
		all = append(all, question{c, p, q})
	}
	return all
}

// measure asks every solver every question, and gives a line of the table for each.
func measure(t *testing.T, all []question, optimize []planner.Criterion) (lines []string) {
	agreed := make([][]vector, len(all))
	known := make([]bool, len(all)) // a valid plan has been seen
	for _, s := range solvers {
		if !slices.ContainsFunc(s.asked, func(o []planner.Criterion) bool { return slices.Equal(o, optimize) }) {
			continue
		}
		var took []time.Duration
		solved, plans, sound := 0, 0, 0
		for i, q := range all {
			q.Optimize = optimize
			begin := computed()
			found, ok := s.solve(t, q.catalog, q.planner, q.Question)
			took = append(took, computed()-begin)
			plans += len(found)
			for _, steps := range found {
				if valid(q.Question, steps) {
					sound++
					known[i] = true
				}
			}
			if s.name == "shortest path" || !ok {
				continue
			}
			if len(found) == 0 && known[i] {
				t.Errorf("size %d, question %d, optimize %v: %s has no plan, but there is one", len(q.catalog.Careers), i, optimize, s.name)
				continue
			}
			solved++
			got := values(q.Question, found)
			if agreed[i] == nil {
				agreed[i] = got
			}
			if !slices.Equal(agreed[i], got) {
				t.Errorf("size %d, question %d, optimize %v: %s has %v, others %v", len(q.catalog.Careers), i, optimize, s.name, got, agreed[i])
			}
		}
		done := fmt.Sprintf("%d of %d", solved, len(all))
		if s.name == "shortest path" {
			done = "–"
		} else if sound < plans {
			t.Errorf("%d of %d plans of %s are valid", sound, plans, s.name)
		}
		slices.Sort(took)
		lines = append(lines, fmt.Sprintf("%s | %s | %s | %s | %d of %d |", s.name, span(took[len(took)/2]), span(took[len(took)-1]), done, sound, plans))
	}
	return lines
}

// values are the vectors of plans, in order, with what was not asked for left out.
func values(q planner.Question, plans [][]step) []vector {
	all := []vector{}
	for _, v := range vectors(q, plans) {
		var only vector
		for _, k := range q.Optimize {
			only[k] = v[k]
		}
		all = append(all, only)
	}
	return all
}

// span is a duration with two digits or so.
func span(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// write puts the table into the page of benchmarks, between its two marks.
func write(t *testing.T, table string) {
	const page, begin, end = "../../docs/benchmarks.md", "<!-- written by make bench-peers -->\n", "<!-- end -->\n"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	_, after, also := strings.Cut(rest, end)
	if !ok || !also {
		t.Fatalf("%s lacks the marks %q and %q around the table", page, begin, end)
	}
	if err := os.WriteFile(page, []byte(before+begin+"\n"+table+"\n"+end+after), 0o600); err != nil {
		t.Fatal(err)
	}
}
