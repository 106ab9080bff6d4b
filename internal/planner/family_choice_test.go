package planner

import (
	"fmt"
	"slices"
)

// The families whose fronts come from trying every choice.

// blend: k pairs of requirements that share a job, each pair with wages of its own and a paid course that stands in for it.
func blend(k int) family {
	const target, fee = 50_000, 2000
	var s shelf
	var goal []string
	shared := func(i int) int { return 30_000 - 7000*i }
	for i := range k {
		a, b, c, course := fmt.Sprint("a", i), fmt.Sprint("b", i), fmt.Sprint("c", i), fmt.Sprint("course", i)
		s.career(a, shared(i), "{}")
		s.career(b, target+1000*i, "{}")
		s.career(c, target+2000*i, "{}")
		s.license(course, fmt.Sprintf("{months: 1, cost: %d}", fee))
		goal = append(goal, anyOf(holding(course), allOf(worked(12, a, b), worked(12, a, c))))
	}
	sums := []oracleVector{{}}
	for i := range k {
		var next []oracleVector
		for _, v := range sums {
			next = append(next, v.plus(oracleVector{1, fee, target}))
			for m := range int64(13) { // in the shared job; the rest in each of the other two
				next = append(next, v.plus(oracleVector{24 - m, 0, m * int64(target-shared(i))}))
			}
		}
		sums = best(next)
	}
	return family{s.with(target, goal), sums}
}

// knapsack: k credentials, each quick and dear or slow and cheap, full time or beside one of three jobs, of which the first
// two credentials open the better paid ones.
func knapsack(k int) family {
	const target = 60_000
	wages := []int{20_000, 32_000, 44_000}
	type route struct{ months, beside, cost int }
	var s shelf
	var goal []string
	var routes [][2]route
	for i := range k {
		quick := route{3 + i, 5 + 2*i, 4000 + 1700*i}
		slow := route{6 + i, 8 + 2*i, 1500 + 400*i*i}
		routes = append(routes, [2]route{quick, slow})
		var written []string
		for _, r := range routes[i] {
			written = append(written, fmt.Sprintf("{months: %d, partTimeMonths: %d, cost: %d}", r.months, r.beside, r.cost))
		}
		id := fmt.Sprint("c", i)
		s.license(id, written...)
		goal = append(goal, holding(id))
	}
	opens := []int{-1, 0, 1} // the credential that opens each job
	for j, wage := range wages {
		requires := "{}"
		if opens[j] >= 0 && opens[j] < k {
			requires = holding(fmt.Sprint("c", opens[j]))
		}
		s.career(fmt.Sprint("j", j), wage, requires)
	}
	job := make([]int, k) // -1: full time
	var all []oracleVector
	var choose func(i int, v oracleVector)
	choose = func(i int, v oracleVector) {
		if i == k {
			if inSomeOrder(job, opens) {
				all = append(all, v)
			}
			return
		}
		for _, r := range routes[i] {
			job[i] = -1
			choose(i+1, v.plus(oracleVector{int64(r.months), int64(r.cost), int64(r.months) * target}))
			for j, wage := range wages {
				job[i] = j
				choose(i+1, v.plus(oracleVector{int64(r.beside), int64(r.cost), int64(r.beside) * int64(target-wage)}))
			}
		}
	}
	choose(0, oracleVector{})
	return family{s.with(target, goal), best(all)}
}

// inSomeOrder tells whether credentials can be studied beside these jobs (-1: none), each opened by a credential (-1: none).
func inSomeOrder(job, opens []int) bool {
	held := make([]bool, len(job))
	for range job {
		for i, j := range job {
			held[i] = held[i] || j < 0 || opens[j] < 0 || opens[j] >= len(job) || held[opens[j]]
		}
	}
	for _, h := range held {
		if !h {
			return false
		}
	}
	return true
}

// sideJobs: a degree full time or beside a job, and k jobs, each opened by a cheap certificate that nothing else asks for.
// A plan takes certificates only for better and better paid jobs, and the degree last.
func sideJobs(k int) family {
	const target, base = 70_000, 20_000
	var s shelf
	s.career("clerk", base, "{}")
	s.license("degree", "{months: 48, partTimeMonths: 66, cost: 40000}")
	type side struct{ wage, fee int }
	var sides []side
	for i := range k {
		x := side{22_000 + 1000*(i*11%29), 100 + 20*(i*7%31)}
		id := fmt.Sprint("cert", i)
		s.license(id, fmt.Sprintf("{months: 1, partTimeMonths: 2, cost: %d}", x.fee))
		s.career(fmt.Sprint("side", i), x.wage, holding(id))
		sides = append(sides, x)
	}
	slices.SortFunc(sides, func(a, b side) int { return a.wage - b.wage })
	reached := map[int][]oracleVector{base: {{}}} // what it takes to have this wage at best
	var all []oracleVector
	for i := -1; i < k; i++ {
		pay := base
		if i >= 0 {
			pay = sides[i].wage
		}
		for _, v := range best(reached[pay]) {
			all = append(all, v.plus(oracleVector{48, 40_000, 48 * target}), v.plus(oracleVector{66, 40_000, 66 * int64(target-pay)}))
			for _, x := range sides[i+1:] {
				reached[x.wage] = append(reached[x.wage],
					v.plus(oracleVector{1, int64(x.fee), target}), v.plus(oracleVector{2, int64(x.fee), 2 * int64(target-pay)}))
			}
		}
	}
	return family{s.with(target, []string{holding("degree")}), best(all)}
}
