package deps

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// pages are the documentation: every page at the root and in docs/.
func pages(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			relative, err := filepath.Rel(root, name)
			if err != nil {
				t.Fatal(err)
			}
			all[relative] = string(text)
		}
	}
	if len(all) < 6 {
		t.Fatalf("only %d pages found", len(all))
	}
	return all
}

var (
	// quoted is what stands in backquotes, linked the target of a link.
	quoted = regexp.MustCompile("`([^`\n]+)`")
	linked = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
	// looksLikePath holds for a quoted text that begins with a folder or names a file of this repository.
	looksLikePath = regexp.MustCompile(`^(?:(?:docs|internal|graph|schema|web|deploy|\.ci|\.github)(?:/[\w.*-]+)*/?|[\w.-]+\.(?:go|md|graphql|mod|sum)|Makefile|LICENSE|NOTICE)$`)
)

// TestDocumentedPathsExist follows every path that the documentation names.
func TestDocumentedPathsExist(t *testing.T) {
	followed := 0
	for page, text := range pages(t) {
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			if !looksLikePath.MatchString(m[1]) || namedTest.MatchString(m[0]) {
				continue
			}
			followed++
			if found, err := filepath.Glob(filepath.Join(root, m[1])); err != nil || len(found) == 0 {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
		for _, m := range linked.FindAllStringSubmatch(text, -1) {
			followed++
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", page, m[1])
			}
		}
	}
	if followed < 30 {
		t.Errorf("only %d paths were found to follow", followed)
	}
}

// TestVersionsAreInGoMod keeps versions of Go and of modules out of the documentation: they would go stale there. Tools are pinned in the
// Makefile.
func TestVersionsAreInGoMod(t *testing.T) {
	version := regexp.MustCompile(`(?i)\bv\d+\.\d+|\bgo ?1\.\d+|\b\d+\.\d+\.\d+\b`)
	allowed := regexp.MustCompile(`keepachangelog\.com/en/\d+\.\d+\.\d+|127\.0\.0\.1|Apache License,? (?:Version )?2\.0`)
	for page, text := range pages(t) {
		for number, line := range strings.Split(allowed.ReplaceAllString(text, ""), "\n") {
			if found := version.FindString(line); found != "" {
				t.Errorf("%s:%d states the version %q: go.mod does", page, number+1, found)
			}
		}
	}
	for _, name := range []string{".ci/run", ".golangci.yml", "gqlgen.yml"} {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if found := regexp.MustCompile(`\bv?\d+\.\d+\.\d+\b`).FindString(string(text)); found != "" {
			t.Errorf("%s states the version %q: go.mod or the Makefile does", name, found)
		}
	}
}

// namedTest is a test that the documentation names: its package's folder, and its function.
var namedTest = regexp.MustCompile("`([a-z/]+)\\.((?:Test|Fuzz)[A-Z]\\w*)`")

// TestDocumentedTestsExist looks up every test that the documentation names, so that what is said to be held is held.
func TestDocumentedTestsExist(t *testing.T) {
	found := 0
	for page, text := range pages(t) {
		for _, m := range namedTest.FindAllStringSubmatch(text, -1) {
			folder, name := m[1], m[2]
			files, err := filepath.Glob(filepath.Join(root, folder, "*_test.go"))
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(files, func(file string) bool {
				code, err := os.ReadFile(file)
				return err == nil && strings.Contains(string(code), "\nfunc "+name+"(")
			}) {
				t.Errorf("%s names the test %s of %s, which is not there", page, name, folder)
			}
			found++
		}
	}
	if found < 60 {
		t.Errorf("the documentation names %d tests", found)
	}
}
