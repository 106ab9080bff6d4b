package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// clients is the folder of what runs in Node against a live server.
const clients = "testdata/clients"

// node runs a program of the clients' folder and gives what it prints. `make node` installs what it needs.
func node(t *testing.T, args ...string) []byte {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_NODE") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_NODE is set")
	}
	if _, err := os.Stat(filepath.Join(clients, "node_modules")); err != nil {
		t.Skip("the clients' packages are not installed: `make node` does that, and `make test` with it")
	}
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir = clients
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node %v: %v\n%s%s", args, err, &problems, out)
	}
	return out
}

// TestAudit runs the audits of package graphql-http: every rule of GraphQL over HTTP that a server MUST, SHOULD or MAY keep.
func TestAudit(t *testing.T) {
	p := serve(t)
	lines := bufio.NewScanner(bytes.NewReader(node(t, "audit.mjs", p.address+"/graphql")))
	passed := 0
	for lines.Scan() {
		var audit struct{ ID, Name, Status, Reason string }
		if err := json.Unmarshal(lines.Bytes(), &audit); err != nil {
			t.Fatal(err)
		}
		if audit.Status != "ok" {
			t.Errorf("%s %q: %s, %s", audit.ID, audit.Name, audit.Status, audit.Reason)
			continue
		}
		passed++
	}
	if passed < 60 {
		t.Errorf("%d audits passed; the suite has more than 60", passed)
	}
	p.stop(t)
}

// TestTypedClient makes types of the live schema, compiles a client of urql with them, and runs it; then it asks for the client's
// document by its id in the manifest that was made beside the types.
func TestTypedClient(t *testing.T) {
	page, err := os.ReadFile(apiFile)
	if err != nil {
		t.Fatal(err)
	}
	client, err := os.ReadFile(filepath.Join(clients, "plans.ts"))
	if err != nil {
		t.Fatal(err)
	}
	if _, code, _ := strings.Cut(string(client), "\n"); !strings.Contains(string(page), "```ts\n"+code+"```\n") {
		t.Error("the client of docs/api.md is not that of plans.ts")
	}
	p := serve(t)
	for _, made := range []string{"gql", "out"} {
		t.Cleanup(func() { _ = os.RemoveAll(filepath.Join(clients, made)) })
	}
	t.Setenv("SCHEMA", p.address+"/schema.graphql")
	node(t, "node_modules/.bin/graphql-codegen", "--config", "codegen.ts")
	node(t, "node_modules/.bin/tsc", "--project", ".")
	want := "60 months, $19300\n"
	if got := string(node(t, "out/plans.js", p.address+"/graphql")); !strings.Contains(got, want) {
		t.Errorf("the client prints %q; want %q among it", got, want)
	}
	p.stop(t)

	manifest := filepath.Join(clients, "gql", "persisted-documents.json")
	b, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	var documents map[string]string
	if err := json.Unmarshal(b, &documents); err != nil || len(documents) != 1 {
		t.Fatalf("%v: %s", err, b)
	}
	p = serve(t, "--documents", manifest, "--documents-only", "on")
	for id := range documents {
		answer := p.post(t, `{"documentId": "`+id+`", "variables": {"input": {"from": {"credentials": "as-health-informatics"}, "to": "it-consultant"}}}`)
		if !strings.Contains(answer, `{"cost":19300,"months":60}`) && !strings.Contains(answer, `{"months":60,"cost":19300}`) {
			t.Errorf("%s: %s", id, answer)
		}
	}
	p.stop(t)
}
