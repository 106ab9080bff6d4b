package command

import (
	"errors"
	"fmt"

	"careerlattice/internal/catalog"
)

// errFindings says that the errors were listed already.
var errFindings = errors.New("the catalog has errors")

type checkCommand struct {
	Paths []string `arg:"" name:"path" help:"A file, a folder, a snapshot, or a built-in catalog by name; several are read together."`
}

// Run lists what is wrong and what is doubtful, one finding a line, and ends with the counts.
func (cmd *checkCommand) Run(t terminal) error {
	in, err := inputs(cmd.Paths)
	if err != nil {
		return err
	}
	c, warnings, err := catalog.Load(in...)
	var mistakes catalog.Findings
	if err != nil && !errors.As(err, &mistakes) {
		return err
	}
	for _, f := range mistakes {
		f.Message = "error: " + f.Message
		if _, err := fmt.Fprintln(t.out, f); err != nil {
			return err
		}
	}
	for _, f := range warnings {
		f.Message = "warning: " + f.Message
		if _, err := fmt.Fprintln(t.out, f); err != nil {
			return err
		}
	}
	if len(mistakes) > 0 {
		if _, err := fmt.Fprintf(t.out, "%s, %s\n", plural(len(mistakes), "error"), plural(len(warnings), "warning")); err != nil {
			return err
		}
		return errFindings
	}
	_, err = fmt.Fprintf(t.out, "%s, %s: %s, %s, digest %s\n", plural(0, "error"), plural(len(warnings), "warning"),
		plural(len(c.Careers), "career"), plural(len(c.Credentials), "credential"), c.Digest)
	return err
}
