package command

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// goClient is the folder of the client in Go: a module of its own, so that what generates it is no dependency of the server.
const goClient = clients + "/go"

// fastestPlan is the first line that clients print of their plans.
const fastestPlan = "48 months, $42000\n"

// TestTypeScriptClients makes types of the live schema, compiles clients of fetch and urql with them, and runs both; then it asks for
// the clients' documents by their ids in the manifest that was made beside the types.
func TestTypeScriptClients(t *testing.T) {
	p := serve(t)
	for _, made := range []string{"gql", "out"} {
		t.Cleanup(func() { _ = os.RemoveAll(filepath.Join(clients, made)) })
	}
	t.Setenv("SCHEMA", p.address+"/schema.graphql")
	node(t, "node_modules/.bin/graphql-codegen", "--config", "codegen.ts")
	node(t, "node_modules/.bin/tsc", "--project", ".")
	for program, want := range map[string]string{"out/urql.js": fastestPlan, "out/fetch.js": "IT Consultant: $78042 a year\n"} {
		if got := string(node(t, program, p.address+"/graphql")); !strings.HasPrefix(got, want) {
			t.Errorf("%s prints %q; want %q at its start", program, got, want)
		}
	}
	p.stop(t)

	manifest := filepath.Join(clients, "gql", "persisted-documents.json")
	b, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	var documents map[string]string
	if err := json.Unmarshal(b, &documents); err != nil || len(documents) != 2 {
		t.Fatalf("%v: %s", err, b)
	}
	p = serve(t, "--documents", manifest, "--documents-only", "on")
	for id, document := range documents {
		variables, want := `{"from": "as-health-informatics", "to": "it-consultant"}`, `"months":48`
		if strings.Contains(document, "query Wage") {
			variables, want = `{"id": "it-consultant"}`, `"annual":78042`
		}
		if answer := p.post(t, `{"documentId": "`+id+`", "variables": `+variables+`}`); !strings.Contains(answer, want) {
			t.Errorf("%s: %s; want %s", document, answer, want)
		}
	}
	p.stop(t)
}

// TestGoClient makes Go of the live schema with genqlient, compiles the client with it, and runs it.
func TestGoClient(t *testing.T) {
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(goClient)); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) (string, error) {
		cmd := exec.CommandContext(t.Context(), "go", args...)
		cmd.Dir = folder
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	if out, err := run("mod", "download"); err != nil {
		t.Skipf("the client's modules cannot be had: %v\n%s", err, out)
	}
	p := serve(t)
	write(t, filepath.Join(folder, "schema.graphql"), p.get(t, "/schema.graphql"))
	if out, err := run("tool", "genqlient"); err != nil {
		t.Fatalf("genqlient: %v\n%s", err, out)
	}
	if out, err := run("run", ".", p.address+"/graphql"); err != nil || !strings.HasPrefix(out, fastestPlan) {
		t.Errorf("the client prints %q (%v); want %q at its start", out, err, fastestPlan)
	}
	p.stop(t)
}

// TestFederation composes the API with another subgraph by Apollo's tools, and asks their router: a field of the other for a career of
// the API, the API's fields for careers that the other names (of which there is one no more), and both for credentials, whose types
// the other does not know.
func TestFederation(t *testing.T) {
	p := serve(t, "--federation", "on")
	var queries, want []string
	for _, x := range [][2]string{
		{
			`{ career(id: "it-consultant") { name openings } }`,
			`{"data":{"career":{"name":"IT Consultant","openings":["An opening for careers/it-consultant"]}}}`,
		},
		{
			`{ hiring { name openings } }`,
			`{"extensions":{"valueCompletion":[{"message":"Cannot return null for non-nullable field Career.name.","path":["hiring",1,"name"],` +
				`"extensions":{"code":"INVALID_GRAPHQL"}}]},"data":{"hiring":[{"name":"IT Consultant","openings":["An opening for careers/it-consultant"]},null]}}`,
		},
		{
			`{ taught { __typename name courses ... on Degree { level } } }`,
			`{"data":{"taught":[{"__typename":"Certification","name":"Certified Professional Coder","courses":["A course for credentials/cpc"]},` +
				`{"__typename":"Degree","name":"Bachelor's Degree in Nursing","courses":["A course for credentials/bs-nursing"],"level":"BACHELORS"}]}}`,
		},
		{
			`{ credential(id: "cpc") { courses requiredBy(first: 0) { pageInfo { hasNextPage } } } }`,
			`{"data":{"credential":{"courses":["A course for credentials/cpc"],"requiredBy":{"pageInfo":{"hasNextPage":true}}}}}`,
		},
	} {
		queries, want = append(queries, x[0]), append(want, x[1])
	}
	got := node(t, append([]string{"router.mjs", p.address + "/graphql"}, queries...)...)
	if diff := cmp.Diff(want, trimmedLines(string(got))); diff != "" {
		t.Error(diff)
	}
	p.stop(t)
}

// TestShownClients holds the code that pages show to the clients that are compiled and run: each line of it stands in one of them,
// in the same order.
func TestShownClients(t *testing.T) {
	var programs [][]string
	for _, name := range []string{"fetch.ts", "urql.ts", "codegen.ts", "router.mjs", "go/main.go", "go/genqlient.yaml"} {
		programs = append(programs, codeLines(t, filepath.Join(clients, name)))
	}
	for page, want := range map[string]int{readmeFile: 3, apiFile: 3} {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		shown := 0
		for _, found := range block.FindAllStringSubmatch(string(text), -1) {
			if language := found[1]; language != "ts" && language != "go" && (language != "yaml" && language != "graphql" || page == readmeFile) {
				continue
			}
			shown++
			if !among(found[2], programs) {
				t.Errorf("%s shows code that is not run:\n%s", page, found[2])
			}
		}
		if shown != want {
			t.Errorf("%s shows %d pieces of code; want %d", page, shown, want)
		}
	}
}

// among tells whether one of the programs has the lines of a text in their order.
func among(text string, programs [][]string) bool {
	for _, program := range programs {
		next := 0
		rest := trimmedLines(text)
		for _, line := range program {
			if next < len(rest) && line == rest[next] {
				next++
			}
		}
		if next == len(rest) {
			return true
		}
	}
	return false
}

func codeLines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return trimmedLines(string(text))
}

// trimmedLines are the lines that are not empty, without the space around them.
func trimmedLines(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
