package published

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"careerlattice/internal/table"
)

// Change is made to an excerpt before it is opened: in the file, Old is replaced by New. Where Old is empty the file has New
// as its content, or is left out where New is empty too.
type Change struct{ File, Old, New string }

// Excerpt opens the files of an archive in testdata, after the changes.
func Excerpt(t testing.TB, archive string, changes ...Change) *table.Place {
	t.Helper()
	parsed, err := txtar.ParseFile(filepath.Join("testdata", archive))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range parsed.Files {
		files[f.Name] = string(f.Data)
	}
	for _, c := range changes {
		switch {
		case c.Old == "" && c.New == "":
			delete(files, c.File)
		case c.Old == "":
			files[c.File] = c.New
		case !strings.Contains(files[c.File], c.Old):
			t.Fatalf("%s does not contain %q", c.File, c.Old)
		default:
			files[c.File] = strings.ReplaceAll(files[c.File], c.Old, c.New)
		}
	}
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	place, err := table.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return place
}
