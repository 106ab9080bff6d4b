package command

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

// version is set for a release by -ldflags "-X careerlattice/internal/command.version=…".
var version string

type versionCommand struct {
	catalogFlag
}

// Run prints a fact a line: its name, then its value.
func (cmd *versionCommand) Run(t terminal) error {
	c, _, err := load(cmd.Catalog)
	if err != nil {
		return err
	}
	release, commit := build()
	_, err = fmt.Fprintf(t.out, "careerlattice %s\ncommit %s\ngo %s\ncatalog %s\ndigest %s\n",
		release, commit, runtime.Version(), strings.Join(titles(c), ", "), c.Digest)
	return err
}

// build gives the release and the commit that the program was built from, as far as the build says them.
func build() (release, commit string) {
	release, commit = version, "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release, commit
	}
	if release == "" {
		release = info.Main.Version
	}
	modified := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			modified = " (modified)"
		}
	}
	if release == "" {
		release = "(devel)"
	}
	return release, commit + modified
}
