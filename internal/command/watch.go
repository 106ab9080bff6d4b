package command

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"careerlattice/internal/catalog"
)

// watchEvery is how often the files of the catalogs are looked at.
const watchEvery = time.Second

// watch tells of each change of the files of catalogs, until ctx ends: of names, sizes and times, once they have been the same at two
// looks, so that a file which is still being written is not read by half. It looks by itself instead of asking the system to tell,
// which knows nothing of folders that are mounted from elsewhere or exchanged as a whole.
func watch(ctx context.Context, names []string) <-chan struct{} {
	changed := make(chan struct{})
	go func() {
		known := filesOf(names)
		last := known
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			now := filesOf(names)
			if now == last && now != known {
				known = now
				select {
				case changed <- struct{}{}:
				case <-ctx.Done():
					return
				}
			}
			last = now
		}
	}()
	return changed
}

// filesOf are the names, sizes and times of the files of catalogs as one text. What cannot be read is a part of it.
func filesOf(names []string) string {
	var b strings.Builder
	for _, name := range names {
		if _, ok := catalog.Builtin(name); ok {
			continue
		}
		err := filepath.WalkDir(name, func(path string, _ fs.DirEntry, err error) error {
			info, statErr := os.Stat(path) // of what a link leads to
			switch {
			case err != nil:
				return err
			case statErr != nil:
				return statErr
			case !info.IsDir():
				_, _ = fmt.Fprintf(&b, "%q %d %d\n", path, info.Size(), info.ModTime().UnixNano()) // a builder takes everything
			}
			return nil
		})
		if err != nil {
			_, _ = fmt.Fprintf(&b, "%q %v\n", name, err)
		}
	}
	return b.String()
}
