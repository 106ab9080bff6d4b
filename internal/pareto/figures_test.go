package pareto

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the figures into the documentation")

// TestFigures holds the table of figures in docs/planner.md to what the search through standings does on the families. They are
// counted, so they are the same on every machine.
func TestFigures(t *testing.T) {
	const file, from, to = "../../docs/planner.md", "<!-- written by TestFigures -->\n", "<!-- until here -->\n"
	var table strings.Builder
	fmt.Fprintln(&table, "\n| family | plans | standings | options listed | not listed | met | not kept: bound | not kept: dominated | steps kept |\n"+
		"| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, x := range []struct {
		name string
		n    *Network
		idle int64
	}{
		{"powers 8", powers(8), 0},
		{"slots 20", slots(20), 0},
		{"independent 40", independent(40), 7},
		{"shared 60", shared(60), 8},
		{"ring 7", ring(7), 1},
	} {
		q := everything(x.idle)
		m := newMeter(t.Context(), q.Budget, q)
		f := newFront(newOrder(q.Criteria), q)
		w := throughStandings(reduce(x.n, q, false, m), q, m, f)
		w.run()
		g := w.figures
		fmt.Fprintf(&table, "| %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", x.name, len(f.plans), len(w.all), g.options, g.refused, g.met, g.beyond, g.worse, g.kept)
	}
	fmt.Fprintln(&table)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, begun := strings.Cut(string(text), from)
	got, after, ended := strings.Cut(rest, to)
	if !begun || !ended {
		t.Fatalf("%s has no %q and %q", file, from, to)
	}
	if want := table.String(); got != want {
		if *update {
			if err := os.WriteFile(file, []byte(before+from+want+to+after), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		t.Errorf("the figures are now these; read them, then run the test with -update:%s", want)
	}
}
