package command

import (
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
)

// metrics is what /metrics shows.
type metrics struct {
	registry *prometheus.Registry
	reloads  *prometheus.CounterVec
	catalog  *prometheus.GaugeVec
}

// stat is a metric that the cache counts itself.
type stat struct {
	name, help string
	labels     prometheus.Labels
	read       func(cache.Stats) float64
}

const (
	lookups = "careerlattice_cache_lookups_total"
	writes  = "careerlattice_cache_redis_writes_total"
	planned = "careerlattice_plans_computed_total"

	lookupsHelp = "Lookups of planning answers by tier and outcome; poisoned ones are among the misses."
	writesHelp  = "Planning answers for Redis, by what became of them."
	plannedHelp = "Planning questions that were computed, by outcome."
)

func lookup(tier, outcome string) prometheus.Labels {
	return prometheus.Labels{"tier": tier, "outcome": outcome}
}

func outcome(word string) prometheus.Labels { return prometheus.Labels{"outcome": word} }

var counters = []stat{
	{lookups, lookupsHelp, lookup("memory", "hit"), func(s cache.Stats) float64 { return float64(s.MemoryHits) }},
	{lookups, lookupsHelp, lookup("memory", "miss"), func(s cache.Stats) float64 { return float64(s.MemoryMisses) }},
	{lookups, lookupsHelp, lookup("redis", "hit"), func(s cache.Stats) float64 { return float64(s.RedisHits) }},
	{lookups, lookupsHelp, lookup("redis", "miss"), func(s cache.Stats) float64 { return float64(s.RedisMisses) }},
	{lookups, lookupsHelp, lookup("redis", "error"), func(s cache.Stats) float64 { return float64(s.RedisErrors) }},
	{lookups, lookupsHelp, lookup("redis", "skipped"), func(s cache.Stats) float64 { return float64(s.RedisSkipped) }},
	{"careerlattice_cache_poisoned_total", "Answers in Redis that were damaged, or of another key, version or type.", nil, func(s cache.Stats) float64 { return float64(s.RedisPoisoned) }},
	{"careerlattice_cache_waits_total", "Lookups that waited for the same question of another caller.", nil, func(s cache.Stats) float64 { return float64(s.Waits) }},
	{"careerlattice_cache_lease_waits_total", "Lookups that waited for the same question of another process on the same Redis.", nil, func(s cache.Stats) float64 { return float64(s.LeaseWaits) }},
	{writes, writesHelp, outcome("stored"), func(s cache.Stats) float64 { return float64(s.Writes) }},
	{writes, writesHelp, outcome("error"), func(s cache.Stats) float64 { return float64(s.WriteErrors) }},
	{writes, writesHelp, outcome("dropped"), func(s cache.Stats) float64 { return float64(s.WritesDropped) }},
	{planned, plannedHelp, outcome("answered"), func(s cache.Stats) float64 { return float64(s.Computed) }},
	{planned, plannedHelp, outcome("failed"), func(s cache.Stats) float64 { return float64(s.Failed) }},
}

const (
	answersName = "careerlattice_answers_total"
	answersHelp = "Requests that could be read, by whether their whole answer was kept: in memory (hit), in Redis (shared), or not (miss)."
)

var answered = []struct {
	outcome string
	read    func(graph.AnswersStats) int64
}{
	{"hit", func(s graph.AnswersStats) int64 { return s.Hits }},
	{"shared", func(s graph.AnswersStats) int64 { return s.Shared }},
	{"miss", func(s graph.AnswersStats) int64 { return s.Misses - s.Shared }},
}

var gauges = []stat{
	{"careerlattice_cache_memory_bytes", "About how much memory the cached answers take.", nil, func(s cache.Stats) float64 { return float64(s.MemoryBytes) }},
	{"careerlattice_cache_memory_entries", "Answers in memory.", nil, func(s cache.Stats) float64 { return float64(s.MemoryEntries) }},
	{"careerlattice_cache_redis_up", "1 while Redis is asked, 0 while it is left alone or there is none.", nil, func(s cache.Stats) float64 {
		if s.Breaker == "closed" {
			return 1
		}
		return 0
	}},
}

func newMetrics(stats func() cache.Stats, answers func() graph.AnswersStats) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		reloads: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "careerlattice_catalog_reloads_total", Help: "How often the catalog was read again, by outcome.",
		}, []string{"outcome"}),
		catalog: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "careerlattice_catalog_info", Help: "1 for the catalog that is served.",
		}, []string{"digest", "title"}),
	}
	for _, word := range []string{"served", "unchanged", "refused"} {
		m.reloads.WithLabelValues(word)
	}
	m.registry.MustRegister(m.reloads, m.catalog, collectors.NewGoCollector(), collectors.NewBuildInfoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, c := range counters {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: c.name, Help: c.help, ConstLabels: c.labels},
			func() float64 { return c.read(stats()) }))
	}
	for _, g := range gauges {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: g.name, Help: g.help}, func() float64 { return g.read(stats()) }))
	}
	for _, a := range answered {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: answersName, Help: answersHelp, ConstLabels: outcome(a.outcome)},
			func() float64 { return float64(a.read(answers())) }))
	}
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "careerlattice_answers_bytes", Help: "About how much memory the kept answers take.",
	}, func() float64 { return float64(answers().Bytes) }))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// serve says that c is served.
func (m *metrics) serve(c *catalog.Catalog) {
	m.catalog.Reset()
	m.catalog.WithLabelValues(c.Digest, strings.Join(titles(c), ", ")).Set(1)
}
