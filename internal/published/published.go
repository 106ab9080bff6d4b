// Package published finds the publishers' files for tests, in a folder beside the repository that is not part of it. It
// promises that a test is skipped with the reason where the folder is absent. It is for tests alone and reads no file.
package published

import (
	"os"
	"path/filepath"
	"testing"

	"careerlattice/internal/table"
)

// Path is the path of a folder or file among the publishers' files, seen from a package two folders below the root.
func Path(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the publishers' files are not beside the repository: %v", err)
	}
	return path
}

// Open opens a folder or file among the publishers' files.
func Open(t testing.TB, name string) *table.Place {
	t.Helper()
	place, err := table.Open(Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return place
}
