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
	// meets and conds are, by demand, whether the profile meets it and what is left of it, as far as that was asked.
	meets []verdict
	conds []pareto.Cond
}

// verdict is whether something is so, once that was asked.
type verdict uint8

const (
	unasked verdict = iota
	yes
	no
)

func (p *Planner) network(q Question) *network {
	n := p.outlook(q)
	n.net, n.conds = pareto.NewNetwork(), make([]pareto.Cond, len(p.demands.all))
	for i := range n.conds {
		n.conds[i] = -1
	}
	n.net.Items = make([]pareto.Item, len(n.items))
	for i, c := range n.items {
		n.net.Items[i] = n.item(c, n.routes[i])
	}
	n.net.Jobs = make([]pareto.Job, len(n.jobs))
	for j, c := range n.jobs {
		n.net.Jobs[j] = n.job(c)
	}
	n.net.Goal = n.goal()
	return n
}

// outlook is a network without its numbers.
func (p *Planner) outlook(q Question) *network { return p.outlookWith(q, p.allowed(q)) }

// outlookWith is one whose plans may work in the careers allowed, by index.
func (p *Planner) outlookWith(q Question, allowed []bool) *network {
	n := &network{
		p: p, q: q, s: p.standing(q.From), allowed: allowed, meets: make([]verdict, len(p.demands.all)),
		itemOf: make([]int32, len(p.catalog.Credentials)), jobOf: make([]int32, len(p.catalog.Careers)),
	}
	n.collect()
	n.routes = make([][]*catalog.Route, len(n.items))
	for i, c := range n.items {
		n.routes[i] = c.Routes
		if !n.mode(FullTime) {
			n.routes[i] = slices.DeleteFunc(slices.Clone(c.Routes), func(r *catalog.Route) bool { return !n.possible(r) })
		}
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

func (n *network) item(c *catalog.Credential, routes []*catalog.Route) pareto.Item {
	item := pareto.Item{Preferred: slices.Contains(n.q.To.Recommends, c), Options: make([]pareto.Option, len(routes))}
	for i, r := range routes {
		o := pareto.Option{Requires: n.cond(n.p.demands.routes[c.Index][r.Index]), FullTime: -1, PartTime: -1, Cost: int64(r.Cost.Typical)}
		if n.mode(FullTime) {
			o.FullTime = int64(r.Months.Typical)
		}
		if n.mode(WhileWorking) && r.PartTimeMonths != nil {
			o.PartTime = int64(r.PartTimeMonths.Typical)
		}
		item.Options[i] = o
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

// answers are, by the credential's index, those demands of the network, not met yet, that a credential meets.
func (n *network) answers() [][]int32 {
	all := make([][]int32, len(n.p.catalog.Credentials))
	for at := range n.p.demands.all {
		d := &n.p.demands.all[at]
		if n.conds[at] < 0 || n.met(int32(at)) {
			continue
		}
		if r, ok := d.requirement.(*catalog.CredentialRequirement); ok {
			all[r.Credential.Index] = append(all[r.Credential.Index], int32(at))
		}
		for _, x := range d.accepted {
			all[x.Index] = append(all[x.Index], int32(at))
		}
	}
	return all
}
