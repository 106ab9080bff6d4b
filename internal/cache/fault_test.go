package cache

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// askMany asks many different questions, and fails the test where all that took longer than the breaker allows: each on
// its own would cost its timeout.
func askMany(t *testing.T, c *Cache, prefix string, n int, limit time.Duration) {
	t.Helper()
	start := time.Now()
	for _, name := range names(prefix, n) {
		ask(t, c, name)
	}
	if took := time.Since(start); took > limit {
		t.Errorf("%d questions took %v, more than %v", n, took, limit)
	}
}

// mentions counts the lines of a log that say something.
func mentions(log *lines, what string) int {
	n := 0
	for _, line := range log.all() {
		if strings.Contains(line, what) {
			n++
		}
	}
	return n
}

// A Redis that is not there: right answers, one line in the log, and no more tries than probes.
func TestRedisIsAbsent(t *testing.T) {
	silent := listen(t) // accepts, by its backlog, and never answers
	for name, url := range map[string]string{
		"nothing listens":       "redis://127.0.0.1:1",
		"no socket":             "unix:///nonexistent/redis.sock",
		"no such name":          "redis://redis.invalid:6379",
		"never answers":         "redis://" + silent.Addr().String(),
		"no cluster":            "redis-cluster://127.0.0.1:1,127.0.0.1:2",
		"a silent cluster":      "redis-cluster://" + silent.Addr().String(),
		"no sentinel":           "redis-sentinel://127.0.0.1:1,127.0.0.1:2/main",
		"a silent sentinel":     "redis-sentinel://" + silent.Addr().String() + "/main",
		"TLS that never shakes": "rediss://" + silent.Addr().String(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log lines
			c := open(t, url, Options{Timeout: 25 * time.Millisecond, Logger: log.logger()})
			askMany(t, c, "question", 400, 5*time.Second) // 400 × 25 ms are 10 s
			eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
			eventually(t, "it is in the log", func() bool { return mentions(&log, "Redis does not answer") == 1 })
			askMany(t, c, "another", 400, 5*time.Second)
			s := c.Stats()
			if s.Computed != 800 || s.RedisErrors+s.RedisSkipped != 800 || s.RedisSkipped < 400 || s.Writes != 0 {
				t.Errorf("%+v", s)
			}
			if log := log.all(); len(log) != 1 {
				t.Errorf("the log has %d lines: %q", len(log), log)
			}
		})
	}
}

// Each fault in turn: right answers at once, a breaker that opens, no reads but the probes while it is open, and Redis
// in use again after the fault.
func TestRedisMisbehaves(t *testing.T) {
	server := startRedis(t)
	for name, f := range map[string]fault{
		"hangs": hang, "is slow": delay, "is a little slow": late, "drips": drip, "resets": reset, "sends garbage": garbage,
		"announces a terabyte": huge,
	} {
		t.Run(name, func(t *testing.T) {
			p := startProxy(t, server)
			var log lines
			c := open(t, p.url(), Options{Timeout: 40 * time.Millisecond, Logger: log.logger()})
			recovered := func(prefix string) {
				t.Helper()
				n := 0
				eventually(t, "there are hits", func() bool {
					question := fmt.Sprint(prefix, " ", n)
					n++
					ask(t, c, question)
					writes := c.Stats().Writes
					for deadline := time.Now().Add(100 * time.Millisecond); time.Now().Before(deadline) && c.Stats().Writes == writes; {
						time.Sleep(time.Millisecond)
					}
					hits := c.Stats().RedisHits
					c.memory.InvalidateAll()
					ask(t, c, question)
					return c.Stats().RedisHits == hits+1
				})
			}
			recovered("before")
			p.set(f)
			askMany(t, c, "meanwhile", 300, 5*time.Second) // 300 × 40 ms are 12 s
			eventually(t, "it is in the log", func() bool { return mentions(&log, "Redis does not answer") >= 1 })

			// While the breaker is open nobody waits for Redis: only probes arrive.
			start, probes, skipped := time.Now(), p.reads.Load(), c.Stats().RedisSkipped
			failed := c.Stats().RedisErrors
			for _, name := range names("later", 150) {
				ask(t, c, name)
				time.Sleep(2 * time.Millisecond) // over the time of some probes
			}
			took := time.Since(start)
			if got := c.Stats().RedisErrors - failed; got != 0 {
				t.Errorf("%d callers waited for Redis", got)
			}
			most := 2 * (int64(took/c.remote.options.ProbeEvery) + 2)
			if got := p.reads.Load() - probes; got > most {
				t.Errorf("%d reads within %v, of which at most %d are probes", got, took, most)
			}
			if got := c.Stats().RedisSkipped - skipped; got != 150 {
				t.Errorf("%d of 150 reads were skipped", got)
			}

			p.set(none)
			recovered("after")
			if s := c.Stats(); s.RedisPoisoned != 0 {
				t.Errorf("%+v", s)
			}
			eventually(t, "it is in the log", func() bool { return mentions(&log, "Redis answers again") >= 1 })
			if down, up := mentions(&log, "Redis does not answer"), mentions(&log, "Redis answers again"); up > down || down > up+1 {
				t.Errorf("%d lines say down, %d say up", down, up)
			}
		})
	}
}

// The first callers do ask a Redis that has become slow, and wait no longer than they are to: the client alone would be more patient.
func TestReadIsShort(t *testing.T) {
	server := startRedis(t)
	for name, f := range map[string]fault{"hangs": hang, "is slow": delay, "drips": drip} {
		p := startProxy(t, server)
		c := open(t, p.url(), Options{Timeout: 25 * time.Millisecond, ProbeEvery: time.Hour})
		n := 0
		eventually(t, "Redis is in use", func() bool {
			n++
			ask(t, c, fmt.Sprint(name, " before ", n))
			misses := c.Stats().RedisMisses
			return misses > 0 && int64(c.remote.reads.Counts().TotalSuccesses) > misses // the first probe has ended too
		})
		p.set(f)
		before := c.Stats().RedisErrors
		for _, question := range names(name, tripAfter) {
			start := time.Now()
			ask(t, c, question)
			if took := time.Since(start); took > 150*time.Millisecond {
				t.Errorf("%s: a caller waited for %v", name, took)
			}
		}
		if failed := c.Stats().RedisErrors - before; failed != tripAfter {
			t.Errorf("%s: %d of %d callers asked Redis", name, failed, tripAfter)
		}
	}
}

// A Redis of which two in three reads fail is left alone too, though never more than two fail in a row.
func TestMostReadsFail(t *testing.T) {
	c := open(t, startRedis(t).url(), Options{ProbeEvery: time.Hour})
	eventually(t, "the first probe has ended", func() bool { return c.remote.reads.Counts().TotalSuccesses > 0 })
	for n := range tripCalls {
		_, _ = c.remote.reads.Execute(func() ([]byte, error) {
			return nil, []error{nil, context.DeadlineExceeded, context.DeadlineExceeded}[n%3]
		})
	}
	if s := c.Stats(); s.Breaker != "open" {
		t.Errorf("after %d reads the breaker is %s", tripCalls, s.Breaker)
	}
}

// Error replies, of which a plain Redis, a replica, a cluster, a full or a locked one give some.
func TestRedisRefuses(t *testing.T) {
	for _, line := range []string{
		"-READONLY You can't write against a read only replica.",
		"-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
		"-OOM command not allowed when used memory > 'maxmemory'.",
		"-NOAUTH Authentication required.",
		"-ERR max number of clients reached",
		"-BUSY Redis is busy running a script.",
		"-LOADING Redis is loading the dataset in memory",
		"-MOVED 1234 127.0.0.1:1",
		"-CLUSTERDOWN The cluster is down",
		"-TRYAGAIN Multiple keys request during rehashing of slot",
		"+OK", // not an answer to anything that is asked
		":1",
		"$-1",
	} {
		t.Run(strings.Fields(line)[0], func(t *testing.T) {
			t.Parallel()
			var log lines
			c := open(t, sayOnly(t, line), Options{Logger: log.logger(), Timeout: 100 * time.Millisecond})
			askMany(t, c, "question", 200, 10*time.Second)
			if s := c.Stats(); s.Computed != 200 || s.RedisHits != 0 {
				t.Errorf("%+v", s)
			}
			if strings.HasPrefix(line, "-") {
				eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
				eventually(t, "it is in the log", func() bool { return mentions(&log, "Redis does not answer") == 1 })
			}
		})
	}
}

// A reply too many on a connection, so that each later answer belongs to another question: seen, never believed, and
// over once the connection is given up.
func TestShiftedReplies(t *testing.T) {
	server := startRedis(t)
	p := startProxy(t, server)
	c := open(t, p.url()+"?pool_size=1", Options{})
	all := names("question", 30)
	for _, name := range all {
		ask(t, c, name)
	}
	eventually(t, "all is written", func() bool { return c.Stats().Writes == 30 })
	c.memory.InvalidateAll()
	p.set(shifted)
	for _, name := range all[:10] { // the first is right, the second gets its answer, the third that of the second …
		ask(t, c, name)
	}
	s := c.Stats()
	if s.RedisPoisoned == 0 || s.Reconnects != 1 {
		t.Errorf("shifted: %+v", s)
	}
	// New connections are sound from now on; the one there is stays as it is, for good.
	p.set(none)
	eventually(t, "all are hits", func() bool {
		c.memory.InvalidateAll()
		before := c.Stats().RedisHits
		for _, name := range all {
			ask(t, c, name)
		}
		return c.Stats().RedisHits == before+30
	})
	if s := c.Stats(); s.Failed != 0 || s.RedisPoisoned == 0 {
		t.Errorf("afterwards: %+v", s)
	}
}

// A client that panics, at whatever it is told, is one that does not answer.
func TestClientThatPanics(t *testing.T) {
	client, err := Open(startRedis(t).url())
	if err != nil {
		t.Fatal(err)
	}
	client.AddHook(panicHook{})
	c := New(Options{Redis: client, ProbeEvery: 50 * time.Millisecond})
	eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
	askMany(t, c, "question", 50, 5*time.Second)
	c.remote.release(question("a")) // as the writer does
	if s := c.Stats(); s.Computed != 50 || s.Failed != 0 {
		t.Errorf("%+v", s)
	}
	if err := c.Close(t.Context()); err != nil && !strings.Contains(err.Error(), "were not written") {
		t.Error(err)
	}
}

// panicHook panics at each command.
type panicHook struct{}

func (panicHook) DialHook(next redis.DialHook) redis.DialHook { return next }

func (panicHook) ProcessHook(redis.ProcessHook) redis.ProcessHook {
	return func(_ context.Context, command redis.Cmder) error { panic(command.Name()) }
}

func (panicHook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

// A length that no server sends must not make room for it.
func TestHugeReplyTakesNoMemory(t *testing.T) {
	c := open(t, say(t, func(command []byte) string {
		if bytes.Contains(bytes.ToLower(command), []byte("getrange")) {
			return "$1000000000"
		}
		return "-ERR unknown command"
	}), Options{Timeout: 100 * time.Millisecond})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	askMany(t, c, "question", 100, 10*time.Second)
	runtime.ReadMemStats(&after)
	if grown := after.Sys - before.Sys; after.Sys > before.Sys && grown > 64<<20 {
		t.Errorf("the process grew by %d bytes", grown)
	}
	eventually(t, "the breaker is open", func() bool { return c.Stats().Breaker != "closed" })
}
