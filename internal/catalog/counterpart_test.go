package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCounterparts(t *testing.T) {
	c := load(t, block+`
fields: [{id: a, name: A, cip: "51.27"}, {id: b, name: B, cip: "51.2706"}, {id: c, name: C, cip: "51.2706"}, {id: d, name: D}, {id: e, name: E}]
careers:
  - {id: nurse, name: N, wage: 1, soc: 29-1141}
  - {id: nurses, name: N, wage: 1, soc: 29-1141.00}
  - {id: acute-care-nurses, name: N, wage: 1, soc: "29-1141.01"}
  - {id: trainee, name: T, wage: 1, soc: 29-1141.00, traineeFor: nurses}
  - {id: midwife, name: M, wage: 1, soc: 29-1161}
  - {id: x, name: X, wage: 1}
  - {id: y, name: Y, wage: 1}
`)
	for slug, want := range map[string][]string{
		"nurse":   {"careers/acute-care-nurses", "careers/nurses"},
		"nurses":  {"careers/acute-care-nurses", "careers/nurse"},
		"trainee": {"careers/acute-care-nurses", "careers/nurse", "careers/nurses"},
		"midwife": {}, "x": {},
	} {
		career, _ := c.Career(slug)
		if diff := cmp.Diff(want, ids(c.SameOccupation(career))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", slug, diff)
		}
	}
	for i, want := range [][]string{{}, {"fields/c"}, {"fields/b"}, {}, {}} {
		if diff := cmp.Diff(want, ids(c.SameProgram(c.Fields[i]))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.Fields[i].Slug, diff)
		}
	}
}

// TestNamed finds nodes by resource name and by slug, which several may have.
func TestNamed(t *testing.T) {
	c := load(t, block+`
fields: [{id: a, name: A}]
skills: [{id: a, name: A}, {id: b, name: B}]
`)
	for word, want := range map[string][]string{"b": {"skills/b"}, "a": {"skills/a", "fields/a"}, "fields/a": {"fields/a"}, "c": nil, "fields/b": nil} {
		var got []string
		for _, n := range c.Named(word) {
			got = append(got, n.ID())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what %q names (-want +got):\n%s", word, diff)
		}
	}
}
