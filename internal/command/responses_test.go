package command

import (
	"bytes"
	"context"
	"crypto/sha256"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// TestResponseCodec reads back what it wrote, and refuses all else.
func TestResponseCodec(t *testing.T) {
	body := []byte(`{"data":{"plan":{"__typename":"PlanSet","exact":` + strings.Repeat(" ", 10_000) + "true}}}\n")
	stored := responseCodec{}.Encode(body)
	if len(stored) > len(body)/10 {
		t.Errorf("%d bytes are stored for %d", len(stored), len(body))
	}
	if got, err := (responseCodec{}).Decode(stored); err != nil || !bytes.Equal(got, body) {
		t.Errorf("%v, %s", err, got)
	}
	for what, b := range map[string][]byte{
		"nothing": nil, "text": []byte("{}"), "cut": stored[:len(stored)-1], "an error": pack.EncodeAll([]byte(`{"errors":[]}`+"\n"), nil),
		"half": pack.EncodeAll(body[:len(body)-2], nil), "a bomb": pack.EncodeAll(make([]byte, largestResponse+1), nil),
	} {
		if got, err := (responseCodec{}).Decode(b); err == nil {
			t.Errorf("%s: %.20s", what, got)
		}
	}
}

// FuzzResponse decodes whatever another process may have written.
func FuzzResponse(f *testing.F) {
	f.Add(responseCodec{}.Encode([]byte(`{"data":{"plan":null}}` + "\n")))
	f.Add([]byte("(\xb5/\xfd"))
	f.Fuzz(func(t *testing.T, b []byte) {
		body, err := responseCodec{}.Decode(b)
		if err == nil && (len(body) > largestResponse || !bytes.HasPrefix(body, []byte(`{"data":{`))) {
			t.Errorf("%d bytes: %.40s", len(body), body)
		}
	})
}

// changesNothing are the settings with which every request is answered as without.
var changesNothing = map[string]bool{
	"Catalog": true, "Documents": true, "Watch": true, "Listen": true, "AdminListen": true, "Redis": true, "CORSOrigins": true, "RequestTimeout": true, "MaxPlanning": true,
	"MaxWaiting": true, "PlanningWait": true, "Rate": true, "TrustedProxies": true, "IdleTimeout": true, "Drain": true, "CacheBytes": true,
	"AnswerBytes": true, "MaxAge": true, "CacheTTL": true, "MCP": true, "CacheSecret": true, "LogFormat": true, "LogLevel": true,
}

// TestVariant changes each setting, and wants answers to be kept apart where it may change one.
func TestVariant(t *testing.T) {
	plain := (&serveCommand{}).variant(nil)
	if bytes.Equal(plain, (&serveCommand{}).variant(map[string]string{"id": "{catalog{id}}"})) {
		t.Error("trusted documents make no difference")
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[serveCommand]()) {
		if f.Anonymous {
			continue
		}
		cmd := &serveCommand{}
		switch v := reflect.ValueOf(cmd).Elem().FieldByIndex(f.Index); v.Kind() {
		case reflect.String:
			v.SetString("x")
		case reflect.Bool:
			v.SetBool(true)
		case reflect.Slice:
			v.Set(reflect.ValueOf([]string{"x"}))
		default:
			v.SetInt(7)
		}
		if same := bytes.Equal(plain, cmd.variant(nil)); same != changesNothing[f.Name] {
			t.Errorf("%s: the same answers are shared: %v; want %v", f.Name, same, changesNothing[f.Name])
		}
	}
}

// TestResponsesOfOthers keeps an answer, and wants it found by the same program with the same settings alone.
func TestResponsesOfOthers(t *testing.T) {
	kept := openRedis(t, startRedis(t).url)
	program, another := [sha256.Size]byte{1}, [sha256.Size]byte{2}
	request, body := [sha256.Size]byte{3}, []byte(`{"data":{"plan":null}}`+"\n")
	newResponses(kept, program, []byte("settings")).Keep(request, body)
	if err := kept.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for what, x := range map[string]struct {
		by      graph.Shared
		request [sha256.Size]byte
		found   bool
	}{
		"the same":         {newResponses(kept, program, []byte("settings")), request, true},
		"another program":  {newResponses(kept, another, []byte("settings")), request, false},
		"other settings":   {newResponses(kept, program, []byte("others")), request, false},
		"another question": {newResponses(kept, program, []byte("settings")), another, false},
	} {
		if got, found := x.by.Find(t.Context(), x.request); found != x.found || found && !bytes.Equal(got, body) {
			t.Errorf("%s: %s, %v; want %v", what, got, found, x.found)
		}
	}
}

// BenchmarkReplica asks what another server answered: the plans alone come from Redis, or the whole answer does.
func BenchmarkReplica(b *testing.B) {
	url := startRedis(b).url
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		b.Fatal(err)
	}
	for name, question := range map[string]string{"first": hotQuestion, "whole": wholeQuestion} {
		for _, way := range []string{"plans", "answer"} {
			b.Run(name+"/"+way, func(b *testing.B) {
				kept := openRedis(b, url)
				h := replica(c, kept, way == "answer")
				ask := func() {
					r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/graphql", strings.NewReader(question))
					r.Header.Set("Content-Type", "application/json")
					w := httptest.NewRecorder()
					if h.ServeHTTP(w, r); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), `{"data":{"plan":{`) {
						b.Fatal(w.Body)
					}
				}
				ask()
				for before := int64(-1); before != kept.Stats().Writes || before == 0; time.Sleep(50 * time.Millisecond) {
					before = kept.Stats().Writes
				}
				for b.Loop() {
					ask()
				}
				if s := kept.Stats(); s.Computed > 1 || s.RedisErrors > 0 {
					b.Fatalf("%+v", s)
				}
			})
		}
	}
}

// wholeQuestion asks for whole plans, with every step and its sources.
const wholeQuestion = `{"query": "{ plan(input: {from: {credentials: [\"high-school-diploma\"]}, to: \"chief-medical-officer\"}) { ... on PlanSet { exact plans(first: 100) { nodes { months cost foregoneEarnings tradeOff steps { startMonth endMonth serves { text } sources { id title } ... on StudyStep { credential { id name } mode workingAs { id name } } ... on WorkStep { career { id name wage { annual year } } } } } } } } }"}`

// openRedis is a cache that keeps nothing in memory.
func openRedis(t testing.TB, url string) *cache.Cache {
	t.Helper()
	client, err := cache.Open(url)
	if err != nil {
		t.Fatal(err)
	}
	kept := cache.New(cache.Options{MaxBytes: 1, Redis: client, FormatVersion: planFormat, Timeout: time.Second})
	t.Cleanup(func() { _ = kept.Close(context.Background()) })
	return kept
}

// replica is a handler of a server's that keeps nothing in memory.
func replica(c *catalog.Catalog, kept *cache.Cache, whole bool) http.Handler {
	p := planner.New(c, planner.DefaultBudget)
	o := graph.Options{Catalog: c, Planner: p, Plan: (&plans{kept, p, c.Digest, planner.DefaultBudget, nil}).plan, Log: slog.New(slog.DiscardHandler)}
	if whole {
		o.Shared = newResponses(kept, [sha256.Size]byte{}, []byte("benchmark"))
	}
	return graph.NewHandler(o)
}
