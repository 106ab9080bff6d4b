package nces

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

func excerpt(t testing.TB, changes ...published.Change) *table.Place {
	return published.Excerpt(t, "files.txtar", changes...)
}

func TestCrosswalk(t *testing.T) {
	c, err := ReadCrosswalk(excerpt(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Pair{
		{"51.0707", "29-2072"},
		{"51.0707", "29-9021"},
		{"51.2706", "15-1221"},
		{"51.2706", "15-1299"},
		{"51.2706", "25-1199"},
		{"51.2706", "29-9021"},
	}
	if diff := cmp.Diff(want, c.Pairs); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(c.UnmatchedPrograms, []string{"60.9999"}) || !slices.Equal(c.UnmatchedOccupations, []string{"13-1074"}) {
		t.Errorf("without counterpart: %v, %v", c.UnmatchedPrograms, c.UnmatchedOccupations)
	}
	if c.CIPYear != 2020 || c.SOCYear != 2018 || c.Origin != (table.Origin{File: "CIP2020_SOC2018_Crosswalk.csv", Rows: 8}) {
		t.Errorf("got %d, %d, %v", c.CIPYear, c.SOCYear, c.Origin)
	}
	if !slices.Contains(c.Programs, Title{"51.2706", "Medical Informatics"}) || len(c.Programs) != 3 || len(c.Occupations) != 6 {
		t.Errorf("got %v, %v", c.Programs, c.Occupations)
	}
}

func TestTitles(t *testing.T) {
	c, err := ReadTitles(excerpt(t))
	if err != nil {
		t.Fatal(err)
	}
	want := &Titles{
		Families: []Title{{"51", "HEALTH PROFESSIONS AND RELATED PROGRAMS"}},
		Groups:   []Title{{"51.07", "Health and Medical Administrative Services"}},
		Programs: []Title{{"51.0707", "Health Information/Medical Records Technology/Technician"}, {"51.2706", "Medical Informatics"}},
		Gone:     []Title{{"01.0309", "Viticulture and Enology"}},
		Year:     2020, Origin: table.Origin{File: "CIPCode2020.csv", Rows: 5},
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
}

func TestPrices(t *testing.T) {
	p, err := ReadPrices(excerpt(t, published.Change{File: "hd2021.csv", Old: "Alabama A & M", New: "Alabama A \x96 M"}))
	if err != nil {
		t.Fatal(err)
	}
	n := func(v float64) table.Number { return table.Number{Value: v, Known: true} }
	if want := (ProgramPrice{Institution{101277, ForProfit, LessThanTwoYear}, "12.0401", n(12), n(1500), ClockHours, n(12150), n(2649)}); p.Programs[0] != want {
		t.Errorf("first program: got %+v, want %+v", p.Programs[0], want)
	}
	if want := (ProgramPrice{Institution{101277, ForProfit, LessThanTwoYear}, "12.0413", n(7), n(650), ClockHours, n(2150), n(815)}); p.Programs[1] != want {
		t.Errorf("second program: got %+v, want %+v", p.Programs[1], want)
	}
	if len(p.Programs) != 8 || p.ProgramYear != "2021-22" || p.AcademicYear != "2022-23" || p.DirectoryYear != 2021 {
		t.Errorf("got %d programs of %s, years of %s, institutions of %d", len(p.Programs), p.ProgramYear, p.AcademicYear, p.DirectoryYear)
	}
	want := YearPrice{
		Institution: Institution{100663, Public, FourYear},
		Undergraduate: Residence{
			Charge{n(8832), n(0)}, Charge{n(8832), n(0)}, Charge{n(21216), n(0)},
		},
		Graduate: Residence{Charge{n(8424), n(0)}, Charge{n(8424), n(0)}, Charge{n(19962), n(0)}},
		Professional: []ProfessionalCharge{
			{Dentistry, Charge{n(30972), n(0)}}, {Medicine, Charge{n(31198), n(3464)}}, {Optometry, Charge{n(28971), n(0)}},
		},
		Books: n(1200),
	}
	if diff := cmp.Diff(want, p.Years[1]); diff != "" {
		t.Error(diff)
	}
}

// TestPricesUnlisted keeps what institutions charge that are not in the list, and counts them.
func TestPricesUnlisted(t *testing.T) {
	p, err := ReadPrices(excerpt(t, published.Change{File: "hd2021.csv", New: "UNITID,CONTROL,ICLEVEL\n100654,-3,-3\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if p.UnlistedPrograms != 2 || p.UnlistedYears != 1 || p.Years[0].Control != UnknownControl || p.Programs[0].Institution != (Institution{Unit: 101277}) {
		t.Errorf("got %d and %d unlisted, %+v, %+v", p.UnlistedPrograms, p.UnlistedYears, p.Years[0].Institution, p.Programs[0].Institution)
	}
}

func TestWrong(t *testing.T) {
	crosswalk := func(p *table.Place) error { _, err := ReadCrosswalk(p); return err }
	titles := func(p *table.Place) error { _, err := ReadTitles(p); return err }
	prices := func(p *table.Place) error { _, err := ReadPrices(p); return err }
	const cip = "CIP2020_SOC2018_Crosswalk.csv"
	for name, test := range map[string]struct {
		read   func(*table.Place) error
		change published.Change
		want   string
	}{
		"no crosswalk":    {crosswalk, published.Change{File: cip}, `or give it as crosswalk=FILE`},
		"code":            {crosswalk, published.Change{File: cip, Old: "51.2706", New: "51.276"}, cip + `: row 4, column "CIP2020Code": "51.276" is not a code such as 99.9999`},
		"pair twice":      {crosswalk, published.Change{File: cip, Old: "29-2072", New: "29-9021"}, `51.0707 and 29-9021 are in row 2 already`},
		"other crosswalk": {crosswalk, published.Change{File: cip, Old: "CIP2020Code", New: "Code"}, `column "CIP####Code": there is no such column`},
		"title":           {titles, published.Change{File: "CIPCode2020.csv", Old: "Medical Informatics.", New: ""}, `column "CIPTitle": the cell is empty`},
		"family":          {titles, published.Change{File: "CIPCode2020.csv", Old: `="51",="51"`, New: `="51",="5"`}, `"5" is not a code such as 99`},
		"control":         {prices, published.Change{File: "hd2021.csv", Old: `",3,3`, New: `",7,3`}, `column "CONTROL": "7" is not a whole number from -3 to 3`},
		"institution":     {prices, published.Change{File: "hd2021.csv", Old: "100663", New: "100654"}, `institution 100654 has a row already`},
		"no list":         {prices, published.Change{File: "hd2021.csv"}, `with the list of institutions`},
		"price":           {prices, published.Change{File: "ic2021_py.csv", Old: ",12150,", New: ",a lot,"}, `column "CHG1PY3": "a lot" is not a number`},
		"no year":         {prices, published.Change{File: "ic2022_ay.csv"}, `charges by academic year`},
	} {
		t.Run(name, func(t *testing.T) {
			if err := test.read(excerpt(t, test.change)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// FuzzPrices holds that no table of charges makes the reader panic, and that it is read the same again.
func FuzzPrices(f *testing.F) {
	header := "UNITID,CIPCODE1,CHG1PY3,CHG4PY3"
	for _, n := range []string{"1", "2", "3", "4", "5", "6"} {
		header += ",CIPTUIT" + n + ",CIPSUPP" + n + ",CIPLGTH" + n + ",PRGMSR" + n + ",MTHCMP" + n
	}
	header += ",CIPCODE2,CIPCODE3,CIPCODE4,CIPCODE5,CIPCODE6\n"
	f.Add(header + "101277,\"12.0401\",1,2" + strings.Repeat(",1", 30) + ",.,-2,,.,.\n")
	f.Add(header + "x\n")
	f.Fuzz(func(t *testing.T, content string) {
		place := excerpt(t, published.Change{File: "ic2021_py.csv", New: content})
		first, err := ReadPrices(place)
		second, again := ReadPrices(place)
		if (err == nil) != (again == nil) || !cmp.Equal(first, second) {
			t.Errorf("got %v, then %v", err, again)
		}
	})
}

// FuzzCrosswalk holds that no table of pairs makes the reader panic, and that what is read are codes of the two classifications, each
// pair once.
func FuzzCrosswalk(f *testing.F) {
	header := "CIP2020Code,CIP2020Title,SOC2018Code,SOC2018Title\n"
	for _, rows := range []string{"51.0707,Health.,29-2072,Specialists\n", "99.9999,NO MATCH,13-1074,Contractors\n", "51.07,,29-2072.00,\n", "=\"51.0707\",\"a\nb\",29-2072,b\n"} {
		f.Add(header + rows)
	}
	code, occupation := regexp.MustCompile(`^[0-9]{2}\.[0-9]{4}$`), regexp.MustCompile(`^[0-9]{2}-[0-9]{4}$`)
	f.Fuzz(func(t *testing.T, content string) {
		c, err := ReadCrosswalk(excerpt(t, published.Change{File: "CIP2020_SOC2018_Crosswalk.csv", New: content}))
		if err != nil {
			return
		}
		seen := map[Pair]bool{}
		for _, p := range c.Pairs {
			if !code.MatchString(p.CIP) || !occupation.MatchString(p.SOC) || seen[p] {
				t.Errorf("a pair that is none, or twice: %v", p)
			}
			seen[p] = true
		}
	})
}
