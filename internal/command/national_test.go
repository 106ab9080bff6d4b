package command

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

const (
	makefile     = "../../Makefile"
	nationalFile = "../catalog/data/national.lattice"
	// publishers is where the publishers' files lie where the tests have them at hand.
	publishers = "../../../shared/data"
)

// recipe gives the commands of a target of the Makefile that run the program, each with its arguments; names are the
// variables' values.
func recipe(t *testing.T, target string, names *strings.Replacer) [][]string {
	t.Helper()
	content, err := os.ReadFile(makefile)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(strings.ReplaceAll(string(content), "\\\n", " "), "\n"+target+":")
	rest, _, _ = strings.Cut(rest, "\n\n")
	var commands [][]string
	for _, line := range strings.Split(rest, "\n\t")[1:] {
		if args, ok := strings.CutPrefix(line, "go run . "); ok {
			commands = append(commands, strings.Fields(names.Replace(args)))
		}
	}
	return commands
}

// TestNationalIsRebuilt makes the built-in national catalog anew as make does, and compares the bytes.
func TestNationalIsRebuilt(t *testing.T) {
	if _, err := os.Stat(publishers); errors.Is(err, fs.ErrNotExist) {
		t.Skip("the publishers' files are not at hand: nothing to rebuild it from")
	}
	folder := t.TempDir()
	commands := recipe(t, "national", strings.NewReplacer("$(NATIONAL_DATA)", publishers, "$(TOOLS)", folder, "internal/catalog/data", folder))
	if len(commands) != 2 {
		t.Fatalf("make national runs %d commands; want an import and a compilation", len(commands))
	}
	for _, args := range commands {
		var out, problems bytes.Buffer
		if status := Main(t.Context(), args, &out, &problems); status != exitDone {
			t.Fatalf("%q: status %d\n%s%s", args, status, &out, &problems)
		}
	}
	want, err := os.ReadFile(filepath.Join(folder, "national.lattice"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(nationalFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("the publishers' files make another national catalog than the built-in one (%d bytes, and %d): run make national, "+
			"see what changed by careerlattice check, and commit it", len(want), len(got))
	}
}

// TestNationalIsFit holds the built-in national catalog to its size, its notices, and warnings that are meant.
func TestNationalIsFit(t *testing.T) {
	info, err := os.Stat(nationalFile)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 5<<20 {
		t.Errorf("it has %d bytes; want 5 MB at most", info.Size())
	}
	c, warnings, err := load([]string{"national"})
	if err != nil {
		t.Fatal(err)
	}
	meant := regexp.MustCompile(`has no wage|can never be (reached|earned)`)
	for _, w := range warnings {
		if !meant.MatchString(w.Message) {
			t.Errorf("an unexpected warning: %s", w)
		}
	}
	for _, s := range c.Sources {
		if !s.Assumed() && (s.Publisher == "" || s.URL == "" || s.License == "" || s.Year == nil) {
			t.Errorf("%s lacks its publisher, address, license or year", s.ID())
		}
		if strings.HasPrefix(s.Slug, "onet") && !strings.Contains(string(s.Description), "CC BY 4.0") {
			t.Errorf("%s lacks the notice that its license asks for", s.ID())
		}
	}
	for _, x := range c.Careers {
		if x.Description != "" {
			t.Errorf("%s has a description, which only a publisher can have written", x.ID())
		}
	}
	if len(c.Careers) < 1000 || len(c.Credentials) < 1000 {
		t.Errorf("it has %d careers and %d credentials", len(c.Careers), len(c.Credentials))
	}
}

// TestBothCatalogs reads the two built-in catalogs together: nothing of them conflicts, and careers and fields of health
// informatics lead to the national ones, each with its own figures.
func TestBothCatalogs(t *testing.T) {
	both, _, err := load([]string{"health-informatics", "national"})
	if err != nil {
		t.Fatal(err)
	}
	alone, _, err := load([]string{"health-informatics"})
	if err != nil {
		t.Fatal(err)
	}
	leading := 0
	for _, x := range alone.Careers {
		if x.SOC == "" || x.TraineeFor != nil {
			continue
		}
		mine, _ := both.Career(x.Slug)
		counterparts := slices.DeleteFunc(both.SameOccupation(mine), func(y *catalog.Career) bool {
			_, own := alone.Career(y.Slug)
			return own || y.Wage == nil || y.Wage.Source == nil || y.Wage.Year == nil || y.Growth == nil
		})
		if len(counterparts) == 0 {
			t.Errorf("%s, SOC %s, has no national career with wage, source, year and outlook", x.ID(), x.SOC)
		}
		if slices.ContainsFunc(counterparts, func(y *catalog.Career) bool { return len(y.LeadsTo) > 0 }) {
			leading++
		}
	}
	if leading < 30 {
		t.Errorf("only %d careers have a national one that leads on", leading)
	}
	fields := 0
	for _, x := range alone.Fields {
		if found, ok := both.Node(x.ID()); ok && len(both.SameProgram(found.(*catalog.Field))) > 0 {
			fields++
		}
	}
	if fields < 5 {
		t.Errorf("only %d fields of study are those of a national program", fields)
	}
}
