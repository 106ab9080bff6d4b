package command

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"careerlattice/graph"
	"careerlattice/internal/assistant"
)

// TestBuiltinDocuments holds the documents that assistants are offered to the schema and the limits.
func TestBuiltinDocuments(t *testing.T) {
	documents, err := assistant.Documents()
	if err != nil {
		t.Fatal(err)
	}
	if len(documents) != 5 {
		t.Errorf("there are %d documents", len(documents))
	}
	if err := graph.CheckDocuments(documents, graph.DefaultLimits); err != nil {
		t.Error(err)
	}
}

// TestAssistantSession plays testdata/session.jsonl: each line that begins with > is sent to careerlattice mcp, and the line
// after it, beginning with <, is what it answers.
func TestAssistantSession(t *testing.T) {
	const file = "testdata/session.jsonl"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	catalog := filepath.Join(t.TempDir(), "world.yaml")
	write(t, catalog, world)
	cmd := prepare(t, "mcp", "--catalog", catalog)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	release, _ := build()
	answers := bufio.NewReader(out)
	var got strings.Builder
	for line := range strings.Lines(string(page)) {
		sent, ok := strings.CutPrefix(line, "> ")
		if !ok {
			continue
		}
		got.WriteString(line)
		if _, err := in.Write([]byte(sent)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(sent, `"id":`) {
			continue // a notification has no answer
		}
		answer, err := answers.ReadString('\n')
		if err != nil {
			t.Fatalf("no answer to %s: %v", sent, err)
		}
		got.WriteString("< " + strings.Replace(answer, `"version":"`+release+`"`, `"version":"VERSION"`, 1))
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("at the end of its input: %v", err)
	}
	if *update {
		write(t, file, got.String())
	} else if diff := cmp.Diff(string(page), got.String()); diff != "" {
		t.Errorf("the session (-want +got):\n%s", diff)
	}
}

// outputSchemaOf compiles what a tool says of its answers.
func outputSchemaOf(t *testing.T, tools []*mcp.Tool, name string) *jsonschema.Schema {
	t.Helper()
	at := slices.IndexFunc(tools, func(x *mcp.Tool) bool { return x.Name == name })
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("output.json", tools[at].OutputSchema); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("output.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestAssistantAnswers holds answers of the built-in tools, good ones of each kind, to what the tools say of their answers.
func TestAssistantAnswers(t *testing.T) {
	p := serve(t, "--mcp", "on")
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: p.address + "/mcp"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	listed, err := session.ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	const from = `"from": {"credentials": ["as-health-informatics"]}`
	for _, c := range []struct{ tool, arguments, has string }{
		{"career", `{"id": "it-consultant"}`, `"id":"careers/it-consultant"`},
		{"gap", `{` + from + `, "to": "it-consultant"}`, `"satisfied":false`},
		{"plan", `{` + from + `, "to": "it-consultant"}`, `"PlanSet"`},
		{"plan", `{` + from + `, "to": "it-consultant", "constraints": {"maxMonths": 1}}`, `"NoPlan"`},
		{"reachableCareers", `{` + from + `, "first": 50}`, `"WorkStep"`},
		{"search", `{"text": "informatics"}`, `"totalCount"`},
	} {
		result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: c.tool, Arguments: json.RawMessage(c.arguments)})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(result.StructuredContent)
		if err != nil || result.IsError || !strings.Contains(string(text), c.has) {
			t.Errorf("%s %s: error %v, %v, %s; want %s", c.tool, c.arguments, result.IsError, err, text, c.has)
		}
		if err := outputSchemaOf(t, listed.Tools, c.tool).Validate(result.StructuredContent); err != nil {
			t.Errorf("%s %s: %v", c.tool, c.arguments, err)
		}
	}
	if err := session.Close(); err != nil {
		t.Error(err)
	}
	p.stop(t)
}

// TestAssistantOverHTTP asks a server's tools by the protocol's own client: those that are built in, and those of a manifest, the
// only documents that server answers.
func TestAssistantOverHTTP(t *testing.T) {
	manifest := filepath.Join(t.TempDir(), "documents.json")
	write(t, manifest, `{"title": "query Title { catalog { title } }"}`)
	const plan = `{"from": {"credentials": ["as-health-informatics"]}, "to": "chief-medical-officer"}`
	for _, c := range []struct {
		args                   []string
		tools                  []string
		tool, arguments, wants string
	}{
		{nil, []string{"career", "gap", "plan", "reachableCareers", "search"}, "plan", plan, `"representatives":[{"id":"`},
		{[]string{"--documents", manifest, "--documents-only", "on"}, []string{"Title"}, "Title", `{}`, `{"data":{"catalog":{"title":"Health informatics careers"}}}`},
	} {
		p := serve(t, append([]string{"--mcp", "on"}, c.args...)...)
		client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
		session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: p.address + "/mcp"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		listed, err := session.ListTools(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, tool := range listed.Tools {
			names = append(names, tool.Name)
			if !tool.Annotations.ReadOnlyHint {
				t.Errorf("%s is not said to be read-only", tool.Name)
			}
		}
		if !slices.Equal(names, c.tools) {
			t.Errorf("tools %q; want %q", names, c.tools)
		}
		schema := outputSchemaOf(t, listed.Tools, c.tool)
		for arguments, failed := range map[string]bool{c.arguments: false, `{"nope": 1}`: true} {
			result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: c.tool, Arguments: json.RawMessage(arguments)})
			if err != nil {
				t.Fatal(err)
			}
			text, ok := result.Content[0].(*mcp.TextContent)
			if !ok || result.IsError != failed || !failed && !strings.Contains(text.Text, c.wants) {
				t.Errorf("%s %s: error %v, %v; want %s", c.tool, arguments, result.IsError, text, c.wants)
			}
			if (result.StructuredContent == nil) != failed {
				t.Errorf("%s %s: error %v with the content %v", c.tool, arguments, failed, result.StructuredContent)
			} else if !failed {
				if err := schema.Validate(result.StructuredContent); err != nil {
					t.Errorf("%s %s: %v", c.tool, arguments, err)
				}
			}
		}
		if err := session.Close(); err != nil {
			t.Error(err)
		}
		p.stop(t)
	}
	off := &mcp.StreamableClientTransport{Endpoint: serve(t).address + "/mcp"}
	if _, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), off, nil); err == nil {
		t.Error("without --mcp on there is something at /mcp")
	}
}
