package command

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"careerlattice/graph"
	"careerlattice/internal/web"
)

const document = `query Title { catalog { title } }`

// TestPersistedQueries sends a hash that no server knows, then the document with it to one server, then the hash alone to two on
// one Redis.
func TestPersistedQueries(t *testing.T) {
	url := startRedis(t).url
	first, second := serve(t, "--redis", url), serve(t, "--redis", url)
	sum := sha256.Sum256([]byte(document))
	hash := hex.EncodeToString(sum[:])
	body := func(query, hash string) string {
		return fmt.Sprintf(`{"query": %q, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": %q}}}`, query, hash)
	}
	if got := first.post(t, body("", hash)); !strings.Contains(got, `"message":"PersistedQueryNotFound"`) || !strings.Contains(got, `"code":"PERSISTED_QUERY_NOT_FOUND"`) {
		t.Errorf("unknown: %s", got)
	}
	if got := first.post(t, body(document, strings.Repeat("0", 64))); !strings.Contains(got, `"code":"BAD_REQUEST"`) {
		t.Errorf("with the hash of another: %s", got)
	}
	if got := first.post(t, body("{ nope }", hashOf("{ nope }"))); !strings.Contains(got, `"code":"GRAPHQL_VALIDATION_FAILED"`) {
		t.Errorf("an invalid document: %s", got)
	}
	if got := first.post(t, body("", hashOf("{ nope }"))); !strings.Contains(got, `"code":"PERSISTED_QUERY_NOT_FOUND"`) {
		t.Errorf("an invalid document was kept: %s", got)
	}
	want := first.post(t, body(document, hash))
	if !strings.Contains(want, `"title":"Health informatics careers"`) {
		t.Fatalf("with its document: %s", want)
	}
	first.await(t, stored, "1")
	for name, p := range map[string]*process{"the first": first, "the second": second} {
		if got := p.post(t, body("", hash)); got != want {
			t.Errorf("%s: %s; want %s", name, got, want)
		}
		p.stop(t)
	}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// TestTrustedDocuments asks by ids of a manifest, of servers that take other documents as well and that take none.
func TestTrustedDocuments(t *testing.T) {
	manifest := filepath.Join(t.TempDir(), "documents.json")
	write(t, manifest, fmt.Sprintf(`{"title": %q, "sha256:%s": %q}`, document, hashOf(document), document))
	for _, only := range []string{"off", "on"} {
		p := serve(t, "--documents", manifest, "--documents-only", only)
		for _, c := range []struct{ body, want string }{
			{`{"documentId": "title"}`, `"title":"Health informatics careers"`},
			{`{"documentId": "sha256:` + hashOf(document) + `"}`, `"title":"Health informatics careers"`},
			{`{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "` + hashOf(document) + `"}}}`, `"title":"Health informatics careers"`},
			{`{"documentId": "` + hashOf(document) + `"}`, `"title":"Health informatics careers"`},
			{`{"documentId": "nope"}`, `"code":"DOCUMENT_NOT_FOUND"`},
			{`{"documentId": "title", "query": "{ __typename }"}`, `"code":"BAD_REQUEST"`},
			{`{"query": "{ catalog { id } }"}`, map[string]string{"off": `"id":"health-informatics"`, "on": `"code":"DOCUMENT_NOT_TRUSTED"`}[only]},
			{`{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}`, map[string]string{"off": `"code":"PERSISTED_QUERY_NOT_FOUND"`, "on": `"code":"DOCUMENT_NOT_TRUSTED"`}[only]},
		} {
			if got := p.post(t, c.body); !strings.Contains(got, c.want) {
				t.Errorf("only %s: %s: %s; want %s", only, c.body, got, c.want)
			}
		}
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.address+"/graphql?documentId=title", nil)
		if err != nil {
			t.Fatal(err)
		}
		if header, got := exchange(t, r); !strings.Contains(got, `"title":"Health informatics careers"`) || header.Get("ETag") == "" {
			t.Errorf("by GET: %v %s", header, got)
		}
		p.stop(t)
	}
}

// TestManifestsThatAreNone starts no server with documents that could never be answered.
func TestManifestsThatAreNone(t *testing.T) {
	broken, invalid := filepath.Join(t.TempDir(), "broken.json"), filepath.Join(t.TempDir(), "invalid.json")
	write(t, broken, `["query"]`)
	write(t, invalid, `{"first": "{ catalog { id } }", "second": "{ nope }"}`)
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"--documents", broken}, 1, "is not a JSON object from ids to documents"},
		{[]string{"--documents", invalid}, 1, `the document "second": Cannot query field "nope"`},
		{[]string{"--documents", "nowhere.json"}, 1, "nowhere.json"},
		{[]string{"--documents-only", "on"}, 2, "--documents FILE"},
	} {
		var out, problems strings.Builder
		if status := Main(t.Context(), append([]string{"serve", "--listen", "127.0.0.1:0"}, c.args...), &out, &problems); status != c.status || !strings.Contains(problems.String(), c.want) {
			t.Errorf("%v: %d %s; want %d %s", c.args, status, &problems, c.status, c.want)
		}
	}
}

// TestExplorerDocuments holds what the explorer asks to the schema and the default limits, and asks one of a server that takes
// trusted documents alone.
func TestExplorerDocuments(t *testing.T) {
	documents := web.EmbeddedExplorer().Documents()
	if documents == nil {
		t.Skip("no explorer is built in: `make web` does that, and `make test` with it")
	}
	if err := graph.CheckDocuments(documents, graph.Limits{}); err != nil {
		t.Error(err)
	}
	manifest := filepath.Join(t.TempDir(), "documents.json")
	write(t, manifest, `{}`)
	p := serve(t, "--documents", manifest, "--documents-only", "on")
	for id, text := range documents {
		if !strings.HasPrefix(text, "query Search(") {
			continue
		}
		got := p.post(t, fmt.Sprintf(`{"documentId": %q, "variables": {"text": "nurse", "first": 1}}`, id))
		if !strings.Contains(got, `"totalCount":`) {
			t.Errorf("the explorer's search: %s", got)
		}
	}
	p.stop(t)
}
