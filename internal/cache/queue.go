package cache

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/sony/gobreaker/v2"
)

// write is a value on its way to Redis. It is encoded by the writer, off the callers' path.
type write struct {
	key    Key
	weight int           // about what it holds in memory meanwhile, in bytes
	held   bool          // the lease of the key is given back afterward
	encode func() []byte // nil: there is no value
	done   chan struct{} // closed when its turn has come; nil: nobody waits
}

// The bounds of the queue: values, and bytes of what they weigh.
const (
	queueValues = 1024
	queueBytes  = 32 << 20
)

// queue holds the writes that wait. Putting never blocks.
type queue struct {
	mu     sync.Mutex
	closed bool
	writes chan write
	bytes  atomic.Int64
}

func newQueue() *queue { return &queue{writes: make(chan write, queueValues)} }

// put says whether there was room.
func (q *queue) put(w write) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || q.bytes.Load()+int64(w.weight) > queueBytes {
		return false
	}
	select {
	case q.writes <- w:
		q.bytes.Add(int64(w.weight))
		return true
	default:
		return false
	}
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.closed {
		q.closed = true
		close(q.writes)
	}
}

// enqueue hands a value to the writer, or drops and counts it: a value that is lost is computed again some day.
func (r *remote) enqueue(w write) {
	if !r.queue.put(w) {
		r.counts.writesDropped.Add(1)
	}
}

// drain writes what is queued until the queue is closed and empty.
func (r *remote) drain() {
	refused := false
	for w := range r.queue.writes {
		var err error
		if w.encode != nil {
			err = r.store(w)
		}
		if w.held {
			r.release(w.key)
		}
		r.queue.bytes.Add(-int64(w.weight))
		if w.done != nil {
			close(w.done)
		}
		switch {
		case w.encode == nil:
		case err == nil:
			r.counts.writes.Add(1)
		case errors.Is(err, errNotSent):
			r.counts.writesDropped.Add(1)
		default:
			r.counts.writeErrors.Add(1)
		}
		if open := r.writes.State() != gobreaker.StateClosed; open != refused {
			if refused = open; refused {
				r.log.Warn("Redis does not take values; they are kept in memory only", "error", err)
			} else {
				r.log.Info("Redis takes values again")
			}
		}
	}
}

var errNotSent = errors.New("not sent")

// store writes one value. An error that is errNotSent means that it was not even tried.
func (r *remote) store(w write) error {
	if r.reads.State() != gobreaker.StateClosed || r.writes.State() == gobreaker.StateOpen {
		return errNotSent
	}
	payload, err := encode(w)
	if err != nil {
		r.log.Error("a value cannot be encoded for Redis", "kind", w.key.Kind(), "error", err)
		return err
	}
	stored := r.envelope.seal(w.key, payload)
	if len(stored) > r.options.MaxValue {
		return errNotSent
	}
	err = change(context.Background(), r.writes, max(patience, r.options.Timeout), func(ctx context.Context) error {
		return r.client.Set(ctx, r.name(w.key), stored, r.options.TTL).Err()
	})
	if notTried(err) {
		return errNotSent
	}
	return err
}

// Flush waits until what is queued for Redis now was written, or given up; its error is that of ctx. Without Redis, and once the
// cache is closed, nothing is waited for.
func (c *Cache) Flush(ctx context.Context) error {
	if c.remote == nil {
		return nil
	}
	done := make(chan struct{})
	for !c.remote.queue.put(write{done: done}) {
		if c.remote.queue.isClosed() {
			return nil
		}
		if !sleep(ctx, firstLook) { // full
			return ctx.Err()
		}
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (q *queue) isClosed() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed
}

// encode runs the codec, with a panic as its error.
func encode(w write) (payload []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("encoding panicked: %v", r)
		}
	}()
	return w.encode(), nil
}
