package importer

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func small() *Document {
	return &Document{
		Catalog: block{Format: 1, ID: "small", Title: "Small", Version: "1", Currency: "USD"},
		Sources: []source{{ID: assumed, Title: "Editorial assumption"}},
		Careers: []*career{
			{ID: "one", Name: "One", SOC: "11-1011.00", Requires: never(), Wage: &wage{Annual: 1, Source: assumed}},
			{ID: "two", Name: "Two", SOC: "29-1141.00", Requires: &allOf{All: []requirement{&levelOf{Level: "associate"}, &held{diploma}}}},
		},
		Credentials: []credential{{
			ID: diploma, Kind: "degree", Level: "high-school", Name: "High School Diploma",
			Routes: []route{{Months: exactly(3), Cost: &figure{Min: 1, Typical: 2, Max: 3, Source: assumed, Year: 2022}, Source: assumed}},
		}},
	}
}

// TestWrite writes twice into the same folder, and refuses one that holds something else.
func TestWrite(t *testing.T) {
	parent := t.TempDir()
	folder := filepath.Join(parent, "deep", "out")
	for range 2 {
		if err := small().Write(folder); err != nil {
			t.Fatal(err)
		}
	}
	content := ""
	for _, name := range []string{"catalog.yaml", "credentials.yaml", "careers-11.yaml", "careers-29.yaml"} {
		b, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		content += string(b)
	}
	for _, want := range []string{
		"requires: {any: []}", "requires: {all: [{level: associate}, {credential: high-school-diploma}]}", "months: 3",
		"cost: {min: 1, typical: 2, max: 3, source: assumed, year: 2022}",
	} {
		if !strings.Contains(content, want) {
			t.Errorf("%q is not in\n%s", want, content)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(folder))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the folder there are %d entries, %v", len(entries), err)
	}

	other := filepath.Join(parent, "other")
	if err := os.MkdirAll(other, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "letter.txt"), []byte("Dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := small().Write(other); err == nil || !strings.Contains(err.Error(), "holds something else than a catalog") {
		t.Errorf("a folder with a letter: %v", err)
	}
	if b, err := os.ReadFile(filepath.Join(other, "letter.txt")); err != nil || string(b) != "Dear" {
		t.Errorf("the letter is gone: %q, %v", b, err)
	}
	if err := small().Write(filepath.Join(other, "letter.txt")); err == nil || !strings.Contains(err.Error(), "is not a folder to write into") {
		t.Errorf("a file for a folder: %v", err)
	}
}

// TestReport shows counts beside those of the reference, and warnings by kind.
func TestReport(t *testing.T) {
	r := &Report{}
	r.join("wages", join{found: 2, planned: 1, total: 4, totalPlanned: 2, missing: []string{"11-1031.00 Legislators"}}, 2, 2)
	r.count("careers", 5, 5)
	r.count("routes", 6, 7)
	for range shownCases + 2 {
		r.warn("prices", "no price of %s", "law")
	}
	var b strings.Builder
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 of 4", "1 of 2", "2, 2", "the same", "11-1031.00 Legislators", "Warning, 14: prices", "no price of law", "and 2 more"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, b.String())
		}
	}
	if r.Doubts() != shownCases+2 {
		t.Errorf("%d doubts", r.Doubts())
	}
}
