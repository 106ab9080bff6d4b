package graph

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestGolden asks the queries of testdata/queries and holds the answers against those beside them. A query whose first
// line is "# variables: {…}" is asked with those.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/queries/*.graphql")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d queries found (%v)", len(files), err)
	}
	h, log := serve(t, small(t))
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".graphql"), func(t *testing.T) {
			query := read(t, file)
			var variables map[string]any
			if text, ok := strings.CutPrefix(query, "# variables: "); ok {
				text, _, _ = strings.Cut(text, "\n")
				if err := json.Unmarshal([]byte(text), &variables); err != nil {
					t.Fatal(err)
				}
			}
			var got bytes.Buffer
			if err := json.Indent(&got, []byte(post(t, h, query, variables).body), "", "  "); err != nil {
				t.Fatal(err)
			}
			want := strings.TrimSuffix(file, "graphql") + "json"
			if *update {
				save(t, want, got.String())
			}
			if diff := cmp.Diff(read(t, want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if log.Len() > 0 {
		t.Errorf("the log is not empty:\n%s", log)
	}
}
