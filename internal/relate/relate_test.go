package relate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
	"careerlattice/internal/sample"
)

// read loads a catalog from its text.
func read(t testing.TB, text string) *catalog.Catalog {
	t.Helper()
	return load(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: []byte(text)}}})
}

func builtin(t testing.TB, name string) *catalog.Catalog {
	t.Helper()
	in, ok := catalog.Builtin(name)
	if !ok {
		t.Fatalf("there is no built-in catalog %s", name)
	}
	return load(t, in)
}

func load(t testing.TB, in catalog.Input) *catalog.Catalog {
	t.Helper()
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func at(t testing.TB, c *catalog.Catalog, id string) catalog.Node {
	t.Helper()
	n, ok := c.Node(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

func (l Link) String() string { return fmt.Sprintf("%s %s %s", l.From.ID(), l.Kind, l.To.ID()) }

func texts(links []Link) []string {
	out := make([]string, len(links))
	for i, l := range links {
		out[i] = l.String()
	}
	return out
}

const world = `
catalog: {format: 1, id: world}
fields:
  - {id: nursing, name: Nursing}
  - {id: law, name: Law}
concentrations:
  - {id: wards, name: Wards, leadsTo: [careers/nurse, rn]}
skills:
  - {id: care, name: Care}
  - {id: writing, name: Writing}
industries:
  - {id: hospitals, name: Hospitals}
organizations:
  - {id: board, name: Board}
credentials:
  - {id: hs, name: Diploma, kind: degree, level: high-school}
  - id: bsn
    name: BSN
    kind: degree
    level: bachelors
    field: nursing
    concentrations: [wards]
    teaches: [care]
    routes: [{requires: {level: high-school}, months: 48, cost: 1}]
  - id: msn
    name: MSN
    kind: degree
    level: masters
    field: nursing
    routes: [{requires: {level: bachelors, fields: [nursing]}, months: 24, cost: 1}]
  - {id: jd, name: JD, kind: degree, level: doctoral, field: law, routes: [{months: 36, cost: 1}]}
  - {id: rn, name: RN, kind: license, awardedBy: board, routes: [{requires: {credential: bsn}, months: 1, cost: 1}]}
careers:
  - id: trainee
    name: Trainee
    traineeFor: nurse
  - id: nurse
    name: Nurse
    requires: {all: [{level: bachelors, fields: [nursing]}, {credential: rn}]}
    skills: [{skill: care, importance: 90}, {skill: writing, importance: 20}]
    industries: [{industry: hospitals, employment: 1000}]
    leadsTo: [manager]
  - id: manager
    name: Manager
    requires: {any: [{level: masters}, {experience: {months: 12, in: [nurse]}}]}
    recommends: [msn]
    skills: [{skill: writing, importance: 70}]
    industries: [hospitals]
  - {id: hermit, name: Hermit}
`

// TestLinks holds all links of a small world to what its text says.
func TestLinks(t *testing.T) {
	want := `careers/manager requires careers/nurse
careers/manager recommends credentials/msn
careers/manager uses-skill skills/writing
careers/manager works-in industries/hospitals
careers/nurse requires credentials/bsn
careers/nurse requires credentials/msn
careers/nurse requires credentials/rn
careers/nurse leads-to careers/manager
careers/nurse uses-skill skills/care
careers/nurse uses-skill skills/writing
careers/nurse works-in industries/hospitals
careers/trainee leads-to careers/nurse
credentials/bsn teaches skills/care
credentials/bsn in-field fields/nursing
credentials/bsn has-concentration concentrations/wards
credentials/jd in-field fields/law
credentials/msn requires credentials/bsn
credentials/msn in-field fields/nursing
credentials/rn requires credentials/bsn
credentials/rn awarded-by organizations/board
concentrations/wards leads-to careers/nurse
concentrations/wards leads-to credentials/rn`
	c := read(t, world)
	r := New(c)
	got := texts(r.Links())
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("links:\n%s\nwant:\n%s", text, want)
	}
	if d := r.Degree(at(t, c, "careers/nurse")); d != 9 {
		t.Errorf("the nurse has %d neighbors; want 9: the manager counts once", d)
	}
	for i, l := range r.Links() {
		if r.nodes[l.from] != l.From || r.nodes[l.to] != l.To {
			t.Errorf("link %d has other nodes than its numbers say", i)
		}
	}
}

// TestLinksAreRequirements holds links to what the catalog itself knows of requirements: each one is an entry of RequiredBy.
func TestLinksAreRequirements(t *testing.T) {
	c := builtin(t, "health-informatics")
	count := 0
	for _, l := range New(c).Links() {
		if l.Kind == Requires {
			count++
			if !slices.Contains(c.RequiredBy(l.To), l.From) {
				t.Errorf("%s, but the catalog does not have it so", l)
			}
		}
	}
	if count < 300 {
		t.Errorf("only %d requirements", count)
	}
}

// samples are random catalogs.
func samples(t *testing.T, n int) []*catalog.Catalog {
	t.Helper()
	var all []*catalog.Catalog
	for seed := range uint64(n) {
		all = append(all, read(t, sample.Realistic(rand.New(rand.NewPCG(seed, 7)), 8+int(seed%5))))
	}
	return all
}
