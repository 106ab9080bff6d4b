package graph

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerlattice/internal/catalog"
)

// repeated is what a format makes of the numbers from 0, n times.
func repeated(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(format, "#", fmt.Sprint(i)))
	}
	return b.String()
}

// chained is what a format makes of the numbers from 0, n times, with @ for the number after each.
func chained(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(strings.ReplaceAll(format, "#", fmt.Sprint(i)), "@", fmt.Sprint(i+1)))
	}
	return b.String()
}

// nested is n times open, a middle, and n times close.
func nested(n int, open, middle, end string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
}

// spreads is a document whose fragments each spread the next one twice: 2^n spreads in all.
func spreads(n int, body string) string {
	return fmt.Sprintf("query { ...f0 } %s fragment f%d on Query { __typename }", chained(n, " fragment f# on Query { "+body+" }"), n)
}

const introspection = `__schema { types { name fields(includeDeprecated: true) { name args { name type { name ofType { name ofType { name ofType { name } } } } defaultValue } type { name ofType { name ofType { name } } } } } }`

// TestHostile sends what would cost much, and wants a refusal with its code, small and at once.
func TestHostile(t *testing.T) {
	h, log := serve(t, builtin(t))
	tests := []struct {
		name, query string
		variables   any
		want        Code
	}{
		{"10,000 levels", nested(10_000, "{career", "", "}"), nil, DocumentTooDeep},
		{"200 levels", "{career(id: \"x\")" + nested(100, "{leadsTo{nodes", "{id}", "}}") + "}", nil, DocumentTooDeep},
		{"40 levels in fragments", "{career(id:\"x\"){...a0}} fragment a20 on Career{id} " + chained(20, "fragment a# on Career{leadsTo{nodes{...a@}}} "), nil, DocumentTooDeep},
		{"inline fragments 5,000 deep", "{" + nested(5_000, "...{", "__typename", "}") + "}", nil, DocumentTooDeep},
		{"a list 100,000 deep", "{nodes(ids:" + strings.Repeat("[", 100_000) + ")}", nil, DocumentTooDeep},
		{"a variable type 100,000 deep", "query($a:" + strings.Repeat("[", 100_000) + "){__typename}", nil, DocumentTooDeep},
		{"10,000 aliases", "{" + repeated(10_000, "a#:__typename ") + "}", nil, DocumentTooLarge},
		{"1,000 aliases", "{catalog{" + repeated(1_000, "a#:id ") + "}}", nil, TooManyAliases},
		{"500 aliases at the root", "{" + repeated(500, "a#:search(text:\"nurse\"){totalCount} ") + "}", nil, TooManyRootFields},
		{"one field with arguments 2,000 times", "{" + repeated(2_000, "search(text:\"a\"){totalCount} ") + "}", nil, DocumentTooLarge},
		{"50,000 tokens", "{" + strings.Repeat("__typename ", 50_000) + "}", nil, DocumentTooLarge},
		{"300,000 comments", "{__typename}" + strings.Repeat("\n#", 300_000), nil, DocumentTooLarge},
		{"10,000 directives", "{__typename " + strings.Repeat("@skip(if:false)", 10_000) + "}", nil, DocumentTooLarge},
		{"1,000 directives", "{__typename " + strings.Repeat("@skip(if:false)", 1_000) + "}", nil, DocumentTooLarge},
		{"3,000 unknown fields", "{" + repeated(3_000, "nope# ") + "}", nil, ValidationFailed},
		{"1,000 operations", repeated(1_000, "query a#{__typename} "), nil, DocumentTooLarge},
		{"1,000 variables", "query(" + repeated(1_000, "$a#:Int ") + "){__typename}", nil, DocumentTooLarge},
		{"1,000 fragments", "{__typename}" + repeated(1_000, "fragment a# on Query{__typename} "), nil, DocumentTooLarge},
		{"600 spreads", "{" + strings.Repeat("...a ", 600) + "} fragment a on Query{__typename}", nil, DocumentTooLarge},
		{"variables of 300 KB", "query($t:[String!]!){__typename}", map[string]any{"t": strings.Repeat("x", 300_000)}, VariablesTooLarge},
		{"a fragment that spreads itself", "{...a} fragment a on Query {...a}", nil, ValidationFailed},
		{"fragments in a circle", "{...a} fragment a on Query {...b} fragment b on Query {...a}", nil, ValidationFailed},
		{"2^40 spreads", spreads(40, "...f@ ...f@"), nil, TooManyRootFields},
		{"2^40 spreads through aliases", spreads(40, "a:catalog{id} ...f@ b:catalog{id} ...f@"), nil, TooManyRootFields},
		{"2^12 nested spreads", "{careers{nodes{...f0}}}" + chained(12, " fragment f# on Career {leadsTo{nodes{...f@}} reachedFrom{nodes{...f@}}}") + " fragment f12 on Career{id}", nil, TooCostly},
		{"introspection in a circle", "{__schema{types{fields{type{fields{type{fields{type{fields{name}}}}}}}}}}", nil, ValidationFailed},
		{"ofType 200 deep", "{__type(name:\"Career\")" + nested(200, "{ofType", "{name}", "}") + "}", nil, DocumentTooDeep},
		{"__schema under 100 aliases", "{" + repeated(100, "a#:"+introspection) + "}", nil, TooManyRootFields},
		{"pages of 100 within pages", "{careers(first:100){nodes" + nested(3, "{leadsTo(first:100){nodes", "{id}", "}}") + "}}", nil, TooCostly},
		{"a plan under a page of 100", "{careers(first:100){nodes{plan(from:{}){__typename}}}}", nil, TooManyPlans},
		{"a plan under a page of a variable", "query($n:Int){careers(first:$n){nodes{plan(from:{}){__typename}}}}", map[string]any{"n": 26}, TooManyPlans},
		{"a plan under nested pages", "{careers(first:2){nodes{leadsTo{nodes{plan(from:{}){__typename}}}}}}", nil, TooManyPlans},
		{"26 plans by aliases", "{" + repeated(26, "a#:plan(input:{from:{} to:\"x\"}){__typename} ") + "}", nil, TooManyPlans},
		{"26 plans in fragments", "{...a ...b} fragment b on Query{" + repeated(13, "b#:plan(input:{from:{} to:\"x\"}){__typename} ") + "} fragment a on Query{...b " + repeated(13, "a#:plan(input:{from:{} to:\"x\"}){__typename} ") + "}", nil, TooManyPlans},
		{"26 plans by id", "query($ids:[ID!]!){nodes(ids:$ids){id}}", map[string]any{"ids": strings.Split(strings.Repeat("plans/x ", 25)+"plans/x", " ")}, TooManyPlans},
		{"27 plans by id, written out", "{nodes(ids:[" + strings.Repeat("\"plans/x\" ", 27) + "]){id}}", nil, TooManyPlans},
		{"a page of -1", "{careers(first:-1){totalCount}}", nil, BadUserInput},
		{"a page of 2^31-1", "{careers(first:2147483647){totalCount}}", nil, BadUserInput},
		{"a page of 2^31", "{careers(last:2147483648){totalCount}}", nil, BadUserInput},
		{"a page of 1e9", "{careers(first:1e9){totalCount}}", nil, ValidationFailed},
		{"a page of 1.0", "{careers(first:1.0){totalCount}}", nil, ValidationFailed},
		{"a text of 100 KB", "query($t:String!){search(text:$t){totalCount}}", map[string]any{"t": strings.Repeat("nurse ", 17_000)}, BadUserInput},
		{"a filter's text of 100 KB", "query($t:String!){careers(filter:{text:$t}){totalCount}}", map[string]any{"t": strings.Repeat("x", 100_000)}, BadUserInput},
		{"10,000 industries", "query($i:[ID!]){careers(filter:{industries:$i}){totalCount}}", map[string]any{"i": strings.Split(strings.Repeat("x ", 10_000), " ")}, BadUserInput},
		{"a list of unknown ids", "query($i:[ID!]){careers(filter:{industries:$i}){totalCount}}", map[string]any{"i": strings.Split(strings.Repeat("x ", 999), " ")}, NotFound},
		{"101 nodes", "query($i:[ID!]!){nodes(ids:$i){id}}", map[string]any{"i": strings.Split(strings.Repeat("x ", 100), " ")}, BadUserInput},
		{"a cursor of 100 KB", "query($c:String){careers(after:$c){totalCount}}", map[string]any{"c": strings.Repeat("A", 100_000)}, BadUserInput},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			got := post(t, h, test.query, test.variables)
			t.Logf("%v", time.Since(start))
			if got.code() != test.want {
				t.Errorf("code %q, want %q: %.300s", got.code(), test.want, got.body)
			}
			if len(got.body) > 20_000 || len(got.Errors) > maxErrors+1 {
				t.Errorf("the refusal has %d bytes and %d errors", len(got.body), len(got.Errors))
			}
		})
	}
	if log.Len() > 0 {
		t.Errorf("the caller's mistakes are in the log:\n%s", log)
	}
}

// TestHonest sends what the limits must let through.
func TestHonest(t *testing.T) {
	h, _ := serve(t, builtin(t))
	tests := []struct{ name, query string }{
		{"a page of 100", "{careers(first:100){nodes{id name}} credentials(first:100){edges{node{id}}}}"},
		{"an empty page", "{careers(first:0){totalCount nodes{id}}}"},
		{"three levels", "{career(id:\"health-data-analyst\")" + nested(3, "{leadsTo{nodes{id reachedFrom{nodes{id name}}}} reachedFrom{nodes", "{id name}", "}}") + "}"},
		{"three levels under a page", "{careers(first:100){nodes" + nested(3, "{leadsTo{nodes", "{id name}", "}}") + "}}"},
		{"three levels both ways under a page", "{careers(first:100){nodes{id " + nested(3, "leadsTo{nodes{id name ", "id", "}} ") + nested(3, "reachedFrom{nodes{id name ", "id", "}} ") + "}}}"},
		{"three levels of pages of 100", "{career(id:\"health-data-analyst\"){" + nested(3, "leadsTo(first:100){nodes{id name wage{annual} requires{text} ", "id", "}} ") + nested(3, "reachedFrom(first:100){nodes{id name wage{annual} requires{text} ", "id", "}} ") + "}}"},
		{"the full introspection", "{" + introspection + "}"},
		{"10 aliases", "{" + repeated(10, "a#:catalog{b:id} ") + "}"},
		{"10 fragments", "{" + repeated(10, "...a# ") + "}" + repeated(10, "fragment a# on Query{catalog{id}}")},
		{"10 variables", "query(" + repeated(10, "$a#:ID=\"careers/physician\" ") + "){" + repeated(10, "a#:node(id:$a#){id}") + "}"},
		{"16 KB of fields", "{catalog{" + strings.Repeat("id version digest ", 900) + "}}"},
		{"16 KB of comments", "{catalog{id}}" + strings.Repeat("\n# a comment of some length, to fill a document", 330)},
		{"16 KB of ids", "{nodes(ids:[" + repeated(90, `"`+strings.Repeat("x", 170)+`#",`) + "]){id}}"},
		{"deferred", "{catalog{id ...@defer{title}}}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			start := time.Now()
			got := post(t, h, test.query, nil)
			t.Logf("%v %d", time.Since(start), len(got.body))
			if len(got.Errors) > 0 {
				t.Errorf("%.300s", got.body)
			}
		})
	}
}

// TestAnswerLimits cuts answers that turn out too large: one error, and no data.
func TestAnswerLimits(t *testing.T) {
	c := builtin(t)
	const query = "{careers(first:100){nodes{id name requires{text}}}}"
	for name, limits := range map[string]Limits{"fields": {Resolved: 50}, "bytes": {AnswerBytes: 500}} {
		h, _ := serve(t, c, func(o *Options) { o.Limits = limits })
		got := post(t, h, query, nil)
		if got.code() != AnswerTooLarge || len(got.Errors) != 1 || string(got.Data) != "null" {
			t.Errorf("%s: %.300s", name, got.body)
		}
		if got := post(t, h, "{catalog{id}}", nil); got.code() != "" {
			t.Errorf("%s: a small answer: %s", name, got.body)
		}
	}
}

// TestAnswerOfPlans lets plans be as long as they are, beyond the limits of all other answers.
func TestAnswerOfPlans(t *testing.T) {
	h, _ := serve(t, small(t), func(o *Options) { o.Limits = Limits{Resolved: 50, AnswerBytes: 500} })
	query := read(t, "testdata/queries/07-plan.graphql")
	input := map[string]any{"input": map[string]any{"from": map[string]any{"credentials": "hs"}, "to": "lead"}}
	if got := post(t, h, query, input); got.code() != "" || len(got.body) < 2_000 {
		t.Errorf("%d bytes: %.300s", len(got.body), got.body)
	}
}

// TestPlansAtRunTime counts the planning questions that cannot be counted before: of a requirement's parts, eight are
// taken for granted, and this one has twelve.
func TestPlansAtRunTime(t *testing.T) {
	world := "catalog: {format: 1, id: x}\ncredentials:\n" + repeated(12, "  - {id: c#, kind: license, name: C#}\n") +
		"careers:\n  - {id: goal, name: Goal, requires: {any: [" + repeated(12, "{credential: c#},") + "]}}\n"
	c := load(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: []byte(world)}}})
	h, _ := serve(t, c, func(o *Options) { o.Limits = Limits{Plans: 10} })
	const query = `{career(id:"goal"){requires{... on AnyOf{of{... on CredentialRequirement{credential{plan(to:"goal"){__typename}}}}}}}}`
	if got := post(t, h, query, nil); got.code() != TooManyPlans || len(got.Errors) != 2 {
		t.Errorf("%s", got.body)
	}
	h, _ = serve(t, c)
	if got := post(t, h, query, nil); got.code() != "" || strings.Count(got.body, "PlanSet") != 12 {
		t.Errorf("%s", got.body)
	}
}

// TestLimitsAreFilled demands a default of every limit.
func TestLimitsAreFilled(t *testing.T) {
	if got := (Limits{}).filled(); got != DefaultLimits {
		t.Errorf("%+v", got)
	}
	v := reflect.ValueOf(DefaultLimits)
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s has no default", v.Type().Field(i).Name)
		}
		var l Limits
		reflect.ValueOf(&l).Elem().Field(i).SetInt(7)
		if got := reflect.ValueOf(l.filled()).Field(i).Int(); got != 7 {
			t.Errorf("%s: %d is not kept", v.Type().Field(i).Name, got)
		}
	}
}
