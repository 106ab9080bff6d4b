package planner

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outlineOf writes a checked requirement as an indented tree: met or not, months missing, words.
func outlineOf(c *RequirementCheck, depth int) []string {
	mark := "-"
	if c.Satisfied {
		mark = "+"
	}
	line := strings.Repeat("  ", depth) + mark + " " + c.Text()
	if c.MissingMonths != nil {
		line += fmt.Sprintf(" (%d missing)", *c.MissingMonths)
	}
	out := []string{line}
	for _, child := range c.Children {
		out = append(out, outlineOf(child, depth+1)...)
	}
	return out
}

func TestCheck(t *testing.T) {
	p := New(load(t, `
fields: [{id: f, name: Field}]
credentials:
  - {id: ba, name: BA, kind: degree, level: bachelors, field: f}
  - {id: ma, name: MA, kind: degree, level: masters}
  - {id: pass, name: Pass, kind: license}
careers:
  - {id: free, name: Free}
  - {id: clerk, name: Clerk}
  - id: chief
    name: Chief
    requires:
      all:
        - {level: bachelors, fields: [f]}
        - {any: [{credential: pass}, {experience: {months: 12}}]}
        - {some: {count: 2, of: [{credential: ma}, {experience: {months: 6, in: [clerk, chief]}}, {level: masters}]}}
`), DefaultBudget)
	for _, x := range []struct {
		profile ProfileInput
		to      string
		want    []string
	}{
		{ProfileInput{}, "free", []string{"+ nothing is required"}},
		{ProfileInput{}, "chief", []string{
			"- a bachelor's degree or higher in Field; (Pass or 12 months of work in any career); and (at least 2 of: a master's degree or higher; MA; 6 months as Chief or Clerk)",
			"  - a bachelor's degree or higher in Field",
			"  - Pass or 12 months of work in any career",
			"    - Pass",
			"    - 12 months of work in any career (12 missing)",
			"  - at least 2 of: a master's degree or higher; MA; 6 months as Chief or Clerk",
			"    - MA",
			"    - 6 months as Chief or Clerk (6 missing)",
			"    - a master's degree or higher",
		}},
		{ProfileInput{Credentials: []string{"ba", "ma"}, Experience: []ExperienceInput{{"clerk", 4}, {"free", 7}, {"clerk", 1}}}, "chief", []string{
			"+ a bachelor's degree or higher in Field; (Pass or 12 months of work in any career); and (at least 2 of: a master's degree or higher; MA; 6 months as Chief or Clerk)",
			"  + a bachelor's degree or higher in Field",
			"  + Pass or 12 months of work in any career",
			"    - Pass",
			"    + 12 months of work in any career (0 missing)",
			"  + at least 2 of: a master's degree or higher; MA; 6 months as Chief or Clerk",
			"    + MA",
			"    - 6 months as Chief or Clerk (1 missing)",
			"    + a master's degree or higher",
		}},
	} {
		profile, problems := p.Profile(x.profile)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		career, _ := p.catalog.Career(x.to)
		got := outlineOf(p.Check(profile, career), 0)
		slices.Sort(got)
		want := slices.Sorted(slices.Values(x.want)) // the order of parts is the catalog's affair
		if !slices.Equal(got, want) {
			t.Errorf("%v to %s:\n%s\nwant\n%s", x.profile, x.to, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}
