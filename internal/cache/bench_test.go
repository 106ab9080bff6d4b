package cache

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"
)

func computeNote(context.Context) (*note, error) { return &note{strings.Repeat("x", 3000)}, nil }

// BenchmarkMemoryHit is what a hit in memory costs, its key included.
func BenchmarkMemoryHit(b *testing.B) {
	c := New(Options{})
	digest, asked := strings.Repeat("d", 64), []byte(strings.Repeat("q", 100))
	b.ReportAllocs()
	for b.Loop() {
		k := NewKey(PlanResult).String(digest).Bytes(asked)
		if _, err := Get(b.Context(), c, k, noteCodec{}, computeNote); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRedisHit is what a hit in Redis costs, over a Unix socket: one round trip and reading the value.
func BenchmarkRedisHit(b *testing.B) {
	server := startRedis(b)
	c := open(b, server.url(), Options{Timeout: time.Second})
	k := question("a")
	if _, err := Get(b.Context(), c, k, noteCodec{}, computeNote); err != nil {
		b.Fatal(err)
	}
	eventually(b, "it is written", func() bool { return c.Stats().Writes == 1 })
	b.ReportAllocs()
	for b.Loop() {
		c.memory.Invalidate(k.text)
		if _, err := Get(b.Context(), c, k, noteCodec{}, computeNote); err != nil {
			b.Fatal(err)
		}
	}
	if s := c.Stats(); s.Computed != 1 {
		b.Fatalf("%+v", s)
	}
}

// BenchmarkMiss is what the cache adds to a computation that costs nothing: without Redis, and with one that is dead, which
// must be no slower.
func BenchmarkMiss(b *testing.B) {
	dead := open(b, "redis://127.0.0.1:1", Options{ProbeEvery: time.Second})
	eventually(b, "the breaker is open", func() bool { return dead.Stats().Breaker != "closed" })
	for name, c := range map[string]*Cache{"memory": New(Options{}), "dead": dead} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n++
				if _, err := Get(b.Context(), c, question(fmt.Sprint(n)), noteCodec{}, func(context.Context) (*note, error) { return &note{}, nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// A hit in memory takes a handful of allocations: those of building its key.
func TestMemoryHitAllocates(t *testing.T) {
	c := New(Options{})
	ask(t, c, "a")
	k := question("a")
	compute := func(context.Context) (*note, error) { return nil, nil }
	if n := testing.AllocsPerRun(100, func() { _, _ = Get(t.Context(), c, k, noteCodec{}, compute) }); n > 1 {
		t.Errorf("a hit takes %v allocations beside its key", n)
	}
	if n := testing.AllocsPerRun(100, func() { _ = NewKey(PlanResult).String("digest").Bytes(nil) }); n > 3 {
		t.Errorf("a key of three fields takes %v allocations", n)
	}
}
