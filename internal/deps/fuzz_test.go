package deps

import (
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestFuzzCorpora wants a corpus in the repository for each fuzz target.
func TestFuzzCorpora(t *testing.T) {
	found := 0
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || !strings.HasPrefix(f.Name.Name, "Fuzz") {
				continue
			}
			found++
			folder := path.Join(s.folder, "testdata/fuzz", f.Name.Name)
			if kept, err := os.ReadDir(filepath.Join(root, folder)); err != nil || len(kept) == 0 {
				t.Errorf("%s has no corpus in %s: run it for a while and keep some of what it finds", f.Name.Name, folder)
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d fuzz targets are found", found)
	}
}
