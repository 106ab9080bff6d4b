package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// small is the catalog of testdata/world.yaml.
func small(t testing.TB) *catalog.Catalog {
	t.Helper()
	text, err := os.ReadFile("testdata/world.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return load(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: text}}})
}

// builtin is the catalog that is served by default.
func builtin(t testing.TB) *catalog.Catalog { return inside(t, "health-informatics") }

// national is the national catalog.
func national(t testing.TB) *catalog.Catalog { return inside(t, "national") }

func inside(t testing.TB, name string) *catalog.Catalog {
	t.Helper()
	in, ok := catalog.Builtin(name)
	if !ok {
		t.Fatalf("the built-in catalog %s is not there", name)
	}
	return load(t, in)
}

func load(t testing.TB, in catalog.Input) *catalog.Catalog {
	t.Helper()
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// serve makes a handler of a catalog, with its log; changes are made to its options.
func serve(t testing.TB, c *catalog.Catalog, changes ...func(*Options)) (http.Handler, *bytes.Buffer) {
	t.Helper()
	log := &bytes.Buffer{}
	o := Options{Catalog: c, Planner: planner.New(c, planner.DefaultBudget), Log: slog.New(slog.NewTextHandler(log, nil))}
	for _, change := range changes {
		change(&o)
	}
	return NewHandler(o), log
}

// reply is an answer as clients read it.
type reply struct {
	Errors []struct {
		Message    string
		Path       []any
		Locations  []struct{ Line, Column int }
		Extensions struct {
			Code     Code
			Argument []any
			Nearest  []string
		}
	}
	Data json.RawMessage

	status int
	header http.Header
	body   string
}

// code is the code of the first error; empty without one.
func (r *reply) code() Code {
	if len(r.Errors) == 0 {
		return ""
	}
	return r.Errors[0].Extensions.Code
}

// post asks by POST.
func post(t testing.TB, h http.Handler, query string, variables any) *reply {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	return send(t, h, r)
}

func send(t testing.TB, h http.Handler, r *http.Request) *reply {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	got := &reply{status: w.Code, header: w.Header(), body: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), got); err != nil {
		t.Fatalf("%s: the answer is not JSON: %v\n%.300s", r.URL, err, got.body)
	}
	if !strings.HasSuffix(got.header.Get("Content-Type"), "json; charset=utf-8") {
		t.Errorf("Content-Type %q", got.header.Get("Content-Type"))
	}
	return got
}

// data asks a query that must have no errors, and gives its data.
func data[T any](t testing.TB, h http.Handler, query string, variables any) T {
	t.Helper()
	got := post(t, h, query, variables)
	if len(got.Errors) > 0 {
		t.Fatalf("%s\n%s", query, got.body)
	}
	var out T
	if err := json.Unmarshal(got.Data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
