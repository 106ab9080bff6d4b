package command

import (
	"fmt"
	"path/filepath"

	"github.com/moby/sys/atomicwriter"

	"careerlattice/internal/catalog"
)

type compileCommand struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, a snapshot, or a built-in catalog by name; several are read together."`
	Out   string   `required:"" placeholder:"FILE.lattice" help:"The file to write. It is replaced only once it is whole."`
}

// Run writes a snapshot of the catalogs and ends with what is in it.
func (cmd *compileCommand) Run(t terminal) error {
	if filepath.Ext(cmd.Out) != catalog.SnapshotExtension {
		return usagef("--out: %s does not end in %s, by which --catalog knows a snapshot", cmd.Out, catalog.SnapshotExtension)
	}
	c, warnings, err := load(cmd.Paths)
	if err != nil {
		return err
	}
	content, err := c.Snapshot()
	if err != nil {
		return err
	}
	if err := atomicwriter.WriteFile(cmd.Out, content, 0o644); err != nil {
		return fmt.Errorf("the snapshot was not written: %w", err)
	}
	_, err = fmt.Fprintf(t.out, "%s: %s, %s, %s, digest %s (%s)\n", cmd.Out, plural(len(c.Careers), "career"),
		plural(len(c.Credentials), "credential"), plural(len(content), "byte"), c.Digest, plural(len(warnings), "warning"))
	return err
}
