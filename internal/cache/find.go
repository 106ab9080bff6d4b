package cache

import (
	"context"
	"errors"
)

// Find gives the value of a key where memory or Redis has it. It computes nothing, and waits for nobody who does.
func Find[T any](ctx context.Context, c *Cache, k Key, codec Codec[T]) (value T, ok bool) {
	if e, kept := c.memory.GetIfPresent(k.text); kept {
		c.counts.memoryHits.Add(1)
		value, err := typed[T](k, e.value)
		return value, err == nil
	}
	c.counts.memoryMisses.Add(1)
	if c.remote == nil {
		return value, false
	}
	if value, ok = fetch(ctx, c.remote, k, codec); ok {
		c.remember(k, value, codec.Weigh(value))
	}
	return value, ok
}

// Stored counts the keys in Redis, whoever put them there; none without a Redis.
func (c *Cache) Stored(ctx context.Context) (int64, error) {
	if c.remote == nil {
		return 0, nil
	}
	return c.remote.client.DBSize(ctx).Result()
}

// FindRemote is Find in Redis alone, for who has a memory of its own. Callers that look for the same key at once share one look.
func FindRemote[T any](ctx context.Context, c *Cache, k Key, codec Codec[T]) (value T, ok bool) {
	if c.remote == nil {
		return value, false
	}
	found, _, err := c.flights.do(ctx, k.text, func(ctx context.Context) (any, error) {
		value, ok := fetch(ctx, c.remote, k, codec)
		if !ok {
			return nil, errNotKept
		}
		return value, nil
	})
	if err != nil {
		return value, false
	}
	value, err = typed[T](k, found)
	return value, err == nil
}

var errNotKept = errors.New("not kept")

// KeepRemote is Keep in Redis alone.
func KeepRemote[T any](c *Cache, k Key, codec Codec[T], value T) {
	if c.remote != nil {
		c.remote.enqueue(write{key: k, weight: codec.Weigh(value), encode: func() []byte { return codec.Encode(value) }})
	}
}

// Keep keeps a value that was come by otherwise than by Get, in memory and, off the caller's path, in Redis.
func Keep[T any](c *Cache, k Key, codec Codec[T], value T) {
	c.remember(k, value, codec.Weigh(value))
	KeepRemote(c, k, codec, value)
}
