package command

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

const (
	readers   = "testdata/readers"
	planQuery = "?from=as-health-informatics&to=chief-medical-officer"
)

// download gets a path of a server: the status, the headers and the body.
func (p *process) download(t *testing.T, path string) (int, http.Header, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	status, header, body := roundTrip(t, r)
	return status, header, []byte(body)
}

// TestExportsAreServed downloads every export, holds it to what the command writes, and the descriptions of the release to the files' bytes.
func TestExportsAreServed(t *testing.T) {
	folder := t.TempDir()
	var out, problems bytes.Buffer
	if status := Main(t.Context(), []string{"export", "release", "--out", folder}, &out, &problems); status != exitDone {
		t.Fatalf("status %d: %s", status, &problems)
	}
	p := serve(t)
	sums, sizes := map[string]string{}, map[string]int{}
	for _, k := range exportKinds() {
		for i, name := range names(k) {
			path, args := "/export/"+name, []string{"export", name}
			if slices.Contains(k.parameters, "from") {
				path += "?from=as-health-informatics&maxMonths=400"
				args = append(args, "--from", "as-health-informatics", "--max-months", "400")
			}
			if slices.Contains(k.parameters, "to") {
				path += "&to=chief-medical-officer"
				args = append(args, "--to", "chief-medical-officer")
			}
			if slices.Contains(k.parameters, "plan") {
				path += "&plan=fastest"
				args = append(args, "--plan", "fastest")
			}
			if k.name == "plan" {
				path += "&start=2027-01-31"
				args = append(args, "--start", "2027-01-31")
			}
			status, header, body := p.download(t, path)
			extension := k.formats[i]
			at := slices.IndexFunc(exportFormats, func(f exportFormat) bool { return f.extension == extension })
			if status != http.StatusOK || header.Get("Content-Type") != exportFormats[at].mediaType || header.Get("Content-Disposition") != `attachment; filename="`+name+`"` {
				t.Errorf("%s: status %d, %v", path, status, header)
			}
			out.Reset()
			if status := Main(t.Context(), args, &out, &problems); status != exitDone || !bytes.Equal(out.Bytes(), body) || len(body) == 0 {
				t.Errorf("%q: status %d, %d bytes; the server has %d", args, status, out.Len(), len(body))
			}
			if !slices.Contains(k.parameters, "from") {
				written, err := os.ReadFile(filepath.Join(folder, name))
				if err != nil || !bytes.Equal(written, body) {
					t.Errorf("%s of the release is not what the server has: %v", name, err)
				}
				sum := sha256.Sum256(body)
				sums[name], sizes[name] = hex.EncodeToString(sum[:]), len(body)
			}
		}
	}
	p.stop(t)

	var frictionless struct {
		Resources []struct {
			Path, Hash string
			Bytes      int
		}
	}
	var croissant struct {
		Distribution []struct{ Name, SHA256, ContentSize string }
	}
	for name, to := range map[string]any{"datapackage.json": &frictionless, "croissant.json": &croissant} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, to); err != nil {
			t.Fatal(err)
		}
	}
	if len(frictionless.Resources) != 12 || len(croissant.Distribution) != 12 {
		t.Errorf("%d and %d files are described; want the six tables in two formats", len(frictionless.Resources), len(croissant.Distribution))
	}
	for i, r := range frictionless.Resources {
		if r.Hash != "sha256:"+sums[r.Path] || r.Bytes != sizes[r.Path] || croissant.Distribution[i].SHA256 != sums[croissant.Distribution[i].Name] {
			t.Errorf("%s has %d bytes and the sum %s: %+v, %+v", r.Path, sizes[r.Path], sums[r.Path], r, croissant.Distribution[i])
		}
	}
}

// TestExportMistakes wants a status and a reason for each thing that cannot be had.
func TestExportMistakes(t *testing.T) {
	p := serve(t)
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"/export/":                                       {200, "/export/careers.csv"},
		"/export/careers.xlsx":                           {400, "careers can be had as careers.csv, careers.parquet"},
		"/export/nothing.csv":                            {404, `there is no export "nothing.csv"`},
		"/export/careers.csv/../nodes.csv":               {400, "careers can be had as"},
		"/export/careers.csv?minWage=x":                  {400, `minWage: "x" is not a whole number`},
		"/export/careers.csv?minWage=-1":                 {400, "filter.minWage is -1"},
		"/export/careers.csv?minWage=1&minWage=2":        {400, "minWage: it is given 2 times"},
		"/export/careers.csv?wage=1":                     {400, "wage is no parameter of this export"},
		"/export/careers.csv?skills=juggling":            {400, `there is no skill "juggling"`},
		"/export/careers.csv?orderBy=luck":               {400, `orderBy: "luck" is none of name, wage, growth`},
		"/export/careers.csv?%zz":                        {400, "the query cannot be read"},
		"/export/nodes.csv?around=physicain":             {400, "did you mean careers/physician"},
		"/export/nodes.csv?kinds=planet":                 {400, `"planet" is none of career, credential`},
		"/export/plans.csv":                              {400, "from: it is missing"},
		"/export/plans.csv?from=x&to=y":                  {400, `from: there is no credential "x"`},
		"/export/plans.csv" + planQuery + "&maxMonths=1": {422, "there is no plan: "},
		"/export/plans.csv" + planQuery + "&plan=9999":   {400, "nor a number from 1 to"},
		"/export/plan.ics" + planQuery + "&start=now":    {400, `"now" is no day`},
	} {
		status, header, body := p.download(t, path)
		if status != want.status || !strings.Contains(string(body), want.text) || header.Get("Content-Type") != "text/plain; charset=utf-8" {
			t.Errorf("%s: status %d, %s, %.300s; want %d, %q", path, status, header.Get("Content-Type"), body, want.status, want.text)
		}
	}
	p.stop(t)
}

// TestExportFilters holds filters to the API's: the same careers in the same order.
func TestExportFilters(t *testing.T) {
	p := serve(t)
	for query, filter := range map[string]string{
		"": `filter: {}`,
		"?minWage=90000&orderBy=wage&direction=desc": `filter: {minWage: 90000}, orderBy: {field: WAGE, direction: DESC}`,
		"?text=nurse": `filter: {text: "nurse"}`,
		"?skills=leadership,communication&maxLevel=bachelors&includeTrainees=true": `filter: {skills: ["leadership", "communication"], maxLevel: BACHELORS, includeTrainees: true}`,
	} {
		var answer struct {
			Data struct {
				Careers struct{ Nodes []struct{ ID string } }
			}
		}
		if err := json.Unmarshal([]byte(p.query(t, "{ careers(first: 100, "+filter+") { nodes { id } } }")), &answer); err != nil {
			t.Fatal(err)
		}
		_, _, body := p.download(t, "/export/careers.csv"+query)
		lines := strings.Split(strings.TrimSpace(string(body)), "\n")[1:]
		if len(lines) != len(answer.Data.Careers.Nodes) || len(lines) == 0 {
			t.Fatalf("%s: %d careers; the API has %d", query, len(lines), len(answer.Data.Careers.Nodes))
		}
		for i, x := range answer.Data.Careers.Nodes {
			if !strings.HasPrefix(lines[i], x.ID+",") {
				t.Errorf("%s: %.60s; the API has %s", query, lines[i], x.ID)
			}
		}
	}
	p.stop(t)
}

// TestExportedReach holds reach and matrix to the API's answers.
func TestExportedReach(t *testing.T) {
	p := serve(t)
	var answer struct {
		Data struct {
			ReachableCareers struct {
				Nodes []struct {
					Career       struct{ ID string }
					Months, Cost int
				}
			}
		}
	}
	query := `{ reachableCareers(from: {credentials: ["as-health-informatics"]}, constraints: {maxMonths: 60}, first: 100) { nodes { career { id } months cost } } }`
	if err := json.Unmarshal([]byte(p.query(t, query)), &answer); err != nil {
		t.Fatal(err)
	}
	_, _, reach := p.download(t, "/export/reach.csv?from=as-health-informatics&maxMonths=60")
	lines := strings.Split(strings.TrimSpace(string(reach)), "\n")[1:]
	if len(lines) != len(answer.Data.ReachableCareers.Nodes) || len(lines) < 5 {
		t.Fatalf("%d careers; the API has %d", len(lines), len(answer.Data.ReachableCareers.Nodes))
	}
	for i, x := range answer.Data.ReachableCareers.Nodes {
		if want := fmt.Sprintf(",%d,%d,true,", x.Months, x.Cost); !strings.HasPrefix(lines[i], x.Career.ID+",") || !strings.Contains(lines[i], want) {
			t.Errorf("%s; the API has %+v", lines[i], x)
		}
	}
	_, _, matrix := p.download(t, "/export/matrix.csv?from=as-health-informatics&from=high-school-diploma,information-clerk=12&to=it-consultant,physician")
	lines = strings.Split(strings.TrimSpace(string(matrix)), "\n")[1:]
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "1,Associate Degree in Health Informatics,careers/it-consultant,IT Consultant,true,48,") ||
		!strings.Contains(lines[3], "12 months as Information Clerk") || !strings.Contains(lines[3], ",careers/physician,Physician,true,") {
		t.Errorf("the matrix:\n%s", matrix)
	}
	many := strings.Repeat("&from=as-health-informatics", 60) + "&to=" + strings.TrimSuffix(strings.Repeat("it-consultant,", 60), ",")
	if status, _, body := p.download(t, "/export/matrix.csv?"+many[1:]); status != http.StatusBadRequest || !strings.Contains(string(body), "these are 3600 cells; at most 2500 are answered") {
		t.Errorf("a matrix that is too large: status %d, %s", status, body)
	}
	p.stop(t)
}

// brokenWriter takes nothing.
type brokenWriter struct{ http.ResponseWriter }

func (brokenWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestHalfAnExport cuts the connection where a file ends in its midst.
func TestHalfAnExport(t *testing.T) {
	in, _ := catalog.Builtin("health-informatics")
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
			t.Errorf("it ended with %v; want the connection cut", err)
		}
	}()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/export/nodes.csv", nil)
	exportsOf(c).ServeHTTP(brokenWriter{httptest.NewRecorder()}, r)
}

func wantReaders(t *testing.T) {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_READERS") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_READERS is set")
	}
}

// tool finds a program that `make readers` installs.
func tool(t *testing.T, name string) string {
	t.Helper()
	wantReaders(t)
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: `make readers` does that, and `make test` with it", name)
	}
	return path
}

// python is the machine's own, for which `make readers` installs packages.
func python(t *testing.T, folder, input string, args ...string) []byte {
	t.Helper()
	wantReaders(t)
	if _, err := os.Stat("/usr/bin/python3"); err != nil {
		t.Skip("there is no /usr/bin/python3: `make readers` installs it with what the tests read exports with")
	}
	if err := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", "import icalendar, networkx, pandas").Run(); err != nil {
		t.Skip("Python's packages icalendar, networkx and pandas are not installed: `make readers` does that, and `make test` with it")
	}
	cmd := exec.CommandContext(t.Context(), "/usr/bin/python3", args...)
	cmd.Dir = folder
	return output(t, cmd, input)
}

// output runs a command, which must succeed, and gives what it prints.
func output(t *testing.T, cmd *exec.Cmd, input string) []byte {
	t.Helper()
	var problems bytes.Buffer
	cmd.Stdin, cmd.Stderr = strings.NewReader(input), &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%.2000s", cmd.Args, err, &problems)
	}
	return out
}

// exported writes an export of the built-in catalog into a folder, and gives its path.
func exported(t *testing.T, folder, name string, args ...string) string {
	t.Helper()
	var out, problems bytes.Buffer
	path := filepath.Join(folder, name)
	if status := Main(t.Context(), append([]string{"export", name, "--out", path}, args...), &out, &problems); status != exitDone {
		t.Fatalf("%s: status %d: %s", name, status, &problems)
	}
	return path
}

var examplePlan = []string{"--from", exampleCredential, "--to", exampleCareer}

// TestReadByPython opens drawings, a table and a calendar with networkx, pandas and icalendar.
func TestReadByPython(t *testing.T) {
	folder := t.TempDir()
	calendar := exported(t, folder, "plan.ics", append(examplePlan, "--start", "2027-01-31")...)
	paths := []string{exported(t, folder, "relations.graphml"), exported(t, folder, "relations.gexf"), exported(t, folder, "edges.csv"), calendar}
	lines := strings.Split(strings.TrimSpace(string(python(t, readers, "", append([]string{"read.py"}, paths...)...))), "\n")
	if len(lines) != 4 {
		t.Fatalf("%q", lines)
	}
	var ml, gexf, edges struct {
		Nodes, Edges, Rows int
		Graph              map[string]any
		Columns            []string
	}
	var events struct {
		Events []struct{ Summary, Start, End, Text string }
	}
	for i, to := range []any{&ml, &gexf, &edges, &events} {
		if err := json.Unmarshal([]byte(lines[i]), to); err != nil {
			t.Fatal(err)
		}
	}
	if ml.Nodes < 100 || ml.Nodes != gexf.Nodes || ml.Edges != gexf.Edges || ml.Edges != edges.Rows || !slices.Contains(edges.Columns, "data_source") {
		t.Errorf("GraphML %d nodes and %d edges, GEXF %d and %d, edges.csv %d rows of %q", ml.Nodes, ml.Edges, gexf.Nodes, gexf.Edges, edges.Rows, edges.Columns)
	}
	if license, _ := ml.Graph["license"].(string); license == "" {
		t.Errorf("networkx finds no license in %v", ml.Graph)
	}
	last := len(events.Events) - 1
	if last < 3 || events.Events[0].Start != "2027-01-31" || events.Events[last].Summary != "Chief Medical Officer is open" || !strings.Contains(events.Events[0].Text, "License: ") {
		t.Errorf("the calendar: %+v", events)
	}
}

// TestReadByTools opens drawings with xmllint and Graphviz.
func TestReadByTools(t *testing.T) {
	folder := t.TempDir()
	output(t, exec.CommandContext(t.Context(), tool(t, "xmllint"), "--noout", exported(t, folder, "relations.graphml"), exported(t, folder, "relations.gexf")), "")
	counts := strings.Fields(string(output(t, exec.CommandContext(t.Context(), tool(t, "gc"), "-n", "-e", exported(t, folder, "relations.dot")), "")))
	if len(counts) < 2 || counts[0] != "190" || counts[1] != "1418" {
		t.Errorf("Graphviz counts %q; want 190 nodes and 1418 edges", counts)
	}
	plan := exported(t, folder, "plans.dot", append(examplePlan, "--plan", "fastest")...)
	if svg := output(t, exec.CommandContext(t.Context(), tool(t, "dot"), "-Tsvg", plan), ""); !bytes.Contains(svg, []byte("Chief Medical Officer")) {
		t.Errorf("Graphviz draws no plan: %.300s", svg)
	}
}

// duckDB runs SQL in DuckDB about the files of a folder, and gives the rows.
func duckDB(t *testing.T, folder, sql string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	for line := range strings.Lines(string(nodeIn(t, readers, sql, "duckdb.mjs", folder))) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// TestReadByDuckDB opens every table as Parquet and as CSV, and wants the same rows of both.
func TestReadByDuckDB(t *testing.T) {
	folder := t.TempDir()
	var sql []string
	for _, k := range exportKinds() {
		if !slices.Contains(k.formats, "parquet") {
			continue
		}
		var args []string
		switch {
		case slices.Contains(k.parameters, "to"):
			args = examplePlan
		case slices.Contains(k.parameters, "from"):
			args = examplePlan[:2]
		}
		csv, parquet := exported(t, folder, k.name+".csv", args...), exported(t, folder, k.name+".parquet", args...)
		sql = append(sql, "SELECT '"+k.name+"' AS name, (SELECT count(*) FROM read_csv('"+csv+"')) AS csv, (SELECT count(*) FROM '"+parquet+"') AS parquet, "+
			"(SELECT count(*) FROM (SELECT as_of, data_source FROM '"+parquet+"' EXCEPT ALL SELECT as_of, data_source FROM read_csv('"+csv+"', all_varchar = true))) AS differ, "+
			"(SELECT count(*) FROM parquet_kv_metadata('"+parquet+"') WHERE key IN ('source', 'license', 'version', 'catalog_digest')) AS facts")
	}
	rows := duckDB(t, folder, strings.Join(sql, " UNION ALL "))
	if len(rows) != 10 {
		t.Fatalf("%d tables", len(rows))
	}
	for _, row := range rows {
		if row["csv"] != row["parquet"] || row["csv"] == "0" || row["differ"] != "0" || row["facts"] != "4" {
			t.Errorf("%v", row)
		}
	}
}

// TestReadByMermaid parses flowcharts with Mermaid.
func TestReadByMermaid(t *testing.T) {
	folder := t.TempDir()
	paths := []string{exported(t, folder, "relations.mmd"), exported(t, folder, "plans.mmd", examplePlan...)}
	for i, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			t.Fatal(err)
		}
		paths[i] = absolute
	}
	if got := string(nodeIn(t, readers, "", append([]string{"mermaid.mjs"}, paths...)...)); got != "flowchart-v2\nflowchart-v2\n" {
		t.Errorf("Mermaid reads %q", got)
	}
}
