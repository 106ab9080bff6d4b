package planner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"careerlattice/internal/sample"
)

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
					p := New(load(b, sample.Realistic(r, size)), DefaultBudget)
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
