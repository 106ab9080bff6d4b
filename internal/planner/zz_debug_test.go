package planner

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	"careerlattice/internal/sample"
)

func TestZZ(t *testing.T) {
	size, _ := strconv.Atoi(os.Getenv("ZSIZE"))
	if size == 0 {
		t.Skip("scratch")
	}
	jobs := OnTheWay
	if os.Getenv("ZANY") != "" {
		jobs = AnyJob
	}
	budget := int64(DefaultBudget)
	if b, _ := strconv.ParseInt(os.Getenv("ZBUDGET"), 10, 64); b > 0 {
		budget = b
	}

	exact := 0
	only := os.Getenv("ZSEED")
	for seed := range 20 {
		if only != "" && only != fmt.Sprint(seed) {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(seed), uint64(size)))
		p := New(load(t, sample.Realistic(r, size)), budget)
		q, problems := p.Question(Input{From: ProfileInput{Credentials: []string{"hs"}}, To: fmt.Sprintf("j%d", r.IntN(size)), Constraints: &ConstraintsInput{Jobs: jobs}})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		start := time.Now()
		a, err := p.front(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		if a.exact {
			exact++
		}
		fmt.Printf("seed %2d exact %-5v steps %9d %8.1f ms plans %d\n", seed, a.exact, a.labels, float64(time.Since(start).Microseconds())/1000, len(a.outlines))
	}
	fmt.Println("exact", exact)
}
