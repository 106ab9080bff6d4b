package planner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// realistic writes a catalog of size credentials and as many careers that looks like a part of the world: degrees that
// build on each other in fields, certifications that ask for experience, careers that ask for either.
func realistic(r *rand.Rand, size int) string {
	levels := []string{"high-school", "postsecondary-certificate", "associate", "bachelors", "masters", "doctoral"}
	fields := max(2, size/10)
	var b strings.Builder
	fmt.Fprintf(&b, "catalog: {format: 1, id: realistic}\nfields:\n")
	for f := range fields {
		fmt.Fprintf(&b, "  - {id: f%d, name: f%d}\n", f, f)
	}
	fmt.Fprintf(&b, "credentials:\n  - {id: hs, name: hs, kind: degree, level: high-school}\n")
	experience := func(months int) string {
		in := fmt.Sprintf("j%d", r.IntN(size))
		for range r.IntN(3) {
			in += fmt.Sprintf(", j%d", r.IntN(size))
		}
		return fmt.Sprintf("{experience: {months: %d, in: [%s]}}", months, in)
	}
	level := func(l, f int) string {
		if r.IntN(4) == 0 {
			return fmt.Sprintf("{level: %s}", levels[l])
		}
		return fmt.Sprintf("{level: %s, fields: [f%d, f%d]}", levels[l], f, r.IntN(fields))
	}
	for i := 1; i < size; i++ {
		f := r.IntN(fields)
		if r.IntN(3) == 0 { // a certification
			needs := "{level: high-school}"
			switch r.IntN(4) {
			case 0:
				needs = experience(6 * (1 + r.IntN(6)))
			case 1:
				needs = fmt.Sprintf("{any: [%s, %s]}", level(2+r.IntN(2), f), experience(12*(1+r.IntN(3))))
			}
			months := 1 + r.IntN(6)
			fmt.Fprintf(&b, "  - {id: c%d, name: c%d, kind: certification, routes: [{requires: %s, months: %d, partTimeMonths: %d, cost: %d}]}\n",
				i, i, needs, months, months+r.IntN(6), 100*(1+r.IntN(20)))
			continue
		}
		l := 1 + r.IntN(5)
		kind := "degree"
		if l == 1 {
			kind = "certificate"
		}
		full := []int{0, 9, 24, 48, 24, 48}[l] + r.IntN(6)
		cost := full * (200 + 100*r.IntN(8))
		below := max(0, l-1)
		if l <= 3 {
			below = 0
		}
		routes := fmt.Sprintf("{requires: %s, months: %d, partTimeMonths: %d, cost: %d}", func() string {
			if below == 0 {
				return "{level: high-school}"
			}
			return level(below, f)
		}(), full, full*3/2, cost)
		if l == 3 && r.IntN(2) == 0 {
			routes += fmt.Sprintf(", {requires: %s, months: %d, partTimeMonths: %d, cost: %d}", level(2, f), full/2, full*3/4, cost/2)
		}
		fmt.Fprintf(&b, "  - {id: c%d, name: c%d, kind: %s, level: %s, field: f%d, routes: [%s]}\n", i, i, kind, levels[l], f, routes)
	}
	fmt.Fprintf(&b, "careers:\n")
	for j := range size {
		f := r.IntN(fields)
		wage := 28000 + 500*r.IntN(60)
		needs := "{level: high-school}"
		switch r.IntN(6) {
		case 0:
			needs, wage = level(2, f), wage+10000
		case 1:
			needs, wage = level(3, f), wage+30000
		case 2:
			needs, wage = fmt.Sprintf("{any: [%s, %s]}", level(3, f), experience(12*(2+r.IntN(4)))), wage+30000
		case 3:
			needs, wage = fmt.Sprintf("{all: [%s, %s]}", level(3+r.IntN(2), f), experience(12*(1+r.IntN(5)))), wage+60000
		case 4:
			needs, wage = fmt.Sprintf("{all: [{credential: c%d}, {any: [%s, %s]}]}", 1+r.IntN(size-1), level(2+r.IntN(3), f), experience(12*(1+r.IntN(4)))), wage+40000
		}
		fmt.Fprintf(&b, "  - {id: j%d, name: j%d, wage: %d, requires: %s, leadsTo: [j%d]}\n", j, j, wage, needs, r.IntN(size))
	}
	return b.String()
}

// BenchmarkRealistic asks one question of each of several realistic catalogs, and says how many answers are proven and how
// long the middle and the slowest of them took: run it with -benchtime 20x.
func BenchmarkRealistic(b *testing.B) {
	for _, size := range []int{20, 60, 200, 1000} {
		for scope, jobs := range map[string]JobScope{"on the way": OnTheWay, "any": AnyJob} {
			b.Run(fmt.Sprintf("%d %s", size, scope), func(b *testing.B) {
				const questions = 20
				var planners []*Planner
				var asked []Question
				for seed := range questions {
					r := rand.New(rand.NewPCG(uint64(seed), uint64(size)))
					p := New(load(b, realistic(r, size)), DefaultBudget)
					q, problems := p.Question(Input{
						From: ProfileInput{Credentials: []string{"hs"}}, To: fmt.Sprintf("j%d", r.IntN(size)), Constraints: &ConstraintsInput{Jobs: jobs},
					})
					if len(problems) > 0 {
						b.Fatal(problems)
					}
					planners, asked = append(planners, p), append(asked, q)
				}
				exact, n := 0, 0
				var took []float64
				for b.Loop() {
					start := b.Elapsed()
					a, err := planners[n%questions].front(b.Context(), asked[n%questions])
					if err != nil {
						b.Fatal(err)
					}
					took = append(took, (b.Elapsed()-start).Seconds()*1000)
					if n++; a.exact {
						exact++
					}
				}
				slices.Sort(took)
				b.ReportMetric(100*float64(exact)/float64(n), "%exact")
				b.ReportMetric(took[len(took)/2], "ms-median")
				b.ReportMetric(took[len(took)-1], "ms-slowest")
			})
		}
	}
}
