package catalog

import (
	"os"
	"strings"
	"testing"
)

// TestFormatPage holds the example of docs/catalog-format.md to the loader and its limits to the constants.
func TestFormatPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/catalog-format.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(page), "```yaml\n")
	example, _, ok := strings.Cut(after, "```\n")
	if !ok {
		t.Fatal("the page has lost its example")
	}
	c, warnings, err := Load(one(example))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range warnings {
		t.Error(w)
	}
	if len(c.Careers) != 3 {
		t.Errorf("the example has %d careers", len(c.Careers))
	}
	for _, level := range Levels() {
		if !strings.Contains(string(page), "`"+level.String()+"`") {
			t.Errorf("the level %s is not on the page", level)
		}
	}
	for _, limit := range []struct {
		text string
		is   bool
	}{
		{"| 10,000 |", MaxFiles == 10_000},
		{"| 32 MiB |", MaxFileBytes == 32<<20},
		{"| 64 KiB |", MaxTextBytes == 64<<10},
		{"| 4,000 deep |", MaxDepth == 4_000},
		{"| 1,000 deep |", MaxRequirementDepth == 1_000},
		{"| 1,000,000 |", MaxRepeated == 1_000_000},
		{"| 100,000 |", MaxFindings == 100_000},
		{" 2147483647;", MaxNumber == 2147483647},
	} {
		if !limit.is || !strings.Contains(string(page), limit.text) {
			t.Errorf("%q is not the limit, or not on the page", limit.text)
		}
	}
}
