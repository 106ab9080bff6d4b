package graph

import (
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCodesAreDocumented holds the table of codes in docs/api.md to the list of codes.
func TestCodesAreDocumented(t *testing.T) {
	all := func(file, pattern string) []string {
		var codes []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(read(t, file), -1) {
			codes = append(codes, m[1])
		}
		slices.Sort(codes)
		return codes
	}
	listed := all("errors.go", `Code += "([A-Z_]+)"`)
	if len(listed) < 20 {
		t.Fatalf("only %d codes", len(listed))
	}
	if diff := cmp.Diff(listed, all("../docs/api.md", "(?m)^\\| `([A-Z_]+)` \\|")); diff != "" {
		t.Errorf("codes (-listed +documented):\n%s", diff)
	}
}
