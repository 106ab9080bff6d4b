package cache

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestFlightIsSharedByAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g flights
		var runs, joins atomic.Int64
		var callers sync.WaitGroup
		for range 1000 {
			callers.Go(func() {
				value, joined, err := g.do(t.Context(), "key", func(context.Context) (any, error) {
					runs.Add(1)
					time.Sleep(time.Minute)
					return "value", nil
				})
				if joined {
					joins.Add(1)
				}
				if value != "value" || err != nil {
					t.Errorf("%v, %v", value, err)
				}
			})
		}
		callers.Wait()
		if runs.Load() != 1 || joins.Load() != 999 {
			t.Errorf("%d runs, %d joined", runs.Load(), joins.Load())
		}
		if len(g.byKey) != 0 {
			t.Errorf("%d flights are left", len(g.byKey))
		}
	})
}

func TestOneCallerLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g flights
		run := func(ctx context.Context) (any, error) {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Minute):
				return "value", nil
			}
		}
		// The first caller leaves, and its values and its fate are not those of the others.
		first, cancel := context.WithCancel(context.WithValue(t.Context(), question("x"), "a value"))
		var callers sync.WaitGroup
		callers.Go(func() {
			if _, _, err := g.do(first, "key", run); !errors.Is(err, context.Canceled) {
				t.Errorf("who left got %v", err)
			}
		})
		synctest.Wait()
		callers.Go(func() {
			if value, joined, err := g.do(t.Context(), "key", run); value != "value" || !joined || err != nil {
				t.Errorf("who stayed got %v, %v, %v", value, joined, err)
			}
		})
		synctest.Wait()
		cancel()
		callers.Wait()
	})
}

func TestAllCallersLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var g flights
		stopped := make(chan error, 1)
		run := func(ctx context.Context) (any, error) {
			<-ctx.Done()
			time.Sleep(time.Minute) // it takes its time to stop
			stopped <- ctx.Err()
			return "late", ctx.Err()
		}
		var callers sync.WaitGroup
		for i := range 3 {
			callers.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i+1)*time.Second)
				defer cancel()
				if _, _, err := g.do(ctx, "key", run); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("caller %d: %v", i, err)
				}
			})
		}
		callers.Wait()
		// Who comes now does not get the fate of those who left.
		value, joined, err := g.do(t.Context(), "key", func(context.Context) (any, error) { return "fresh", nil })
		if value != "fresh" || joined || err != nil {
			t.Errorf("who came later got %v, %v, %v", value, joined, err)
		}
		if err := <-stopped; !errors.Is(err, context.Canceled) {
			t.Errorf("what nobody waited for ended with %v", err)
		}
		synctest.Wait()
		if len(g.byKey) != 0 {
			t.Errorf("%d flights are left", len(g.byKey))
		}
	})
}

func TestCallerWhoseContextHasEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var g flights
	_, _, err := g.do(ctx, "key", func(context.Context) (any, error) {
		t.Error("was run")
		return nil, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFlightThatPanicsOrExits(t *testing.T) {
	var g flights
	cause := errors.New("a cause")
	_, _, err := g.do(t.Context(), "key", func(context.Context) (any, error) { panic(cause) })
	var p *PanicError
	if !errors.As(err, &p) || !errors.Is(err, cause) || len(p.Stack) == 0 {
		t.Errorf("a panic gives %v", err)
	}
	_, _, err = g.do(t.Context(), "key", func(context.Context) (any, error) { panic("a text") })
	if !errors.As(err, &p) || err.Error() != "cache: the computation panicked: a text" || p.Unwrap() != nil {
		t.Errorf("a panic gives %v", err)
	}
	_, _, err = g.do(t.Context(), "key", func(context.Context) (any, error) {
		runtime.Goexit()
		return "value", nil
	})
	if !errors.Is(err, errExited) {
		t.Errorf("an exit gives %v", err)
	}
	if value, joined, err := g.do(t.Context(), "key", func(context.Context) (any, error) { return 1, nil }); value != 1 || joined || err != nil {
		t.Errorf("afterwards the key gives %v, %v, %v", value, joined, err)
	}
}
