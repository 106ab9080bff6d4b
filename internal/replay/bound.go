package replay

import (
	"math"
	"slices"

	"careerlattice/internal/catalog"
)

// Two bounds hold for every plan, and the greater counts. By the longest chain: whatever is required must be had before, so that a
// study ends no earlier than its requirement can be met plus what it takes itself, the requirements of which several must be met no
// earlier than the hardest of them (the heuristic h-max of Bonet and Geffner, Planning as heuristic search, 2001, with any additive
// cost). By what cannot be left out: studies stand one after the other, so that those without which the goal is out of reach take
// their sum.

// unreachable is more than anything that is reached takes.
const unreachable = math.MaxInt64 / 4

// floors are what it takes at least, of one criterion, until a credential is held and a career is open, by index.
type floors struct {
	terms              *Terms
	start              *Person
	criterion          int
	without            *catalog.Credential // that is not studied; nil: every one may be
	jobs               []*catalog.Career   // that may be worked in
	credentials, opens []int64
}

// leastOf is what every plan takes at least of each criterion. What plans contain says what may be in every one.
func (t *Terms) leastOf(plans []*PlanReport) Vector {
	var least Vector
	for c := range least {
		least[c] = t.floors(c, nil).goal()
	}
	var studies Vector
	for _, d := range plans[0].Deeds {
		if d.Study == nil || slices.ContainsFunc(plans, func(p *PlanReport) bool {
			return !slices.ContainsFunc(p.Deeds, func(e Deed) bool { return e.Study == d.Study })
		}) {
			continue
		}
		if f := t.floors(0, d.Study); f.goal() >= unreachable {
			for f.criterion = range studies {
				studies[f.criterion] += f.cheapest(d.Study)
			}
		}
	}
	for c := range least {
		least[c] = max(least[c], studies[c])
	}
	return least
}

// floors works out what everything takes at least of a criterion; a credential may be left out.
func (t *Terms) floors(criterion int, without *catalog.Credential) *floors {
	f := &floors{
		terms: t, start: t.Start(), criterion: criterion, without: without,
		credentials: slices.Repeat([]int64{unreachable}, len(t.catalog.Credentials)), opens: slices.Repeat([]int64{unreachable}, len(t.catalog.Careers)),
	}
	for _, x := range t.catalog.Credentials {
		if f.start.held[x] {
			f.credentials[x.Index] = 0
		}
	}
	for _, x := range t.catalog.Careers {
		if t.mayWork(x) {
			f.jobs = append(f.jobs, x)
		}
	}
	for changed := true; changed; {
		changed = false
		for _, x := range t.catalog.Careers {
			floor := int64(0)
			if !f.start.Open(x) {
				floor = f.requirement(x.Requires)
			}
			changed = lower(&f.opens[x.Index], floor) || changed
		}
		for _, x := range t.catalog.Credentials {
			if x != without && f.credentials[x.Index] > 0 {
				changed = lower(&f.credentials[x.Index], f.study(x)) || changed
			}
		}
	}
	return f
}

// lower brings a floor down, and tells whether it was higher.
func lower(floor *int64, to int64) bool {
	if to >= *floor {
		return false
	}
	*floor = to
	return true
}

// study is what it takes at least to earn a credential.
func (f *floors) study(x *catalog.Credential) int64 {
	least := int64(unreachable)
	for _, route := range x.Routes {
		required := f.requirement(route.Requires)
		if required >= least {
			continue
		}
		for d := range f.ways(x, route) {
			floor := required
			if d.Job != nil {
				floor = max(floor, f.opens[d.Job.Index])
			}
			least = min(least, floor+f.terms.takes(d)[f.criterion])
		}
	}
	return least
}

// cheapest is what the study of a credential takes itself at least.
func (f *floors) cheapest(x *catalog.Credential) int64 {
	least := int64(unreachable)
	for _, route := range x.Routes {
		for d := range f.ways(x, route) {
			least = min(least, f.terms.takes(d)[f.criterion])
		}
	}
	return least
}

// ways are the ways to study a credential by a route that the question allows: full time, and beside each job.
func (f *floors) ways(x *catalog.Credential, route *catalog.Route) func(yield func(Deed) bool) {
	return func(yield func(Deed) bool) {
		d := Deed{Study: x, Route: route, Months: route.Months.Typical}
		if f.terms.Forbids(d) == "" && !yield(d) {
			return
		}
		if route.PartTimeMonths == nil || len(f.jobs) == 0 {
			return
		}
		d.Months, d.Job = route.PartTimeMonths.Typical, f.jobs[0]
		if f.terms.Forbids(d) != "" {
			return // beside one job is as beside another
		}
		for _, d.Job = range f.jobs {
			if !yield(d) {
				return
			}
		}
	}
}

// requirement is what it takes at least until a requirement holds.
func (f *floors) requirement(r catalog.Requirement) int64 {
	parts := func(of []catalog.Requirement) []int64 {
		all := make([]int64, len(of))
		for i, part := range of {
			all[i] = f.requirement(part)
		}
		slices.Sort(all)
		return all
	}
	// nth is what the n-th easiest part takes.
	nth := func(of []catalog.Requirement, n int) int64 {
		switch {
		case n <= 0:
			return 0
		case n > len(of):
			return unreachable
		}
		return parts(of)[n-1]
	}
	switch r := r.(type) {
	case *catalog.AllOf:
		return nth(r.Of, len(r.Of))
	case *catalog.AnyOf:
		return nth(r.Of, 1)
	case *catalog.SomeOf:
		return nth(r.Of, r.Count)
	case *catalog.CredentialRequirement:
		return f.credentials[r.Credential.Index]
	case *catalog.LevelRequirement:
		least := int64(unreachable)
		for _, x := range f.terms.accepting(r) {
			least = min(least, f.credentials[x.Index])
		}
		return least
	case *catalog.ExperienceRequirement:
		return f.months(r.Months-f.start.experience(r), f.terms.counting(r))
	}
	return 0
}

// months is what it takes at least until so many more months are worked in some careers: none counts before one of them is open.
func (f *floors) months(missing int, in []*catalog.Career) int64 {
	if missing <= 0 {
		return 0
	}
	open, month := int64(unreachable), int64(unreachable)
	for _, x := range in {
		if f.terms.mayWork(x) && f.opens[x.Index] < unreachable {
			open = min(open, f.opens[x.Index])
			month = min(month, f.terms.takes(Deed{Job: x, Months: 1})[f.criterion])
		}
	}
	if open == unreachable {
		return unreachable
	}
	return open + int64(missing)*month
}

// goal is what it takes at least until a plan is at its end.
func (f *floors) goal() int64 {
	floor := f.opens[f.terms.Target.Index]
	for n := range f.terms.via {
		switch n := n.(type) {
		case *catalog.Credential:
			floor = max(floor, f.credentials[n.Index])
		case *catalog.Career:
			floor = max(floor, f.months(1-f.terms.worked[n], []*catalog.Career{n}))
		}
	}
	return floor
}
