package cache

import "context"

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

// Keep keeps a value that was come by otherwise than by Get, in memory and, off the caller's path, in Redis.
func Keep[T any](c *Cache, k Key, codec Codec[T], value T) {
	weight := codec.Weigh(value)
	c.remember(k, value, weight)
	if c.remote != nil {
		c.remote.enqueue(write{key: k, weight: weight, encode: func() []byte { return codec.Encode(value) }})
	}
}
