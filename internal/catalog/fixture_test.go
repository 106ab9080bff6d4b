package catalog

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Update tells the tests of this folder to write what they find where they want it.
var Update = flag.Bool("update", false, "write what is found into testdata and docs")

// fixture is a testdata file: catalogs, and what is wanted of them. Files in folders are one input a folder, in their
// order; files in none are one input.
type fixture struct {
	path    string
	archive *txtar.Archive
	inputs  []Input
	want    *txtar.File
}

func fixtures(t testing.TB) []*fixture {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	out := make([]*fixture, len(paths))
	for i, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out[i] = parseFixture(path, content)
	}
	return out
}

func parseFixture(path string, content []byte) *fixture {
	f := &fixture{path: path, archive: txtar.Parse(content)}
	var folders []string
	files := map[string]fstest.MapFS{}
	for i := range f.archive.Files {
		file := &f.archive.Files[i]
		if file.Name == "want" {
			f.want = file
			continue
		}
		folder, name, ok := strings.Cut(file.Name, "/")
		if !ok {
			folder, name = "", file.Name
		}
		if files[folder] == nil {
			files[folder] = fstest.MapFS{}
			folders = append(folders, folder)
		}
		files[folder][name] = &fstest.MapFile{Data: file.Data}
	}
	for _, folder := range folders {
		f.inputs = append(f.inputs, Input{Name: folder, Files: files[folder]})
	}
	return f
}

// found is everything that Load says of a fixture: the errors, then the warnings, or the requirements in words.
func (f *fixture) found(t testing.TB) string {
	c, warnings, err := Load(f.inputs...)
	var b strings.Builder
	var mistakes Findings
	if errors.As(err, &mistakes) {
		for _, m := range mistakes {
			b.WriteString("error " + m.String() + "\n")
		}
	} else if err != nil {
		t.Fatalf("an error that is not Findings: %v", err)
	}
	for _, w := range warnings {
		b.WriteString("warning " + w.String() + "\n")
	}
	if (c == nil) != (err != nil) {
		t.Fatal("a catalog and an error, or neither")
	}
	if c != nil {
		for _, x := range c.Careers {
			if x.Requires != nil {
				b.WriteString(x.ID() + " requires " + x.Requires.Text() + "\n")
			}
		}
	}
	return b.String()
}

// TestFixtures holds Load to testdata, where each file tells a story of what may be written and what is said of it.
func TestFixtures(t *testing.T) {
	for _, f := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(f.path), ".txtar"), func(t *testing.T) {
			got := f.found(t)
			if *Update {
				f.archive.Files = slices.DeleteFunc(f.archive.Files, func(file txtar.File) bool { return file.Name == "want" })
				f.archive.Files = append(f.archive.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(f.path, txtar.Format(f.archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if f.want == nil {
				t.Fatal("the fixture wants nothing; run with -update")
			}
			if diff := cmp.Diff(string(f.want.Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
