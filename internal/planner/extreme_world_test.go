package planner

import (
	"fmt"
	"strings"
)

// extremes are catalogs that nobody would write, each with the front of the way to t, which is easily told by hand; where
// there is no plan the front is empty.
var extremes = []struct {
	name string
	make func() family
}{
	{"1,000 deep, one of", func() family {
		return needing(licenses(40, equalCourse), nestedIn(990, func(int) string { return "any" }), single(1, 1))
	}},
	{"1,000 deep, two of four in turn", func() family {
		return needing(licenses(40, equalCourse), nestedIn(990, func(i int) string { return []string{"all", "any"}[i%2] }), single(2, 2))
	}},
	{"1,000 deep, all of 40", func() family {
		return needing(licenses(40, equalCourse), nestedIn(990, func(int) string { return "all" }), single(40, 40))
	}},
	{"10,000 leaves, all of 100", func() family {
		return needing(licenses(100, equalCourse), allOf(times(10_000, func(i int) string { return course(i % 100) })...), single(100, 100))
	}},
	{"10,000 leaves, one of as many", func() family {
		quickOrCheap := func(i int) string { return fmt.Sprintf("{months: %d, cost: %d}", 1+i%7, 7-i%7) }
		var front []oracleVector
		for i := range int64(7) {
			front = append(front, oracleVector{1 + i, 7 - i, 1000 * (1 + i)})
		}
		return needing(licenses(10_000, quickOrCheap), anyOf(times(10_000, course)...), front)
	}},
	{"10,000 leaves, experience in 20 careers", func() family {
		leaves := times(10_000, func(i int) string { return worked(1+i%20+i%40/20, job(i%20)) }) // two amounts in each career
		return needing(jobs(20, func(int) string { return "{}" }), allOf(leaves...), []oracleVector{{230, 0, 230 * 500}})
	}},
	{"5,000 credentials of one level", func() family {
		front := []oracleVector{{20, 30, 20_000}, {21, 20, 21_000}, {22, 10, 22_000}}
		return needing(degrees(5000, func(i int) string { return fmt.Sprintf("{months: %d, cost: %d}", 20+i%3, 30-10*(i%3)) }), "{level: associate}", front)
	}},
	{"a circle of 2,000 credentials", func() family {
		return needing(licenses(2000, func(i int) string { return after((i+1)%2000, 1) }), course(0), nil)
	}},
	{"a circle of 60 credentials, with a door", func() family {
		return needing(licenses(60, func(i int) string {
			if i == 30 {
				return "{months: 50, cost: 1}, " + after(31, 1)
			}
			return after((i+1)%60, 1)
		}), course(0), []oracleVector{{80, 31, 80_000}})
	}},
	{"a circle of 500 careers", func() family {
		return needing(jobs(500, func(i int) string { return worked(1, job((i+1)%500)) }), worked(1, job(0)), nil)
	}},
	{"a ladder of 60 careers", func() family {
		return needing(jobs(60, func(i int) string {
			if i == 59 {
				return "{}"
			}
			return worked(1, job(i+1))
		}), worked(1, job(0)), []oracleVector{{60, 0, 60 * 500}})
	}},
	{"nothing takes or costs or pays anything", func() family {
		s := licenses(40, func(i int) string {
			return fmt.Sprintf("{requires: {any: [%s, {experience: {months: 0}}]}, months: 0, partTimeMonths: 0, cost: 0}", course((i+1)%40))
		})
		for i := range 40 {
			s.career(job(i), 0, course(i))
		}
		return family{s.with(0, times(40, course)), []oracleVector{{}}}
	}},
	{"no wages", func() family {
		s := licenses(6, func(i int) string { return fmt.Sprintf("{months: %d, partTimeMonths: %d, cost: 3}", 1+i, 2+i) })
		for i := range 12 {
			s.career(job(i), 0, course(i%6))
		}
		// Beside a job that counts, each study takes a month more and gives the months of that job.
		goal := append(times(6, course), worked(10, job(0), job(1)))
		return family{s.with(0, goal), []oracleVector{{21 + 2, 18, 0}}}
	}},
	{"no wages, 40 jobs", func() family {
		s := licenses(20, func(i int) string { return fmt.Sprintf("{months: %d, partTimeMonths: %d, cost: 3}", 1+i, 2+i) })
		for i := range 40 {
			s.career(job(i), 0, course(i%20))
		}
		// One study of ten months beside a job that counts is enough.
		return family{s.with(0, append(times(20, course), worked(10, job(0), job(1)))), []oracleVector{{210 + 1, 60, 0}}}
	}},
}

// shelves of n entries each, and requirements of them.

func course(i int) string    { return holding(fmt.Sprint("c", i)) }
func job(i int) string       { return fmt.Sprint("j", i) }
func equalCourse(int) string { return "{months: 1, cost: 1}" }

// after is a route of so many months and dollars that asks for a license.
func after(i, months int) string {
	return fmt.Sprintf("{requires: %s, months: %d, cost: %d}", course(i), months, months)
}

func times(n int, text func(i int) string) []string {
	of := make([]string, n)
	for i := range of {
		of[i] = text(i)
	}
	return of
}

func licenses(n int, route func(i int) string) *shelf {
	s := &shelf{}
	for i := range n {
		s.license(fmt.Sprint("c", i), route(i))
	}
	return s
}

func degrees(n int, route func(i int) string) *shelf {
	s := &shelf{}
	for i := range n {
		s.credentials = append(s.credentials, fmt.Sprintf("  - {id: c%d, name: c%d, kind: degree, level: bachelors, routes: [%s]}\n", i, i, route(i)))
	}
	return s
}

func jobs(n int, requires func(i int) string) *shelf {
	s := &shelf{}
	for i := range n {
		s.career(job(i), 500, requires(i))
	}
	return s
}

// nestedIn nests a form within a form, each level with one of 40 licenses beside the next.
func nestedIn(depth int, form func(i int) string) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "{%s: [%s, ", form(i), course(i%40))
	}
	return b.String() + course(0) + strings.Repeat("]}", depth)
}

// needing ends a catalog whose target pays $1,000.
func needing(s *shelf, goal string, front []oracleVector) family {
	return family{s.with(1000, []string{goal}), front}
}

// single is the front of one plan full time.
func single(months, cost int64) []oracleVector { return []oracleVector{{months, cost, 1000 * months}} }
