package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	headerTimeout  = 20 * time.Second
	maxHeaderBytes = 64 << 10 // a query of 16 KB in the address, each byte escaped, and room for headers
	// finishWithin is how long a stopping server waits for what is in flight; with what comes after it, which is bounded
	// too, the process is gone within ten seconds on a busy machine as well.
	finishWithin = 8 * time.Second
	// answerWithin is how long requests that were cut may take to say so.
	answerWithin = 300 * time.Millisecond
)

// Serve answers on l until ctx ends. Then it says that it is not ready, waits for Drain, stops accepting, closes idle
// connections and finishes what is in flight; what is not done after eight seconds is cut. A stop is no error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	requests, cut := context.WithCancel(context.WithoutCancel(ctx)) // a request outlives the signal to stop
	defer cut()
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       s.options.RequestTimeout, // until the handlers set their own deadlines, see pace
		WriteTimeout:      s.options.RequestTimeout + progress,
		IdleTimeout:       s.options.IdleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.options.Logger.Handler(), slog.LevelDebug),
		BaseContext:       func(net.Listener) context.Context { return requests },

		DisableGeneralOptionsHandler: true, // OPTIONS * is answered as all others are
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return fmt.Errorf("serving on %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	s.stopping.Store(true)
	s.options.Logger.Info("stopping", "drain", s.options.Drain)
	time.Sleep(s.options.Drain)
	limit, cancel := context.WithTimeout(requests, finishWithin)
	defer cancel()
	if err := server.Shutdown(limit); err != nil {
		s.options.Logger.Warn("some requests were cut", "after", finishWithin)
		cut()
		if err := closeSoon(ctx, server); err != nil {
			return fmt.Errorf("closing connections: %w", err)
		}
	}
	s.options.Logger.Info("stopped")
	return nil
}

// closeSoon lets requests whose context has ended say so, then closes every connection.
func closeSoon(ctx context.Context, server *http.Server) error {
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerWithin)
	defer cancel()
	if server.Shutdown(limit) == nil {
		return nil
	}
	if err := server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}
