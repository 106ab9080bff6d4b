package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
	"careerlattice/internal/replay"
)

// purposes checks what each step says that it is for.
func purposes(c *catalog.Catalog, in Input, plan *Plan) (mistakes []string) {
	terms := terms(c, in)
	start, target := terms.Start(), terms.Target
	via := map[catalog.Node]bool{}
	if in.Constraints != nil {
		for _, id := range in.Constraints.Via {
			for _, n := range c.Named(id) {
				via[n] = true
			}
		}
	}
	var all []replay.Deed
	for _, step := range plan.Steps {
		all = append(all, deedOf(step))
	}
	for i, step := range plan.Steps {
		if len(step.Common().Serves) == 0 {
			mistakes = append(mistakes, fmt.Sprintf("step %d, %s: it serves nothing", i, step))
		}
		for _, purpose := range step.Common().Serves {
			asked := []catalog.Requirement{target.Requires}
			wanted := true
			if purpose.Step != nil {
				if *purpose.Step <= i || *purpose.Step >= len(all) {
					mistakes = append(mistakes, fmt.Sprintf("step %d, %s: it serves step %d", i, step, *purpose.Step))
					continue
				}
				later := all[*purpose.Step]
				asked, wanted = nil, false
				if later.Study != nil {
					asked = append(asked, later.Route.Requires)
				}
				if later.Job != nil {
					asked = append(asked, later.Job.Requires)
				}
			}
			asks := names(asked, purpose.Requirement) || wanted && wished(via, purpose.Requirement)
			if !asks || start.Meets(purpose.Requirement) || !helps(all[i], purpose.Requirement) || purpose.Text == "" {
				mistakes = append(mistakes, fmt.Sprintf("step %d, %s: it does not serve %q", i, step, purpose.Text))
			}
		}
	}
	return mistakes
}

// names tells whether a requirement is one of the leaves of those asked for.
func names(asked []catalog.Requirement, leaf catalog.Requirement) bool {
	for _, r := range asked {
		if r == leaf && len(catalog.Parts(r)) == 0 || names(catalog.Parts(r), leaf) {
			return true
		}
	}
	return false
}

// wished tells whether a requirement is a wish of the question.
func wished(via map[catalog.Node]bool, leaf catalog.Requirement) bool {
	switch r := leaf.(type) {
	case *catalog.CredentialRequirement:
		return via[r.Credential]
	case *catalog.ExperienceRequirement:
		return r.Months == 1 && len(r.In) == 1 && via[r.In[0]]
	}
	return false
}

// helps tells whether what a step does helps to meet a leaf.
func helps(d replay.Deed, leaf catalog.Requirement) bool {
	switch r := leaf.(type) {
	case *catalog.CredentialRequirement:
		return d.Study == r.Credential
	case *catalog.LevelRequirement:
		return d.Study != nil && r.Accepts(d.Study)
	case *catalog.ExperienceRequirement:
		return d.Job != nil && d.Months > 0 && (len(r.In) == 0 || slices.Contains(r.In, d.Job))
	}
	return false
}
