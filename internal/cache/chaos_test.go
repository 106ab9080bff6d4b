package cache

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"testing"
	"time"
)

// chaosTime is how long the faults of TestChaos go on: CAREERLATTICE_TEST_CHAOS, or some seconds.
func chaosTime(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("CAREERLATTICE_TEST_CHAOS")
	if text == "" {
		return 4 * time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatalf("CAREERLATTICE_TEST_CHAOS: %v", err)
	}
	return d
}

// Every fault in turn, at random times and on several processes that share one Redis, under questions all the while: every answer is
// right, few take longer than a read may take, and afterward Redis is in use again.
func TestChaos(t *testing.T) {
	const (
		timeout = 25 * time.Millisecond
		callers = 3
	)
	server := startRedis(t)
	p := startProxy(t, server)
	all := replicas(t, p.url(), 3, Options{Timeout: timeout})
	ctx, end := context.WithTimeout(t.Context(), chaosTime(t))
	defer end()
	var work sync.WaitGroup
	took := make([][]time.Duration, len(all)*callers)
	for i, c := range all {
		for k := range callers {
			random := rand.New(rand.NewPCG(uint64(i), uint64(k))) //nolint:gosec // the same questions each time
			work.Go(func() {
				for n := 0; sleep(ctx, time.Millisecond); n++ {
					start := time.Now()
					ask(t, c, fmt.Sprint("question ", random.IntN(200)))
					took[i*callers+k] = append(took[i*callers+k], time.Since(start))
					if n%100 == 0 {
						c.memory.InvalidateAll()
					}
				}
			})
		}
	}
	faults := misfortunes(t, server, p, all[0])
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same faults each time
	met := map[string]int{}
	for sleep(ctx, time.Duration(random.IntN(300))*time.Millisecond) {
		f := faults[random.IntN(len(faults))]
		met[f.name]++
		f.begin()
		sleep(ctx, time.Duration(random.IntN(300))*time.Millisecond)
		f.end()
	}
	work.Wait()
	t.Logf("%v", met)
	for i, c := range all {
		eventually(t, "Redis is in use", func() bool {
			c.memory.InvalidateAll()
			hits := c.Stats().RedisHits
			ask(t, c, "question 1")
			return c.Stats().RedisHits > hits
		})
		if s := c.Stats(); s.Failed != 0 {
			t.Errorf("process %d: %+v", i, s)
		}
	}
	delays := slices.Concat(took...)
	slices.Sort(delays)
	// Of one question a read may time out and so may a lease; one that waits for another process may wait for a lease to run out.
	if p99, most := delays[len(delays)*99/100], delays[len(delays)-1]; p99 > 2*timeout+50*time.Millisecond || most > 3*time.Second {
		t.Errorf("of %d questions one in a hundred took %v, one %v", len(delays), p99, most)
	}
}

// misfortune is something that happens to a Redis or on the way to it, and ends again.
type misfortune struct {
	name       string
	begin, end func()
}

func misfortunes(t *testing.T, server *server, p *proxy, c *Cache) []misfortune {
	t.Helper()
	nothing := func() {}
	client := server.client()
	// What these commands come to does not matter: Redis may be away.
	store := func(name, value string) { _ = client.Set(t.Context(), stored(c, name), value, 0).Err() }
	all := []misfortune{
		{"killed", server.kill, server.start},
		{"frozen", func() { server.signal(stop) }, func() { server.signal(cont) }},
		{"flushed", func() { _ = client.FlushAll(t.Context()).Err() }, nothing},
		{"connections cut", p.cutAll, nothing},
		{"values exchanged", func() {
			value, _ := client.Get(t.Context(), stored(c, "question 2")).Result()
			store("question 1", value)
		}, nothing},
		{"values of nonsense", func() {
			for i, value := range []string{"", "{}", "null", "clv", "\x00\xff"} {
				store(fmt.Sprint("question ", i), value)
			}
		}, nothing},
		{"values of another type", func() {
			_ = client.Del(t.Context(), stored(c, "question 3")).Err()
			_ = client.RPush(t.Context(), stored(c, "question 3"), "x").Err()
		}, nothing},
		{"full", func() { _ = client.ConfigSet(t.Context(), "maxmemory", "1").Err() }, func() { _ = client.ConfigSet(t.Context(), "maxmemory", "0").Err() }},
	}
	for f, name := range []string{hang: "hangs", delay: "slow", late: "late", drip: "drips", reset: "resets", garbage: "garbage", huge: "huge", shifted: "shifted"} {
		if name != "" {
			all = append(all, misfortune{name, func() { p.set(fault(f)) }, func() { p.set(none) }})
		}
	}
	return all
}
