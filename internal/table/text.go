package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Format says how a text table is written.
type Format struct {
	// Tab tables have cells separated by tabs, without quotation; the others are CSV.
	Tab bool
	// Lazy accepts CSV cells such as ="01.0101", which keep spreadsheets from reading a code as a number.
	Lazy bool
	// Legacy accepts Windows-1252 in cells that are not UTF-8.
	Legacy bool
	// Open accepts a last row without a line end. Elsewhere that shows a file that is cut short.
	Open bool
}

// Text opens a table that is text.
func Text(f File, format Format) (*Rows, error) {
	body, err := f.Open()
	if err != nil {
		return nil, f.problem(err)
	}
	r := &Rows{file: f}
	decoded, err := decode(body)
	if err == nil {
		r.cells = newCells(decoded, body, format)
		var cells []string
		if cells, r.row, err = r.cells.read(); err == nil {
			r.setHeader(cells)
			return r, nil
		}
	}
	_ = body.Close()
	if errors.Is(err, io.EOF) {
		err = errors.New("the file is empty, download it again")
	}
	return nil, f.problem(err)
}

func (f File) problem(err error) error { return Problems{{File: f.Path, Message: explain(err)}} }

// decode takes off a byte order mark and reads UTF-16 where the mark says so.
func decode(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	start, err := b.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		return transform.NewReader(b, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()), nil
	case bytes.HasPrefix(start, []byte("\xef\xbb\xbf")):
		_, err = b.Discard(3)
		return b, err
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return nil, errors.New("this is a zip archive or a workbook, not text: give it a name that ends in .zip or .xlsx")
	case bytes.HasPrefix(start, []byte("\x1f\x8b")):
		return nil, errors.New("this is compressed with gzip: give it a name that ends in .gz")
	case bytes.HasPrefix(start, []byte("<")):
		return nil, errors.New("this is a web page, not a table: download the file again")
	}
	return b, nil
}

// newCells reads the rows of a text.
func newCells(r io.Reader, body io.Closer, format Format) cellReader {
	end := &ending{r: r}
	if format.Tab {
		lines := bufio.NewScanner(end)
		lines.Buffer(nil, maxLine)
		return &tabCells{lines: lines, end: end, body: body, format: format}
	}
	cells := csv.NewReader(end)
	cells.FieldsPerRecord = -1
	cells.LazyQuotes = format.Lazy
	return &csvCells{cells: cells, end: end, body: body, format: format}
}

// maxLine is the longest row of a table, in bytes.
const maxLine = 1 << 20

// ending remembers the last byte that was read, and how many were read for one row.
type ending struct {
	r    io.Reader
	last byte
	row  int
}

var errLong = fmt.Errorf("the row is longer than %d bytes: quotation marks do not fit, or this is not a table", maxLine)

func (e *ending) Read(p []byte) (int, error) {
	if e.row > maxLine {
		return 0, errLong
	}
	n, err := e.r.Read(p)
	e.row += n
	if n > 0 {
		e.last = p[n-1]
	}
	return n, err
}

// check is called at the end of the file.
func (e *ending) check(format Format) error {
	if !format.Open && e.last != '\n' && e.last != 0 {
		return errors.New("the last row has no line end: the file is cut short, download it again")
	}
	return io.EOF
}

type tabCells struct {
	lines  *bufio.Scanner
	end    *ending
	body   io.Closer
	format Format
	row    int
}

func (t *tabCells) close() error { return t.body.Close() }

func (t *tabCells) read() ([]string, int, error) {
	t.end.row = 0
	if !t.lines.Scan() {
		err := t.lines.Err()
		switch {
		case errors.Is(err, bufio.ErrTooLong):
			err = errLong
		case err == nil:
			return nil, t.row, t.end.check(t.format)
		}
		return nil, t.row + 1, err
	}
	t.row++
	cells := strings.Split(t.lines.Text(), "\t")
	t.format.westernize(cells)
	return cells, t.row, nil
}

type csvCells struct {
	cells  *csv.Reader
	end    *ending
	body   io.Closer
	format Format
	row    int
}

func (c *csvCells) close() error { return c.body.Close() }

func (c *csvCells) read() ([]string, int, error) {
	c.end.row = 0
	cells, err := c.cells.Read()
	var bad *csv.ParseError
	switch {
	case errors.As(err, &bad):
		return nil, bad.StartLine, err
	case errors.Is(err, io.EOF):
		return nil, c.row, c.end.check(c.format)
	case err != nil:
		return nil, c.row + 1, err
	}
	c.row, _ = c.cells.FieldPos(0)
	if c.format.Lazy {
		for i, cell := range cells {
			if code, ok := strings.CutPrefix(cell, `="`); ok {
				cells[i] = strings.TrimSuffix(code, `"`)
			}
		}
	}
	c.format.westernize(cells)
	return cells, c.row, nil
}

// westernize reads cells that are not UTF-8 as Windows-1252 where the format allows it.
func (f Format) westernize(cells []string) {
	if !f.Legacy {
		return
	}
	for i, cell := range cells {
		if !utf8.ValidString(cell) {
			if text, err := charmap.Windows1252.NewDecoder().String(cell); err == nil {
				cells[i] = text
			}
		}
	}
}

// encoding says what is wrong with the letters of a cell; empty where nothing is.
func encoding(cell string) string {
	if strings.IndexFunc(cell, foreign) < 0 {
		return ""
	}
	switch {
	case strings.ContainsRune(cell, 0):
		return "the cell has zero bytes, as UTF-16 without its mark has: save the file as UTF-8 or download it again"
	case !utf8.ValidString(cell):
		return "the cell is not UTF-8; the file was perhaps saved as Windows-1252: save it as UTF-8 or download it again"
	case strings.ContainsRune(cell, utf8.RuneError):
		return "a letter was lost when the file was saved in another encoding: download it again"
	case strings.Contains(cell, "â€") || garbled(cell):
		return "the cell is UTF-8 that was read as Windows-1252 and saved again: download the file again"
	}
	return ""
}

func foreign(r rune) bool { return r == 0 || r >= utf8.RuneSelf }

// garbled finds "Ã" before a character that follows it only where bytes of UTF-8 were taken for letters.
func garbled(cell string) bool {
	before := rune(0)
	for _, r := range cell {
		if before == 'Ã' && r >= 0x80 && r <= 0xbf {
			return true
		}
		before = r
	}
	return false
}
