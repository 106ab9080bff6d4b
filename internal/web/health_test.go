package web

import (
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReady asks a server that has no catalog yet, one that is ready, and one that stops, in words and in JSON.
func TestReady(t *testing.T) {
	s, _ := newServer(t, Options{Facts: func() []Fact { return []Fact{{"catalog", "Careers"}, {"redis", "answers"}} }})
	check := func(status int, text, object string) {
		t.Helper()
		if w := ask(t, s, "GET", "/readyz", ""); w.Code != status || w.Body.String() != text {
			t.Errorf("%d %q; want %d %q", w.Code, w.Body, status, text)
		}
		w := ask(t, s, "GET", "/readyz", "", "Accept", "application/json")
		if w.Code != status || w.Body.String() != object || w.Header().Get("Content-Type") != "application/json; charset=utf-8" {
			t.Errorf("%d %v %q; want %d %q", w.Code, w.Header(), w.Body, status, object)
		}
	}
	check(503, "not ready: the catalog is being read\n", `{"status":"not ready: the catalog is being read"}`+"\n")
	publish(t, s, "Careers")
	check(200, "ready\ncatalog: Careers\nredis: answers\n", `{"catalog":"Careers","redis":"answers","status":"ready"}`+"\n")
	s.stopping.Store(true)
	check(503, "stopping\n", `{"status":"stopping"}`+"\n")
}

// TestAdmin wants metrics and profiles at the address for operators, and neither at the public one.
func TestAdmin(t *testing.T) {
	s, _ := newServer(t, Options{AdminApart: true})
	publish(t, s, "Careers")
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stop := s.ServeAdmin(l)
	for path, c := range map[string]struct {
		status, public int
		contains       string
	}{
		"/metrics":                     {200, 404, "metric 1"},
		"/readyz":                      {200, 200, "ready"},
		"/healthz":                     {200, 200, "alive"},
		"/debug/pprof/":                {200, 404, "goroutine"},
		"/debug/pprof/heap?debug=1":    {200, 404, "heap profile"},
		"/debug/pprof/cmdline":         {200, 404, "web.test"},
		"/debug/pprof/trace?seconds=0": {200, 404, "go 1."},
		"/graphql":                     {404, 200, "404"},
	} {
		response, err := get(t, "http://"+l.Addr().String()+path)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != c.status || !strings.Contains(string(b), c.contains) {
			t.Errorf("%s: %v, %d %.200q; want %d with %q", path, err, response.StatusCode, b, c.status, c.contains)
		}
		if w := ask(t, s, "GET", path, ""); w.Code != c.public {
			t.Errorf("%s at the public address: %d; want %d", path, w.Code, c.public)
		}
	}
	stop()
	if response, err := get(t, "http://"+l.Addr().String()+"/healthz"); err == nil {
		_ = response.Body.Close()
		t.Error("it answers after its stop")
	}
}

// TestWatch wants each request told by its route and status, and answered with the context that was given.
func TestWatch(t *testing.T) {
	type key struct{}
	var told []string
	s, log := newServer(t, Options{Watch: func(r *http.Request, route string) (context.Context, func(int)) {
		return context.WithValue(r.Context(), key{}, route), func(status int) { told = append(told, route+" "+strconv.Itoa(status)) }
	}})
	err := s.Publish(Site{Exports: http.NotFoundHandler(), GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Context().Value(key{}) != "/graphql" {
			t.Error("answered with another context")
		}
		api(w, r)
	})})
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/graphql", "/graphql?panic", "/export/careers.csv", "/export/x/y", "/nowhere", "/other", "/healthz"} {
		ask(t, s, "GET", path, "")
	}
	func() {
		defer func() { _ = recover() }() // half an answer: net/http cuts the connection
		ask(t, s, "GET", "/graphql?late", "")
	}()
	want := []string{"/graphql 200", "/graphql 500", "/export/ 404", "/export/ 404", "other 404", "other 404", "/healthz 200", "/graphql 200"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("told (-want +got):\n%s\n%s", diff, log)
	}
}
