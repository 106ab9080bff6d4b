package sample

import (
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
)

// TestRealistic: what is written loads, has the size asked for, and depends on the random numbers alone.
func TestRealistic(t *testing.T) {
	texts := map[string]bool{}
	for seed := range uint64(20) {
		for _, size := range []int{2, 8, 60} {
			write := func() string { return Realistic(rand.New(rand.NewPCG(seed, 1)), size) }
			text := write()
			if write() != text {
				t.Fatalf("seed %d, size %d: two catalogs differ", seed, size)
			}
			texts[text] = true
			c, _, err := catalog.Load(catalog.Input{Name: "test", Files: fstest.MapFS{"c.yaml": {Data: []byte(text)}}})
			if err != nil {
				t.Fatalf("seed %d, size %d: %v\n%s", seed, size, err, text)
			}
			if len(c.Credentials) != size || len(c.Careers) != size {
				t.Errorf("seed %d: %d credentials and %d careers, want %d of each", seed, len(c.Credentials), len(c.Careers), size)
			}
		}
	}
	if len(texts) != 60 {
		t.Errorf("%d different catalogs from 60 seeds", len(texts))
	}
}
