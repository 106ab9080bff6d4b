package graph

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/planner"
)

// TestOutcomes asks in every way that ends otherwise, and wants each told, with nothing in it that the caller made up.
func TestOutcomes(t *testing.T) {
	trusted := map[string]string{
		"sha256:1": `query Title { catalog { title } }`, "anonymous": `{ catalog { id } }`, "two": `query A { catalog { id } } query B { catalog { title } }`,
	}
	var got []Outcome
	fail := errors.New("secret")
	h, _ := serve(t, small(t), func(o *Options) {
		o.Trusted, o.Answers, o.Limits = trusted, NewAnswers(1<<20), Limits{Tokens: 100, Depth: 4, Aliases: 2, RootFields: 3, Plans: 1, Cost: 100, ListLength: 2}
		o.Plan = func(_ context.Context, q planner.Question) (planner.Result, error) {
			switch q.To.Slug {
			case "porter":
				return nil, Overload("max-waiting")
			}
			return nil, fail
		}
		o.Watch = func(ctx context.Context) (context.Context, func(Outcome)) {
			return ctx, func(came Outcome) { got = append(got, came) }
		}
	})
	for _, c := range []struct {
		body string
		want Outcome
	}{
		{`{"query": "query Mine { catalog { title } }"}`, Outcome{}},
		{`{"query": "query Mine { catalog { title } }"}`, Outcome{Kept: true}},
		{`{"query": "query Title { catalog { id } }"}`, Outcome{}}, // the name of a trusted one, and another document
		{`{"documentId": "1"}`, Outcome{Operation: "Title"}},
		{`{"documentId": "1"}`, Outcome{Operation: "Title", Kept: true}},
		{`{"query": "query Title { catalog { title } }"}`, Outcome{Operation: "Title"}},
		{`{"documentId": "anonymous"}`, Outcome{Operation: "anonymous"}},
		{`{"documentId": "two", "operationName": "B"}`, Outcome{Operation: "B"}},
		{`{"documentId": "two", "operationName": "C"}`, Outcome{Code: OperationUnknown}},
		{`{"documentId": "three"}`, Outcome{Code: DocumentNotFound}},
		{`{`, Outcome{Code: BadRequest}},
		{`{"query": "{ nope }"}`, Outcome{Code: ValidationFailed}},
		{`{"query": "{ career(id: \"nope\") { id } }"}`, Outcome{Code: NotFound}},
		{`{"query": "{` + strings.Repeat(" x", 200) + `}"}`, Outcome{Code: DocumentTooLarge, Limit: "Tokens"}},
		{`{"query": "{ careers { nodes { leadsTo { nodes { id } } } } }"}`, Outcome{Code: DocumentTooDeep, Limit: "Depth"}},
		{`{"query": "{ a: catalog { id } b: catalog { id } c: catalog { id } }"}`, Outcome{Code: TooManyAliases, Limit: "Aliases"}},
		{`{"query": "{ catalog { id } careers { totalCount } credentials { totalCount } skills { totalCount } }"}`, Outcome{Code: TooManyRootFields, Limit: "RootFields"}},
		{`{"query": "{ a: plan(input: {from: {}, to: \"porter\"}) { __typename } b: plan(input: {from: {}, to: \"porter\"}) { __typename } }"}`, Outcome{Code: TooManyPlans, Limit: "Plans"}},
		{`{"query": "{ careers(first: 100) { nodes { leadsTo(first: 100) { totalCount } } } }"}`, Outcome{Code: TooCostly, Limit: "Cost"}},
		{`{"query": "{ careers(filter: {skills: [\"a\", \"b\", \"c\"]}) { totalCount } }"}`, Outcome{Code: BadUserInput, Limit: "ListLength"}},
		{`{"query": "{ plan(input: {from: {}, to: \"porter\"}) { __typename } }"}`, Outcome{Code: Overloaded, Limit: "max-waiting"}},
		{`{"query": "{ plan(input: {from: {}, to: \"clerk\"}) { __typename } career(id: \"nope\") { id } }"}`, Outcome{Code: Internal}},
	} {
		got = nil
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		answer := send(t, h, r)
		if diff := cmp.Diff([]Outcome{c.want}, got); diff != "" {
			t.Errorf("%.200s: (-want +got):\n%s%.300s", c.body, diff, answer.body)
		}
	}
	if diff := cmp.Diff([]string{"A", "B", "Title", "anonymous"}, OperationNames(trusted)); diff != "" {
		t.Errorf("names of operations (-want +got):\n%s", diff)
	}
}
