// Package otlp sends traces to a collector of OpenTelemetry where the environment names one, by the variables that
// OpenTelemetry itself defines. It promises that no request waits for the collector, that one which is away costs a line in the
// log and a bounded amount of memory, and that a nil [Tracer] costs nothing. It sends no metrics and no logs, speaks OTLP over
// HTTP alone, and decides nothing about what is in a span.
package otlp

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync/atomic"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

const scope = "careerlattice"

// Tracer makes spans and sends them. A nil Tracer makes none.
type Tracer struct {
	provider *sdk.TracerProvider
	tracer   trace.Tracer
}

// Open gives the tracer that the environment asks for: nil where it names no endpoint or turns traces off. The error names a
// variable that cannot be followed. Nothing is sent yet, so the collector need not be there.
func Open(ctx context.Context, version string, log *slog.Logger) (*Tracer, error) {
	wanted, err := wanted()
	if err != nil || !wanted {
		return nil, err
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("traces: %w", err)
	}
	about, err := resource.New(ctx, resource.WithTelemetrySDK(),
		resource.WithAttributes(attribute.String("service.name", scope), attribute.String("service.version", version)),
		resource.WithFromEnv()) // the last one wins
	if err != nil {
		return nil, fmt.Errorf("OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	provider := sdk.NewTracerProvider(sdk.WithBatcher(&reporter{SpanExporter: exporter, log: log}), sdk.WithResource(about))
	return &Tracer{provider, provider.Tracer(scope)}, nil
}

// wanted reads the variables that tell whether to trace. All others are read by the library.
func wanted() (bool, error) {
	name, endpoint := variable("ENDPOINT")
	if endpoint == "" || strings.EqualFold(os.Getenv("OTEL_SDK_DISABLED"), "true") {
		return false, nil
	}
	switch exporter := os.Getenv("OTEL_TRACES_EXPORTER"); exporter {
	case "", "otlp":
	case "none":
		return false, nil
	default:
		return false, fmt.Errorf("OTEL_TRACES_EXPORTER: %q is not served: write otlp or none", exporter)
	}
	if u, err := url.Parse(endpoint); err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return false, fmt.Errorf("%s is no address: write one such as http://localhost:4318", name)
	}
	if name, protocol := variable("PROTOCOL"); protocol != "" && protocol != "http/protobuf" {
		return false, fmt.Errorf("%s: %q is not served: write http/protobuf, and as the endpoint that of OTLP over HTTP, such as http://localhost:4318", name, protocol)
	}
	return true, nil
}

// variable gives a setting of the exporter, by the variable for traces or else by that for all signals, and that variable's name.
func variable(setting string) (name, value string) {
	for _, name := range []string{"OTEL_EXPORTER_OTLP_TRACES_" + setting, "OTEL_EXPORTER_OTLP_" + setting} {
		if value := os.Getenv(name); value != "" {
			return name, value
		}
	}
	return "", ""
}

// Close sends what is left, for as long as ctx lives.
func (t *Tracer) Close(ctx context.Context) error {
	if t == nil {
		return nil
	}
	return t.provider.Shutdown(ctx)
}

// Start begins a span within that of ctx. The caller ends it.
func (t *Tracer) Start(ctx context.Context, name string) (context.Context, trace.Span) {
	if t == nil {
		return ctx, trace.SpanFromContext(context.Background())
	}
	return t.tracer.Start(ctx, name)
}

// Receive begins the span of a request, within the trace that its header names, if any.
func (t *Tracer) Receive(ctx context.Context, header http.Header, name string) (context.Context, trace.Span) {
	if t == nil {
		return ctx, trace.SpanFromContext(context.Background())
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(header))
	return t.tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer))
}

// reporter logs one line each time the collector stops or starts taking spans.
type reporter struct {
	sdk.SpanExporter
	log     *slog.Logger
	failing atomic.Bool
}

// ExportSpans never fails: what the collector does not take is dropped.
func (r *reporter) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	err := r.SpanExporter.ExportSpans(ctx, spans)
	if failed := err != nil; failed != r.failing.Swap(failed) {
		if failed {
			r.log.Warn("the collector of traces does not take them; they are dropped", "problem", err)
		} else {
			r.log.Info("the collector of traces takes them again")
		}
	}
	return nil
}

// LogHandler adds the trace and the span to each line that is logged with a context that has them.
func LogHandler(h slog.Handler) slog.Handler { return traceLog{h} }

type traceLog struct{ slog.Handler }

func (l traceLog) Handle(ctx context.Context, r slog.Record) error {
	if span := trace.SpanContextFromContext(ctx); span.IsValid() {
		r.AddAttrs(slog.String("trace", span.TraceID().String()), slog.String("span", span.SpanID().String()))
	}
	return l.Handler.Handle(ctx, r)
}

func (l traceLog) WithAttrs(a []slog.Attr) slog.Handler { return traceLog{l.Handler.WithAttrs(a)} }

func (l traceLog) WithGroup(name string) slog.Handler { return traceLog{l.Handler.WithGroup(name)} }
