package bls

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"careerlattice/internal/table"
)

// Wages are the figures of the Occupational Employment and Wage Statistics for one month.
type Wages struct {
	Year int
	// Month is the month they were counted in, such as "May".
	Month  string
	Origin table.Origin
	// Rows are in the order of the file; summaries over groups of occupations are among them.
	Rows []Wage
}

// Wage is what the employees of one occupation are paid, in the whole country or in one sector of it.
type Wage struct {
	// Code is a code of the Standard Occupational Classification or one of the publisher's own for several together.
	Code, Title string
	Group       Group
	// Sector is the NAICS sector, such as "62" or "31-33"; "000000" stands for all.
	Sector, SectorTitle string
	// Employment is in jobs, rounded by the publisher.
	Employment table.Number
	// Annual and Hourly are in dollars, before taxes. Some occupations have only one of them.
	Annual, Hourly Pay
}

// Pay is how wages are distributed.
type Pay struct{ Mean, P10, P25, Median, P75, P90 table.Number }

// Group is what a row stands for.
type Group string

// The groups, from one occupation to all.
const (
	Detailed Group = "detailed"
	Broad    Group = "broad"
	Minor    Group = "minor"
	Major    Group = "major"
	Total    Group = "total"
)

// The keys by which the files can be given.
const (
	WagesKey   = "wages"
	SectorsKey = "sectors"
)

// ReadWages reads the national figures, one row for each occupation.
func ReadWages(p *table.Place) (*Wages, error) {
	f, err := p.Need(WagesKey, "national wages", "national_m####_dl.xlsx")
	if err != nil {
		return nil, err
	}
	return readWages(f, "cross-industry")
}

// ReadSectors reads the figures of the NAICS sectors, one row for each occupation in each sector that employs it.
func ReadSectors(p *table.Place) (*Wages, error) {
	f, err := p.Need(SectorsKey, "wages by sector", "natsector_m####_dl.xlsx")
	if err != nil {
		return nil, err
	}
	return readWages(f, "sector")
}

func readWages(f table.File, level string) (*Wages, error) {
	book, err := table.OpenWorkbook(f)
	if err != nil {
		return nil, err
	}
	w, err := wages(book, level)
	if err := table.Join(err, book.Close()); err != nil {
		return nil, err
	}
	return w, nil
}

func wages(book *table.Workbook, level string) (*Wages, error) {
	bounds, month, err := wageNotes(book)
	if err != nil {
		return nil, err
	}
	rows, err := book.Sheet("with wages", table.Any, "OCC_CODE", "O_GROUP", "TOT_EMP")
	if err != nil {
		return nil, err
	}
	rows.Missing("*", "**", "~")
	w := &Wages{Month: month.name, Year: month.year}
	c := wageColumns(rows)
	if problem := month.check(rows); problem != nil {
		return nil, table.Join(problem, rows.Close())
	}
	seen := map[[3]string]int{} // the row of a code in a group and a sector; some codes are an occupation and a broad group too
	for row := range rows.All() {
		if found := row.Text(c.level); found != level {
			row.Fail(c.level, "the rows are of level %q, not %q: this is another of the publisher's files", found, level)
			break
		}
		wage := Wage{
			Code: row.Code(c.code, "99-9999"), Title: row.Need(c.title),
			Group:  Group(row.One(c.group, string(Detailed), string(Broad), string(Minor), string(Major), string(Total))),
			Sector: row.Need(c.sector), SectorTitle: row.Need(c.sectorTitle),
			Employment: row.Figure(c.employment),
			Annual:     c.annual.read(row, bounds.annual), Hourly: c.hourly.read(row, bounds.hourly),
		}
		key := [3]string{wage.Sector, string(wage.Group), wage.Code}
		if first := seen[key]; first > 0 {
			row.Fail(c.code, "%s is in row %d already: remove one", wage.Code, first)
		}
		seen[key] = row.Number()
		if row.OK() {
			w.Rows = append(w.Rows, wage)
		}
	}
	w.Origin = rows.Origin()
	return w, rows.Close()
}

// payColumns are the columns of one distribution.
type payColumns struct{ mean, p10, p25, median, p75, p90 table.Column }

func payIn(rows *table.Rows, unit string) payColumns {
	return payColumns{
		rows.Column(unit + "_MEAN"), rows.Column(unit + "_PCT10"), rows.Column(unit + "_PCT25"),
		rows.Column(unit + "_MEDIAN"), rows.Column(unit + "_PCT75"), rows.Column(unit + "_PCT90"),
	}
}

func (c payColumns) read(row table.Row, bound table.Number) Pay {
	figure := func(c table.Column) table.Number {
		if row.Text(c) != topCode {
			return row.Figure(c)
		}
		if !bound.Known {
			row.Fail(c, "the file does not say which wages %q stands for: take the workbook with the sheet Field Descriptions", topCode)
		}
		return bound
	}
	return Pay{figure(c.mean), figure(c.p10), figure(c.p25), figure(c.median), figure(c.p75), figure(c.p90)}
}

type columns struct {
	code, title, group, level, sector, sectorTitle, employment table.Column
	annual, hourly                                             payColumns
}

func wageColumns(rows *table.Rows) columns {
	return columns{
		code: rows.Column("OCC_CODE"), title: rows.Column("OCC_TITLE"), group: rows.Column("O_GROUP"), level: rows.Column("I_GROUP"),
		sector: rows.Column("NAICS"), sectorTitle: rows.Column("NAICS_TITLE"), employment: rows.Column("TOT_EMP"),
		annual: payIn(rows, "A"), hourly: payIn(rows, "H"),
	}
}

// topCode stands for a wage at or above a bound.
const topCode = "#"

// bounds are the wages that topCode stands for; unknown where the workbook does not say.
type bounds struct{ annual, hourly table.Number }

// month is when the figures were counted.
type month struct {
	name string
	year int
}

var (
	boundNote = regexp.MustCompile(`\$([0-9.,]+[0-9]) per hour or \$([0-9.,]+[0-9]) per year`)
	monthNote = regexp.MustCompile(`([A-Z][a-z]+) ([0-9]{4}) OEWS`)
	nameYear  = regexp.MustCompile(`(?i)_M([0-9]{4})`)
)

// wageNotes reads the notes of the sheet that describes the fields.
func wageNotes(book *table.Workbook) (bounds, month, error) {
	var b bounds
	note, err := book.Note(topCode)
	if err != nil {
		return b, month{}, err
	}
	if found := boundNote.FindStringSubmatch(note); found != nil {
		b.hourly, b.annual = dollars(found[1]), dollars(found[2])
	}
	note = ""
	for _, name := range months {
		if note, err = book.Note(name + " "); err != nil || note != "" {
			break
		}
	}
	if err != nil {
		return b, month{}, err
	}
	var m month
	if found := monthNote.FindStringSubmatch(note); found != nil {
		m.name = found[1]
		m.year, _ = strconv.Atoi(found[2]) // four digits
	}
	return b, m, nil
}

// months in which the statistics are counted.
var months = []string{"May", "November"}

func dollars(text string) table.Number {
	value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	return table.Number{Value: value, Known: err == nil, AtLeast: true}
}

// check compares the month with the years in the names of sheet and file, where those have one.
func (m *month) check(rows *table.Rows) error {
	for _, name := range []string{rows.Sheet(), rows.File().Name} {
		found := nameYear.FindStringSubmatch(name)
		if found == nil {
			continue
		}
		year, _ := strconv.Atoi(found[1]) // four digits
		if m.year == 0 {
			m.name, m.year = months[0], year // what "M" stands for in the names
		}
		if year != m.year {
			return table.Problems{{
				File: rows.File().Path, Sheet: rows.Sheet(),
				Message: fmt.Sprintf("the name %q says %d and the workbook %d: the file is wrongly named or mixed from two, download it again", name, year, m.year),
			}}
		}
	}
	if m.year == 0 {
		return table.Problems{{
			File: rows.File().Path, Sheet: rows.Sheet(),
			Message: `no year is in the workbook or its name: take the publisher's file, such as national_M2025_dl.xlsx`,
		}}
	}
	return nil
}
