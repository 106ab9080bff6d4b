package catalog

import (
	"errors"
	"fmt"
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

// FuzzRequirement holds that what is read as a requirement has words, and is read again, as it is written and from a snapshot, with the
// same meaning.
func FuzzRequirement(f *testing.F) {
	for _, text := range []string{
		"{}", "{level: bachelors}", "{credential: cert}", "{experience: {months: 12, in: [clerk, clerk]}}", "{experience: {months: 3}}",
		"{all: [{level: masters, fields: [hi]}, {any: []}, {}]}", "{some: {count: 2, of: [{credential: hs}, {credential: bs}, {all: []}]}}",
		"{any: [{any: [{any: [{level: none}]}]}]}", "{some: {count: 9, of: []}}", "{level: bachelors, all: []}", "&a {all: [*a]}",
	} {
		f.Add(text)
	}
	world := strings.Replace(small, "requires: {level: high-school}", "requires: %", 1)
	f.Fuzz(func(t *testing.T, text string) {
		if strings.ContainsAny(text, "\n\r") { // another key, perhaps another career
			return
		}
		c, _, err := Load(one(strings.Replace(world, "%", text, 1)))
		if err != nil {
			return
		}
		clerk, ok := c.Career("clerk")
		if !ok || clerk.Requires == nil {
			return
		}
		if words := clerk.Requires.Text(); words == "" || !utf8.ValidString(words) || strings.ContainsAny(words, "\n\x00") {
			t.Errorf("%s: in words %q", text, words)
		}
		again, _, err := Load(one(strings.Replace(world, "%", written(clerk.Requires), 1)))
		if err != nil {
			t.Fatalf("%s is written as %s: %v", text, written(clerk.Requires), err)
		}
		stored, _, err := Load(compiled(snapshotOf(t, c)))
		if err != nil {
			t.Fatalf("%s in a snapshot: %v", text, err)
		}
		for how, other := range map[string]*Catalog{"written": again, "stored": stored} {
			same, _ := other.Career("clerk")
			if written(same.Requires) != written(clerk.Requires) || same.Requires.Text() != clerk.Requires.Text() {
				t.Errorf("%s, %s and read again: %s", text, how, written(same.Requires))
			}
		}
		if stored.Digest != c.Digest {
			t.Errorf("%s has another digest in a snapshot", text)
		}
	})
}

// written is a requirement as a file has it.
func written(r Requirement) string {
	of := func() string {
		parts := make([]string, len(Parts(r)))
		for i, part := range Parts(r) {
			parts[i] = written(part)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	switch r := r.(type) {
	case *AllOf:
		return "{all: " + of() + "}"
	case *AnyOf:
		return "{any: " + of() + "}"
	case *SomeOf:
		return fmt.Sprintf("{some: {count: %d, of: %s}}", r.Count, of())
	case *CredentialRequirement:
		return "{credential: " + r.Credential.Slug + "}"
	case *LevelRequirement:
		if len(r.Fields) > 0 {
			return fmt.Sprintf("{level: %s, fields: [%s]}", r.Level, strings.Join(slugs(r.Fields), ", "))
		}
		return fmt.Sprintf("{level: %s}", r.Level)
	case *ExperienceRequirement:
		if len(r.In) > 0 {
			return fmt.Sprintf("{experience: {months: %d, in: [%s]}}", r.Months, strings.Join(slugs(r.In), ", "))
		}
		return fmt.Sprintf("{experience: {months: %d}}", r.Months)
	}
	return "{}"
}

func slugs[N Node](of []N) []string {
	out := make([]string, len(of))
	for i, n := range of {
		out[i] = EntryOf(n).Slug
	}
	return out
}
