package catalog

import (
	"slices"
	"strings"
)

// counterparts finds entries with the same code. Several catalogs served together describe one occupation or program under
// different names, each with its own figures, and the code is what they share.
func (c *Catalog) counterparts() {
	c.occupations, c.programs = map[Text][]*Career{}, map[Text][]*Field{}
	for _, x := range c.Careers {
		c.occupations[occupation(x)] = append(c.occupations[occupation(x)], x)
	}
	for _, x := range c.Fields {
		c.programs[x.CIP] = append(c.programs[x.CIP], x)
	}
}

// occupation is a career's SOC code without what O*NET adds to it: 29-1141.04 is a kind of 29-1141.
func occupation(x *Career) Text {
	code, _, _ := strings.Cut(string(x.SOC), ".")
	return Text(code)
}

// SameOccupation gives the other careers with the same SOC code, what O*NET adds behind the point aside, by slug. Trainees'
// careers are left out.
func (c *Catalog) SameOccupation(x *Career) []*Career {
	if x.SOC == "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.occupations[occupation(x)]), func(y *Career) bool { return y == x || y.TraineeFor != nil })
}

// SameProgram gives the other fields of study with the same CIP code, by slug.
func (c *Catalog) SameProgram(x *Field) []*Field {
	if x.CIP == "" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(c.programs[x.CIP]), func(y *Field) bool { return y == x })
}
