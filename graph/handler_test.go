package graph

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"careerlattice/internal/planner"
)

// TestUnreadable sends what is not UTF-8 or must not be echoed.
func TestUnreadable(t *testing.T) {
	h, _ := serve(t, small(t))
	for name, body := range map[string]string{
		"invalid UTF-8":        "{\"query\":\"{career(id:\\\"\xff\xfe\\\"){id}}\"}",
		"HTML":                 `{"query":"{career(id:\"<script>alert(1)</script>\"){id}}"}`,
		"an id of 500 KB":      `{"query":"{career(id:\"` + strings.Repeat("x", 500_000) + `\"){id}}"}`,
		"a name of 500 KB":     `{"query":"{` + strings.Repeat("x", 500_000) + `}"}`,
		"an operation of 1 MB": `{"query":"query a{catalog{id}}","operationName":"` + strings.Repeat("x", 1_000_000) + `"}`,
	} {
		r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		got := send(t, h, r)
		if len(got.Errors) == 0 || len(got.body) > 2000 || !utf8.ValidString(got.body) || strings.Contains(got.body, "<script>") {
			t.Errorf("%s: %.300s", name, got.body)
		}
	}
}

// TestInside hides what went wrong inside, and logs it.
func TestInside(t *testing.T) {
	for name, plan := range map[string]func(context.Context, planner.Question) (planner.Result, error){
		"an error":         func(context.Context, planner.Question) (planner.Result, error) { return nil, errors.New("secret") },
		"a panic":          func(context.Context, planner.Question) (planner.Result, error) { panic("secret") },
		"a nil result":     func(context.Context, planner.Question) (planner.Result, error) { return nil, nil },
		"a result too big": func(context.Context, planner.Question) (planner.Result, error) { return tooBig(), nil },
	} {
		h, log := serve(t, small(t), func(o *Options) { o.Plan = plan })
		got := post(t, h, `{career(id:"porter"){plan(from:{}){... on PlanSet{plans{nodes{months}}}}}}`, nil)
		if got.code() != Internal || got.status != 200 || len(got.Errors) != 1 {
			t.Errorf("%s: %s", name, got.body)
		}
		for _, inside := range []string{"secret", "goroutine", ".go:", "planner", "runtime"} {
			if strings.Contains(got.body, inside) {
				t.Errorf("%s: %q is shown: %s", name, inside, got.body)
			}
		}
		if name != "a nil result" && name != "a result too big" && !strings.Contains(log.String(), "secret") {
			t.Errorf("%s: the log does not have it: %s", name, log)
		}
		if log.Len() == 0 {
			t.Errorf("%s: nothing is logged", name)
		}
	}
}

func tooBig() planner.Result {
	return &planner.PlanSet{Plans: []*planner.Plan{{Months: 1 << 31}}}
}

// TestTime answers when the caller's time is up.
func TestTime(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	wait := func(o *Options) {
		o.Plan = func(ctx context.Context, _ planner.Question) (planner.Result, error) {
			cancel()
			<-ctx.Done()
			return nil, ctx.Err()
		}
	}
	h, log := serve(t, small(t), wait)
	body := `{"query":"{plan(input:{from:{},to:\"porter\"}){__typename}}"}`
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if got := send(t, h, r); got.code() != Timeout || got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" {
		t.Errorf("%d %s", got.status, got.body)
	}
	r = httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if got := send(t, h, r); got.code() != Timeout || got.status != http.StatusServiceUnavailable {
		t.Errorf("%d %s", got.status, got.body)
	}
	if log.Len() > 0 {
		t.Errorf("the log has it: %s", log)
	}
}

// TestOverloaded tells the caller to come again.
func TestOverloaded(t *testing.T) {
	h, log := serve(t, small(t), func(o *Options) {
		o.Plan = func(context.Context, planner.Question) (planner.Result, error) { return nil, Overload("max-waiting") }
	})
	got := post(t, h, `{catalog{id} plan(input:{from:{},to:"porter"}){__typename}}`, nil)
	if got.code() != Overloaded || got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") != "10" {
		t.Errorf("%d %v %s", got.status, got.header, got.body)
	}
	if log.Len() > 0 {
		t.Errorf("the log has it: %s", log)
	}
}

// TestIntrospectionOff refuses questions about the schema, and answers all others.
func TestIntrospectionOff(t *testing.T) {
	h, _ := serve(t, small(t), func(o *Options) { o.NoIntrospection = true })
	for query, want := range map[string]Code{
		"{__schema{types{name}}}": IntrospectionDisabled,
		"{catalog{id} ...a} fragment a on Query{...{b:__type(name:\"Career\"){name}}}": IntrospectionDisabled,
		"{__typename catalog{__typename}}":                                             "",
	} {
		if got := post(t, h, query, nil); got.code() != want {
			t.Errorf("%s: %s", query, got.body)
		}
	}
}

// TestSameAgain asks with a document that is kept parsed.
func TestSameAgain(t *testing.T) {
	h, _ := serve(t, small(t))
	const query = `query($n:Int){careers(first:$n){nodes{id leadsTo(first:$n){nodes{id}}}} ...@defer{catalog{title}}}`
	first := post(t, h, query, map[string]any{"n": 2})
	again := post(t, h, query, map[string]any{"n": 2})
	if first.body != again.body || len(first.Errors) > 0 || strings.Count(first.body, `"leadsTo"`) != 2 {
		t.Errorf("%s\n%s", first.body, again.body)
	}
	if got := post(t, h, query, map[string]any{"n": 101}); got.code() != BadUserInput {
		t.Error(got.body)
	}
}
