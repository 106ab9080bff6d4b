package command

import (
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// hostile are requests that must be refused: bodies to post, by what is wrong with them.
func hostile(t *testing.T) map[string]string {
	t.Helper()
	documents := map[string]string{
		"deep":           strings.Repeat("{career", 2_000) + strings.Repeat("}", 2_000),
		"aliases":        "{" + strings.Repeat("a:__typename b:__typename ", 5_000) + "}",
		"root fields":    "{" + strings.Repeat(`search(text:"nurse"){totalCount} `, 500) + "}",
		"directives":     "{__typename " + strings.Repeat("@skip(if:false)", 1_000) + "}",
		"tokens":         "{" + strings.Repeat("__typename ", 20_000) + "}",
		"spreads":        "{" + strings.Repeat("...a ", 1_000) + "} fragment a on Query{__typename}",
		"a circle":       "{...a} fragment a on Query{...b} fragment b on Query{...a}",
		"pages in pages": "{careers(first:100){nodes{leadsTo(first:100){nodes{leadsTo(first:100){nodes{leadsTo(first:100){nodes{id}}}}}}}}}",
		"too many plans": "{careers(first:100){nodes{plan(from:{}){__typename}}}}",
		"a page of -1":   "{careers(first:-1){totalCount}}",
		"introspection":  "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}",
		"unknown fields": "{" + strings.Repeat("nope ", 500) + "}",
		"not a document": "{" + strings.Repeat("(", 1_000),
		"a mutation":     "mutation{nope}",
	}
	bodies := map[string]string{
		"a batch":             `[{"query":"{__typename}"},{"query":"{__typename}"}]`,
		"not JSON":            `{"query":`,
		"more than one value": `{"query":"{__typename}"}{}`,
		"large variables":     `{"query":"{__typename}","variables":{"a":"` + strings.Repeat("x", 300_000) + `"}}`,
		"deep variables":      `{"query":"query($a:ID){node(id:$a){id}}","variables":{"a":` + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000) + `}}`,
		"a large body":        `{"query":"` + strings.Repeat(" ", 2<<20) + `"}`,
		"an unknown hash":     `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}`,
		"an unknown document": `{"documentId":"nope"}`,
	}
	for name, query := range documents {
		bodies[name] = queryBody(t, query)
	}
	return bodies
}

// TestHostileCrowd mixes 10,000 requests of every hostile kind with honest ones: no honest one fails or is answered otherwise, the
// hostile ones are refused, and afterward the server is as it was.
func TestHostileCrowd(t *testing.T) {
	total := 10_000
	if testing.Short() {
		total = 1_000
	}
	p := serve(t)
	const honest = `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "it-consultant"}) { ... on PlanSet { exact plans(first: 100) { nodes { id months } } } } }`
	want := p.query(t, honest)
	if !strings.Contains(want, `"exact":true`) {
		t.Fatal(want)
	}
	bodies := hostile(t)
	names := slices.Sorted(maps.Keys(bodies))
	before := p.gauge(t, "go_goroutines")
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	ask := func(body string) (status int, answer string, err error) {
		response, err := client.Do(p.request(t, body))
		if err != nil {
			return 0, "", err
		}
		defer func() { _ = response.Body.Close() }()
		b, err := io.ReadAll(response.Body)
		return response.StatusCode, string(b), err
	}
	var next atomic.Int64
	var all sync.WaitGroup
	for worker := range 16 {
		random := rand.New(rand.NewPCG(7, uint64(worker))) //nolint:gosec // the same requests each time
		all.Go(func() {
			for next.Add(1) <= int64(total) {
				if random.IntN(4) == 0 {
					// A number in a comment: some of these are answered from memory as they are, others are not.
					status, answer, err := ask(queryBody(t, honest+" #"+strconv.Itoa(random.IntN(100))))
					if err != nil || status != http.StatusOK || answer != want {
						t.Errorf("an honest request: %d %v %.300s", status, err, answer)
					}
					continue
				}
				name := names[random.IntN(len(names))]
				status, answer, err := ask(bodies[name])
				refused := strings.HasPrefix(answer, `{"errors":[{"message":`) && strings.Contains(answer, `"code":"`)
				if err != nil || status >= http.StatusInternalServerError || !refused || len(answer) > 20_000 {
					t.Errorf("%s: %d %v %.300s", name, status, err, answer)
				}
			}
		})
	}
	all.Wait()
	client.CloseIdleConnections()
	if got := p.query(t, honest); got != want {
		t.Errorf("afterward: %.300s", got)
	}
	p.recovers(t, before)
}

// gauge is a metric as a number.
func (p *process) gauge(t *testing.T, name string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(p.metric(t, name), 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
