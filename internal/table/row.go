package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Number is a figure as published. The zero Number is one that is not published.
type Number struct {
	Value float64
	// Known says that the figure is published.
	Known bool
	// AtLeast says that the publisher gives Value only as a lower bound, as for the highest wages.
	AtLeast bool
}

// Row is the current row of a table. What its methods cannot read they report as problems of the table.
type Row struct{ rows *Rows }

// Number is the row's number in the file, from 1, the header included.
func (r Row) Number() int { return r.rows.row }

// OK says that everything asked of the row so far could be read.
func (r Row) OK() bool { return !r.rows.failed }

// Ignore leaves the row out of the count of data rows, for notes below a table.
func (r Row) Ignore() { r.rows.count-- }

// Fail reports a problem with a cell.
func (r Row) Fail(c Column, format string, args ...any) { r.rows.fail(c.name, format, args...) }

// Doubt is a problem of the cell that the table is not charged with, for a list of warnings.
func (r Row) Doubt(c Column, format string, args ...any) Problem {
	return Problem{r.rows.file.Path, r.rows.sheet, r.rows.row, c.name, fmt.Sprintf(format, args...)}
}

// Text is the cell without the spaces around it; empty where the row ends before it.
func (r Row) Text(c Column) string {
	if c.index == 0 || c.index > len(r.rows.current) {
		return ""
	}
	return strings.TrimSpace(r.rows.current[c.index-1])
}

// Need is the cell's text, which must not be empty.
func (r Row) Need(c Column) string {
	text := r.Text(c)
	if text == "" {
		r.Fail(c, "the cell is empty")
	}
	return text
}

// Code is the cell's text, which must look like the pattern: "9" stands for a digit, all else for itself.
func (r Row) Code(c Column, pattern string) string {
	text := r.Text(c)
	if !fits(text, pattern) {
		r.Fail(c, "%s is not a code such as %s", quote(text), pattern)
	}
	return text
}

func fits(text, pattern string) bool {
	if len(text) != len(pattern) {
		return false
	}
	for i := range len(text) {
		digit := text[i] >= '0' && text[i] <= '9'
		if pattern[i] == '9' && !digit || pattern[i] != '9' && text[i] != pattern[i] {
			return false
		}
	}
	return true
}

// One is the cell's text, which must be one of the known words.
func (r Row) One(c Column, known ...string) string {
	text := r.Text(c)
	if !slices.Contains(known, text) {
		r.Fail(c, "%s is not one of %s", quote(text), few(known, "word"))
	}
	return text
}

// Unpublished says whether the cell is empty or has one of the marks for a figure that is not published.
func (r Row) Unpublished(c Column) bool {
	text := r.Text(c)
	return text == "" || slices.Contains(r.rows.missing, text)
}

// Figure is the cell's number, which may be missing.
func (r Row) Figure(c Column) Number {
	if r.Unpublished(c) {
		return Number{}
	}
	value, ok := number(r.Text(c))
	if !ok {
		r.Fail(c, "%s is not a number", quote(r.Text(c)))
		return Number{}
	}
	return Number{Value: value, Known: true}
}

// Between is like Figure; a number outside the bounds is a problem.
func (r Row) Between(c Column, low, high float64) Number {
	n := r.Figure(c)
	if n.Known && (n.Value < low || n.Value > high) {
		r.Fail(c, "%s is not between %g and %g", r.Text(c), low, high)
	}
	return n
}

// Whole is the cell's whole number, which must be there and within the bounds.
func (r Row) Whole(c Column, low, high int) int {
	value, ok := number(r.Text(c))
	if !ok || value != math.Trunc(value) || value < float64(low) || value > float64(high) {
		r.Fail(c, "%s is not a whole number from %d to %d", quote(r.Text(c)), low, high)
		return low
	}
	return int(value)
}

// Flag is true for "Y", false for "N", an empty cell and marks for what is not published.
func (r Row) Flag(c Column) bool {
	switch text := r.Text(c); {
	case strings.EqualFold(text, "Y"):
		return true
	case strings.EqualFold(text, "N") || r.Unpublished(c):
		return false
	default:
		r.Fail(c, "%s is neither Y nor N", quote(text))
		return false
	}
}

func number(text string) (float64, bool) {
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil && !math.IsInf(value, 0) && !math.IsNaN(value)
}
