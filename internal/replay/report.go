package replay

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
)

// Report says what holds of an answer.
type Report struct {
	// Holds tells that nothing was found.
	Holds bool `json:"holds"`
	// Digests are those of the catalog that the plans were made with, and of the one they were held against.
	MadeWith    string `json:"madeWith"`
	HeldAgainst string `json:"heldAgainst"`
	// Plans are the reports of the plans, in their order; where there is no plan, of the fastest and the cheapest with wider terms.
	Plans []*PlanReport `json:"plans"`
	// Findings are about the answer as a whole.
	Findings []string `json:"findings"`
	// Bounds are what no plan of the question takes less than, a criterion each; none where the question could not be read.
	Bounds []Bound `json:"bounds"`
	// Exact is what the answer says of itself: that no plan is missing. That is not checked. Nil where it has no plan.
	Exact *bool `json:"exact"`
}

// Bound is what no plan takes less of than AtLeast: months, or dollars, which are rounded down. Best is the least of the plans that
// were read, Proven that it is the bound, to the twelfth of a dollar.
type Bound struct {
	Criterion Criterion `json:"criterion"`
	AtLeast   int       `json:"atLeast"`
	Best      int       `json:"best"`
	Proven    bool      `json:"proven"`
}

func (r *Report) find(format string, args ...any) {
	r.Findings = append(r.Findings, fmt.Sprintf(format, args...))
}

// Check holds an answer against a catalog.
func Check(c *catalog.Catalog, a *Answer) *Report {
	r := &Report{MadeWith: a.CatalogDigest, HeldAgainst: c.Digest, Plans: []*PlanReport{}, Findings: []string{}, Bounds: []Bound{}, Exact: a.Exact}
	if r.MadeWith != r.HeldAgainst {
		r.find("it was made with another catalog: its digest is %q, that of this catalog %q", r.MadeWith, r.HeldAgainst)
	}
	t, problems := NewTerms(c, a.Question)
	for _, p := range problems {
		r.find("its question cannot be asked of this catalog: %s", p)
	}
	switch {
	case len(problems) > 0:
	case len(a.Plans.Nodes) > 0:
		r.front(t, a)
	default:
		r.none(t, a)
	}
	r.Holds = len(r.Findings) == 0 && !slices.ContainsFunc(r.Plans, func(p *PlanReport) bool { return len(p.Findings) > 0 })
	return r
}

// front checks the plans of a front, each for itself and all against each other.
func (r *Report) front(t *Terms, a *Answer) {
	var read []*PlanReport
	for _, plan := range a.Plans.Nodes {
		p := t.Plan(plan)
		r.Plans = append(r.Plans, p)
		if p.Read {
			read = append(read, p)
		}
	}
	for _, p := range read {
		for _, q := range read {
			if p.Vector.dominates(q.Vector, t.criteria) {
				q.find(whole, "plan %d is better in something and worse in nothing", 1+slices.Index(r.Plans, p))
			}
		}
	}
	for i, p := range read[min(1, len(read)):] {
		if slices.Compare(read[i].Vector[:], p.Vector[:]) >= 0 {
			p.find(whole, "it stands after one that takes as much or more: plans are in the order of months, cost and income below the target's pay")
		}
	}
	if len(read) == len(r.Plans) {
		r.best(a)
	}
	if len(read) > 0 {
		r.bounds(t, a, read)
	}
}

// best checks which plans are said to be the best.
func (r *Report) best(a *Answer) {
	named := []struct {
		name string
		plan *Plan
	}{{"fastest", a.Fastest}, {"cheapest", a.Cheapest}, {"leastForegone", a.LeastForegone}}
	for c, criterion := range Criteria() {
		best := 0
		for i, p := range r.Plans {
			if p.Vector[c] < r.Plans[best].Vector[c] {
				best = i
			}
		}
		for i, plan := range a.Plans.Nodes {
			switch says := slices.Contains(plan.BestIn, criterion); {
			case says && i != best:
				r.Plans[i].find(whole, "plan %d is the best in %s, not this one", best+1, criterion)
			case !says && i == best:
				r.Plans[i].find(whole, "it is the best in %s, and does not say so", criterion)
			}
		}
		if n := named[c]; n.plan != nil && n.plan.ID != a.Plans.Nodes[best].ID {
			r.find("%s is plan %d, not another", n.name, best+1)
		}
	}
}

// bounds holds the best of the plans against what every plan takes.
func (r *Report) bounds(t *Terms, a *Answer, read []*PlanReport) {
	least := t.leastOf(read)
	said := []*int{nil, nil, nil}
	if a.Bounds != nil {
		said = []*int{a.Bounds.Months, a.Bounds.Cost, a.Bounds.ForegoneEarnings}
	}
	for c, criterion := range Criteria() {
		best := read[0].Vector[c]
		for _, p := range read {
			best = min(best, p.Vector[c])
		}
		b := Bound{Criterion: criterion, AtLeast: int(least[c]), Best: int(best), Proven: least[c] == best}
		if criterion == ForegoneEarnings {
			b.AtLeast, b.Best = int(least[c]/12), dollars(best)
			best /= 12
		}
		if said[c] != nil && int64(*said[c]) > best {
			r.find("by its bounds no plan has less than %d of %s, and one has %d", *said[c], criterion, best)
		}
		r.Bounds = append(r.Bounds, b)
	}
}

// none checks the plans that there would be with wider terms.
func (r *Report) none(t *Terms, a *Answer) {
	if a.Reason != LimitsTooTight && a.Reason != JobsTooNarrow {
		return
	}
	wider := t.widened(a.Reason)
	for _, x := range []struct {
		name string
		plan *Plan
	}{{"fastest", a.Fastest}, {"cheapest", a.Cheapest}} {
		if x.plan == nil {
			r.find("%s: it does not say the %s plan that there would be", a.Reason, x.name)
			continue
		}
		p := wider.Plan(x.plan)
		r.Plans = append(r.Plans, p)
		if p.Read && len(p.Findings) == 0 && len(t.Plan(x.plan).Findings) == 0 {
			p.find(whole, "it keeps the question's terms, so that there is a plan")
		}
	}
}
