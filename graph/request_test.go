package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
)

const ok = `{"query":"{catalog{id}}"}`

// TestPost holds POST to the rules of GraphQL over HTTP.
func TestPost(t *testing.T) {
	h, _ := serve(t, small(t))
	tests := []struct {
		name, body string
		status     int
		code       Code
		headers    []string
	}{
		{"a query", ok, 200, "", nil},
		{"unknown members", `{"query":"{catalog{id}}","x":[1],"Query":7}`, 200, "", nil},
		{"nulls", `{"query":"{catalog{id}}","variables":null,"operationName":null,"extensions":null}`, 200, "", nil},
		{"space around", " \n" + ok + "\n ", 200, "", nil},
		{"a charset", ok, 200, "", []string{"Content-Type", `application/json; charset="UTF-8"`}},
		{"extensions", `{"query":"{catalog{id}}","extensions":{"a":1}}`, 200, "", nil},
		{"a named operation", `{"query":"query a{catalog{id}} query b{nope:catalog{id}}","operationName":"b"}`, 200, "", nil},

		{"no content type", ok, 415, UnsupportedMediaType, []string{"Content-Type", ""}},
		{"text", ok, 415, UnsupportedMediaType, []string{"Content-Type", "text/plain"}},
		{"a form", "query=%7Bcatalog%7Bid%7D%7D", 415, UnsupportedMediaType, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"multipart", ok, 415, UnsupportedMediaType, []string{"Content-Type", "multipart/form-data; boundary=x"}},
		{"text/json", ok, 415, UnsupportedMediaType, []string{"Content-Type", "text/json"}},
		{"another charset", ok, 415, UnsupportedMediaType, []string{"Content-Type", "application/json; charset=utf-16"}},
		{"compressed", ok, 415, UnsupportedMediaType, []string{"Content-Encoding", "gzip"}},
		{"nothing acceptable", ok, 406, NotAcceptable, []string{"Accept", "text/html"}},

		{"empty", "", 400, BadRequest, nil},
		{"a batch", "[" + ok + "]", 400, BadRequest, nil},
		{"a number", "7", 400, BadRequest, nil},
		{"null", "null", 400, BadRequest, nil},
		{"half an object", ok[:12], 400, BadRequest, nil},
		{"bytes after", ok + "x", 400, BadRequest, nil},
		{"an object after", ok + ok, 400, BadRequest, nil},
		{"NaN", `{"query":"{catalog{id}}","variables":{"a":NaN}}`, 400, BadRequest, nil},
		{"a number that begins with 0", `{"query":"{catalog{id}}","variables":{"a":01}}`, 400, BadRequest, nil},
		{"no query", `{"variables":{}}`, 400, BadRequest, nil},
		{"a blank query", `{"query":" \n"}`, 400, BadRequest, nil},
		{"a query that is no text", `{"query":{"a":1}}`, 400, BadRequest, nil},
		{"variables in a list", `{"query":"{catalog{id}}","variables":[1]}`, 400, BadRequest, nil},
		{"variables as text", `{"query":"{catalog{id}}","variables":"{}"}`, 400, BadRequest, nil},
		{"variables 100,000 deep", `{"query":"{catalog{id}}","variables":` + strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000) + "}", 400, BadRequest, nil},
		{"extensions in a list", `{"query":"{catalog{id}}","extensions":[]}`, 400, BadRequest, nil},
		{"an operation name that is no text", `{"query":"{catalog{id}}","operationName":7}`, 400, BadRequest, nil},
		{"a body of 2 MB", `{"query":"` + strings.Repeat(" ", 2<<20) + `"}`, 413, RequestTooLarge, nil},

		{"a broken document", `{"query":"{"}`, 200, ParseFailed, nil},
		{"an unknown field", `{"query":"{nope}"}`, 200, ValidationFailed, nil},
		{"a document of fragments", `{"query":"fragment a on Query{catalog{id}}"}`, 200, OperationUnknown, nil},
		{"an unknown operation", `{"query":"query a{catalog{id}}","operationName":"b"}`, 200, OperationUnknown, nil},
		{"two operations and no name", `{"query":"query a{catalog{id}} query b{catalog{id}}"}`, 200, OperationUnknown, nil},
		{"a mutation", `{"query":"mutation{x}"}`, 200, ValidationFailed, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for media, status := range map[string]int{"": test.status, responseJSON: test.status} {
				r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", strings.NewReader(test.body))
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Accept", media)
				for i := 0; i < len(test.headers); i += 2 {
					r.Header.Set(test.headers[i], test.headers[i+1])
				}
				if media == responseJSON && test.status == 200 && test.code != "" {
					status = 400
				}
				got := send(t, h, r)
				if got.status != status || got.code() != test.code {
					t.Errorf("Accept %q: %d %q, want %d %q: %.200s", media, got.status, got.code(), status, test.code, got.body)
				}
				if strings.Contains(got.body, `"data"`) != (test.code == "") {
					t.Errorf("data beside an error before execution, or none: %.200s", got.body)
				}
				if len(got.body) > 1000 {
					t.Errorf("%d bytes", len(got.body))
				}
			}
		})
	}
}

// TestBodies are bodies that break off, come in chunks, or never end.
func TestBodies(t *testing.T) {
	h, _ := serve(t, small(t))
	for name, test := range map[string]struct {
		body   io.Reader
		status int
	}{
		"breaks off": {io.MultiReader(strings.NewReader(ok[:9]), iotest.ErrReader(errors.New("secret"))), 400},
		"in chunks":  {iotest.OneByteReader(strings.NewReader(ok)), 200},
		"never ends": {io.LimitReader(endless{}, 50<<20), 413},
	} {
		r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", test.body)
		r.ContentLength = -1
		r.Header.Set("Content-Type", "application/json")
		got := send(t, h, r)
		if got.status != test.status || strings.Contains(got.body, "secret") {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return copy(b, bytes.Repeat([]byte{' '}, len(b))), nil }

// TestGet holds GET to the rules of GraphQL over HTTP.
func TestGet(t *testing.T) {
	h, _ := serve(t, small(t))
	q := func(pairs ...string) string {
		v := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v.Encode()
	}
	tests := []struct {
		name, method, query string
		status              int
		allow               string
	}{
		{"a query", "GET", q("query", "{catalog{id}}"), 200, ""},
		{"variables", "GET", q("query", "query($i:ID!){career(id:$i){id}}", "variables", `{"i":"lead"}`), 200, ""},
		{"empty parameters", "GET", q("query", "{catalog{id}}", "variables", "", "operationName", "", "extensions", ""), 200, ""},
		{"no query", "GET", "", 400, ""},
		{"an empty query", "GET", q("query", ""), 400, ""},
		{"broken variables", "GET", q("query", "{catalog{id}}", "variables", "{"), 400, ""},
		{"a broken URL", "GET", "query=%zz", 400, ""},
		{"a mutation", "GET", q("query", "mutation{x}"), 405, "POST"},
		{"a subscription", "GET", q("query", "subscription{x}"), 405, "POST"},
		{"a mutation behind a query", "GET", q("query", "query a{catalog{id}} mutation b{x}", "operationName", "b"), 405, "POST"},
		{"PUT", "PUT", "", 405, "GET, POST"},
		{"DELETE", "DELETE", q("query", "{catalog{id}}"), 405, "GET, POST"},
		{"HEAD", "HEAD", q("query", "{catalog{id}}"), 405, "GET, POST"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequestWithContext(context.Background(), test.method, "/graphql?"+test.query, nil)
			r.Header.Set("X-HTTP-Method-Override", "POST")
			got := send(t, h, r)
			if got.status != test.status || got.header.Get("Allow") != test.allow {
				t.Errorf("%d, Allow %q: %s", got.status, got.header.Get("Allow"), got.body)
			}
		})
	}
}

// TestAccept picks the media type by quality.
func TestAccept(t *testing.T) {
	tests := []struct{ accept, want string }{
		{"", plainJSON},
		{"*/*", plainJSON},
		{"application/*", plainJSON},
		{"application/json", plainJSON},
		{"application/graphql-response+json", responseJSON},
		{"application/graphql-response+json; charset=utf-8, application/json; charset=utf-8", responseJSON},
		{"application/json, application/graphql-response+json", plainJSON},
		{"application/json;q=0.5, application/graphql-response+json;q=0.9", responseJSON},
		{"application/json;q=0.9, application/graphql-response+json;q=0.8, */*;q=0.1", plainJSON},
		{"application/graphql-response+json;q=0.2, */*", plainJSON},
		{"application/json;q=0, */*;q=0.1", responseJSON},
		{"text/html, application/json;q=0.1", plainJSON},
		{"APPLICATION/JSON", plainJSON},
		{"text/html", ""},
		{"application/json;q=0", ""},
		{"*/*;q=0", ""},
		{"application/json;q=x", ""},
		{"multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9", responseJSON}, // Apollo Client, of @defer
		{"multipart/mixed", ""},
	}
	for _, test := range tests {
		got, ok := accepted([]string{test.accept})
		if ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%q: %q %v, want %q", test.accept, got, ok, test.want)
		}
	}
	if got, _ := accepted([]string{"application/json;q=0.1", "application/graphql-response+json"}); got != responseJSON {
		t.Errorf("two headers: %q", got)
	}
}

// TestVariables refuses variables that are not of their type, and takes those that are.
func TestVariables(t *testing.T) {
	h, _ := serve(t, small(t))
	const careers = "query($n:Int){careers(first:$n){totalCount}}"
	const degrees = "query($l:EducationLevel){degrees(level:$l){totalCount}}"
	const filter = "query($f:CareerFilter){careers(filter:$f){totalCount}}"
	const id = "query($i:ID!){node(id:$i){id}}"
	const search = "query($t:String!){search(text:$t){totalCount}}"
	const step = `query($s:[PlanStepInput!]!){checkPlan(from:{},to:\"lead\",steps:$s){holds}}`
	const inStep = `query($b:StudyStepInput!){checkPlan(from:{},to:\"lead\",steps:[{study:$b}]){holds}}`
	tests := []struct {
		name, query, variables string
		ok                     bool
		argument               string
	}{
		{"one of two", step, `{"s":[{"work":{"career":"clerk","months":1}},{"study":{"credential":"ba"}}]}`, true, ""},
		{"none of two", step, `{"s":[{"work":{"career":"clerk","months":1}},{}]}`, false, "variables.s[1]"},
		{"both of two", step, `{"s":{"study":{"credential":"ba"},"work":{"career":"clerk","months":1}}}`, false, "variables.s"},
		{"one and null", step, `{"s":[{"study":{"credential":"ba"},"work":null}]}`, false, "variables.s[0]"},
		{"one that is null", step, `{"s":[{"work":null}]}`, false, "variables.s[0].work"},
		{"one in a literal", inStep, `{"b":{"credential":"ba"}}`, true, ""},
		{"an Int", careers, `{"n":5}`, true, ""},
		{"no Int", careers, `{}`, true, ""},
		{"null for an Int", careers, `{"n":null}`, true, ""},
		{"text for an Int", careers, `{"n":"5"}`, false, "variables.n"},
		{"a fraction for an Int", careers, `{"n":5.5}`, false, "variables.n"},
		{"an Int of 33 bits", careers, `{"n":4294967296}`, false, "variables.n"},
		{"an Int of 400 bits", careers, `{"n":1e99999}`, false, "variables.n"},
		{"true for an Int", careers, `{"n":true}`, false, "variables.n"},
		{"a list for an Int", careers, `{"n":[1]}`, false, "variables.n"},
		{"an enum value", degrees, `{"l":"BACHELORS"}`, true, ""},
		{"an enum value in lower case", degrees, `{"l":"bachelors"}`, false, "variables.l"},
		{"an unknown enum value", degrees, `{"l":"KINDERGARTEN"}`, false, "variables.l"},
		{"a number for an enum", degrees, `{"l":1}`, false, "variables.l"},
		{"an object", filter, `{"f":{"minWage":1,"industries":["offices"]}}`, true, ""},
		{"one value for a list", filter, `{"f":{"industries":"offices"}}`, true, ""},
		{"an unknown member", filter, `{"f":{"maxAge":1}}`, false, "variables.f.maxAge"},
		{"a wrong member", filter, `{"f":{"minWage":"1"}}`, false, "variables.f.minWage"},
		{"a wrong entry", filter, `{"f":{"industries":["offices",{}]}}`, false, "variables.f.industries[1]"},
		{"a null entry", filter, `{"f":{"industries":[null]}}`, false, "variables.f.industries[0]"},
		{"text for an object", filter, `{"f":"x"}`, false, "variables.f"},
		{"text for a Boolean", filter, `{"f":{"includeTrainees":"true"}}`, false, "variables.f.includeTrainees"},
		{"an ID", id, `{"i":"careers/lead"}`, true, ""},
		{"a whole number for an ID", id, `{"i":12}`, true, ""},
		{"a fraction for an ID", id, `{"i":1.5}`, false, "variables.i"},
		{"null for an ID", id, `{"i":null}`, false, "variables.i"},
		{"no ID", id, `{}`, false, "variables.i"},
		{"true for an ID", id, `{"i":true}`, false, "variables.i"},
		{"a number for text", search, `{"t":5}`, false, "variables.t"},
		{"a lone surrogate and NUL", search, `{"t":"\ud800 \u0000"}`, true, ""},
		{"a variable more than there are", search, `{"t":"a","x":{"y":[1]}}`, true, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			body := `{"query":"` + test.query + `","variables":` + test.variables + `}`
			r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			got := send(t, h, r)
			if test.ok {
				if len(got.Errors) > 0 {
					t.Error(got.body)
				}
				return
			}
			if got.code() != BadUserInput || strings.Contains(got.body, `"data"`) {
				t.Fatal(got.body)
			}
			argument := plain(got.Errors[0].Extensions.Argument)
			if dotted(argument) != test.argument {
				t.Errorf("argument %q, want %q: %s", dotted(argument), test.argument, got.body)
			}
			if message := got.Errors[0].Message; !regexp.MustCompile(` (must|cannot|is) .*\.$`).MatchString(message) {
				t.Errorf("the message is no sentence: %s", message)
			}
		})
	}
}

// TestOneOf: an input of which exactly one field may be given is held to that in literals too, and says so of itself.
func TestOneOf(t *testing.T) {
	h, _ := serve(t, small(t))
	for _, step := range []string{`{}`, `{study: null}`, `{study: {credential: "ba"}, work: null}`, `{study: {credential: "ba"}, work: {career: "clerk", months: 1}}`, `{study: $s}`} {
		given := ""
		if strings.Contains(step, "$s") {
			given = "query ($s: StudyStepInput) "
		}
		got := post(t, h, given+`{ checkPlan(from: {}, to: "lead", steps: [`+step+`]) { holds } }`, nil)
		if got.code() != ValidationFailed || strings.Contains(got.body, `"data"`) {
			t.Errorf("%s: %s", step, got.body)
		}
	}
	got := post(t, h, `{ __type(name: "PlanStepInput") { isOneOf } }`, nil)
	if want := `{"data":{"__type":{"isOneOf":true}}}`; strings.TrimSpace(got.body) != want {
		t.Errorf("%s, want %s", got.body, want)
	}
}

// FuzzRequest answers any body with JSON, and none with an error of ours.
func FuzzRequest(f *testing.F) {
	h, log := serve(f, small(f))
	for _, body := range []string{
		ok, "[" + ok + "]", `{"query":"query($n:Int){careers(first:$n,after:\"x\"){nodes{id}}}","variables":{"n":1e3}}`,
		`{"query":"{...a} fragment a on Query{...a}"}`, `{"query":"{plan(input:{from:{experience:[{career:\"lead\",months:-1}]},to:\"lead\"}){__typename}}"}`,
		`{"query":"{node(id:\"plans/AAAA\"){id} search(text:\"\\ud800\"){totalCount}}","operationName":null}`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/graphql", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		if got := send(t, h, r); got.code() == Internal || log.Len() > 0 {
			t.Fatalf("%s\n%s", got.body, log)
		}
	})
}
