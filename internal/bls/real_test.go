package bls

import (
	"path/filepath"
	"testing"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

func known(value float64) table.Number { return table.Number{Value: value, Known: true} }

// count is how many of the rows are of single occupations, and how many of these have a median, an employment and a
// median that is only a bound.
func count(w *Wages) (detailed, median, employment, bound int) {
	for _, row := range w.Rows {
		if row.Group != Detailed {
			continue
		}
		detailed++
		if row.Annual.Median.Known {
			median++
		}
		if row.Employment.Known {
			employment++
		}
		if row.Annual.Median.AtLeast {
			bound++
		}
	}
	return detailed, median, employment, bound
}

func TestPublishedWages(t *testing.T) {
	w, err := ReadWages(published.Open(t, "bls_oews"))
	if err != nil {
		t.Fatal(err)
	}
	if w.Year != 2025 || w.Month != "May" || len(w.Rows) != 1401 || w.Origin != (table.Origin{File: "national_M2025_dl.xlsx", Rows: 1401}) {
		t.Errorf("got %d rows of %s %d from %v", len(w.Rows), w.Month, w.Year, w.Origin)
	}
	if detailed, median, _, bound := count(w); detailed != 830 || median != 825 || bound != 0 {
		t.Errorf("got %d occupations, %d with an annual median, %d of these bounds; want 830, 825, 0", detailed, median, bound)
	}
	for _, row := range w.Rows {
		if row.Code != "15-1211" {
			continue
		}
		if want := (Pay{known(row.Annual.Mean.Value), known(67340), known(82860), known(105850), known(134110), known(167710)}); row.Annual != want {
			t.Errorf("systems analysts: got %v, want %v", row.Annual, want)
		}
	}
}

// TestPublishedWagesOfThatYear reads a file that gives the highest wages only as a bound.
func TestPublishedWagesOfThatYear(t *testing.T) {
	p, err := table.Open(published.Path(t, filepath.Join("bls_oews", "national_M2024_dl.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	w, err := ReadWages(p)
	if err != nil {
		t.Fatal(err)
	}
	if detailed, _, _, bound := count(w); w.Year != 2024 || detailed != 831 || bound != 17 {
		t.Errorf("got %d occupations of %d, %d medians are bounds; want 831 of 2024, 17", detailed, w.Year, bound)
	}
	for _, row := range w.Rows {
		if n := row.Annual.Median; n.AtLeast && n.Value != 239200 || row.Hourly.Median.AtLeast && row.Hourly.Median.Value != 115 {
			t.Errorf("%s: got %v and %v, want bounds of 239200 and 115", row.Code, n, row.Hourly.Median)
		}
	}
}

func TestPublishedSectors(t *testing.T) {
	w, err := ReadSectors(published.Open(t, "bls_oews"))
	if err != nil {
		t.Fatal(err)
	}
	sectors := map[string]bool{}
	for _, row := range w.Rows {
		sectors[row.Sector] = true
	}
	detailed, median, employment, bound := count(w)
	if w.Year != 2024 || len(w.Rows) != 16434 || detailed != 8579 || median-bound != 8403 || employment != 7935 || bound != 45 || len(sectors) != 20 {
		t.Errorf("got %d rows of %d, %d of occupations, %d with median (%d bounds), %d with employment, %d sectors",
			len(w.Rows), w.Year, detailed, median, bound, employment, len(sectors))
	}
}

func TestPublishedProjections(t *testing.T) {
	p, err := ReadProjections(published.Open(t, "bls_ep"))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Warnings) > 0 {
		t.Errorf("warnings:\n%v", p.Warnings)
	}
	if p.BaseYear != 2024 || p.TargetYear != 2034 || p.WageYear != 2024 || p.AttainmentYears != "2022-23" {
		t.Errorf("got years %d, %d, %d, %s", p.BaseYear, p.TargetYear, p.WageYear, p.AttainmentYears)
	}
	if p.Outlook.Rows != 1113 || p.Attainment.Rows != 833 || p.Skills.Rows != 832 || len(p.SkillNames) != 17 || len(p.AttainmentLevels) != 7 {
		t.Errorf("got %v, %v, %v, %d skills, %d levels", p.Outlook, p.Attainment, p.Skills, len(p.SkillNames), len(p.AttainmentLevels))
	}
	got, bounds, whole := map[string]int{}, 0, 0
	for _, o := range p.Occupations {
		got["all"]++
		got["education "+string(o.Education)]++
		got["experience "+string(o.Experience)]++
		got["training "+string(o.Training)]++
		if o.MedianWage.AtLeast {
			bounds++
		}
		sum := 0.0
		for _, n := range o.Attainment {
			sum += n.Value
		}
		if sum > 99.7 && sum < 100.3 && len(o.SkillRanks) == 17 {
			whole++
		}
	}
	for what, want := range map[string]int{
		"all":                               832,
		"education " + string(NoCredential): 109, "education " + string(HighSchool): 326, "education " + string(SomeCollege): 7,
		"education " + string(NondegreeAward): 51, "education " + string(Associate): 48, "education " + string(Bachelors): 178,
		"education " + string(Masters): 40, "education " + string(Doctoral): 73,
		"experience " + string(NoExperience): 716, "experience " + string(LessThanFiveYears): 88, "experience " + string(FiveYearsOrMore): 28,
		"training " + string(NoTraining): 322, "training " + string(ShortTerm): 174, "training " + string(ModerateTerm): 229,
		"training " + string(LongTerm): 56, "training " + string(Apprenticeship): 15, "training " + string(Internship): 36,
	} {
		if got[what] != want {
			t.Errorf("%s: got %d, want %d", what, got[what], want)
		}
	}
	if bounds != 17 || whole != 832 {
		t.Errorf("%d wages are bounds, %d occupations have whole shares and all skills; want 17 and 832", bounds, whole)
	}
}

func TestPublishedHandbook(t *testing.T) {
	h, err := ReadHandbook(published.Open(t, "bls_ooh"))
	if err != nil {
		t.Fatal(err)
	}
	relations, linked := map[Relation]int{}, map[Relation]int{}
	for _, l := range h.Links {
		relations[l.Relation]++
		if l.HasPage {
			linked[l.Relation]++
		}
	}
	codes := map[string]bool{}
	for _, p := range h.Pages {
		for _, c := range p.Codes {
			codes[c] = true
		}
	}
	if len(h.Pages) != 342 || len(codes) != 700 || h.Modified != 2025 {
		t.Errorf("got %d pages with %d codes of %d, want 342 with 700 of 2025", len(h.Pages), len(codes), h.Modified)
	}
	if relations[Similar] != 2600 || linked[Advancement] != 113 || linked[ExperienceFrom] != 88 {
		t.Errorf("got %v, of these to pages %v", relations, linked)
	}
}
