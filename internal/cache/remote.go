package cache

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
	"github.com/sony/gobreaker/v2"
)

// remote is the Redis tier. Reads are on the callers' path: one command under a short timeout, behind a breaker. All else
// happens on two goroutines of its own: one writes what is queued, one probes a Redis that has stopped answering. The
// only commands are GETRANGE, SET and DEL, and SET always with an expiry, beside a DBSIZE for who asks how much is stored.
type remote struct {
	client   redis.UniversalClient
	envelope envelope
	prefix   string
	options  Options
	counts   *counters
	log      *slog.Logger

	reads   *gobreaker.CircuitBreaker[[]byte]
	writes  *gobreaker.CircuitBreaker[struct{}]
	leases  *gobreaker.CircuitBreaker[struct{}]
	tripped chan struct{} // capacity 1: the read breaker has opened
	lastErr atomic.Pointer[error]
	conns   *generation

	queue   *queue
	stop    context.CancelFunc // ends probing
	workers sync.WaitGroup
	written chan struct{} // closed when the writer has ended
}

// minReply is the least bound of a text in a reply, in bytes: what the client asks by itself must fit.
const minReply = 1 << 20

func newRemote(o Options, counts *counters) *remote {
	r := &remote{
		client:   o.Redis,
		envelope: envelope{format: o.FormatVersion, secret: o.Secret},
		prefix:   o.Prefix + strconv.Itoa(layoutVersion) + "." + strconv.FormatUint(uint64(o.FormatVersion), 10) + ":",
		options:  o,
		counts:   counts,
		log:      o.Logger,
		tripped:  make(chan struct{}, 1),
		conns:    trackConns(o.Redis, max(o.MaxValue+1, minReply)),
		queue:    newQueue(),
		written:  make(chan struct{}),
	}
	r.reads = gobreaker.NewCircuitBreaker[[]byte](r.breaker(func(to gobreaker.State) {
		if to == gobreaker.StateOpen {
			select {
			case r.tripped <- struct{}{}:
			default:
			}
		}
	}))
	r.writes = gobreaker.NewCircuitBreaker[struct{}](r.breaker(nil))
	r.leases = gobreaker.NewCircuitBreaker[struct{}](r.breaker(nil))

	probing, stop := context.WithCancel(context.Background())
	r.stop = stop
	r.workers.Go(func() { r.watch(probing) })
	r.workers.Go(func() {
		defer close(r.written)
		r.drain()
	})
	return r
}

func (r *remote) name(k Key) string { return r.prefix + k.hash() }

// read gives the payload stored for a key, if Redis has one that is whole and this key's own.
func (r *remote) read(ctx context.Context, k Key) (payload []byte, ok bool) {
	// Half-open as well as open: the probes find out, not the callers.
	if r.reads.State() != gobreaker.StateClosed {
		r.counts.redisSkipped.Add(1)
		return nil, false
	}
	stored, err := r.reads.Execute(func() (stored []byte, err error) {
		ctx, done := r.options.Watch(ctx)
		defer func() { done(err) }()
		ctx, cancel := context.WithTimeout(ctx, r.options.Timeout)
		defer cancel()
		return r.get(ctx, r.name(k))
	})
	switch {
	case notTried(err):
		r.counts.redisSkipped.Add(1)
		return nil, false
	case redis.HasErrorPrefix(err, "WRONGTYPE"):
		r.poison(k, err)
		return nil, false
	case err != nil:
		r.counts.redisErrors.Add(1)
		return nil, false
	case len(stored) == 0:
		r.counts.redisMisses.Add(1)
		return nil, false
	case len(stored) > r.options.MaxValue:
		r.poison(k, errTooLarge)
		return nil, false
	}
	payload, err = r.envelope.open(k, stored)
	if err != nil {
		r.poison(k, err)
		return nil, false
	}
	return payload, true
}

// get reads a value up to one byte more than is allowed, in one round trip; an absent key reads as empty.
func (r *remote) get(ctx context.Context, name string) (stored []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the Redis client panicked: %v", p)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			r.lastErr.Store(&err)
		}
	}()
	return r.client.GetRange(ctx, name, 0, int64(r.options.MaxValue)).Bytes()
}

// poison counts a value that cannot be trusted. Where it was never stored under this key, the connection may be giving
// the answers of other questions, so connections are not used again.
func (r *remote) poison(k Key, reason error) {
	r.counts.redisPoisoned.Add(1)
	r.counts.redisMisses.Add(1)
	if (errors.Is(reason, errForeign) || errors.Is(reason, errOtherKey)) && r.conns.retire() {
		r.counts.reconnects.Add(1)
	}
	r.log.Debug("a value in Redis cannot be used", "kind", k.Kind(), "key", r.name(k), "reason", reason)
}

// close ends the goroutines, probing at once, writing when the queue is empty or ctx ends, and then the client.
func (r *remote) close(ctx context.Context) error {
	r.stop()
	lost := r.counts.writesDropped.Load() + r.counts.writeErrors.Load()
	r.queue.close()
	select {
	case <-r.written:
	case <-ctx.Done():
	}
	err := r.client.Close() // what still waits for an answer is cut off, and what is still queued fails at once
	r.workers.Wait()
	if err != nil && !errors.Is(err, redis.ErrClosed) {
		return fmt.Errorf("closing the Redis client: %w", err)
	}
	if lost = r.counts.writesDropped.Load() + r.counts.writeErrors.Load() - lost; lost > 0 {
		return fmt.Errorf("%d values were not written to Redis", lost)
	}
	return nil
}
