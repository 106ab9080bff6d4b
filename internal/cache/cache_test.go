package cache

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestMemoryOnly(t *testing.T) {
	c := New(Options{})
	for range 3 {
		ask(t, c, "a")
	}
	ask(t, c, "b")
	s := c.Stats()
	if s.Computed != 2 || s.MemoryHits != 2 || s.MemoryMisses != 2 || s.MemoryEntries != 2 || s.Breaker != "off" {
		t.Errorf("%+v", s)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Error(err)
	}
	ask(t, c, "c")
}

// A thousand callers at once, in memory, with a Redis that is empty, and with one that hangs: one computation, the others wait for it.
func TestManyColdCallers(t *testing.T) {
	redis := startRedis(t)
	hung := startProxy(t, redis)
	caches := map[string]*Cache{
		"memory": New(Options{}), "Redis": open(t, redis.url(), Options{}), "a Redis that hangs": open(t, hung.url(), Options{Timeout: 50 * time.Millisecond}),
	}
	eventually(t, "Redis is in use", func() bool { return hung.reads.Load() > 0 })
	hung.set(hang)
	for name, c := range caches {
		var computed atomic.Int64
		release := make(chan struct{})
		var callers sync.WaitGroup
		for range 1000 {
			callers.Go(func() {
				n, err := Get(t.Context(), c, question("cold"), noteCodec{}, func(context.Context) (*note, error) {
					computed.Add(1)
					<-release
					return &note{"once"}, nil
				})
				if err != nil || n.text != "once" {
					t.Errorf("%s: %v, %v", name, n, err)
				}
			})
		}
		eventually(t, "all callers have looked into memory", func() bool { return c.Stats().MemoryMisses == 1000 })
		close(release)
		callers.Wait()
		s := c.Stats()
		if computed.Load() != 1 || s.Computed != 1 || s.Waits > 999 || s.Waits < 900 {
			t.Errorf("%s: computed %d times: %+v", name, computed.Load(), s)
		}
	}
}

// A lookup that ended between a caller's look into memory and its start must not be done again.
func TestLoadLooksIntoMemoryFirst(t *testing.T) {
	c := New(Options{})
	ask(t, c, "a")
	value, err := load(t.Context(), c, question("a"), noteCodec{}, func(context.Context) (*note, error) {
		t.Error("is computed again")
		return nil, nil
	})
	if n, ok := value.(*note); !ok || n.text != answer("a") || err != nil {
		t.Errorf("%v, %v", value, err)
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	c := New(Options{})
	cause := errors.New("a cause")
	for range 2 {
		if _, err := Get(t.Context(), c, question("a"), noteCodec{}, func(context.Context) (*note, error) { return nil, cause }); !errors.Is(err, cause) {
			t.Errorf("got %v", err)
		}
	}
	var p *PanicError
	if _, err := Get(t.Context(), c, question("a"), noteCodec{}, func(context.Context) (*note, error) { panic("no") }); !errors.As(err, &p) {
		t.Errorf("got %v", err)
	}
	ask(t, c, "a")
	if s := c.Stats(); s.Failed != 2 || s.Computed != 1 || s.MemoryEntries != 1 {
		t.Errorf("%+v", s)
	}
}

func TestComputingStopsWhenCallersLeave(t *testing.T) {
	c := New(Options{})
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	_, err := Get(ctx, c, question("a"), noteCodec{}, func(own context.Context) (*note, error) {
		cancel()
		<-own.Done()
		close(stopped)
		return nil, own.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-stopped
	ask(t, c, "a")
}

func TestOneKeyTwoTypes(t *testing.T) {
	c := New(Options{})
	ask(t, c, "a")
	_, err := Get(t.Context(), c, question("a"), textCodec{}, func(context.Context) (string, error) { return "", nil })
	if err == nil || !strings.Contains(err.Error(), "use one type for a key") {
		t.Errorf("got %v", err)
	}
}

// textCodec stores texts as they are.
type textCodec struct{}

func (textCodec) Encode(s string) []byte          { return []byte(s) }
func (textCodec) Decode(b []byte) (string, error) { return string(b), nil }
func (textCodec) Weigh(s string) int              { return len(s) }

func TestMemoryIsBounded(t *testing.T) {
	const bound = 1 << 20
	c := New(Options{MaxBytes: bound})
	fill := func(name string, size int) {
		t.Helper()
		text := strings.Repeat("x", size)
		if got, err := Get(t.Context(), c, question(name), textCodec{}, func(context.Context) (string, error) { return text, nil }); err != nil || got != text {
			t.Fatal(err)
		}
	}
	for _, name := range names("filling", 2000) {
		fill(name, 10_000)
	}
	eventually(t, "memory is below its bound", func() bool { c.memory.CleanUp(); return c.Stats().MemoryBytes <= bound })
	if s := c.Stats(); s.MemoryEntries < 50 || s.MemoryEntries > bound/10_000 {
		t.Errorf("%d entries in %d bytes", s.MemoryEntries, s.MemoryBytes)
	}
	fill("larger than all", 2*bound)
	eventually(t, "memory is below its bound", func() bool { c.memory.CleanUp(); return c.Stats().MemoryBytes <= bound })
	fill("larger than all", 2*bound)
	if s := c.Stats(); s.Computed != 2002 {
		t.Errorf("what does not fit was kept: %+v", s)
	}
}

// Lengths are not all there is to memory: a million tiny values have a million keys and entries.
func TestTinyValuesWeighToo(t *testing.T) {
	c := New(Options{MaxBytes: 100 * entryOverhead})
	for _, name := range names("tiny", 1000) {
		if _, err := Get(t.Context(), c, question(name), textCodec{}, func(context.Context) (string, error) { return "", nil }); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "few entries are left", func() bool { c.memory.CleanUp(); return c.Stats().MemoryEntries < 100 })
}
