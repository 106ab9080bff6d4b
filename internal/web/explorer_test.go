package web

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"testing"
	"testing/fstest"
)

// built is a build of the explorer as far as the server knows one.
func built(t *testing.T) *Explorer {
	t.Helper()
	e, err := readExplorer(fstest.MapFS{
		"playground.html":      {Data: []byte("<html>the playground</html>")},
		"index.html.gz":        {Data: zipped(t, "<html>the page</html>")},
		"index.html.br":        {Data: []byte("page, br")},
		"assets/a-1234.js":     {Data: []byte("the script")},
		"assets/a-1234.js.br":  {Data: []byte("script, br")},
		"assets/a-1234.js.gz":  {Data: []byte("script, gzip")},
		"assets/tiny-1234.css": {Data: []byte("a{}")},
		"documents.json":       {Data: []byte(`{"sha256:1": "{ a }"}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func zipped(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func serveExplorer(t *testing.T, e *Explorer) *Server {
	t.Helper()
	s, _ := newServer(t, Options{})
	if err := s.Publish(Site{GraphQL: http.HandlerFunc(api), Exports: http.HandlerFunc(api), Explorer: e, Examples: []Example{{Title: "First", Query: "{ a }"}}}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestExplorer(t *testing.T) {
	s := serveExplorer(t, built(t))
	for _, c := range []struct {
		target, accepted       string
		status                 int
		body, encoding, caches string
	}{
		{"/", "", 200, "<html>the page</html>", "", "no-cache"},
		{"/", "gzip, br", 200, "page, br", "br", "no-cache"},
		{"/reach?hold=a", "", 200, "<html>the page</html>", "", "no-cache"},
		{"/careers/registered-nurse", "", 200, "<html>the page</html>", "", "no-cache"},
		{"/map/skills/leadership", "", 200, "<html>the page</html>", "", "no-cache"},
		{"/playground?query={a}", "", 200, "<html>the playground</html>", "", "no-cache"},
		{"/playground/examples.json", "", 200, `[{"title":"First","query":"{ a }"}]`, "", "no-cache"},
		{"/assets/a-1234.js", "", 200, "the script", "", "public, max-age=31536000, immutable"},
		{"/assets/a-1234.js", "gzip, deflate, br", 200, "script, br", "br", "public, max-age=31536000, immutable"},
		{"/assets/a-1234.js", "GZIP;q=0.5, br;q=0", 200, "script, gzip", "gzip", "public, max-age=31536000, immutable"},
		{"/assets/a-1234.js", "brotli, zstd", 200, "the script", "", "public, max-age=31536000, immutable"},
		{"/assets/tiny-1234.css", "br, gzip", 200, "a{}", "", "public, max-age=31536000, immutable"},
		{"/assets/b-1234.js", "br", 404, "not found: the API is at /graphql, the start page at /\n", "", "no-store"},
		{"/assets/", "", 404, "not found: the API is at /graphql, the start page at /\n", "", "no-store"},
		{"/assets/a-1234.js.br", "", 404, "not found: the API is at /graphql, the start page at /\n", "", "no-store"},
		{"/documents.json", "", 404, "not found: the API is at /graphql, the start page at /\n", "", "no-store"},
		{"/careers", "", 404, "not found: the API is at /graphql, the start page at /\n", "", "no-store"},
	} {
		w := ask(t, s, "GET", c.target, "", "Accept-Encoding", c.accepted)
		h := w.Header()
		if w.Code != c.status || w.Body.String() != c.body || h.Get("Content-Encoding") != c.encoding || h.Get("Cache-Control") != c.caches {
			t.Errorf("%s accepting %q: %d %q, %q, %q; want %+v", c.target, c.accepted, w.Code, w.Body, h.Get("Content-Encoding"), h.Get("Cache-Control"), c)
		}
	}
}

// TestExplorerTags holds each form of a file to a tag of its own, and a browser that has one to 304.
func TestExplorerTags(t *testing.T) {
	s := serveExplorer(t, built(t))
	seen := map[string]bool{}
	for _, accepted := range []string{"", "gzip", "br"} {
		tag := ask(t, s, "GET", "/assets/a-1234.js", "", "Accept-Encoding", accepted).Header().Get("ETag")
		if tag == "" || seen[tag] {
			t.Errorf("accepting %q: the tag %q is missing or another form's", accepted, tag)
		}
		seen[tag] = true
		again := ask(t, s, "GET", "/assets/a-1234.js", "", "Accept-Encoding", accepted, "If-None-Match", tag)
		if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
			t.Errorf("accepting %q with its tag: %d, %d bytes; want 304 and none", accepted, again.Code, again.Body.Len())
		}
	}
}

// TestExplorerRange holds a request for a part to the part of the plain file, or to the whole of a compressed one.
func TestExplorerRange(t *testing.T) {
	s := serveExplorer(t, built(t))
	for _, c := range []struct {
		accepted string
		status   int
		body     string
	}{{"", 206, "the"}, {"br", 200, "script, br"}} {
		w := ask(t, s, "GET", "/assets/a-1234.js", "", "Accept-Encoding", c.accepted, "Range", "bytes=0-2")
		if w.Code != c.status || w.Body.String() != c.body {
			t.Errorf("accepting %q: %d %q; want %d %q", c.accepted, w.Code, w.Body, c.status, c.body)
		}
	}
}

func TestBrokenExplorer(t *testing.T) {
	for name, build := range map[string]fstest.MapFS{
		"nothing":          {},
		"no page":          {"playground.html": {Data: []byte("x")}, "documents.json": {Data: []byte("{}")}},
		"documents broken": {"documents.json": {Data: []byte("[]")}, "index.html": {Data: []byte("x")}, "playground.html": {Data: []byte("x")}},
		"a strange file":   {"documents.json": {Data: []byte("{}")}, "index.html": {Data: []byte("x")}, "playground.html": {Data: []byte("x")}, "assets/a.qqq": {Data: []byte("x")}},
	} {
		if _, err := readExplorer(build); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
