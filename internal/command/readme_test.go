package command

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

const readmeFile = "../../README.md"

// block is a fenced block of a page: its language, and where its text begins and ends.
var block = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")

// TestReadmeQueries runs the README's queries, the first one as the line for curl has it, against a server in a process of its
// own, and holds the answer to the block of JSON that follows; so it does with plans in a terminal and the block of text. A
// block that serves something else serves it to the queries after it.
func TestReadmeQueries(t *testing.T) {
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t)
	var page bytes.Buffer
	copied, queries, answer := 0, 0, ""
	for _, at := range block.FindAllSubmatchIndex(readme, -1) {
		language, text := string(readme[at[2]:at[3]]), string(readme[at[4]:at[5]])
		switch {
		case language == "graphql":
			answer = p.query(t, text)
		case language == "sh" && strings.HasPrefix(text, "curl "):
			body := regexp.MustCompile(`-d '(.*)'`).FindStringSubmatch(text)
			if body == nil || !strings.Contains(text, "http://localhost:8080/graphql") || !strings.Contains(text, "'Content-Type: application/json'") {
				t.Fatalf("the first query cannot be copied: %s", text)
			}
			answer = p.post(t, body[1])
		case language == "sh" && strings.HasPrefix(text, "go run . serve "):
			p.stop(t)
			p = serve(t, strings.Fields(text)[4:]...)
		case language == "sh" && strings.HasPrefix(text, "go run . plan "):
			answer = terminalPlans(t, strings.Fields(text)[3:])
		case language == "json" || language == "text":
			if answer == "" {
				t.Fatalf("an answer without its query: %s", text)
			}
			want := answer
			if language == "json" {
				want = pretty(t, answer)
			}
			if strings.Contains(answer, `"errors"`) {
				t.Errorf("a query of the README fails: %s", answer)
			}
			if text != want && !*update {
				t.Errorf("README.md says\n%s\nthe answer is\n%s\n(go test ./internal/command -update writes it)", text, want)
			}
			page.Write(readme[copied:at[4]])
			page.WriteString(want)
			copied, answer = at[5], ""
			queries++
		}
	}
	page.Write(readme[copied:])
	p.stop(t)
	if queries != 7 || answer != "" {
		t.Errorf("%d queries with their answers, %q left; want the first, one in a terminal and five more", queries, answer)
	}
	if *update && !bytes.Equal(readme, page.Bytes()) {
		if err := os.WriteFile(readmeFile, page.Bytes(), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
}

// terminalPlans runs a command that plans, and gives what it prints.
func terminalPlans(t *testing.T, args []string) string {
	t.Helper()
	var out, problems bytes.Buffer
	if status := Main(t.Context(), args, &out, &problems); status != 0 {
		t.Fatalf("status %d: %s", status, &problems)
	}
	return out.String()
}

// leaf is an object or a list of plain values over several lines.
var leaf = regexp.MustCompile(`([\[{])\n\s+([^\[\]{}]*?)\n\s+([\]}])`)

// pretty lays out JSON for readers: what holds only plain values stands on one line where it is short.
func pretty(t *testing.T, answer string) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, []byte(answer), "", "  "); err != nil {
		t.Fatal(err)
	}
	return leaf.ReplaceAllStringFunc(b.String(), func(lines string) string {
		part := leaf.FindStringSubmatch(lines)
		line := part[1] + strings.Join(regexp.MustCompile(`\n\s+`).Split(part[2], -1), " ") + part[3]
		if len(line) > 170 {
			return lines
		}
		return line
	})
}

// TestReadmePlans checks what the README says of the first query: real plans from the associate degree, and all of them.
func TestReadmePlans(t *testing.T) {
	var out, problems bytes.Buffer
	args := []string{"plan", "--from", exampleCredential, "--to", exampleCareer, "--json"}
	if status := Main(t.Context(), args, &out, &problems); status != 0 {
		t.Fatalf("status %d: %s", status, &problems)
	}
	var answer front
	if err := json.Unmarshal(out.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	if !answer.Exact || answer.Plans.TotalCount < 2 || len(answer.Plans.Nodes) != answer.Plans.TotalCount {
		t.Errorf("exact %v, %d of %d plans; want the whole front, with a choice", answer.Exact, len(answer.Plans.Nodes), answer.Plans.TotalCount)
	}
}
