// Package search finds entries of a catalog by what people call them: names, aliases, slugs and codes, in any case and
// word order, with accents or without, by beginnings of words and through typos. It promises the same answer for the same
// catalog and text, best match first, in time bounded by the length of the text. It does not know descriptions or
// meanings.
package search

import (
	"cmp"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// MaxText is the longest text that is searched for, in characters; a longer one finds nothing.
const MaxText = 200

// maxWords is how many words of a text are looked at.
const maxWords = 20

// Index finds the entries of one catalog. It is immutable and safe for concurrent use.
type Index struct {
	entries []entry
	words   *vocabulary
	// phrases that contain a word, by word.
	containing [][]int32
	phrases    []phrase
	codes      map[string][]int32 // entries by code, in the form of [codeOf]
}

type entry struct {
	node       catalog.Node
	collection catalog.Collection
	rank       int // of its collection, then of its slug: the order of equal matches
}

// phrase is one thing that an entry is called.
type phrase struct {
	entry  int32
	weight int // of 1000
	words  []int32
}

// Weights of what an entry is called.
const (
	nameWeight  = 1000
	aliasWeight = 960
	slugWeight  = 920
	joinWeight  = 700 // of a name written as one word
)

// New indexes a catalog.
func New(c *catalog.Catalog) *Index {
	x := &Index{words: newVocabulary(), codes: map[string][]int32{}}
	add(x, c.Careers, func(c *catalog.Career) catalog.Text { return c.SOC })
	add(x, c.Credentials, nil)
	add(x, c.Industries, func(i *catalog.Industry) catalog.Text { return i.NAICS })
	add(x, c.Skills, nil)
	add(x, c.Concentrations, nil)
	add(x, c.Organizations, nil)
	add(x, c.Fields, func(f *catalog.Field) catalog.Text { return f.CIP })
	x.words.seal()
	x.containing = make([][]int32, x.words.size())
	for i, p := range x.phrases {
		for _, w := range slices.Compact(slices.Sorted(slices.Values(p.words))) {
			x.containing[w] = append(x.containing[w], int32(i))
		}
	}
	return x
}

func add[T catalog.Node](x *Index, nodes []T, code func(T) catalog.Text) {
	for _, n := range nodes {
		id := int32(len(x.entries))
		e := catalog.EntryOf(n)
		x.entries = append(x.entries, entry{n, e.Collection, len(x.entries)})
		x.call(id, e.Name, nameWeight)
		x.call(id, strings.Join(wordsOf(e.Name), ""), joinWeight)
		for _, alias := range e.Aliases {
			x.call(id, alias, aliasWeight)
		}
		x.call(id, e.Slug, slugWeight)
		if code != nil {
			if key := codeOf(string(code(n))); key != "" {
				x.codes[key] = append(x.codes[key], id)
			}
		}
	}
}

func (x *Index) call(id int32, text string, weight int) {
	var words []int32
	for _, w := range wordsOf(text) {
		words = append(words, x.words.add(w))
	}
	if len(words) > 0 {
		x.phrases = append(x.phrases, phrase{id, weight, words})
	}
}

// Find gives the entries that a text finds, best match first, those of equal worth by kind and slug; of the collections
// given, or of all.
func (x *Index) Find(text string, in ...catalog.Collection) []catalog.Node {
	if len(text) > 4*MaxText {
		return nil
	}
	worth := map[int32]int{}
	x.byCode(text, worth)
	x.byWords(wordsOf(text), worth)
	found := make([]int32, 0, len(worth))
	for id := range worth {
		if len(in) == 0 || slices.Contains(in, x.entries[id].collection) {
			found = append(found, id)
		}
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(cmp.Compare(worth[b], worth[a]), cmp.Compare(x.entries[a].rank, x.entries[b].rank))
	})
	out := make([]catalog.Node, len(found))
	for i, id := range found {
		out[i] = x.entries[id].node
	}
	return out
}

// byCode finds codes that are, or begin with, the text.
func (x *Index) byCode(text string, worth map[int32]int) {
	key := codeOf(text)
	if len(key) < 2 {
		return
	}
	for code, ids := range x.codes {
		if len(code) < len(key) || code[:len(key)] != key {
			continue
		}
		for _, id := range ids {
			worth[id] = max(worth[id], 2000-100*(len(code)-len(key)))
		}
	}
}
