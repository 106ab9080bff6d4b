package planner

import "careerlattice/internal/catalog"

// Check holds a career's requirement against a profile (the gap).
func (p *Planner) Check(profile Profile, to *catalog.Career) *RequirementCheck {
	return p.standing(profile).check(to.Requires)
}

// check marks a requirement and each of its parts as met or not.
func (s *standing) check(r catalog.Requirement) *RequirementCheck {
	if r == nil {
		return &RequirementCheck{Satisfied: true}
	}
	c := &RequirementCheck{Satisfied: s.meets(r), Requirement: r}
	if e, ok := r.(*catalog.ExperienceRequirement); ok {
		missing := int(max(0, int64(e.Months)-s.months(e.In)))
		c.MissingMonths = &missing
	}
	for _, part := range catalog.Parts(r) {
		c.Children = append(c.Children, s.check(part))
	}
	return c
}

// Text is the requirement in words. It is not kept: the texts of all parts of one that is nested deep are long.
func (c *RequirementCheck) Text() string {
	if c.Requirement == nil {
		return "nothing is required"
	}
	return c.Requirement.Text()
}
