package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

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

// collect finds the credentials and careers that the goal may need, as far as the profile does not meet it already, and
// numbers them in the order of the catalog.
func (n *network) collect() {
	careers, credentials := make([]bool, len(n.jobOf)), make([]bool, len(n.itemOf))
	seen := make([]bool, len(n.meets))
	var require func(d int32)
	study := func(c *catalog.Credential) {
		if credentials[c.Index] || !n.studyable(c) {
			return
		}
		credentials[c.Index] = true
		for _, d := range n.p.demands.routes[c.Index] {
			require(d)
		}
	}
	recommend := func(of []*catalog.Credential) {
		for _, c := range of {
			if free(c) {
				study(c)
			}
		}
	}
	require = func(at int32) {
		if seen[at] || n.met(at) {
			return
		}
		seen[at] = true
		d := &n.p.demands.all[at]
		for _, part := range d.of {
			require(part)
		}
		if r, ok := d.requirement.(*catalog.CredentialRequirement); ok {
			study(r.Credential)
		}
		for _, c := range d.accepted {
			study(c)
		}
	}
	for i, c := range n.p.catalog.Careers {
		if n.allowed[i] {
			careers[i] = true
			if !n.s.worked(c) {
				require(n.p.demands.careers[i])
			}
			recommend(c.Recommends)
		}
	}
	require(n.p.demands.careers[n.q.To.Index])
	for _, c := range n.q.Constraints.ViaCredentials {
		study(c)
	}
	recommend(n.q.To.Recommends)
	n.items = numbered(n.p.catalog.Credentials, credentials, n.itemOf)
	n.jobs = numbered(n.p.catalog.Careers, careers, n.jobOf)
}

// numbered lists those chosen of all, and notes their places in the list; -1 for the others.
func numbered[N any](all []N, chosen []bool, place []int32) (list []N) {
	for i, x := range all {
		place[i] = -1
		if chosen[i] {
			place[i] = int32(len(list))
			list = append(list, x)
		}
	}
	return list
}

// free tells whether a credential can be studied beside a job at no cost: then it may stand in a plan for the
// experience alone that goes with it.
func free(c *catalog.Credential) bool {
	return slices.ContainsFunc(c.Routes, func(r *catalog.Route) bool { return r.Cost.Typical == 0 && r.PartTimeMonths != nil })
}
