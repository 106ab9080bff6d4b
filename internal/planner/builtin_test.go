package planner

import (
	"testing"
	"time"

	"careerlattice/internal/catalog"
)

func TestOne(t *testing.T) {
	in, _ := catalog.Builtin("health-informatics")
	c, _, _ := catalog.Load(in)
	p := New(c, 1_000_000)
	for _, to := range []string{"informatics-director", "healthcare-privacy-officer", "clinical-informatics-specialist", "health-it-project-manager", "data-scientist","health-data-analyst"} {
		start := time.Now()
		q, _ := p.Question(Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: to})
		r, _ := p.front(t.Context(), q)
		t.Log(to, len(r.outlines), r.exact, r.labels, time.Since(start))
	}
}

func TestTry(t *testing.T) {
	in, _ := catalog.Builtin("health-informatics")
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	p := New(c, DefaultBudget)
	for _, jobs := range []JobScope{OnTheWay, AnyJob} {
		for _, from := range []string{"high-school-diploma", "as-health-informatics"} {
			for _, to := range c.Careers {
				start := time.Now()
				r := ask(t, p, Input{From: ProfileInput{Credentials: []string{from}}, To: to.Slug, Constraints: &ConstraintsInput{Jobs: jobs}})
				d := time.Since(start)
				switch r := r.(type) {
				case *PlanSet:
					t.Logf("%d %s > %s: %d plans, exact %v, labels %d, %v", jobs, from, to.Slug, len(r.Plans), r.Exact, r.Labels, d.Round(10*time.Microsecond))
					if jobs == 0 && from != "high-school-diploma" {
						for _, l := range lines(r) {
							t.Log("      ", l)
						}
					}
				case *NoPlan:
					t.Log(r.Message)
				}
			}
		}
	}
}

func TestNames(t *testing.T) {
	in, _ := catalog.Builtin("health-informatics")
	c, _, _ := catalog.Load(in)
	p := New(c, 1_000_000)
	q, _ := p.Question(Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: "data-scientist"})
	n := p.network(q)
	for i, x := range n.items {
		t.Log("item", i, x.Slug)
	}
	for i, x := range n.jobs {
		t.Log("job", i, x.Slug, annual(x))
	}
}
