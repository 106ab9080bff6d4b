package table

import (
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Origin says where records come from.
type Origin struct {
	// File is the file's name, without the folder in which it lies on this machine.
	File string
	// Rows is how many data rows the table has.
	Rows int
}

// Problem is one thing that is wrong with a file, or a doubt about it.
type Problem struct {
	// File is the file as the reader of the message knows it; Sheet is empty outside of workbooks.
	File, Sheet string
	// Row counts from 1, the header included; 0 where no row is to blame.
	Row int
	// Column is the column's name; empty where no column is to blame.
	Column  string
	Message string
}

// String is one line: file, sheet, row, column and message.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	var at []string
	if p.Sheet != "" {
		at = append(at, fmt.Sprintf("sheet %q", p.Sheet))
	}
	if p.Row > 0 {
		at = append(at, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		at = append(at, fmt.Sprintf("column %q", p.Column))
	}
	if len(at) > 0 {
		b.WriteString(": " + strings.Join(at, ", "))
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	return strings.Map(printable, b.String())
}

func printable(r rune) rune {
	if r < ' ' || r == '\x7f' {
		return ' '
	}
	return r
}

// Problems are what is wrong with one file or several, in the order of the files.
type Problems []Problem

// MaxListed is how many problems [Problems.Error] writes out; the rest is counted.
const MaxListed = 20

// Error lists the problems, one a line.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == MaxListed {
			fmt.Fprintf(&b, "\nand %d more", len(ps)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Join puts the problems of several tables into one error, nil where there is none. Other errors become problems
// without a place.
func Join(errs ...error) error {
	var all Problems
	for _, err := range errs {
		var some Problems
		switch {
		case err == nil:
		case errors.As(err, &some):
			all = append(all, some...)
		default:
			all = append(all, Problem{Message: err.Error()})
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all
}

// explain says in words what kept a file from being read.
func explain(err error) string {
	var bad *csv.ParseError
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "the compressed file ends too early: it is cut short, download it again"
	case errors.Is(err, zip.ErrAlgorithm):
		return "the archive is compressed in a way that is not read: unpack it and give the folder"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, zip.ErrChecksum), errors.As(err, &corrupt):
		return "the compressed file is damaged, download it again"
	case errors.As(err, &bad):
		return fmt.Sprintf("quotation marks do not fit (%v): the file is damaged or cut short, download it again", bad.Err)
	}
	return err.Error()
}

// few names the first of many things.
func few(names []string, thing string) string {
	const shown = 8
	var b strings.Builder
	for i, n := range names {
		if i == shown {
			fmt.Fprintf(&b, ", … (%d %ss)", len(names), thing)
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote(strings.TrimSpace(n)))
	}
	if b.Len() == 0 {
		return "no " + thing
	}
	return b.String()
}

// quote shows text within a message: in quotation marks, cut where it is long.
func quote(text string) string {
	const longest = 60
	if short := []rune(text); len(short) > longest {
		text = string(short[:longest]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
