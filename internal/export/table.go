package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"reflect"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
)

// Table is rows of one kind, with the names and meanings of their columns.
type Table interface {
	// Name is the table's name in a file's name, Title says what a row is.
	Name() string
	Title() string
	// Columns are the columns in their order.
	Columns() []Column
	// CSV writes the table as RFC 4180 has it, the columns' names first. Text that a spreadsheet would take for a formula begins with
	// an apostrophe.
	CSV(w io.Writer) error
	// Parquet writes the table with its types; where it comes from stands in the file's metadata too.
	Parquet(w io.Writer) error
}

// Column is a column of a table. Its type is "string", "integer", "number" or "boolean".
type Column struct{ Name, Type, Description string }

// table holds rows of the struct T: each field a column, an embedded struct several.
type table[T any] struct {
	release     *Release
	name, title string
	rows        iter.Seq[T]
}

func (t table[T]) Name() string  { return t.name }
func (t table[T]) Title() string { return t.title }

func (t table[T]) Columns() []Column {
	var columns []Column
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if f.Anonymous {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		columns = append(columns, Column{name, typeOf(f.Type), f.Tag.Get("about")})
	}
	return columns
}

func typeOf(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Int:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Bool:
		return "boolean"
	}
	return "string"
}

func (t table[T]) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	var record []string
	for _, c := range t.Columns() {
		record = append(record, c.Name)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	var fields [][]int
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if !f.Anonymous {
			fields = append(fields, f.Index)
		}
	}
	for row := range t.rows {
		v := reflect.ValueOf(row)
		for i, at := range fields {
			record[i] = cell(v.FieldByIndex(at))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// cell is a value as CSV has it: empty where there is none.
func cell(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.String:
		return harmless(v.String())
	}
	panic(fmt.Sprintf("a column has the type %s", v.Type()))
}

// harmless keeps a spreadsheet from taking text for a formula: such text gets an apostrophe in front, as spreadsheets write text themselves.
func harmless(text string) string {
	start := strings.TrimLeft(text, " \u00a0\ufeff")
	if start != "" && strings.ContainsRune("=+-@\t\r\n|%＝＋－＠", []rune(start)[0]) {
		return "'" + text
	}
	return text
}

// rowsAtOnce is how many rows are written at once, and groupRows how many a part of a Parquet file has at most.
const (
	rowsAtOnce = 256
	groupRows  = 20_000
)

func (t table[T]) Parquet(w io.Writer) error {
	out := parquet.NewGenericWriter[T](w, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(groupRows),
		parquet.CreatedBy("careerlattice", "", ""),
		parquet.KeyValueMetadata("title", t.title), parquet.KeyValueMetadata("source", t.release.about()),
		parquet.KeyValueMetadata("license", t.release.licenses()), parquet.KeyValueMetadata("version", t.release.version),
		parquet.KeyValueMetadata("catalog_digest", t.release.catalog.Digest))
	batch := make([]T, 0, rowsAtOnce)
	flush := func() error {
		_, err := out.Write(batch)
		batch = batch[:0]
		return err
	}
	for row := range t.rows {
		if batch = append(batch, row); len(batch) == rowsAtOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return out.Close()
}
