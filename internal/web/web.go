// Package web answers HTTP: the routes, the pages, the limits of time and the way a server starts and stops. It promises that
// no client, however slow or broken, holds the server for long, that nothing of the inside is shown, and that a stop finishes
// what is in flight. It knows neither careers nor GraphQL: the API is an [http.Handler] given in.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/rs/cors"
)

// Options say how a server behaves; what it serves is its [Site].
type Options struct {
	// Logger gets one line a request (at debug level) and one a fault; required.
	Logger *slog.Logger
	// CORSOrigins are the origins whose pages may call the API, such as "https://example.org" or "*"; none means no other.
	CORSOrigins []string
	// Rate is how many requests a second the API answers an address; 0 means any number. Proxies are the networks whose
	// X-Forwarded-For is believed; Refused answers in the API's place who asks more often, and is required with a rate.
	Rate    int
	Proxies []netip.Prefix
	Refused http.Handler
	// RequestTimeout ends the context of an export, and bounds the reading of a body. The API has a time limit of its own.
	RequestTimeout time.Duration
	// IdleTimeout closes a connection that asks nothing for so long.
	IdleTimeout time.Duration
	// Drain is how long a stopping server says that it is not ready before it stops accepting.
	Drain time.Duration
	// Metrics answers /metrics; required. AdminApart moves it to [Server.ServeAdmin].
	Metrics    http.Handler
	AdminApart bool
	// Watch, where set, is told of each request as it begins, with its route (see [Routes]), and by what it gives back of the
	// answer's status; 0 where nothing was answered. The request is answered with the context that it gives.
	Watch func(*http.Request, string) (context.Context, func(status int))
	// Facts, where set, are what /readyz says beside that it is ready, a line each.
	Facts func() []Fact
}

// Fact is something that operators may want to know, such as that Redis answers.
type Fact struct{ Name, Text string }

// Site is what is served: one catalog's API and what the pages say of it. It is never changed after it was published.
type Site struct {
	// GraphQL answers /graphql.
	GraphQL http.Handler
	// Exports answers /export/ and what lies below it.
	Exports http.Handler
	// Assistant answers /mcp; nil: nothing does.
	Assistant http.Handler
	// SDL is the schema that /schema.graphql shows.
	SDL string
	// Explorer are the pages of the web part; nil: the start page says how to build them.
	Explorer *Explorer
	// Overview is what the start page says where there is no explorer.
	Overview Overview
	// Examples are the playground's worked queries; the first one is shown at the start.
	Examples []Example
}

// Server serves one site at a time; publishing another changes over between two requests, never within one.
type Server struct {
	options  Options
	site     atomic.Pointer[routes]
	stopping atomic.Bool
	rate     func(http.Handler) http.Handler
	handler  http.Handler
}

// New makes a server that has no site yet and is therefore not ready. The error names an origin that is none.
func New(o Options) (*Server, error) {
	for _, origin := range o.CORSOrigins {
		if err := checkOrigin(origin); err != nil {
			return nil, err
		}
	}
	if o.Watch == nil {
		o.Watch = func(r *http.Request, _ string) (context.Context, func(int)) { return r.Context(), func(int) {} }
	}
	if o.Facts == nil {
		o.Facts = func() []Fact { return nil }
	}
	s := &Server{options: o}
	s.rate = limitRate(o.Rate, o.Proxies, o.Refused)
	s.handler = s.observe(s.recoverPanics(secure(pace(o.RequestTimeout, http.HandlerFunc(s.route)))))
	return s, nil
}

// Publish makes site the one that is served.
func (s *Server) Publish(site Site) error {
	r, err := s.newRoutes(site)
	if err != nil {
		return err
	}
	s.site.Store(&r)
	return nil
}

// ServeHTTP answers one request with the site that is published.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// apiPath is where the API is.
const apiPath = "/graphql"

// routes are looked up by the exact path, else by the folder at the top, such as "/export/": unlike [http.ServeMux] that never
// redirects, so no path comes back in an answer.
type routes map[string]http.Handler

func (r routes) find(path string) http.Handler {
	if h, ok := r[path]; ok {
		return h
	}
	if h, ok := r[folderOf(path)]; ok {
		return h
	}
	return notFound
}

// folderOf is the first folder of a path, such as /export/; empty where the path has none.
func folderOf(path string) string {
	if len(path) > 1 {
		if end := strings.IndexByte(path[1:], '/'); end > 0 {
			return path[:end+2]
		}
	}
	return ""
}

var notFound = plainText(http.StatusNotFound, "not found: the API is at /graphql, the start page at /")

func (s *Server) newRoutes(site Site) (routes, error) {
	home, err := homePage(site.Overview)
	if err != nil {
		return nil, err
	}
	playground, err := playgroundPage(site.Examples)
	if err != nil {
		return nil, err
	}
	examples, err := exampleList(site.Examples)
	if err != nil {
		return nil, err
	}
	api := s.rate(site.GraphQL)
	schema := reading(document("text/plain; charset=utf-8", []byte(site.SDL)))
	exports := s.rate(limitTime(s.options.RequestTimeout, reading(site.Exports)))
	var assistant http.Handler
	if site.Assistant != nil {
		assistant = s.rate(site.Assistant)
	}
	if len(s.options.CORSOrigins) > 0 { // with no origins at all rs/cors would allow every one
		shared := cors.New(cors.Options{
			AllowedOrigins: s.options.CORSOrigins,
			AllowedMethods: []string{http.MethodGet, http.MethodPost},
			AllowedHeaders: []string{"Accept", "Content-Type", "Mcp-Method", "Mcp-Name", "Mcp-Protocol-Version"},
			ExposedHeaders: []string{requestIDHeader, "Retry-After"},
			MaxAge:         600,
		})
		api, schema, exports = shared.Handler(api), shared.Handler(schema), shared.Handler(exports)
		if assistant != nil {
			assistant = shared.Handler(assistant)
		}
	}
	all := routes{
		apiPath:           api,
		"/schema.graphql": schema,
		"/export/":        exports,
		"/":               reading(home),
		"/playground":     reading(playground),
		"/style.css":      reading(asset("style.css")),
		"/playground.js":  reading(asset("playground.js")),
		"/icon.svg":       reading(asset("icon.svg")),
	}
	if site.Explorer != nil {
		index := reading(site.Explorer.page("index.html", explorerPolicy))
		for _, view := range []string{"/", "/reach", "/map", "/map/", "/catalog", "/careers/", "/credentials/"} {
			all[view] = index
		}
		all["/assets/"] = reading(site.Explorer)
		all["/playground"] = reading(site.Explorer.page("playground.html", playgroundPolicy))
		all["/playground/examples.json"] = reading(examples)
	}
	if assistant != nil {
		all["/mcp"] = assistant
	}
	return all, nil
}

// route answers from the published site; health and metrics need none.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	if h := s.health(r.URL.Path); h != nil {
		h.ServeHTTP(w, r)
		return
	}
	site := s.site.Load()
	if site == nil {
		plainText(http.StatusServiceUnavailable, "not ready: the catalog is being read").ServeHTTP(w, r)
		return
	}
	site.find(r.URL.Path).ServeHTTP(w, r)
}

// Routes are what requests are counted by: each is a path or a folder, or "other" for all that are not worth a count of their own.
var Routes = []string{
	"/", "/reach", "/map", "/map/", "/catalog", "/careers/", "/credentials/", "/assets/", "/playground",
	"/graphql", "/export/", "/mcp", "/schema.graphql", "/healthz", "/readyz", "/metrics", otherRoute,
}

const otherRoute = "other"

func routeOf(path string) string {
	switch folder := folderOf(path); {
	case path == otherRoute:
	case slices.Contains(Routes, path):
		return path
	case slices.Contains(Routes, folder):
		return folder
	}
	return otherRoute
}

// reading lets GET and HEAD through and refuses every other method.
func reading(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			plainText(http.StatusMethodNotAllowed, "method not allowed: use GET").ServeHTTP(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func plainText(status int, text string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_, _ = fmt.Fprintln(w, text) // a client that has left needs no answer
	})
}

// checkOrigin refuses what a browser would never send as its Origin header, "null" among it.
func checkOrigin(origin string) error {
	if origin == "*" {
		return nil
	}
	u, err := url.Parse(origin)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || origin != u.Scheme+"://"+u.Host ||
		strings.Count(origin, "*") > 1 {
		return fmt.Errorf("CORS origin %q is none: write a scheme and a host, such as https://example.org, or *", origin)
	}
	return nil
}
