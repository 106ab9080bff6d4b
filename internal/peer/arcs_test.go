//go:build solvers

package peer

import (
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// arc leads from what a requirement names to what requires it, and takes months: those of the experience that is asked for.
type arc struct {
	from   catalog.Node // nil: nothing is required
	months int
}

// shortestPath gives the steps along the path of least months from what a person has to the target, over arcs from each
// credential and career that a requirement names to what requires it: what a database of graphs answers, which knows
// neither "and" nor sums. Not ok where no path is.
func shortestPath(c *catalog.Catalog, q planner.Question) (steps []step, ok bool) {
	months, last := map[catalog.Node]int{}, map[catalog.Node][]step{}
	for _, x := range q.From.Credentials {
		months[x], last[x] = 0, []step{}
	}
	for _, e := range q.From.Experience {
		months[e.Career], last[e.Career] = 0, []step{}
	}
	// relax takes a path to a node where it is the shortest so far.
	relax := func(to catalog.Node, requires catalog.Requirement, more ...step) (shorter bool) {
		for _, a := range arcs(c, requires) {
			sum, known := months[a.from]
			if a.from != nil && !known {
				continue
			}
			path := last[a.from]
			if job, ok := a.from.(*catalog.Career); ok && a.months > 0 {
				path = append(path[:len(path):len(path)], step{job: job, months: a.months})
			}
			path = append(path[:len(path):len(path)], more...)
			sum += a.months
			for _, s := range more {
				sum += s.months
			}
			if best, known := months[to]; !known || sum < best {
				months[to], last[to], shorter = sum, path, true
			}
		}
		return shorter
	}
	for changed := true; changed; { // Bellman and Ford's way: months are never negative
		changed = false
		for _, x := range c.Credentials {
			for _, r := range x.Routes {
				changed = relax(x, r.Requires, study(x, r, nil)) || changed
			}
		}
		for _, x := range c.Careers {
			changed = relax(x, x.Requires) || changed
		}
	}
	steps, ok = last[q.To]
	return steps, ok
}

// arcs lists the arcs that a requirement stands for.
func arcs(c *catalog.Catalog, r catalog.Requirement) (all []arc) {
	switch r := r.(type) {
	case nil:
		return []arc{{}}
	case *catalog.CredentialRequirement:
		return []arc{{from: r.Credential}}
	case *catalog.LevelRequirement:
		for _, x := range c.Credentials {
			if r.Accepts(x) {
				all = append(all, arc{from: x})
			}
		}
	case *catalog.ExperienceRequirement:
		in := r.In
		if len(in) == 0 {
			in = c.Careers
		}
		for _, x := range in {
			all = append(all, arc{x, r.Months})
		}
	}
	if quorum(r) == 0 {
		return []arc{{}}
	}
	for _, part := range catalog.Parts(r) {
		all = append(all, arcs(c, part)...)
	}
	return all
}
