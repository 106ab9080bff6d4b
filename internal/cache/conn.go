package cache

import (
	"context"
	"errors"
	"net"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"
)

// generation lets all connections of a client be given up at once: a connection belongs to the generation it was dialed
// in, and one of an earlier generation fails the health check that the client makes before it uses an idle connection.
// So none is cut while it serves, and none is used again.
type generation struct {
	maxText   int // bytes that a text in a reply may have
	current   atomic.Int64
	retiredAt atomic.Int64 // of the clock below, nanoseconds
	started   time.Time
}

// retireEvery bounds how often connections are given up, so that wrong values in Redis cannot make each read reconnect.
const retireEvery = time.Second

// trackConns makes the connections that a client dials from now on belong to a generation, and bounds their replies.
func trackConns(client redis.UniversalClient, maxText int) *generation {
	g := &generation{maxText: maxText, started: time.Now()}
	g.retiredAt.Store(int64(-retireEvery))
	switch c := client.(type) {
	case *redis.ClusterClient: // dials nothing itself
		c.OnNewNode(func(node *redis.Client) { node.AddHook(dialHook{g}) })
	default:
		client.AddHook(dialHook{g})
	}
	return g
}

// retire gives up all connections of now, unless that was done a moment ago.
func (g *generation) retire() bool {
	last, now := g.retiredAt.Load(), int64(time.Since(g.started))
	if now-last < int64(retireEvery) || !g.retiredAt.CompareAndSwap(last, now) {
		return false
	}
	g.current.Add(1)
	return true
}

// dialHook is a redis.Hook that puts new connections into the current generation.
type dialHook struct{ of *generation }

func (h dialHook) DialHook(next redis.DialHook) redis.DialHook {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := next(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &conn{Conn: c, of: h.of, born: h.of.current.Load(), replies: replies{maxText: h.of.maxText}}, nil
	}
}

func (dialHook) ProcessHook(next redis.ProcessHook) redis.ProcessHook { return next }

func (dialHook) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

// conn is a connection of a generation. One goroutine reads from it at a time.
type conn struct {
	net.Conn
	of      *generation
	born    int64
	replies replies
}

// Read reads what has arrived, unless it begins a reply beyond the bounds.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if wrong := c.replies.check(p[:n]); wrong != nil {
		return 0, wrong
	}
	return n, err
}

var errRetired = errors.New("the connection was given up")

// SyscallConn gives the raw connection for the health check, an error where the connection is not to be used again.
func (c *conn) SyscallConn() (syscall.RawConn, error) {
	if c.born != c.of.current.Load() {
		return nil, errRetired
	}
	if raw, ok := c.Conn.(syscall.Conn); ok {
		return raw.SyscallConn()
	}
	return noRawConn{}, nil
}

// noRawConn stands for the raw connection of what has none that may be peeked at, as TLS: nothing is checked.
type noRawConn struct{}

func (noRawConn) Control(func(fd uintptr)) error    { return nil }
func (noRawConn) Read(func(fd uintptr) bool) error  { return nil }
func (noRawConn) Write(func(fd uintptr) bool) error { return nil }
