package command

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"careerlattice/internal/catalog"
)

// catalogFlag is the flag that every command with a catalog has.
type catalogFlag struct {
	Catalog []string `default:"health-informatics" env:"CAREERLATTICE_CATALOG" placeholder:"PATH" help:"A file, a folder, a snapshot, or a built-in catalog by name; several are read together (${default})."`
}

// inputs finds the catalogs with these names: built-in ones first, then files and folders.
func inputs(names []string) ([]catalog.Input, error) {
	found := make([]catalog.Input, 0, len(names))
	for _, name := range names {
		in, ok := catalog.Builtin(name)
		if !ok {
			var err error
			in, err = catalog.Path(name)
			if errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("catalog %q is neither a file, nor a folder, nor built in: %s", name, strings.Join(catalog.Builtins(), ", "))
			} else if err != nil {
				return nil, fmt.Errorf("catalog %w", err)
			}
		}
		found = append(found, in)
	}
	return found, nil
}

// load reads the catalogs with these names. The error lists what is wrong with them; warnings are no error.
func load(names []string) (*catalog.Catalog, []catalog.Finding, error) {
	in, err := inputs(names)
	if err != nil {
		return nil, nil, err
	}
	c, warnings, err := catalog.Load(in...)
	var findings catalog.Findings
	if errors.As(err, &findings) {
		return nil, nil, fmt.Errorf("the catalog has %s:\n%w", plural(len(findings), "error"), err)
	}
	return c, warnings, err
}

// titles name what was read, such as "Health informatics careers 2026.11".
func titles(c *catalog.Catalog) []string {
	all := make([]string, 0, len(c.Infos))
	for _, info := range c.Infos {
		title := info.Title
		if title == "" {
			title = info.ID
		}
		all = append(all, strings.TrimSpace(title+" "+info.Version))
	}
	return all
}
