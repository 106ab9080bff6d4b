package cache

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/sony/gobreaker/v2"
)

const (
	// tripAfter failures in a row open a breaker.
	tripAfter = 3
	// A breaker opens too where, within the window, half or more of at least so many calls failed.
	tripWindow = 10 * time.Second
	tripCalls  = 20
	// patience bounds what is off the callers' path: a write, or the connecting and shaking hands before a probe.
	patience = 250 * time.Millisecond
)

// breaker gives the settings of a breaker. That a key is absent, or not a string, is an answer like any other; that the
// callers left says nothing about Redis. The breaker holds a lock while it calls changed.
func (r *remote) breaker(changed func(to gobreaker.State)) gobreaker.Settings {
	return gobreaker.Settings{
		Interval: tripWindow,
		Timeout:  r.options.ProbeEvery / 2,
		ReadyToTrip: func(n gobreaker.Counts) bool {
			return n.ConsecutiveFailures >= tripAfter || n.Requests >= tripCalls && 2*n.TotalFailures >= n.Requests
		},
		IsSuccessful: func(err error) bool {
			return err == nil || errors.Is(err, redis.Nil) || redis.HasErrorPrefix(err, "WRONGTYPE")
		},
		IsExcluded: func(err error) bool { return errors.Is(err, context.Canceled) },
		OnStateChange: func(_ string, _, to gobreaker.State) {
			if changed != nil {
				changed(to)
			}
		},
	}
}

// notTried says that an error is a breaker's own: Redis was not asked.
func notTried(err error) bool {
	return errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests)
}

// watch probes Redis at the start, and again and again while the read breaker is open; it alone reports the changes.
func (r *remote) watch(ctx context.Context) {
	for range tripAfter {
		if r.probe(ctx) == nil {
			break
		}
	}
	reported := false
	for {
		if r.reads.State() != gobreaker.StateClosed {
			if !reported {
				reported = true
				r.log.Warn("Redis does not answer; results are computed without it", "error", r.reason())
			}
			if !sleep(ctx, r.options.ProbeEvery) {
				return
			}
			_ = r.probe(ctx) // the breaker has taken note of the outcome
			continue
		}
		if reported {
			reported = false
			r.log.Info("Redis answers again")
		}
		select {
		case <-ctx.Done():
			return
		case <-r.tripped: // or has tripped since it was last looked at, and was closed again
		}
	}
}

// probe reads a key that is never stored, first to get a connection, at leisure, then as fast as a caller would need it. Where there is
// none, all connections are given up.
func (r *remote) probe(ctx context.Context) error {
	name := r.prefix + "probe"
	leisurely, cancel := context.WithTimeout(ctx, 2*patience)
	_, connectErr := r.get(leisurely, name)
	cancel()
	if connectErr != nil {
		r.conns.retire() // the other idle ones may be as dead, and each would take a probe to find out
	}
	_, err := r.reads.Execute(func() ([]byte, error) {
		if connectErr != nil {
			return nil, connectErr
		}
		ctx, cancel := context.WithTimeout(ctx, r.options.Timeout)
		defer cancel()
		return r.get(ctx, name)
	})
	return err
}

func (r *remote) reason() string {
	if err := r.lastErr.Load(); err != nil {
		return (*err).Error()
	}
	return "unknown"
}

func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
