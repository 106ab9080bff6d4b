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

	byID  map[string]Node
	names *lexicon
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

// Note says what no figure says.
type Note struct {
	Text   string
	Source *Source
	// Year is of which year it is said.
	Year *int
}

// Source is where a figure comes from.
type Source struct {
	Index       int
	Slug        string
	Title       string
	Publisher   Text
	URL         Text
	License     Text
	Year        *int
	Aliases     []string
	Description Text
	Notes       []Note
}

// ID is the resource name, such as "sources/bls-oews".
func (s *Source) ID() string { return string(Sources) + "/" + s.Slug }

// Assumed tells whether the source is the editors' own judgement.
func (s *Source) Assumed() bool { return s.Slug == "assumed" }

// Range is a figure with its spread, in whole months or whole dollars. Planning counts with Typical.
type Range struct {
	Min, Typical, Max int
	Source            *Source
	Year              *int
}

// Wage is what a career or an industry pays, in dollars a year. Percentiles are nil where they are not known.
type Wage struct {
	Annual             int
	P10, P25, P75, P90 *int
	Source             *Source
	Year               *int
}

// Growth is a projected change of employment in percent, between two years.
type Growth struct {
	Percent  float64
	From, To int
	Source   *Source
	Year     *int
}

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

// Kind tells what sort of credential it is.
type Kind uint8

// The kinds of credentials. Only degrees and certificates have a level.
const (
	KindDegree Kind = iota + 1
	KindCertificate
	KindCertification
	KindLicense
)

// Level is how high an academic credential stands; LevelNone is that of certifications and licenses.
type Level uint8

// The levels of academic credentials, lowest first, as in the BLS and O*NET education categories.
const (
	LevelNone Level = iota
	LevelHighSchool
	LevelPostsecondaryCertificate
	LevelAssociate
	LevelBachelors
	LevelPostbaccalaureateCertificate
	LevelMasters
	LevelPostmastersCertificate
	LevelDoctoral
)

// Credential is a degree, an academic certificate, a professional certification or a license.
type Credential struct {
	Entry
	Kind           Kind
	Level          Level
	Field          *Field
	AwardedBy      *Organization
	Concentrations []*Concentration
	Teaches        []*Skill
	// Routes are the ways to earn it; none means that it can be held but not earned here.
	Routes []*Route

	// RequiredBy are the careers and credentials whose requirement this credential helps to meet, RecommendedBy the careers
	// that recommend it; careers first, each by slug.
	RequiredBy    []Node
	RecommendedBy []*Career
}

// Route is one way to earn a credential.
type Route struct {
	// Index is its place in the credential's Routes, which are ordered by what they take: months, then cost.
	Index int
	// Requires must hold when the study starts; nil always holds.
	Requires Requirement
	// Months of full-time study; PartTimeMonths of study beside a job, nil where the route cannot be combined with work.
	Months         Range
	PartTimeMonths *Range
	// Cost is what the learner pays.
	Cost Range
	// Source and Year are those of the route as a whole; a figure may have its own.
	Source *Source
	Year   *int
}

// Career is a role that a person can work in.
type Career struct {
	Entry
	SOC    Text
	Wage   *Wage
	Growth *Growth
	// Requires is what an applicant must hold; nil always holds.
	Requires       Requirement
	RequiresSource *Source
	// Recommends are credentials that help and are not required.
	Recommends []*Credential
	Skills     []CareerSkill
	Industries []CareerIndustry
	// LeadsTo are the usual next moves, and ReachedFrom the careers that name this one as such, by slug.
	LeadsTo, ReachedFrom []*Career
	// TraineeFor is the career of which this one is the trainee's job; nil otherwise.
	TraineeFor *Career
	// RequiredBy are the careers and credentials that ask for experience in this career; careers first, each by slug.
	RequiredBy []Node
}

// CareerSkill is a skill with its importance to a career, 0 to 100; nil where it is not known.
type CareerSkill struct {
	Skill      *Skill
	Importance *int
}

// CareerIndustry is an industry in which a career is found, with the people employed and their wage where they are known.
type CareerIndustry struct {
	Industry   *Industry
	Employment *int
	Wage       *Wage
}

// Node gives the entry with this resource name, such as "careers/chief-medical-officer".
func (c *Catalog) Node(id string) (Node, bool) {
	n, ok := c.byID[id]
	return n, ok
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
