package table

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Place is where the files of a publisher are looked up: a folder with the files and with the publisher's zip archives,
// one such archive, or a single file.
type Place struct {
	path   string
	files  []File
	single bool
	given  map[string]File
}

// Open finds the files of a place.
func Open(name string) (*Place, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, Problems{{File: name, Message: "cannot be opened: " + reason(err)}}
	}
	p := &Place{path: name, given: map[string]File{}}
	if !info.IsDir() {
		p.single = !isZip(name)
		return p, p.add(name)
	}
	entries, err := os.ReadDir(name)
	if err != nil {
		return nil, Problems{{File: name, Message: "cannot be listed: " + reason(err)}}
	}
	for _, e := range entries {
		file := filepath.Join(name, e.Name())
		if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
			continue // a folder, or a link to nowhere: what is missed is reported as missing
		}
		if err := p.add(file); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(p.files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.base, b.base), cmp.Compare(a.kind, b.kind), cmp.Compare(a.Path, b.Path))
	})
	return p, nil
}

func reason(err error) string {
	var inner *os.PathError
	if errors.As(err, &inner) {
		return inner.Err.Error()
	}
	return err.Error()
}

func isZip(name string) bool { return strings.EqualFold(filepath.Ext(name), ".zip") }

// add takes a file, or the files of an archive.
func (p *Place) add(name string) error {
	if !isZip(name) {
		p.files = append(p.files, onDisk(name))
		return nil
	}
	archive, err := zip.OpenReader(name)
	if err != nil {
		return Problems{{File: name, Message: fmt.Sprintf("this is not a zip archive, or it is damaged (%v): download it again", err)}}
	}
	defer archive.Close()
	for _, f := range archive.File {
		if !f.FileInfo().Mode().IsRegular() {
			continue
		}
		base := path.Base(f.Name)
		p.files = append(p.files, File{
			Name: filepath.Base(name) + "/" + base,
			Path: name + "/" + f.Name,
			base: strings.ToLower(base),
			kind: zipped,
			open: func() (io.ReadCloser, error) { return openZipped(name, f.Name) },
		})
	}
	return nil
}

// Give makes the file at that path the one that is found by the key, whatever its name.
func (p *Place) Give(key, name string) error {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return Problems{{File: name, Message: "cannot be opened: " + reason(err)}}
	case info.IsDir() || isZip(name):
		return Problems{{File: name, Message: fmt.Sprintf("%s needs one file, not a folder or an archive", key)}}
	}
	p.given[key] = onDisk(name)
	return nil
}

// Find is the file given for the key, or the one whose name fits a pattern. Patterns are those of [path.Match], in lower
// case, without ".gz" and with "#" for any digit; the earlier pattern wins, then the greater name, which is that of the later year, then the
// unpacked file. A file that lies in two archives is a problem.
func (p *Place) Find(key string, patterns ...string) (File, bool, error) {
	if f, ok := p.given[key]; ok {
		return f, true, nil
	}
	for _, pattern := range patterns {
		glob := strings.ReplaceAll(pattern, "#", "[0-9]")
		var found []File
		for _, f := range p.files {
			if ok, err := path.Match(glob, f.base); err != nil {
				return File{}, false, err
			} else if ok {
				found = append(found, f)
			}
		}
		if len(found) == 0 {
			continue
		}
		newest := found[len(found)-1].base
		found = slices.DeleteFunc(found, func(f File) bool { return f.base != newest })
		if len(found) > 1 && found[0].kind == found[1].kind {
			return File{}, false, Problems{{
				File:    p.path,
				Message: fmt.Sprintf("%s and %s are the same file: remove one, or give %s=FILE", found[0].Path, found[1].Path, key),
			}}
		}
		return found[0], true, nil
	}
	return File{}, false, nil
}

// Need is like Find for a file that must be there. In a place that is a single file, it is that file, whatever its name.
func (p *Place) Need(key, what string, patterns ...string) (File, error) {
	f, ok, err := p.Find(key, patterns...)
	switch {
	case err != nil:
		return File{}, err
	case ok:
		return f, nil
	case p.single:
		return p.files[0], nil
	}
	return File{}, Missing(key, what, patterns, p)
}

// Missing says that a file is in none of the places and what they have.
func Missing(key, what string, patterns []string, places ...*Place) error {
	var all Problems
	for _, p := range places {
		var names []string
		for _, f := range p.files {
			names = append(names, f.Name)
		}
		all = append(all, Problem{
			File: p.path,
			Message: fmt.Sprintf("there is no file %s with %s; the place has %s: download it, or give it as %s=FILE",
				few(patterns, "name"), what, few(names, "file"), key),
		})
	}
	return all
}
