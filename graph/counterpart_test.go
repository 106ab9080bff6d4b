package graph

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/catalog"
)

// TestCounterparts holds that a career and a field of study of one catalog lead to those of another with the same code, each
// with its own figures.
func TestCounterparts(t *testing.T) {
	own := catalog.Input{Name: "own", Files: fstest.MapFS{"world.yaml": {Data: []byte(read(t, "testdata/world.yaml"))}}}
	other := catalog.Input{Name: "other", Files: fstest.MapFS{"other.yaml": {Data: []byte(`
catalog: {format: 1, id: other}
sources: [{id: other-wages, title: Other Wages}]
fields: [{id: other-computing, name: Computing, cip: "11.0700"}]
careers:
  - {id: clerks, name: Clerks, soc: 43-9061.00, wage: {annual: 41000, year: 2025, source: other-wages}, leadsTo: [drivers]}
  - {id: drivers, name: Drivers, soc: 53-3032.00, wage: 1}
  - {id: trainees, name: Trainee clerks, soc: 43-9061.00, wage: 1, traineeFor: clerks}
`)}}}
	c, _, err := catalog.Load(own, other)
	if err != nil {
		t.Fatal(err)
	}
	h, _ := serve(t, c)
	got := data[json.RawMessage](t, h, `{
		career(id: "clerk") {
			wage { annual }
			sameOccupation { totalCount nodes { id wage { annual year source { id } } leadsTo { nodes { id } } sameOccupation { nodes { id } } } }
		}
		node(id: "fields/computing") { ... on FieldOfStudy { sameProgram { nodes { id } } } }
		drivers: career(id: "drivers") { sameOccupation { totalCount } }
	}`, nil)
	want := `{"career":{"wage":{"annual":34000},` +
		`"sameOccupation":{"totalCount":1,"nodes":[{"id":"careers/clerks","wage":{"annual":41000,"year":2025,"source":{"id":"sources/other-wages"}},` +
		`"leadsTo":{"nodes":[{"id":"careers/drivers"}]},"sameOccupation":{"nodes":[{"id":"careers/clerk"}]}}]}},` +
		`"node":{"sameProgram":{"nodes":[{"id":"fields/other-computing"}]}},"drivers":{"sameOccupation":{"totalCount":0}}}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
