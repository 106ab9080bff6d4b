// Package cache keeps the results of costly, pure computations: bounded memory in front of an optional Redis, and one
// computation a key at a time. It promises that Redis being away, slow, full or wrong costs a little time and never an
// answer: what it returns is what the computation gave, or bytes proven to be stored for the very same key. It knows
// nothing of what it stores, never forgets by age in memory (so a key must hold everything the result depends on), and
// lets processes on one Redis compute the same thing once only as far as Redis answers.
package cache

import (
	"context"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/maypok86/otter/v2"
	"github.com/redis/go-redis/v9"
)

// Options configure a Cache. The zero value is a cache in memory alone with the defaults named here.
type Options struct {
	// MaxBytes bounds the memory tier by the sum of what the codecs weigh and the keys take; 0 means 64 MiB.
	MaxBytes int64
	// Redis is the second tier; nil means memory only. The cache hooks into its dialing and closes it in Close.
	Redis redis.UniversalClient
	// TTL is how long Redis keeps a value; 0 means a day.
	TTL time.Duration
	// Prefix begins every Redis key; empty means "careerlattice:".
	Prefix string
	// FormatVersion is the version of the bytes the codecs write. Values of another version are never read.
	FormatVersion uint32
	// Timeout bounds one read from Redis; 0 means 25 ms. Writes and probes are off the callers' path and get longer.
	Timeout time.Duration
	// MaxWait is how long a caller waits for what another process on the same Redis is computing; 0 means 10 s.
	MaxWait time.Duration
	// ProbeEvery is how often a Redis that does not answer is tried again; 0 means a second.
	ProbeEvery time.Duration
	// Secret, where set, keys the checksum of stored values, for a Redis that others can write to.
	Secret []byte
	// Begin, where set, waits for the turn to compute and gives back what ends it. Its error is the callers'. A compute that
	// has a turn must not Get anything else that needs one.
	Begin func(context.Context) (end func(), err error)
	// Watch, where set, is told of each read from Redis as it begins, and by what it gives back of its end, with the error if it
	// failed. What is skipped because Redis had failed before is not read.
	Watch func(context.Context) (context.Context, func(error))
	// MaxValue is the most bytes of one stored value that are written or read; 0 means 4 MiB.
	MaxValue int
	// Logger gets one line each time Redis stops or starts answering; nil means no log.
	Logger *slog.Logger
}

func (o Options) withDefaults() Options {
	if o.MaxBytes <= 0 {
		o.MaxBytes = 64 << 20
	}
	if o.TTL <= 0 {
		o.TTL = 24 * time.Hour
	}
	if o.Prefix == "" {
		o.Prefix = "careerlattice:"
	}
	if o.Timeout <= 0 {
		o.Timeout = 25 * time.Millisecond
	}
	if o.MaxWait <= 0 {
		o.MaxWait = 10 * time.Second
	}
	if o.ProbeEvery <= 0 {
		o.ProbeEvery = time.Second
	}
	if o.Begin == nil {
		o.Begin = func(context.Context) (func(), error) { return func() {}, nil }
	}
	if o.Watch == nil {
		o.Watch = func(ctx context.Context) (context.Context, func(error)) { return ctx, func(error) {} }
	}
	if o.MaxValue <= 0 {
		o.MaxValue = 4 << 20
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return o
}

// Codec turns values into bytes for Redis and back, and weighs them for memory.
type Codec[T any] interface {
	// Encode gives the bytes of a value. It may run after Get returned, so values must not be changed once computed.
	Encode(T) []byte
	// Decode reads what Encode gave, and refuses anything else with an error. It may keep b but must not write to it.
	Decode(b []byte) (T, error)
	// Weigh gives about how many bytes of memory a value takes.
	Weigh(T) int
}

// Cache is a cache of two tiers. It is safe for concurrent use.
type Cache struct {
	memory  *otter.Cache[string, entry]
	flights flights
	remote  *remote // nil: memory only
	begin   func(context.Context) (func(), error)
	counts  *counters
}

// entry is a value in memory. Its weight is what it takes of MaxBytes.
type entry struct {
	value  any
	weight uint32
}

// entryOverhead is about what the memory tier itself takes for an entry, in bytes.
const entryOverhead = 200

// New makes a cache. Redis need not be reachable, now or ever.
func New(o Options) *Cache {
	o = o.withDefaults()
	c := &Cache{
		memory: otter.Must(&otter.Options[string, entry]{
			MaximumWeight: uint64(o.MaxBytes),
			Weigher:       func(_ string, e entry) uint32 { return e.weight },
		}),
		begin:  o.Begin,
		counts: &counters{},
	}
	if o.Redis != nil {
		c.remote = newRemote(o, c.counts)
	}
	return c
}

// Bound changes MaxBytes; what is too much is forgotten.
func (c *Cache) Bound(bytes int64) { c.memory.SetMaximum(uint64(max(bytes, 1))) }

// Close writes what is still queued for Redis, for as long as ctx lives, and closes the Redis client. The error says how
// many writes were left out. A closed cache still answers, from memory and by computing.
func (c *Cache) Close(ctx context.Context) error {
	if c.remote == nil {
		return nil
	}
	return c.remote.close(ctx)
}

// Get gives the value of a key: from memory, else from Redis, else from compute, whose result it keeps in both. Callers
// that ask for a key which is being looked up or computed wait for that; a caller whose ctx ends leaves with its error,
// and the context given to compute is canceled once all have left. Errors are never kept; a panic of compute reaches
// the callers as a *PanicError. Every use of a key must be with the same T and a compute that gives equal values.
func Get[T any](ctx context.Context, c *Cache, k Key, codec Codec[T], compute func(context.Context) (T, error)) (T, error) {
	if e, ok := c.memory.GetIfPresent(k.text); ok {
		c.counts.memoryHits.Add(1)
		return typed[T](k, e.value)
	}
	c.counts.memoryMisses.Add(1)
	value, joined, err := c.flights.do(ctx, k.text, func(ctx context.Context) (any, error) {
		return load(ctx, c, k, codec, compute)
	})
	if joined {
		c.counts.waits.Add(1)
	}
	if err != nil {
		var none T
		return none, err
	}
	return typed[T](k, value)
}

// load finds the value of a key that was not in memory. It runs once at a time for each key.
func load[T any](ctx context.Context, c *Cache, k Key, codec Codec[T], compute func(context.Context) (T, error)) (any, error) {
	// The lookup before ours may have ended between our look into memory and our start.
	if e, ok := c.memory.GetIfPresent(k.text); ok {
		return e.value, nil
	}
	if c.remote != nil {
		if value, ok := fetch(ctx, c.remote, k, codec); ok {
			c.remember(k, value, codec.Weigh(value))
			return value, nil
		}
	}
	end, err := c.begin(ctx)
	if err != nil {
		c.counts.failed.Add(1)
		return nil, err
	}
	defer end()
	held := false
	if c.remote != nil {
		var value T
		var ok bool
		if value, ok, held = await(ctx, c.remote, k, codec); ok {
			c.remember(k, value, codec.Weigh(value))
			return value, nil
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if held {
		defer c.remote.hold(k)()
	}
	value, err := compute(ctx)
	if err != nil {
		c.counts.failed.Add(1)
		if held {
			c.remote.enqueue(write{key: k, held: true})
		}
		return nil, err
	}
	c.counts.computed.Add(1)
	weight := codec.Weigh(value)
	c.remember(k, value, weight)
	if c.remote != nil {
		c.remote.enqueue(write{key: k, weight: weight, held: held, encode: func() []byte { return codec.Encode(value) }})
	}
	return value, nil
}

// fetch reads a value from Redis and decodes it; ok is false where there is none that can be trusted.
func fetch[T any](ctx context.Context, r *remote, k Key, codec Codec[T]) (value T, ok bool) {
	payload, ok := r.read(ctx, k)
	if !ok {
		return value, false
	}
	value, err := decode(codec, payload)
	if err != nil {
		r.poison(k, err)
		return value, false
	}
	r.counts.redisHits.Add(1)
	return value, true
}

// decode is codec.Decode with a panic as its error: what another process wrote must not bring this one down.
func decode[T any](codec Codec[T], payload []byte) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decoding panicked: %v", r)
		}
	}()
	return codec.Decode(payload)
}

func (c *Cache) remember(k Key, value any, weight int) {
	total := min(int64(max(weight, 0))+int64(len(k.text))+entryOverhead, math.MaxUint32)
	c.memory.Set(k.text, entry{value: value, weight: uint32(total)})
}

func typed[T any](k Key, value any) (T, error) {
	v, ok := value.(T)
	if !ok {
		return v, fmt.Errorf("cache: the value of a %s key is a %T here and a %T elsewhere: use one type for a key", k.Kind(), v, value)
	}
	return v, nil
}
