package nces

import (
	"fmt"

	"careerlattice/internal/table"
)

// Prices is what institutions charge their students, as they told the Integrated Postsecondary Education Data System.
type Prices struct {
	// Programs are priced as a whole, Years by academic year; each in the order of the files.
	Programs []ProgramPrice
	Years    []YearPrice
	// ProgramYear and AcademicYear are such as "2021-22"; DirectoryYear is the year of the list of institutions.
	ProgramYear, AcademicYear string
	DirectoryYear             int
	// Unlisted is how many institutions charge by program or by year and are not in the list.
	UnlistedPrograms, UnlistedYears int
	// The three files.
	ProgramOrigin, YearOrigin, DirectoryOrigin table.Origin
}

// Institution is a college or school.
type Institution struct {
	Unit    int // the publisher's number
	Control Control
	Level   Level
}

// Control says who runs an institution.
type Control int

// The kinds of control; UnknownControl where the institution is not in the list or did not say.
const (
	UnknownControl Control = 0
	Public         Control = 1
	Nonprofit      Control = 2
	ForProfit      Control = 3
)

// Level is the length of an institution's longest programs.
type Level int

// The levels; UnknownLevel where the institution is not in the list or did not say.
const (
	UnknownLevel    Level = 0
	FourYear        Level = 1
	TwoYear         Level = 2
	LessThanTwoYear Level = 3
)

// ProgramPrice is what an institution charges for one whole program.
type ProgramPrice struct {
	Institution
	CIP string
	// Months is the time to complete it full time; Hours its length in hours of the kind.
	Months, Hours table.Number
	HourKind      HourKind
	// Tuition includes required fees; Books are books and supplies. In dollars.
	Tuition, Books table.Number
}

// HourKind says what the hours of a program are.
type HourKind int

// The kinds of hours.
const (
	UnknownHours HourKind = 0
	ClockHours   HourKind = 1
	CreditHours  HourKind = 2
)

// The keys by which files can be given.
const (
	ProgramPricesKey = "program-prices"
	YearPricesKey    = "year-prices"
	DirectoryKey     = "institutions"
)

// ipeds is how the files of the data system are written.
var ipeds = table.Format{Legacy: true}

// ReadPrices reads the charges by program and by academic year, with who runs each institution from the list of
// institutions.
func ReadPrices(p *table.Place) (*Prices, error) {
	out := &Prices{}
	listed, err := out.directory(p)
	if err != nil {
		return nil, err
	}
	if err := table.Join(out.programs(p, listed), out.years(p, listed)); err != nil {
		return nil, err
	}
	return out, nil
}

func open(p *table.Place, key, what, name string) (*table.Rows, int, error) {
	f, err := p.Need(key, what, name+"_rv.csv", name+".csv")
	if err != nil {
		return nil, 0, err
	}
	rows, err := table.Text(f, ipeds)
	if err != nil {
		return nil, 0, err
	}
	rows.Missing(".", "-1", "-2")
	return rows, nameYear(f), nil
}

// academicYear is such as "2021-22" for 2021.
func academicYear(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprintf("%d-%02d", year, (year+1)%100)
}

func (p *Prices) directory(place *table.Place) (map[int]Institution, error) {
	rows, year, err := open(place, DirectoryKey, "the list of institutions", "hd####")
	if err != nil {
		return nil, err
	}
	unit, control, level := rows.Column("UNITID"), rows.Column("CONTROL"), rows.Column("ICLEVEL")
	listed := map[int]Institution{}
	for row := range rows.All() {
		i := Institution{Unit: row.Whole(unit, 1, maxUnit)}
		// -3 stands for an institution that did not answer.
		i.Control = Control(max(row.Whole(control, -3, int(ForProfit)), int(UnknownControl)))
		i.Level = Level(max(row.Whole(level, -3, int(LessThanTwoYear)), int(UnknownLevel)))
		if _, ok := listed[i.Unit]; ok {
			row.Fail(unit, "institution %d has a row already: remove one", i.Unit)
		}
		listed[i.Unit] = i
	}
	p.DirectoryYear, p.DirectoryOrigin = year, rows.Origin()
	return listed, rows.Close()
}

// maxUnit is the greatest number an institution can have.
const maxUnit = 999_999

// institution finds an institution in the list; those that are not in it are counted.
func institution(row table.Row, c table.Column, listed map[int]Institution, unlisted *int) Institution {
	unit := row.Whole(c, 1, maxUnit)
	i, ok := listed[unit]
	if !ok {
		i.Unit = unit
		*unlisted++
	}
	return i
}

// programColumns are the columns of one of an institution's programs.
type programColumns struct{ cip, tuition, books, hours, kind, months table.Column }

func (p *Prices) programs(place *table.Place, listed map[int]Institution) error {
	rows, year, err := open(place, ProgramPricesKey, "charges by program", "ic####_py")
	if err != nil {
		return err
	}
	unit := rows.Column("UNITID")
	var columns []programColumns
	for n := 1; n <= 6; n++ {
		c := func(name string) table.Column { return rows.Column(fmt.Sprintf("%s%d", name, n)) }
		program := programColumns{c("CIPCODE"), c("CIPTUIT"), c("CIPSUPP"), c("CIPLGTH"), c("PRGMSR"), c("MTHCMP")}
		if n == 1 { // the largest program is asked for in more detail; 3 is the latest of its four years
			program.tuition, program.books = rows.Column("CHG1PY3"), rows.Column("CHG4PY3")
		}
		columns = append(columns, program)
	}
	for row := range rows.All() {
		i := institution(row, unit, listed, &p.UnlistedPrograms)
		for _, c := range columns {
			if row.Unpublished(c.cip) {
				continue
			}
			p.Programs = append(p.Programs, ProgramPrice{
				Institution: i, CIP: row.Code(c.cip, "99.9999"),
				Months: row.Figure(c.months), Hours: row.Figure(c.hours), HourKind: hourKind(row, c.kind),
				Tuition: row.Figure(c.tuition), Books: row.Figure(c.books),
			})
		}
	}
	p.ProgramYear, p.ProgramOrigin = academicYear(year), rows.Origin()
	return rows.Close()
}

func hourKind(row table.Row, c table.Column) HourKind {
	if row.Unpublished(c) {
		return UnknownHours
	}
	return HourKind(row.Whole(c, int(ClockHours), int(CreditHours)))
}
