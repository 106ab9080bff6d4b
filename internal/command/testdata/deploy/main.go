// Command deploy checks the files of a folder that people deploy by, with the code that reads them where they are used: the Dockerfile
// with the linter of BuildKit, the compose file with the loader of Docker Compose, the manifests with the types of Kubernetes. It
// prints what the files name, a line each, such as "image redis:7.2-alpine", to be held against other files, and to standard error
// what is wrong with them; then it fails. It asks no registry, no daemon and no cluster. It is a module of its own, so that what it
// needs is no dependency of the server.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// report is what the checks found.
type report struct {
	named    []string // kinds and names
	problems []error
}

func (r *report) name(kind, name string) { r.named = append(r.named, kind+" "+name) }

func (r *report) wrong(place, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s: "+format, append([]any{place}, args...)...))
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: deploy FOLDER")
		os.Exit(2)
	}
	folder, r, ctx := os.Args[1], &report{}, context.Background()
	r.dockerfile(ctx, filepath.Join(folder, "Dockerfile"))
	r.compose(ctx, filepath.Join(folder, "compose.yaml"))
	r.kubernetes(filepath.Join(folder, "kubernetes"))
	slices.Sort(r.named)
	for _, line := range slices.Compact(r.named) {
		fmt.Println(line)
	}
	if err := errors.Join(r.problems...); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
