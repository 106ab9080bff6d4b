package catalog

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// one makes an input of one file.
func one(text string) Input {
	return Input{Files: fstest.MapFS{"catalog.yaml": {Data: []byte(text)}}}
}

// load loads a catalog of one file, which must have no errors.
func load(t testing.TB, text string) *Catalog {
	t.Helper()
	c, _, err := Load(one(text))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ids[T identified](all []T) []string {
	out := []string{}
	for _, x := range all {
		out = append(out, x.ID())
	}
	return out
}

const small = `
catalog: {format: 1, id: x, version: 2026.10}
sources: [{id: seed, title: Seed}]
fields: [{id: hi, name: Health Informatics, cip: 51.2700}]
skills: [{id: sql, name: SQL}, {id: math, name: Mathematics}]
industries: [{id: hospitals, name: Hospitals, naics: 622, wage: 60000}]
organizations: [{id: ahima, name: AHIMA, offers: [jobs, courses]}]
concentrations: [{id: analytics, name: Analytics, leadsTo: [lead, credentials/bs]}]
credentials:
  - {id: hs, name: Diploma, kind: degree, level: high-school}
  - id: bs
    name: Bachelor of HI
    kind: degree
    level: bachelors
    field: hi
    awardedBy: ahima
    teaches: [sql, math]
    concentrations: [analytics]
    routes:
      - {requires: {level: high-school}, months: {typical: 48, max: 60}, cost: 44000, partTimeMonths: 72, source: seed}
  - {id: cert, name: Certificate of HI, kind: certification, routes: [{months: 1, cost: 0}]}
careers:
  - {id: clerk, name: Clerk, wage: 30000, requires: {level: high-school}, leadsTo: [lead], skills: [sql, {skill: math, importance: 70}]}
  - id: lead
    name: Lead
    aliases: [Boss]
    wage: {annual: 50000, source: seed, p10: 40000, p90: 60000, year: 2024}
    requires: {all: [{experience: {months: 12, in: [clerk]}}, {level: bachelors, fields: [hi]}, {credential: cert}]}
    recommends: [cert]
    industries: [{industry: hospitals, employment: 12, wage: 51000}]
`

func TestLoadLinks(t *testing.T) {
	c := load(t, small)
	lead, _ := c.Career("lead")
	clerk, _ := c.Career("clerk")
	bs, _ := c.Credential("bs")
	hs, _ := c.Credential("hs")
	cert, _ := c.Credential("cert")
	seed, _ := c.Source("seed")
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"careers by slug", ids(c.Careers), []string{"careers/clerk", "careers/lead"}},
		{"indices", []int{clerk.Index, lead.Index}, []int{0, 1}},
		{"codes as text", []Text{c.Fields[0].CIP, c.Industries[0].NAICS}, []Text{"51.2700", "622"}},
		{"a level helps whatever it satisfies", ids(c.RequiredBy(bs)), []string{"careers/clerk", "careers/lead", "credentials/bs"}},
		{"but no more", ids(c.RequiredBy(hs)), []string{"careers/clerk", "credentials/bs"}},
		{"a named credential", ids(c.RequiredBy(cert)), []string{"careers/lead"}},
		{"experience", ids(c.RequiredBy(clerk)), []string{"careers/lead"}},
		{"recommended by", ids(cert.RecommendedBy), []string{"careers/lead"}},
		{"reached from", ids(lead.ReachedFrom), []string{"careers/clerk"}},
		{"outcomes", ids(c.Concentrations[0].LeadsTo), []string{"careers/lead", "credentials/bs"}},
		{"offered in", ids(c.Concentrations[0].OfferedIn), []string{"credentials/bs"}},
		{"taught by", ids(c.Skills[0].TaughtBy), []string{"credentials/bs"}},
		{"skill's careers", ids(c.Skills[1].Careers), []string{"careers/clerk"}},
		{"industry's careers", ids(c.Industries[0].Careers), []string{"careers/lead"}},
		{"field's credentials", ids(c.Fields[0].Credentials), []string{"credentials/bs"}},
		{"issuer's credentials", ids(c.Organizations[0].Credentials), []string{"credentials/bs"}},
		{"ranges", bs.Routes[0].Months, Range{Min: 48, Typical: 48, Max: 60}},
		{"part time", *bs.Routes[0].PartTimeMonths, Range{Min: 72, Typical: 72, Max: 72}},
		{"source", bs.Routes[0].Source == seed, true},
		{"percentile", *lead.Wage.P90, 60000},
		{"importance", *clerk.Skills[0].Importance, 70},
		{"requirement", lead.Requires.Text(), "a bachelor's degree or higher in Health Informatics, Certificate of HI, and 12 months as Clerk"},
		{"block", c.Infos, []Info{{ID: "x", Title: "x", Version: "2026.10", Currency: "USD"}}},
		{"digest", len(c.Digest), 64},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.what, diff)
		}
	}
}

func TestNearest(t *testing.T) {
	c := load(t, small)
	for _, tt := range []struct {
		text string
		in   []Collection
		want []string
	}{
		{"leed", nil, []string{"careers/lead"}},
		{"careers/clrk", nil, []string{"careers/clerk"}},
		{"boss", nil, []string{"careers/lead"}},
		{"helth informatics", []Collection{Fields}, []string{"fields/hi"}},
		{"helth informatics", []Collection{Careers}, nil},
		{"informatics", nil, []string{"fields/hi"}},
		{"", nil, nil},
	} {
		if diff := cmp.Diff(tt.want, append([]string(nil), ids(c.Nearest(tt.text, 3, tt.in...))...)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestBuiltins(t *testing.T) {
	for _, name := range Builtins() {
		if _, ok := Builtin(name); !ok {
			t.Errorf("%s is listed and not there", name)
		}
	}
	if len(Builtins()) == 0 {
		t.Error("there is no built-in catalog")
	}
	for _, name := range []string{"no-such", "", ".", "..", "health-informatics/catalog.yaml"} {
		if _, ok := Builtin(name); ok {
			t.Errorf("%q is accepted", name)
		}
	}
}
