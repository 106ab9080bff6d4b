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
	return nodeIn(t, clients, "", args...)
}

// nodeIn runs a program of a folder of packages for Node on an input.
func nodeIn(t *testing.T, folder, input string, args ...string) []byte {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_NODE") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_NODE is set")
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Skipf("the packages of %s are not installed: `make node` does that, and `make test` with it", folder)
	}
	cmd := exec.CommandContext(t.Context(), "node", args...)
	cmd.Dir = folder
	cmd.Stdin = strings.NewReader(input)
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
