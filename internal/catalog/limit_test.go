package catalog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// mistakes loads what must be refused.
func mistakes(t *testing.T, inputs ...Input) Findings {
	t.Helper()
	_, _, err := Load(inputs...)
	var found Findings
	if !errors.As(err, &found) {
		t.Fatalf("got %v, want Findings", err)
	}
	return found
}

const block = "catalog: {format: 1, id: x}\n"

// nested is a requirement of that many levels, the innermost one empty.
func nested(form string, depth int) string {
	begin, end := map[string]string{"all": "{all: [", "any": "{any: [", "some": "{some: {count: 1, of: ["}[form],
		map[string]string{"all": "]}", "any": "]}", "some": "]}}"}[form]
	return block + "careers: [{id: a, name: A, wage: 1, requires: " + strings.Repeat(begin, depth-1) + "{}" + strings.Repeat(end, depth-1) + "}]\n"
}

func TestNestingWithinTheLimitWorks(t *testing.T) {
	for _, form := range []string{"all", "any", "some"} {
		c := load(t, nested(form, MaxRequirementDepth))
		depth := 1
		for r := c.Careers[0].Requires; len(Parts(r)) > 0; r = Parts(r)[0] {
			depth++
		}
		if depth != MaxRequirementDepth {
			t.Errorf("%s: %d levels were read, want %d", form, depth, MaxRequirementDepth)
		}
	}
}

// TestHostileFiles holds that each of these is refused with one finding that names the place and the limit. That none
// hangs or crashes is for the test's own time limit to tell.
func TestHostileFiles(t *testing.T) {
	bomb := "skills: &a0 [{id: a, name: A}]\n"
	for i := 1; i < 40; i++ {
		bomb += fmt.Sprintf("k%d: &a%d [*a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1)
	}
	chain := "k0: &a0 [x]\n"
	for i := 1; i < 3*MaxDepth; i++ {
		chain += fmt.Sprintf("k%d: &a%d [*a%d]\n", i, i, i-1)
	}
	var blocks strings.Builder
	for i := range MaxDepth + 10 {
		blocks.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for _, tt := range []struct {
		name, text   string
		line, column int
		message      string
	}{
		{"requirement one level too deep", nested("any", MaxRequirementDepth+1), 2, 47 + 7*MaxRequirementDepth, "more than 1000 deep"},
		{"lists 100,000 deep", "skills: " + strings.Repeat("[", 100_000), 1, 0, "more than 4000 deep"},
		{"mappings 100,000 deep", strings.Repeat("{a: ", 100_000), 1, 0, "more than 4000 deep"},
		{"dashes 100,000 deep", strings.Repeat("- ", 100_000), 1, 0, "more than 4000 deep"},
		{"indented too deep", blocks.String(), 0, 0, "more than 4000 deep"},
		{"an alias bomb", bomb, 0, 0, "repeat more than 1000000 values"},
		{"a chain of aliases", chain, 0, 0, "more than"},
		{"a long text", block + "skills: [{id: a, name: " + strings.Repeat("x", MaxTextBytes+1) + "}]", 2, 24, "65536 are allowed"},
		{"a file of 100 MB", "a: " + strings.Repeat("x", 100_000_000), 0, 0, "a file may have 33554432"},
		{"UTF-16", "\xff\xfec\x00", 1, 1, "UTF-16"},
		{"Latin-1", block + "skills: [{id: a, name: Gen\xe8ve}]", 2, 27, "0xE8 is not UTF-8"},
		{"a NUL", block + "skills: [{id: a, name: \"A\x00\"}]", 2, 26, "U+0000"},
		{"a mark in the middle", block + "skills: \ufeff[]", 2, 9, "U+FEFF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := mistakes(t, one(tt.text))
			if len(found) != 1 || !strings.Contains(found[0].Message, tt.message) {
				t.Fatalf("got %v, want one finding with %q", found, tt.message)
			}
			if f := found[0]; f.File != "catalog.yaml" || tt.line > 0 && f.Line != tt.line || tt.column > 0 && f.Column != tt.column {
				t.Errorf("got place %s:%d:%d, want %d:%d", f.File, f.Line, f.Column, tt.line, tt.column)
			}
		})
	}
}

func TestByteOrderMarkIsNoMistake(t *testing.T) { load(t, "\ufeff"+block) }

func TestTenThousandErrors(t *testing.T) {
	var b strings.Builder
	b.WriteString(block + "careers:\n")
	for i := range 2_500 {
		fmt.Fprintf(&b, "  - {id: career-%d, name: C, wage: -1, leadsTo: [carer-%d], soc: true, growth: 5}\n", i, i)
	}
	found := mistakes(t, one(b.String()))
	if len(found) != 10_000 {
		t.Fatalf("got %d findings, want 10,000", len(found))
	}
	if near := found[1].Nearest; len(near) == 0 || near[0] != "career-0" {
		t.Errorf("got near %v, want career-0 first", near)
	}
	lines := strings.Split(found.Error(), "\n")
	if len(lines) != MaxListed+1 || lines[MaxListed] != "and 9950 more" {
		t.Errorf("got %d lines, the last %q", len(lines), lines[len(lines)-1])
	}
}

func TestFindingsAreBounded(t *testing.T) {
	text := block + "skills:\n  - {id: a, name: A, aliases: &a [" + strings.Repeat("~,", 1_000) + "]}\n"
	for i := range 200 {
		text += fmt.Sprintf("  - {id: s%d, name: S, aliases: *a}\n", i)
	}
	found := mistakes(t, one(text))
	if len(found) != MaxFindings+1 {
		t.Fatalf("got %d findings, want %d and one that says so", len(found), MaxFindings)
	}
}

func TestNearestOfLongTextsIsNothing(t *testing.T) {
	c := load(t, small)
	if near := c.Nearest(strings.Repeat("lead", 25_000), 3); near != nil {
		t.Errorf("got %v", ids(near))
	}
}

func TestPath(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := write("a.yaml", block)
	write("deep/er/b.yml", "skills: [{id: b, name: B}]")
	write("c.json", `{"skills": [{"id": "c", "name": "C"}]}`)
	write(".hidden/d.yaml", "not a catalog")
	write("notes.txt", "not a catalog")
	from := func(path string) (*Catalog, error) {
		in, err := Path(path)
		if err != nil {
			return nil, err
		}
		c, _, err := Load(in)
		return c, err
	}
	if c, err := from(dir); err != nil || len(c.Skills) != 2 {
		t.Errorf("a folder: got %v, %v", c, err)
	}
	if c, err := from(file); err != nil || len(c.Skills) != 0 {
		t.Errorf("a file: got %v, %v", c, err)
	}
	if _, err := from(filepath.Join(dir, "none.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: got %v", err)
	}
	if _, err := from(filepath.Join(dir, "notes.txt")); err == nil || !strings.Contains(err.Error(), ".yaml") {
		t.Errorf("another ending: got %v", err)
	}
	bad := write("bad.yaml", block+"zzz: 1\n")
	if _, err := from(bad); err == nil || !strings.HasPrefix(err.Error(), bad+":2:1: ") {
		t.Errorf("a mistake: got %v, want the place as one would open it", err)
	}
	if _, err := from(filepath.Join(dir, "deep")); err == nil || !strings.Contains(err.Error(), "catalog block") {
		t.Errorf("no block: got %v", err)
	}
}

func TestNothingToRead(t *testing.T) {
	for name, inputs := range map[string][]Input{
		"no input": nil,
		"no files": {{Name: "empty"}},
		"no file":  {{Name: "empty", Files: fstest.MapFS{"readme.txt": {}}}},
	} {
		if found := mistakes(t, inputs...); len(found) != 1 {
			t.Errorf("%s: got %v, want one finding", name, found)
		}
	}
}

func TestUnreadableFile(t *testing.T) {
	found := mistakes(t, Input{Name: "x", Files: fstest.MapFS{
		"a.yaml":    {Data: []byte(block)},
		"pipe.yaml": {Mode: fs.ModeNamedPipe},
	}})
	if len(found) != 1 || found[0].File != "x/pipe.yaml" {
		t.Errorf("got %v", found)
	}
}
