package planner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v4"

	"careerlattice/internal/catalog"
)

// parsed is YAML as it is written.
type parsed = map[string]any

func parse(t *testing.T, text string) parsed {
	t.Helper()
	var tree parsed
	if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

// entries are those of a list in a catalog.
func entries(tree parsed, list string) []any {
	of, _ := tree[list].([]any)
	return of
}

func write(t *testing.T, tree any) *fstest.MapFile {
	t.Helper()
	text, err := yaml.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: text}
}

// shuffled puts every list of a catalog in another order where the order means nothing: entries, routes, the parts of
// requirements, ids.
func shuffled(r *rand.Rand, x any) any {
	switch x := x.(type) {
	case parsed:
		out := parsed{}
		for k, v := range x {
			out[k] = shuffled(r, v)
		}
		return out
	case []any:
		out := make([]any, len(x))
		for i, j := range r.Perm(len(x)) {
			out[i] = shuffled(r, x[j])
		}
		return out
	}
	return x
}

// scattered spreads the entries of a catalog over several files.
func scattered(t *testing.T, r *rand.Rand, tree parsed) fstest.MapFS {
	t.Helper()
	files := make([]parsed, 3)
	for i := range files {
		files[i] = parsed{}
	}
	files[r.IntN(len(files))]["catalog"] = tree["catalog"]
	for _, list := range []string{"fields", "credentials", "careers"} {
		for _, entry := range entries(tree, list) {
			f := files[r.IntN(len(files))]
			of, _ := f[list].([]any)
			f[list] = append(of, entry)
		}
	}
	out := fstest.MapFS{}
	for i, f := range files {
		out[fmt.Sprintf("%c.yaml", 'z'-rune(i))] = write(t, f)
	}
	return out
}

// told is an answer in every word that a person may read, with the names of the plans.
func told(r Result) []string {
	out := lines(r)
	for _, plan := range plansOf(r) {
		out = append(out, plan.Name, plan.TradeOff)
		for _, step := range plan.Steps {
			for _, purpose := range step.Common().Serves {
				out = append(out, purpose.Text)
			}
		}
	}
	return out
}

// TestLayout: the same catalog in another order and in several files gives the same answers in the same words.
func TestLayout(t *testing.T) {
	everyLayout := func(p *Planner, text string, r *rand.Rand) []*Planner {
		tree := parse(t, text)
		mixed, _, err := catalog.Load(catalog.Input{Name: "mixed", Files: fstest.MapFS{"c.yaml": write(t, shuffled(r, tree))}})
		if err != nil {
			t.Fatal(err)
		}
		split, _, err := catalog.Load(catalog.Input{Name: "split", Files: scattered(t, r, tree)})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []*catalog.Catalog{mixed, split} {
			if c.Digest != p.catalog.Digest {
				t.Fatalf("another digest\n%s", text)
			}
		}
		return []*Planner{New(mixed, DefaultBudget), New(split, DefaultBudget)}
	}
	plans := 0
	for seed := range uint64(80) {
		w := newWorldMaker(20_000 + seed)
		text := w.catalog()
		p := New(load(t, text), DefaultBudget)
		others := everyLayout(p, text, w.r)
		for range 3 {
			in := w.question()
			want := ask(t, p, in)
			plans += len(plansOf(want))
			for _, other := range append(others, p) {
				if got := ask(t, other, in); !slices.Equal(told(got), told(want)) {
					t.Fatalf("seed %d: %s\n%s\n got %q\nwant %q", seed, describe(in), text, told(got), told(want))
				}
			}
		}
	}
	if plans < 80 {
		t.Errorf("%d plans only", plans)
	}
}

// TestWorseRoutes: a route that takes more of everything and asks for the same changes no plan.
func TestWorseRoutes(t *testing.T) {
	more := func(figure any) any {
		if n, ok := figure.(int); ok {
			return n + 1
		}
		raised := parsed{}
		for k, v := range figure.(parsed) {
			raised[k] = v.(int) + 1
		}
		return raised
	}
	plans := 0
	for seed := range uint64(100) {
		w := newWorldMaker(21_000 + seed)
		text := w.catalog()
		p := New(load(t, text), DefaultBudget)
		tree := parse(t, text)
		for _, c := range entries(tree, "credentials") {
			entry := c.(parsed)
			routes, _ := entry["routes"].([]any)
			for _, route := range routes {
				worse := parsed{}
				for k, v := range route.(parsed) {
					worse[k] = v
					if k != "requires" {
						worse[k] = more(v)
					}
				}
				entry["routes"] = append(entry["routes"].([]any), worse)
			}
		}
		c, _, err := catalog.Load(catalog.Input{Name: "worse", Files: fstest.MapFS{"c.yaml": write(t, tree)}})
		if err != nil {
			t.Fatal(err)
		}
		other := New(c, DefaultBudget)
		for range 3 {
			in := w.question()
			want, got := ask(t, p, in), ask(t, other, in)
			plans += len(plansOf(want))
			if !slices.Equal(lines(got), lines(want)) {
				t.Fatalf("seed %d: %s\n%s\n got %q\nwant %q", seed, describe(in), text, lines(got), lines(want))
			}
		}
	}
	if plans < 100 {
		t.Errorf("%d plans only", plans)
	}
}
