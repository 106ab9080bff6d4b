package catalog

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"
)

// complete is testdata/complete.yaml, which has every key of the format.
func complete(t testing.TB) *yaml.Node {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "complete.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var document yaml.Node
	if err := yaml.Load(content, &document); err != nil {
		t.Fatal(err)
	}
	return document.Content[0]
}

func dump(t testing.TB, n *yaml.Node) []byte {
	t.Helper()
	out, err := yaml.Dump(n)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func loadNode(t testing.TB, n *yaml.Node) (*Catalog, error) {
	t.Helper()
	c, _, err := Load(one(string(dump(t, n))))
	return c, err
}

// shuffle puts the keys of every mapping and the items of every list in another order, and drops comments and styles.
func shuffle(n *yaml.Node, swap *rand.Rand) {
	n.HeadComment, n.LineComment, n.FootComment = "# "+strconv.Itoa(swap.IntN(9)), "", ""
	if n.Kind != yaml.ScalarNode {
		n.Style = []yaml.Style{0, yaml.FlowStyle}[swap.IntN(2)]
	}
	for _, child := range n.Content {
		shuffle(child, swap)
	}
	width := 1
	if n.Kind == yaml.MappingNode {
		width = 2
	}
	swap.Shuffle(len(n.Content)/width, func(i, j int) {
		for k := range width {
			n.Content[width*i+k], n.Content[width*j+k] = n.Content[width*j+k], n.Content[width*i+k]
		}
	})
}

// TestDigestIsThatOfTheMeaning holds that the same facts in any order, in any number of files, have the same digest,
// and are the same catalog in every detail.
func TestDigestIsThatOfTheMeaning(t *testing.T) {
	want, err := loadNode(t, complete(t))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		swap := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		root := complete(t)
		shuffle(root, swap)
		got, _, err := Load(Input{Files: split(t, root, swap)})
		if err != nil {
			rt.Fatalf("%v\n%s", err, dump(t, root))
		}
		if got.Digest != want.Digest {
			rt.Fatalf("another digest\n%s", dump(t, root))
		}
		if diff := cmp.Diff(describe(want), describe(got)); diff != "" {
			rt.Fatalf("the same digest and another catalog\n%s", diff)
		}
	})
}

// split puts each entry in one of several files.
func split(t testing.TB, root *yaml.Node, pick *rand.Rand) fstest.MapFS {
	files := make([]*yaml.Node, 1+pick.IntN(5))
	for i := range files {
		files[i] = &yaml.Node{Kind: yaml.MappingNode}
	}
	for i := 0; i < len(root.Content); i += 2 {
		name, entries := root.Content[i], root.Content[i+1]
		if entries.Kind == yaml.MappingNode {
			f := files[pick.IntN(len(files))]
			f.Content = append(f.Content, name, entries)
			continue
		}
		parts := make([]*yaml.Node, len(files))
		for _, e := range entries.Content {
			at := pick.IntN(len(files))
			if parts[at] == nil {
				parts[at] = &yaml.Node{Kind: yaml.SequenceNode}
				files[at].Content = append(files[at].Content, name, parts[at])
			}
			parts[at].Content = append(parts[at].Content, e)
		}
	}
	out := fstest.MapFS{}
	for i, f := range files {
		out[fmt.Sprintf("%d/part.yaml", i)] = &fstest.MapFile{Data: dump(t, f)}
	}
	return out
}

// describe is everything of a catalog that answers are made of, in words.
func describe(c *Catalog) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	say("%v", c.Infos)
	for _, s := range c.Sources {
		say("%s %d %q", s.ID(), s.Index, encoded(func(e *encoder, s *Source) { encodeKeys(e, sourceKeys, s) }, s))
	}
	for _, nodes := range c.collections() {
		for _, n := range nodes {
			e := EntryOf(n)
			say("%s %d %q %q %q", n.ID(), e.Index, e.Name, e.Aliases, e.Description)
			for _, note := range e.Notes {
				say(" note %q", encoded((*encoder).note, note))
			}
		}
	}
	for _, x := range c.Credentials {
		say("%s required by %v", x.ID(), ids(c.RequiredBy(x)))
		for _, way := range x.Routes {
			say(" route %d %q", way.Index, encoded((*encoder).route, way))
			if way.Requires != nil {
				say("  %s", way.Requires.Text())
			}
		}
	}
	for _, x := range c.Careers {
		say("%s required by %v, leads to %v", x.ID(), ids(c.RequiredBy(x)), ids(x.LeadsTo))
		if x.Requires != nil {
			say(" %s", x.Requires.Text())
		}
	}
	return out
}

// TestDigestSeesEveryValue changes each single value of a catalog in turn. What comes out is refused or has a digest of
// its own.
func TestDigestSeesEveryValue(t *testing.T) {
	original, err := loadNode(t, complete(t))
	if err != nil {
		t.Fatal(err)
	}
	// These are no changes: dollars are what is counted in anyway, and only one entry each has these ids.
	same := []string{"/catalog/currency removed", "/concentrations/0/leadsTo/1 = lead", "/concentrations/0/leadsTo/2 = bs"}
	root := complete(t)
	changes := 0
	try := func(what string) (accepted bool) {
		t.Helper()
		c, err := loadNode(t, root)
		if err != nil {
			return false
		}
		changes++
		if alike := c.Digest == original.Digest; alike != slices.Contains(same, what) {
			t.Errorf("%s: same digest: %v", what, alike)
		}
		return true
	}
	var visit func(path string, n *yaml.Node)
	visit = func(path string, n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			for _, other := range variants(n) {
				before, accepted := *n, false
				if *n = other; n.Value != before.Value {
					accepted = try(path + " = " + other.Value)
				}
				if *n = before; accepted {
					break
				}
			}
			return
		}
		width := 1
		if n.Kind == yaml.MappingNode {
			width = 2
		}
		for i := 0; i < len(n.Content); i += width {
			name := strconv.Itoa(i)
			if width == 2 {
				name = n.Content[i].Value
			}
			visit(path+"/"+name, n.Content[i+width-1])
			all := n.Content
			n.Content = append(append([]*yaml.Node{}, all[:i]...), all[i+width:]...)
			try(path + "/" + name + " removed")
			n.Content = all
		}
	}
	visit("", root)
	if changes < 150 {
		t.Errorf("only %d changes were accepted", changes)
	}
}

// variants are other values of the same type; of those, the first that is accepted will do.
func variants(n *yaml.Node) []yaml.Node {
	with := func(value string) yaml.Node { return yaml.Node{Kind: yaml.ScalarNode, Tag: n.Tag, Value: value} }
	switch n.ShortTag() {
	case "!!int":
		return []yaml.Node{with(n.Value + "1")}
	case "!!float":
		return []yaml.Node{with(n.Value + "1")}
	case "!!bool":
		return []yaml.Node{with("false")}
	}
	out := []yaml.Node{}
	for _, value := range []string{n.Value + "x", "bachelors", "masters", "license", "cert", "bs", "seed", "bls", "cs", "sql", "lead"} {
		out = append(out, with(value))
	}
	return out
}

// TestDigestIgnoresTwoWaysToWriteTheSame holds pairs of files alike.
func TestDigestIgnoresTwoWaysToWriteTheSame(t *testing.T) {
	for _, tt := range []struct{ name, a, b string }{
		{
			"a figure", "credentials: [{id: a, name: A, kind: license, routes: [{months: 5, cost: 0}]}]",
			"credentials: [{id: a, name: A, kind: license, routes: [{months: {typical: 5}, cost: {min: 0, typical: 0.0, max: 0}}]}]",
		},
		{"a wage", "careers: [{id: a, name: A, wage: 5}]", "careers: [{id: a, name: A, wage: {annual: 5}}]"},
		{"no routes", "credentials: [{id: a, name: A, kind: license}]", "credentials: [{id: a, name: A, kind: license, routes: []}]"},
		{"no requirement", "careers: [{id: a, name: A, wage: 1}]", "careers: [{id: a, name: A, wage: 1, requires: {}}]"},
		{
			"empty lists", "careers: [{id: a, name: A, wage: 1}]",
			"skills: []\ncareers: [{id: a, name: A, wage: 1, aliases: [], notes: [], leadsTo: [], skills: [], industries: [], recommends: []}]",
		},
		{"an id twice", "careers: [{id: a, name: A, wage: 1, leadsTo: [a]}]", "careers: [{id: a, name: A, wage: 1, leadsTo: [a, a]}]"},
		{
			"a skill", "skills: [{id: s, name: S}]\ncareers: [{id: a, name: A, wage: 1, skills: [s]}]",
			"skills: [{id: s, name: S}]\ncareers: [{id: a, name: A, wage: 1, skills: [{skill: s}]}]",
		},
		{
			"an outcome", "careers: [{id: a, name: A, wage: 1}]\nconcentrations: [{id: c, name: C, leadsTo: [a]}]",
			"careers: [{id: a, name: A, wage: 1}]\nconcentrations: [{id: c, name: C, leadsTo: [careers/a]}]",
		},
		{"a source's title", "sources: [{id: s, title: S}]", "sources: [{id: s, name: S}]"},
		{"quotes", "fields: [{id: f, name: F, cip: \"11.0700\"}]", "fields:\n  - cip: 11.0700\n    id: 'f'\n    name: F # comment\n"},
	} {
		if a, b := load(t, block+tt.a), load(t, tt.b+"\n"+block); a.Digest != b.Digest {
			t.Errorf("%s: two digests", tt.name)
		}
	}
	if load(t, "catalog: {format: 1, id: x, title: x, currency: USD}").Digest != load(t, block).Digest {
		t.Error("defaults of the catalog block: two digests")
	}
}

// TestDigestStays guards the encoding: cached answers of an earlier version of the program must not become those of
// another catalog, nor must every key change without need.
func TestDigestStays(t *testing.T) {
	const want = "8f4e34c8aeb8306770131cea52f4c3e75626bbc6d7b50dc2f65f57cf025926b7"
	if got := load(t, small).Digest; got != want {
		t.Errorf("the digest of the test catalog is now %s", got)
	}
}

func TestOrderOfInputs(t *testing.T) {
	a := one("catalog: {format: 1, id: a}\ncareers: [{id: a, name: A, wage: 1}]")
	b := one("catalog: {format: 1, id: b}\ncareers: [{id: b, name: B, wage: 1}]")
	over := one("catalog: {format: 1, id: c, overlay: true}\ncareers: [{id: a, wage: 2}]")
	digest := func(inputs ...Input) string {
		c, _, err := Load(inputs...)
		if err != nil {
			t.Fatal(err)
		}
		return c.Digest
	}
	if digest(a, b) != digest(b, a) || digest(a, a, b) != digest(a, b) {
		t.Error("the order of catalogs, or one given twice, makes another digest")
	}
	if digest(a, b, over) != digest(b, a, over) || digest(a, b, over) == digest(a, b) {
		t.Error("an overlay")
	}
}
