package planner

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// none says why a question has no plan. Where the search for one was not finished, what is found without limits may be
// within them: then that is the answer.
func (p *Planner) none(ctx context.Context, q Question, searched answer) (Result, error) {
	none := &NoPlan{Target: q.To, Missing: p.Check(q.From, q.To)}
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
		if reason == LimitsTooTight && !searched.exact {
			within, err := p.tidy(ctx, q, []outline{fastest.outlines[0], cheapest.outlines[0]})
			if err != nil {
				return nil, err
			}
			if len(within) > 0 {
				labels := searched.labels + fastest.labels + cheapest.labels
				return p.planSet(ctx, q, answer{outlines: within, labels: labels, bounds: searched.bounds, network: searched.network})
			}
		}
		none.Reason = reason
		if err := p.relaxed(none, q, fastest.outlines[0], cheapest.outlines[0]); err != nil {
			return nil, err
		}
		none.Message = none.words(q, searched.exact || none.proven(q, fastest, cheapest), fastest.exact && cheapest.exact)
		return none, nil
	}
	none.Reason = Unattainable
	none.Message = p.unattainable(q)
	return none, nil
}

// proven tells whether the fastest or the cheapest shows that there is no plan within the limits.
func (n *NoPlan) proven(q Question, fastest, cheapest answer) bool {
	k := q.Constraints
	return n.Reason == JobsTooNarrow || fastest.exact && k.MaxMonths != nil && n.Fastest.Months > *k.MaxMonths ||
		cheapest.exact && k.MaxCost != nil && n.Cheapest.Cost > *k.MaxCost
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

// relaxed builds what would do without the limits, or with any job.
func (p *Planner) relaxed(none *NoPlan, q Question, fastest, cheapest outline) error {
	wider, _ := widened(q, none.Reason)
	for _, x := range []struct {
		in   Criterion
		o    outline
		plan **Plan
	}{{Time, fastest, &none.Fastest}, {Cost, cheapest, &none.Cheapest}} {
		wider.Optimize = []Criterion{x.in}
		plan, err := p.build(wider, 0, x.o)
		if err != nil {
			return err
		}
		compare([]*Plan{plan}, wider.Optimize, true)
		*x.plan = plan
	}
	return nil
}

// words says what there is no plan for, and what would do. proven: that there is none is known; best: the fastest and
// the cheapest are.
func (n *NoPlan) words(q Question, proven, best bool) string {
	would := "The fastest takes %s and %s; the cheapest costs %s and takes %s."
	if !best {
		would = "The search for others was not finished: the fastest found takes %s and %s; the cheapest found costs %s and takes %s."
	}
	would = fmt.Sprintf(would, months(n.Fastest.Months), money(n.Fastest.Cost), money(n.Cheapest.Cost), months(n.Cheapest.Months))
	if best && n.Fastest.Months == n.Cheapest.Months && n.Fastest.Cost == n.Cheapest.Cost {
		would = fmt.Sprintf("It takes %s and %s.", months(n.Fastest.Months), money(n.Fastest.Cost))
	}
	if n.Reason == JobsTooNarrow {
		return fmt.Sprintf("There is no plan to %s that works only in careers on the way to it. With any job there is one. %s", q.To.Name, would)
	}
	var limits []string
	if m := q.Constraints.MaxMonths; m != nil {
		limits = append(limits, months(*m))
	}
	if m := q.Constraints.MaxCost; m != nil {
		limits = append(limits, money(*m))
	}
	within, without := strings.Join(limits, " and "), "the limit"
	if len(limits) > 1 {
		without = "these limits"
	}
	none := fmt.Sprintf("There is no plan to %s within %s.", q.To.Name, within)
	if !proven {
		none = fmt.Sprintf("No plan to %s within %s was found before the label budget was spent.", q.To.Name, within)
	}
	return fmt.Sprintf("%s Without %s there is one. %s", none, without, would)
}

// unattainable names the requirement that cannot be met, down to its cause. It looks at all jobs, since even those do not do.
func (p *Planner) unattainable(q Question) string {
	q, _ = widened(q, JobsTooNarrow)
	n := p.network(q)
	s, _ := n.reach()
	w := &cause{n: n, s: s, credentials: map[*catalog.Credential]bool{}, careers: map[*catalog.Career]bool{}}
	var why string
	switch {
	case !s.open(q.To):
		w.careers[q.To] = true
		why = fmt.Sprintf("%s requires %s", q.To.Name, w.requirement(q.To.Requires))
	default:
		why = "what you asked for on the way cannot be had: " + w.via()
	}
	return fmt.Sprintf("There is no plan to %s: %s.", q.To.Name, why)
}

// cause looks for what makes a requirement impossible to meet, where s has all that can be had.
type cause struct {
	n           *network
	s           *standing
	credentials map[*catalog.Credential]bool // looked into already
	careers     map[*catalog.Career]bool
}

// depends ends what was looked into already.
const depends = " in turn depends on this"

func (w *cause) via() string {
	var all []string
	for _, c := range w.n.q.Constraints.ViaCredentials {
		if !w.s.held[c.Index] {
			all = append(all, w.credential(c))
		}
	}
	for _, c := range w.n.q.Constraints.ViaCareers {
		if w.s.exp[c.Index] < 1 {
			all = append(all, w.career(c))
		}
	}
	return strings.Join(all, "; ")
}

// requirement says which part of a requirement cannot be met, and why.
func (w *cause) requirement(r catalog.Requirement) string {
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		return w.credential(r.Credential)
	case *catalog.LevelRequirement:
		return w.level(r)
	case *catalog.ExperienceRequirement:
		if len(r.In) == 1 {
			return r.Text() + ", and " + w.career(r.In[0])
		}
		return r.Text() + ", and none of these careers can be worked in"
	case *catalog.AllOf:
		for _, part := range r.Of {
			if !w.s.meets(part) {
				return w.requirement(part)
			}
		}
	case *catalog.AnyOf:
		const most = 3
		if len(r.Of) > 0 && len(r.Of) <= most {
			var all []string
			for _, part := range r.Of {
				all = append(all, w.requirement(part))
			}
			if told := slices.DeleteFunc(slices.Clone(all), func(why string) bool { return strings.HasSuffix(why, depends) }); len(told) > 0 {
				all = told // a circle says nothing new
			}
			return strings.Join(all, "; or ")
		}
	}
	return r.Text() + ", which cannot be met"
}

func (w *cause) credential(c *catalog.Credential) string {
	if reason := w.n.whyNot(c); reason != "" {
		return fmt.Sprintf("%s, which cannot be earned: %s", c.Name, reason)
	}
	if w.credentials[c] {
		return c.Name + ", which" + depends
	}
	w.credentials[c] = true
	for _, r := range c.Routes {
		if !w.s.meets(r.Requires) {
			return fmt.Sprintf("%s, for which one needs %s", c.Name, w.requirement(r.Requires))
		}
	}
	return c.Name + ", which can only be studied beside a job, and none is open"
}

func (w *cause) level(r *catalog.LevelRequirement) string {
	accepted := w.n.p.accepted[r]
	if len(accepted) == 0 {
		return r.Text() + ", which nothing in the catalog is"
	}
	lowest := slices.MinFunc(accepted, func(a, b *catalog.Credential) int { return cmp.Compare(a.Level, b.Level) })
	return fmt.Sprintf("%s, for example %s", r.Text(), w.credential(lowest))
}

func (w *cause) career(c *catalog.Career) string {
	switch {
	case !w.n.allowed[c.Index]:
		return c.Name + " is not among the careers that the plan may work in"
	case w.careers[c]:
		return c.Name + depends
	case w.s.open(c):
		return c.Name + " is open only when the goal is"
	}
	w.careers[c] = true
	return fmt.Sprintf("%s requires %s", c.Name, w.requirement(c.Requires))
}
