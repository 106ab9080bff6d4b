package command

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const apiFile = "../../docs/api.md"

// message is a block of docs/api.md that is a request or an answer: the first line, the headers, the body.
type message struct {
	first, body string
	headers     [][2]string
}

func readMessage(t *testing.T, text string) message {
	t.Helper()
	head, body, _ := strings.Cut(text+"\n", "\n\n")
	lines := strings.Split(strings.TrimSpace(head), "\n")
	x := message{first: lines[0], body: strings.TrimSpace(body)}
	for _, line := range lines[1:] {
		name, value, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("not a header: %s", line)
		}
		x.headers = append(x.headers, [2]string{name, value})
	}
	return x
}

// ask sends the request of an example and gives the answer as the page writes it, with the headers that the page names.
func (p *process) ask(t *testing.T, request message, named [][2]string) string {
	t.Helper()
	method, target, _ := strings.Cut(request.first, " ")
	path, query, _ := strings.Cut(target, "?")
	if query != "" {
		name, value, _ := strings.Cut(query, "=")
		path += "?" + name + "=" + url.QueryEscape(value)
	}
	r, err := http.NewRequestWithContext(t.Context(), method, p.address+path, strings.NewReader(request.body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range request.headers {
		r.Header.Set(h[0], h[1])
	}
	status, header, body := roundTrip(t, r)
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s\n", status, http.StatusText(status))
	for _, h := range named {
		b.WriteString(h[0] + ": " + header.Get(h[0]) + "\n")
	}
	if body != "" {
		b.WriteString("\n" + pretty(t, body))
	}
	return b.String()
}

// TestAPIExamples sends every request of docs/api.md and holds the answer to the block after it.
func TestAPIExamples(t *testing.T) {
	text, err := os.ReadFile(apiFile)
	if err != nil {
		t.Fatal(err)
	}
	manifest := filepath.Join(t.TempDir(), "documents.json")
	found := regexp.MustCompile("(?s)```json\n(.*?)```").FindSubmatch(text)
	if found == nil {
		t.Fatal("docs/api.md has no manifest")
	}
	write(t, manifest, string(found[1]))
	p := serve(t, "--documents", manifest)
	var page bytes.Buffer
	var request *message
	copied, asked := 0, 0
	for _, at := range block.FindAllSubmatchIndex(text, -1) {
		if string(text[at[2]:at[3]]) != "http" {
			continue
		}
		written := string(text[at[4]:at[5]])
		x := readMessage(t, written)
		if request == nil {
			request = &x
			continue
		}
		got := p.ask(t, *request, x.headers)
		if got != written && !*update {
			t.Errorf("%s %s\ndocs/api.md says\n%s\nthe answer is\n%s\n(go test ./internal/command -update writes it)", request.first, request.body, written, got)
		}
		page.Write(text[copied:at[4]])
		page.WriteString(got)
		copied, request = at[5], nil
		asked++
	}
	if request != nil || asked < 8 {
		t.Errorf("%d examples were run; want at least 8, each with its answer", asked)
	}
	if *update {
		page.Write(text[copied:])
		if err := os.WriteFile(apiFile, page.Bytes(), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
	p.stop(t)
}
