package planner

import "careerlattice/internal/catalog"

// Check holds a career's requirement against a profile (the gap).
func (p *Planner) Check(profile Profile, to *catalog.Career) *RequirementCheck {
	return p.standing(profile).check(to.Requires)
}

// check marks a requirement and each of its parts as met or not.
func (s *standing) check(r catalog.Requirement) *RequirementCheck {
	if r == nil {
		return &RequirementCheck{Satisfied: true, Text: "nothing is required"}
	}
	c := &RequirementCheck{Satisfied: s.meets(r), Text: r.Text(), Requirement: r}
	if e, ok := r.(*catalog.ExperienceRequirement); ok {
		missing := int(max(0, int64(e.Months)-s.months(e.In)))
		c.MissingMonths = &missing
	}
	for _, part := range catalog.Parts(r) {
		c.Children = append(c.Children, s.check(part))
	}
	return c
}
