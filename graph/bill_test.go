package graph

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestBill reads the cost of requests that ask for it, those that cost too much among them.
func TestBill(t *testing.T) {
	h, _ := serve(t, small(t), func(o *Options) { o.Limits = Limits{Cost: 1_000} })
	const limits = `"limits":{"fields":1000,"plans":25,"depth":30,"aliases":100}`
	for _, test := range []struct{ query, extensions, want string }{
		{"{catalog{id}}", `{"cost":true}`, `{"data":{"catalog":{"id":"small-world"}},"extensions":{"cost":{"fields":2,"plans":0,"depth":2,"aliases":0,` + limits + `}}}`},
		{"{catalog{id}}", `{"cost":false}`, `{"data":{"catalog":{"id":"small-world"}}}`},
		{"{catalog{id}}", `{"cost":"true"}`, `{"data":{"catalog":{"id":"small-world"}}}`},
		{"{a:careers(first:100){nodes{b:id leadsTo(first:100){nodes{id}}}}}", `{"cost":true}`, `"extensions":{"cost":{"fields":20301,"plans":0,"depth":5,"aliases":2,` + limits + `}}}`},
	} {
		r := httptest.NewRequestWithContext(context.Background(), http.MethodGet,
			"/graphql?query="+url.QueryEscape(test.query)+"&extensions="+url.QueryEscape(test.extensions), nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := strings.TrimSpace(w.Body.String()); !strings.HasSuffix(got, test.want) || !json.Valid([]byte(got)) {
			t.Errorf("%s: %s; want …%s", test.query, got, test.want)
		}
	}
}
