package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Limits of what is read; whatever passes one is refused with a message that says the limit.
const (
	// MaxFiles is how many files one catalog may have.
	MaxFiles = 10_000
	// MaxFileBytes is how long a file may be.
	MaxFileBytes = 32 << 20
	// MaxTextBytes is how long a single text, such as a description, may be.
	MaxTextBytes = 64 << 10
	// MaxDepth is how deep values may be nested in a file, every list and every mapping counted.
	MaxDepth = 4_000
	// MaxRequirementDepth is how deep all, any and some may be nested in a requirement.
	MaxRequirementDepth = 1_000
	// MaxRepeated is how many values YAML aliases may repeat in a file, all counted that a repeated value holds.
	MaxRepeated = 1_000_000
	// MaxNumber is the greatest number of months, dollars, years or people: what a GraphQL Int holds.
	MaxNumber = 1<<31 - 1
)

// Input is one catalog to read: a name for messages and its files.
type Input struct {
	// Name stands before each file's name in messages.
	Name string
	// Files are read together: all that end in .yaml, .yml or .json, in folders too, but none whose name, or
	// whose folder's name, begins with a dot.
	Files fs.FS

	// only is the one file to read; Name is then its whole name.
	only string
}

// compiled tells whether the input is a snapshot.
func (in Input) compiled() bool { return path.Ext(in.only) == SnapshotExtension }

// Path is the catalog in a file or a folder.
func Path(name string) (Input, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Input{}, fmt.Errorf("%s: there is no such file or folder: %w", name, fs.ErrNotExist)
	case err != nil:
		return Input{}, err
	case info.IsDir():
		return Input{Name: name, Files: os.DirFS(name)}, nil
	case !info.Mode().IsRegular():
		return Input{}, fmt.Errorf("%s: is neither a file nor a folder", name)
	case !readable(name) && path.Ext(name) != SnapshotExtension:
		return Input{}, fmt.Errorf("%s: a catalog file ends in .yaml, .yml, .json or, a compiled one, in %s: rename it", name, SnapshotExtension)
	}
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	return Input{Name: name, Files: os.DirFS(dir), only: base}, nil
}

//go:embed all:data
var data embed.FS

// Builtin is the built-in catalog with this name, such as "health-informatics".
func Builtin(name string) (Input, bool) {
	if !slices.Contains(Builtins(), name) {
		return Input{}, false
	}
	files, err := fs.Sub(data, "data")
	if snapshot := name + SnapshotExtension; err == nil && exists(files, snapshot) {
		return Input{Name: name, Files: files, only: snapshot}, true
	}
	if err == nil {
		files, err = fs.Sub(files, name)
	}
	return Input{Name: name, Files: files}, err == nil
}

func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

// Builtins are the names of the built-in catalogs, in alphabetical order.
func Builtins() []string {
	entries, err := data.ReadDir("data")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, compiled := strings.CutSuffix(e.Name(), SnapshotExtension); compiled || e.IsDir() {
			names = append(names, name)
		}
	}
	return names
}

func readable(name string) bool {
	switch path.Ext(name) {
	case ".yaml", ".yml", ".json":
		return true
	}
	return false
}

// file is one file of an input.
type file struct {
	name  string // as messages say it
	input int    // which input it belongs to
}

// each gives visit every file of the input, in the order of their names. What cannot be read is reported.
func (in Input) each(l *loader, number int, visit func(*file, []byte)) {
	if in.Files == nil {
		l.broken = true
		l.report(Finding{File: in.Name, Message: "the catalog has no files"})
		return
	}
	if in.only != "" {
		in.visit(l, &file{in.Name, number}, in.only, visit)
		return
	}
	count := 0
	err := fs.WalkDir(in.Files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			l.broken = true
			l.report(Finding{File: path.Join(in.Name, name), Message: "cannot be read: " + cause(err)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
		case name != "." && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && readable(name):
			if count++; count > MaxFiles {
				return fmt.Errorf("more than %d files; a catalog may have no more", MaxFiles)
			}
			in.visit(l, &file{path.Join(in.Name, name), number}, name, visit)
		}
		return nil
	})
	switch {
	case err != nil:
		l.broken = true
		l.report(Finding{File: in.Name, Message: err.Error()})
	case count == 0 && !l.broken:
		l.broken = true
		l.report(Finding{File: in.Name, Message: "holds no file that ends in .yaml, .yml or .json"})
	}
}

func (in Input) visit(l *loader, f *file, name string, visit func(*file, []byte)) {
	content, err := read(in.Files, name)
	if err != nil {
		l.broken = true
		l.report(Finding{File: f.name, Message: "cannot be read: " + cause(err)})
		return
	}
	visit(f, content)
}

func read(files fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(files, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case info.Size() > MaxFileBytes:
		return nil, fmt.Errorf("it is %d bytes long; a file may have %d: split it", info.Size(), MaxFileBytes)
	}
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written
	content, err := io.ReadAll(io.LimitReader(f, MaxFileBytes+1))
	if err == nil && len(content) > MaxFileBytes {
		err = fmt.Errorf("it is longer than %d bytes, which a file may have: split it", MaxFileBytes)
	}
	return content, err
}

// cause is err without the path, which the message says already.
func cause(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err.Error()
	}
	return err.Error()
}
