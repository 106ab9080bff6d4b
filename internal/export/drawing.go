package export

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// Drawing is points and the arrows between them, for programs that draw and analyze: the nodes of a catalog with their
// links, or the steps of plans with what they are for.
type Drawing struct {
	release *Release
	title   string
	points  iter.Seq[point]
	arrows  iter.Seq[arrow]
}

// point is what is drawn. Its place is in a square from 0 to 1, where it has one.
type point struct {
	id, label, kind string
	size            int // neighbors of a node, months of a step
	place           *[2]float64
}

type arrow struct {
	from, to, kind string
	weight         *int
}

// Whole draws nodes and the links between them.
func (r *Release) Whole(nodes []catalog.Node, links []relate.Link) Drawing {
	return Drawing{r, r.title, rows(nodes, func(n catalog.Node) point {
		return point{id: n.ID(), label: catalog.EntryOf(n).Name, kind: kindOf(n), size: r.relations.Degree(n)}
	}), rows(links, arrowOf)}
}

// Around draws what lies around a node, each node in its place.
func (r *Release) Around(n relate.Neighborhood) Drawing {
	title := r.title + ": around " + catalog.EntryOf(n.Nodes[0].Node).Name
	return Drawing{r, title, rows(n.Nodes, func(p relate.Placed) point {
		return point{p.Node.ID(), catalog.EntryOf(p.Node).Name, kindOf(p.Node), p.Degree, &[2]float64{p.X, p.Y}}
	}), rows(n.Links, arrowOf)}
}

func arrowOf(l relate.Link) arrow { return arrow{l.From.ID(), l.To.ID(), l.Kind.String(), l.Weight} }

// Front draws plans: each step, and an arrow to each step or goal that it serves.
func (r *Release) Front(s *planner.PlanSet, plans []*planner.Plan) Drawing {
	numbers := make([]int, len(plans))
	for i, p := range plans {
		numbers[i] = slices.Index(s.Plans, p) + 1
	}
	points := func(yield func(point) bool) {
		for i, p := range plans {
			for j, step := range p.Steps {
				span, kind := step.Common(), "work"
				if study, ok := step.(*planner.StudyStep); ok {
					kind = "study " + modeOf(study)
				}
				label := fmt.Sprintf("%s, months %d to %d", catalog.EntryOf(nodeOf(step)).Name, span.StartMonth, span.EndMonth)
				if !yield(point{id: stepID(numbers[i], j), label: label, kind: kind, size: span.Months}) {
					return
				}
			}
			if !yield(point{id: goalID(numbers[i]), label: fmt.Sprintf("%s, month %d", s.Target.Name, p.Months), kind: "goal"}) {
				return
			}
		}
	}
	arrows := func(yield func(arrow) bool) {
		for i, p := range plans {
			for j, step := range p.Steps {
				for to := range served(step.Common()) {
					target := goalID(numbers[i])
					if to >= 0 {
						target = stepID(numbers[i], to)
					}
					if !yield(arrow{from: stepID(numbers[i], j), to: target, kind: "serves"}) {
						return
					}
				}
			}
		}
	}
	return Drawing{r, r.title + ": plans to " + s.Target.Name, points, arrows}
}

func stepID(plan, step int) string {
	return "plan-" + strconv.Itoa(plan) + "/step-" + strconv.Itoa(step+1)
}

func goalID(plan int) string { return "plan-" + strconv.Itoa(plan) + "/goal" }

// served gives the steps that a step serves, each once; -1 is the goal.
func served(s *planner.Span) iter.Seq[int] {
	return func(yield func(int) bool) {
		seen := map[int]bool{}
		for _, p := range s.Serves {
			to := -1
			if p.Step != nil {
				to = *p.Step
			}
			if !seen[to] && !yield(to) {
				return
			}
			seen[to] = true
		}
	}
}
