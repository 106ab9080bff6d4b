package onet

import (
	"cmp"
	"fmt"
	"slices"

	"careerlattice/internal/table"
)

// Read reads the database. Each table is taken from the first place that has it, so that an earlier release may fill in
// what a later one lacks. The error is of type [table.Problems].
func Read(places ...*table.Place) (*Database, error) {
	r := &reader{
		places:   places,
		releases: map[*table.Place]Release{},
		db:       &Database{Tables: map[Key]Table{}},
		index:    map[Code]int{},
	}
	// The occupations come first: the other tables are read into them.
	errs := []error{r.read(Occupations, occupation, "Title")}
	if errs[0] == nil {
		slices.SortStableFunc(r.db.Occupations, func(a, b Occupation) int { return cmp.Compare(a.Code, b.Code) })
		for i, o := range r.db.Occupations {
			r.index[o.Code] = i
		}
		errs = append(errs,
			r.read(JobZones, jobZone, "Job Zone"),
			r.read(Education, education, "Scale ID", "Category", "Data Value"),
			r.read(Related, related, "Related O*NET-SOC Code"),
			r.read(AlternateTitles, alternateTitle),
			r.read(ReportedTitles, reportedTitle, "Reported Job Title"),
			r.read(Skills, ratings(func(o *Occupation) *[]Rating { return &o.Skills }), "Scale ID", "Data Value"),
			r.read(Knowledge, ratings(func(o *Occupation) *[]Rating { return &o.Knowledge }), "Scale ID", "Data Value"),
			r.read(Technology, technology),
		)
	}
	if err := table.Join(errs...); err != nil {
		return nil, err
	}
	r.distributions()
	slices.SortStableFunc(r.db.Related, func(a, b Relation) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Index, b.Index))
	})
	return r.db, nil
}

// reader is what is known while a database is read.
type reader struct {
	places   []*table.Place
	releases map[*table.Place]Release
	db       *Database
	index    map[Code]int // of the occupations
}

// opened is a table that is being read.
type opened struct {
	*reader
	rows    *table.Rows
	code    table.Column
	date    table.Column
	release Release
	file    table.File
}

// begin prepares the reading of one kind of table: it looks up columns and gives what is done with each row. The
// occupation is nil in the table of the occupations alone.
type begin func(t *opened) func(row table.Row, code Code, o *Occupation)

const codeColumn = "O*NET-SOC Code"

// read reads the files of a table.
func (r *reader) read(key Key, start begin, columns ...string) error {
	files, place, err := find(key, r.places)
	if err != nil {
		return err
	}
	if files == nil {
		if slices.Contains(needed, key) {
			return missing(key, r.places)
		}
		r.db.Warnings = append(r.db.Warnings, table.Problem{Message: fmt.Sprintf("there is no file with O*NET's table %s: nothing of it is read", key)})
		return nil
	}
	of, ok := r.releases[place]
	if !ok {
		if of, err = release(place); err != nil {
			return err
		}
		r.releases[place] = of
	}
	t := Table{Release: of}
	for _, f := range files {
		origin, err := r.file(f, of, start, append(columns, codeColumn))
		if err != nil {
			return err
		}
		t.Origins = append(t.Origins, origin)
	}
	r.db.Tables[key] = t
	return nil
}

// file reads one file of a table.
func (r *reader) file(f table.File, of Release, start begin, columns []string) (table.Origin, error) {
	rows, closeFile, err := table.ReadAny(f, table.Format{Tab: true}, columns...)
	if err != nil {
		return table.Origin{}, err
	}
	rows.Missing("n/a")
	t := &opened{reader: r, rows: rows, code: rows.Column(codeColumn), date: rows.Optional("Date"), release: of, file: f}
	each := start(t)
	var strange table.Problems
	for row := range rows.All() {
		code := Code(row.Code(t.code, "99-9999.99"))
		if !row.OK() {
			continue
		}
		if of.after(row.Text(t.date)) {
			row.Fail(t.date, "%s is after the release %s of %s %d: the file is of a later release, take all files from one",
				row.Text(t.date), of.Version, of.Month, of.Year)
			continue
		}
		var o *Occupation
		if i, ok := r.index[code]; ok {
			o = &r.db.Occupations[i]
		} else if len(r.index) > 0 {
			strange = append(strange, row.Doubt(t.code, "%s is not in the table %s: the row is left out", code, Occupations))
			continue
		}
		each(row, code, o)
	}
	origin := rows.Origin()
	if err := table.Join(rows.Close(), closeFile()); err != nil {
		return origin, err
	}
	if len(strange)*mixed > origin.Rows {
		return origin, append(table.Problems{{
			File: f.Path,
			Message: fmt.Sprintf("%d of %d rows are of occupations that the table %s does not have: the files are of different releases, take all from one",
				len(strange), origin.Rows, Occupations),
		}}, strange[0])
	}
	r.db.Warnings = append(r.db.Warnings, strange...)
	return origin, nil
}

// mixed is the part of a table's rows, one in so many, that may be of unknown occupations before it is taken for a table
// of another release.
const mixed = 10
