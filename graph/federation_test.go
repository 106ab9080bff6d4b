package graph

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerlattice/graph/generated"
)

const entitiesQuery = `query($of: [_Any!]!) { _entities(representations: $of) {
	__typename
	... on Career { id leadsTo(first: 1) { totalCount } }
	... on Credential { id name }
} }`

// key names an entity as routers do.
func key(name, id string) map[string]any { return map[string]any{"__typename": name, "id": id} }

// TestEntities asks for entities as a router does: in the order asked, credentials also by their interface, and null for what is
// not in the catalog or of another type.
func TestEntities(t *testing.T) {
	h, _ := serve(t, small(t), func(o *Options) { o.Federation = true })
	got := post(t, h, entitiesQuery, map[string]any{"of": []any{
		key("Certification", "credentials/cert"), key("Career", "careers/lead"), key("Credential", "credentials/ba"), key("Degree", "credentials/cert"),
		key("Career", "careers/nobody"), key("Career", "credentials/ba"),
	}})
	want := `[{"__typename":"Certification","id":"credentials/cert","name":"Certified Leader"},` +
		`{"__typename":"Career","id":"careers/lead","leadsTo":{"totalCount":1}},` +
		`{"__typename":"Degree","id":"credentials/ba","name":"Bachelor of Offices"},null,null,null]`
	if diff := cmp.Diff(`{"data":{"_entities":`+want+"}}\n", got.body); diff != "" {
		t.Error(diff)
	}
	literal := `{a: _entities(representations: {__typename: "Career", id: "careers/lead"}) { ...E } ...Q}
		fragment E on _Entity { ... on Career { id } } fragment Q on Query { ... { b: _entities(representations: []) { __typename } } }`
	for range 2 { // the second time by the document that is kept
		if got, want := post(t, h, literal, nil).body, `{"data":{"a":[{"id":"careers/lead"}],"b":[]}}`+"\n"; got != want {
			t.Errorf("%s; want %s", got, want)
		}
	}
}

// TestEntityMistakes names all that is wrong with representations at once, and counts what they may cost.
func TestEntityMistakes(t *testing.T) {
	h, _ := serve(t, small(t), func(o *Options) { o.Federation, o.Limits.ListLength = true, 30 })
	got := post(t, h, entitiesQuery, map[string]any{"of": []any{"x", key("Skill", "skills/order"), map[string]any{"__typename": "Career", "id": 7}}})
	var all []string
	for _, e := range got.Errors {
		all = append(all, string(e.Extensions.Code)+": "+e.Message)
	}
	const types = "must be one of Career, Certificate, Certification, Credential, Degree, License."
	if diff := cmp.Diff([]string{
		"BAD_USER_INPUT: representations[0].__typename " + types, "BAD_USER_INPUT: representations[0].id must be text: the id of the entity.",
		"BAD_USER_INPUT: representations[1].__typename " + types, "BAD_USER_INPUT: representations[2].id must be text: the id of the entity.",
	}, all); diff != "" {
		t.Error(diff)
	}
	if got := post(t, h, entitiesQuery, map[string]any{"of": slices.Repeat([]any{key("Career", "careers/lead")}, 31)}); got.code() != BadUserInput {
		t.Errorf("31 representations of 30: %s", got.body)
	}
	const plans = `query($of: [_Any!]!) { _entities(representations: $of) { ... on Career { plan(from: {}) { __typename } } } }`
	if got := post(t, h, plans, map[string]any{"of": slices.Repeat([]any{key("Career", "careers/lead")}, 26)}); got.code() != TooManyPlans {
		t.Errorf("26 plans: %s", got.body)
	}
}

// TestFederationOff serves nothing of it unless it is wanted.
func TestFederationOff(t *testing.T) {
	h, _ := serve(t, small(t))
	for _, query := range []string{`{_service{sdl}}`, `{subgraph{sdl}}`, `{_entities(representations:[]){__typename}}`, `{entities(representations:[]){__typename}}`} {
		if got := post(t, h, query, nil); got.code() != ValidationFailed {
			t.Errorf("%s: %s", query, got.body)
		}
	}
	const names = `{__schema{types{name} queryType{fields{name}}} __type(name:"_Entity"){name}}`
	if got := post(t, h, names, nil); strings.Contains(got.body, "_Entity") || strings.Contains(got.body, "_service") || strings.Contains(got.body, `"entities"`) || got.code() != "" {
		t.Errorf("introspection shows it: %s", got.body)
	}
	h, _ = serve(t, small(t), func(o *Options) { o.Federation = true })
	if got := post(t, h, names, nil); !strings.Contains(got.body, `"_Entity"`) || !strings.Contains(got.body, `"_service"`) || strings.Contains(got.body, `"entities"`) {
		t.Errorf("introspection does not show it: %s", got.body)
	}
	if got := post(t, h, `{entities(representations:[]){__typename}}`, nil); got.code() != ValidationFailed {
		t.Errorf("the name in the code: %s", got.body)
	}
}

// TestEntityTypes holds the types that code knows to those of the schema: the members of the union and their interface.
func TestEntityTypes(t *testing.T) {
	union := generated.NewExecutableSchema(generated.Config{}).Schema().Types["_Entity"]
	for _, name := range append(slices.Clone(union.Types), "Credential") {
		if entityTypes[name] == nil {
			t.Errorf("%s is not known", name)
		}
		if want := name + " implements"; !strings.Contains(subgraphSDL(), want) {
			t.Errorf("the subgraph has no %s", name)
		}
	}
	if len(entityTypes) != len(union.Types)+1 {
		t.Errorf("%d types, %d in the union", len(entityTypes), len(union.Types))
	}
	if n := strings.Count(subgraphSDL(), `@key(fields: "id")`); n != len(entityTypes) {
		t.Errorf("%d types have a key; want %d", n, len(entityTypes))
	}
}
