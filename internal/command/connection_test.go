package command

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// connection is a field of the served schema that gives pages, where it has most entries.
type connection struct {
	name     string // such as Career.leadsTo
	field    string
	required string // arguments that it cannot do without
	way      string // a document that leads to it; %s is its place
	total    int
}

// call is the field under the alias c.
func (c connection) call(arguments string) string {
	if all := strings.TrimSpace(c.required + " " + arguments); all != "" {
		arguments = "(" + all + ")"
	}
	id := "id"
	if of, ok := entryOf[c.name]; ok {
		id = "id: " + of + " { id }"
	}
	return "c: " + c.field + arguments + " { totalCount nodes { __typename " + id + " } edges { cursor node { " + id + " } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"
}

// entryOf are the fields whose ids tell entries apart that have none.
var entryOf = map[string]string{"Query.reachableCareers": "career", "Query.origins": "credential"}

// entryID is an id, or what has one.
type entryID string

func (id *entryID) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, (*string)(id))
	}
	var of struct{ ID *string }
	of.ID = (*string)(id)
	return json.Unmarshal(b, &of)
}

// needed are the arguments that fields cannot do without; ways lead to what has no id.
var (
	needed = map[string]string{
		"Query.search": `text: "health"`, "Query.origins": `to: "registered-nurse"`,
		"Query.reachableCareers": `from: {credentials: ["high-school-diploma"]}`,
	}
	ways = map[string]string{
		"Query":   "{ %s }",
		"PlanSet": `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "chief-medical-officer"}) { ... on PlanSet { %s } } }`,
	}
)

// connections finds every field that gives pages and, for each, where it has most entries.
func (r relay) connections() []connection {
	r.Helper()
	paged := r.pagedFields()
	var out []connection
	known := map[string][]string{} // the ids of each type
	for of, way := range ways {
		for _, field := range paged[of] {
			c := connection{name: of + "." + field, field: field, required: needed[of+"."+field], way: way}
			c.total = r.read(c, "first: 0").TotalCount
			out = append(out, c)
			for after := ""; of == "Query" && c.required == ""; {
				p := r.read(c, "first: 100"+after)
				for _, n := range p.Nodes {
					known[n.Typename] = append(known[n.Typename], string(n.ID))
				}
				if !p.PageInfo.HasNextPage {
					break
				}
				after = fmt.Sprintf(" after: %q", *p.PageInfo.EndCursor)
			}
		}
		delete(paged, of)
	}
	for of, fields := range paged {
		if known[of] == nil {
			r.Errorf("no list at the root leads to a %s", of)
		}
		for _, field := range fields {
			out = append(out, r.longest(of, field, slices.Compact(slices.Sorted(slices.Values(known[of])))))
		}
	}
	slices.SortFunc(out, func(a, b connection) int { return strings.Compare(a.name, b.name) })
	return out
}

// longest finds the node of a type whose field has most entries.
func (r relay) longest(of, field string, ids []string) connection {
	r.Helper()
	c := connection{name: of + "." + field, field: field, total: -1}
	for chunk := range slices.Chunk(ids, 100) {
		list, err := json.Marshal(chunk)
		if err != nil {
			r.Fatal(err)
		}
		answer := r.server.query(r.T, fmt.Sprintf("{ nodes(ids: %s) { ... on %s { c: %s(first: 0) { totalCount } } } }", list, of, field))
		var got struct {
			Data struct {
				Nodes []struct{ C struct{ TotalCount int } }
			}
		}
		if err := json.Unmarshal([]byte(answer), &got); err != nil || len(got.Data.Nodes) != len(chunk) {
			r.Fatalf("%s: %v %.300s", c.name, err, answer)
		}
		for i, n := range got.Data.Nodes {
			if n.C.TotalCount > c.total {
				c.total = n.C.TotalCount
				c.way = fmt.Sprintf("{ node(id: %q) { ... on %s { %%s } } }", chunk[i], of)
			}
		}
	}
	return c
}

// pagedFields lists by type the fields that take a cursor, and holds their types to the specification of Relay.
func (r relay) pagedFields() map[string][]string {
	r.Helper()
	var answer struct {
		Data struct {
			Schema struct {
				Types []struct {
					Name, Kind string
					Fields     []struct {
						Name string
						Args []struct {
							Name string
							Type struct{ Name string }
						}
						Type struct {
							Kind, Name string
							OfType     struct{ Name string }
						}
					}
				}
			} `json:"__schema"`
		}
	}
	const query = `{ __schema { types { name kind fields { name args { name type { name } } type { kind name ofType { name } } } } } }`
	if err := json.Unmarshal([]byte(r.server.query(r.T, query)), &answer); err != nil {
		r.Fatal(err)
	}
	paged := map[string][]string{}
	fields := map[string][]string{}
	for _, t := range answer.Data.Schema.Types {
		for _, f := range t.Fields {
			fields[t.Name] = append(fields[t.Name], f.Name)
			arguments := map[string]string{}
			for _, a := range f.Args {
				arguments[a.Name] = a.Type.Name
			}
			_, takesCursor := arguments["after"]
			gives := strings.HasSuffix(f.Type.OfType.Name, "Connection")
			if takesCursor != gives || gives && f.Type.Kind != "NON_NULL" {
				r.Errorf("%s.%s takes a cursor and gives no page, or the reverse", t.Name, f.Name)
			}
			if !gives || t.Kind != "OBJECT" {
				continue
			}
			for name, kind := range map[string]string{"first": "Int", "after": "String", "last": "Int", "before": "String"} {
				if arguments[name] != kind {
					r.Errorf("%s.%s(%s) is of %s; want %s", t.Name, f.Name, name, arguments[name], kind)
				}
			}
			paged[t.Name] = append(paged[t.Name], f.Name)
		}
	}
	for of := range maps.Keys(fields) {
		if strings.HasSuffix(of, "Connection") && !slices.Equal(fields[of], []string{"edges", "nodes", "pageInfo", "totalCount"}) {
			r.Errorf("%s has the fields %v", of, fields[of])
		}
		if strings.HasSuffix(of, "Edge") && !slices.Equal(fields[of], []string{"cursor", "node"}) {
			r.Errorf("%s has the fields %v", of, fields[of])
		}
	}
	return paged
}
