package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/piprate/json-gold/ld"
	"gonum.org/v1/gonum/graph/encoding/dot"
	"gonum.org/v1/gonum/graph/formats/gexf12"
	"gonum.org/v1/gonum/graph/multi"

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

// TestTables reads every table with encoding/csv: no cell begins a formula, no row is without its origin, and the bytes are the same again.
func TestTables(t *testing.T) {
	for name, make := range map[string]func(*testing.T) (*Release, *planner.PlanSet){"hostile": hostileRelease, "builtin": builtinRelease} {
		r, s := make(t)
		for _, table := range tables(r, s) {
			types := map[string]string{}
			for _, c := range table.Columns() {
				types[c.Name] = c.Type
			}
			rows := records(t, table)
			if len(rows) == 0 {
				t.Errorf("%s: %s has no rows", name, table.Name())
			}
			for _, row := range rows {
				for _, column := range []string{"data_source", "license", "as_of"} {
					if row[column] == "" {
						t.Errorf("%s: a row of %s has no %s: %v", name, table.Name(), column, row)
					}
				}
				for column, cell := range row {
					if types[column] == "string" && strings.IndexAny(strings.TrimLeft(cell, " "), "=+-@\t\r") == 0 {
						t.Errorf("%s: %s.%s begins a formula: %q", name, table.Name(), column, cell)
					}
					if _, err := strconv.ParseFloat(cell, 64); types[column] != "string" && cell != "" && err != nil {
						t.Errorf("%s: %s.%s is %q, and no number", name, table.Name(), column, cell)
					}
				}
			}
			if !bytes.Equal(written(t, table.CSV), written(t, table.CSV)) || !bytes.Equal(written(t, table.Parquet), written(t, table.Parquet)) {
				t.Errorf("%s: %s is written otherwise the second time", name, table.Name())
			}
		}
	}
}

// TestCells holds cells to what the catalog says.
func TestCells(t *testing.T) {
	r, s := hostileRelease(t)
	job := records(t, r.Careers(r.catalog.Careers))[0]
	for column, want := range map[string]string{
		"id": "careers/j", "name": "'  @job `#quot;{x}[y]", "soc": "11-1011", "wage": "50000", "wage_p10": "1", "wage_p90": "", "growth_percent": "-2.5", "skills": "1",
		"data_source": `Figures; and "quotes"`, "license": "CC BY 4.0", "as_of": "2025",
	} {
		if job[column] != want {
			t.Errorf("careers.%s is %q; want %q", column, job[column], want)
		}
	}
	degree := records(t, r.Credentials(r.catalog.Credentials))[0]
	if degree["name"] != "'=1+1,\"two\"\n&<b>;" || degree["aliases"] != "'-2+3; @cmd" && degree["aliases"] != "'@cmd; -2+3" || degree["months"] != "48" || degree["cip"] != "01.0001" {
		t.Errorf("the degree: %v", degree)
	}
	way := records(t, r.Routes(r.catalog.Credentials))[0]
	if way["months_min"] != "40" || way["part_time_months"] != "72" || way["cost_max"] != "30" || way["as_of"] != "2023; 2025" || way["requires"] != "Diploma" {
		t.Errorf("the route: %v", way)
	}
	pairs := records(t, r.Pairs(r.catalog.Careers))
	if len(pairs) != 2 || pairs[0]["relation"] != "requires" || pairs[1]["relation"] != "recommends" || pairs[1]["credential"] != "credentials/hs" {
		t.Errorf("pairs: %v", pairs)
	}
	plan := records(t, r.Plans(s, s.Plans[:1]))[0]
	if plan["plan"] != "1" || plan["months"] != strconv.Itoa(s.Plans[0].Months) || plan["id"] != s.Plans[0].ID() || plan["cost"] != "20" {
		t.Errorf("the plan: %v", plan)
	}
	steps := records(t, r.Steps(s, s.Plans[:1]))
	if len(steps) != len(s.Plans[0].Steps) || steps[0]["plan"] != "1" || steps[0]["step"] != "1" || steps[len(steps)-1]["end_month"] != plan["months"] {
		t.Errorf("the steps: %v", steps)
	}
	if n := len(records(t, r.Tables()[2])); n != 2 {
		t.Errorf("%d careers in the release; want those that are no trainee's job", n)
	}
}

// drawings are all kinds of drawings, with how many points and arrows each has.
func drawings(r *Release, s *planner.PlanSet) map[string]struct {
	Drawing
	points, arrows int
} {
	out := map[string]struct {
		Drawing
		points, arrows int
	}{}
	add := func(name string, d Drawing, points, arrows int) {
		out[name] = struct {
			Drawing
			points, arrows int
		}{d, points, arrows}
	}
	nodes, links := r.relations.Nodes(), r.relations.Links()
	add("whole", r.Whole(nodes, links), len(nodes), len(links))
	around := r.relations.Neighborhood(s.Target, 1, nil, 100)
	add("around", r.Around(around), len(around.Nodes), len(around.Links))
	arrows := 0
	for _, step := range s.Plans[0].Steps {
		for range served(step.Common()) {
			arrows++
		}
	}
	add("plan", r.Front(s, s.Plans[:1]), len(s.Plans[0].Steps)+1, arrows)
	return out
}

// TestDrawings reads every drawing with readers that share no code with the writer: encoding/xml and gonum.
func TestDrawings(t *testing.T) {
	for _, make := range []func(*testing.T) (*Release, *planner.PlanSet){hostileRelease, builtinRelease} {
		r, s := make(t)
		for name, d := range drawings(r, s) {
			var ml struct {
				Data  []string `xml:"graph>data"`
				Nodes []struct {
					ID   string   `xml:"id,attr"`
					Data []string `xml:"data"`
				} `xml:"graph>node"`
				Edges []struct{} `xml:"graph>edge"`
			}
			if err := xml.Unmarshal(written(t, d.GraphML), &ml); err != nil || len(ml.Nodes) != d.points || len(ml.Edges) != d.arrows {
				t.Errorf("%s as GraphML: %v, %d nodes, %d edges; want %d and %d", name, err, len(ml.Nodes), len(ml.Edges), d.points, d.arrows)
			}
			if len(ml.Data) != 4 || !strings.Contains(ml.Data[1], r.catalog.Digest) || ml.Data[2] != r.licenses() {
				t.Errorf("%s as GraphML does not say where it comes from: %q", name, ml.Data)
			}
			var gexf gexf12.Content
			if err := xml.Unmarshal(written(t, d.GEXF), &gexf); err != nil || len(gexf.Graph.Nodes.Nodes) != d.points || len(gexf.Graph.Edges.Edges) != d.arrows {
				t.Errorf("%s as GEXF: %v, %d nodes, %d edges; want %d and %d", name, err, len(gexf.Graph.Nodes.Nodes), len(gexf.Graph.Edges.Edges), d.points, d.arrows)
			}
			if !strings.Contains(gexf.Meta.Description, r.licenses()) || gexf.Graph.Nodes.Nodes[0].Label != ml.Nodes[0].Data[0] {
				t.Errorf("%s as GEXF: %q, the first node %q", name, gexf.Meta.Description, gexf.Graph.Nodes.Nodes[0].Label)
			}
			if (name == "around") != (gexf.Graph.Nodes.Nodes[0].Position != nil) {
				t.Errorf("%s as GEXF has places: %v", name, gexf.Graph.Nodes.Nodes[0].Position)
			}
			g := multi.NewDirectedGraph()
			text := written(t, d.DOT)
			if err := dot.UnmarshalMulti(text, g); err != nil || g.Nodes().Len() != d.points {
				t.Errorf("%s as DOT: %v, %d nodes; want %d", name, err, g.Nodes().Len(), d.points)
			}
			lines := 0
			for edges := g.Edges(); edges.Next(); {
				lines += g.Lines(edges.Edge().From().ID(), edges.Edge().To().ID()).Len()
			}
			if lines != d.arrows || !bytes.HasPrefix(text, []byte("// title: ")) {
				t.Errorf("%s as DOT has %d arrows; want %d", name, lines, d.arrows)
			}
		}
	}
}

// quads reads JSON-LD with a processor, and gives what it says: by subject and predicate the objects.
func quads(t *testing.T, text []byte) map[string]map[string][]string {
	t.Helper()
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader = nowhere{}
	data, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]map[string][]string{}
	for _, q := range data.(*ld.RDFDataset).Graphs["@default"] {
		subject := q.Subject.GetValue()
		if out[subject] == nil {
			out[subject] = map[string][]string{}
		}
		out[subject][q.Predicate.GetValue()] = append(out[subject][q.Predicate.GetValue()], q.Object.GetValue())
	}
	return out
}

// nowhere fails what is not in the document itself.
type nowhere struct{}

func (nowhere) LoadDocument(url string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, url)
}

// TestLinkedData reads JSON-LD with a processor, and looks what is said in each vocabulary.
func TestLinkedData(t *testing.T) {
	const (
		schema = "https://schema.org/"
		terms  = "https://purl.org/ctdl/terms/"
		isA    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
	)
	r, s := builtinRelease(t)
	all := quads(t, written(t, func(w io.Writer) error { return r.SchemaOrg(w, r.catalog.Careers, r.catalog.Credentials) }))
	classes := map[string]int{}
	for _, facts := range all {
		for _, class := range facts[isA] {
			classes[class]++
		}
	}
	routes := 0
	for _, c := range r.catalog.Credentials {
		routes += len(c.Routes)
	}
	for class, want := range map[string]int{
		"Occupation": len(r.catalog.Careers), "EducationalOccupationalCredential": len(r.catalog.Credentials),
		"EducationalOccupationalProgram": routes, "Dataset": 1,
	} {
		if classes[schema+class] != want {
			t.Errorf("%d of %s; want %d", classes[schema+class], class, want)
		}
	}
	chief := all["urn:careerlattice:careers/chief-medical-officer"]
	salary := all[chief[schema+"estimatedSalary"][0]]
	if chief[schema+"name"][0] != "Chief Medical Officer" || salary[schema+"median"][0] != "293120" || salary[schema+"currency"][0] != "USD" {
		t.Errorf("the chief medical officer: %v, %v", chief, salary)
	}

	all = quads(t, written(t, func(w io.Writer) error { return r.CTDL(w, r.catalog.Careers, r.catalog.Credentials) }))
	chief = all["urn:careerlattice:careers/chief-medical-officer"]
	condition := all[chief[terms+"requires"][0]]
	if chief[isA][0] != terms+"Occupation" || condition[isA][0] != terms+"ConditionProfile" || len(condition[terms+"requires"]) != 4 {
		t.Errorf("what the chief medical officer requires: %v", condition)
	}

	for i, write := range []func(io.Writer) error{
		func(w io.Writer) error { return r.PlansCTDL(w, s, s.Plans) }, func(w io.Writer) error { return r.PlansSchemaOrg(w, s, s.Plans) },
	} {
		all = quads(t, written(t, write))
		for _, p := range s.Plans {
			plan := all[idPrefix+p.ID()]
			switch class := plan[isA][0]; {
			case i == 0 && (class != terms+"Pathway" || len(plan[terms+"hasPart"]) != len(p.Steps)+1):
				t.Errorf("a plan in CTDL: %v", plan)
			case i == 0 && all[plan[terms+"hasDestinationComponent"][0]][terms+"proxyFor"][0] != idPrefix+s.Target.ID():
				t.Errorf("the goal of a plan in CTDL: %v", all[plan[terms+"hasDestinationComponent"][0]])
			case i == 1 && (class != schema+"HowTo" || len(plan[schema+"step"]) != len(p.Steps) || plan[schema+"totalTime"][0] != isoMonths(p.Months)):
				t.Errorf("a plan in schema.org: %v", plan)
			}
		}
	}
	h, hs := hostileRelease(t)
	if all := quads(t, written(t, func(w io.Writer) error { return h.CTDL(w, h.catalog.Careers, h.catalog.Credentials) })); len(all) < 10 {
		t.Errorf("hostile names: %v", all)
	}
	if got := quads(t, written(t, func(w io.Writer) error { return h.PlansSchemaOrg(w, hs, hs.Plans) })); got[idPrefix+"careers/j"][schema+"name"][0] != "  @job `#quot;{x}[y]" {
		t.Errorf("hostile names: %v", got)
	}
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
