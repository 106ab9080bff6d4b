package cache

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestCloseWritesWhatIsQueued(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{Prefix: "p:"})
	for _, name := range names("question", 300) {
		ask(t, c, name)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if s := c.Stats(); s.Writes != 300 || s.WritesDropped != 0 {
		t.Errorf("%+v", s)
	}
	if n := c.remote.queue.bytes.Load(); n != 0 {
		t.Errorf("the queue is empty and holds %d bytes", n)
	}
	if n := server.client().DBSize(t.Context()).Val(); n != 300 {
		t.Errorf("%d values are stored", n)
	}
	ask(t, c, "after closing")
	ask(t, c, "question 7")
	if err := c.Close(t.Context()); err != nil {
		t.Errorf("closed again: %v", err)
	}
}

// A cache that is closed under questions answers them all: what comes too late for the queue is dropped.
func TestCloseUnderQuestions(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{})
	var callers sync.WaitGroup
	for i := range 4 {
		callers.Go(func() {
			for _, name := range names(fmt.Sprint("caller ", i), 200) {
				ask(t, c, name)
			}
		})
	}
	eventually(t, "some is written", func() bool { return c.Stats().Writes > 10 })
	if err := c.Close(t.Context()); err != nil && !strings.Contains(err.Error(), "were not written") {
		t.Error(err)
	}
	callers.Wait()
	if s := c.Stats(); s.Computed != 800 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
}

// With a Redis that hangs, Close waits no longer than it is told, and says what was lost.
func TestCloseDoesNotHang(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{Timeout: 10 * time.Second}) // the client itself gives up sooner, after some such writes
	ask(t, c, "before")
	eventually(t, "it is written", func() bool { return c.Stats().Writes == 1 })
	server.signal(stop)
	defer server.signal(cont)
	for _, name := range names("question", 20) {
		c.remote.enqueue(write{key: question(name), encode: func() []byte { return nil }})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	err := c.Close(ctx)
	if took := time.Since(start); took > time.Second {
		t.Errorf("closing took %v", took)
	}
	if want := "20 values were not written to Redis"; err == nil || err.Error() != want {
		t.Errorf("closing gives %v, want %s", err, want)
	}
}

// The queue is bounded by values and by bytes; what does not fit is dropped at once, and counted.
func TestQueueIsBounded(t *testing.T) {
	q := newQueue()
	for i := range queueValues {
		if !q.put(write{weight: 1}) {
			t.Fatalf("no room for value %d", i)
		}
	}
	if q.put(write{}) {
		t.Error("room for one value too many")
	}
	q = newQueue()
	if !q.put(write{weight: queueBytes - 1}) || q.put(write{weight: 2}) || !q.put(write{weight: 1}) {
		t.Error("bytes are not counted")
	}
	q.close()
	if q.put(write{}) {
		t.Error("room in a closed queue")
	}
}

func TestValuesTooLargeStayInMemory(t *testing.T) {
	server := startRedis(t)
	const limit = 300
	c := open(t, server.url(), Options{MaxValue: limit})
	large := strings.Repeat("long ", limit)
	ask(t, c, large)
	ask(t, c, "short")
	ask(t, c, large)
	eventually(t, "the short one is written", func() bool { return c.Stats().Writes == 1 })
	if s := c.Stats(); s.MemoryHits != 1 || s.WritesDropped != 1 {
		t.Errorf("%+v", s)
	}
	// Whole, and one byte too large, as a process with another limit may write it.
	payload := []byte("note:wrong" + strings.Repeat(" ", limit))
	tooMuch := len(c.remote.envelope.seal(question("a"), payload)) - limit - 1
	whole := c.remote.envelope.seal(question("a"), payload[:len(payload)-tooMuch])
	if err := server.client().Set(t.Context(), stored(c, "a"), whole, 0).Err(); err != nil {
		t.Fatal(err)
	}
	ask(t, c, "a")
	if s := c.Stats(); s.RedisPoisoned != 1 || s.RedisHits != 0 {
		t.Errorf("%+v", s)
	}
}

// TestFlush waits for what is queued, for no longer than it is let, and not at all where nothing is written.
func TestFlush(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{})
	for _, name := range names("flushed", 300) {
		ask(t, c, name)
	}
	if err := c.Flush(t.Context()); err != nil || c.Stats().Writes != 300 {
		t.Errorf("%v: %+v", err, c.Stats())
	}
	server.signal(syscall.SIGSTOP)
	ask(t, c, "while it hangs")
	limit, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := c.Flush(limit); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("while Redis hangs: %v", err)
	}
	server.signal(syscall.SIGCONT)
	if err := New(Options{}).Flush(t.Context()); err != nil {
		t.Errorf("without Redis: %v", err)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if err := c.Flush(t.Context()); err != nil {
		t.Errorf("once closed: %v", err)
	}
}
