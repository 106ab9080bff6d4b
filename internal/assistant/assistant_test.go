package assistant

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

const small = `
enum Size {"Little." S "Much." L}
input Filter {"Only of this size." size: Size! = S "Filters of which one must hold." any: [Filter!]}
"This or that." input Either @oneOf {this: Int that: ID}
scalar Odd
type Query {either(e: Either!): Int "Things." things("Which." filter: Filter, ids: [ID!]!, first: Int): Int odd(o: Odd): Int}
type Mutation {remove: Int}
`

// TestInputSchema translates lists, enums, defaults, an input type that contains itself and one of which one field is given.
func TestInputSchema(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: small})
	tool, err := toolOf(schema, "x", `query list($filter: Filter, $ids: [ID!]!, $first: Int! = 5, $size: Size!, $e: Either!) {
  either(e: $e)
  things(filter: $filter, ids: $ids, first: $first) more: things(ids: [], filter: {size: $size}) }`)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(tool.InputSchema)
	if err != nil {
		t.Fatal(err)
	}
	const size = `"type": "string", "enum": ["S", "L"], "description": "Only of this size. S: Little. L: Much."`
	want := `{"type": "object", "additionalProperties": false, "required": ["ids", "size", "e"], "properties": {
  "e": {"$ref": "#/$defs/Either"},
  "filter": {"$ref": "#/$defs/Filter", "description": "Which."}, "ids": {"type": "array", "items": {"type": "string"}},
  "first": {"type": "integer", "default": 5}, "size": {` + size + `}},
  "$defs": {
  "Either": {"type": "object", "description": "This or that.", "additionalProperties": false, "required": [], "minProperties": 1, "maxProperties": 1,
    "properties": {"this": {"type": "integer"}, "that": {"type": "string"}}},
  "Filter": {"type": "object", "description": "", "additionalProperties": false, "required": [], "properties": {
    "size": {` + size + `, "default": "S"},
    "any": {"type": "array", "items": {"$ref": "#/$defs/Filter"}, "description": "Filters of which one must hold."}}}}}`
	var got, wanted any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("the schema of the input (-want +got):\n%s", diff)
	}
	if tool.Name != "list" || tool.Description != "Things." {
		t.Errorf("the tool is %q: %q", tool.Name, tool.Description)
	}
}

// TestNoTools refuses documents of which no tool can be made, by name; one document under two ids is one tool.
func TestNoTools(t *testing.T) {
	for _, c := range []struct {
		documents map[string]string
		says      string
	}{
		{map[string]string{"a": "query x { things(ids: []) }", "sha256:a": "query x { things(ids: []) }"}, ""},
		{map[string]string{"a": "query x { things(ids: []) }", "b": "query x { odd }"}, `"a" and "b" have operations of one name, "x"`},
		{map[string]string{"a": "query x { odd } query y { odd }"}, `"a": it has 2 operations`},
		{map[string]string{"sha256:a": "{ odd }"}, "give its operation a name"},
		{map[string]string{"a": "mutation { remove }"}, "a tool asks a query"},
		{map[string]string{"a": "query x($o: Odd) { odd(o: $o) }"}, "$o: the type Odd has no JSON Schema"},
		{map[string]string{"a": "{ nope }"}, `"nope"`},
	} {
		_, err := New(Options{SDL: small, Documents: c.documents})
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%v: %v; want %q", c.documents, err, c.says)
		}
	}
}

const answers = `
enum Size {S L}
scalar Odd
interface Thing {name: String!}
type Ball implements Thing {name: String! size: Size bounces: [Float!] odd: Odd!}
type Box implements Thing {name: String! parts(first: Int): [Thing!]! odd: Odd!}
union Any = Ball | Box
type Query {"What there is." thing: Any!  ball: Ball}
`

// TestOutputSchema translates lists, nulls, aliases, and fragments that hold for some objects, for all, or are all that is asked for.
func TestOutputSchema(t *testing.T) {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: answers})
	tool, err := toolOf(schema, "x", `query ask($deep: Boolean!) {
  thing {
    __typename
    ... on Thing { called: name }
    ... on Ball { size bounces }
    ... on Box { parts { ...Name } odd @include(if: $deep) }
  }
  first: ball { ...Whole }
  ball { ...Whole }
}
fragment Name on Thing { name }
fragment Whole on Ball { name odd }`)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(tool.OutputSchema)
	if err != nil {
		t.Fatal(err)
	}
	const whole = `{"anyOf": [{"$ref": "#/$defs/Whole"}, {"type": "null"}]}`
	want := `{"type": "object", "required": ["data"], "properties": {"data": {"type": "object", "required": ["thing", "first", "ball"], "properties": {
  "thing": {"type": "object", "description": "What there is.", "required": ["__typename", "called"], "properties": {
    "__typename": {"type": "string", "enum": ["Ball", "Box"]}, "called": {"type": "string"},
    "size": {"anyOf": [{"type": "string", "enum": ["S", "L"]}, {"type": "null"}]},
    "bounces": {"anyOf": [{"type": "array", "items": {"type": "number"}}, {"type": "null"}]},
    "parts": {"type": "array", "items": {"$ref": "#/$defs/Name"}}, "odd": {}}},
  "first": ` + whole + `, "ball": ` + whole + `}}},
  "$defs": {
    "Name": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
    "Whole": {"type": "object", "required": ["name", "odd"], "properties": {"name": {"type": "string"}, "odd": {}}}}}`
	var got, wanted any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("the schema of the output (-want +got):\n%s", diff)
	}
}
