package planner

import (
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// network is a question in numbers: the credentials that may be studied as items, the careers that may be worked in as
// jobs, both in the order of the catalog, and what they and the goal require, with all taken for granted that the
// profile already meets.
type network struct {
	p *Planner
	q Question
	s *standing
	// net is what is searched.
	net     *pareto.Network
	items   []*catalog.Credential
	routes  [][]*catalog.Route // of each item's options
	jobs    []*catalog.Career
	itemOf  []int32 // by the credential's index; -1
	jobOf   []int32 // by the career's index; -1
	allowed []bool  // careers that may be worked in
	memo    map[catalog.Requirement]pareto.Cond
}

func (p *Planner) network(q Question) *network {
	n := p.outlook(q)
	n.net, n.memo = pareto.NewNetwork(), map[catalog.Requirement]pareto.Cond{}
	for _, c := range n.items {
		n.net.Items = append(n.net.Items, n.item(c))
	}
	for _, c := range n.jobs {
		n.net.Jobs = append(n.net.Jobs, n.job(c))
	}
	n.net.Goal = n.goal()
	return n
}

// outlook is a network without its numbers.
func (p *Planner) outlook(q Question) *network { return p.outlookWith(q, p.allowed(q)) }

// outlookWith is one whose plans may work in the careers allowed, by index.
func (p *Planner) outlookWith(q Question, allowed []bool) *network {
	n := &network{
		p: p, q: q, s: p.standing(q.From), allowed: allowed,
		itemOf: make([]int32, len(p.catalog.Credentials)), jobOf: make([]int32, len(p.catalog.Careers)),
	}
	n.collect()
	for i, c := range n.items {
		n.routes[i] = slices.DeleteFunc(slices.Clone(c.Routes), func(r *catalog.Route) bool { return !n.possible(r) })
	}
	return n
}

// allowed tells, by index, which careers a plan may work in.
func (p *Planner) allowed(q Question) []bool {
	allowed := make([]bool, len(p.catalog.Careers))
	if q.Constraints.Jobs == AnyJob {
		for i := range allowed {
			allowed[i] = true
		}
	} else {
		allowed = p.onTheWay(q)
		for _, e := range q.From.Experience {
			allowed[e.Career.Index] = true
		}
	}
	for _, c := range q.Constraints.AvoidCareers {
		allowed[c.Index] = false
	}
	return allowed
}

// studyable tells whether a plan may study a credential.
func (n *network) studyable(c *catalog.Credential) bool {
	return n.whyNot(c) == ""
}

// whyNot says why a plan may not study a credential that is not held; empty if it may.
func (n *network) whyNot(c *catalog.Credential) string {
	switch {
	case n.s.held[c.Index]:
		return "already held"
	case len(c.Routes) == 0:
		return "no route in the catalog"
	case slices.Contains(n.q.Constraints.AvoidCredentials, c):
		return "excluded by `avoid`"
	case n.q.Constraints.MaxLevel != catalog.LevelNone && c.Level > n.q.Constraints.MaxLevel:
		return "above " + n.q.Constraints.MaxLevel.Name() + ", so excluded by `maxLevel`"
	case !slices.ContainsFunc(c.Routes, n.possible):
		return "no route beside a job, so excluded by `studyModes`"
	}
	return ""
}

// possible tells whether a route can be studied in one of the modes asked for.
func (n *network) possible(r *catalog.Route) bool {
	return n.mode(FullTime) || r.PartTimeMonths != nil
}

func (n *network) mode(m StudyMode) bool { return slices.Contains(n.q.Constraints.StudyModes, m) }

// collect finds the credentials and careers that the goal may need, and numbers them in the order of the catalog.
func (n *network) collect() {
	careers := make([]bool, len(n.jobOf))
	credentials := make([]bool, len(n.itemOf))
	var require func(r catalog.Requirement)
	study := func(c *catalog.Credential) {
		if credentials[c.Index] || !n.studyable(c) {
			return
		}
		credentials[c.Index] = true
		for _, r := range c.Routes {
			require(r.Requires)
		}
	}
	work := func(c *catalog.Career) {
		if careers[c.Index] || !n.allowed[c.Index] {
			return
		}
		careers[c.Index] = true
		if !n.s.worked(c) {
			require(c.Requires)
		}
		for _, r := range c.Recommends {
			if free(r) {
				study(r)
			}
		}
	}
	require = func(r catalog.Requirement) {
		for _, part := range catalog.Parts(r) {
			require(part)
		}
		switch r := r.(type) {
		case *catalog.CredentialRequirement:
			study(r.Credential)
		case *catalog.LevelRequirement:
			for _, c := range n.p.accepted[r] {
				study(c)
			}
		}
	}
	for i, ok := range n.allowed {
		if ok {
			work(n.p.catalog.Careers[i])
		}
	}
	require(n.q.To.Requires)
	for _, c := range n.q.Constraints.ViaCredentials {
		study(c)
	}
	for _, c := range n.q.To.Recommends {
		if free(c) {
			study(c)
		}
	}
	for i, c := range n.p.catalog.Credentials {
		n.itemOf[i] = -1
		if credentials[i] {
			n.itemOf[i] = int32(len(n.items))
			n.items = append(n.items, c)
		}
	}
	n.routes = make([][]*catalog.Route, len(n.items))
	for i, c := range n.p.catalog.Careers {
		n.jobOf[i] = -1
		if careers[i] {
			n.jobOf[i] = int32(len(n.jobs))
			n.jobs = append(n.jobs, c)
		}
	}
}

// free tells whether a credential can be studied beside a job at no cost: then it may stand in a plan for the
// experience alone that goes with it.
func free(c *catalog.Credential) bool {
	return slices.ContainsFunc(c.Routes, func(r *catalog.Route) bool { return r.Cost.Typical == 0 && r.PartTimeMonths != nil })
}

func (n *network) item(c *catalog.Credential) pareto.Item {
	item := pareto.Item{Preferred: slices.Contains(n.q.To.Recommends, c)}
	for _, r := range c.Routes {
		if !n.possible(r) {
			continue
		}
		o := pareto.Option{Requires: n.cond(r.Requires), FullTime: -1, PartTime: -1, Cost: int64(r.Cost.Typical)}
		if n.mode(FullTime) {
			o.FullTime = int64(r.Months.Typical)
		}
		if n.mode(WhileWorking) && r.PartTimeMonths != nil {
			o.PartTime = int64(r.PartTimeMonths.Typical)
		}
		item.Options = append(item.Options, o)
	}
	return item
}

func (n *network) job(c *catalog.Career) pareto.Job {
	job := pareto.Job{Opens: n.opens(c), Shortfall: shortfall(n.q.To, c), LeadsToGoal: slices.Contains(c.LeadsTo, n.q.To)}
	for _, r := range c.Recommends {
		if i := n.itemOf[r.Index]; i >= 0 {
			job.Prefers = append(job.Prefers, i)
		}
	}
	for _, l := range c.LeadsTo {
		if j := n.jobOf[l.Index]; j >= 0 {
			job.LeadsTo = append(job.LeadsTo, j)
		}
	}
	return job
}

// annual is what a career pays a year, 0 where that is not known; nil pays nothing.
func annual(c *catalog.Career) int64 {
	if c == nil || c.Wage == nil {
		return 0
	}
	return int64(c.Wage.Annual)
}

// shortfall is by how much a month in a career (nil: no work) falls short of the target's pay, in twelfths of a dollar.
func shortfall(target, in *catalog.Career) int64 { return max(0, annual(target)-annual(in)) }

// opens is the condition under which a career is open; one that the person has worked in is.
func (n *network) opens(c *catalog.Career) pareto.Cond {
	if n.s.worked(c) {
		return pareto.Always
	}
	return n.cond(c.Requires)
}

// goal is the condition under which a plan ends: the target is open, and what is wanted on the way is had.
func (n *network) goal() pareto.Cond {
	of := []pareto.Cond{n.opens(n.q.To)}
	for _, c := range n.q.Constraints.ViaCredentials {
		of = append(of, n.has(c))
	}
	for _, c := range n.q.Constraints.ViaCareers {
		of = append(of, n.experience(1, []*catalog.Career{c}))
	}
	return n.net.All(of...)
}

func (n *network) has(c *catalog.Credential) pareto.Cond {
	switch {
	case n.s.held[c.Index]:
		return pareto.Always
	case n.itemOf[c.Index] < 0:
		return pareto.Never
	}
	return n.net.Has(n.itemOf[c.Index])
}

func (n *network) experience(months int, in []*catalog.Career) pareto.Cond {
	missing := int64(months) - n.s.months(in)
	if missing <= 0 {
		return pareto.Always
	}
	var jobs []int32
	if len(in) == 0 {
		in = n.jobs
	}
	for _, c := range in {
		if j := n.jobOf[c.Index]; j >= 0 {
			jobs = append(jobs, j)
		}
	}
	return n.net.Worked(missing, jobs)
}

// cond translates a requirement, as far as the profile does not meet it already.
func (n *network) cond(r catalog.Requirement) pareto.Cond {
	if r == nil {
		return pareto.Always
	}
	if c, ok := n.memo[r]; ok {
		return c
	}
	c := n.translate(r)
	n.memo[r] = c
	return c
}

func (n *network) translate(r catalog.Requirement) pareto.Cond {
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		return n.has(r.Credential)
	case *catalog.LevelRequirement:
		var of []pareto.Cond
		for _, c := range n.p.accepted[r] {
			if n.s.held[c.Index] {
				return pareto.Always
			}
			of = append(of, n.has(c))
		}
		return n.net.Any(of...)
	case *catalog.ExperienceRequirement:
		return n.experience(r.Months, r.In)
	}
	var of []pareto.Cond
	for _, part := range catalog.Parts(r) {
		of = append(of, n.cond(part))
	}
	switch r := r.(type) {
	case *catalog.AllOf:
		return n.net.All(of...)
	case *catalog.AnyOf:
		return n.net.Any(of...)
	case *catalog.SomeOf:
		return n.net.AtLeast(r.Count, of...)
	}
	return pareto.Never
}

// question is what is asked of the network.
func (n *network) question(budget int64) pareto.Question {
	q := pareto.Question{Limit: pareto.Vector{-1, -1, -1}, Idle: annual(n.q.To), Budget: budget}
	for _, c := range n.q.Optimize {
		q.Criteria[c] = true
	}
	if m := n.q.Constraints.MaxMonths; m != nil {
		q.Limit[pareto.Time] = int64(*m)
	}
	if m := n.q.Constraints.MaxCost; m != nil {
		q.Limit[pareto.Cost] = int64(*m)
	}
	return q
}

// outline tells a solution in the words of the catalog.
func (n *network) outline(s *pareto.Plan) outline {
	var o outline
	for _, a := range s.Acquired {
		act := action{credential: n.items[a.Item], route: n.routes[a.Item][a.Option]}
		if a.Job >= 0 {
			act.career = n.jobs[a.Job]
		}
		o = append(o, act)
	}
	for _, w := range s.Worked {
		o = append(o, action{career: n.jobs[w.Job], worked: int(w.Months)})
	}
	return o
}
