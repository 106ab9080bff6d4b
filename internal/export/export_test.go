package export

import (
	"bytes"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// hostile has names that mean something to what might read them.
const hostile = `
catalog: {format: 1, id: hostile, title: "Hostile --> <names>", version: "7"}
sources:
  - {id: figures, title: "Figures; and \"quotes\"", license: CC BY 4.0, year: 2025}
fields: [{id: f, name: "F \\ f", cip: "01.0001"}]
skills: [{id: s, name: "+SUM(A1)"}]
organizations: [{id: o, name: "=HYPERLINK(\"http://x\")"}]
credentials:
  - {id: hs, name: Diploma, kind: degree, level: high-school}
  - id: d
    name: "=1+1,\"two\"\n&<b>;"
    aliases: ["@cmd", "-2+3"]
    kind: degree
    level: bachelors
    field: f
    awardedBy: o
    teaches: [s]
    routes:
      - {requires: {credential: hs}, months: {min: 40, typical: 48, max: 60, source: figures}, partTimeMonths: 72, cost: {min: 10, typical: 20, max: 30, source: figures, year: 2023}}
careers:
  - {id: j, name: "  @job ` + "`" + `#quot;{x}[y]", soc: "11-1011", wage: {annual: 50000, p10: 1, source: figures}, growth: {percent: -2.5, from: 2024, to: 2034},
     requires: {all: [{credential: d}, {any: [{level: bachelors, fields: [f]}, {experience: {months: 6, in: [k]}}]}]}, recommends: [hs], skills: [{skill: s, importance: 50}]}
  - {id: k, name: "--> end", wage: 1000}
  - {id: t, name: Trainee, wage: 900, traineeFor: j}
`

// front answers a question about a catalog.
func front(t *testing.T, c *catalog.Catalog, from, to string) *planner.PlanSet {
	t.Helper()
	p := planner.New(c, planner.DefaultBudget)
	q, problems := p.Question(planner.Input{
		From: planner.ProfileInput{Credentials: []string{from}}, To: to,
		Optimize:    []planner.Criterion{planner.Time, planner.Cost, planner.ForegoneEarnings},
		Constraints: &planner.ConstraintsInput{StudyModes: []planner.StudyMode{planner.FullTime, planner.WhileWorking}},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*planner.PlanSet)
}

func hostileRelease(t *testing.T) (*Release, *planner.PlanSet) {
	t.Helper()
	return release(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: []byte(hostile)}}}, "hs", "j")
}

func builtinRelease(t *testing.T) (*Release, *planner.PlanSet) {
	t.Helper()
	in, ok := catalog.Builtin("health-informatics")
	if !ok {
		t.Fatal("the built-in catalog is not there")
	}
	return release(t, in, "as-health-informatics", "chief-medical-officer")
}

func release(t *testing.T, in catalog.Input, from, to string) (*Release, *planner.PlanSet) {
	t.Helper()
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	return NewRelease(c, relate.New(c)), front(t, c, from, to)
}

func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// records are the rows of a table as CSV, each by its columns' names.
func records(t *testing.T, table Table) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(written(t, table.CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range table.Columns() {
		names = append(names, c.Name)
		if c.Description == "" || !strings.HasSuffix(c.Description, ".") {
			t.Errorf("%s.%s has no description that is a sentence: %q", table.Name(), c.Name, c.Description)
		}
	}
	if !slices.Equal(all[0], names) {
		t.Errorf("%s has the columns %q; want %q", table.Name(), all[0], names)
	}
	var rows []map[string]string
	for _, record := range all[1:] {
		row := map[string]string{}
		for i, name := range names {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// tables are all tables there are.
func tables(r *Release, s *planner.PlanSet) []Table {
	return append(r.Tables(), r.Plans(s, s.Plans), r.Steps(s, s.Plans))
}

// TestMonthsLater holds days to the ends of months.
func TestMonthsLater(t *testing.T) {
	for _, test := range []struct {
		day    string
		months int
		want   string
	}{
		{"2027-01-31", 0, "2027-01-31"}, {"2027-01-31", 1, "2027-02-28"}, {"2027-01-31", 13, "2028-02-29"}, {"2027-01-31", 14, "2028-03-31"}, {"2027-11-30", 3, "2028-02-29"},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		if got := after(day, test.months).Format(time.DateOnly); got != test.want {
			t.Errorf("%d months after %s: %s; want %s", test.months, test.day, got, test.want)
		}
	}
}

// failing takes so many bytes and then no more.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, io.ErrClosedPipe
	}
	return len(p), nil
}

// TestBrokenPipe wants every writer to say that what it wrote did not arrive.
func TestBrokenPipe(t *testing.T) {
	r, s := builtinRelease(t)
	writers := map[string]func(io.Writer) error{"data package": r.DataPackage, "croissant": r.Croissant}
	for _, table := range tables(r, s) {
		writers[table.Name()+" csv"], writers[table.Name()+" parquet"] = table.CSV, table.Parquet
	}
	for name, d := range drawings(r, s) {
		writers[name+" graphml"], writers[name+" gexf"], writers[name+" dot"], writers[name+" mermaid"] = d.GraphML, d.GEXF, d.DOT, d.Mermaid
	}
	writers["schema.org"] = func(w io.Writer) error { return r.SchemaOrg(w, r.catalog.Careers, r.catalog.Credentials) }
	writers["ctdl"] = func(w io.Writer) error { return r.CTDL(w, r.catalog.Careers, r.catalog.Credentials) }
	for name, write := range writers {
		for _, left := range []int{0, 500} {
			if err := write(&failing{left}); err == nil {
				t.Errorf("%s: no error after %d bytes", name, left)
			}
		}
	}
}
