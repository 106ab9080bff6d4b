package command

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/planner"
)

// planFormat is the version of what planner.Encode writes, and of what plans mean: it goes up with every change of either,
// so that two versions of the program never read each other's answers.
const planFormat = 7

// plans answers planning questions about one catalog: from the cache, else by planning, so many at a time as the cache has
// turns.
type plans struct {
	cache   *cache.Cache
	planner *planner.Planner
	digest  string
	budget  int64 // part of the key: where it is spent, the answer depends on it
	observe *observer
}

// The overloads of turns.
var (
	errFull    = graph.Overload(limitWaiting)
	errTooLong = graph.Overload(limitWait)
)

// turns lets so many plan at a time, and so many wait for so long.
type turns struct {
	*semaphore.Weighted
	slots            int64
	running, waiting atomic.Int64
	maxWaiting       int64
	wait             time.Duration
	waited           func(time.Duration) // where set, is told how long each that got a turn has waited
}

// newTurns makes turns for so many at a time; 0 means as many as there are processors.
func newTurns(atOnce, maxWaiting int, wait time.Duration) *turns {
	if atOnce == 0 {
		atOnce = runtime.GOMAXPROCS(0)
	}
	return &turns{Weighted: semaphore.NewWeighted(int64(atOnce)), slots: int64(atOnce), maxWaiting: int64(maxWaiting), wait: wait}
}

// take waits for a turn, which the caller gives back by Release(1).
func (t *turns) take(ctx context.Context) error {
	if t.TryAcquire(1) {
		return nil
	}
	defer t.waiting.Add(-1)
	if t.waiting.Add(1) > t.maxWaiting {
		return errFull
	}
	limit, cancel := context.WithTimeout(ctx, t.wait)
	defer cancel()
	err := t.Acquire(limit, 1)
	if err != nil && ctx.Err() == nil {
		return errTooLong
	}
	return err
}

// begin waits for a turn, and gives what gives it back.
func (t *turns) begin(ctx context.Context) (end func(), err error) {
	start := time.Now()
	if err := t.take(ctx); err != nil {
		return nil, err
	}
	if t.waited != nil {
		t.waited(time.Since(start))
	}
	t.running.Add(1)
	return func() {
		t.running.Add(-1)
		t.Release(1)
	}, nil
}

func (p *plans) plan(ctx context.Context, q planner.Question) (planner.Result, error) {
	return p.keep(ctx, q, func(ctx context.Context) (planner.Result, error) { return p.planner.Plan(ctx, q) })
}

// keep gives the answer to a question: from the cache, else worked out.
func (p *plans) keep(ctx context.Context, q planner.Question, answer func(context.Context) (planner.Result, error)) (planner.Result, error) {
	key := cache.NewKey(cache.PlanResult).String(p.digest).Int(p.budget).Bytes(q.Key())
	return cached(ctx, p, planKind, key, codec{p.planner, q}, answer)
}

// cached gives the value of a key: from the cache, else worked out; the observer is told of both.
func cached[T any](ctx context.Context, p *plans, kind string, key cache.Key, codec cache.Codec[T], answer func(context.Context) (T, error)) (T, error) {
	ctx, found := p.observe.lookup(ctx, kind)
	value, err := cache.Get(ctx, p.cache, key, codec, func(ctx context.Context) (T, error) {
		ctx, done := p.observe.planned(ctx, kind)
		value, err := answer(ctx)
		done(value, err)
		return value, err
	})
	found(err)
	return value, err
}

// codec is the cache's view of the answers to one question.
type codec struct {
	planner  *planner.Planner
	question planner.Question
}

func (c codec) Encode(r planner.Result) []byte { return c.planner.Encode(r) }

func (c codec) Decode(b []byte) (planner.Result, error) { return c.planner.Decode(c.question, b) }

// What an answer takes of memory, about, in bytes.
const (
	weightOfAnswer = 500
	weightOfPlan   = 1_600 // with its words, the question, and what is done
	weightOfStep   = 600   // most of it what the step serves
)

// Weigh says about how many bytes an answer takes.
func (c codec) Weigh(r planner.Result) int {
	weight := weightOfAnswer
	add := func(p *planner.Plan) {
		if p != nil {
			weight += weightOfPlan + weightOfStep*len(p.Steps)
		}
	}
	switch r := r.(type) {
	case *planner.PlanSet:
		for _, p := range r.Plans {
			add(p)
		}
	case *planner.NoPlan:
		add(r.Fastest)
		add(r.Cheapest)
		weight += weightOfCheck(r.Missing)
	}
	return weight
}

func weightOfCheck(c *planner.RequirementCheck) int {
	if c == nil {
		return 0
	}
	weight := 100
	for _, child := range c.Children {
		weight += weightOfCheck(child)
	}
	return weight
}
