package command

import (
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// barOn is a bar of so many steps on a terminal; nil where w is none.
func barOn(w io.Writer, total int) *progressbar.ProgressBar {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return nil
	}
	return progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30),
		progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false))
}

// progressOn shows what is being done: as a bar on a terminal, as lines elsewhere. It is told what comes next, and "" at the end.
func progressOn(w io.Writer, total int, doing string) func(what string) error {
	bar := barOn(w, total)
	if bar == nil {
		n := 0
		return func(what string) error {
			if n++; what == "" {
				return nil
			}
			_, err := fmt.Fprintf(w, "%s%s (%d of %d)\n", doing, what, n, total)
			return err
		}
	}
	started := false
	return func(what string) error {
		if started {
			if err := bar.Add(1); err != nil {
				return err
			}
		}
		started = true
		bar.Describe(doing + what)
		return nil
	}
}

// countOn shows how many of many are done: as a bar on a terminal, as a line for each tenth elsewhere. It is called once for each.
func countOn(w io.Writer, total int, doing string) (done func() error) {
	bar := barOn(w, total)
	if bar != nil {
		bar.Describe(doing)
		return func() error { return bar.Add(1) }
	}
	n := 0
	return func() error {
		n++
		if n*10/total == (n-1)*10/total {
			return nil
		}
		_, err := fmt.Fprintf(w, "%s: %d of %d\n", doing, n, total)
		return err
	}
}
