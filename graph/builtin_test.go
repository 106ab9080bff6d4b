package graph

import (
	"context"
	"encoding/base64"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// TestEverything reads each entry of the built-in catalog by its id, with all that can be read without arguments, and
// finds each again by its name.
func TestEverything(t *testing.T) {
	c := builtin(t)
	h, log := serve(t, c)
	const common = "__typename id ...on CatalogNode{slug name aliases description notes{text source{id}}} "
	const credential = "kind level field{id} awardedBy{id} concentrations{id} teaches{id} routes{requires{text} months{min typical max} partTimeMonths{typical} cost{typical} source{id}} requiredBy{nodes{id}} recommendedBy{nodes{id}}"
	query := "query($id:ID!,$name:String!){node(id:$id){" + common +
		"...on Career{soc wage{annual} growth{percent} traineeFor{id} requires{text} requiresSource{id} skills{skill{id}} industries{industry{id}} recommends{id} leadsTo{nodes{id}} reachedFrom{nodes{id}} requiredBy{nodes{id}}}" +
		"...on Credential{" + credential + "}" +
		"...on Industry{naics wage{annual} careers{nodes{id}}} ...on Skill{careers{nodes{id}} taughtBy{nodes{id}}}" +
		"...on Concentration{offeredIn{nodes{id}} leadsTo{nodes{id}}} ...on Organization{url offers credentials{nodes{id}}}" +
		"...on FieldOfStudy{cip credentials{nodes{id}}}} search(text:$name,first:5){nodes{id}}}"
	kinds := map[string]int{}
	var nodes []catalog.Node
	for _, n := range c.Careers {
		nodes = append(nodes, n)
	}
	for _, n := range c.Credentials {
		nodes = append(nodes, n)
	}
	for _, n := range c.Industries {
		nodes = append(nodes, n)
	}
	for _, n := range c.Skills {
		nodes = append(nodes, n)
	}
	for _, n := range c.Concentrations {
		nodes = append(nodes, n)
	}
	for _, n := range c.Organizations {
		nodes = append(nodes, n)
	}
	for _, n := range c.Fields {
		nodes = append(nodes, n)
	}
	for _, n := range nodes {
		got := data[struct {
			Node struct {
				Typename string `json:"__typename"`
				ID, Name string
			}
			Search struct{ Nodes []struct{ ID string } }
		}](t, h, query, map[string]any{"id": n.ID(), "name": catalog.EntryOf(n).Name})
		if got.Node.ID != n.ID() || got.Node.Name != catalog.EntryOf(n).Name {
			t.Errorf("%s: %+v", n.ID(), got.Node)
		}
		kinds[got.Node.Typename]++
		found := false
		for _, x := range got.Search.Nodes {
			found = found || x.ID == n.ID()
		}
		if !found {
			t.Errorf("%s is not among the first five found by its name: %v", n.ID(), got.Search.Nodes)
		}
	}
	if len(kinds) != 10 {
		t.Errorf("kinds: %v", kinds)
	}
	for _, s := range c.Sources {
		if got := data[struct{ Node struct{ ID, Title string } }](t, h, "query($id:ID!){node(id:$id){id ...on Source{title}}}", map[string]any{"id": s.ID()}); got.Node.Title != s.Title {
			t.Errorf("%s: %+v", s.ID(), got)
		}
	}
	if log.Len() > 0 {
		t.Errorf("the log is not empty: %s", log)
	}
}

// TestPlanAgain reads plans again by their ids, on a server of their catalog and on another.
func TestPlanAgain(t *testing.T) {
	const fields = "id months cost foregoneEarnings tradeOff bestIn steps{startMonth months cost serves{text}}"
	c := small(t)
	h, _ := serve(t, c)
	type plan = map[string]any
	plans := data[struct {
		Plan struct{ Plans struct{ Nodes []plan } }
	}](t, h, `{plan(input:{from:{credentials:["hs"]},to:"lead"}){...on PlanSet{plans{nodes{`+fields+`}}}}}`, nil).Plan.Plans.Nodes
	if len(plans) != 2 {
		t.Fatalf("%d plans", len(plans))
	}
	again, _ := serve(t, c)
	other, _ := serve(t, builtin(t))
	for _, p := range plans {
		id := map[string]any{"id": p["id"]}
		query := "query($id:ID!){node(id:$id){...on Plan{" + fields + "}}}"
		if got := data[struct{ Node plan }](t, again, query, id).Node; fmt.Sprint(got) != fmt.Sprint(p) {
			t.Errorf("%v\nbecomes %v", p, got)
		}
		if got := data[struct{ Node plan }](t, other, query, id).Node; got != nil {
			t.Errorf("another catalog has %v", got)
		}
	}
}

// TestPlanNamed reads plans by id as any question is answered, through the cache, and gives null for a place that the
// answer does not have.
func TestPlanNamed(t *testing.T) {
	c := small(t)
	p := planner.New(c, planner.DefaultBudget)
	var asked atomic.Int32
	h, _ := serve(t, c, func(o *Options) {
		o.Planner = p
		o.Plan = func(ctx context.Context, q planner.Question) (planner.Result, error) {
			asked.Add(1)
			return p.Plan(ctx, q)
		}
	})
	type plan = map[string]any
	const fields = "id months cost bestIn tradeOff"
	tight := data[struct {
		Plan struct{ Fastest, Cheapest plan }
	}](t, h,
		`{plan(input:{from:{credentials:["hs"]},to:"lead",constraints:{maxMonths:1}}){...on NoPlan{fastest{`+fields+`} cheapest{`+fields+`}}}}`, nil).Plan
	name := tight.Fastest["id"].(string)
	bytes, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(name, planPrefix))
	if err != nil {
		t.Fatal(err)
	}
	bytes[8] = 99 // the place, after the digest
	beyond := planPrefix + base64.RawURLEncoding.EncodeToString(bytes)
	asked.Store(0)
	got := data[struct{ Nodes []plan }](t, h, "query($ids:[ID!]!){nodes(ids:$ids){...on Plan{"+fields+"}}}",
		map[string]any{"ids": []any{name, tight.Cheapest["id"], beyond, "plans/none"}}).Nodes
	if want := []plan{tight.Fastest, tight.Cheapest, nil, nil}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if n := asked.Load(); n != 3 {
		t.Errorf("%d questions were asked; want 3, since plans/none is no plan's name", n)
	}
}

// BenchmarkNested asks a nested query of the catalog, from the request's bytes to the answer's.
func BenchmarkNested(b *testing.B) {
	h, _ := serve(b, builtin(b))
	const query = "{careers(first:10,orderBy:{field:WAGE,direction:DESC}){nodes{id name wage{annual} requires{text} skills{skill{name}} recommends{id name} leadsTo(first:5){nodes{id name}}}}}"
	b.ReportAllocs()
	for b.Loop() {
		if got := post(b, h, query, nil); len(got.Errors) > 0 {
			b.Fatal(got.body)
		}
	}
}
