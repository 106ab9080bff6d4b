package planner

import (
	"careerlattice/internal/catalog"
	"careerlattice/internal/pareto"
)

// opens is the condition under which a career is open; one that the person has worked in is.
func (n *network) opens(c *catalog.Career) pareto.Cond {
	if n.s.worked(c) {
		return pareto.Always
	}
	return n.cond(n.p.demands.careers[c.Index])
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

// met tells whether the profile meets a demand.
func (n *network) met(at int32) bool {
	if n.meets[at] == unasked {
		n.meets[at] = no
		if n.meet(&n.p.demands.all[at]) {
			n.meets[at] = yes
		}
	}
	return n.meets[at] == yes
}

func (n *network) meet(d *demand) bool {
	if len(d.of) == 0 {
		return n.s.meets(d.requirement)
	}
	count := 0
	for _, part := range d.of {
		if n.met(part) {
			count++
		}
	}
	return enough(d.requirement, count, len(d.of))
}

// cond translates a demand, as far as the profile does not meet it already.
func (n *network) cond(at int32) pareto.Cond {
	if n.conds[at] < 0 {
		n.conds[at] = pareto.Always
		if !n.met(at) {
			n.conds[at] = n.translate(&n.p.demands.all[at])
		}
	}
	return n.conds[at]
}

func (n *network) translate(d *demand) pareto.Cond {
	of := make([]pareto.Cond, 0, len(d.of)+len(d.accepted))
	for _, part := range d.of {
		of = append(of, n.cond(part))
	}
	switch r := d.requirement.(type) {
	case *catalog.CredentialRequirement:
		return n.has(r.Credential)
	case *catalog.LevelRequirement:
		for _, c := range d.accepted {
			of = append(of, n.has(c))
		}
		return n.net.Any(of...)
	case *catalog.ExperienceRequirement:
		return n.experience(r.Months, d.careers)
	case *catalog.AllOf:
		return n.net.All(of...)
	case *catalog.AnyOf:
		return n.net.Any(of...)
	case *catalog.SomeOf:
		return n.net.AtLeast(r.Count, of...)
	}
	return pareto.Never
}
