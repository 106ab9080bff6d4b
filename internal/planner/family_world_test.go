package planner

import (
	"fmt"
	"slices"
	"strings"
)

// A family is a way in which a simple search explodes, as a catalog of any size. Each is asked for the way from nothing to
// t, with any job, and its front is known beforehand: by a formula, or by trying everything in a way of its own.
type family struct {
	catalog string
	front   []oracleVector // ordered
}

// families makes the catalog of each family, by its size.
var families = map[string]func(k int) family{
	"pareto": powers, "knapsack": knapsack, "symmetric": slots, "order": independent,
	"months": sharedMonths, "blend": blend, "odd cycle": ring, "wages": sideJobs,
}

// shelf collects the entries of a catalog.
type shelf struct{ credentials, careers []string }

// license adds a credential with the given routes.
func (s *shelf) license(id string, routes ...string) {
	s.credentials = append(s.credentials, fmt.Sprintf("  - {id: %s, name: %s, kind: license, routes: [%s]}\n", id, id, strings.Join(routes, ", ")))
}

// career adds a career that requires something.
func (s *shelf) career(id string, wage int, requires string) {
	s.careers = append(s.careers, fmt.Sprintf("  - {id: %s, name: %s, wage: %d, requires: %s}\n", id, id, wage, requires))
}

// with ends the catalog: t, its wage, and what it requires, all of it.
func (s *shelf) with(wage int, requires []string) string {
	s.career("t", wage, allOf(requires...))
	text := ""
	if len(s.credentials) > 0 {
		text = "credentials:\n" + strings.Join(s.credentials, "")
	}
	return text + "careers:\n" + strings.Join(s.careers, "")
}

func allOf(of ...string) string { return "{all: [" + strings.Join(of, ", ") + "]}" }
func anyOf(of ...string) string { return "{any: [" + strings.Join(of, ", ") + "]}" }
func holding(id string) string  { return "{credential: " + id + "}" }

func worked(months int, in ...string) string {
	return fmt.Sprintf("{experience: {months: %d, in: [%s]}}", months, strings.Join(in, ", "))
}

// best leaves of some vectors those that no other covers, in order.
func best(all []oracleVector) []oracleVector {
	slices.SortFunc(all, func(a, b oracleVector) int { return slices.Compare(a[:], b[:]) })
	var front []oracleVector
	for _, v := range all {
		if !slices.ContainsFunc(front, func(w oracleVector) bool { return w.covers(v) }) {
			front = append(front, v)
		}
	}
	return front
}

// powers: k credentials, each by 2^i months or 2^i dollars; every choice is a point of the front.
func powers(k int) family {
	var s shelf
	var goal []string
	for i := range k {
		id := fmt.Sprint("c", i)
		s.license(id, fmt.Sprintf("{months: %d, cost: 0}", 1<<i), fmt.Sprintf("{months: 0, cost: %d}", 1<<i))
		goal = append(goal, holding(id))
	}
	f := family{catalog: s.with(100, goal)}
	for i := range int64(1) << k {
		f.front = append(f.front, oracleVector{i, 1<<k - 1 - i, 100 * i})
	}
	return f
}

// slots: k slots, each filled by one of four equal credentials: one plan of 4^k equal ones.
func slots(k int) family {
	var s shelf
	var goal []string
	for i := range k {
		var ways []string
		for j := range 4 {
			id := fmt.Sprintf("c%d-%d", i, j)
			s.license(id, "{months: 2, cost: 500}")
			ways = append(ways, holding(id))
		}
		goal = append(goal, anyOf(ways...))
	}
	n := int64(k)
	return family{s.with(1000, goal), []oracleVector{{2 * n, 500 * n, 2000 * n}}}
}

// independent: k credentials that ask for nothing, all required, in any of k! orders.
func independent(k int) family {
	var s shelf
	var goal []string
	var sum oracleVector
	for i := range k {
		id := fmt.Sprint("c", i)
		months, cost := 1+i%5, 100+10*i
		s.license(id, fmt.Sprintf("{months: %d, cost: %d}", months, cost))
		goal = append(goal, holding(id))
		sum[0] += int64(months)
		sum[1] += int64(cost)
	}
	sum[2] = 1000 * sum[0]
	return family{s.with(1000, goal), []oracleVector{sum}}
}

// sharedMonths: k months in a or b, and k in a or c, of which a pays less: each month between k and 2k is a point.
func sharedMonths(k int) family {
	var s shelf
	s.career("a", 1000, "{}")
	s.career("b", 9000, "{}")
	s.career("c", 9000, "{}")
	f := family{catalog: s.with(9000, []string{worked(k, "a", "b"), worked(k, "a", "c")})}
	for i := range int64(k) + 1 {
		f.front = append(f.front, oracleVector{int64(k) + i, 0, 8000 * (int64(k) - i)})
	}
	return f
}

// ring: 12 months in each two neighbors of a ring of k jobs that pay the same: six months in each, if k is odd.
func ring(k int) family {
	var s shelf
	var goal []string
	id := func(j int) string { return fmt.Sprint("j", j%k) }
	for j := range k {
		s.career(id(j), 1000, "{}")
		goal = append(goal, worked(12, id(j), id(j+1)))
	}
	n := 6 * int64(k)
	return family{s.with(2000, goal), []oracleVector{{n, 0, 1000 * n}}}
}

// plus adds two vectors.
func (v oracleVector) plus(w oracleVector) oracleVector {
	return oracleVector{v[0] + w[0], v[1] + w[1], v[2] + w[2]}
}
