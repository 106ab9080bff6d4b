// Package importer joins what O*NET, the Bureau of Labor Statistics and the National Center for Education Statistics publish
// into one catalog of careers, credentials and the ways between them, with an overlay of what no file says. It promises the
// same catalog from the same files, a source and a year with every figure, and a report of what joined and what did not.
// It reads no publisher's format and plans nothing.
package importer

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"careerlattice/internal/bls"
	"careerlattice/internal/nces"
	"careerlattice/internal/onet"
)

// Sources are the publishers' files as they were read. Sectors, Handbook, Titles and Prices may be nil.
type Sources struct {
	Occupations *onet.Database
	Wages       *bls.Wages
	Sectors     *bls.Wages
	Projections *bls.Projections
	Handbook    *bls.Handbook
	Crosswalk   *nces.Crosswalk
	Titles      *nces.Titles
	Prices      *nces.Prices
	Overlay     *Overlay
}

// Build joins the sources. The error lists what in the overlay does not fit the files, with its place.
func Build(s Sources) (*Document, *Report, error) {
	b := &builder{Sources: s, report: &Report{}}
	b.files()
	b.cite()
	b.enlist()
	b.classify()
	b.pay()
	b.project()
	b.resolve()
	b.price()
	if len(b.mistakes) > 0 {
		return nil, nil, errors.Join(b.mistakes...)
	}
	b.educate()
	b.experience()
	b.widen()
	b.train()
	b.recommend()
	b.require()
	b.offer()
	b.prune()
	b.describe()
	b.lead()
	d := b.document()
	b.summarize(d)
	return d, b.report, nil
}

// builder is the state of one import. Its methods run in the order of [Build], each on what those before it found.
type builder struct {
	Sources
	report   *Report
	mistakes []error

	sources citations
	all     []*occupation // every O*NET-SOC code, in order
	planned []*occupation // those with a Job Zone
	byCode  map[string]*occupation

	programTitle map[string]string   // by CIP code of 2, 4 or 6 digits
	programsOf   map[string][]string // CIP codes by SOC code
	outcomes     map[string]int      // by CIP code of 4 or 6 digits: how many SOC codes but teachers' it leads to
	stemUses     map[string]int      // by stem of a word: in how many titles of programs it stands
	degreeCIPs   map[string]bool     // those that lead to a career by a degree, teachers left out

	facts  facts
	prices prices
	sold   map[string][]programRecord // what institutions report of a certificate program, by CIP code

	related   map[*occupation]map[*occupation]relation
	promotion map[*occupation]map[*occupation]bool // target, then where one is promoted from

	needs       map[program]bool // programs that something asks for
	credentials []credential
	careers     []*career
	careerOf    map[*occupation]*career
	traineeOf   map[*occupation]*career
}

// program is a field at a level.
type program struct{ level, cip string }

// occupation is an O*NET-SOC code with all that is known and decided of it.
type occupation struct {
	*onet.Occupation
	code, soc  string
	slug       string
	wageSOC    string // of the wage, where it differs from soc
	wageBound  bool   // the wage is published as a lower bound alone
	wage       *wage
	projection *bls.Projection

	entry      entryLevel
	raised     bool // by O*NET, above what BLS says
	education  requirement
	overridden bool // the education is the overlay's
	gate       *gate
	training   *training
	licenses   []string
	recommends []program
}

func (o *occupation) planned() bool { return o.JobZone > 0 }

func (o *occupation) annual() int {
	if o.wage == nil {
		return 0
	}
	return o.wage.Annual
}

// in tells whether the occupation's code begins with one of the prefixes.
func (o *occupation) in(prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(o.code, p) })
}

func (o *occupation) major() string { return o.code[:2] }

// enlist takes in every O*NET-SOC code and gives each an id.
func (b *builder) enlist() {
	b.byCode = map[string]*occupation{}
	taken := map[string]bool{}
	for i := range b.Occupations.Occupations {
		from := &b.Occupations.Occupations[i]
		o := &occupation{Occupation: from, code: string(from.Code), soc: from.Code.SOC(), slug: slug(from.Title)}
		if taken[o.slug] {
			o.slug += "-" + o.code
		}
		taken[o.slug] = true
		b.all = append(b.all, o)
		b.byCode[o.code] = o
	}
	slices.SortFunc(b.all, func(x, y *occupation) int { return cmp.Compare(x.code, y.code) })
	for _, o := range b.all {
		if o.planned() {
			b.planned = append(b.planned, o)
		}
	}
}

var notInSlug = regexp.MustCompile(`[^a-z0-9]+`)

// slug is a title as an id.
func slug(title string) string {
	title = strings.ReplaceAll(strings.ToLower(title), "'", "")
	return strings.Trim(notInSlug.ReplaceAllString(title, "-"), "-")
}

// mistake records what in the overlay does not fit the publishers' files; in the built-in overlay it is a doubt.
func (b *builder) mistake(l *layer, w word, format string, args ...any) {
	err := l.at(w, format, args...)
	if l.required {
		b.mistakes = append(b.mistakes, err)
		return
	}
	b.report.warn("the overlay names what the files do not have", "%v", err)
}

// sorted is the set as a list.
func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for x := range set {
		list = append(list, x)
	}
	slices.Sort(list)
	return list
}

// name says an occupation in the report.
func (o *occupation) name() string { return fmt.Sprintf("%s %s", o.code, o.Title) }
