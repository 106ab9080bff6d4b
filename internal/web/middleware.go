package web

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

const requestIDHeader = "X-Request-Id"

type requestIDKey struct{}

// securityPolicy lets a page load what this server embeds and nothing else.
const securityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// explorerPolicy lets the explorer also draw a picture of what it shows, to be saved.
var explorerPolicy = strings.Replace(securityPolicy, "img-src 'self'", "img-src 'self' blob:", 1)

// playgroundPolicy lets the editor of the playground, which writes styles into the page and has fonts and pictures in its style sheet, run with its own threads.
var playgroundPolicy = strings.NewReplacer("style-src 'self'", "style-src 'self' 'unsafe-inline'; font-src 'self' data:; worker-src 'self'",
	"img-src 'self'", "img-src 'self' data:").Replace(securityPolicy)

// The headers that answers have for security, by their canonical names: noSniffing all of them, pageSecurity all but the API's. JSON is
// nothing that a browser would run or follow links of, and a response of more than eight headers costs net/http half a microsecond more.
// What they have is shared by all answers, and changed by none.
var (
	noSniffing   = []string{"nosniff"}
	pageSecurity = http.Header{"Content-Security-Policy": {securityPolicy}, "Referrer-Policy": {"no-referrer"}}
)

// secure sets the headers that answers have for security. A connection ends with a request in chunks: that may have had a length as well, of
// which net/http does not tell, and a proxy that goes by the length would take what follows for another's request.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h["X-Content-Type-Options"] = noSniffing
		if r.URL.Path != apiPath {
			for name, value := range pageSecurity {
				h[name] = value
			}
		}
		if len(r.TransferEncoding) > 0 {
			h.Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}

// observe names each request by a random id, in the answer's header, in its context and so in every log line about it,
// logs one line a request, and tells Watch.
func (s *Server) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		id := rand.Text()[:16]
		w.Header().Set(requestIDHeader, id)
		ctx, done := s.options.Watch(r, routeOf(r.URL.Path))
		ctx = context.WithValue(ctx, requestIDKey{}, id)
		seen := &recorder{ResponseWriter: w}
		defer func() {
			defer done(seen.status)
			level := slog.LevelDebug
			if seen.status >= http.StatusInternalServerError {
				level = slog.LevelWarn
			}
			if !s.options.Logger.Enabled(ctx, level) {
				return
			}
			s.options.Logger.LogAttrs(ctx, level, "request", slog.String("method", r.Method), slog.String("path", shorten(r.URL.Path)),
				slog.Int("status", seen.status), slog.Int64("bytes", seen.bytes), slog.Duration("took", time.Since(start)))
		}()
		next.ServeHTTP(seen, r.WithContext(ctx))
		if seen.status == 0 { // net/http answers for who wrote nothing
			seen.status = http.StatusOK
		}
	})
}

// recoverPanics answers a panic with 500 and keeps its text and stack for the log. Where the answer has begun, the
// connection is cut, so that half an answer is not taken for a whole one.
func (s *Server) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			s.options.Logger.ErrorContext(r.Context(), "panic", "value", p, "stack", string(debug.Stack()))
			if seen, ok := w.(*recorder); ok && seen.status != 0 {
				panic(http.ErrAbortHandler)
			}
			plainText(http.StatusInternalServerError, "internal error; request "+w.Header().Get(requestIDHeader)).ServeHTTP(w, r)
		}()
		next.ServeHTTP(w, r)
	})
}

// limitTime ends the request's context after d.
func limitTime(d time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), d)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// recorder remembers what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 && status >= http.StatusOK {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// shorten keeps a stranger's path from filling the log.
func shorten(path string) string {
	if len(path) > 100 {
		return strings.ToValidUTF8(path[:100], "") + "…"
	}
	return path
}

// LogHandler adds the id of the request to each line that is logged with the request's context.
func LogHandler(h slog.Handler) slog.Handler { return requestLog{h} }

type requestLog struct{ slog.Handler }

func (l requestLog) Handle(ctx context.Context, r slog.Record) error {
	if id, ok := ctx.Value(requestIDKey{}).(string); ok {
		r.AddAttrs(slog.String("request", id))
	}
	return l.Handler.Handle(ctx, r)
}

func (l requestLog) WithAttrs(a []slog.Attr) slog.Handler { return requestLog{l.Handler.WithAttrs(a)} }

func (l requestLog) WithGroup(name string) slog.Handler { return requestLog{l.Handler.WithGroup(name)} }
