package command

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// TestReadmeIDs holds the lists of ids in the README to the built-in catalog.
func TestReadmeIDs(t *testing.T) {
	const begin, end = "<!-- These lists are written by go test ./internal/command -update -->\n", "<!-- The end of the lists -->\n"
	readme, err := os.ReadFile(readmeFile)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(readme), begin)
	documented, after, ended := strings.Cut(rest, end)
	if !begun || !ended {
		t.Fatalf("README.md has lost the line %q or %q", begin, end)
	}
	want := idLists(t)
	switch {
	case *update:
		if err := os.WriteFile(readmeFile, []byte(before+begin+want+end+after), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	case documented != want:
		t.Errorf("README.md lists\n%s\nthe built-in catalog has\n%s\n(go test ./internal/command -update writes it)", documented, want)
	}
}

// idLists writes the ids of the built-in catalog: the careers, then the credentials of each kind.
func idLists(t *testing.T) string {
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		t.Fatal(err)
	}
	var careers []string
	for _, x := range c.Careers {
		careers = append(careers, x.Slug)
	}
	lists := idList("Careers", careers)
	for _, kind := range []catalog.Kind{catalog.KindDegree, catalog.KindCertificate, catalog.KindCertification, catalog.KindLicense} {
		var ids []string
		for _, x := range c.Credentials {
			if x.Kind == kind {
				ids = append(ids, x.Slug)
			}
		}
		name := kind.String()
		lists += idList(strings.ToUpper(name[:1])+name[1:]+"s", ids)
	}
	return lists + "\n"
}

// idList writes ids as a paragraph, in lines of at most 130 characters.
func idList(title string, ids []string) string {
	text := fmt.Sprintf("\n**%s** (%d):", title, len(ids))
	width := len(text) - 1
	for i, id := range ids {
		word := "`" + id + "`"
		if i+1 < len(ids) {
			word += ","
		}
		if width+1+len(word) > 130 {
			text, width = text+"\n"+word, len(word)
			continue
		}
		text, width = text+" "+word, width+1+len(word)
	}
	return text + "\n"
}
