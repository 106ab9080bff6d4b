package cache

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/sony/gobreaker/v2"
)

// A lease is a key in Redis beside a value's, which the process that computes the value holds meanwhile, so that others on the
// same Redis wait for the value instead of computing it too. It is a courtesy and no lock: nothing that is right depends on it.
// Who waits does so for as long as the holder shows signs of life, that is, no longer than computing takes, since the holder began
// before; and where Redis fails, the holder is silent for leaseFor, or Options.MaxWait has passed, it computes itself: a holder may
// hang, and what stands in Redis may be a lie.
const (
	leaseFor   = 300 * time.Millisecond // from the last sign of life
	beatEvery  = 100 * time.Millisecond
	firstLook  = 2 * time.Millisecond
	lookAtMost = 50 * time.Millisecond
)

func (r *remote) leaseName(k Key) string { return r.name(k) + ":lease" }

// take takes the lease of a key. held is false where another process has it. An error means that nobody can tell.
func (r *remote) take(ctx context.Context, k Key) (held bool, err error) {
	if r.reads.State() != gobreaker.StateClosed || r.reads.Counts().ConsecutiveFailures > 0 {
		return false, errNotSent
	}
	err = change(ctx, r.leases, r.options.Timeout, func(ctx context.Context) error {
		held, err = r.client.SetNX(ctx, r.leaseName(k), 0, leaseFor).Result()
		return err
	})
	return held, err
}

// hold shows signs of life until it is stopped.
func (r *remote) hold(k Key) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var beating sync.WaitGroup
	beating.Go(func() {
		for beat := 1; sleep(ctx, beatEvery); beat++ {
			err := change(ctx, r.leases, beatEvery, func(ctx context.Context) error {
				return r.client.SetXX(ctx, r.leaseName(k), beat, leaseFor).Err()
			})
			if err != nil {
				return // whoever waits will compute
			}
		}
	})
	return func() {
		cancel()
		beating.Wait()
	}
}

// release gives a lease back, once the value is stored or will not be.
func (r *remote) release(k Key) {
	_ = change(context.Background(), r.leases, max(patience, r.options.Timeout), func(ctx context.Context) error { // else it runs out
		return r.client.Del(ctx, r.leaseName(k)).Err()
	})
}

// change runs a command that writes, under a breaker and a time limit.
func change(ctx context.Context, under *gobreaker.CircuitBreaker[struct{}], limit time.Duration, command func(context.Context) error) error {
	_, err := under.Execute(func() (_ struct{}, err error) {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		defer func() {
			if p := recover(); p != nil {
				err = fmt.Errorf("the Redis client panicked: %v", p)
			}
		}()
		return struct{}{}, command(ctx)
	})
	return err
}

// ended waits until a lease that another process has is given back; false where that cannot be told, its holder shows no sign of
// life, or it is late.
func (r *remote) ended(ctx context.Context, k Key, late time.Time) bool {
	last, since := "", time.Now()
	for wait := firstLook; sleep(ctx, wait); wait = min(2*wait, lookAtMost) {
		beat, err := r.reads.Execute(func() ([]byte, error) {
			ctx, cancel := context.WithTimeout(ctx, r.options.Timeout)
			defer cancel()
			return r.get(ctx, r.leaseName(k))
		})
		switch {
		case err != nil:
			return false
		case len(beat) == 0:
			return true
		case time.Now().After(late):
			return false
		case string(beat) != last:
			last, since = string(beat), time.Now()
		case time.Since(since) > leaseFor:
			return false
		}
	}
	return false
}

// await gives the value that another process is computing; ok is false where none is, or it failed. held is true where this process
// has the lease now.
func await[T any](ctx context.Context, r *remote, k Key, codec Codec[T]) (value T, ok, held bool) {
	late := time.Now().Add(r.options.MaxWait)
	for waited := false; time.Now().Before(late); waited = true {
		held, err := r.take(ctx, k)
		if held || err != nil {
			return value, false, held
		}
		if !waited {
			r.counts.leaseWaits.Add(1)
		}
		if !r.ended(ctx, k, late) {
			return value, false, false
		}
		if value, ok := fetch(ctx, r, k, codec); ok {
			return value, true, false
		}
	}
	return value, false, false
}
