package planner

import (
	"context"
	"fmt"

	"careerlattice/internal/catalog"
)

// none says why a question has no plan. Where the search for one was not finished, what is found without limits may be
// within them: then that is the answer.
func (p *Planner) none(ctx context.Context, q Question, searched answer) (Result, error) {
	none := p.noPlan(q)
	for _, reason := range []NoPlanReason{LimitsTooTight, JobsTooNarrow} {
		wider, differs := widened(q, reason)
		if !differs {
			continue
		}
		if _, ok := p.anyPlan(wider); !ok {
			continue
		}
		fastest, err := p.best(ctx, wider, Time)
		if err != nil {
			return nil, err
		}
		cheapest, err := p.best(ctx, wider, Cost)
		if err != nil {
			return nil, err
		}
		none.Reason = reason
		if err := p.without(none, q, fastest, cheapest); err != nil {
			return nil, err
		}
		if reason == LimitsTooTight {
			return p.tight(ctx, none, q, searched, fastest, cheapest)
		}
		none.Add = p.wideningJobs(q)
		none.Message = none.narrow(fastest.exact && cheapest.exact)
		return none, nil
	}
	none.Reason = Unattainable
	wider, _ := widened(q, JobsTooNarrow)
	n := p.outlook(wider)
	s, _ := n.reach()
	none.Add = p.headStart(wider)
	none.Message = fmt.Sprintf("There is no plan to %s. %s", q.To.Name, newObstacles(n, s).text())
	if none.Add != nil {
		none.Message += fmt.Sprintf(" It would do to begin with %s.", series(belongings(none.Add), "and"))
	}
	return none, nil
}

// noPlan is the answer to a question without a plan, with no reason yet.
func (p *Planner) noPlan(q Question) *NoPlan {
	return &NoPlan{Target: q.To, Missing: p.Check(q.From, q.To), CatalogDigest: p.catalog.Digest, question: q}
}

// belongings names credentials, and careers as the work in them.
func belongings(of []catalog.Node) []string {
	var names []string
	for _, x := range of {
		name := label(x)
		if isCareer(x) {
			name = "enough work as " + name
		}
		names = append(names, name)
	}
	return names
}

// tight is the answer where there are plans, but none within the limits.
func (p *Planner) tight(ctx context.Context, none *NoPlan, q Question, searched, fastest, cheapest answer) (Result, error) {
	r := &relaxation{p: p, q: q, fastest: fastest, cheapest: cheapest}
	if err := r.search(ctx); err != nil {
		return nil, err
	}
	if !searched.exact {
		within, err := p.tidy(ctx, q, append(r.found, fastest.outlines[0], cheapest.outlines[0]))
		if err != nil {
			return nil, err
		}
		if len(within) > 0 {
			labels := searched.labels + fastest.labels + cheapest.labels + r.labels
			return p.planSet(ctx, q, answer{outlines: within, labels: labels, bounds: searched.bounds, network: searched.network})
		}
	}
	none.Relaxations = r.list()
	k := q.Constraints
	text := "There is no plan to %s within %s."
	proven := fastest.exact && k.MaxMonths != nil && none.Fastest.Months > *k.MaxMonths ||
		cheapest.exact && k.MaxCost != nil && none.Cheapest.Cost > *k.MaxCost
	if !searched.exact && !proven {
		text = "No plan to %s within %s was found before the label budget was spent."
	}
	without := "the limit"
	if k.MaxMonths != nil && k.MaxCost != nil {
		without = "these limits"
	}
	none.Message = fmt.Sprintf(text, q.To.Name, limits(k.MaxMonths, k.MaxCost)) + " " + r.words() + " " +
		fmt.Sprintf("Without %s, %s", without, none.best(fastest.exact && cheapest.exact))
	return none, nil
}

// narrow says that other jobs would do, and which.
func (n *NoPlan) narrow(best bool) string {
	text := fmt.Sprintf("There is no plan to %s that works only in careers on the way to it.", n.Target.Name)
	if n.Add != nil {
		var names []string
		for _, x := range n.Add {
			names = append(names, label(x))
		}
		text += fmt.Sprintf(" It would do to work as %s as well.", series(names, "and"))
	}
	return text + " With any job (`jobs: ANY`), " + n.best(best)
}

// best says what the fastest and the cheapest plan take; proven: that they are is known.
func (n *NoPlan) best(proven bool) string {
	f, c := n.Fastest, n.Cheapest
	switch {
	case !proven:
		return fmt.Sprintf("the fastest plan found takes %s and %s, the cheapest found costs %s and takes %s; the search for others was not finished.",
			months(f.Months), money(f.Cost), money(c.Cost), months(c.Months))
	case f.Months == c.Months && f.Cost == c.Cost:
		return fmt.Sprintf("the fastest plan takes %s and %s, and none is cheaper.", months(f.Months), money(f.Cost))
	}
	return fmt.Sprintf("the fastest plan takes %s and %s; the cheapest costs %s and takes %s.",
		months(f.Months), money(f.Cost), money(c.Cost), months(c.Months))
}

// widened is the question without its limits, and for JobsTooNarrow with any job; differs tells whether that is another
// question than q.
func widened(q Question, reason NoPlanReason) (wider Question, differs bool) {
	limited := q.Constraints.MaxMonths != nil || q.Constraints.MaxCost != nil
	wider = q
	wider.Constraints.MaxMonths, wider.Constraints.MaxCost = nil, nil
	if reason == LimitsTooTight {
		return wider, limited
	}
	wider.Constraints.Jobs = AnyJob
	return wider, q.Constraints.Jobs == OnTheWay
}

// best is the best plan in one criterion, of a question that has one.
func (p *Planner) best(ctx context.Context, q Question, in Criterion) (answer, error) {
	q.Optimize = []Criterion{in}
	return p.front(ctx, q)
}

// without builds what would do without the limits, or with any job: the first of the plans found, which say of themselves
// what they say where that is asked.
func (p *Planner) without(none *NoPlan, q Question, fastest, cheapest answer) error {
	wider, _ := widened(q, none.Reason)
	for _, x := range []struct {
		in   Criterion
		of   answer
		plan **Plan
	}{{Time, fastest, &none.Fastest}, {Cost, cheapest, &none.Cheapest}} {
		wider.Optimize = []Criterion{x.in}
		x.of.outlines = x.of.outlines[:1]
		set, err := p.plans(wider, x.of)
		if err != nil {
			return err
		}
		*x.plan = set.Plans[0]
	}
	none.proven = [2]bool{fastest.exact, cheapest.exact}
	return nil
}
