package graph

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

func skills(n int, name string) node.List[*catalog.Skill] {
	list := make([]*catalog.Skill, n)
	for i := range list {
		list[i] = &catalog.Skill{Entry: catalog.Entry{Collection: catalog.Skills, Slug: fmt.Sprintf("s%03d", i)}}
	}
	return listed(name, list)
}

// TestPage holds pages against slices of the list, for any list and arguments.
func TestPage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := skills(rapid.IntRange(0, 130).Draw(t, "length"), "skills")
		n := len(list.Entries)
		cursor := func(label string) (*string, int) {
			if n == 0 || !rapid.Bool().Draw(t, label+" is given") {
				return nil, -1
			}
			i := rapid.IntRange(0, n-1).Draw(t, label)
			c := list.Cursor(i)
			return &c, i
		}
		after, a := cursor("after")
		before, b := cursor("before")
		size := rapid.IntRange(0, maxPage).Draw(t, "size")
		start, end := 0, n
		if after != nil {
			start = a + 1
		}
		if before != nil {
			end = max(start, b)
		}
		var first, last *int
		switch rapid.IntRange(0, 2).Draw(t, "which") {
		case 0:
			end = min(end, start+defaultPage)
		case 1:
			first, end = &size, min(end, start+size)
		case 2:
			last, start = &size, max(start, end-size)
		}
		got, err := page(list, first, after, last, before)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Nodes(), list.Entries[start:end]) || got.TotalCount() != n {
			t.Fatalf("%d of %d entries", len(got.Nodes()), got.TotalCount())
		}
		info := got.PageInfo()
		if info.HasNextPage != (end < n) || info.HasPreviousPage != (start > 0) {
			t.Fatalf("next %v, previous %v", info.HasNextPage, info.HasPreviousPage)
		}
		edges := got.Edges()
		if (info.StartCursor == nil) != (len(edges) == 0) || (info.EndCursor == nil) != (len(edges) == 0) {
			t.Fatal("cursors of an empty page, or none of another")
		}
		if len(edges) > 0 && (edges[0].Cursor != *info.StartCursor || edges[len(edges)-1].Cursor != *info.EndCursor) {
			t.Fatal("the page's cursors are not those of its edges")
		}
	})
}

// TestWalk walks a list from both ends over HTTP.
func TestWalk(t *testing.T) {
	h, _ := serve(t, builtin(t))
	type connection struct {
		Skills struct {
			TotalCount int
			Edges      []struct {
				Cursor string
				Node   struct{ ID string }
			}
			PageInfo struct {
				HasNextPage, HasPreviousPage bool
				StartCursor, EndCursor       *string
			}
		}
	}
	const fields = "){totalCount edges{cursor node{id}} pageInfo{hasNextPage hasPreviousPage startCursor endCursor}}}"
	var forth, back []string
	var at *string
	for range 100 {
		got := data[connection](t, h, "query($c:String){skills(first:7 after:$c"+fields, map[string]any{"c": at}).Skills
		for _, e := range got.Edges {
			forth = append(forth, e.Node.ID)
		}
		if at = got.PageInfo.EndCursor; !got.PageInfo.HasNextPage {
			if len(forth) != got.TotalCount {
				t.Errorf("%d of %d", len(forth), got.TotalCount)
			}
			break
		}
	}
	at = nil
	for range 100 {
		got := data[connection](t, h, "query($c:String){skills(last:7 before:$c"+fields, map[string]any{"c": at}).Skills
		for _, e := range slices.Backward(got.Edges) {
			back = append(back, e.Node.ID)
		}
		if at = got.PageInfo.StartCursor; !got.PageInfo.HasPreviousPage {
			break
		}
	}
	slices.Reverse(back)
	if len(forth) < 20 || !slices.Equal(forth, back) || !slices.IsSorted(forth) {
		t.Errorf("forth %v\nback %v", forth, back)
	}
}

// TestCursors refuses what is not a cursor of the list, and finds an entry again where the list has changed.
func TestCursors(t *testing.T) {
	list := skills(30, "skills")
	good := list.Cursor(7)
	raw, err := base64.RawURLEncoding.DecodeString(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, cursor := range map[string]string{
		"empty":        "",
		"text":         "nonsense",
		"not base64":   "!!!",
		"padded":       base64.URLEncoding.EncodeToString(append(raw, 1, 2)),
		"cut":          base64.RawURLEncoding.EncodeToString(raw[:16]),
		"longer":       base64.RawURLEncoding.EncodeToString(append(slices.Clone(raw), 0)),
		"unended":      base64.RawURLEncoding.EncodeToString(append(slices.Clone(raw[:16]), 0x80)),
		"of a number":  base64.RawURLEncoding.EncodeToString(append(slices.Clone(raw[:16]), strings.Repeat("\xff", 12)...)),
		"another list": skills(30, "careers/x/skills").Cursor(7),
		"another id":   base64.RawURLEncoding.EncodeToString(append(slices.Clone(raw[:8]), 1, 2, 3, 4, 5, 6, 7, 8, 7)),
	} {
		if _, err := page(list, nil, &cursor, nil, nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
		if _, err := page(list, nil, nil, nil, &cursor); err == nil {
			t.Errorf("%s: accepted as before", name)
		}
	}
	list.Entries = slices.Delete(list.Entries, 2, 5)
	if got, err := page(list, nil, &good, nil, nil); err != nil || got.Nodes()[0].Slug != "s008" {
		t.Errorf("after an entry that moved: %v", err)
	}
	list.Entries = slices.DeleteFunc(list.Entries, func(s *catalog.Skill) bool { return s.Slug == "s007" })
	if _, err := page(list, nil, &good, nil, nil); err == nil {
		t.Error("after an entry that is gone: accepted")
	}
}

// TestForeignCursors takes a cursor from one field to another.
func TestForeignCursors(t *testing.T) {
	h, _ := serve(t, small(t))
	cursor := data[struct {
		Career struct {
			LeadsTo struct{ PageInfo struct{ EndCursor string } }
		}
	}](t, h, `{career(id:"tech"){leadsTo(first:1){pageInfo{endCursor}}}}`, nil).Career.LeadsTo.PageInfo.EndCursor
	for query, want := range map[string]Code{
		`query($c:String){career(id:"tech"){leadsTo(after:$c){nodes{id}}}}`:     "",
		`query($c:String){career(id:"tech"){leadsTo(before:$c){nodes{id}}}}`:    "",
		`query($c:String){career(id:"tech"){reachedFrom(after:$c){nodes{id}}}}`: BadUserInput,
		`query($c:String){career(id:"lead"){leadsTo(after:$c){nodes{id}}}}`:     BadUserInput,
		`query($c:String){careers(after:$c){nodes{id}}}`:                        BadUserInput,
		`query($c:String){search(text:"lead" after:$c){nodes{id}}}`:             BadUserInput,
	} {
		if got := post(t, h, query, map[string]any{"c": cursor}); got.code() != want {
			t.Errorf("%s: %s", query, got.body)
		}
	}
}
