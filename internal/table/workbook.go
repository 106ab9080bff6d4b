package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// MaxWorkbook is how many bytes a workbook may have unpacked, and maxPacked how many as a file.
const (
	MaxWorkbook = 256 << 20
	maxPacked   = 64 << 20
)

// Workbook is an Excel workbook. It must be closed.
type Workbook struct {
	file  File
	sheet []string
	excel *excelize.File
}

// OpenWorkbook opens an Excel workbook (.xlsx).
func OpenWorkbook(f File) (*Workbook, error) {
	body, err := f.Open()
	if err != nil {
		return nil, f.problem(err)
	}
	defer body.Close()
	packed, err := io.ReadAll(io.LimitReader(body, maxPacked+1))
	if err != nil {
		return nil, f.problem(err)
	}
	if len(packed) > maxPacked {
		return nil, f.problem(fmt.Errorf("the workbook has more than %d MB: this is not the publisher's file", maxPacked>>20))
	}
	excel, err := excelize.OpenReader(bytes.NewReader(packed), excelize.Options{RawCellValue: true, UnzipSizeLimit: MaxWorkbook})
	if err != nil {
		if strings.Contains(err.Error(), "unzip size exceeds") {
			err = fmt.Errorf("the workbook has more than %d MB unpacked: this is not the publisher's file", MaxWorkbook>>20)
		} else {
			err = fmt.Errorf("this is not an Excel workbook (.xlsx), or it is damaged (%w): download it again", err)
		}
		return nil, f.problem(err)
	}
	return &Workbook{file: f, sheet: excel.GetSheetList(), excel: excel}, nil
}

// Close frees the workbook.
func (w *Workbook) Close() error { return w.excel.Close() }

// Sheets are the names of the sheets, in the workbook's order.
func (w *Workbook) Sheets() []string { return w.sheet }

// headerDepth is how many rows may stand above a sheet's header.
const headerDepth = 20

// Sheet is the first sheet that accept takes and that has a header with all the columns named. Rows above the header are
// the table's title.
func (w *Workbook) Sheet(what string, accept func(name string) bool, columns ...string) (*Rows, error) {
	taken := false
	for _, name := range w.sheet {
		if !accept(name) {
			continue
		}
		taken = true
		r, err := w.rows(name)
		if err != nil {
			return nil, w.file.problem(err)
		}
		if r.seek(columns) {
			return r, nil
		}
		if err := r.cells.close(); err != nil {
			return nil, w.file.problem(err)
		}
	}
	if taken {
		return nil, w.file.problem(fmt.Errorf("the sheet %s has no header with %s: check that this is the file the publisher describes", what, few(columns, "column")))
	}
	return nil, w.file.problem(fmt.Errorf("there is no sheet %s; the workbook has %s: check that this is the file the publisher describes", what, few(w.sheet, "sheet")))
}

// Named accepts the sheet of that name, without regard to case, spaces and punctuation.
func Named(sheet string) func(string) bool {
	return func(name string) bool { return fold(name) == fold(sheet) }
}

// Any accepts every sheet.
func Any(string) bool { return true }

// Note is the first text of the sheets that starts with the words; empty where there is none.
func (w *Workbook) Note(start string) (string, error) {
	for _, name := range w.sheet {
		r, err := w.rows(name)
		if err != nil {
			return "", w.file.problem(err)
		}
		for range noteDepth {
			cells, _, err := r.cells.read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return "", w.file.problem(err)
			}
			if len(cells) > 0 && strings.HasPrefix(cells[0], start) {
				return cells[0], r.cells.close()
			}
		}
		if err := r.cells.close(); err != nil {
			return "", w.file.problem(err)
		}
	}
	return "", nil
}

// noteDepth is how many rows of a sheet [Workbook.Note] looks at.
const noteDepth = 100

func (w *Workbook) rows(sheet string) (*Rows, error) {
	rows, err := w.excel.Rows(sheet)
	if err != nil {
		return nil, fmt.Errorf("the sheet %q cannot be read (%w): download the file again", sheet, err)
	}
	return &Rows{file: w.file, sheet: sheet, ragged: true, cells: &sheetCells{rows: rows}}, nil
}

// seek reads up to the header that has all the columns.
func (r *Rows) seek(columns []string) bool {
	for range headerDepth {
		cells, row, err := r.cells.read()
		if err != nil {
			return false
		}
		r.row = row
		if r.setHeader(cells); r.hasAll(columns) {
			return true
		}
		r.title = append(r.title, strings.TrimSpace(strings.Join(cells, " ")))
	}
	return false
}

func (r *Rows) hasAll(columns []string) bool {
	for _, c := range columns {
		if !r.Optional(c).Known() {
			return false
		}
	}
	return true
}

type sheetCells struct {
	rows *excelize.Rows
	row  int
}

func (s *sheetCells) close() error { return s.rows.Close() }

func (s *sheetCells) read() ([]string, int, error) {
	s.row++
	if !s.rows.Next() {
		if err := s.rows.Error(); err != nil {
			return nil, s.row, fmt.Errorf("the sheet is damaged (%w): download the file again", err)
		}
		return nil, s.row, io.EOF
	}
	cells, err := s.rows.Columns()
	if err != nil {
		return nil, s.row, fmt.Errorf("the row is damaged (%w): download the file again", err)
	}
	return cells, s.row, nil
}

// ReadAny opens a table by the ending of its name: a workbook's first sheet that has the columns, or text. The second
// result frees it.
func ReadAny(f File, format Format, columns ...string) (*Rows, func() error, error) {
	if !strings.HasSuffix(f.base, ".xlsx") {
		r, err := Text(f, format)
		return r, func() error { return nil }, err
	}
	w, err := OpenWorkbook(f)
	if err != nil {
		return nil, nil, err
	}
	r, err := w.Sheet("with the table", Any, columns...)
	if err != nil {
		return nil, nil, errors.Join(err, w.Close())
	}
	return r, w.Close, nil
}
