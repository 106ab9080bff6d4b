package catalog

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// MaxNearestBytes is how long a text may be for which near names are looked for; a longer one has none.
const MaxNearestBytes = 200

// lexicon finds which of many texts are near to a given one. Each text belongs to a target, which may have several.
type lexicon struct {
	lexemes []lexeme
	targets []target
}

// target is what is found: its name, and the collection it is in, if any.
type target struct {
	name string
	in   Collection
}

type lexeme struct {
	text    string
	runes   int
	letters uint64 // see letters
	target  int
}

// add adds a target with its texts.
func (x *lexicon) add(name string, in Collection, texts ...string) {
	x.targets = append(x.targets, target{name, in})
	for _, text := range texts {
		if len(text) > MaxNearestBytes {
			continue
		}
		text = fold(text)
		x.lexemes = append(x.lexemes, lexeme{text, utf8.RuneCountInString(text), letters(text), len(x.targets) - 1})
	}
}

// nearest gives up to n targets near to the text, in one of the collections if any are given, nearest first, those
// added first where two are as near. Near is what differs in two letters of five at most; where nothing is, what has all
// words of the text in it.
func (x *lexicon) nearest(text string, n int, in ...Collection) []string {
	if len(text) > MaxNearestBytes || n <= 0 {
		return nil
	}
	text = fold(text)
	runes, has := utf8.RuneCountInString(text), letters(text)
	if runes == 0 {
		return nil
	}
	best := nearby{most: n, bound: max(1, runes*2/5)}
	for _, l := range x.lexemes {
		bound := best.bound
		if l.runes > runes+bound || runes > l.runes+bound || bits.OnesCount64(l.letters^has) > 2*bound || !x.within(l, in) {
			continue
		}
		best.add(levenshtein.ComputeDistance(text, l.text), l.target)
	}
	if len(best.found) == 0 && runes >= 3 {
		best.bound = MaxNearestBytes
		x.containing(text, has, in, &best)
	}
	out := make([]string, len(best.found))
	for i, f := range best.found {
		out[i] = x.targets[f.target].name
	}
	return out
}

func (x *lexicon) within(l lexeme, in []Collection) bool {
	return len(in) == 0 || slices.Contains(in, x.targets[l.target].in)
}

// containing finds targets with all words of the text in them, the shortest first.
func (x *lexicon) containing(text string, has uint64, in []Collection, best *nearby) {
	words := strings.FieldsFunc(text, func(c rune) bool { return c == '-' })
	for _, l := range x.lexemes {
		if has&^l.letters == 0 && l.runes <= best.bound && x.within(l, in) &&
			!slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(l.text, w) }) {
			best.add(l.runes, l.target)
		}
	}
}

// nearby are the nearest targets found so far, nearest first, each once.
type nearby struct {
	found []struct{ distance, target int }
	most  int // how many are wanted
	bound int // how near another one must be
}

// add takes a target that is near enough. Targets come in their order, so of two as near the earlier one stays first.
func (b *nearby) add(distance, target int) {
	if distance > b.bound {
		return
	}
	for i, f := range b.found {
		if f.target == target {
			if distance >= f.distance {
				return
			}
			b.found = slices.Delete(b.found, i, i+1)
			break
		}
	}
	at := len(b.found)
	for at > 0 && (b.found[at-1].distance > distance || b.found[at-1].distance == distance && b.found[at-1].target > target) {
		at--
	}
	b.found = slices.Insert(b.found, at, struct{ distance, target int }{distance, target})
	if len(b.found) > b.most {
		b.found = b.found[:b.most]
	}
	if len(b.found) == b.most {
		b.bound = b.found[b.most-1].distance - 1
	}
}

// fold makes texts alike that differ in case and in what stands between words only.
func fold(text string) string {
	return strings.Map(func(c rune) rune {
		switch c {
		case ' ', '_', '.', '/':
			return '-'
		}
		return c
	}, strings.ToLower(text))
}

// letters tells for each letter whether the text has it once and whether twice, and for other characters whether it has
// any of a few classes. One edit changes two bits at most, so texts that differ in more than 2d bits are more than d
// edits apart.
func letters(text string) uint64 {
	var has uint64
	for _, c := range text {
		switch {
		case c < 'a' || c > 'z':
			has |= 1 << (52 + uint(c)%12)
		case has&(1<<(c-'a')) != 0:
			has |= 1 << (26 + c - 'a')
		default:
			has |= 1 << (c - 'a')
		}
	}
	return has
}

// nearestWords gives the known words near to one, nearest first.
func nearestWords(word string, known []string) []string {
	x := &lexicon{}
	for _, w := range known {
		x.add(w, "", w)
	}
	return x.nearest(word, 2)
}

// lexicon knows what all entries are called, as far as they were read.
func (l *loader) lexicon() *lexicon {
	x := &lexicon{}
	for _, s := range l.shelves() {
		s.lexemes(x)
	}
	return x
}

// lexemes adds what the entries are called. No two catalogs are told apart: what one says of an entry is enough.
func (s *shelf[T]) lexemes(x *lexicon) {
	said := map[string]bool{}
	for _, o := range s.found {
		if said[o.slug] || o.slug == "" {
			continue
		}
		said[o.slug] = true
		var texts []string
		if n, ok := any(o.entry).(Node); ok {
			texts = append([]string{n.entry().Name}, n.entry().Aliases...)
		}
		x.add(o.slug, s.collection, append(texts, o.slug)...)
	}
}

// Nearest gives up to n nodes whose slug, name or alias is near to the text, which may be a slug, a resource name or
// what people call it; nearest first, the same for the same catalog. Without in all collections are searched. It is
// meant for "did you mean": a text of more than [MaxNearestBytes] bytes is near to nothing.
func (c *Catalog) Nearest(text string, n int, in ...Collection) []Node {
	if collection, slug, ok := strings.Cut(text, "/"); ok && collection != "" {
		text = slug
	}
	var out []Node
	for _, id := range c.names.nearest(text, n, in...) {
		out = append(out, c.byID[id])
	}
	return out
}

// name fills the lexicon of all nodes.
func (c *Catalog) name() {
	c.names = &lexicon{}
	for _, nodes := range c.collections() {
		for _, n := range nodes {
			e := n.entry()
			c.names.add(n.ID(), e.Collection, append([]string{e.Slug, e.Name}, e.Aliases...)...)
		}
	}
}
