package command

import (
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/web"
)

// metrics is what /metrics shows. Each label has a bounded number of values, and none of them was written by a caller; a metric
// is there from the start, with its labels as far as they are known, so that its first change is seen.
type metrics struct {
	registry *prometheus.Registry

	requests   *prometheus.CounterVec
	seconds    *prometheus.HistogramVec
	rejected   *prometheus.CounterVec
	routes     map[string]func(status int) // each counts an answer; looked up beforehand, as operations are, since each request needs them
	operations map[string]operation

	planning      *prometheus.HistogramVec
	planningWait  prometheus.Histogram
	labels, front prometheus.Histogram
	inexact       prometheus.Counter

	redisReads *prometheus.HistogramVec

	reloads  *prometheus.CounterVec
	catalog  *prometheus.GaugeVec
	loading  prometheus.Gauge
	loadedAt prometheus.Gauge
}

// operation is what is counted of one.
type operation struct {
	outcomes map[string]prometheus.Counter
	seconds  prometheus.Observer
}

// What came of a request to the API.
const (
	wasAnswered   = "answered"
	wasMistaken   = "mistake"    // the caller's: of the document, an argument, or the way of asking
	wasRejected   = "rejected"   // by a limit
	wasOverloaded = "overloaded" // too many questions were waiting
	wasTimeout    = "timeout"
	wasLeft       = "left" // by the caller, before the answer
	wasFailed     = "failed"
)

var outcomes = []string{wasAnswered, wasMistaken, wasRejected, wasOverloaded, wasTimeout, wasLeft, wasFailed}

// otherOperation is the operation of all documents that are not trusted. mostOperations bounds the names beside it.
const (
	otherOperation = "other"
	mostOperations = 100
)

// Limits that are not of package graph, by their flags.
const (
	limitRate    = "rate"
	limitWaiting = "max-waiting"
	limitWait    = "planning-wait"
	limitTime    = "request-timeout"
)

// The bounds of histograms. Seconds go from a kept answer to the default of --request-timeout.
var (
	secondsBounds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120}
	redisBounds   = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25}
	labelBounds   = []float64{100, 1_000, 10_000, 100_000, 300_000, 1_000_000, 3_000_000, 12_000_000, 100_000_000}
	frontBounds   = []float64{1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233}
)

func newMetrics() *metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewBuildInfoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	auto := promauto.With(registry)
	m := &metrics{
		registry: registry,

		routes: map[string]func(int){}, operations: map[string]operation{},

		requests: auto.NewCounterVec(counter("requests_total", "Requests to the API by operation of a trusted document, or other, and outcome."), []string{"operation", "outcome"}),
		seconds:  auto.NewHistogramVec(histogram("request_seconds", "How long requests to the API took, by operation of a trusted document, or other.", secondsBounds), []string{"operation"}),
		rejected: auto.NewCounterVec(counter("rejected_total", "Requests that went over a limit, by its flag."), []string{"limit"}),

		planning:     auto.NewHistogramVec(histogram("planning_seconds", "How long questions were worked out, by kind; those that had to wait, without that.", secondsBounds), []string{"kind"}),
		planningWait: auto.NewHistogram(histogram("planning_wait_seconds", "How long questions waited for their turn to be worked out.", secondsBounds)),
		labels:       auto.NewHistogram(histogram("planning_labels", "Elementary steps of the search for one question's plans.", labelBounds)),
		front:        auto.NewHistogram(histogram("front_plans", "Plans of one question's Pareto front.", frontBounds)),
		inexact:      auto.NewCounter(counter("planning_inexact_total", "Questions for which the label budget did not suffice.")),

		redisReads: auto.NewHistogramVec(histogram("cache_redis_read_seconds", "How long reads from Redis took, by outcome.", redisBounds), []string{"outcome"}),

		reloads:  auto.NewCounterVec(counter("catalog_reloads_total", "How often the catalog was read again, by outcome."), []string{"outcome"}),
		catalog:  auto.NewGaugeVec(gauge("catalog_info", "1 for the catalog that is served."), []string{"digest", "title"}),
		loading:  auto.NewGauge(gauge("catalog_load_seconds", "How long it took to read the catalog that is served.")),
		loadedAt: auto.NewGauge(gauge("catalog_loaded_timestamp_seconds", "When the catalog that is served was read, in seconds since 1970.")),
	}
	release, commit := build()
	auto.NewGaugeVec(gauge("build_info", "1 for the program that serves."), []string{"version", "commit", "go"}).
		WithLabelValues(release, commit, runtime.Version()).Set(1)
	m.begin(otherOperation)
	for _, limit := range append(limitNames(), limitRate, limitWaiting, limitWait, limitTime) {
		m.rejected.WithLabelValues(limit)
	}
	answered := auto.NewCounterVec(counter("http_requests_total", "Requests by route and class of status; none where the connection was cut."), []string{"route", "status"})
	for _, route := range web.Routes {
		good := answered.WithLabelValues(route, statusClass(http.StatusOK))
		m.routes[route] = func(status int) {
			if status >= 200 && status < 300 {
				good.Inc()
				return
			}
			answered.WithLabelValues(route, statusClass(status)).Inc()
		}
	}
	m.planning.WithLabelValues(planKind)
	for _, outcome := range []string{readAnswered, readFailed} {
		m.redisReads.WithLabelValues(outcome)
	}
	for _, outcome := range []string{"served", "unchanged", "refused"} {
		m.reloads.WithLabelValues(outcome)
	}
	return m
}

// begin shows an operation that nobody has asked for yet.
func (m *metrics) begin(name string) {
	o := operation{outcomes: map[string]prometheus.Counter{}, seconds: m.seconds.WithLabelValues(name)}
	for _, outcome := range outcomes {
		o.outcomes[outcome] = m.requests.WithLabelValues(name, outcome)
	}
	m.operations[name] = o
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// serve says that c is served, which it took so long to read.
func (m *metrics) serve(c *catalog.Catalog, took time.Duration) {
	m.catalog.Reset()
	m.catalog.WithLabelValues(c.Digest, strings.Join(titles(c), ", ")).Set(1)
	m.loading.Set(took.Seconds())
	m.loadedAt.SetToCurrentTime()
}

const namespace = "careerlattice"

func counter(name, help string) prometheus.CounterOpts {
	return prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}
}

func gauge(name, help string) prometheus.GaugeOpts {
	return prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}
}

func histogram(name, help string, bounds []float64) prometheus.HistogramOpts {
	return prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: bounds}
}

// outcomeOf puts what came of a request into one word.
func outcomeOf(o graph.Outcome, left bool) string {
	switch {
	case left:
		return wasLeft
	case o.Code == "":
		return wasAnswered
	case o.Code == graph.Internal:
		return wasFailed
	case o.Code == graph.Timeout:
		return wasTimeout
	case o.Code == graph.Overloaded:
		return wasOverloaded
	case o.Limit != "":
		return wasRejected
	}
	return wasMistaken
}

// statusClass is a status as it is counted, such as 2xx.
func statusClass(status int) string {
	if status < 100 || status > 599 {
		return "none"
	}
	return strconv.Itoa(status/100) + "xx"
}
