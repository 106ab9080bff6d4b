package cache

import (
	"fmt"
	"sync"
	"testing"
	"time"
)

// A real Redis that is full, or a replica, or wants a password: it is read where it can be, and is taken up again.
func TestRedisTakesNoValues(t *testing.T) {
	server := startRedis(t)
	client := server.client()
	for name, config := range map[string][3]string{
		"full":     {"maxmemory", "1", "0"},
		"isolated": {"min-replicas-to-write", "1", "0"},
	} {
		var log lines
		c := open(t, server.url(), Options{Logger: log.logger(), Prefix: name + ":"})
		ask(t, c, "before")
		eventually(t, "it is written", func() bool { return c.Stats().Writes == 1 })
		if err := client.ConfigSet(t.Context(), config[0], config[1]).Err(); err != nil {
			t.Fatal(err)
		}
		for _, q := range names("question", 50) {
			ask(t, c, q)
		}
		eventually(t, "it is in the log", func() bool { return mentions(&log, "Redis does not take values") == 1 })
		eventually(t, "the rest is dropped", func() bool { s := c.Stats(); return s.WriteErrors+s.WritesDropped == 50 })
		if s := c.Stats(); s.WriteErrors < tripAfter || s.WriteErrors > 25 {
			t.Errorf("%s: %+v", name, s)
		}
		c.memory.InvalidateAll()
		hits := c.Stats().RedisHits
		ask(t, c, "before")
		if s := c.Stats(); s.RedisHits != hits+1 || s.Breaker != "closed" || s.RedisErrors != 0 {
			t.Errorf("%s: %+v", name, s)
		}
		if err := client.ConfigSet(t.Context(), config[0], config[2]).Err(); err != nil {
			t.Fatal(err)
		}
		n := 0
		eventually(t, "it takes values again", func() bool {
			n++
			ask(t, c, fmt.Sprint("after ", n))
			return mentions(&log, "Redis takes values again") == 1
		})
		if got := len(log.all()); got != 2 {
			t.Errorf("%s: the log has %d lines: %q", name, got, log.all())
		}
	}
}

// Killed, restarted empty, and frozen, with callers all the while.
func TestRedisDiesAndReturns(t *testing.T) {
	server := startRedis(t)
	var log lines
	c := open(t, server.url(), Options{Timeout: 100 * time.Millisecond, Logger: log.logger()})
	done := make(chan struct{})
	var callers sync.WaitGroup
	for i := range 4 {
		callers.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
					ask(t, c, fmt.Sprint("caller ", i, " question ", n%50))
					if n%50 == 0 {
						c.memory.InvalidateAll()
					}
				}
			}
		})
	}
	inUse := func() { // by the callers
		t.Helper()
		hits := c.Stats().RedisHits
		eventually(t, "there are hits", func() bool { return c.Stats().RedisHits > hits })
	}
	inUse()
	server.kill()
	eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
	server.start()
	inUse()
	server.signal(stop)
	eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
	server.signal(cont)
	inUse()
	for range 5 { // flapping
		server.signal(stop)
		time.Sleep(150 * time.Millisecond)
		server.signal(cont)
		time.Sleep(150 * time.Millisecond)
	}
	inUse()
	for range 5 {
		server.client().FlushAll(t.Context())
		time.Sleep(20 * time.Millisecond)
	}
	inUse()
	close(done)
	callers.Wait()
	if s := c.Stats(); s.Failed != 0 || s.RedisPoisoned != 0 {
		t.Errorf("%+v", s)
	}
	if down, up := mentions(&log, "Redis does not answer"), mentions(&log, "Redis answers again"); down < 2 || up > down || down > up+1 || down > 12 {
		t.Errorf("%d lines say down, %d say up", down, up)
	}
}

// Absent at first and there later.
func TestRedisComesLate(t *testing.T) {
	server := startRedis(t)
	server.kill()
	c := open(t, server.url(), Options{})
	askMany(t, c, "early", 50, 5*time.Second)
	eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
	server.start()
	eventually(t, "Redis is in use", func() bool { return c.Stats().Breaker == "closed" })
	ask(t, c, "late")
	eventually(t, "it is written", func() bool { return c.Stats().Writes == 1 })
}

// A Redis to which it takes longer to connect than a read may take, and which answers at once then: it is used.
func TestRedisIsSlowToConnect(t *testing.T) {
	p := startProxy(t, startRedis(t))
	p.greets.Store(int64(150 * time.Millisecond))
	c := open(t, p.url(), Options{Timeout: 40 * time.Millisecond})
	n := 0
	eventually(t, "there are hits", func() bool {
		n++
		ask(t, c, fmt.Sprint("question ", n))
		time.Sleep(5 * time.Millisecond)
		c.memory.InvalidateAll()
		ask(t, c, fmt.Sprint("question ", n))
		return c.Stats().RedisHits > 0
	})
}

// All idle connections are lost in silence, many at once: nobody asks on them one by one until each has cost its time.
func TestConnectionsAreLost(t *testing.T) {
	const many = 60
	p := startProxy(t, startRedis(t))
	c := open(t, p.url()+fmt.Sprint("?pool_size=", many), Options{Timeout: time.Second})
	p.set(delay)
	var callers sync.WaitGroup
	for _, name := range names("question", many) {
		callers.Go(func() { ask(t, c, name) })
	}
	callers.Wait()
	p.set(none)
	eventually(t, "Redis is in use", func() bool { return allHit(t, c, names("question", many)) })
	if n := c.remote.client.PoolStats().IdleConns; n < many/2 {
		t.Fatalf("only %d connections are idle", n)
	}
	p.lose()
	c.memory.InvalidateAll()
	start := time.Now()
	eventually(t, "there are hits", func() bool { return allHit(t, c, names("question", 2)) })
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("used again after %v", took)
	}
}
