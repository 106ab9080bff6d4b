package bls

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"careerlattice/internal/published"
	"careerlattice/internal/table"
)

// sheet is a sheet of a workbook that a test writes.
type sheet struct {
	name string
	rows [][]any
}

// book writes a workbook and opens its folder.
func book(t testing.TB, name string, sheets ...sheet) *table.Place {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, name), sheets...)
	return place(t, dir)
}

func place(t testing.TB, path string) *table.Place {
	t.Helper()
	p, err := table.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func write(t testing.TB, path string, sheets ...sheet) {
	t.Helper()
	f := excelize.NewFile()
	for _, s := range sheets {
		if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for i, row := range s.rows {
			cell, err := excelize.CoordinatesToCellName(1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetSheetRow(s.name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

// wageSheets are two rows of a wage file and its notes; with changes to the cells of the last row.
func wageSheets(changes map[string]any) []sheet {
	header := []any{
		"NAICS", "NAICS_TITLE", "I_GROUP", "OCC_CODE", "OCC_TITLE", "O_GROUP", "TOT_EMP", "H_MEAN", "A_MEAN", "H_PCT10", "H_PCT25", "H_MEDIAN",
		"H_PCT75", "H_PCT90", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90",
	}
	row := []any{
		"000000", "Cross-industry", "cross-industry", "29-1211", "Anesthesiologists", "detailed", 40000, "#", "#", 30.5, 60, "#", "#", "#", 63440, 124800, "#", "#", "#",
	}
	total := append([]any{"000000", "Cross-industry", "cross-industry", "00-0000", "All Occupations", "total"}, row[6:]...)
	for i, name := range header {
		if value, ok := changes[name.(string)]; ok {
			row[i] = value
		}
	}
	return []sheet{
		{"national_M2024_dl", [][]any{header, total, row}},
		{"Field Descriptions", [][]any{{"May 2024 OEWS Estimates"}, {}, {"#  = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year "}}},
	}
}

func TestWages(t *testing.T) {
	w, err := ReadWages(book(t, "national_M2024_dl.xlsx", wageSheets(map[string]any{"TOT_EMP": "**", "H_PCT10": "*"})...))
	if err != nil {
		t.Fatal(err)
	}
	top, hour := table.Number{Value: 239200, Known: true, AtLeast: true}, table.Number{Value: 115, Known: true, AtLeast: true}
	want := Wage{
		Code: "29-1211", Title: "Anesthesiologists", Group: Detailed, Sector: "000000", SectorTitle: "Cross-industry",
		Annual: Pay{top, known(63440), known(124800), top, top, top},
		Hourly: Pay{hour, table.Number{}, known(60), hour, hour, hour},
	}
	if w.Year != 2024 || w.Month != "May" || len(w.Rows) != 2 {
		t.Fatalf("got %+v", w)
	}
	if diff := cmp.Diff(want, w.Rows[1]); diff != "" {
		t.Error(diff)
	}
}

func TestWrongWages(t *testing.T) {
	for name, test := range map[string]struct {
		file    string
		changes map[string]any
		edit    func([]sheet)
		want    string
	}{
		"no file":     {"wages.xlsx", nil, nil, `there is no file "national_m####_dl.xlsx" with national wages; the place has "wages.xlsx"`},
		"other year":  {"national_M2023_dl.xlsx", nil, nil, `the name "national_M2023_dl.xlsx" says 2023 and the workbook 2024`},
		"other sheet": {"national_M2024_dl.xlsx", nil, func(s []sheet) { s[0].name = "national_M2022_dl" }, `the name "national_M2022_dl" says 2022 and the workbook 2024`},
		"other table": {"national_M2024_dl.xlsx", map[string]any{"I_GROUP": "sector"}, nil, `column "I_GROUP": the rows are of level "sector", not "cross-industry": this is another of the publisher's files`},
		"no sheet":    {"national_M2024_dl.xlsx", nil, func(s []sheet) { s[0].rows = s[1].rows }, `the sheet with wages has no header with "OCC_CODE"`},
		"no bound":    {"national_M2024_dl.xlsx", nil, func(s []sheet) { s[1].rows = s[1].rows[:1] }, `the file does not say which wages "#" stands for`},
		"no column":   {"national_M2024_dl.xlsx", nil, func(s []sheet) { s[0].rows[0][16] = "MEDIAN" }, `column "A_MEDIAN": there is no such column`},
		"code":        {"national_M2024_dl.xlsx", map[string]any{"OCC_CODE": "29-121"}, nil, `sheet "national_M2024_dl", row 3, column "OCC_CODE": "29-121" is not a code such as 99-9999`},
		"twice":       {"national_M2024_dl.xlsx", map[string]any{"OCC_CODE": "00-0000", "O_GROUP": "total"}, nil, `00-0000 is in row 2 already`},
		"wage":        {"national_M2024_dl.xlsx", map[string]any{"A_PCT10": "low"}, nil, `column "A_PCT10": "low" is not a number`},
	} {
		t.Run(name, func(t *testing.T) {
			sheets := wageSheets(test.changes)
			if test.edit != nil {
				test.edit(sheets)
			}
			if _, err := ReadWages(book(t, test.file, sheets...)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// outlookSheet is table 1.2 with one occupation and the rows around it.
func outlookSheet(education any) sheet {
	const change = "Employment change, percent, 2024–34"
	return sheet{"Table 1.2", [][]any{
		{"Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024 (Employment in thousands)"},
		{
			"2024 National Employment Matrix title", "2024 National Employment Matrix code", "Occupation type", "Employment, 2024", "Employment, 2034", change,
			"Percent self employed, 2024", "Occupational openings, 2024–34 annual average", "Median annual wage, dollars, 2024[1]",
			"Typical education needed for entry", "Work experience in a related occupation", "Typical on-the-job training needed to attain competency in the occupation",
		},
		{"  Surgeons", "29-1240", "Summary", 53.4, 55.5, 4, 0.7, 1.3, ">=$239,200", "—", "—", "—"},
		{"    Pediatric surgeons[2]", "29-1243", "Line item", 1.1, 1.1, 1.5, "—", 0, ">=$239,200", education, "None", "Internship/residency"},
		{"Footnotes:"},
		{"[1] Data are from the wage statistics."},
		{"Source: Employment Projections program"},
	}}
}

func ranks(year string) sheet {
	return sheet{"Table 6.5", [][]any{
		{"Table 6.5 Percentile rank of detailed occupations by skill, " + year},
		{year + " National Employment Matrix title", year + " National Employment Matrix code", "Adaptability", "Leadership"},
		{"Pediatric surgeons", "29-1243", 90, "—"},
		{"Nobody", "99-0000", 1, 2},
		{"Note: Within each skill"},
	}}
}

func TestProjections(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "occupation.xlsx"), outlookSheet("Doctoral or professional degree"))
	write(t, filepath.Join(dir, "skills.xlsx"), ranks("2024"))
	p, err := ReadProjections(place(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	want := []Projection{{
		Code: "29-1243", Title: "Pediatric surgeons", Employment: known(1.1), Projected: known(1.1), Openings: known(0), ChangePercent: known(1.5),
		MedianWage: table.Number{Value: 239200, Known: true, AtLeast: true}, Education: Doctoral, Experience: NoExperience, Training: Internship,
		SkillRanks: []table.Number{known(90), {}},
	}}
	if diff := cmp.Diff(want, p.Occupations); diff != "" {
		t.Error(diff)
	}
	if p.BaseYear != 2024 || p.TargetYear != 2034 || p.WageYear != 2024 || p.Outlook.Rows != 2 || p.Skills.Rows != 2 {
		t.Errorf("got %d to %d, wages of %d, %v, %v", p.BaseYear, p.TargetYear, p.WageYear, p.Outlook, p.Skills)
	}
	if len(p.Warnings) != 2 || !strings.Contains(p.Warnings[0].Message, "give it as attainment=FILE") || !strings.Contains(p.Warnings[1].Message, "99-0000 is not among the projections") {
		t.Errorf("got warnings %v", p.Warnings)
	}
}

func TestWrongProjections(t *testing.T) {
	read := func(outlook, skills sheet) error {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "occupation.xlsx"), outlook)
		write(t, filepath.Join(dir, "skills.xlsx"), skills)
		_, err := ReadProjections(place(t, dir))
		return err
	}
	degree := outlookSheet("Bachelor's degree")
	twice := outlookSheet("Bachelor's degree")
	twice.rows = append(twice.rows, twice.rows[3])
	for name, test := range map[string]struct {
		outlook, skills sheet
		want            string
	}{
		"other release": {degree, ranks("2023"), "the table is of the projections from 2023, the occupations are of those from 2024: take all workbooks from one release"},
		"new wording":   {outlookSheet("Bachelor degree"), ranks("2024"), `sheet "Table 1.2", row 4, column "Typical education needed for entry": "Bachelor degree" is not one of "No formal`},
		"other sheets":  {ranks("2024"), ranks("2024"), `there is no sheet Table 1.2; the workbook has "Table 6.5"`},
		"twice":         {twice, ranks("2024"), "29-1243 has a row already"},
	} {
		t.Run(name, func(t *testing.T) {
			if err := read(test.outlook, test.skills); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func TestHandbook(t *testing.T) {
	h, err := ReadHandbook(published.Excerpt(t, "handbook.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	if len(h.Pages) != 3 || len(h.Pages[2].Codes) != 5 || h.Pages[2].Codes[4] != "29-1141.04" || h.Modified != 2025 {
		t.Errorf("got %+v", h)
	}
	if want := (Link{ExperienceFrom, "medical-and-health-services-managers", "registered-nurses", true}); h.Links[2] != want {
		t.Errorf("got %+v, want %+v", h.Links[2], want)
	}
	for name, test := range map[string]struct {
		change published.Change
		want   string
	}{
		"relation": {published.Change{File: "derived_links.tsv", Old: "advancement", New: "rise"}, `column "relation": "rise" is not one of "similar", "advancement", "experience_from"`},
		"code":     {published.Change{File: "derived_pages.tsv", Old: "11-9111.00", New: "11-9111"}, `"11-9111" is not a code such as 15-1211.00`},
		"twice":    {published.Change{File: "derived_pages.tsv", Old: "medical-assistants", New: "medical-and-health-services-managers"}, `has a row already`},
		"missing":  {published.Change{File: "derived_links.tsv"}, `with the links of the Handbook`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadHandbook(published.Excerpt(t, "handbook.txtar", test.change)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// FuzzHandbook holds that no table of links makes the reader panic, and that it is read the same again.
func FuzzHandbook(f *testing.F) {
	for _, rows := range []string{"similar\ta\tb\t1\n", "advancement\t\t\t0\n", "\n"} {
		f.Add("relation\tfrom_slug\tto_slug\tto_slug_has_page\n" + rows)
	}
	f.Fuzz(func(t *testing.T, content string) {
		p := published.Excerpt(t, "handbook.txtar", published.Change{File: "derived_links.tsv", New: content})
		first, err := ReadHandbook(p)
		second, again := ReadHandbook(p)
		if (err == nil) != (again == nil) || !cmp.Equal(first, second) {
			t.Errorf("got %v, then %v", err, again)
		}
	})
}

// FuzzWages holds that no cells of a row of wages make the reader panic, and that pay that is read is not negative.
func FuzzWages(f *testing.F) {
	f.Add("29-1211", "40000", "30.5", "63440", "#")
	f.Add("00-0000", "**", "*", "-1", "1e309")
	f.Add("29-1211.00", "", "NaN", "63,440", "239200")
	f.Fuzz(func(t *testing.T, code, employed, hour, low, median string) {
		if strings.ContainsFunc(code+employed+hour+low+median, unicode.IsControl) {
			return // no cell of a workbook can hold it
		}
		w, err := ReadWages(book(t, "national_M2024_dl.xlsx", wageSheets(map[string]any{
			"OCC_CODE": code, "TOT_EMP": employed, "H_PCT10": hour, "A_PCT10": low, "A_MEDIAN": median,
		})...))
		if err != nil {
			return
		}
		for _, row := range w.Rows {
			for _, pay := range []Pay{row.Annual, row.Hourly} {
				for _, n := range []table.Number{pay.Mean, pay.P10, pay.P25, pay.Median, pay.P75, pay.P90} {
					if n.Value < 0 || math.IsNaN(n.Value) || math.IsInf(n.Value, 0) {
						t.Errorf("%s earns %v", row.Code, n)
					}
				}
			}
		}
	})
}
