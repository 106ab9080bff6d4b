package importer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOverlayMistakes: each mistake is named with its line and with what to do.
func TestOverlayMistakes(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"an unknown key", "permits: []\n", "line 1: the key permits is not known here"},
		{"an unknown key within", "training:\n  - {careers: [\"29-1215.00\"], kind: residency, month: 36}\n", "line 2: the key month is not known here"},
		{"a word for months", "training:\n  - {careers: [\"29-1215.00\"], kind: residency, months: many}\n", "line 2"},
		{"no YAML", "training: [\n", "overlay"},
		{"no code", "binding: [nurses]\n", ":1: \"nurses\" is no O*NET-SOC code; write one such as"},
		{"a SOC code", "binding: [\"29-1141\"]\n", ":1: \"29-1141\" is no O*NET-SOC code"},
		{"a trainee who learns", "education:\n  - careers: [\"trainee 29-1215.00\"]\n    requires: {level: doctoral}\n", ":2: \"trainee 29-1215.00\" is no O*NET-SOC code"},
		{"an unknown level", "education:\n  - careers: [\"29-1141.00\"]\n    requires: {level: bachelor}\n", ":3: the level \"bachelor\" is not known; levels are"},
		{"no CIP code", "education:\n  - careers: [\"29-1141.00\"]\n    requires: {level: bachelors, fields: [nursing]}\n", ":3: \"nursing\" is no CIP code; write four digits or six"},
		{"two forms", "education:\n  - careers: [\"29-1141.00\"]\n    requires: {level: bachelors, credential: license-rn}\n", ":3: a requirement has one form"},
		{"an unknown kind of training", "training:\n  - {careers: [\"29-1215.00\"], kind: internship, months: 3}\n", ":2: the kind of training \"internship\" is not known; kinds are"},
		{"an unknown kind of credential", "credentials:\n  - {id: x, kind: permit, name: X}\n", ":2: the kind \"permit\" is not known; kinds are"},
		{"no name", "credentials:\n  - {id: x, kind: license}\n", ":2: x has no name"},
		{"an unknown price", "programs:\n  - level: masters\n    field: \"52.02\"\n    routes:\n      - {months: 24, cost: {at: mba, years: 2}}\n", ":5: the price \"mba\" is not known; prices are"},
		{"a cost in words", "programs:\n  - level: masters\n    field: \"52.02\"\n    routes:\n      - {months: 24, cost: dear}\n", "line 5: the cost \"dear\" is not a whole number of dollars"},
		{"years of nothing", "programs:\n  - level: masters\n    field: \"52.02\"\n    routes:\n      - {months: 24, cost: {years: 2}}\n", "line 5: a cost is a number of dollars, or"},
		{"quicker beside a job", "programs:\n  - level: masters\n    field: \"52.02\"\n    routes:\n      - {months: 24, partTimeMonths: 12, cost: 1}\n", ":2: a route to masters takes no less beside a job"},
		{"an unknown beginning", "regulated: [nursing]\n", ":1: \"nursing\" is no beginning of CIP codes"},
	} {
		file := filepath.Join(t.TempDir(), "mine.yaml")
		if err := os.WriteFile(file, []byte(x.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ReadOverlay(file)
		switch {
		case err == nil:
			t.Errorf("%s passes", x.name)
		case !strings.Contains(err.Error(), x.want) || !strings.Contains(err.Error(), "mine.yaml"):
			t.Errorf("%s: %v\nwant it to name mine.yaml and say %q", x.name, err, x.want)
		case strings.Contains(err.Error(), "importer."):
			t.Errorf("%s: the message names a Go type: %v", x.name, err)
		}
	}
	if _, err := ReadOverlay(filepath.Join(t.TempDir(), "none.yaml")); err == nil || !strings.Contains(err.Error(), "none.yaml") {
		t.Errorf("a missing overlay: %v", err)
	}
}

// TestOverlayWins lays an overlay over the built-in one: what it says of a career, a program or a credential replaces what
// stands there, and codes that the publishers do not have are refused with their line.
func TestOverlayWins(t *testing.T) {
	s := *references(t)
	read := func(text string) *Overlay {
		file := filepath.Join(t.TempDir(), "mine.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o, err := ReadOverlay(file)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	s.Overlay = read(`
education:
  - careers: ["29-1141.00"]
    requires: {level: bachelors, fields: ["51.3801"]}
training:
  - {careers: ["47-2111.00"], kind: apprenticeship, months: 0}
experience:
  - {careers: ["53-2011.00"], months: 36, in: ["53-2012.00"]}
programs:
  - level: bachelors
    field: "51.3801"
    routes:
      - {requires: {level: high-school}, months: 40, cost: 5}
credentials:
  - {id: license-massage, kind: license, name: My massage license, careers: ["31-9011.00"], routes: [{months: 1, cost: 7}]}
`)
	d, _, err := Build(s)
	if err != nil {
		t.Fatal(err)
	}
	careers, credentials := map[string]*career{}, map[string]credential{}
	for _, c := range d.Careers {
		careers[c.ID] = c
	}
	for _, c := range d.Credentials {
		credentials[c.ID] = c
	}
	if _, ok := careers["electricians-apprentice"]; ok {
		t.Error("months: 0 does not take the apprenticeship away")
	}
	if c := credentials["bachelors-51.3801"]; len(c.Routes) != 1 || c.Routes[0].Months.Typical != 40 || c.Routes[0].Cost.Typical != 5 {
		t.Errorf("the program has other routes than the overlay's: %+v", c.Routes)
	}
	if c := credentials["license-massage"]; c.Name != "My massage license" || len(c.Routes) != 1 || c.Routes[0].Cost.Typical != 7 {
		t.Errorf("the license is not the overlay's: %+v", c)
	}
	found := false
	each(careers["airline-pilots-copilots-and-flight-engineers"].Requires, func(r requirement) {
		if w, ok := r.(*worked); ok {
			found = w.Experience.Months == 36
		}
	})
	if !found {
		t.Error("the months of experience are not the overlay's")
	}

	s.Overlay = read("training:\n  - {careers: [\"99-9999.00\"], kind: apprenticeship, months: 3}\nregulated: [\"51.38*\"]\n")
	if _, _, err := Build(s); err == nil || !strings.Contains(err.Error(), "mine.yaml:2: no occupation of O*NET with a Job Zone has the code \"99-9999.00\"") {
		t.Errorf("an unknown code: %v", err)
	}
	s.Overlay = read("education:\n  - careers: [\"29-1141.00\"]\n    requires: {credential: license-nurse}\n")
	if _, _, err := Build(s); err == nil || !strings.Contains(err.Error(), "mine.yaml:3: the credential \"license-nurse\" is not among") {
		t.Errorf("an unknown credential: %v", err)
	}
	s.Overlay = read("recommends:\n  - {careers: [\"29-1141.00\"], level: bachelors, fields: [\"99.99\"]}\n")
	if _, _, err := Build(s); err == nil || !strings.Contains(err.Error(), "mine.yaml:2: no program has the CIP code \"99.99\"") {
		t.Errorf("an unknown program: %v", err)
	}
}

// TestOptionalFiles builds without the files that may be absent: prices are the overlay's, and the report says so.
func TestOptionalFiles(t *testing.T) {
	s := *references(t)
	s.Sectors, s.Handbook, s.Titles, s.Prices = nil, nil, nil, nil
	d, report, err := Build(s)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Industries) != 0 || len(d.Careers) < 1000 {
		t.Errorf("%d industries and %d careers", len(d.Industries), len(d.Careers))
	}
	for _, c := range d.Credentials {
		for _, r := range c.Routes {
			if strings.HasPrefix(c.ID, "bachelors-") && r.Cost.Typical == 0 {
				t.Fatalf("%s is free without IPEDS", c.ID)
			}
		}
	}
	if report.Doubts() == 0 {
		t.Error("the report says nothing of the prices")
	}
}

// FuzzOverlay: whatever an overlay holds is read, or refused with its file.
func FuzzOverlay(f *testing.F) {
	f.Add(builtin)
	f.Add([]byte("{}"))
	f.Add([]byte("education:\n  - careers: [\"29-1141.00\"]\n    requires: {level: bachelors, fields: [51.3801]}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		if _, err := readLayer("mine.yaml", content); err != nil && !strings.Contains(err.Error(), "overlay mine.yaml") {
			t.Error(err)
		}
	})
}
