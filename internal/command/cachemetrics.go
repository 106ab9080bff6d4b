package command

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"careerlattice/graph"
	"careerlattice/internal/cache"
)

// stat is a metric that is counted elsewhere, by one value of its label.
type stat[S any] struct {
	labels prometheus.Labels
	read   func(S) int64
}

func lookup[S any](tier, outcome string, read func(S) int64) stat[S] {
	return stat[S]{prometheus.Labels{"tier": tier, "outcome": outcome}, read}
}

func outcome[S any](word string, read func(S) int64) stat[S] {
	return stat[S]{prometheus.Labels{"outcome": word}, read}
}

func only[S any](read func(S) int64) stat[S] { return stat[S]{nil, read} }

// count shows a counter whose values stats gives.
func count[S any](m *metrics, stats func() S, name, help string, values ...stat[S]) {
	for _, v := range values {
		o := counter(name, help)
		o.ConstLabels = v.labels
		promauto.With(m.registry).NewCounterFunc(o, func() float64 { return float64(v.read(stats())) })
	}
}

// show shows a gauge, likewise.
func show[S any](m *metrics, stats func() S, name, help string, values ...stat[S]) {
	for _, v := range values {
		o := gauge(name, help)
		o.ConstLabels = v.labels
		promauto.With(m.registry).NewGaugeFunc(o, func() float64 { return float64(v.read(stats())) })
	}
}

// breakerStates are those of cache.Stats.
var breakerStates = []string{"off", "closed", "half-open", "open"}

// watchCache shows what the caches count themselves.
func (m *metrics) watchCache(stats func() cache.Stats, answers func() graph.AnswersStats) {
	type s = cache.Stats
	count(m, stats, "cache_lookups_total", "Lookups of planning answers by tier and outcome; poisoned ones are among the misses.",
		lookup("memory", "hit", func(s s) int64 { return s.MemoryHits }),
		lookup("memory", "miss", func(s s) int64 { return s.MemoryMisses }),
		lookup("redis", "hit", func(s s) int64 { return s.RedisHits }),
		lookup("redis", "miss", func(s s) int64 { return s.RedisMisses }),
		lookup("redis", "error", func(s s) int64 { return s.RedisErrors }),
		lookup("redis", "skipped", func(s s) int64 { return s.RedisSkipped }))
	count(m, stats, "cache_poisoned_total", "Answers in Redis that were damaged, or of another key, version or type.",
		only(func(s s) int64 { return s.RedisPoisoned }))
	count(m, stats, "cache_redis_reconnects_total", "How often all connections to Redis were given up because one gave the value of another key.",
		only(func(s s) int64 { return s.Reconnects }))
	count(m, stats, "cache_waits_total", "Lookups that waited for the same question of another caller.",
		only(func(s s) int64 { return s.Waits }))
	count(m, stats, "cache_lease_waits_total", "Lookups that waited for the same question of another process on the same Redis.",
		only(func(s s) int64 { return s.LeaseWaits }))
	count(m, stats, "cache_redis_writes_total", "Planning answers for Redis, by what became of them; dropped ones never left the queue, or found no room in it.",
		outcome("stored", func(s s) int64 { return s.Writes }),
		outcome("error", func(s s) int64 { return s.WriteErrors }),
		outcome("dropped", func(s s) int64 { return s.WritesDropped }))
	count(m, stats, "plans_computed_total", "Planning questions that were computed, by outcome.",
		outcome("answered", func(s s) int64 { return s.Computed }),
		outcome("failed", func(s s) int64 { return s.Failed }))
	show(m, stats, "cache_memory_bytes", "About how much memory the cached answers take.",
		only(func(s s) int64 { return s.MemoryBytes }))
	show(m, stats, "cache_memory_entries", "Answers in memory.",
		only(func(s s) int64 { return int64(s.MemoryEntries) }))
	show(m, stats, "cache_redis_up", "1 while Redis is asked, 0 while it is left alone or there is none.",
		only(func(s s) int64 { return truth(s.Breaker == "closed") }))
	states := make([]stat[s], len(breakerStates))
	for i, state := range breakerStates {
		states[i] = stat[s]{prometheus.Labels{"state": state}, func(s s) int64 { return truth(s.Breaker == state) }}
	}
	show(m, stats, "cache_breaker", "1 for the state of the breaker before Redis: off (there is none), closed (it is asked), half-open (it is tried) or open (it is left alone).", states...)

	count(m, answers, "answers_total", "Requests that could be read, by whether their whole answer was kept: in memory (hit), in Redis (shared), or not (miss).",
		outcome("hit", func(s graph.AnswersStats) int64 { return s.Hits }),
		outcome("shared", func(s graph.AnswersStats) int64 { return s.Shared }),
		outcome("miss", func(s graph.AnswersStats) int64 { return s.Misses - s.Shared }))
	show(m, answers, "answers_bytes", "About how much memory the kept answers take.",
		only(func(s graph.AnswersStats) int64 { return s.Bytes }))
}

// watchTurns shows how busy the planner is.
func (m *metrics) watchTurns(t *turns) {
	stats := func() *turns { return t }
	show(m, stats, "planning_running", "Questions that are being worked out.", only(func(t *turns) int64 { return t.running.Load() }))
	show(m, stats, "planning_waiting", "Questions that wait for their turn to be worked out.", only(func(t *turns) int64 { return t.waiting.Load() }))
	show(m, stats, "planning_slots", "Questions that may be worked out at a time.", only(func(t *turns) int64 { return t.slots }))
}

func truth(is bool) int64 {
	if is {
		return 1
	}
	return 0
}
