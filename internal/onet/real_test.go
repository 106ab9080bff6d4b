package onet

import (
	"sync"
	"testing"
	"time"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

// read reads the publishers' files once for all tests.
var read = sync.OnceValues(func() (*Database, error) {
	return Read(places...)
})

var places []*table.Place

// publishedDatabase is release 30.2 with the skills of 29.3.
func publishedDatabase(t *testing.T) *Database {
	t.Helper()
	places = []*table.Place{published.Open(t, "onet"), published.Open(t, "onet_29_3")}
	db, err := read()
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// TestPublishedDatabase holds the counts against those of the publisher's tables.
func TestPublishedDatabase(t *testing.T) {
	db := publishedDatabase(t)
	if len(db.Warnings) > 0 {
		t.Errorf("warnings:\n%v", db.Warnings)
	}
	newer, older := Release{"30.2", 2026, time.February}, Release{"29.3", 2025, time.May}
	for key, want := range map[Key]struct {
		rows    int
		release Release
	}{
		Occupations: {1016, newer}, JobZones: {923, newer}, Education: {37125, newer}, Related: {18460, newer},
		AlternateTitles: {57543, newer}, ReportedTitles: {7953, newer}, Technology: {32773, newer},
		Skills: {61530, older}, Knowledge: {58014, older},
	} {
		if got := db.Tables[key]; got.Rows() != want.rows || got.Release != want.release {
			t.Errorf("%s: got %d rows of %v, want %d of %v", key, got.Rows(), got.Release, want.rows, want.release)
		}
	}
	counts := map[string]int{}
	socs := map[string]bool{}
	for _, o := range db.Occupations {
		socs[o.Code.SOC()] = true
		for what, holds := range map[string]bool{
			"job zone": o.JobZone > 0, "education": o.Education != nil, "skills": len(o.Skills) == 35, "knowledge": len(o.Knowledge) == 33,
			"certification": o.Certification.Known, "certification of 3": o.Certification.Value >= 3, "apprenticeship": o.Apprenticeship.Known,
		} {
			if holds {
				counts[what]++
			}
		}
	}
	for _, r := range db.Related {
		counts[string(r.Tier)]++
	}
	for what, want := range map[string]int{
		"job zone": 923, "education": 878, "skills": 879, "knowledge": 879, "certification": 564, "certification of 3": 211,
		"apprenticeship": 563, string(PrimaryShort): 4615, string(PrimaryLong): 4615, string(Supplemental): 9230,
	} {
		if counts[what] != want {
			t.Errorf("%s: got %d, want %d", what, counts[what], want)
		}
	}
	if len(socs) != 867 {
		t.Errorf("got %d SOC codes, want 867", len(socs))
	}
}

// TestPublishedOccupation reads one occupation whose figures are known from the publisher's page.
func TestPublishedOccupation(t *testing.T) {
	db := publishedDatabase(t)
	o, ok := db.Occupation("15-1211.01")
	if !ok || o.Title != "Health Informatics Specialists" || o.JobZone != 5 || o.Code.SOC() != "15-1211" {
		t.Fatalf("got %+v", o)
	}
	mode := 0
	for i, s := range o.Education {
		if s.Percent > o.Education[mode].Percent {
			mode = i
		}
	}
	if len(o.Education) != 12 || mode+1 != 8 {
		t.Errorf("got %d categories of education, most answers in %d; want 12 and 8, a master's", len(o.Education), mode+1)
	}
	if first := o.Skills[0]; first.Element != "2.A.1.a" || first.Name != "Reading Comprehension" || !first.Importance.Known || !first.Level.Known {
		t.Errorf("first skill: %+v", first)
	}
	if first := db.Occupations[0].Skills[0].Importance; first != (table.Number{Value: 4.12, Known: true}) {
		t.Errorf("chief executives read with importance %+v, want 4.12", first)
	}
}
