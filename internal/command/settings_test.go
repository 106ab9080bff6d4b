package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"

	"careerlattice/graph"
)

// flagsOf gives the flags of a subcommand.
func flagsOf(t *testing.T, command string) []*kong.Flag {
	t.Helper()
	parser, err := newParser(&program{}, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range parser.Model.Children {
		if node.Name == command {
			return node.Flags
		}
	}
	t.Fatalf("there is no command %s", command)
	return nil
}

// TestEveryFlagHasATwin holds the names of the environment to those of the flags.
func TestEveryFlagHasATwin(t *testing.T) {
	for _, f := range flagsOf(t, "serve") {
		want := []string{"CAREERLATTICE_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))}
		if diff := cmp.Diff(want, f.Envs); diff != "" {
			t.Errorf("--%s, its environment (-want +got):\n%s", f.Name, diff)
		}
	}
}

// setting is a row of the README's table: the flag, its twin, its default.
var setting = regexp.MustCompile("(?m)^\\| `(--[a-z-]+)` \\| `([A-Z_]+)` \\| ?`?([^`|]*?)`? \\|")

// TestSettingsAreDocumented holds the table of the README to the flags: each is there with its twin and its default, and no other.
func TestSettingsAreDocumented(t *testing.T) {
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, f := range flagsOf(t, "serve") {
		want["--"+f.Name] = []string{f.Envs[0], f.Default}
	}
	got := map[string][]string{}
	page := setting.ReplaceAllStringFunc(string(readme), func(text string) string {
		row := setting.FindStringSubmatch(text)
		got[row[1]] = []string{row[2], strings.TrimSpace(row[3])}
		if known, ok := want[row[1]]; ok && known[1] != "" {
			return fmt.Sprintf("| `%s` | `%s` | `%s` |", row[1], known[0], known[1])
		}
		return text
	})
	if *update {
		if err := os.WriteFile(readmeFile, []byte(page), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table of settings in README.md (-flags +table):\n%s", diff)
	}
}

// TestEveryLimitHasAFlag gives each limit a value of its own and wants each where it belongs.
func TestEveryLimitHasAFlag(t *testing.T) {
	var f limitFlags
	from := reflect.ValueOf(&f).Elem()
	for i := range from.NumField() {
		from.Field(i).SetInt(int64(i) + 100)
	}
	var want graph.Limits
	to := reflect.ValueOf(&want).Elem()
	if to.NumField() != from.NumField()-1 { // the label budget is the planner's
		t.Errorf("there are %d limits and flags for %d", to.NumField(), from.NumField()-1)
	}
	for i := range to.NumField() {
		to.Field(i).SetInt(int64(i) + 101)
	}
	if diff := cmp.Diff(want, f.limits()); diff != "" {
		t.Errorf("limits (-want +got):\n%s", diff)
	}
}

// TestEnvironment sets every twin and wants the flags to win.
func TestEnvironment(t *testing.T) {
	t.Setenv("CAREERLATTICE_CATALOG", "nowhere")
	t.Setenv("CAREERLATTICE_LABEL_BUDGET", "none")
	var out, problems bytes.Buffer
	if status := Main(t.Context(), []string{"version"}, &out, &problems); status != 1 || !strings.Contains(problems.String(), `catalog "nowhere"`) {
		t.Errorf("a catalog from the environment: status %d, %s", status, &problems)
	}
	if status := Main(t.Context(), []string{"version", "--catalog", "health-informatics"}, &out, &problems); status != 0 {
		t.Errorf("a flag beside the environment: status %d, %s", status, &problems)
	}
	problems.Reset()
	if status := Main(t.Context(), nil, &out, &problems); status != 2 || !strings.Contains(problems.String(), "CAREERLATTICE_LABEL_BUDGET") {
		t.Errorf("nonsense in the environment: status %d, %s; want 2 and the variable's name", status, &problems)
	}
}

// TestSettingsReachTheServer gives settings to a server, in the environment and as flags, and asks what they change.
func TestSettingsReachTheServer(t *testing.T) {
	t.Setenv("CAREERLATTICE_INTROSPECTION", "off")
	t.Setenv("CAREERLATTICE_CORS_ORIGINS", "https://one.example,https://two.example")
	t.Setenv("CAREERLATTICE_LOG_FORMAT", "json")
	p := serve(t, "--max-depth", "2", "--max-plans", "1")
	for _, c := range []struct{ query, code string }{
		{`{ __schema { types { name } } }`, "INTROSPECTION_DISABLED"},
		{`{ catalog { title } }`, ""},
		{`{ careers { nodes { leadsTo { totalCount } } } }`, "DOCUMENT_TOO_DEEP"},
		{`{ a: plan(input: {from: {}, to: "information-clerk"}) { __typename } b: plan(input: {from: {}, to: "it-consultant"}) { __typename } }`, "TOO_MANY_PLANS"},
	} {
		r := p.request(t, queryBody(t, c.query))
		r.Header.Set("Origin", "https://two.example")
		header, answer := exchange(t, r)
		if code := regexp.MustCompile(`"code":"([A-Z_]*)"`).FindStringSubmatch(answer); c.code != "" && (code == nil || code[1] != c.code) || c.code == "" && code != nil {
			t.Errorf("%s: %s; want the code %q", c.query, answer, c.code)
		}
		if got := header.Get("Access-Control-Allow-Origin"); got != "https://two.example" {
			t.Errorf("allowed origin %q", got)
		}
		if got := header.Values("Vary"); !slices.Contains(got, "Origin") || !slices.Contains(got, "Accept") {
			t.Errorf("the answer varies with %q", got)
		}
	}
	p.stop(t)
	if line, _, _ := strings.Cut(p.log.String(), "\n"); !json.Valid([]byte(line)) {
		t.Errorf("a log line is not JSON: %s", line)
	}
}
