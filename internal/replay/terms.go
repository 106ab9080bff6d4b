package replay

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// Terms are what a question asks and allows, looked up in a catalog.
type Terms struct {
	catalog            *catalog.Catalog
	held               []*catalog.Credential
	worked             map[*catalog.Career]int
	Target             *catalog.Career
	criteria           []Criterion
	maxMonths, maxCost *int
	avoid, via         map[catalog.Node]bool
	modes              []Mode
	maxLevel           catalog.Level // LevelNone: no limit
	everyJob           bool

	jobs     map[*catalog.Career]bool                            // that may be worked in; nil until somebody wants to know
	accepted map[*catalog.LevelRequirement][]*catalog.Credential // see accepting
}

// NewTerms looks a question up. Every id and word that says nothing here is a problem of its own.
func NewTerms(c *catalog.Catalog, q *Question) (t *Terms, problems []string) {
	bad := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	k := &q.Constraints
	t = &Terms{
		catalog: c, worked: map[*catalog.Career]int{}, criteria: q.Optimize, maxMonths: k.MaxMonths, maxCost: k.MaxCost, modes: k.StudyModes,
		everyJob: k.Jobs == AnyJob, accepted: map[*catalog.LevelRequirement][]*catalog.Credential{},
	}
	career := func(r Ref) *catalog.Career {
		x, ok := c.Career(strings.TrimPrefix(r.ID, "careers/"))
		if !ok {
			bad("the catalog has no career %q", r.ID)
		}
		return x
	}
	t.Target = career(q.To)
	for _, r := range q.From.Credentials {
		x, ok := c.Credential(strings.TrimPrefix(r.ID, "credentials/"))
		if !ok {
			bad("the catalog has no credential %q", r.ID)
		}
		t.held = append(t.held, x)
	}
	for _, e := range q.From.Experience {
		if e.Months < 0 || e.Months > catalog.MaxNumber {
			bad("%d is no number of months of experience", e.Months)
		} else if x := career(e.Career); x != nil {
			t.worked[x] = min(t.worked[x]+e.Months, catalog.MaxNumber)
		}
	}
	named := func(refs []Ref) map[catalog.Node]bool {
		all := map[catalog.Node]bool{}
		for _, r := range refs {
			found := c.Named(r.ID)
			if len(found) == 0 {
				bad("the catalog has no %q", r.ID)
			}
			for _, n := range found {
				all[n] = true
			}
		}
		return all
	}
	t.avoid, t.via = named(k.Avoid), named(k.Via)
	if t.criteria == nil {
		t.criteria = Criteria()
	}
	if t.modes == nil {
		t.modes = []Mode{FullTime, WhileWorking}
	}
	for _, x := range t.criteria {
		if !slices.Contains(Criteria(), x) {
			bad("%q is no criterion", x)
		}
	}
	if k.MaxLevel != "" {
		var ok bool
		if t.maxLevel, ok = catalog.ParseLevel(strings.ReplaceAll(strings.ToLower(k.MaxLevel), "_", "-")); !ok {
			bad("%q is no level", k.MaxLevel)
		}
	}
	return t, problems
}

// mayWork tells whether a career may be worked in: those on the way may, or every one, and those of before, less what is to be avoided.
func (t *Terms) mayWork(career *catalog.Career) bool {
	if t.jobs != nil {
		return t.jobs[career]
	}
	t.jobs = map[*catalog.Career]bool{}
	for _, x := range t.catalog.Careers {
		t.jobs[x] = t.everyJob
	}
	if !t.everyJob {
		t.onTheWay()
	}
	for x, months := range t.worked {
		t.jobs[x] = t.jobs[x] || months > 0
	}
	for n := range t.avoid {
		if x, ok := n.(*catalog.Career); ok {
			t.jobs[x] = false
		}
	}
	return t.jobs[career]
}

// onTheWay allows the careers that count for something the target or the wishes may need, at any depth, and those whose usual next
// move is the target.
func (t *Terms) onTheWay() {
	seen := map[catalog.Node]bool{}
	var need func(r catalog.Requirement)
	visit := func(n catalog.Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		switch n := n.(type) {
		case *catalog.Career:
			t.jobs[n] = true
			need(n.Requires)
		case *catalog.Credential:
			for _, route := range n.Routes {
				need(route.Requires)
			}
		}
	}
	need = func(r catalog.Requirement) {
		for _, part := range catalog.Parts(r) {
			need(part)
		}
		switch r := r.(type) {
		case *catalog.CredentialRequirement:
			visit(r.Credential)
		case *catalog.LevelRequirement:
			for _, x := range t.lowest(r) {
				visit(x)
			}
		case *catalog.ExperienceRequirement:
			for _, x := range t.counting(r) {
				visit(x)
			}
		}
	}
	visit(t.Target)
	for n := range t.via {
		visit(n)
	}
	for _, x := range t.catalog.Careers {
		if slices.Contains(x.LeadsTo, t.Target) {
			t.jobs[x] = true
		}
	}
}

// counting are the careers in which months count for a requirement.
func (t *Terms) counting(r *catalog.ExperienceRequirement) []*catalog.Career {
	if len(r.In) == 0 {
		return t.catalog.Careers
	}
	return r.In
}

// accepting are the credentials that meet a requirement of a level.
func (t *Terms) accepting(r *catalog.LevelRequirement) []*catalog.Credential {
	all, known := t.accepted[r]
	if !known {
		for _, x := range t.catalog.Credentials {
			if r.Accepts(x) {
				all = append(all, x)
			}
		}
		t.accepted[r] = all
	}
	return all
}

// lowest are the credentials that meet a requirement of a level at the lowest level at which any of them can be earned.
func (t *Terms) lowest(r *catalog.LevelRequirement) []*catalog.Credential {
	var found []*catalog.Credential
	for _, x := range t.accepting(r) {
		if len(x.Routes) == 0 || len(found) > 0 && x.Level > found[0].Level {
			continue
		}
		if len(found) > 0 && x.Level < found[0].Level {
			found = nil
		}
		found = append(found, x)
	}
	return found
}

// widened are the terms without limits, and with any job where the reason for which there is no plan says so.
func (t *Terms) widened(why Reason) *Terms {
	w := *t
	w.maxMonths, w.maxCost = nil, nil
	if why == JobsTooNarrow {
		w.jobs, w.everyJob = nil, true
	}
	return &w
}

// Forbids says why the question does not allow what a step does; empty where it does.
func (t *Terms) Forbids(d Deed) string {
	mode := FullTime
	if d.Job != nil {
		mode = WhileWorking
	}
	switch {
	case d.Study != nil && t.avoid[d.Study]:
		return d.Study.Name + " is to be avoided"
	case d.Job != nil && t.avoid[d.Job]:
		return d.Job.Name + " is to be avoided"
	case d.Job != nil && !t.mayWork(d.Job):
		return d.Job.Name + " is not on the way, and no other jobs are asked for"
	case d.Study != nil && !slices.Contains(t.modes, mode):
		return "this way of studying is not asked for"
	case d.Study != nil && t.maxLevel > catalog.LevelNone && d.Study.Level > t.maxLevel:
		return fmt.Sprintf("%s is above the level %s", d.Study.Name, t.maxLevel)
	}
	return ""
}
