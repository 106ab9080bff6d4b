package cache

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// replicas are caches of several processes on one Redis.
func replicas(t *testing.T, url string, n int, o Options) []*Cache {
	t.Helper()
	o.Prefix = t.Name() + ":"
	all := make([]*Cache, n)
	for i := range all {
		all[i] = open(t, url, o)
	}
	return all
}

// slowly computes the answer to a question within a time, and counts.
func slowly(name string, takes time.Duration, count *atomic.Int64) func(context.Context) (*note, error) {
	return func(ctx context.Context) (*note, error) {
		count.Add(1)
		if !sleep(ctx, takes) {
			return nil, ctx.Err()
		}
		return &note{answer(name)}, nil
	}
}

// Many cold callers of three processes on one Redis: one computation, and nobody waits much longer than it takes.
func TestOneComputationAmongReplicas(t *testing.T) {
	server := startRedis(t)
	for name, takes := range map[string]time.Duration{"short": 30 * time.Millisecond, "longer than a lease": 3 * leaseFor} {
		all := replicas(t, server.url(), 3, Options{})
		var count atomic.Int64
		var callers sync.WaitGroup
		for _, c := range all {
			for range 100 {
				callers.Go(func() {
					start := time.Now()
					n, err := Get(t.Context(), c, question(name), noteCodec{}, slowly(name, takes, &count))
					if err != nil || n.text != answer(name) {
						t.Errorf("%s: %v, %v", name, n, err)
					}
					if over := time.Since(start) - takes; over > time.Second {
						t.Errorf("%s: waited for %v more than computing takes", name, over)
					}
				})
			}
		}
		callers.Wait()
		var waited, hits, computed int64
		for _, c := range all {
			s := c.Stats()
			waited, hits, computed = waited+s.LeaseWaits, hits+s.RedisHits, computed+s.Computed
		}
		if count.Load() != 1 || computed != 1 || waited > 2 || hits != 2 {
			t.Errorf("%s: computed %d times, %d counted, %d waited, %d hits; want 1, 1, up to 2 and 2", name, count.Load(), computed, waited, hits)
		}
		eventually(t, "no lease is left", func() bool {
			keys, err := server.client().Keys(t.Context(), "*:lease").Result()
			return err == nil && len(keys) == 0
		})
	}
	wantGivenBack(t, server)
}

// wantGivenBack wants leases to have been given back. One may have run out, where the machine is so busy that nobody showed a sign of
// life in time.
func wantGivenBack(t *testing.T, s *server) {
	t.Helper()
	_, stats, _ := strings.Cut(s.client().Info(t.Context(), "stats").Val(), "\nexpired_keys:")
	if n, _, _ := strings.Cut(stats, "\r\n"); n != "0" && n != "1" {
		t.Errorf("leases that ran out: %q", n)
	}
}

// A lease whose holder is gone, or that nobody ever gives back, costs a moment.
func TestLeaseWithoutHolder(t *testing.T) {
	server := startRedis(t)
	c := replicas(t, server.url(), 1, Options{})[0]
	for name, expires := range map[string]time.Duration{"of a dead process": leaseFor, "for ever": 0} {
		if err := server.client().Set(t.Context(), c.remote.leaseName(question(name)), 7, expires).Err(); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		ask(t, c, name)
		if took := time.Since(start); took < leaseFor/2 || took > 5*leaseFor {
			t.Errorf("%s: waited for %v", name, took)
		}
	}
	if s := c.Stats(); s.LeaseWaits != 2 || s.Computed != 2 {
		t.Errorf("%+v", s)
	}
	if held, err := c.remote.take(t.Context(), question("b")); !held || err != nil {
		t.Errorf("taking a lease: %v, %v", held, err)
	}
	if left := server.client().PTTL(t.Context(), c.remote.leaseName(question("b"))).Val(); left <= 0 || left > leaseFor {
		t.Errorf("a lease whose holder has shown no sign of life yet runs out in %v; want at most %v", left, leaseFor)
	}
	if err := server.client().RPush(t.Context(), c.remote.leaseName(question("a list")), 1).Err(); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	ask(t, c, "a list")
	if took := time.Since(start); took > leaseFor {
		t.Errorf("a list: waited for %v", took)
	}
}

// A lease that shows signs of life for ever, or that is given back and taken again without end, costs no more than the longest wait.
func TestLeaseWithoutEnd(t *testing.T) {
	const most = 2 * leaseFor
	server := startRedis(t)
	client := server.client()
	beaten := replicas(t, server.url(), 1, Options{MaxWait: most})[0]
	ctx, end := context.WithCancel(t.Context())
	var beating sync.WaitGroup
	beating.Go(func() {
		for beat := 1; sleep(ctx, 10*time.Millisecond); beat++ {
			_ = client.Set(ctx, beaten.remote.leaseName(question("a")), beat, 0).Err() // but for the last one
		}
	})
	eventually(t, "there is a lease", func() bool { return client.Exists(t.Context(), beaten.remote.leaseName(question("a"))).Val() == 1 })
	for name, c := range map[string]*Cache{
		"beaten for ever": beaten,
		"never had":       open(t, say(t, neverHad), Options{MaxWait: most}),
	} {
		start := time.Now()
		ask(t, c, "a")
		if took := time.Since(start); took < most || took > most+time.Second {
			t.Errorf("%s: waited for %v; want %v", name, took, most)
		}
		if s := c.Stats(); s.LeaseWaits != 1 || s.Computed != 1 {
			t.Errorf("%s: %+v", name, s)
		}
	}
	end()
	beating.Wait()
}

// neverHad is a Redis that has no value and no lease, and lets nobody have one.
func neverHad(command []byte) (line string) {
	if bytes.Contains(bytes.ToLower(command), []byte("hello")) {
		return "-ERR unknown command"
	}
	return "$0\r\n"
}

// A holder whose computation fails, or whose callers leave, gives the lease back, and another computes.
func TestLeaseOfAFailure(t *testing.T) {
	server := startRedis(t)
	all := replicas(t, server.url(), 2, Options{})
	cause := errors.New("a cause")
	begun, fail := make(chan struct{}), make(chan struct{})
	go func() {
		_, _ = Get(t.Context(), all[0], question("a"), noteCodec{}, func(context.Context) (*note, error) {
			close(begun)
			<-fail
			return nil, cause
		})
	}()
	<-begun
	answered := make(chan struct{})
	go func() {
		ask(t, all[1], "a")
		close(answered)
	}()
	eventually(t, "the other waits", func() bool { return all[1].Stats().LeaseWaits == 1 })
	time.Sleep(2 * leaseFor)
	if left := server.client().PTTL(t.Context(), all[0].remote.leaseName(question("a"))).Val(); left <= 0 || left > leaseFor {
		t.Errorf("a lease runs out in %v; want at most %v", left, leaseFor)
	}
	select {
	case <-answered:
		t.Error("the other did not wait for a holder that is alive")
	default:
	}
	close(fail)
	select {
	case <-answered:
	case <-time.After(2 * time.Second):
		t.Error("the other still waits")
	}
	if s := all[1].Stats(); s.Computed != 1 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
	ctx, leave := context.WithCancel(t.Context())
	var begins atomic.Int64
	go func() { _, _ = Get(ctx, all[0], question("b"), noteCodec{}, slowly("b", time.Hour, &begins)) }()
	eventually(t, "it is computed", func() bool { return begins.Load() == 1 })
	leave()
	start := time.Now()
	ask(t, all[1], "b")
	if took := time.Since(start); took > 3*leaseFor {
		t.Errorf("waited for %v after all callers of the holder had left", took)
	}
	wantGivenBack(t, server)
}

// Redis fails while others wait: they compute at once.
func TestLeaseWhileRedisFails(t *testing.T) {
	server := startRedis(t)
	p := startProxy(t, server)
	holder := open(t, server.url(), Options{Prefix: t.Name() + ":"})
	for _, f := range []fault{hang, reset, garbage} {
		name := fmt.Sprint("question ", f)
		waiting := open(t, p.url(), Options{Prefix: t.Name() + ":", Timeout: 50 * time.Millisecond})
		eventually(t, "Redis is in use", func() bool { return waiting.Stats().Breaker == "closed" })
		ctx, leave := context.WithCancel(t.Context())
		go func() {
			_, _ = Get(ctx, holder, question(name), noteCodec{}, slowly(name, time.Hour, new(atomic.Int64)))
		}()
		eventually(t, "there is a lease", func() bool {
			return server.client().Exists(t.Context(), holder.remote.leaseName(question(name))).Val() == 1
		})
		answered := make(chan struct{})
		go func() {
			ask(t, waiting, name)
			close(answered)
		}()
		eventually(t, "one waits", func() bool { return waiting.Stats().LeaseWaits == 1 })
		p.set(f)
		select {
		case <-answered:
		case <-time.After(2 * time.Second):
			t.Errorf("fault %d: still waits", f)
		}
		p.set(none)
		leave()
	}
}

// Who waits for a turn to compute has no lease yet, and an error of it is the callers'.
func TestBegin(t *testing.T) {
	full := errors.New("no turn")
	begun, ended := 0, 0
	c := New(Options{Begin: func(context.Context) (func(), error) {
		if begun++; begun == 2 {
			return nil, full
		}
		return func() { ended++ }, nil
	}})
	ask(t, c, "a")
	if _, err := Get(t.Context(), c, question("b"), noteCodec{}, computeNote); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	ask(t, c, "b")
	ask(t, c, "b")
	if s := c.Stats(); begun != 3 || ended != 2 || s.Failed != 1 || s.Computed != 2 {
		t.Errorf("%d begun, %d ended, %+v", begun, ended, s)
	}
}
