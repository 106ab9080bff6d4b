package planner

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
)

// load reads a catalog from its YAML.
func load(t testing.TB, text string) *catalog.Catalog {
	t.Helper()
	if !strings.Contains(text, "catalog:") {
		text = "catalog: {format: 1, id: test}\n" + text
	}
	c, _, err := catalog.Load(catalog.Input{Name: "test", Files: fstest.MapFS{"c.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return c
}

// ask plans, and checks what must hold of every answer.
func ask(t testing.TB, p *Planner, in Input) Result {
	t.Helper()
	q, problems := p.Question(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	examine(t, p.catalog, in, r)
	again, err := p.Decode(q, p.Encode(r))
	if err != nil || !reflect.DeepEqual(again, r) {
		t.Errorf("encoded and decoded, the answer is %q, %v; it was %q", lines(again), err, lines(r))
	}
	return r
}

// lines writes an answer as lines: months, cost, foregone earnings, steps.
func lines(r Result) []string {
	switch r := r.(type) {
	case *PlanSet:
		var out []string
		for _, p := range r.Plans {
			out = append(out, fmt.Sprintf("%d %d %d: %s", p.Months, p.Cost, p.ForegoneEarnings, p))
		}
		return out
	case *NoPlan:
		return []string{r.Message}
	}
	return nil
}
