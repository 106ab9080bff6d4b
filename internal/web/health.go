package web

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"strings"
)

// health answers the pages for operators, which need no site; nil for every other path.
func (s *Server) health(path string) http.Handler {
	switch {
	case path == "/healthz":
		return reading(plainText(http.StatusOK, "alive"))
	case path == "/readyz":
		return reading(http.HandlerFunc(s.ready))
	case path == "/metrics" && !s.options.AdminApart:
		return reading(s.options.Metrics)
	}
	return nil
}

// ready says whether the server is ready, in words or, to who accepts JSON, as an object. What Facts say makes nobody unready.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	status, facts := http.StatusOK, []Fact{{"status", "ready"}}
	switch {
	case s.stopping.Load():
		status, facts = http.StatusServiceUnavailable, []Fact{{"status", "stopping"}}
	case s.site.Load() == nil:
		status, facts = http.StatusServiceUnavailable, []Fact{{"status", "not ready: the catalog is being read"}}
	default:
		facts = append(facts, s.options.Facts()...)
	}
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		asJSON(status, facts).ServeHTTP(w, r)
		return
	}
	text := facts[0].Text
	for _, f := range facts[1:] {
		text += "\n" + f.Name + ": " + f.Text
	}
	plainText(status, text).ServeHTTP(w, r)
}

func asJSON(status int, facts []Fact) http.Handler {
	members := make(map[string]string, len(facts))
	for _, f := range facts {
		members[f.Name] = f.Text
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(members) // a client that has left needs no answer
	})
}

// ServeAdmin answers on l what is for operators alone: metrics, health and profiles of the process. It does so until stop is
// called, also while the server is stopping.
func (s *Server) ServeAdmin(l net.Listener) (stop func()) {
	mux := http.NewServeMux()
	mux.Handle("/metrics", reading(s.options.Metrics))
	mux.Handle("/healthz", s.health("/healthz"))
	mux.Handle("/readyz", s.health("/readyz"))
	mux.HandleFunc("/debug/pprof/", pprof.Index) // which answers by name for the profiles that the runtime keeps
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	server := &http.Server{
		Handler: secure(mux), ReadHeaderTimeout: headerTimeout, MaxHeaderBytes: maxHeaderBytes, IdleTimeout: s.options.IdleTimeout,
		ErrorLog: slog.NewLogLogger(s.options.Logger.Handler(), slog.LevelDebug),
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			s.options.Logger.Error("the pages for operators are gone", "problem", err)
		}
	}()
	return func() {
		_ = server.Close()
		<-ended
	}
}
