package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
)

// purposes checks what each step says that it is for.
func purposes(c *catalog.Catalog, in Input, plan *Plan, all []doing) (mistakes []string) {
	start := newWalker(c, in)
	target := start.target
	var via map[catalog.Node]bool
	if in.Constraints != nil {
		via = nodes(c, in.Constraints.Via)
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
				if later.study != nil {
					asked = append(asked, later.route.Requires)
				}
				if later.job != nil {
					asked = append(asked, later.job.Requires)
				}
			}
			asks := names(asked, purpose.Requirement) || wanted && wished(via, purpose.Requirement)
			if !asks || start.meets(purpose.Requirement) || !helps(all[i], purpose.Requirement) || purpose.Text == "" {
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
func helps(d doing, leaf catalog.Requirement) bool {
	switch r := leaf.(type) {
	case *catalog.CredentialRequirement:
		return d.study == r.Credential
	case *catalog.LevelRequirement:
		return d.study != nil && helpsLevel(r, d.study)
	case *catalog.ExperienceRequirement:
		return d.job != nil && d.months > 0 && (len(r.In) == 0 || slices.Contains(r.In, d.job))
	}
	return false
}
