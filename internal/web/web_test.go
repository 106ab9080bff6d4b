package web

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"
)

const hidden = "the inside"

// newServer serves an API that echoes the body, panics on ?panic, and panics in the midst of an answer on ?late.
func newServer(t *testing.T, o Options) (*Server, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	o.Logger = slog.New(LogHandler(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	o.Metrics = plainText(http.StatusOK, "metric 1")
	if o.RequestTimeout == 0 {
		o.RequestTimeout = 10 * time.Second
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s, &log
}

func api(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Query().Has("panic"):
		panic(hidden)
	case r.URL.Query().Has("late"):
		_, _ = io.WriteString(w, strings.Repeat("x", 100_000))
		panic(hidden)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = io.Copy(w, r.Body)
}

func publish(t *testing.T, s *Server, title string) {
	t.Helper()
	err := s.Publish(Site{
		GraphQL:   http.HandlerFunc(api),
		Exports:   http.HandlerFunc(api),
		Assistant: http.HandlerFunc(api),
		SDL:       "type Query { a: Int }",
		Overview: Overview{
			Catalogs: []string{title}, Digest: "d1gest", Counts: []Count{{42, "careers"}}, Try: "curl 'http://localhost/graphql'",
		},
		Examples: []Example{{Title: "First", Query: "{ a }"}, {Title: "Second & last", Query: "query($x: Int) { b(x: $x) }", Variables: `{"x": 1}`}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func ask(t *testing.T, s *Server, method, target, body string, header ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestRoutes(t *testing.T) {
	s, _ := newServer(t, Options{})
	publish(t, s, "Careers <2026>")
	for _, c := range []struct {
		method, target string
		status         int
		contentType    string
		contains       string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8", "<html lang=\"en\">"},
		{"GET", "/", 200, "text/html; charset=utf-8", "Careers &lt;2026&gt;"},
		{"GET", "/", 200, "text/html; charset=utf-8", "<dt>careers</dt><dd>42</dd>"},
		{"GET", "/", 200, "text/html; charset=utf-8", "<code>make web</code>"},
		{"GET", "/playground", 200, "text/html; charset=utf-8", "/playground?query=query%28%24x%3A"},
		{"GET", "/playground.js", 200, "text/javascript; charset=utf-8", "'use strict'"},
		{"GET", "/style.css", 200, "text/css; charset=utf-8", "prefers-color-scheme: dark"},
		{"GET", "/icon.svg", 200, "image/svg+xml", "<svg"},
		{"GET", "/schema.graphql", 200, "text/plain; charset=utf-8", "type Query"},
		{"GET", "/healthz", 200, "text/plain; charset=utf-8", "alive"},
		{"GET", "/readyz", 200, "text/plain; charset=utf-8", "ready"},
		{"GET", "/metrics", 200, "text/plain; charset=utf-8", "metric 1"},
		{"POST", "/graphql", 200, "application/json; charset=utf-8", "the body"},
		{"POST", "/", 405, "text/plain; charset=utf-8", "use GET"},
		{"DELETE", "/healthz", 405, "text/plain; charset=utf-8", "use GET"},
		{"GET", "/nowhere", 404, "text/plain; charset=utf-8", "not found"},
		{"GET", "//graphql", 404, "text/plain; charset=utf-8", "not found"},
		{"GET", "/graphql/", 404, "text/plain; charset=utf-8", "not found"},
		{"GET", "/assets/../web.go", 404, "text/plain; charset=utf-8", "not found"},
		{"GET", "/debug/pprof/", 404, "text/plain; charset=utf-8", "not found"},
		{"GET", "/<script>", 404, "text/plain; charset=utf-8", "not found"},
	} {
		w := ask(t, s, c.method, c.target, "the body")
		if w.Code != c.status || w.Header().Get("Content-Type") != c.contentType || !strings.Contains(w.Body.String(), c.contains) {
			t.Errorf("%s %s: %d %q %q; want %d %q with %q", c.method, c.target, w.Code, w.Header().Get("Content-Type"), w.Body, c.status, c.contentType, c.contains)
		}
		if c.status == 405 && w.Header().Get("Allow") != "GET, HEAD" {
			t.Errorf("%s %s: Allow is %q", c.method, c.target, w.Header().Get("Allow"))
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Content-Security-Policy": securityPolicy} {
			if c.target == apiPath && name != "X-Content-Type-Options" {
				want = ""
			}
			if got := w.Header().Get(name); got != want {
				t.Errorf("%s %s: %s is %q; want %q", c.method, c.target, name, got, want)
			}
		}
		if id := w.Header().Get(requestIDHeader); !regexp.MustCompile(`^[A-Z2-7]{16}$`).MatchString(id) {
			t.Errorf("%s %s: request id %q", c.method, c.target, id)
		}
	}
}

// TestPagesLoadNothingFromElsewhere holds the pages to what the content security policy allows: nothing inline, no other host.
func TestPagesLoadNothingFromElsewhere(t *testing.T) {
	s, _ := newServer(t, Options{})
	publish(t, s, "Careers")
	loads := regexp.MustCompile(`(?:src|href)="([^"]*)"`)
	inline := regexp.MustCompile(`(?i)<style|<script>|style="|\son[a-z]+="|javascript:`)
	for _, page := range []string{"/", "/playground"} {
		body := ask(t, s, "GET", page, "").Body.String()
		if bad := inline.FindString(body); bad != "" {
			t.Errorf("%s has %q, which the policy forbids", page, bad)
		}
		links := loads.FindAllStringSubmatch(body, -1)
		if len(links) < 4 {
			t.Errorf("%s has only %d links", page, len(links))
		}
		for _, link := range links {
			if status := ask(t, s, "GET", strings.ReplaceAll(link[1], "&amp;", "&"), "").Code; status != 200 {
				t.Errorf("%s links to %s, which answers %d", page, link[1], status)
			}
		}
	}
}

func TestETag(t *testing.T) {
	s, _ := newServer(t, Options{})
	publish(t, s, "One")
	tag := ask(t, s, "GET", "/", "").Header().Get("ETag")
	if w := ask(t, s, "GET", "/", "", "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() > 0 {
		t.Errorf("the same page again: %d with %d bytes; want 304 and none", w.Code, w.Body.Len())
	}
	publish(t, s, "Two")
	if w := ask(t, s, "GET", "/", "", "If-None-Match", tag); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Two") {
		t.Errorf("another site: %d; want 200 and the new page", w.Code)
	}
}

func TestReadiness(t *testing.T) {
	s, _ := newServer(t, Options{})
	for _, path := range []string{"/readyz", "/graphql", "/"} {
		if w := ask(t, s, "GET", path, ""); w.Code != http.StatusServiceUnavailable {
			t.Errorf("%s before a site is published: %d; want 503", path, w.Code)
		}
	}
	if w := ask(t, s, "GET", "/healthz", ""); w.Code != http.StatusOK {
		t.Errorf("/healthz before a site is published: %d; want 200", w.Code)
	}
}

func TestPanics(t *testing.T) {
	s, log := newServer(t, Options{})
	publish(t, s, "Careers")
	w := ask(t, s, "GET", "/graphql?panic", "")
	id := w.Header().Get(requestIDHeader)
	if want := "internal error; request " + id + "\n"; w.Code != 500 || w.Body.String() != want {
		t.Errorf("a panic: %d %q; want 500 %q", w.Code, w.Body, want)
	}
	if !strings.Contains(log.String(), hidden) || !strings.Contains(log.String(), "request="+id) {
		t.Errorf("the log lacks the panic or the request's id:\n%s", log)
	}

	live := httptest.NewServer(s)
	defer live.Close()
	response, err := get(t, live.URL+"/graphql?late")
	if err == nil {
		_, err = io.ReadAll(response.Body)
		_ = response.Body.Close()
	}
	if err == nil {
		t.Error("a panic in the midst of an answer: the answer looks whole; want the connection cut")
	}
}

func get(t *testing.T, address string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return http.DefaultClient.Do(r)
}

func TestCORS(t *testing.T) {
	none, _ := newServer(t, Options{})
	publish(t, none, "Careers")
	some, _ := newServer(t, Options{CORSOrigins: []string{"https://good.example", "https://*.wild.example"}})
	publish(t, some, "Careers")
	for _, c := range []struct {
		server *Server
		origin string
		want   string
	}{
		{none, "https://good.example", ""},
		{none, "null", ""},
		{some, "https://good.example", "https://good.example"},
		{some, "https://a.wild.example", "https://a.wild.example"},
		{some, "http://good.example", ""},
		{some, "https://good.example.evil.example", ""},
		{some, "https://evilgood.example", ""},
		{some, "null", ""},
	} {
		for _, to := range []string{"POST /graphql", "OPTIONS /graphql", "POST /mcp", "OPTIONS /mcp"} {
			method, path, _ := strings.Cut(to, " ")
			w := ask(t, c.server, method, path, "{}",
				"Origin", c.origin, "Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type,mcp-protocol-version")
			if got := w.Header().Get("Access-Control-Allow-Origin"); got != c.want {
				t.Errorf("%s from %s: allowed origin %q; want %q", to, c.origin, got, c.want)
			}
			if w.Header().Get("Access-Control-Allow-Credentials") != "" {
				t.Errorf("%s from %s: credentials are allowed", to, c.origin)
			}
		}
	}
}

func TestOriginsThatAreNone(t *testing.T) {
	for _, origin := range []string{"", "null", "good.example", "https://good.example/", "https://good.example/path", "ftp://good.example", "https://*.*.example", "https://u@good.example?"} {
		_, err := New(Options{CORSOrigins: []string{origin}})
		if err == nil || !strings.Contains(err.Error(), "https://example.org") {
			t.Errorf("origin %q: error %v; want one that says how to write it", origin, err)
		}
	}
}
