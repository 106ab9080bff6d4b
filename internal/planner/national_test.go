package planner

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"careerlattice/internal/catalog"
)

// someone is a random person who may ask: one with a high-school diploma, or one with a degree or certificate too, or one with
// years in some career.
func someone(r *rand.Rand, c *catalog.Catalog, careers []*catalog.Career) ProfileInput {
	profile := ProfileInput{Credentials: []string{"high-school-diploma"}}
	if kind := r.IntN(4); kind == 1 || kind == 3 {
		for {
			if x := c.Credentials[r.IntN(len(c.Credentials))]; x.Level != catalog.LevelNone {
				profile.Credentials = append(profile.Credentials, x.Slug)
				break
			}
		}
	} else if kind == 2 {
		profile.Experience = []ExperienceInput{{Career: careers[r.IntN(len(careers))].Slug, Months: 12 * (1 + r.IntN(10))}}
	}
	return profile
}

// national gives the national catalog and the careers that may be asked for.
func national(t testing.TB) (c *catalog.Catalog, careers []*catalog.Career) {
	t.Helper()
	input, ok := catalog.Builtin("national")
	if !ok {
		t.Fatal("no national catalog")
	}
	c, _, err := catalog.Load(input)
	if err != nil {
		t.Fatal(err)
	}
	for _, career := range c.Careers {
		if career.TraineeFor == nil {
			careers = append(careers, career)
		}
	}
	return c, careers
}

// BenchmarkNational asks random questions of the national catalog, by random people for random careers, and says how many
// answers are proven and how long they took: run it with -benchtime 1000x.
func BenchmarkNational(b *testing.B) {
	c, careers := national(b)
	p := New(c, DefaultBudget)
	r := rand.New(rand.NewPCG(2026, 11))
	exact, plans, none := 0, 0, 0
	var took []float64
	for b.Loop() {
		in := Input{From: someone(r, c, careers), To: careers[r.IntN(len(careers))].Slug}
		q, problems := p.Question(in)
		if len(problems) > 0 {
			b.Fatal(problems)
		}
		start := b.Elapsed()
		result, err := p.Plan(b.Context(), q)
		if err != nil {
			b.Fatal(err)
		}
		ms := (b.Elapsed() - start).Seconds() * 1000
		took = append(took, ms)
		switch a := result.(type) {
		case *PlanSet:
			plans += len(a.Plans)
			if a.Exact {
				exact++
			}
			if ms > 100 || !a.Exact {
				b.Logf("%v with %v to %s: %s ms, %d steps, exact %v", in.From.Credentials, in.From.Experience, in.To, strconv.FormatFloat(ms, 'f', 0, 64), a.Labels, a.Exact)
			}
		default:
			none++
		}
	}
	slices.Sort(took)
	n := len(took)
	b.ReportMetric(100*float64(exact)/float64(n-none), "%exact")
	b.ReportMetric(float64(plans)/float64(max(1, n-none)), "plans")
	b.ReportMetric(took[n/2], "ms-median")
	b.ReportMetric(took[n*99/100], "ms-p99")
	b.ReportMetric(took[n-1], "ms-slowest")
}
