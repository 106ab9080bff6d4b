package importer

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v4"
)

// catalogFile is the file with the catalog block, by which a folder is known as a catalog that was written here.
const catalogFile = "catalog.yaml"

// part is one file of a written catalog.
type part struct {
	name, about string
	content     any
}

// parts are the files: one for each list, and for careers one for each major group of the SOC.
func (d *Document) parts() []part {
	head := Document{Catalog: d.Catalog, Sources: d.Sources}
	list := []part{
		{catalogFile, "The catalog and its sources.", head},
		{"fields.yaml", "Fields of study, by CIP code.", map[string]any{"fields": d.Fields}},
		{"skills.yaml", "Skills and areas of knowledge of O*NET.", map[string]any{"skills": d.Skills}},
		{"industries.yaml", "Sectors of the NAICS.", map[string]any{"industries": d.Industries}},
		{"credentials.yaml", "Degrees, certificates and licenses, and the ways to them.", map[string]any{"credentials": d.Credentials}},
	}
	for start := 0; start < len(d.Careers); {
		group := d.Careers[start].SOC[:2]
		end := start
		for end < len(d.Careers) && d.Careers[end].SOC[:2] == group {
			end++
		}
		list = append(list, part{"careers-" + group + ".yaml", "Careers of SOC major group " + group + ".", map[string]any{"careers": d.Careers[start:end]}})
		start = end
	}
	return list
}

// Write writes the catalog into a folder: beside it first, then in its place, so that nothing half-written is ever there. A
// folder that holds anything but a catalog is refused.
func (d *Document) Write(folder string) (err error) {
	folder = filepath.Clean(folder)
	if err := replaceable(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return err
	}
	beside, err := os.MkdirTemp(filepath.Dir(folder), ".import-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(beside)) }()
	made, old := filepath.Join(beside, "new"), filepath.Join(beside, "old")
	if err := os.Mkdir(made, 0o755); err != nil {
		return err
	}
	for _, p := range d.parts() {
		if err := p.write(made); err != nil {
			return err
		}
	}
	if err := os.Rename(folder, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Rename(made, folder)
}

func (p part) write(folder string) error {
	content, err := yaml.Dump(p.content, yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	text := "# " + p.about + " Written by careerlattice import national: import again instead of editing.\n" + string(content)
	return os.WriteFile(filepath.Join(folder, p.name), []byte(text), 0o644)
}

// replaceable tells whether a folder is absent, empty or a catalog of ours.
func replaceable(folder string) error {
	entries, err := os.ReadDir(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("%s is not a folder to write into: %w", folder, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "careers-") || e.Name() == catalogFile {
			return nil
		}
	}
	return fmt.Errorf("%s holds something else than a catalog: name an empty folder, or one that does not exist", folder)
}
