package catalog

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// shelf is one collection while it is read. Every id is known, and every entry has its address, before the first
// entry is read, so that references are resolved as they are met.
type shelf[T any] struct {
	collection Collection
	keys       []key[T]
	// create makes an empty entry with a slug, entry and slug give what all entries have.
	create func(slug string) *T
	// complete checks an entry as a whole, all catalogs taken together.
	complete func(r *reader, o *occurrence[T])

	byID  map[string]*T
	found []*occurrence[T] // in the order of inputs, files and lines
	whole map[string]*occurrence[T]
}

// occurrence is an entry as one catalog describes it.
type occurrence[T any] struct {
	slug  string
	value value // of a snapshot only the file is known
	place place // of its id, or of the entry where it has none
	path  string
	entry *T
	seen  keyed
}

// anyShelf is a shelf of whatever.
type anyShelf interface {
	name() Collection
	index(r *reader, list value)
	read(r *reader)
	merge(r *reader)
	decode(d *decoder)
	dangling() (slug string, found bool)
	lexemes(x *lexicon)
}

func (s *shelf[T]) name() Collection { return s.collection }

// index finds the ids of a list of entries.
func (s *shelf[T]) index(r *reader, list value) {
	first := map[string]place{}
	for _, o := range s.found {
		if o.value.file.input == list.file.input {
			first[o.slug] = o.place
		}
	}
	r.path = []string{string(s.collection)}
	items := r.items(list)
	r.path = nil
	for i, item := range items {
		o := &occurrence[T]{value: item, place: item.place(), path: string(s.collection) + " " + strconv.Itoa(i+1)}
		if item.node.Kind != yaml.MappingNode {
			r.within(o.path, func() { r.wrongType(item, "a mapping such as {id: …, name: …}") })
			continue
		}
		s.identify(r, o)
		if before, twice := first[o.slug]; twice && o.slug != "" {
			r.report(o.place.finding(o.slug, "the id %s stands twice among the %s; first at %s",
				quote(o.slug), s.collection, before))
		}
		first[o.slug] = o.place
		s.found = append(s.found, o)
		if s.byID[o.slug] == nil {
			s.byID[o.slug] = s.create(o.slug)
		}
	}
}

// identify reads the id of an entry. Mistakes in other keys are left to read.
func (s *shelf[T]) identify(r *reader, o *occurrence[T]) {
	quiet := &reader{loader: &loader{}}
	for _, p := range quiet.pairs(o.value) {
		if p.name == "id" {
			o.place = p.value.place()
			r.within(o.path, func() { o.slug = r.id(p.value) })
			if o.slug != "" {
				o.path = string(s.collection) + "/" + o.slug
			}
			return
		}
	}
	r.report(o.place.finding("id", "%s: the entry has no id: add \"id\"", o.path))
}

// decode reads the entries of a snapshot, which stand by slug.
func (s *shelf[T]) decode(d *decoder) {
	if name := d.string(); name != string(s.collection) {
		d.fail("the %s are not in their place", s.collection)
	}
	last := ""
	for range d.count() {
		slug := d.id()
		if slug <= last {
			d.fail("the %s are not in their order", s.collection)
		}
		last = slug
		o := &occurrence[T]{slug: slug, value: value{file: d.file}, place: place{file: d.file}, path: string(s.collection) + "/" + slug}
		mention(s, slug)
		o.entry, o.seen = s.create(slug), keyed{}
		if decodeKeys(d, s.keys, o.entry, o.seen); d.problem != nil {
			return
		}
		s.found = append(s.found, o)
	}
}

// dangling finds an id that a snapshot refers to and nothing has.
func (s *shelf[T]) dangling() (slug string, found bool) {
	has := make(map[string]bool, len(s.found))
	for _, o := range s.found {
		has[o.slug] = true
	}
	for _, slug := range slices.Sorted(maps.Keys(s.byID)) {
		if !has[slug] {
			return slug, true
		}
	}
	return "", false
}

func (s *shelf[T]) read(r *reader) {
	for _, o := range s.found {
		if o.entry != nil {
			continue // from a snapshot
		}
		o.entry = s.create(o.slug)
		r.within(o.path, func() { o.seen = mapping(r, o.value, s.keys, o.entry) })
	}
}

// merge makes one entry of all that have the same id: what an overlay says replaces what was said before, key by key, and
// otherwise all must say the same.
func (s *shelf[T]) merge(r *reader) {
	s.whole = make(map[string]*occurrence[T], len(s.found))
	for _, o := range s.found {
		first, again := s.whole[o.slug]
		switch {
		case !again:
			s.whole[o.slug] = o
		case first.value.file.input == o.value.file.input: // reported by index
		case r.overlays(o.value.file.input):
			s.whole[o.slug] = s.overlay(first, o)
		case s.code(first.entry) != s.code(o.entry):
			r.report(o.place.finding(o.slug,
				"%s is described otherwise at %s: make them alike, or write \"overlay: true\" in the catalog block of the one that shall win",
				o.path, first.place))
		}
	}
	for _, o := range s.ordered() {
		r.within(o.path, func() { s.complete(r, o) })
		*s.byID[o.slug] = *o.entry
	}
}

func (s *shelf[T]) overlay(under, over *occurrence[T]) *occurrence[T] {
	both := *under
	entry := *under.entry
	both.entry, both.place, both.seen = &entry, over.place, maps.Clone(under.seen)
	for _, k := range s.keys {
		if at, ok := over.seen[k.name]; ok && k.copy != nil {
			k.copy(both.entry, over.entry)
			both.seen[k.name] = at
		}
	}
	return &both
}

// ordered gives the merged entries by slug.
func (s *shelf[T]) ordered() []*occurrence[T] {
	return slices.SortedFunc(maps.Values(s.whole), func(a, b *occurrence[T]) int { return cmp.Compare(a.slug, b.slug) })
}

// entries gives the finished entries by slug, each told its place.
func (s *shelf[T]) entries(place func(*T, int)) []*T {
	ordered := s.ordered()
	out := make([]*T, len(ordered))
	for i, o := range ordered {
		out[i] = s.byID[o.slug]
		place(out[i], i)
	}
	return out
}

// code is the meaning of an entry.
func (s *shelf[T]) code(entry *T) string {
	return encoded(func(e *encoder, x *T) { encodeKeys(e, s.keys, x) }, entry)
}
