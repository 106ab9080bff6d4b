package onet

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

const rated = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tRecommend Suppress\tNot Relevant\n"

func excerpt(t testing.TB, changes ...published.Change) *table.Place {
	return published.Excerpt(t, "release.txtar", changes...)
}

func TestRead(t *testing.T) {
	db, err := Read(excerpt(t, published.Change{File: "Skills.txt", New: rated +
		"15-1211.01\t2.A.1.a\tReading Comprehension\tIM\t4.12\tN\tn/a\n15-1211.01\t2.A.1.a\tReading Comprehension\tLV\t0.5\tY\tY\n"}))
	if err != nil {
		t.Fatal(err)
	}
	o, ok := db.Occupation("15-1211.01")
	if !ok || o.Title != "Health Informatics Specialists" || o.JobZone != 5 || len(o.AlternateTitles) != 3 || len(o.ReportedTitles) != 2 {
		t.Errorf("got %+v", o)
	}
	for name, test := range map[string]struct {
		got        Distribution
		categories int
	}{"RL": {o.Education, 12}, "RW": {o.Experience, 11}, "PT": {o.PlantTraining, 9}, "OJ": {o.JobTraining, 9}} {
		sum := 0.0
		for _, s := range test.got {
			sum += s.Percent
		}
		if len(test.got) != test.categories || sum < 99.9 || sum > 100.1 {
			t.Errorf("%s: got %d categories, %.2f percent", name, len(test.got), sum)
		}
	}
	want := []Rating{{
		Element: "2.A.1.a", Name: "Reading Comprehension",
		Importance: table.Number{Value: 4.12, Known: true}, Level: table.Number{Value: 0.5, Known: true}, Suppress: true, NotRelevant: true,
	}}
	if diff := cmp.Diff(want, o.Skills); diff != "" {
		t.Error(diff)
	}
	if other, ok := db.Occupation("15-1299.00"); !ok || other.JobZone != 0 || other.Education != nil {
		t.Errorf("an occupation without job zone: got %+v", other)
	}
	if got := db.Tables[Skills]; got.Rows() != 2 || got.Release != (Release{"30.2", 2026, time.February}) {
		t.Errorf("skills: got %+v", got)
	}
	if !slices.IsSortedFunc(db.Related, func(a, b Relation) int { return strings.Compare(string(a.From), string(b.From)) }) || len(db.Related) == 0 {
		t.Errorf("related: got %v", db.Related)
	}
	if len(db.Warnings) != 1 || !strings.Contains(db.Warnings[0].Message, "table knowledge") {
		t.Errorf("want a warning that there is no table knowledge, got %v", db.Warnings)
	}
	if _, ok := db.Occupation("99-9999.00"); ok {
		t.Error("an occupation that is not there was found")
	}
}

// TestRenamed reads the files under the names and with the columns of releases from 30.3.
func TestRenamed(t *testing.T) {
	plain := excerpt(t)
	before, err := Read(plain)
	if err != nil {
		t.Fatal(err)
	}
	header := "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\tData Value\n"
	education, training := header, header
	for _, o := range before.Occupations {
		for _, s := range scales {
			for i, share := range *s.of(&o) {
				line := fmt.Sprintf("%s\t-\t-\t%s\t%d\t%.2f\n", o.Code, s.id, i+1, share.Percent)
				if s.id == "RL" {
					education += line
				} else {
					training += line
				}
			}
		}
	}
	after, err := Read(excerpt(t,
		published.Change{File: "Education, Training, and Experience.txt"},
		published.Change{File: "Education.txt", New: education}, published.Change{File: "Training and Experience.txt", New: training},
		published.Change{File: "Alternate Titles.txt"},
		published.Change{File: "Job Titles.txt", New: "O*NET-SOC Code\tJob Title\tShort Title\tSource(s)\n15-1211.01\tInformaticist\tn/a\t08\n"},
		published.Change{File: "Essential Skills.txt", New: rated + "15-1211.01\t2.A.1.a\tReading Comprehension\tIM\t4\tN\tn/a\n"},
		published.Change{File: "Transferable Skills.txt", New: rated + "15-1211.01\t2.B.1.a\tSocial Perceptiveness\tIM\t3\tN\tn/a\n"},
		published.Change{File: "Technology Skills.txt"},
		published.Change{File: "Software Skills.txt", New: "O*NET-SOC Code\tWorkplace Example\tElement ID\tElement Name\tHot Technology\tIn Demand\n15-1211.01\tMySQL\t2.E\tDatabases\tY\tN\n"},
	))
	if err != nil {
		t.Fatal(err)
	}
	was, _ := before.Occupation("15-1211.01")
	is, _ := after.Occupation("15-1211.01")
	if len(is.Skills) != 2 || !slices.Equal(is.AlternateTitles, []string{"Informaticist"}) || !slices.Equal(is.Technology, []Product{{"MySQL", "Databases", true, false}}) {
		t.Errorf("got %+v", is)
	}
	shares := func(d Distribution) (all []float64) {
		for _, s := range d {
			all = append(all, s.Percent)
		}
		return all
	}
	if !slices.Equal(shares(is.Education), shares(was.Education)) || !slices.Equal(shares(is.JobTraining), shares(was.JobTraining)) {
		t.Error("education differs")
	}
	if got := after.Tables[Education].Origins; len(got) != 2 {
		t.Errorf("education comes from %v", got)
	}
}

// TestTwoReleases takes a table that the newer release lacks from the older.
func TestTwoReleases(t *testing.T) {
	older := excerpt(t, published.Change{File: "Read Me.txt", New: "O*NET 29.3 Database\nMay 2025 Release\n"},
		published.Change{File: "Knowledge.txt", New: rated + "15-1211.01\t2.C.1.a\tAdministration\tIM\t4\tN\tn/a\n"})
	db, err := Read(excerpt(t), older)
	if err != nil {
		t.Fatal(err)
	}
	if got := db.Tables[Knowledge].Release.Version; got != "29.3" {
		t.Errorf("knowledge is of release %q", got)
	}
	if got := db.Tables[JobZones].Release.Version; got != "30.2" {
		t.Errorf("job zones are of release %q", got)
	}
}

// TestWrong holds the messages for what is wrong with a release.
func TestWrong(t *testing.T) {
	const ete = "Education, Training, and Experience.txt"
	for name, test := range map[string]struct {
		change published.Change
		want   string
	}{
		"missing":         {published.Change{File: "Job Zones.txt"}, `there is no file "job zones.txt" with the table job-zones; the place has "Alternate Titles.txt"`},
		"split in half":   {published.Change{File: ete}, `"education, training, and experience.txt", "education.txt", "training and experience.txt"`},
		"no read me":      {published.Change{File: "Read Me.txt"}, `there is no file "read me.txt" with the release of the database`},
		"other read me":   {published.Change{File: "Read Me.txt", New: "hello\n"}, `Read Me.txt: no lines such as "O*NET 30.2 Database"`},
		"bad code":        {published.Change{File: "Job Zones.txt", Old: "29-1141.00", New: "29-1141"}, `Job Zones.txt: row 4, column "O*NET-SOC Code": "29-1141" is not a code such as 99-9999.99`},
		"bad zone":        {published.Change{File: "Job Zones.txt", Old: "29-1141.00\t", New: "29-1141.00\t9"}, `column "Job Zone": "94" is not a whole number from 1 to 5`},
		"twice":           {published.Change{File: "Occupation Data.txt", Old: "15-1299.00", New: "29-1141.00"}, `is in row`},
		"zone twice":      {published.Change{File: "Job Zones.txt", Old: "29-9021.00", New: "29-1141.00"}, `29-1141.00 has a job zone already`},
		"later release":   {published.Change{File: "Job Zones.txt", Old: "\t08/20", New: "\t08/30"}, `is after the release 30.2 of February 2026: the file is of a later release`},
		"another edition": {published.Change{File: "Job Zones.txt", Old: "15-", New: "95-"}, `rows are of occupations that the table occupations does not have: the files are of different releases`},
		"bad tier":        {published.Change{File: "Related Occupations.txt", Old: "Primary-Short", New: "Close"}, `column "Relatedness Tier": "Close" is not one of "Primary-Short"`},
		"bad scale":       {published.Change{File: ete, Old: "\tRL\t1\t", New: "\tXX\t1\t"}, `column "Scale ID": "XX" is not one of`},
		"category":        {published.Change{File: ete, Old: "\tRL\t12\t", New: "\tRL\t13\t"}, `column "Category": "13" is not a whole number from 1 to 12`},
		"category twice":  {published.Change{File: ete, Old: "\tRL\t12\t", New: "\tRL\t11\t"}, `has two rows for scale RL and category 11`},
		"flag":            {published.Change{File: "Technology Skills.txt", Old: "\tN\t", New: "\tno\t"}, `"no" is neither Y nor N`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(excerpt(t, test.change))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestShares warns of a distribution that has lost a row.
func TestShares(t *testing.T) {
	place := excerpt(t)
	whole, err := Read(place)
	if err != nil {
		t.Fatal(err)
	}
	header := "O*NET-SOC Code\tElement ID\tScale ID\tCategory\tData Value\n"
	cut, err := Read(excerpt(t, published.Change{File: "Education, Training, and Experience.txt", New: header + "15-1211.01\t2.D.1\tRL\t6\t40\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(cut.Warnings) != len(whole.Warnings)+1 || !strings.Contains(cut.Warnings.Error(), "15-1211.01: the shares of scale RL add up to 40.00 percent, and 11 of 12 categories have no row") {
		t.Errorf("got %v", cut.Warnings)
	}
}

// FuzzEducation holds that no file of answers makes the reader panic, and that the answers that were read are shares.
func FuzzEducation(f *testing.F) {
	header := "O*NET-SOC Code\tElement ID\tScale ID\tCategory\tData Value\tRecommend Suppress\tDate\n"
	for _, rows := range []string{"15-1211.01\t2.D.1\tRL\t6\t40\tN\t08/2020\n", "15-1211.01\t2.D.4.a\tIM\tn/a\t4.1\tY\t/\n", "\t\t\t\n"} {
		f.Add(header + rows)
	}
	f.Fuzz(func(t *testing.T, content string) {
		db, err := Read(excerpt(t, published.Change{File: "Education, Training, and Experience.txt", New: content}))
		if err != nil {
			return
		}
		for _, o := range db.Occupations {
			for _, s := range *scales[0].of(&o) {
				if s.Percent < 0 || s.Percent > 100 {
					t.Errorf("%s: %g percent", o.Code, s.Percent)
				}
			}
		}
	})
}
