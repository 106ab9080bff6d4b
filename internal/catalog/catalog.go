// Package catalog holds the domain: credentials, careers and what they are made of, read from files and linked into one
// immutable [Catalog] named by the digest of its meaning. It promises that every catalog it returns is complete and
// consistent, and that a bad one is refused with every mistake at once, each with its place. It does not plan, search or
// serve.
package catalog

import (
	"slices"
	"strings"
)

// Catalog is one catalog, or several read together. It is never changed after it was read, so it may be shared
// by any number of readers, and its Digest names its meaning: two catalogs with the same digest answer every question alike.
type Catalog struct {
	// Infos are the catalog blocks, one for each catalog that was read: overlays last, in the order they were given, the
	// others by id.
	Infos []Info
	// Digest is the hexadecimal SHA-256 of the meaning: the same facts in another order or layout have the same digest.
	Digest string

	// Each list is ordered by slug, and an entry's Index is its place in its list.
	Sources        []*Source
	Fields         []*Field
	Concentrations []*Concentration
	Skills         []*Skill
	Industries     []*Industry
	Organizations  []*Organization
	Credentials    []*Credential
	Careers        []*Career

	byID        map[string]Node
	names       *lexicon
	needed      *needed
	occupations map[Text][]*Career // by SOC code, see occupation
	programs    map[Text][]*Field  // by CIP code
}

// Info is a catalog block: what a catalog says of itself.
type Info struct {
	ID, Title, Version, Currency string
	Overlay                      bool
}

// Node is an entry that has a name of its own: everything in a catalog but its sources.
type Node interface {
	entry() *Entry
	// ID is the resource name, such as "careers/chief-medical-officer".
	ID() string
}

// Collection is the list that an entry stands in; it is also the first part of its resource name.
type Collection string

// The collections of a catalog.
const (
	Sources        Collection = "sources"
	Fields         Collection = "fields"
	Concentrations Collection = "concentrations"
	Skills         Collection = "skills"
	Industries     Collection = "industries"
	Organizations  Collection = "organizations"
	Credentials    Collection = "credentials"
	Careers        Collection = "careers"
)

// Text is optional text; empty means absent.
type Text string

// Entry is what every node of a catalog has.
type Entry struct {
	Collection  Collection
	Index       int
	Slug        string
	Name        string
	Aliases     []string
	Description Text
	Notes       []Note
}

func (e *Entry) entry() *Entry { return e }

// ID is the resource name, such as "careers/chief-medical-officer".
func (e *Entry) ID() string { return string(e.Collection) + "/" + e.Slug }

// EntryOf gives what n has in common with every other node.
func EntryOf(n Node) *Entry { return n.entry() }

// Field is a field of study.
type Field struct {
	Entry
	CIP Text
	// Credentials in this field, by slug.
	Credentials []*Credential
}

// Concentration is a specialization within a degree.
type Concentration struct {
	Entry
	// LeadsTo are the careers and credentials that it usually leads to.
	LeadsTo []Node
	// OfferedIn are the credentials that have it, by slug.
	OfferedIn []*Credential
}

// Skill is something a career uses and a credential may teach.
type Skill struct {
	Entry
	// Careers that use it and credentials that teach it, by slug.
	Careers  []*Career
	TaughtBy []*Credential
}

// Industry is a part of the economy in which careers are worked.
type Industry struct {
	Entry
	NAICS Text
	Wage  *Wage
	// Careers found in it, by slug.
	Careers []*Career
}

// Organization is a professional body, an issuer of credentials, a job board or an alliance.
type Organization struct {
	Entry
	URL    Text
	Offers []string
	// Credentials it awards, by slug.
	Credentials []*Credential
}

// Node gives the entry with this resource name, such as "careers/chief-medical-officer".
func (c *Catalog) Node(id string) (Node, bool) {
	n, ok := c.byID[id]
	return n, ok
}

// Named gives the nodes that a word names: the one with this resource name, else all with this slug, careers first.
func (c *Catalog) Named(word string) []Node {
	if n, ok := c.byID[word]; ok {
		return []Node{n}
	}
	var found []Node
	for _, in := range []Collection{Careers, Credentials, Industries, Skills, Concentrations, Organizations, Fields} {
		if n, ok := c.byID[string(in)+"/"+word]; ok {
			found = append(found, n)
		}
	}
	return found
}

// Source gives the source with this slug.
func (c *Catalog) Source(slug string) (*Source, bool) {
	i, ok := slices.BinarySearchFunc(c.Sources, slug, func(s *Source, slug string) int { return strings.Compare(s.Slug, slug) })
	if !ok {
		return nil, false
	}
	return c.Sources[i], true
}

// Career gives the career with this slug.
func (c *Catalog) Career(slug string) (*Career, bool) { return find[*Career](c, Careers, slug) }

// Credential gives the credential with this slug.
func (c *Catalog) Credential(slug string) (*Credential, bool) {
	return find[*Credential](c, Credentials, slug)
}

func find[T Node](c *Catalog, in Collection, slug string) (T, bool) {
	n, ok := c.byID[string(in)+"/"+slug].(T)
	return n, ok
}
