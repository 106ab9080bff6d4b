package command

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readers is the folder of programs that read exports.
const readers = "testdata/readers"

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
		if slices.Contains(k.parameters, "from") {
			args = append(args, examplePlan[:2]...)
		}
		if slices.Contains(k.parameters, "to") {
			args = append(args, examplePlan[2:]...)
		}
		if k.name == "leverage" {
			args = append(args, "--max-months", "48") // without limits it opens nothing
		}
		csv, parquet := exported(t, folder, k.name+".csv", args...), exported(t, folder, k.name+".parquet", args...)
		sql = append(sql, "SELECT '"+k.name+"' AS name, (SELECT count(*) FROM read_csv('"+csv+"')) AS csv, (SELECT count(*) FROM '"+parquet+"') AS parquet, "+
			"(SELECT count(*) FROM (SELECT as_of, data_source FROM '"+parquet+"' EXCEPT ALL SELECT as_of, data_source FROM read_csv('"+csv+"', all_varchar = true))) AS differ, "+
			"(SELECT count(*) FROM parquet_kv_metadata('"+parquet+"') WHERE key IN ('source', 'license', 'version', 'catalog_digest')) AS facts")
	}
	rows := duckDB(t, folder, strings.Join(sql, " UNION ALL "))
	if len(rows) != 12 {
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
