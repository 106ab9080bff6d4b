package planner

import (
	"cmp"
	"context"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// PlanElement is a credential or a career, and how many plans of a front contain it.
type PlanElement struct {
	Node  catalog.Node
	Plans int
}

// elements are the credentials studied and the careers worked in, full time or beside a study, in the order of the steps,
// each once.
func (p *Plan) elements() []catalog.Node { return p.of.actions.elements() }

// elements are the credentials and careers of actions, in their order, each once.
func (o outline) elements() []catalog.Node {
	var all []catalog.Node
	add := func(n catalog.Node) {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	for _, a := range o {
		if a.credential != nil {
			add(a.credential)
		}
		if a.career != nil {
			add(a.career)
		}
	}
	return all
}

// contained counts in how many plans each element stands.
func contained(plans []*Plan) map[catalog.Node]int {
	counts := map[catalog.Node]int{}
	for _, p := range plans {
		for _, n := range p.elements() {
			counts[n]++
		}
	}
	return counts
}

// Sometimes lists what some plans of the front contain, and not Always: what most of them contain first, then by slug.
func (s *PlanSet) Sometimes() []PlanElement {
	all := []PlanElement{}
	for n, plans := range contained(s.Plans) {
		if !slices.Contains(s.Always, n) {
			all = append(all, PlanElement{n, plans})
		}
	}
	slices.SortFunc(all, func(a, b PlanElement) int {
		x, y := catalog.EntryOf(a.Node), catalog.EntryOf(b.Node)
		return cmp.Or(cmp.Compare(b.Plans, a.Plans), cmp.Compare(x.Slug, y.Slug), cmp.Compare(a.Node.ID(), b.Node.ID()))
	})
	return all
}

// always finds, of what all the plans contain, that which no plan to the goal can do without, in the order of the first.
func (n *network) always(ctx context.Context, plans []*Plan) ([]catalog.Node, error) {
	counts := contained(plans)
	candidates := slices.DeleteFunc(plans[0].elements(), func(x catalog.Node) bool { return counts[x] < len(plans) })
	needs, err := n.needs(ctx, candidates)
	if err != nil {
		return nil, err
	}
	var all []catalog.Node
	for i, x := range candidates {
		if needs[i] == pareto.Needed {
			all = append(all, x)
		}
	}
	return all, nil
}

// needs tells of credentials and careers, which some plan contains, whether every plan does.
func (n *network) needs(ctx context.Context, of []catalog.Node) ([]pareto.Need, error) {
	parts := make([]pareto.Part, len(of))
	for i, x := range of {
		switch x := x.(type) {
		case *catalog.Credential:
			parts[i] = pareto.Part{Item: n.itemOf[x.Index], Job: -1}
		case *catalog.Career:
			parts[i] = pareto.Part{Item: -1, Job: n.jobOf[x.Index]}
		}
	}
	return pareto.Needs(ctx, n.net, n.question(n.p.budget), parts)
}
