package bls

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerlattice/internal/table"
)

// The columns that all tables of the projections have; "####" is the base year.
const (
	matrixCode  = "#### National Employment Matrix code"
	matrixTitle = "#### National Employment Matrix title"
)

var (
	codeYear   = regexp.MustCompile(`^([0-9]{4}) National Employment Matrix code`)
	targetYear = regexp.MustCompile(`^Employment change, percent, [0-9]{2}([0-9]{2})\D+([0-9]{2})$`)
	wageYear   = regexp.MustCompile(`^Median annual wage, dollars, ([0-9]{4})`)
	spanYears  = regexp.MustCompile(`[0-9]{4}\D[0-9]{2,4}`)
	footnote   = regexp.MustCompile(`\s*\[[0-9]+\]`)
)

// matrix is one table of the projections that is being read.
type matrix struct {
	rows        *table.Rows
	code, title table.Column
	base        int // year
}

func openMatrix(book *table.Workbook, sheet string) (matrix, error) {
	rows, err := book.Sheet(sheet, table.Named(sheet), matrixCode)
	if err != nil {
		return matrix{}, err
	}
	rows.Missing("—", "–", "-")
	return matrix{rows, rows.Column(matrixCode), rows.Column(matrixTitle), yearIn(rows.Header(), codeYear)}, nil
}

// yearIn is the year that the pattern finds in a header; 0 where there is none.
func yearIn(header []string, pattern *regexp.Regexp) int {
	for _, h := range header {
		if found := pattern.FindStringSubmatch(strings.TrimSpace(h)); found != nil {
			year, _ := strconv.Atoi(found[1]) // digits
			return year
		}
	}
	return 0
}

// each goes over the occupations. Notes below the table have text in the first cell alone.
func (m matrix) each(do func(row table.Row, code, title string)) {
	for row := range m.rows.All() {
		if row.Text(m.code) == "" && note.MatchString(row.Text(m.title)) {
			row.Ignore()
			continue
		}
		code, title := row.Code(m.code, "99-9999"), footnote.ReplaceAllString(row.Need(m.title), "")
		if row.OK() {
			do(row, code, title)
		}
	}
}

// note is how the lines below a table begin.
var note = regexp.MustCompile(`^(Footnotes:|\[[0-9]+\]|Note:|Source:|[A-Z][a-z]+ Source:)`)

// outlook reads table 1.2.
func (p *Projections) outlook(book *table.Workbook) error {
	m, err := openMatrix(book, "Table 1.2")
	if err != nil {
		return err
	}
	p.BaseYear, p.TargetYear = m.base, lastYear(m.rows.Header())
	p.WageYear = yearIn(m.rows.Header(), wageYear)
	column := m.rows.Column
	kind, base, target := column("Occupation type"), column(fmt.Sprintf("Employment, %d", p.BaseYear)), column(fmt.Sprintf("Employment, %d", p.TargetYear))
	change, own := column("Employment change, percent, ####–##"), column("Percent self employed, ####", "Percent self-employed, ####")
	openings, wage := column("Occupational openings, ####–## annual average"), column("Median annual wage, dollars, ####")
	education, experience := column("Typical education needed for entry"), column("Work experience in a related occupation")
	training := column("Typical on-the-job training needed to attain competency in the occupation")
	m.each(func(row table.Row, code, title string) {
		if row.One(kind, "Summary", lineItem) != lineItem {
			return
		}
		o := Projection{
			Code: code, Title: title,
			Employment: row.Figure(base), Projected: row.Figure(target), Openings: row.Figure(openings),
			ChangePercent: row.Figure(change), SelfEmployedPercent: row.Between(own, 0, 100), MedianWage: atLeast(row, wage),
			Education:  EntryEducation(row.One(education, educations...)),
			Experience: RelatedExperience(row.One(experience, experiences...)),
			Training:   JobTraining(row.One(training, trainings...)),
		}
		if slices.ContainsFunc(p.Occupations, func(q Projection) bool { return q.Code == code }) {
			row.Fail(m.code, "%s has a row already: remove one", code)
		}
		p.Occupations = append(p.Occupations, o)
	})
	p.Outlook = m.rows.Origin()
	return m.rows.Close()
}

// lineItem marks a row of one occupation; the others sum up.
const lineItem = "Line item"

// lastYear is the target year, of which the header of the growth has the last two digits.
func lastYear(header []string) int {
	base := yearIn(header, codeYear)
	for _, h := range header {
		if found := targetYear.FindStringSubmatch(strings.TrimSpace(h)); found != nil {
			short, _ := strconv.Atoi(found[2]) // two digits
			year := base - base%100 + short
			if year < base {
				year += 100
			}
			return year
		}
	}
	return 0
}

// atLeast reads a wage, of which the highest are published as ">=$239,200".
func atLeast(row table.Row, c table.Column) table.Number {
	bound, ok := strings.CutPrefix(row.Text(c), ">=$")
	if !ok {
		return row.Figure(c)
	}
	n := dollars(bound)
	if !n.Known {
		row.Fail(c, "%q is neither a number nor a bound such as >=$239,200", row.Text(c))
	}
	return n
}

// attainment reads table 5.3.
func (p *Projections) attainment(book *table.Workbook) error {
	var err error
	p.Attainment, p.AttainmentLevels, err = p.figures(book, "Table 5.3", func(rows *table.Rows) {
		p.AttainmentYears = strings.ReplaceAll(spanYears.FindString(rows.Title()), "–", "-")
	}, func(o *Projection) *[]table.Number { return &o.Attainment })
	return err
}

// skills reads table 6.5.
func (p *Projections) skills(book *table.Workbook) error {
	var err error
	p.Skills, p.SkillNames, err = p.figures(book, "Table 6.5", func(*table.Rows) {},
		func(o *Projection) *[]table.Number { return &o.SkillRanks })
	return err
}

// figures reads a table that has, beside title and code, columns of percentages alone.
func (p *Projections) figures(book *table.Workbook, sheet string, about func(*table.Rows), of func(*Projection) *[]table.Number) (table.Origin, []string, error) {
	m, err := openMatrix(book, sheet)
	if err != nil {
		return table.Origin{}, nil, err
	}
	if m.base != p.BaseYear {
		return table.Origin{}, nil, table.Join(table.Problems{{
			File: m.rows.File().Path, Sheet: m.rows.Sheet(),
			Message: fmt.Sprintf("the table is of the projections from %d, the occupations are of those from %d: take all workbooks from one release", m.base, p.BaseYear),
		}}, m.rows.Close())
	}
	about(m.rows)
	var names []string
	var columns []table.Column
	for _, h := range m.rows.Header() {
		if c := m.rows.Column(h); c != m.code && c != m.title {
			names, columns = append(names, strings.TrimSpace(footnote.ReplaceAllString(h, ""))), append(columns, c)
		}
	}
	index := map[string]*Projection{}
	for i := range p.Occupations {
		index[p.Occupations[i].Code] = &p.Occupations[i]
	}
	m.each(func(row table.Row, code, _ string) {
		var values []table.Number
		for _, c := range columns {
			values = append(values, row.Between(c, 0, 100))
		}
		o, ok := index[code]
		switch {
		case code == allOccupations:
		case !ok:
			p.Warnings = append(p.Warnings, row.Doubt(m.code, "%s is not among the projections: the row is left out", code))
		case *of(o) != nil:
			row.Fail(m.code, "%s has a row already: remove one", code)
		default:
			*of(o) = values
		}
	})
	return m.rows.Origin(), names, m.rows.Close()
}

// allOccupations is the code of the row that sums up all.
const allOccupations = "00-0000"
