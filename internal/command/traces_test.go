package command

import (
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	traces "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// receiver takes traces as a collector does.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	service map[string]string // attributes of the resource
	spans   []*traces.Span
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{service: map[string]string{}}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		b, err := io.ReadAll(request.Body)
		var sent collector.ExportTraceServiceRequest
		if request.URL.Path != "/v1/traces" || err != nil || proto.Unmarshal(b, &sent) != nil {
			http.Error(w, "no traces", http.StatusBadRequest)
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, from := range sent.ResourceSpans {
			for _, a := range from.Resource.Attributes {
				r.service[a.Key] = a.Value.GetStringValue()
			}
			for _, scope := range from.ScopeSpans {
				r.spans = append(r.spans, scope.Spans...)
			}
		}
	}))
	t.Cleanup(r.Close)
	return r
}

// tree writes a span and those within it, a line each, deeper ones further in.
func (r *receiver) tree(parent []byte, indent string) string {
	var b strings.Builder
	for _, s := range r.spans {
		if string(s.ParentSpanId) == string(parent) {
			b.WriteString(indent + s.Name + "\n" + r.tree(s.SpanId, indent+"  "))
		}
	}
	return b.String()
}

const (
	callersTrace = "4bf92f3577b34da6a3ce929d0e0e4736"
	callersSpan  = "00f067aa0ba902b7"
)

// TestTraces asks within a caller's trace, and wants its spans at the collector: what is within what, the looks for the whole answer and for the plans
// among it, and nothing personal.
func TestTraces(t *testing.T) {
	r := newReceiver(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", r.URL)
	t.Setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=test")
	redis := startRedis(t)
	p := serve(t, "--log-level", "debug", "--redis", redis.url)
	request := p.request(t, queryBody(t, `{ plan(input: {`+person+`, to: "chief-medical-officer"}) { __typename } }`))
	request.Header.Set("Traceparent", "00-"+callersTrace+"-"+callersSpan+"-01")
	exchange(t, request)
	p.stop(t) // sends what is left

	r.mu.Lock()
	defer r.mu.Unlock()
	if r.service["service.name"] != "careerlattice" || r.service["deployment.environment"] != "test" {
		t.Errorf("the service calls itself %v", r.service)
	}
	want := "POST /graphql\n  GraphQL\n    Redis read\n    cache lookup\n      Redis read\n      planning\n"
	if diff := cmp.Diff(want, r.tree([]byte("\x00\xf0\x67\xaa\x0b\xa9\x02\xb7"), "")); diff != "" {
		t.Errorf("spans within the caller's (-want +got):\n%s", diff)
	}
	attributes := map[string]string{}
	for _, s := range r.spans {
		if s.EndTimeUnixNano < s.StartTimeUnixNano {
			t.Errorf("%s ends before it begins", s.Name)
		}
		for _, a := range s.Attributes {
			attributes[s.Name+" "+a.Key] = strings.TrimSpace(regexp.MustCompile(`^\w+:`).ReplaceAllString(a.Value.String(), ""))
		}
		for _, personal := range []string{"registered-nurse", "chief-medical", "medical-coder", "127.0.0.1"} {
			if strings.Contains(s.String(), personal) {
				t.Errorf("a span has %s: %s", personal, s)
			}
		}
	}
	for name, want := range map[string]string{
		"POST /graphql http.route": `"/graphql"`, "POST /graphql http.response.status_code": "200",
		"GraphQL graphql.operation.name": `"other"`, "GraphQL careerlattice.outcome": `"answered"`,
		"cache lookup careerlattice.kind": `"plan"`, "planning careerlattice.exact": "true",
	} {
		if attributes[name] != want {
			t.Errorf("%s is %s; want %s; all: %v", name, attributes[name], want, attributes)
		}
	}
	if !regexp.MustCompile(`msg=request .* trace=` + callersTrace + ` span=[0-9a-f]{16} request=\w{16}\n`).MatchString(p.log.String()) {
		t.Errorf("the log does not name the trace:\n%s", p.log)
	}
}

// hungCollector takes spans and never answers.
func hungCollector(t *testing.T) (url string) {
	t.Helper()
	hung := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then is it noticed that the caller has left
		<-r.Context().Done()
	}))
	t.Cleanup(hung.Close)
	return hung.URL
}

// TestCollectorAway wants answers at once, one line in the log and a quick end where the collector refuses, or takes and never answers;
// a quick end also where it is waited for for as long as by default.
func TestCollectorAway(t *testing.T) {
	hung := hungCollector(t)
	t.Setenv("OTEL_BSP_SCHEDULE_DELAY", "50")
	for _, c := range []struct{ name, endpoint, timeout string }{
		{"refuses", "http://127.0.0.1:1", "300"}, {"hangs", hung, "300"}, {"hangs for long", hung, "30000"},
	} {
		name := c.name
		t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", c.endpoint)
		t.Setenv("OTEL_BSP_EXPORT_TIMEOUT", c.timeout)
		p := serve(t)
		var waits []time.Duration
		for range 20 {
			asked := time.Now()
			if answer := p.query(t, `{ catalog { title } }`); !strings.Contains(answer, "Health informatics") {
				t.Errorf("%s: %s", name, answer)
			}
			waits = append(waits, time.Since(asked))
			time.Sleep(40 * time.Millisecond)
		}
		if slices.Sort(waits); waits[len(waits)/2] > 100*time.Millisecond {
			t.Errorf("%s: half of the questions took more than %v", name, waits[len(waits)/2])
		}
		start := time.Now()
		p.stop(t)
		if took := time.Since(start); took > 2*time.Second {
			t.Errorf("%s: it took %v to stop", name, took)
		}
		if n := strings.Count(p.log.String(), "the collector of traces does not take them"); n != 1 && c.timeout == "300" {
			t.Errorf("%s: %d lines in the log; want 1:\n%s", name, n, p.log)
		}
	}
}

// TestTracesAreRefused names the variable that cannot be followed.
func TestTracesAreRefused(t *testing.T) {
	for _, c := range []struct{ name, value, says string }{
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318", "OTEL_EXPORTER_OTLP_ENDPOINT is no address: write one such as http://localhost:4318"},
		{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "ftp://collector", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is no address"},
		{"OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", `OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" is not served: write http/protobuf`},
		{"OTEL_TRACES_EXPORTER", "zipkin", `OTEL_TRACES_EXPORTER: "zipkin" is not served: write otlp or none`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")
			t.Setenv(c.name, c.value)
			var out, problems strings.Builder
			if status := Main(t.Context(), []string{"serve", "--listen", "127.0.0.1:0"}, &out, &problems); status != exitUsage || !strings.Contains(problems.String(), c.says) {
				t.Errorf("status %d, %s; want 2 and %q", status, problems.String(), c.says)
			}
		})
	}
}
