// Package nces reads what the National Center for Education Statistics publishes: the Classification of Instructional
// Programs, its crosswalk to occupations, and what institutions charge. It promises the records of the files, with what is
// missing marked as such, and the years the files name. It does not judge, average or estimate.
package nces

import (
	"regexp"
	"strconv"
	"strings"

	"careerlattice/internal/table"
)

// Crosswalk says which programs prepare for which occupations.
type Crosswalk struct {
	// CIPYear and SOCYear are the years of the two classifications.
	CIPYear, SOCYear int
	// Pairs are in the order of the file; programs and occupations without a counterpart are not among them.
	Pairs []Pair
	// Programs and Occupations are the titles of all codes, in the order of the file.
	Programs, Occupations []Title
	// UnmatchedPrograms and UnmatchedOccupations are the codes without a counterpart.
	UnmatchedPrograms, UnmatchedOccupations []string
	Origin                                  table.Origin
}

// Pair is a program and an occupation it prepares for.
type Pair struct{ CIP, SOC string }

// Title is what a code stands for.
type Title struct{ Code, Title string }

// The codes of the crosswalk that stand for no counterpart.
const (
	noProgram    = "99.9999"
	noOccupation = "99-9999"
)

// The keys by which files can be given.
const (
	CrosswalkKey = "crosswalk"
	TitlesKey    = "cip-titles"
)

var columnYears = regexp.MustCompile(`^(?:CIP|SOC)\s*([0-9]{4})\s*Code$`)

// ReadCrosswalk reads the crosswalk, the publisher's workbook or its table of programs and occupations as CSV. Where a
// place has both, the workbook is read.
func ReadCrosswalk(p *table.Place) (*Crosswalk, error) {
	f, err := p.Need(CrosswalkKey, "programs and their occupations", "cip*soc*crosswalk.xlsx", "cip*soc*crosswalk.csv", "cip*soc*.xlsx", "cip*soc*.csv")
	if err != nil {
		return nil, err
	}
	rows, closeFile, err := table.ReadAny(f, table.Format{Open: true}, "CIP####Code", "SOC####Code")
	if err != nil {
		return nil, err
	}
	c := &Crosswalk{}
	c.read(rows)
	if err := table.Join(rows.Close(), closeFile()); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Crosswalk) read(rows *table.Rows) {
	program, programTitle := rows.Column("CIP####Code"), rows.Column("CIP####Title")
	occupation, occupationTitle := rows.Column("SOC####Code"), rows.Column("SOC####Title")
	c.CIPYear, c.SOCYear = headerYear(program), headerYear(occupation)
	pairs, programs, occupations := map[Pair]int{}, map[string]bool{}, map[string]bool{}
	for row := range rows.All() {
		pair := Pair{row.Code(program, "99.9999"), row.Code(occupation, "99-9999")}
		if !row.OK() {
			continue
		}
		if first := pairs[pair]; first > 0 {
			row.Fail(program, "%s and %s are in row %d already: remove one", pair.CIP, pair.SOC, first)
		}
		pairs[pair] = row.Number()
		if pair.CIP != noProgram && !programs[pair.CIP] {
			programs[pair.CIP] = true
			c.Programs = append(c.Programs, Title{pair.CIP, plain(row.Need(programTitle))})
		}
		if pair.SOC != noOccupation && !occupations[pair.SOC] {
			occupations[pair.SOC] = true
			c.Occupations = append(c.Occupations, Title{pair.SOC, row.Need(occupationTitle)})
		}
		switch {
		case pair.SOC == noOccupation:
			c.UnmatchedPrograms = append(c.UnmatchedPrograms, pair.CIP)
		case pair.CIP == noProgram:
			c.UnmatchedOccupations = append(c.UnmatchedOccupations, pair.SOC)
		default:
			c.Pairs = append(c.Pairs, pair)
		}
	}
	c.Origin = rows.Origin()
}

func headerYear(c table.Column) int {
	if found := columnYears.FindStringSubmatch(c.Name()); found != nil {
		year, _ := strconv.Atoi(found[1]) // four digits
		return year
	}
	return 0
}

// plain takes off the point that ends the titles of programs.
func plain(title string) string { return strings.TrimSuffix(title, ".") }
