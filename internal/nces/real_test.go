package nces

import (
	"cmp"
	"path/filepath"
	"slices"
	"testing"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

// TestPublishedCrosswalk reads the workbook and the CSV, which say the same.
func TestPublishedCrosswalk(t *testing.T) {
	var read []*Crosswalk
	for _, name := range []string{"CIP2020_SOC2018_Crosswalk.xlsx", "CIP2020_SOC2018_Crosswalk.csv"} {
		c, err := ReadCrosswalk(published.Open(t, filepath.Join("nces_cip", name)))
		if err != nil {
			t.Fatal(err)
		}
		programs, occupations := map[string]bool{}, map[string]bool{}
		for _, pair := range c.Pairs {
			programs[pair.CIP], occupations[pair.SOC] = true, true
		}
		if c.Origin.Rows != 6097 || len(c.Pairs) != 5723 || len(programs) != 1948 || len(occupations) != 687 {
			t.Errorf("%s: got %d rows, %d pairs of %d programs and %d occupations", name, c.Origin.Rows, len(c.Pairs), len(programs), len(occupations))
		}
		if len(c.UnmatchedPrograms) != 194 || len(c.UnmatchedOccupations) != 180 || c.CIPYear != 2020 || c.SOCYear != 2018 {
			t.Errorf("%s: got %d and %d without a counterpart, years %d and %d",
				name, len(c.UnmatchedPrograms), len(c.UnmatchedOccupations), c.CIPYear, c.SOCYear)
		}
		read = append(read, c)
	}
	if !slices.Equal(read[0].Pairs, read[1].Pairs) || !slices.Equal(read[0].Programs, read[1].Programs) {
		t.Error("the workbook and the CSV differ")
	}
}

func TestPublishedTitles(t *testing.T) {
	c, err := ReadTitles(published.Open(t, "nces_cip"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Year != 2020 || c.Origin.Rows != 2848 || len(c.Gone) != 161 || len(c.Families)+len(c.Groups)+len(c.Programs) != 2848-161 {
		t.Errorf("got %d rows of %d: %d families, %d groups, %d programs, %d gone",
			c.Origin.Rows, c.Year, len(c.Families), len(c.Groups), len(c.Programs), len(c.Gone))
	}
	if !slices.Contains(c.Programs, Title{"51.0707", "Health Information/Medical Records Technology/Technician"}) {
		t.Error("51.0707 is not among the programs")
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return (values[(len(values)-1)/2] + values[len(values)/2]) / 2
}

// TestPublishedPrograms holds medians over the records with a tuition against those computed from the file by other means.
func TestPublishedPrograms(t *testing.T) {
	p, err := ReadPrices(published.Open(t, "ipeds"))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Programs) != 8107 || p.ProgramOrigin.Rows != 2222 || p.ProgramYear != "2021-22" || p.UnlistedPrograms != 0 {
		t.Errorf("got %d programs in %d rows of %s, %d unlisted", len(p.Programs), p.ProgramOrigin.Rows, p.ProgramYear, p.UnlistedPrograms)
	}
	for _, test := range []struct {
		name           string
		of             func(ProgramPrice) bool
		records        int
		dollars, month float64
	}{
		{"all", func(ProgramPrice) bool { return true }, 8050, 13962, 9},
		{"public", func(x ProgramPrice) bool { return x.Control == Public }, 1313, 6118, 10},
		{"for profit", func(x ProgramPrice) bool { return x.Control == ForProfit }, 6448, 15461.5, 9},
		{"medical assistant", func(x ProgramPrice) bool { return x.CIP == "51.0801" }, 472, 16112, 9},
		{"practical nurse", func(x ProgramPrice) bool { return x.CIP == "51.3901" }, 293, 16500, 12},
	} {
		var dollars, months []float64
		for _, x := range p.Programs {
			if test.of(x) && x.Tuition.Known && x.Months.Known {
				dollars, months = append(dollars, x.Tuition.Value+x.Books.Value), append(months, x.Months.Value)
			}
		}
		if len(dollars) != test.records || median(dollars) != test.dollars || median(months) != test.month {
			t.Errorf("%s: got %d records, %g dollars, %g months; want %d, %g, %g",
				test.name, len(dollars), median(dollars), median(months), test.records, test.dollars, test.month)
		}
	}
}

func TestPublishedYears(t *testing.T) {
	p, err := ReadPrices(published.Open(t, "ipeds"))
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Years) != 3876 || p.UnlistedYears != 3876-3818 || p.AcademicYear != "2022-23" || p.DirectoryYear != 2021 || p.DirectoryOrigin.Rows != 6289 {
		t.Errorf("got %d rows of %s, %d unlisted in the list of %d with %d", len(p.Years), p.AcademicYear, p.UnlistedYears, p.DirectoryYear, p.DirectoryOrigin.Rows)
	}
	type sample struct {
		name    string
		of      func(YearPrice) table.Number
		records int
		dollars float64
	}
	sum := func(c Charge) table.Number {
		return table.Number{Value: c.Tuition.Value + c.Fees.Value, Known: c.Tuition.Known}
	}
	state := func(control Control, level Level) func(YearPrice) table.Number {
		return func(y YearPrice) table.Number {
			n := sum(y.Undergraduate.InState)
			n.Known = n.Known && y.Control == control && y.Level == level
			return n
		}
	}
	professional := func(field Professional) func(YearPrice) table.Number {
		return func(y YearPrice) table.Number {
			for _, c := range y.Professional {
				if c.Program == field {
					return sum(c.Charge)
				}
			}
			return table.Number{}
		}
	}
	samples := []sample{
		{"public four-year", state(Public, FourYear), 754, 8442.5},
		{"public two-year", state(Public, TwoYear), 826, 4629},
		{"nonprofit four-year", state(Nonprofit, FourYear), 1371, 29720},
		{"medicine", professional(Medicine), 0, 41266},
		{"law", professional(Law), 0, 38650},
		{"pharmacy", professional(Pharmacy), 0, 35730.5},
	}
	for _, s := range samples {
		var dollars []float64
		for _, y := range p.Years {
			if n := s.of(y); n.Known {
				dollars = append(dollars, n.Value)
			}
		}
		if len(dollars) != cmp.Or(s.records, len(dollars)) || median(dollars) != s.dollars {
			t.Errorf("%s: got %d records, %g dollars; want %d, %g", s.name, len(dollars), median(dollars), s.records, s.dollars)
		}
	}
}
