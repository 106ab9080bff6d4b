package cache

import "sync/atomic"

// Stats are counts since the cache was made, and its state now.
type Stats struct {
	// MemoryHits and MemoryMisses count the callers whose key was, or was not, in memory.
	MemoryHits, MemoryMisses int64
	// MemoryEntries and MemoryBytes are what memory holds now, about.
	MemoryEntries int
	MemoryBytes   int64
	// RedisHits and RedisMisses count reads that Redis answered. Misses include the poisoned values: those that were
	// damaged, too large, of another key, version or type, or that the codec refused.
	RedisHits, RedisMisses, RedisPoisoned int64
	// RedisErrors counts reads that failed or took too long; RedisSkipped those not tried because Redis had failed before.
	RedisErrors, RedisSkipped int64
	// Reconnects counts the times all connections were given up because one gave the value of another key.
	Reconnects int64
	// Writes counts values stored in Redis, WriteErrors failed attempts, WritesDropped values never sent: the queue was
	// full, the value too large, or Redis was failing.
	Writes, WriteErrors, WritesDropped int64
	// Computed and Failed count computations that gave a value and an error.
	Computed, Failed int64
	// Waits counts callers that waited for another's lookup or computation.
	Waits int64
	// LeaseWaits counts lookups that waited for another process on the same Redis.
	LeaseWaits int64
	// Breaker is the state of reading from Redis: "closed" (in use), "open" (not asked), "half-open" (being probed), or
	// "off" where there is no Redis.
	Breaker string
}

type counters struct {
	memoryHits, memoryMisses            atomic.Int64
	redisHits, redisMisses              atomic.Int64
	redisPoisoned                       atomic.Int64
	redisErrors, redisSkipped           atomic.Int64
	writes, writeErrors, writesDropped  atomic.Int64
	computed, failed, waits, reconnects atomic.Int64
	leaseWaits                          atomic.Int64
}

// Stats gives the counts. They are read one after the other, so they may differ by what happens meanwhile.
func (c *Cache) Stats() Stats {
	s := Stats{
		MemoryHits:    c.counts.memoryHits.Load(),
		MemoryMisses:  c.counts.memoryMisses.Load(),
		MemoryEntries: c.memory.EstimatedSize(),
		MemoryBytes:   int64(c.memory.WeightedSize()),
		RedisHits:     c.counts.redisHits.Load(),
		RedisMisses:   c.counts.redisMisses.Load(),
		RedisPoisoned: c.counts.redisPoisoned.Load(),
		RedisErrors:   c.counts.redisErrors.Load(),
		RedisSkipped:  c.counts.redisSkipped.Load(),
		Reconnects:    c.counts.reconnects.Load(),
		Writes:        c.counts.writes.Load(),
		WriteErrors:   c.counts.writeErrors.Load(),
		WritesDropped: c.counts.writesDropped.Load(),
		Computed:      c.counts.computed.Load(),
		Failed:        c.counts.failed.Load(),
		Waits:         c.counts.waits.Load(),
		LeaseWaits:    c.counts.leaseWaits.Load(),
		Breaker:       "off",
	}
	if c.remote != nil {
		s.Breaker = c.remote.reads.State().String()
	}
	return s
}
