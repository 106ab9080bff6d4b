package planner

import (
	"slices"

	"careerlattice/internal/catalog"
)

// onTheWay finds the careers on the way to the goal, as section 5 of the semantics words it: whatever is required, and
// what that requires, until nothing is added.
func (o *oracle) onTheWay() oracleSet {
	var careers, credentials oracleSet
	careers = o.viaJobs | bit(o.target)
	credentials = o.viaHeld
	for {
		before := [2]oracleSet{careers, credentials}
		var requirements []catalog.Requirement
		for _, x := range o.c.Careers {
			if careers&bit(x) != 0 {
				requirements = append(requirements, x.Requires)
			}
		}
		for _, x := range o.c.Credentials {
			for _, route := range x.Routes {
				if credentials&bit(x) != 0 {
					requirements = append(requirements, route.Requires)
				}
			}
		}
		for len(requirements) > 0 {
			r := requirements[0]
			requirements = append(requirements[1:], catalog.Parts(r)...)
			a, b := o.names(r)
			credentials |= a
			careers |= b
		}
		if before == [2]oracleSet{careers, credentials} {
			break
		}
	}
	for _, x := range o.c.Careers {
		if slices.Contains(x.LeadsTo, o.target) {
			careers |= bit(x)
		}
	}
	return careers
}

// names gives the credentials and careers that a requirement speaks of itself, its parts aside.
func (o *oracle) names(r catalog.Requirement) (credentials, careers oracleSet) {
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		return bit(r.Credential), 0
	case *catalog.ExperienceRequirement:
		for _, x := range o.c.Careers {
			if len(r.In) == 0 || slices.Contains(r.In, x) {
				careers |= bit(x)
			}
		}
		return 0, careers
	case *catalog.LevelRequirement:
		for level := r.Level; level <= catalog.LevelDoctoral && credentials == 0; level++ {
			for _, x := range o.c.Credentials {
				if x.Level == level && level != catalog.LevelNone && len(x.Routes) > 0 && (len(r.Fields) == 0 || slices.Contains(r.Fields, x.Field)) {
					credentials |= bit(x)
				}
			}
		}
	}
	return credentials, 0
}
