package planner

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

var update = flag.Bool("update", false, "write what is wanted anew")

// builtin is the catalog that comes with the program.
func builtin(t testing.TB) *catalog.Catalog {
	t.Helper()
	in, ok := catalog.Builtin("health-informatics")
	if !ok {
		t.Fatal("the built-in catalog is gone")
	}
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestBuiltinReachable: every career of the built-in catalog has a plan from a high-school diploma, and one is given
// even where the search is not let far.
func TestBuiltinReachable(t *testing.T) {
	c := builtin(t)
	if len(c.Careers) < 20 {
		t.Fatalf("%d careers", len(c.Careers))
	}
	p := New(c, 1)
	for _, career := range c.Careers {
		in := Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: career.ID()}
		if _, ok := ask(t, p, in).(*PlanSet); !ok {
			t.Errorf("%s: no plan", career.ID())
		}
	}
}

// TestBuiltinLadders holds the fronts of some careers to the text in testdata, for a person to read; -update writes it.
func TestBuiltinLadders(t *testing.T) {
	p := New(builtin(t), DefaultBudget)
	var b strings.Builder
	for _, x := range [][2]string{
		{"high-school-diploma", "medical-records-or-health-informatics-technician"},
		{"high-school-diploma", "registered-nurse"},
		{"high-school-diploma", "clinical-nurse-leader"},
		{"high-school-diploma", "database-administrator"},
		{"high-school-diploma", "physician"},
		{"as-health-informatics", "computer-systems-analyst"},
		{"as-health-informatics", "health-data-analyst"},
		{"bs-health-informatics", "professor-of-health-informatics"},
	} {
		in := Input{From: ProfileInput{Credentials: []string{x[0]}}, To: x[1]}
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok || !set.Exact {
			t.Errorf("from %s to %s: %q", x[0], x[1], lines(ask(t, p, in)))
			continue
		}
		fmt.Fprintf(&b, "from %s to %s\n", x[0], x[1])
		for _, plan := range set.Plans {
			fmt.Fprintf(&b, "  %d months, %s, %s below the target's pay meanwhile. %s\n", plan.Months, money(plan.Cost), money(plan.ForegoneEarnings), plan.TradeOff)
			for _, step := range plan.Steps {
				span := step.Common()
				var serves []string
				for _, purpose := range span.Serves {
					serves = append(serves, purpose.Text)
				}
				fmt.Fprintf(&b, "    %3d-%-3d %s: %s\n", span.StartMonth, span.EndMonth, step, strings.Join(serves, "; "))
			}
		}
		b.WriteString("\n")
	}
	unchanged(t, "testdata/ladders.txt", "plans", b.String())
}

// unchanged holds a text for a person to read to its file, and with -update writes it.
func unchanged(t *testing.T, name, what, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the %s have changed; look at them, then run the test with -update:\n%s", what, got)
	}
}

// BenchmarkPlan asks for the whole front to each career of the built-in catalog, from a high-school diploma.
func BenchmarkPlan(b *testing.B) {
	c := builtin(b)
	for _, career := range c.Careers {
		b.Run(career.Slug, func(b *testing.B) {
			p := New(c, DefaultBudget)
			q, problems := p.Question(Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: career.ID()})
			if len(problems) > 0 {
				b.Fatal(problems)
			}
			var labels int64
			exact := 1.0
			for b.Loop() {
				r, err := p.Plan(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				set, ok := r.(*PlanSet)
				if !ok {
					b.Fatal("no plan")
				}
				labels = set.Labels
				if !set.Exact {
					exact = 0
				}
			}
			b.ReportMetric(float64(labels), "labels")
			b.ReportMetric(exact, "exact")
		})
	}
}

// BenchmarkDecode reads an answer of many plans back.
func BenchmarkDecode(b *testing.B) {
	p := New(load(b, ladders(8)), DefaultBudget)
	in := Input{To: "t"}
	r := ask(b, p, in)
	q, _ := p.Question(in)
	encoded := p.Encode(r)
	for b.Loop() {
		if _, err := p.Decode(q, encoded); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(r.(*PlanSet).Plans)), "plans")
	b.ReportMetric(float64(len(encoded)), "bytes")
}

// ladders is a world with a plan for each choice between the quick and the cheap, n times over.
func ladders(n int) string {
	var b strings.Builder
	var all []string
	b.WriteString("credentials:\n")
	for i := range n {
		fmt.Fprintf(&b, "  - {id: c%d, name: C%d, kind: license, routes: [{months: %d, cost: 0}, {months: 0, cost: %d}]}\n", i, i, 1<<i, 1<<i)
		all = append(all, fmt.Sprintf("{credential: c%d}", i))
	}
	fmt.Fprintf(&b, "careers:\n  - {id: t, name: T, wage: 12, requires: {all: [%s]}}\n", strings.Join(all, ", "))
	return b.String()
}
