package cache

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// PanicError is what callers get where a computation panicked.
type PanicError struct {
	// Value is what the computation panicked with.
	Value any
	// Stack is the computation's stack, for the log.
	Stack []byte
}

// Error says that a computation panicked, and with what.
func (e *PanicError) Error() string {
	return fmt.Sprintf("cache: the computation panicked: %v", e.Value)
}

// Unwrap gives the error the computation panicked with, if it was one.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

var errExited = errors.New("cache: the computation ended its goroutine")

// flights runs functions, at most one at a time for each key, for all who want its result meanwhile. Unlike
// golang.org/x/sync/singleflight it lets a caller leave, and stops a function that nobody waits for any more.
type flights struct {
	mu    sync.Mutex
	byKey map[string]*flight
}

type flight struct {
	cancel  context.CancelFunc
	callers int // guarded by flights.mu

	done  chan struct{} // closed when value and err may be read
	value any
	err   error
}

// do gives the result of fn, or of the fn that is running for the key already, in which case joined is true. The context
// of fn has the values of the first caller's ctx and is canceled once every caller has left. A flight that was left by
// all is forgotten at once, so the next caller starts afresh while it may still be stopping.
func (g *flights) do(ctx context.Context, key string, fn func(context.Context) (any, error)) (value any, joined bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	g.mu.Lock()
	f, joined := g.byKey[key]
	if !joined {
		f = &flight{done: make(chan struct{})}
		if g.byKey == nil {
			g.byKey = make(map[string]*flight)
		}
		g.byKey[key] = f
		var own context.Context
		own, f.cancel = context.WithCancel(context.WithoutCancel(ctx))
		go g.run(own, key, f, fn)
	}
	f.callers++
	g.mu.Unlock()

	select {
	case <-f.done:
		return f.value, joined, f.err
	case <-ctx.Done():
		g.leave(key, f)
		return nil, joined, ctx.Err()
	}
}

func (g *flights) run(ctx context.Context, key string, f *flight, fn func(context.Context) (any, error)) {
	f.err = errExited // stays where fn ends the goroutine
	defer func() {
		if r := recover(); r != nil {
			f.err = &PanicError{Value: r, Stack: debug.Stack()}
		}
		f.cancel()
		g.mu.Lock()
		g.forget(key, f)
		g.mu.Unlock()
		close(f.done)
	}()
	f.value, f.err = fn(ctx)
}

func (g *flights) leave(key string, f *flight) {
	g.mu.Lock()
	defer g.mu.Unlock()
	f.callers--
	if f.callers == 0 {
		f.cancel()
		g.forget(key, f)
	}
}

// forget takes the flight out of the map, unless another has taken its place. g.mu is held.
func (g *flights) forget(key string, f *flight) {
	if g.byKey[key] == f {
		delete(g.byKey, key)
	}
}
