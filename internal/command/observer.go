package command

import (
	"context"
	"errors"
	"net/http"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"careerlattice/graph"
	"careerlattice/internal/otlp"
	"careerlattice/internal/planner"
)

// observer counts, times and traces what the server does; what it is told of is never what a person asked. Each method is told
// of something that begins, and gives what is to be told of its end. A nil observer does nothing.
type observer struct {
	*metrics
	traces *otlp.Tracer // nil: none
}

// newObserver makes an observer of a server that answers these trusted documents.
func newObserver(traces *otlp.Tracer, trusted map[string]string) *observer {
	o := &observer{metrics: newMetrics(), traces: traces}
	names := graph.OperationNames(trusted)
	for _, name := range names[:min(len(names), mostOperations)] {
		o.begin(name)
	}
	return o
}

// How reads from Redis ended.
const (
	readAnswered = "answered"
	readFailed   = "failed"
)

// planKind is the kind of the questions about plans to one career; the others are those of [setAnswer].
const planKind = "plan"

// request is one over HTTP, for web.Options.
func (o *observer) request(r *http.Request, route string) (context.Context, func(status int)) {
	count := o.routes[route]
	if o.traces == nil {
		return r.Context(), count
	}
	ctx, span := o.traces.Receive(r.Context(), r.Header, method(r)+" "+route)
	return ctx, func(status int) {
		count(status)
		span.SetAttributes(attribute.String("http.request.method", method(r)), attribute.String("http.route", route),
			attribute.Int("http.response.status_code", status))
		if status >= http.StatusInternalServerError || status == 0 {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// method is a request's, where it is one of those that are served.
func method(r *http.Request) string {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return r.Method
	}
	return "OTHER"
}

// operation is one of the API, for graph.Options.
func (o *observer) operation(ctx context.Context) (context.Context, func(graph.Outcome)) {
	start := time.Now()
	ctx, span := o.traces.Start(ctx, "GraphQL")
	return ctx, func(came graph.Outcome) {
		name, word := came.Operation, outcomeOf(came, errors.Is(ctx.Err(), context.Canceled))
		counts, ok := o.operations[name]
		if !ok {
			name, counts = otherOperation, o.operations[otherOperation]
		}
		counts.outcomes[word].Inc()
		counts.seconds.Observe(time.Since(start).Seconds())
		if limit := limitOf(came); limit != "" {
			o.rejected.WithLabelValues(limit).Inc()
		}
		if !span.IsRecording() {
			return
		}
		span.SetAttributes(attribute.String("graphql.operation.name", name), attribute.String("careerlattice.outcome", word),
			attribute.Bool("careerlattice.kept", came.Kept))
		if came.Code != "" {
			span.SetAttributes(attribute.String("careerlattice.code", string(came.Code)))
		}
		if word == wasFailed {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// limitOf is the flag of the limit that a request went over; empty where it went over none.
func limitOf(came graph.Outcome) string {
	switch {
	case came.Code == graph.Timeout:
		return limitTime
	case came.Code == graph.Overloaded:
		return came.Limit
	case came.Limit != "":
		return flagOf(came.Limit)
	}
	return ""
}

// lookup is one for an answer in the cache.
func (o *observer) lookup(ctx context.Context, kind string) (context.Context, func(error)) {
	if o == nil || o.traces == nil {
		return ctx, func(error) {}
	}
	ctx, span := o.traces.Start(ctx, "cache lookup")
	return ctx, func(err error) {
		span.SetAttributes(attribute.String("careerlattice.kind", kind))
		end(span, err)
	}
}

// planned is a question that is being worked out. The result is a [planner.Result] where there is one to count.
func (o *observer) planned(ctx context.Context, kind string) (context.Context, func(result any, err error)) {
	if o == nil {
		return ctx, func(any, error) {}
	}
	start := time.Now()
	ctx, span := o.traces.Start(ctx, "planning")
	return ctx, func(result any, err error) {
		o.planning.WithLabelValues(kind).Observe(time.Since(start).Seconds())
		set, _ := result.(*planner.PlanSet)
		if set != nil {
			o.labels.Observe(float64(set.Labels))
			o.front.Observe(float64(len(set.Plans)))
			if !set.Exact {
				o.inexact.Inc()
			}
		}
		if !span.IsRecording() {
			return
		}
		span.SetAttributes(attribute.String("careerlattice.kind", kind))
		if set != nil {
			span.SetAttributes(attribute.Int64("careerlattice.labels", set.Labels), attribute.Int("careerlattice.plans", len(set.Plans)),
				attribute.Bool("careerlattice.exact", set.Exact))
		}
		end(span, err)
	}
}

// redisRead is one from Redis, for cache.Options.
func (o *observer) redisRead(ctx context.Context) (context.Context, func(error)) {
	start := time.Now()
	ctx, span := o.traces.Start(ctx, "Redis read")
	return ctx, func(err error) {
		outcome := readAnswered
		if err != nil {
			outcome = readFailed
		}
		o.redisReads.WithLabelValues(outcome).Observe(time.Since(start).Seconds())
		end(span, err)
	}
}

// end ends a span, without the error's text: that may hold an address.
func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, "")
	}
	span.End()
}

// refused answers who asks too often, and counts that.
func (o *observer) refused() http.Handler {
	refuse := graph.RefuseRate()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o.rejected.WithLabelValues(limitRate).Inc()
		refuse.ServeHTTP(w, r)
	})
}
