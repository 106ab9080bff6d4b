package command

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// relayPage is a page as clients read it.
type relayPage struct {
	TotalCount int
	Nodes      []struct {
		Typename string `json:"__typename"`
		ID       entryID
	}
	Edges []struct {
		Cursor string
		Node   struct{ ID entryID }
	}
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

func (p relayPage) ids() []string {
	ids := make([]string, len(p.Nodes))
	for i, n := range p.Nodes {
		ids[i] = string(n.ID)
	}
	return ids
}

// relay walks the connections of a live server.
type relay struct {
	*testing.T
	server *process
}

// ask gives what a query answers at the alias c, however deep that lies, or the errors' codes with the arguments they name.
func (r relay) ask(query string) (at json.RawMessage, mistakes []string) {
	r.Helper()
	var answer struct {
		Data   map[string]json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct {
				Code     string
				Argument []any
			}
		}
	}
	if err := json.Unmarshal([]byte(r.server.query(r.T, query)), &answer); err != nil {
		r.Fatal(err)
	}
	for _, e := range answer.Errors {
		mistakes = append(mistakes, fmt.Sprint(e.Extensions.Code, e.Extensions.Argument))
	}
	data := answer.Data
	for data != nil {
		if c, ok := data["c"]; ok {
			return c, mistakes
		}
		var inner map[string]json.RawMessage
		for _, v := range data {
			_ = json.Unmarshal(v, &inner) // null and lists lead nowhere
		}
		data = inner
	}
	return nil, mistakes
}

// read asks for a page, with no mistakes.
func (r relay) read(c connection, arguments string) relayPage {
	r.Helper()
	raw, mistakes := r.ask(fmt.Sprintf(c.way, c.call(arguments)))
	var p relayPage
	if err := json.Unmarshal(raw, &p); err != nil || len(mistakes) > 0 {
		r.Fatalf("%s(%s): %v %v", c.name, arguments, err, mistakes)
	}
	return p
}

// page reads a page and holds it to what each page must be.
func (r relay) page(c connection, arguments string) relayPage {
	r.Helper()
	p := r.read(c, arguments)
	var ids []string
	for _, e := range p.Edges {
		ids = append(ids, string(e.Node.ID))
	}
	if diff := cmp.Diff(p.ids(), ids); diff != "" && len(p.Nodes)+len(ids) > 0 {
		r.Errorf("%s(%s): nodes and edges differ:\n%s", c.name, arguments, diff)
	}
	if p.TotalCount != c.total {
		r.Errorf("%s(%s): %d in all; want %d", c.name, arguments, p.TotalCount, c.total)
	}
	start, end := p.PageInfo.StartCursor, p.PageInfo.EndCursor
	if n := len(p.Edges); n == 0 && (start != nil || end != nil) ||
		n > 0 && (start == nil || end == nil || *start != p.Edges[0].Cursor || *end != p.Edges[n-1].Cursor) {
		r.Errorf("%s(%s): %+v does not fit its edges", c.name, arguments, p.PageInfo)
	}
	return p
}

// TestRelay walks every connection of the served schema, where it has most entries, and holds it to the rules of Relay.
func TestRelay(t *testing.T) {
	r := relay{t, serve(t, "--catalog", "health-informatics", "--catalog", "national")}
	all := r.connections()
	long := 0
	for i, c := range all {
		if c.total > 1 {
			long++
		}
		other := all[(i+1)%len(all)]
		for other.total == 0 {
			other = all[(slices.Index(all, other)+1)%len(all)]
		}
		foreign := r.page(other, "first: 1").Edges[0].Cursor
		t.Run(c.name, func(t *testing.T) {
			r := relay{t, r.server}
			r.walk(c)
			r.sizes(c)
			r.mistakes(c, foreign)
		})
	}
	if long < 28 {
		t.Errorf("only %d connections have more than one entry, of %d", long, len(all))
	}
	r.server.stop(t)
}

// walk pages through a connection, forward and backward.
func (r relay) walk(c connection) {
	r.Helper()
	size := min(max(1, c.total/3), 100)
	forward, backward := []string{}, []string{}
	for after := ""; ; {
		p := r.page(c, fmt.Sprintf("first: %d%s", size, after))
		if p.PageInfo.HasPreviousPage != (len(forward) > 0) || p.PageInfo.HasNextPage != (len(forward)+len(p.Nodes) < c.total) || len(p.Nodes) > size {
			r.Errorf("%s after %d of %d: %d entries, %+v", c.name, len(forward), c.total, len(p.Nodes), p.PageInfo)
		}
		forward = append(forward, p.ids()...)
		if !p.PageInfo.HasNextPage || len(p.Nodes) == 0 {
			break
		}
		after = fmt.Sprintf(" after: %q", *p.PageInfo.EndCursor)
	}
	for before := ""; ; {
		p := r.page(c, fmt.Sprintf("last: %d%s", size, before))
		if p.PageInfo.HasNextPage != (len(backward) > 0) || p.PageInfo.HasPreviousPage != (len(backward)+len(p.Nodes) < c.total) || len(p.Nodes) > size {
			r.Errorf("%s before %d of %d: %d entries, %+v", c.name, len(backward), c.total, len(p.Nodes), p.PageInfo)
		}
		backward = append(p.ids(), backward...)
		if !p.PageInfo.HasPreviousPage || len(p.Nodes) == 0 {
			break
		}
		before = fmt.Sprintf(" before: %q", *p.PageInfo.StartCursor)
	}
	if diff := cmp.Diff(forward, backward); diff != "" {
		r.Errorf("%s forward and backward:\n%s", c.name, diff)
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(forward))); len(forward) != c.total || len(distinct) != c.total {
		r.Errorf("%s: %d entries, %d of them distinct; want %d", c.name, len(forward), len(distinct), c.total)
	}
}

// sizes asks for pages of none, of as many as there may be and of as many as there are without asking, and between two cursors.
func (r relay) sizes(c connection) {
	r.Helper()
	for arguments, want := range map[string]int{"": min(20, c.total), "first: 0": 0, "last: 0": 0, "first: 100": min(100, c.total), "last: 100": min(100, c.total)} {
		if p := r.page(c, arguments); len(p.Nodes) != want {
			r.Errorf("%s(%s): %d entries; want %d", c.name, arguments, len(p.Nodes), want)
		}
	}
	p := r.page(c, "first: 100")
	n := len(p.Edges)
	if n < 2 {
		return
	}
	between := r.page(c, fmt.Sprintf("first: 100 after: %q before: %q", p.Edges[0].Cursor, p.Edges[n-1].Cursor))
	if diff := cmp.Diff(p.ids()[1:n-1], between.ids()); diff != "" {
		r.Errorf("%s between its first and its last cursor:\n%s", c.name, diff)
	}
	if crossed := r.page(c, fmt.Sprintf("after: %q before: %q", p.Edges[n-1].Cursor, p.Edges[0].Cursor)); len(crossed.Nodes) > 0 {
		r.Errorf("%s after its last and before its first cursor: %v", c.name, crossed.ids())
	}
}

// mistakes asks for what cannot be had, and wants to read what is wrong.
func (r relay) mistakes(c connection, foreign string) {
	r.Helper()
	for arguments, want := range map[string]string{
		"first: -1":                        "BAD_USER_INPUT[first]",
		"first: 101":                       "BAD_USER_INPUT[first]",
		"last: -1":                         "BAD_USER_INPUT[last]",
		"last: 101":                        "BAD_USER_INPUT[last]",
		"first: 1 last: 1":                 "BAD_USER_INPUT[first]",
		`after: ""`:                        "BAD_USER_INPUT[after]",
		`before: ""`:                       "BAD_USER_INPUT[before]",
		`after: "nonsense"`:                "BAD_USER_INPUT[after]",
		`before: "nonsense"`:               "BAD_USER_INPUT[before]",
		fmt.Sprintf("after: %q", foreign):  "BAD_USER_INPUT[after]",
		fmt.Sprintf("before: %q", foreign): "BAD_USER_INPUT[before]",
	} {
		if _, mistakes := r.ask(fmt.Sprintf(c.way, c.call(arguments))); len(mistakes) != 1 || mistakes[0] != want {
			r.Errorf("%s(%s): %v; want %s", c.name, arguments, mistakes, want)
		}
	}
}
