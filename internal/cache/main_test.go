package cache

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"
)

// TestMain checks that no test leaves a goroutine behind, but for one of the Redis client's, which sees a second after its pool was
// closed that it is.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/redis/go-redis/v9/internal/pool.(*ConnPool).tryDial"))
}

// note is what the tests keep: a value by pointer, as callers have it.
type note struct{ text string }

// noteCodec stores notes as "note:" and the text, and refuses all else.
type noteCodec struct{}

func (noteCodec) Encode(n *note) []byte { return []byte("note:" + n.text) }

func (noteCodec) Decode(b []byte) (*note, error) {
	text, ok := strings.CutPrefix(string(b), "note:")
	if !ok {
		return nil, errors.New("not a note")
	}
	return &note{text}, nil
}

func (noteCodec) Weigh(n *note) int { return len(n.text) }

// question gives the key of a question; answer is what computing it gives. So a wrong answer is seen at once.
func question(name string) Key { return NewKey(PlanResult).String("digest").String(name) }

func answer(name string) string { return "the answer to " + name }

// ask gets the answer to a question and fails the test where it is not the right one.
func ask(t testing.TB, c *Cache, name string) {
	t.Helper()
	n, err := Get(t.Context(), c, question(name), noteCodec{}, func(context.Context) (*note, error) {
		return &note{answer(name)}, nil
	})
	if err != nil {
		t.Errorf("asking %s: %v", name, err)
	} else if n.text != answer(name) {
		t.Errorf("asking %s gives %q", name, n.text)
	}
}

// open makes a cache on the Redis of a URL. What o leaves out is set for a busy machine, where a healthy Redis may take
// its time, and for impatient tests; each test has its own prefix.
func open(t testing.TB, url string, o Options) *Cache {
	t.Helper()
	client, err := Open(url)
	if err != nil {
		t.Fatal(err)
	}
	o.Redis = client
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Second
	}
	if o.ProbeEvery == 0 {
		o.ProbeEvery = 50 * time.Millisecond
	}
	if o.Prefix == "" {
		o.Prefix = t.Name() + ":"
	}
	c := New(o)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = c.Close(ctx) // what is lost is the affair of the tests of Close
	})
	return c
}

// eventually waits until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(15 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("waited in vain until %s", what)
}

// lines is a log that can be read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) logger() *slog.Logger { return slog.New(slog.NewTextHandler(l, nil)) }

func (l *lines) all() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Split(strings.TrimSuffix(l.buf.String(), "\n"), "\n")
}

// server is a redis-server of a test's own, on a Unix socket.
type server struct {
	t      testing.TB
	binary string
	socket string
	args   []string
	cmd    *exec.Cmd
}

// startRedis starts a redis-server. Where none is installed the test fails, unless it is told not to.
func startRedis(t testing.TB, args ...string) *server {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_REDIS") == "1" {
		t.Skip("needs a redis-server, and CAREERLATTICE_TEST_NO_REDIS=1 says to do without")
	}
	binary := os.Getenv("REDIS_SERVER")
	if binary == "" {
		binary = "redis-server"
	}
	binary, err := exec.LookPath(binary)
	if err != nil {
		t.Fatalf("needs a redis-server: install one (apt-get install redis-server), name it in REDIS_SERVER, "+
			"or set CAREERLATTICE_TEST_NO_REDIS=1 to do without these tests: %v", err)
	}
	dir, err := os.MkdirTemp("", "redis") // t.TempDir has names too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, binary: binary, socket: filepath.Join(dir, "s"), args: args}
	t.Cleanup(func() {
		s.kill()
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s.start()
	return s
}

func (s *server) url() string { return "unix://" + s.socket }

// start starts the server and waits until it answers.
func (s *server) start() {
	s.t.Helper()
	args := append([]string{"--port", "0", "--unixsocket", s.socket, "--dir", filepath.Dir(s.socket), "--save", "", "--appendonly", "no"}, s.args...)
	s.cmd = exec.CommandContext(context.Background(), s.binary, args...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	client := s.client()
	eventually(s.t, "redis-server answers", func() bool { return client.Ping(context.Background()).Err() == nil })
}

func (s *server) kill() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait() // it was killed
		s.cmd = nil
	}
}

func (s *server) signal(sig syscall.Signal) {
	s.t.Helper()
	if err := s.cmd.Process.Signal(sig); err != nil {
		s.t.Fatal(err)
	}
}

// client gives a plain client, to look at what is stored and to change it.
func (s *server) client() *redis.Client {
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: s.socket, Protocol: 2})
	s.t.Cleanup(func() { _ = client.Close() })
	return client
}

// stored gives the name in Redis of a question's value.
func stored(c *Cache, name string) string { return c.remote.name(question(name)) }

func names(prefix string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf("%s %d", prefix, i)
	}
	return all
}
