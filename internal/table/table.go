// Package table opens the tables that publishers offer for download: tab-separated text, CSV and Excel workbooks, as they
// are, compressed with gzip, or inside the publisher's zip archive. It promises that columns are found by their names,
// that whatever cannot be read is reported with file, row and column, and that no file is unpacked beyond a limit. It
// does not know what any column means.
package table

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
)

// Rows are the rows of one table, below its header. They are read once, from the first to the last.
type Rows struct {
	file    File
	sheet   string
	title   []string // the cells above the header
	header  []string // as in the file
	folded  []string // the header as [fold] writes it
	missing []string
	ragged  bool // a row may end early, as rows of a sheet do
	cells   cellReader

	row      int // of the file, from 1
	current  []string
	count    int // data rows read
	problems Problems
	failed   bool // the current row has a problem
}

// cellReader gives rows one after the other with their number in the file; [io.EOF] ends them.
type cellReader interface {
	read() (cells []string, row int, err error)
	close() error
}

// Column is one column of a table; the zero Column is one that the table does not have, and all its cells are empty.
type Column struct {
	index int // from 1; 0 where there is no such column
	name  string
}

// Known says whether the table has the column.
func (c Column) Known() bool { return c.index > 0 }

// Name is the column's name in the file.
func (c Column) Name() string { return c.name }

// fold writes a header for comparison: letters and digits in lower case, without footnote marks such as "[1]". The sign
// "#" is kept, for [same].
func fold(header string) string {
	var b strings.Builder
	mark := false
	for _, r := range header {
		switch {
		case r == '[':
			mark = true
		case r == ']':
			mark = false
		case !mark && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '#'):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// same compares a folded header with a folded name, in which "#" stands for any digit.
func same(header, name string) bool {
	h, n := []rune(header), []rune(name)
	if len(h) != len(n) {
		return false
	}
	for i := range h {
		if n[i] != h[i] && (n[i] != '#' || !unicode.IsDigit(h[i])) {
			return false
		}
	}
	return true
}

func (r *Rows) setHeader(cells []string) {
	r.header = cells
	r.folded = make([]string, len(cells))
	for i, c := range cells {
		r.folded[i] = fold(c)
	}
}

// Column is the first of these columns that the table has, compared without regard to case, spaces and punctuation; "#"
// stands for any digit. It is a problem of the table when it has none of them, or one of them twice.
func (r *Rows) Column(names ...string) Column {
	c := r.Optional(names...)
	if !c.Known() {
		r.problems = append(r.problems, Problem{
			File: r.file.Path, Sheet: r.sheet, Column: names[0],
			Message: fmt.Sprintf("there is no such column; the table has %s: check that this is the file the publisher describes", few(r.header, "column")),
		})
	}
	return c
}

// Optional is like [Rows.Column], and it is no problem when the table has none of the columns.
func (r *Rows) Optional(names ...string) Column {
	for _, name := range names {
		want, found := fold(name), Column{}
		for i, h := range r.folded {
			if !same(h, want) {
				continue
			}
			if found.Known() {
				r.problems = append(r.problems, Problem{
					File: r.file.Path, Sheet: r.sheet, Column: name,
					Message: "the table has this column twice: remove one",
				})
			}
			found = Column{i + 1, strings.TrimSpace(r.header[i])}
		}
		if found.Known() {
			return found
		}
	}
	return Column{}
}

// Header are the names of the columns, as in the file.
func (r *Rows) Header() []string { return r.header }

// Title is the text above the header, as sheets have it; empty where the header is the first row.
func (r *Rows) Title() string { return strings.Join(r.title, " ") }

// Sheet is the name of the sheet; empty in text.
func (r *Rows) Sheet() string { return r.sheet }

// File is the file that is read.
func (r *Rows) File() File { return r.file }

// Origin says what was read: the file and its data rows so far.
func (r *Rows) Origin() Origin { return Origin{File: r.file.Name, Rows: r.count} }

// Missing sets what stands for a figure that is not published, such as "n/a". An empty cell always does.
func (r *Rows) Missing(marks ...string) { r.missing = marks }

// maxProblems is how many problems of a file are collected before the rest of it is left unread.
const maxProblems = 100

// All are the rows. It ends early where columns are missing or the file has too many problems; see [Rows.Err].
func (r *Rows) All() iter.Seq[Row] {
	return func(yield func(Row) bool) {
		if len(r.problems) > 0 {
			return
		}
		for {
			cells, row, err := r.cells.read()
			r.row, r.failed = row, false
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				r.fail("", "%s", explain(err))
				return
			}
			if blank(cells) {
				continue
			}
			r.count++
			r.current = cells
			if r.check(); !r.failed && !yield(Row{r}) {
				return
			}
			if len(r.problems) >= maxProblems {
				r.fail("", "there are too many problems; the rest of the file is not read")
				return
			}
		}
	}
}

// check reports a row with more or fewer cells than the header has, and cells that are no text.
func (r *Rows) check() {
	n := len(r.current)
	for n > len(r.header) && r.current[n-1] == "" {
		n--
	}
	if n > len(r.header) || n < len(r.header) && !r.ragged {
		r.fail("", "the row has %d cells and the header %d: the file is damaged or cut short, download it again", n, len(r.header))
		return
	}
	for i, cell := range r.current[:n] {
		if wrong := encoding(cell); wrong != "" {
			r.fail(strings.TrimSpace(r.header[i]), "%s", wrong)
		}
	}
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

func (r *Rows) fail(column, format string, args ...any) {
	r.failed = true
	r.problems = append(r.problems, Problem{r.file.Path, r.sheet, r.row, column, fmt.Sprintf(format, args...)})
}

// Close ends the reading and gives the problems of the table, nil where it has none. A table without rows is a problem.
func (r *Rows) Close() error {
	closed := r.cells.close()
	switch {
	case len(r.problems) > 0:
		return r.problems
	case r.count == 0:
		return Problems{{File: r.file.Path, Sheet: r.sheet, Message: "there are no rows below the header: the file is cut short, download it again"}}
	case closed != nil:
		return Problems{{File: r.file.Path, Sheet: r.sheet, Message: explain(closed)}}
	}
	return nil
}
