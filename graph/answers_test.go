package graph

import (
	"context"
	"crypto/sha256"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// get asks by GET; headers are names and values in turn.
func get(h http.Handler, query string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/graphql?query="+url.QueryEscape(query), nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestAnswersAreKept asks twice, in every way: the second answer is the first, and nothing is resolved for it.
func TestAnswersAreKept(t *testing.T) {
	c := small(t)
	engine := planner.New(c, planner.DefaultBudget)
	asked := 0
	answers := NewAnswers(1 << 20)
	h, _ := serve(t, c, func(o *Options) {
		o.Answers = answers
		o.Plan = func(ctx context.Context, q planner.Question) (planner.Result, error) {
			asked++
			return engine.Plan(ctx, q)
		}
	})
	const query = `query($to:ID!){plan(input:{from:{},to:$to}){__typename ... on PlanSet{plans{totalCount}}}}`
	for i, to := range []string{"porter", "porter", "lead"} {
		got := post(t, h, query, map[string]any{"to": to})
		if got.code() != "" || got.header.Get("ETag") != "" {
			t.Errorf("%d: %v %s", i, got.header, got.body)
		}
	}
	if asked != 2 {
		t.Errorf("two questions, one of them twice: asked %d times", asked)
	}
	answers.kept.CleanUp() // sums are made off the request's path
	stats := answers.Stats()
	if diff := cmp.Diff(AnswersStats{Hits: 1, Misses: 2, Bytes: stats.Bytes}, stats); diff != "" || stats.Bytes == 0 {
		t.Errorf("%+v: %s", stats, diff)
	}
	for range 2 { // errors are not kept
		if got := post(t, h, query, map[string]any{"to": "nowhere"}); got.code() != NotFound {
			t.Error(got.body)
		}
	}
	if hits := answers.Stats().Hits; hits != 1 {
		t.Errorf("%d hits", hits)
	}
	plain, response := get(h, "{catalog{id}}", "Accept", plainJSON), get(h, "{catalog{id}}", "Accept", responseJSON)
	if plain.Header().Get("Content-Type") == response.Header().Get("Content-Type") || plain.Header().Get("ETag") == response.Header().Get("ETag") {
		t.Errorf("two media types: %v and %v", plain.Header(), response.Header())
	}
	other := load(t, catalog.Input{Files: fstest.MapFS{"w.yaml": {Data: []byte("catalog: {format: 1, id: other}\ncareers: [{id: porter, name: Porter}]\n")}}})
	h, _ = serve(t, other, func(o *Options) { o.Answers = answers })
	if got := get(h, "{catalog{id}}").Body.String(); !strings.Contains(got, `"other"`) {
		t.Errorf("another catalog answers %s", got)
	}
}

// TestAnswersAreBounded asks for more than is kept.
func TestAnswersAreBounded(t *testing.T) {
	const limit = 50_000
	answers := NewAnswers(limit)
	h, _ := serve(t, small(t), func(o *Options) { o.Answers = answers })
	for i := range 500 {
		if w := get(h, "{catalog{id "+repeated(i%90, "a#:title ")+"}}"+strings.Repeat(" ", i)); w.Code != http.StatusOK {
			t.Fatal(w.Body)
		}
	}
	answers.kept.CleanUp()
	if got := answers.Stats().Bytes; got > limit || got < limit/4 {
		t.Errorf("%d bytes are kept; want at most %d", got, limit)
	}
}

// TestRevalidation asks with an entity tag.
func TestRevalidation(t *testing.T) {
	for _, answers := range []*Answers{nil, NewAnswers(1 << 20)} {
		h, _ := serve(t, small(t), func(o *Options) { o.Answers, o.MaxAge = answers, time.Minute })
		first := get(h, "{catalog{id}}")
		tag := first.Header().Get("ETag")
		if !strings.HasPrefix(tag, `"`) || first.Header().Get("Cache-Control") != "public, max-age=60, must-revalidate" ||
			first.Header().Get("Vary") != "Accept" || first.Body.Len() == 0 {
			t.Errorf("the first answer: %v", first.Header())
		}
		for _, tags := range []string{tag, "*", `"x", ` + tag, "W/" + tag} {
			w := get(h, "{catalog{id}}", "If-None-Match", tags)
			if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag || w.Header().Get("Vary") != "Accept" {
				t.Errorf("%s: %d %v %s", tags, w.Code, w.Header(), w.Body)
			}
		}
		if w := get(h, "{catalog{title}}", "If-None-Match", tag); w.Code != http.StatusOK || w.Header().Get("ETag") == tag {
			t.Errorf("another query: %d %v", w.Code, w.Header())
		}
		for _, wrong := range []string{"{nope}", `{career(id:"nope"){id}}`, "{", `{career(id:""){id}}`} {
			if w := get(h, wrong); w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" {
				t.Errorf("%s: %v %s", wrong, w.Header(), w.Body)
			}
		}
	}
}

func BenchmarkAnswers(b *testing.B) {
	h, _ := serve(b, small(b), func(o *Options) { o.Answers = NewAnswers(1 << 20) })
	for b.Loop() {
		if w := get(h, "{catalog{id}}"); w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
	}
}

// board is a Shared in memory; looked and kept count.
type board struct {
	kept   map[[sha256.Size]byte]string
	looked int
}

func (b *board) Find(_ context.Context, request [sha256.Size]byte) ([]byte, bool) {
	b.looked++
	body, ok := b.kept[request]
	return []byte(body), ok
}

func (b *board) Keep(request [sha256.Size]byte, body []byte) { b.kept[request] = string(body) }

// TestAnswersAreShared asks two servers: the second sends what the first made, where it took planning and went well.
func TestAnswersAreShared(t *testing.T) {
	c := small(t)
	shared, asked := &board{kept: map[[sha256.Size]byte]string{}}, 0
	engine := planner.New(c, planner.DefaultBudget)
	var servers []http.Handler
	answers := NewAnswers(1 << 20)
	for _, a := range []*Answers{nil, answers} {
		h, _ := serve(t, c, func(o *Options) {
			o.Answers, o.Shared = a, shared
			o.Plan = func(ctx context.Context, q planner.Question) (planner.Result, error) {
				asked++
				return engine.Plan(ctx, q)
			}
		})
		servers = append(servers, h)
	}
	for _, x := range []struct {
		query               string
		asked, looked, kept int // by both servers
	}{
		{`{plan(input:{from:{},to:"porter"}){__typename ... on PlanSet{plans{totalCount}}}}`, 1, 2, 1},
		{`{plan(input:{from:{},to:"nowhere"}){__typename}}`, 0, 2, 0},
		{`{catalog{id}}`, 0, 0, 0},
		{`{nope}`, 0, 0, 0},
	} {
		asked, shared.looked = 0, 0
		clear(shared.kept)
		first, second := get(servers[0], x.query), get(servers[1], x.query)
		if got := [3]int{asked, shared.looked, len(shared.kept)}; got != [3]int{x.asked, x.looked, x.kept} {
			t.Errorf("%s: asked, looked, kept %v", x.query, got)
		}
		if first.Code != second.Code || first.Body.String() != second.Body.String() || first.Header().Get("ETag") != second.Header().Get("ETag") {
			t.Errorf("%s:\n%v %s\n%v %s", x.query, first.Header(), first.Body, second.Header(), second.Body)
		}
	}
	if s := answers.Stats(); s.Shared != 1 || s.Misses != 4 {
		t.Errorf("%+v; want one of four misses shared", s)
	}
}
