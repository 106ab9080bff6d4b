package catalog

import (
	"cmp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// loader is what is known while catalogs are read.
type loader struct {
	infos  [][]Info // of each input; a snapshot may be made of several catalogs
	blocks []keyed
	broken bool // a file could not be read
	wanted []wanted

	errors, warnings Findings

	sources        shelf[Source]
	fields         shelf[Field]
	concentrations shelf[Concentration]
	skills         shelf[Skill]
	industries     shelf[Industry]
	organizations  shelf[Organization]
	credentials    shelf[Credential]
	careers        shelf[Career]
}

func sourcesOf(l *loader) *shelf[Source]               { return &l.sources }
func fieldsOf(l *loader) *shelf[Field]                 { return &l.fields }
func concentrationsOf(l *loader) *shelf[Concentration] { return &l.concentrations }
func skillsOf(l *loader) *shelf[Skill]                 { return &l.skills }
func industriesOf(l *loader) *shelf[Industry]          { return &l.industries }
func organizationsOf(l *loader) *shelf[Organization]   { return &l.organizations }
func credentialsOf(l *loader) *shelf[Credential]       { return &l.credentials }
func careersOf(l *loader) *shelf[Career]               { return &l.careers }

func (l *loader) shelves() []anyShelf {
	return []anyShelf{&l.sources, &l.fields, &l.concentrations, &l.skills, &l.industries, &l.organizations, &l.credentials, &l.careers}
}

// Load reads one catalog or several that are served together. The warnings are doubts that do not keep the catalog from
// being served; the error, where there is one, is of type [Findings] and holds every mistake. References within a
// catalog of which a file cannot be read are not judged.
func Load(inputs ...Input) (*Catalog, []Finding, error) {
	l := newLoader(len(inputs))
	r := &reader{loader: l}
	if len(inputs) == 0 {
		return nil, nil, Findings{{Message: "no catalog is given"}}
	}
	var roots []root
	for number, in := range inputs {
		in.each(l, number, func(f *file, content []byte) {
			if in.compiled() {
				roots = append(roots, root{value: value{file: f}, snapshot: content})
			} else if document, ok := l.document(f, content); ok {
				roots = append(roots, root{value: document})
			}
		})
	}
	l.index(r, roots)
	l.blockless(inputs)
	for _, s := range l.shelves() {
		s.read(r)
	}
	l.offer()
	for _, s := range l.shelves() {
		s.merge(r)
	}
	if len(l.errors) > 0 {
		return nil, l.warnings.sort(), l.errors.sort()
	}
	c := l.link()
	c.Digest = c.digest()
	l.reachable(c)
	return c, l.warnings.sort(), nil
}

// report records a mistake. After [MaxFindings] the rest is left out.
func (l *loader) report(f Finding) { l.errors = l.errors.with(f) }

// warn records a doubt.
func (l *loader) warn(at place, id, format string, args ...any) {
	l.warnings = l.warnings.with(at.finding(id, format, args...))
}

func newLoader(inputs int) *loader {
	l := &loader{infos: make([][]Info, inputs), blocks: make([]keyed, inputs)}
	node := func(in Collection, slug string) Entry { return Entry{Collection: in, Slug: slug} }
	l.sources = newShelf(Sources, sourceKeys, func(slug string) *Source { return &Source{Slug: slug} }, titled)
	l.fields = newShelf(Fields, fieldKeys, func(slug string) *Field { return &Field{Entry: node(Fields, slug)} }, named[Field])
	l.concentrations = newShelf(Concentrations, concentrationKeys,
		func(slug string) *Concentration { return &Concentration{Entry: node(Concentrations, slug)} }, named[Concentration])
	l.skills = newShelf(Skills, skillKeys, func(slug string) *Skill { return &Skill{Entry: node(Skills, slug)} }, named[Skill])
	l.industries = newShelf(Industries, industryKeys,
		func(slug string) *Industry { return &Industry{Entry: node(Industries, slug)} }, named[Industry])
	l.organizations = newShelf(Organizations, organizationKeys,
		func(slug string) *Organization { return &Organization{Entry: node(Organizations, slug)} }, named[Organization])
	l.credentials = newShelf(Credentials, credentialKeys,
		func(slug string) *Credential { return &Credential{Entry: node(Credentials, slug)} }, graded)
	l.careers = newShelf(Careers, careerKeys, func(slug string) *Career { return &Career{Entry: node(Careers, slug)} }, paid)
	return l
}

func newShelf[T any](in Collection, keys []key[T], create func(string) *T, complete func(*reader, *occurrence[T])) shelf[T] {
	return shelf[T]{collection: in, keys: keys, create: create, complete: complete, byID: map[string]*T{}}
}

// root is a document, or the content of a snapshot.
type root struct {
	value
	snapshot []byte
}

// index reads the catalog blocks and finds the ids of all entries. Snapshots are read whole.
func (l *loader) index(r *reader, roots []root) {
	known := []string{"catalog"}
	for _, s := range l.shelves() {
		known = append(known, string(s.name()))
	}
	places := make([]place, len(l.infos))
	for _, root := range roots {
		if root.snapshot != nil {
			l.snapshot(root.file, root.snapshot)
			continue
		}
		if root.node.Kind != yaml.MappingNode {
			l.broken = true
			l.report(root.place().finding("", "a catalog file holds lists such as \"careers:\", not %s", root.describe()))
			continue
		}
		for _, p := range r.pairs(root.value) {
			at := slices.Index(known, p.name)
			switch {
			case at < 0:
				r.unknownKey(p, known)
			case at > 0:
				l.shelves()[at-1].index(r, p.value)
			case l.blocks[p.place.file.input] != nil:
				l.report(p.place.finding("catalog",
					"a catalog has one catalog block over all its files; another is at %s: remove one", places[p.place.file.input]))
			default:
				places[p.place.file.input] = p.place
				r.within("catalog", func() { l.block(r, p) })
			}
		}
	}
}

// block reads a catalog block.
func (l *loader) block(r *reader, p pair) {
	l.infos[p.place.file.input] = make([]Info, 1)
	info := &l.infos[p.place.file.input][0]
	seen := mapping(r, p.value, infoKeys, info)
	l.blocks[p.place.file.input] = seen
	if p.value.node.Kind != yaml.MappingNode {
		return
	}
	if !seen.has("format") {
		r.fail(p.place, "format", "the format is missing: add \"format: %d\"", format)
	}
	if !seen.has("id") {
		r.fail(p.place, "id", "the id is missing: add \"id\"")
	}
	info.Title = cmp.Or(info.Title, info.ID)
	info.Currency = cmp.Or(info.Currency, "USD")
}

// overlays tells whether an input replaces what was said before. A snapshot never does: what it overlays is in it.
func (l *loader) overlays(input int) bool {
	infos := l.infos[input]
	return len(infos) == 1 && infos[0].Overlay
}

// blockless reports catalogs without a catalog block, unless the file with it could not be read.
func (l *loader) blockless(inputs []Input) {
	for i, in := range inputs {
		if l.blocks[i] == nil && !l.broken {
			l.report(Finding{
				File: in.Name, ID: "catalog",
				Message: "no file has a catalog block: add \"catalog: {format: " + strconv.Itoa(format) + ", id: …}\" to one",
			})
		}
	}
}
