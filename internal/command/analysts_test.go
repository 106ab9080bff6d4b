package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

const analystsFile = "../../docs/analysts.md"

// trailing is space at the end of a line, which tables in terminals have.
var trailing = regexp.MustCompile(`(?m) +$`)

// TestAnalystsExamples runs the examples of docs/analysts.md in a folder, one after the other, and holds what they print to the
// block of text after them.
func TestAnalystsExamples(t *testing.T) {
	text, err := os.ReadFile(analystsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, program := range []string{"bash", "curl", "jq", "sqlite3", "xmllint", "dot"} {
		tool(t, program)
	}
	p := serve(t)
	folder := t.TempDir()
	var page bytes.Buffer
	copied, ran, printed := 0, 0, ""
	for _, at := range block.FindAllSubmatchIndex(text, -1) {
		language, written := string(text[at[2]:at[3]]), string(text[at[4]:at[5]])
		example := strings.ReplaceAll(written, "http://localhost:8080", p.address)
		switch language {
		case "sh":
			cmd := exec.CommandContext(t.Context(), "bash", "-euo", "pipefail", "-c", example)
			cmd.Dir = folder
			printed = trailing.ReplaceAllString(string(output(t, cmd, "")), "")
		case "python":
			printed = trailing.ReplaceAllString(string(python(t, folder, "", "-c", example)), "")
		case "sql":
			printed = lines(duckDB(t, folder, example), columnsOf(example))
		case "json":
			askAsGrafana(t, p, []byte(written))
			continue
		case "text":
			if printed == "" {
				t.Errorf("the example before this prints nothing: %s", written)
			}
			if printed != written && !*update {
				t.Errorf("docs/analysts.md says\n%s\nthe example prints\n%s\n(go test ./internal/command -update writes it)", written, printed)
			}
			page.Write(text[copied:at[4]])
			page.WriteString(printed)
			copied = at[5]
			continue
		default:
			t.Fatalf("nothing runs a block of %s", language)
		}
		ran++
	}
	p.stop(t)
	if ran < 12 {
		t.Errorf("%d examples were run; want at least 12", ran)
	}
	if *update {
		page.Write(text[copied:])
		if err := os.WriteFile(analystsFile, page.Bytes(), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
}

// columnsOf are the columns that a query names, in their order.
func columnsOf(sql string) []string {
	list, _, _ := strings.Cut(strings.TrimPrefix(sql, "SELECT "), "\nFROM")
	var names []string
	for _, column := range regexp.MustCompile(`, (?:[^()]*$|\b)`).Split(list, -1) {
		words := strings.Fields(column)
		names = append(names, words[len(words)-1])
	}
	return names
}

// lines lays rows out for reading, as the page has them.
func lines(rows []map[string]any, columns []string) string {
	table := [][]string{columns}
	for _, row := range rows {
		var cells []string
		for _, column := range columns {
			cells = append(cells, fmt.Sprint(row[column]))
		}
		table = append(table, cells)
	}
	widths := make([]int, len(columns))
	for _, cells := range table {
		for i, cell := range cells {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	var b strings.Builder
	for _, cells := range table {
		var line strings.Builder
		for i, cell := range cells {
			line.WriteString(cell + strings.Repeat(" ", widths[i]-len([]rune(cell))+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}

// askAsGrafana asks what a panel's query asks, and looks for what its columns select in every row.
func askAsGrafana(t *testing.T, p *process, panel []byte) {
	t.Helper()
	var query struct {
		URL        string
		URLOptions struct {
			Method       string
			BodyType     string `json:"body_type"`
			GraphQLQuery string `json:"body_graphql_query"`
		} `json:"url_options"`
		RootSelector string `json:"root_selector"`
		Columns      []struct{ Selector, Type string }
	}
	if err := json.Unmarshal(panel, &query); err != nil {
		t.Fatal(err)
	}
	if query.URL != "http://localhost:8080/graphql" || query.URLOptions.Method != http.MethodPost || query.URLOptions.BodyType != "graphql" {
		t.Fatalf("the panel does not ask the API: %+v", query)
	}
	var answer any
	if err := json.Unmarshal([]byte(p.query(t, query.URLOptions.GraphQLQuery)), &answer); err != nil {
		t.Fatal(err)
	}
	rows, _ := selected(answer, query.RootSelector).([]any)
	if len(rows) < 40 || len(query.Columns) != 3 {
		t.Fatalf("%d rows of %d columns", len(rows), len(query.Columns))
	}
	for _, column := range query.Columns {
		found := 0
		for _, row := range rows {
			value := selected(row, column.Selector)
			if _, number := value.(float64); value != nil && number == (column.Type == "number") {
				found++
			}
		}
		if found < len(rows)/2 {
			t.Errorf("%s is a %s in %d of %d rows", column.Selector, column.Type, found, len(rows))
		}
	}
}

// selected follows a path of names.
func selected(value any, path string) any {
	for _, name := range strings.Split(path, ".") {
		object, _ := value.(map[string]any)
		value = object[name]
	}
	return value
}
