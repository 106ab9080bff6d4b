package planner

import (
	"context"
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// LandmarkResult is *Landmarks, or the *NoPlan that says why there is nothing to find them of.
type LandmarkResult interface{ landmarkResult() }

func (*Landmarks) landmarkResult() {}
func (*NoPlan) landmarkResult()    {}

// Landmarks are what every plan to a target contains that keeps the constraints, whatever it trades: planning calls them so.
type Landmarks struct {
	Target *catalog.Career
	// Steps are the credentials studied and the careers worked in, in the order of the fastest plan.
	Steps []*Landmark
	// Unproven are those of which it was not settled within the label budget; they stand in no other list.
	Unproven []catalog.Node
	// Requirements are what every plan comes to meet, in one way or another, whatever the limits: those of the target first.
	Requirements []*RequirementLandmark
}

// Exact tells whether all is settled.
func (l *Landmarks) Exact() bool { return len(l.Unproven) == 0 }

// Landmark is a credential or a career that every plan contains.
type Landmark struct {
	Node catalog.Node
	// ByLimits tells that without the limits there are plans that do without it.
	ByLimits bool
	// Why says what cannot be had without it.
	Why string
}

// RequirementLandmark is a requirement that every plan comes to meet, other than for one certain credential. Of alternatives it
// stands where none of them is a landmark itself.
type RequirementLandmark struct {
	Requirement catalog.Requirement
	// Of are the target and those of the steps of which every way in asks for it; none where that holds of no single one.
	Of []catalog.Node

	demand int32
}

// Text is the requirement in words.
func (r *RequirementLandmark) Text() string { return r.Requirement.Text() }

// Landmarks finds what every plan contains that answers a question, of which some plans are known. The only error is that of ctx.
func (p *Planner) Landmarks(ctx context.Context, known *PlanSet) (*Landmarks, error) {
	q := known.question
	n := p.network(q)
	counts := contained(known.Plans)
	candidates := slices.DeleteFunc(known.Fastest().elements(), func(x catalog.Node) bool { return counts[x] < len(known.Plans) })
	needs, err := n.needs(ctx, candidates)
	if err != nil {
		return nil, err
	}
	l := &Landmarks{Target: q.To}
	for i, x := range candidates {
		switch needs[i] {
		case pareto.Needed:
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			l.Steps = append(l.Steps, p.landmark(q, x))
		case pareto.Unsettled:
			l.Unproven = append(l.Unproven, x)
		}
	}
	l.Requirements = n.requirementLandmarks(l.Steps)
	return l, ctx.Err()
}

// landmark says why no plan does without something.
func (p *Planner) landmark(q Question, x catalog.Node) *Landmark {
	wider, limited := widened(q, LimitsTooTight)
	without := avoiding(wider, x)
	n := p.outlook(without)
	s, _ := n.reach()
	if limited && s.ends(without) {
		text := "There are plans without it, but none within %s."
		return &Landmark{x, true, fmt.Sprintf(text, limits(q.Constraints.MaxMonths, q.Constraints.MaxCost))}
	}
	o := newObstacles(n, s)
	o.without = x
	return &Landmark{x, false, o.text()}
}

// avoiding is a question with one thing more to avoid.
func avoiding(q Question, x catalog.Node) Question {
	k := &q.Constraints
	switch x := x.(type) {
	case *catalog.Credential:
		k.AvoidCredentials = ordered(append(slices.Clone(k.AvoidCredentials), x))
	case *catalog.Career:
		k.AvoidCareers = ordered(append(slices.Clone(k.AvoidCareers), x))
	}
	return q
}

// requirementLandmarks finds the requirements that every plan comes to meet.
func (n *network) requirementLandmarks(steps []*Landmark) []*RequirementLandmark {
	var demands []int32
	var conds []pareto.Cond
	for at := range n.p.demands.all {
		if c := n.conds[at]; c > pareto.Always { // asked for, not met yet, and not beyond reach
			demands, conds = append(demands, int32(at)), append(conds, c)
		}
	}
	needed := make([]bool, len(n.p.demands.all))
	for i, is := range pareto.Indispensable(n.net, conds) {
		needed[demands[i]] = is
	}
	var found []*RequirementLandmark
	add := func(at int32, of catalog.Node) {
		if !needed[at] || !n.telling(at, needed) {
			return
		}
		i := slices.IndexFunc(found, func(r *RequirementLandmark) bool { return r.demand == at })
		if i < 0 {
			i = len(found)
			found = append(found, &RequirementLandmark{Requirement: n.p.demands.all[at].requirement, demand: at})
		}
		if of != nil {
			found[i].Of = append(found[i].Of, of)
		}
	}
	for _, at := range n.p.demands.asked(n.p.demands.careers[n.q.To.Index]) {
		add(at, n.q.To)
	}
	for _, step := range slices.Backward(steps) {
		for _, at := range n.askedBy(step.Node) {
			add(at, step.Node)
		}
	}
	for _, at := range demands {
		if !slices.ContainsFunc(found, func(r *RequirementLandmark) bool { return r.demand == at }) {
			add(at, nil)
		}
	}
	return found
}

// telling leaves out what other landmarks say already: a certain credential, several requirements together, and alternatives
// of which one is needed.
func (n *network) telling(at int32, needed []bool) bool {
	d := &n.p.demands.all[at]
	switch d.requirement.(type) {
	case *catalog.CredentialRequirement, *catalog.AllOf:
		return false
	}
	return !slices.ContainsFunc(d.of, func(part int32) bool { return needed[part] })
}

// askedBy lists the demands that every way to a credential, or into a career, makes.
func (n *network) askedBy(x catalog.Node) (all []int32) {
	switch x := x.(type) {
	case *catalog.Career:
		return n.p.demands.asked(n.p.demands.careers[x.Index])
	case *catalog.Credential:
		for i, r := range n.routes[n.itemOf[x.Index]] {
			of := n.p.demands.asked(n.p.demands.routes[x.Index][r.Index])
			if i == 0 {
				all = of
			}
			all = slices.DeleteFunc(all, func(at int32) bool { return !slices.Contains(of, at) })
		}
	}
	return all
}

// EncodeLandmarks writes landmarks compactly for a cache.
func EncodeLandmarks(l *Landmarks) []byte {
	b := appendNumbers(nil, len(l.Steps))
	for _, x := range l.Steps {
		b = appendNumbers(b, nodeNumber(x.Node), int(boolByte(x.ByLimits)), len(x.Why))
		b = append(b, x.Why...)
	}
	b = appendNodes(b, l.Unproven)
	b = appendNumbers(b, len(l.Requirements))
	for _, r := range l.Requirements {
		b = appendNodes(appendNumbers(b, int(r.demand)), r.Of)
	}
	return b
}

// DecodeLandmarks reads what EncodeLandmarks wrote for the same question and catalog. Anything else is an error.
func (p *Planner) DecodeLandmarks(q Question, b []byte) (*Landmarks, error) {
	r := &keyReader{catalog: p.catalog, left: b, ok: true}
	l := &Landmarks{Target: q.To}
	for range r.number(len(r.left)) {
		l.Steps = append(l.Steps, &Landmark{r.node(), r.number(1) == 1, r.text()})
	}
	l.Unproven = r.nodes()
	for range r.number(len(r.left)) {
		at := r.number(len(p.demands.all) - 1)
		l.Requirements = append(l.Requirements, &RequirementLandmark{p.demands.all[at].requirement, r.nodes(), int32(at)})
	}
	return l, r.end()
}
