package search

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"careerlattice/internal/catalog"
)

func load(t testing.TB, in catalog.Input) *catalog.Catalog {
	t.Helper()
	c, _, err := catalog.Load(in)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func builtin(t testing.TB) *Index {
	t.Helper()
	in, ok := catalog.Builtin("health-informatics")
	if !ok {
		t.Fatal("the built-in catalog is not there")
	}
	return New(load(t, in))
}

// TestFind is what people type, and what they mean.
func TestFind(t *testing.T) {
	x := builtin(t)
	for text, want := range map[string]string{
		"chief medical officer":                   "careers/chief-medical-officer",
		"Chief Medical Officer":                   "careers/chief-medical-officer",
		"officer, medical: CHIEF":                 "careers/chief-medical-officer",
		"CMO":                                     "careers/chief-medical-officer",
		"c.m.o.":                                  "careers/chief-medical-officer",
		"chief-medical-officer":                   "careers/chief-medical-officer",
		"chieff medicall oficer":                  "careers/chief-medical-officer",
		"chief med":                               "careers/chief-medical-officer",
		"nurse informatcist":                      "careers/nurse-informaticist",
		"nurse informaticist":                     "careers/nurse-informaticist",
		"informaticist nurse":                     "careers/nurse-informaticist",
		"nurseinformaticist":                      "careers/nurse-informaticist",
		"bachelors in health informatics":         "credentials/bs-health-informatics",
		"Bachelor's Degree in Health Informatics": "credentials/bs-health-informatics",
		"rhia": "credentials/rhia",
		"registred health information admnistrator": "credentials/rhia",
		"health informtics":                         "fields/health-informatics",
		"51.2706":                                   "fields/health-informatics",
		"512706":                                    "fields/health-informatics",
	} {
		found := x.Find(text)
		if len(found) == 0 || found[0].ID() != want {
			t.Errorf("%q finds %v, want %s first", text, ids(found), want)
		}
	}
}

// TestFindCode finds careers by their occupation's code, whole or begun.
func TestFindCode(t *testing.T) {
	x := builtin(t)
	for _, text := range []string{"11-9111", "119111", " 11-9111 ", "11-91"} {
		found := x.Find(text, catalog.Careers)
		if len(found) == 0 {
			t.Fatalf("%q finds nothing", text)
		}
		for _, n := range found {
			if soc := n.(*catalog.Career).SOC; !strings.HasPrefix(string(soc), "11-91") {
				t.Errorf("%q finds %s with the code %s", text, n.ID(), soc)
			}
		}
	}
	if found := x.Find("1"); len(found) > 0 {
		t.Errorf("one digit finds %v", ids(found))
	}
}

// TestOrder puts names before aliases, whole names before parts, what is written before typos, and equal ones by kind.
func TestOrder(t *testing.T) {
	const world = `
catalog: {format: 1, id: x}
skills:
  - {id: s1, name: Order}
  - {id: s2, name: Keeping Order}
  - {id: s3, name: Tidiness, aliases: [Order]}
  - {id: s4, name: Ordeal}
  - {id: s5, name: Orders of Magnitude}
careers:
  - {id: c1, name: Order}
  - {id: c2, name: Über-Órder}
`
	x := New(load(t, catalog.Input{Files: fstest.MapFS{"world.yaml": {Data: []byte(world)}}}))
	want := "careers/c1 skills/s1 skills/s3 careers/c2 skills/s2 skills/s5"
	if got := strings.Join(ids(x.Find("order")), " "); got != want {
		t.Errorf("order finds\n%s, want\n%s", got, want)
	}
	if got := strings.Join(ids(x.Find("order", catalog.Careers)), " "); got != "careers/c1 careers/c2" {
		t.Errorf("careers: %s", got)
	}
	if got := strings.Join(ids(x.Find("UBER ORDER")), " "); got != "careers/c2" {
		t.Errorf("without accents: %s", got)
	}
	if got := strings.Join(ids(x.Find("how to keeping my order")), " "); got != "skills/s2" {
		t.Errorf("with words that nothing has: %s", got)
	}
}

// TestNothing finds nothing where nothing is meant, in no time.
func TestNothing(t *testing.T) {
	x := builtin(t)
	for _, text := range []string{"", " ", "…", "zeppelin", "\x00", "\xff\xfe", strings.Repeat("nurse ", 20_000), strings.Repeat("x", 100_000)} {
		if found := x.Find(text); len(found) > 0 {
			t.Errorf("%.30q finds %v", text, ids(found))
		}
	}
}

// FuzzFind finds whatever it is asked for, the same every time, and each thing once.
func FuzzFind(f *testing.F) {
	x := builtin(f)
	for _, text := range []string{"nurse informatcist", "11-9111", "Ünïcödé", "a b c d e f g h", "\xff", strings.Repeat("a", 200)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := ids(x.Find(text))
		seen := map[string]bool{}
		for _, id := range found {
			if seen[id] {
				t.Fatalf("%q finds %s twice", text, id)
			}
			seen[id] = true
		}
		if strings.Join(found, " ") != strings.Join(ids(x.Find(text)), " ") {
			t.Fatalf("%q finds something else the second time", text)
		}
		if utf8.RuneCountInString(text) > 4*MaxText && len(found) > 0 {
			t.Fatalf("a text of %d characters is searched for", utf8.RuneCountInString(text))
		}
	})
}

func BenchmarkFind(b *testing.B) {
	x := builtin(b)
	for b.Loop() {
		x.Find("regstered nurse informatcist certificate")
	}
}

func ids(nodes []catalog.Node) []string {
	out := make([]string, len(nodes))
	for i, n := range nodes {
		out[i] = n.ID()
	}
	return out
}
