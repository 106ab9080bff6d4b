package table

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// folder writes files into a folder of the test.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func gzipOf(t testing.TB, content string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zipOf(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// workbook is a workbook with one sheet.
func workbook(t testing.TB, sheet string, rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow(sheet, cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pair is a row of the tables in these tests.
type pair struct {
	Name  string
	Value Number
}

// readPairs reads the table "pairs" of a place.
func readPairs(p *Place, format Format) ([]pair, error) {
	f, err := p.Need("pairs", "names and values", "pairs.txt", "pairs.csv", "pairs.xlsx")
	if err != nil {
		return nil, err
	}
	rows, closeFile, err := ReadAny(f, format, "Name")
	if err != nil {
		return nil, err
	}
	rows.Missing("n/a")
	name, value := rows.Column("Name"), rows.Column("Data Value")
	var all []pair
	for row := range rows.All() {
		all = append(all, pair{row.Need(name), row.Between(value, 0, 100)})
	}
	return all, Join(rows.Close(), closeFile())
}

const tabbed = "Name\tData Value\r\none\t1.5\r\ntwo\tn/a\r\n"

var read = []pair{{"one", Number{Value: 1.5, Known: true}}, {"two", Number{}}}

// TestStored reads the same table however it is stored and written.
func TestStored(t *testing.T) {
	utf16 := "\xff\xfe"
	for _, r := range tabbed {
		utf16 += string([]byte{byte(r), 0})
	}
	for name, test := range map[string]struct {
		file, content string
		format        Format
	}{
		"plain":            {"pairs.txt", tabbed, Format{Tab: true}},
		"other case":       {"Pairs.TXT", tabbed, Format{Tab: true}},
		"gzip":             {"pairs.txt.gz", gzipOf(t, tabbed), Format{Tab: true}},
		"zip":              {"release.zip", zipOf(t, "db/", "", "db/Pairs.txt", tabbed), Format{Tab: true}},
		"UTF-8 mark":       {"pairs.txt", "\xef\xbb\xbf" + tabbed, Format{Tab: true}},
		"UTF-16":           {"pairs.txt", utf16, Format{Tab: true}},
		"header":           {"pairs.txt", strings.Replace(tabbed, "Name\tData Value", " NAME \tdata_value[1]", 1), Format{Tab: true}},
		"columns":          {"pairs.txt", "Data Value\tX\tName\n1.5\tx\tone\nn/a\t\ttwo\n", Format{Tab: true}},
		"blank line":       {"pairs.txt", tabbed + "\r\n", Format{Tab: true}},
		"CSV":              {"pairs.csv", "Name,Data Value\n\"one\",1.5\ntwo,n/a\n", Format{}},
		"CSV, commas":      {"pairs.csv", "Name,Data Value\none,1.5,\ntwo,n/a,\n", Format{}},
		"CSV, open":        {"pairs.csv", "Name,Data Value\none,1.5\ntwo,n/a", Format{Open: true}},
		"CSV, formulas":    {"pairs.csv", "Name,Data Value\n=\"one\",1.5\n=\"two\",n/a\n", Format{Lazy: true}},
		"workbook":         {"pairs.xlsx", workbook(t, "Pairs", []any{"Name", "Data Value"}, []any{"one", 1.5}, []any{"two"}), Format{}},
		"workbook, titled": {"pairs.xlsx", workbook(t, "Pairs", []any{"Table 1"}, nil, []any{"Name", "Data Value"}, []any{"one", "1.5"}, []any{"two", "n/a"}), Format{}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Open(folder(t, map[string]string{test.file: test.content, "other.txt": "x"}))
			if err != nil {
				t.Fatal(err)
			}
			got, err := readPairs(p, test.format)
			if err != nil || !cmp.Equal(got, read) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

// letters is a table that does not compress to almost nothing.
var letters = func() string {
	b := []byte("Name\tData Value\n")
	for i := range 2000 {
		b = append(b, byte('a'+i*i%26), byte('a'+i*i*i%25), byte('a'+i%23), '\t', byte('0'+i%10), '\n')
	}
	return string(b)
}()

// damaged changes bytes in the middle, where what is compressed lies.
func damaged(content string) string {
	b := []byte(content)
	for i := len(b) / 2; i < len(b)/2+40; i++ {
		b[i] ^= 0x5a
	}
	return string(b)
}

// TestWrong holds the messages for files that cannot be read.
func TestWrong(t *testing.T) {
	tab := Format{Tab: true}
	for name, test := range map[string]struct {
		file, content string
		format        Format
		want          string
	}{
		"missing":         {"other.txt", "", tab, `there is no file "pairs.txt", "pairs.csv", "pairs.xlsx" with names and values; the place has "other.txt": download it, or give it as pairs=FILE`},
		"empty":           {"pairs.txt", "", tab, "pairs.txt: the file is empty"},
		"header alone":    {"pairs.txt", "Name\tData Value\n", tab, "no rows below the header"},
		"no line end":     {"pairs.txt", tabbed + "three\t1", tab, "pairs.txt: row 4: the last row has no line end: the file is cut short"},
		"short row":       {"pairs.txt", tabbed + "three\n", tab, "row 4: the row has 1 cells and the header 2"},
		"long row":        {"pairs.txt", tabbed + "a\t1\tb\n", tab, "row 4: the row has 3 cells and the header 2"},
		"other columns":   {"pairs.txt", "Name\tValue\none\t1\n", tab, `column "Data Value": there is no such column; the table has "Name", "Value"`},
		"column twice":    {"pairs.txt", "Name\tname\tData Value\na\tb\t1\n", tab, `column "Name": the table has this column twice`},
		"no number":       {"pairs.txt", tabbed + "three\tx1\n", tab, `row 4, column "Data Value": "x1" is not a number`},
		"infinite":        {"pairs.txt", tabbed + "three\tInf\n", tab, `"Inf" is not a number`},
		"out of bounds":   {"pairs.txt", tabbed + "three\t101\n", tab, "101 is not between 0 and 100"},
		"empty cell":      {"pairs.txt", tabbed + "\t1\n", tab, `row 4, column "Name": the cell is empty`},
		"Windows-1252":    {"pairs.txt", tabbed + "caf\xe9\t1\n", tab, `row 4, column "Name": the cell is not UTF-8; the file was perhaps saved as Windows-1252`},
		"letters lost":    {"pairs.txt", tabbed + "caf\ufffd\t1\n", tab, "a letter was lost"},
		"encoded twice":   {"pairs.txt", tabbed + "cafÃ©\t1\n", tab, "UTF-8 that was read as Windows-1252"},
		"UTF-16 unmarked": {"pairs.txt", tabbed + "t\x00e\x00n\x00\t\x001\x00\n", tab, "zero bytes"},
		"gzip unnamed":    {"pairs.txt", gzipOf(t, tabbed), tab, "compressed with gzip: give it a name that ends in .gz"},
		"zip unnamed":     {"pairs.txt", zipOf(t, "pairs.txt", tabbed), tab, "zip archive or a workbook"},
		"web page":        {"pairs.txt", "<!DOCTYPE html>\n", tab, "web page"},
		"gzip misnamed":   {"pairs.txt.gz", tabbed, tab, "the compressed file is damaged"},
		"gzip cut short":  {"pairs.txt.gz", gzipOf(t, strings.Repeat(tabbed, 99))[:60], tab, "cut short, download it again"},
		"gzip damaged":    {"pairs.txt.gz", damaged(gzipOf(t, letters)), tab, "the compressed file is damaged, download it again"},
		"zip damaged":     {"release.zip", damaged(zipOf(t, "pairs.txt", letters)), tab, "the compressed file is damaged, download it again"},
		"quotation":       {"pairs.csv", "Name,Data Value\n\"one,1\n", Format{}, "quotation marks do not fit"},
		"endless row":     {"pairs.txt", tabbed + strings.Repeat("x", 2*maxLine), tab, "row 4: the row is longer than"},
		"endless cell":    {"pairs.csv", "Name,Data Value\n\"" + strings.Repeat("x\n", maxLine), Format{}, "the row is longer than"},
		"no workbook":     {"pairs.xlsx", tabbed, tab, "not an Excel workbook (.xlsx), or it is damaged"},
		"other sheet":     {"pairs.xlsx", workbook(t, "Notes", []any{"Label"}, []any{"one"}), tab, `has no header with "Name"`},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := Open(folder(t, map[string]string{test.file: test.content}))
			if err == nil {
				_, err = readPairs(p, test.format)
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

// TestManyProblems reports the first problems of a file and leaves the rest unread.
func TestManyProblems(t *testing.T) {
	p, err := Open(folder(t, map[string]string{"pairs.txt": "Name\tData Value\n" + strings.Repeat("a\tx\n", 1000)}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = readPairs(p, Format{Tab: true})
	var problems Problems
	if !errors.As(err, &problems) || len(problems) != maxProblems+1 || !strings.Contains(problems[maxProblems].Message, "the rest of the file is not read") {
		t.Fatalf("got %v", err)
	}
	if lines := strings.Split(err.Error(), "\n"); len(lines) != MaxListed+1 || lines[MaxListed] != "and 81 more" {
		t.Errorf("got %d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

// TestFind holds which of several files is taken.
func TestFind(t *testing.T) {
	dir := folder(t, map[string]string{
		"a_2024.txt": "", "a_2025.txt": "", "A_2025.txt.gz": gzipOf(t, ""), "one.zip": zipOf(t, "x/b.txt", "", "x/c.txt", ""), "two.zip": zipOf(t, "b.txt", ""),
	})
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if f, ok, err := p.Find("a", "a_####.txt"); err != nil || !ok || f.Name != "a_2025.txt" {
		t.Errorf("of two years: got %q, %v, %v", f.Name, ok, err)
	}
	if f, ok, err := p.Find("c", "a_2026.txt", "c.txt"); err != nil || !ok || f.Name != "one.zip/c.txt" || f.Path != filepath.Join(dir, "one.zip")+"/x/c.txt" {
		t.Errorf("in an archive: got %q, %q, %v, %v", f.Name, f.Path, ok, err)
	}
	if _, _, err := p.Find("b", "b.txt"); err == nil || !strings.Contains(err.Error(), "are the same file: remove one, or give b=FILE") {
		t.Errorf("in two archives: got %v", err)
	}
	if err := p.Give("b", filepath.Join(dir, "a_2024.txt")); err != nil {
		t.Fatal(err)
	}
	if f, ok, err := p.Find("b", "b.txt"); err != nil || !ok || f.Name != "a_2024.txt" {
		t.Errorf("given: got %q, %v, %v", f.Name, ok, err)
	}
	for _, name := range []string{"absent.txt", "one.zip", "."} {
		if err := p.Give("b", filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was taken for a file", name)
		}
	}
}

func TestOpenWrong(t *testing.T) {
	for name, want := range map[string]string{
		"absent":  "cannot be opened",
		"bad.zip": "not a zip archive, or it is damaged",
	} {
		dir := folder(t, map[string]string{"bad.zip": "PK\x03\x04"})
		if _, err := Open(filepath.Join(dir, name)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", name, err, want)
		}
	}
}

// TestLimits refuses what unpacks to more than a publisher's file has.
func TestLimits(t *testing.T) {
	body := &limited{readCloser{strings.NewReader(strings.Repeat("x", 3<<20))}, 2 << 20, 2 << 20}
	n, err := bytes.NewBuffer(nil).ReadFrom(body)
	if n != 2<<20 || err == nil || !strings.Contains(err.Error(), "more than 2 MB unpacked") {
		t.Errorf("got %d bytes, %v", n, err)
	}
	var bomb bytes.Buffer
	w := zip.NewWriter(&bomb)
	f, err := w.Create("xl/media/image1.png")
	if err != nil {
		t.Fatal(err)
	}
	zeros := make([]byte, 1<<20)
	for range MaxWorkbook>>20 + 1 {
		if _, err := f.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	p, err := Open(folder(t, map[string]string{"pairs.xlsx": bomb.String()}))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := readPairs(p, Format{}); err == nil || !strings.Contains(err.Error(), "more than 256 MB unpacked") {
		t.Errorf("a workbook of %d bytes: got %v", bomb.Len(), err)
	}
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

// FuzzText holds that no file makes the readers panic, that every problem fits a line, and that what is read is text.
func FuzzText(f *testing.F) {
	for _, content := range []string{tabbed, "", "\xff\xfeN", "Name,Data Value\n=\"a\",\"1\"\n", "Name\tData Value\ncaf\xe9\tNaN\n"} {
		for flags := range byte(16) {
			f.Add([]byte(content), flags)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte, flags byte) {
		format := Format{Tab: flags&1 > 0, Lazy: flags&2 > 0, Legacy: flags&4 > 0, Open: flags&8 > 0}
		p, err := Open(folder(t, map[string]string{"pairs.txt": string(content)}))
		if err != nil {
			t.Fatal(err)
		}
		got, err := readPairs(p, format)
		if err == nil && len(got) == 0 {
			t.Error("nothing was read and nothing is wrong")
		}
		if err != nil && strings.ContainsAny(strings.ReplaceAll(err.Error(), "\n", ""), "\x00\r\t") {
			t.Errorf("not printable: %q", err)
		}
		for _, x := range got {
			if err == nil && (x.Name == "" || encoding(x.Name) != "") {
				t.Errorf("read without complaint: %q", x.Name)
			}
		}
	})
}
