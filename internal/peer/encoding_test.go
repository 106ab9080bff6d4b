//go:build solvers

package peer

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"careerlattice/internal/planner"
)

// TestEncoding holds plan.lp alone to fronts that are known: the worked cases of what a plan is, and circles, which an
// encoding gets wrong that does not say what stands first.
func TestEncoding(t *testing.T) {
	for _, x := range []struct {
		name, credentials, careers, goal string
		jobs                             planner.JobScope
		want                             []vector // months, dollars, dollars foregone
	}{
		{
			name: "study or work first",
			credentials: `
  - {id: ba, name: ba, kind: degree, level: bachelors, routes: [{requires: {credential: hs}, months: 48, partTimeMonths: 72, cost: 40000}]}
  - {id: cert, name: cert, kind: certification, routes: [{requires: {experience: {months: 12, in: [tech]}}, months: 3, partTimeMonths: 6, cost: 500}]}`,
			careers: `
  - {id: clerk, name: clerk, wage: 34000, requires: {credential: hs}}
  - {id: tech, name: tech, wage: 40000, requires: {any: [{credential: ba}, {experience: {months: 24, in: [clerk]}}]}}`,
			goal: "wage: 80000, requires: {all: [{credential: cert}, {level: bachelors}]}",
			want: []vector{{63, 40500, 380000}, {87, 40500, 336000}},
		},
		{
			name:    "experience that counts several times",
			careers: free("a", 1000) + free("b", 1000) + free("c", 1000),
			goal:    "wage: 2000, requires: {all: [{experience: {months: 12, in: [a, b]}}, {experience: {months: 12, in: [b, c]}}, {experience: {months: 12, in: [a, c]}}]}",
			want:    []vector{{18, 0, 1500}},
		},
		{
			name:    "trade-offs month by month",
			careers: free("a", 1000) + free("b", 9000) + free("c", 9000),
			goal:    "wage: 9000, requires: {all: [{experience: {months: 12, in: [a, b]}}, {experience: {months: 12, in: [a, c]}}]}",
			want:    monthByMonth(),
		},
		{
			name: "work that pays for itself in time",
			credentials: `
  - {id: c, name: c, kind: license, routes: [{months: 3, partTimeMonths: 4, cost: 1}]}`,
			careers: free("a", 0),
			goal:    "requires: {all: [{credential: c}, {experience: {months: 4, in: [a]}}]}",
			want:    []vector{{4, 1, 0}},
		},
		{
			name: "two careers that wait for each other",
			careers: `
  - {id: a, name: a, requires: {experience: {months: 1, in: [b]}}}
  - {id: b, name: b, requires: {experience: {months: 1, in: [a]}}}`,
			goal: "requires: {experience: {months: 1, in: [a]}}",
		},
		{
			name: "a career that waits for itself, and one that opens it",
			careers: free("x", 0) + `
  - {id: a, name: a, requires: {experience: {months: 6, in: [a, x]}}}`,
			goal: "requires: {experience: {months: 9, in: [a]}}",
			want: []vector{{15, 0, 0}},
		},
		{
			name: "months before and after in a circle",
			careers: free("x", 0) + `
  - {id: a, name: a, requires: {experience: {months: 2, in: [b, x]}}}
  - {id: b, name: b, requires: {experience: {months: 4, in: [a, x]}}}`,
			goal: "requires: {all: [{experience: {months: 4, in: [a]}}, {experience: {months: 3, in: [b]}}]}",
			want: []vector{{9, 0, 0}}, // x 2, a 4, b 3
		},
		{
			name: "study beside the job that it opens",
			credentials: `
  - {id: c, name: c, kind: license, routes: [{months: 5, partTimeMonths: 5, cost: 1}]}`,
			careers: `
  - {id: a, name: a, requires: {credential: c}}`,
			goal: "requires: {experience: {months: 5, in: [a]}}",
			want: []vector{{10, 1, 0}},
		},
		{
			name: "two credentials that wait for each other",
			credentials: `
  - {id: c, name: c, kind: license, routes: [{months: 1, cost: 1, requires: {any: [{credential: d}, {credential: e}]}}]}
  - {id: d, name: d, kind: license, routes: [{months: 1, cost: 1, requires: {credential: c}}]}
  - {id: e, name: e, kind: license, routes: [{months: 7, cost: 0}]}`,
			goal: "requires: {credential: d}",
			want: []vector{{9, 2, 0}},
		},
		{
			name: "a job that nothing asks for, on the way",
			credentials: `
  - {id: c, name: c, kind: license, routes: [{months: 1, partTimeMonths: 2, cost: 1}]}`,
			careers: free("a", 1000),
			goal:    "wage: 1200, requires: {credential: c}",
			want:    []vector{{1, 1, 100}},
		},
		{
			name: "a job that nothing asks for, any",
			credentials: `
  - {id: c, name: c, kind: license, routes: [{months: 1, partTimeMonths: 2, cost: 1}]}`,
			careers: free("a", 1000), jobs: planner.AnyJob,
			goal: "wage: 1200, requires: {credential: c}",
			want: []vector{{1, 1, 100}, {2, 1, 400 / 12}},
		},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := load(t, "catalog: {format: 1, id: test}\ncredentials:\n  - {id: hs, name: hs, kind: degree, level: high-school}"+
				x.credentials+"\ncareers:"+x.careers+"\n  - {id: goal, name: goal, "+x.goal+"}\n")
			in := planner.Input{From: planner.ProfileInput{Credentials: []string{"hs"}}, To: "goal", Constraints: &planner.ConstraintsInput{Jobs: x.jobs}}
			q := asked(t, planner.New(c, 0), in)
			found, err := newClingo(c, q, patience).front()
			if err != nil {
				t.Fatal(err)
			}
			got := vectors(q, found)
			for i := range got {
				got[i][planner.ForegoneEarnings] /= 12
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("the front is %v, want %v", got, x.want)
			}
		})
	}
}

// free is a career that is open to all.
func free(id string, wage int) string {
	return fmt.Sprintf("\n  - {id: %s, name: %s, wage: %d}", id, strings.ToUpper(id), wage)
}

func monthByMonth() []vector {
	var all []vector
	for i := range int64(13) {
		all = append(all, vector{12 + i, 0, (12 - i) * 8000 / 12})
	}
	return all
}

func vectors(q planner.Question, all [][]step) []vector {
	var out []vector
	for _, steps := range all {
		out = append(out, total(q.To, steps))
	}
	return out
}

// TestLimit: a solver that takes too long is stopped, and says so.
func TestLimit(t *testing.T) {
	s := clingo{left: time.Second}
	_, err := s.solve("{ a(1..40) }. :- 21 { a(X) }. :- { a(X) } 19. #minimize { X*X*X*X*X\\97,X : a(X) }. p(X,Y) :- a(X), a(Y). :- #sum { X*Y*Y\\13,X,Y : p(X,Y) } 1300.")
	if !errors.Is(err, errTime) {
		t.Errorf("the error is %v, want %v", err, errTime)
	}
}
