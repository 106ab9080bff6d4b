//go:build solvers

package peer

import (
	"errors"
	"testing"

	"careerlattice/internal/planner"
)

// TestProgram holds the integer program to clingo, so that the table of peers compares two right ones.
func TestProgram(t *testing.T) {
	compared := 0
	for seed := range uint64(20) {
		w := newWorld(seed)
		text := w.catalog()
		c := load(t, text)
		p := planner.New(c, 0)
		in := w.question()
		in.Constraints = &planner.ConstraintsInput{Jobs: planner.JobScope(seed % 2)}
		for _, in.Optimize = range [][]planner.Criterion{leastMonths, leastCost} {
			s := newClingo(c, asked(t, p, in), patience)
			q, err := s.narrowed()
			if err != nil {
				t.Fatal(err)
			}
			want, err := s.least(in.Optimize, "")
			if errors.Is(err, errTime) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := cbc(newProgram(c, q, in.Optimize[0]), t.TempDir(), patience)
			if errors.Is(err, errTime) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			k := in.Optimize[0]
			if (got == nil) != (want == nil) || total(q.To, got)[k] != total(q.To, want)[k] || got != nil && !valid(q, got) {
				t.Errorf("seed %d, optimize %v, to %s: CBC has %v, clingo %v\n%s", seed, in.Optimize, in.To, got, want, text)
			}
			compared++
		}
	}
	if compared < 30 {
		t.Errorf("only %d comparisons", compared)
	}
}
