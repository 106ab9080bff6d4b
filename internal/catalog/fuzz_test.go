package catalog

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzLoad holds that no file makes the loader panic, that every finding has a place and a message that can be printed,
// and that what was read once is read again the same.
func FuzzLoad(f *testing.F) {
	content, err := os.ReadFile(filepath.Join("testdata", "complete.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte(small))
	for _, x := range fixtures(f) {
		for _, file := range x.archive.Files {
			if file.Name != "want" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		c, warnings, err := Load(one(string(content)))
		var found Findings
		if err != nil && !errors.As(err, &found) {
			t.Fatalf("an error that is not Findings: %v", err)
		}
		if (c == nil) != (len(found) > 0) {
			t.Fatalf("got %v and %d errors", c, len(found))
		}
		for _, x := range append(found, warnings...) {
			// Two things are missing from a catalog and not from a line.
			placeless := strings.Contains(x.Message, "no file has a catalog block") || strings.Contains(x.Message, "the rest is left out")
			if !placeless && (x.File != "catalog.yaml" || x.Line < 1 || x.Column < 1) {
				t.Errorf("no place: %+v", x)
			}
			if text := x.String(); !utf8.ValidString(text) || strings.ContainsAny(text, "\n\x00") || len(text) > 10_000 {
				t.Errorf("cannot be printed in a line: %q", text)
			}
		}
		if c == nil {
			return
		}
		for _, x := range c.Careers {
			if x.Requires != nil && x.Requires.Text() == "" {
				t.Errorf("%s: a requirement without words", x.ID())
			}
		}
		again, _, err := Load(one(string(content)))
		if err != nil || again.Digest != c.Digest {
			t.Errorf("read again: %v", err)
		}
	})
}
