//go:build solvers

package peer

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// load reads a catalog from its YAML.
func load(t testing.TB, text string) *catalog.Catalog {
	t.Helper()
	c, _, err := catalog.Load(catalog.Input{Name: "test", Files: fstest.MapFS{"c.yaml": {Data: []byte(text)}}})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return c
}

// asked is a question about a catalog, made canonical.
func asked(t testing.TB, p *planner.Planner, in planner.Input) planner.Question {
	t.Helper()
	q, problems := p.Question(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return q
}

// world makes random catalogs of 8 to 16 credentials and careers, too large for an exhaustive oracle, with a goal that asks
// for several things whose experience is shared by careers, and questions about them.
type world struct {
	r                    *rand.Rand
	credentials, careers int
	months               int // the most that an experience asks for
	below                int // credentials that may be named: those before it alone, so that few worlds are without a way
}

func newWorld(seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 8))
	w := &world{r: r, credentials: 8 + r.IntN(9), careers: 8 + r.IntN(9), months: []int{3, 6, 14}[r.IntN(3)]}
	w.below = w.credentials
	return w
}

func (w *world) in(n int) bool { return w.r.IntN(n) == 0 }

func (w *world) credential() string { return fmt.Sprintf("c%d", w.r.IntN(w.below)) }

func (w *world) career() string { return fmt.Sprintf("j%d", w.r.IntN(w.careers)) }

// several gives what each gives, n times, within brackets.
func several(n int, each func() string) string {
	all := each()
	for range n - 1 {
		all += ", " + each()
	}
	return "[" + all + "]"
}

// distinct gives from 1 to most careers, each once.
func (w *world) distinct(most int) string {
	places := w.r.Perm(w.careers)[:1+w.r.IntN(most)]
	i := -1
	return several(len(places), func() string { i++; return fmt.Sprintf("j%d", places[i]) })
}

func (w *world) experience() string {
	months := 1 + w.r.IntN(w.months)
	if w.in(12) {
		return fmt.Sprintf("{experience: {months: %d}}", months)
	}
	return fmt.Sprintf("{experience: {months: %d, in: %s}}", months, w.distinct(3))
}

var worldLevels = []string{"high-school", "associate", "bachelors", "masters"}

func (w *world) level() string {
	s := "{level: " + worldLevels[w.r.IntN(3)]
	if w.in(2) {
		s += fmt.Sprintf(", fields: [f%d]", w.r.IntN(2))
	}
	return s + "}"
}

func (w *world) requirement(depth int) string {
	part := func() string { return w.requirement(depth - 1) }
	kind := w.r.IntN(14)
	if depth == 0 {
		kind = 5 + w.r.IntN(9)
	}
	switch {
	case kind < 1:
		return "{all: " + several(2, part) + "}"
	case kind < 4:
		return "{any: " + several(2+w.r.IntN(2), part) + "}"
	case kind < 5:
		return "{some: {count: 2, of: " + several(3, part) + "}}"
	case kind < 8:
		return "{credential: " + w.credential() + "}"
	case kind < 10:
		return w.level()
	case kind < 13:
		return w.experience()
	}
	return "{}"
}

func (w *world) route() string {
	months := w.r.IntN(9)
	s := fmt.Sprintf("{months: %d, cost: %d", months, w.r.IntN(6)+w.r.IntN(2)*2*(9-months))
	if !w.in(3) {
		s += fmt.Sprintf(", partTimeMonths: %d", months+w.r.IntN(5))
	}
	if w.in(2) {
		s += ", requires: " + w.requirement(1)
	}
	return s + "}"
}

// catalog writes a catalog. Its last career is the one that asks for much.
func (w *world) catalog() string {
	var b strings.Builder
	b.WriteString("catalog: {format: 1, id: random}\nfields: [{id: f0, name: f0}, {id: f1, name: f1}]\ncredentials:\n")
	for i := range w.credentials {
		fmt.Fprintf(&b, "  - {id: c%d, name: c%d, ", i, i)
		if w.in(3) {
			b.WriteString("kind: license")
		} else {
			fmt.Fprintf(&b, "kind: degree, level: %s, field: f%d", worldLevels[w.r.IntN(4)], w.r.IntN(2))
		}
		if !w.in(10) {
			w.below = max(1, i)
		}
		if !w.in(12) {
			fmt.Fprintf(&b, ", routes: %s", several(1+w.r.IntN(2), w.route))
		}
		w.below = w.credentials
		b.WriteString("}\n")
	}
	b.WriteString("careers:\n")
	for i := range w.careers {
		wage, requires := 12*w.r.IntN(6)+w.r.IntN(2), "{}"
		switch {
		case i == w.careers-1:
			wage, requires = 60, w.goal()
		case !w.in(3):
			requires = w.requirement(1)
		}
		fmt.Fprintf(&b, "  - {id: j%d, name: j%d, wage: %d, requires: %s", i, i, wage, requires)
		if next := w.r.IntN(w.careers); next != i {
			fmt.Fprintf(&b, ", leadsTo: [j%d]", next)
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// goal asks for two or three experiences, which may share careers, and for something else.
func (w *world) goal() string {
	experiences := several(2+w.r.IntN(2), w.experience)
	return "{all: [{all: " + experiences + "}, " + w.requirement(2) + ", {credential: " + w.credential() + "}]}"
}

// question asks for a way to a career, mostly the one that asks for much.
func (w *world) question() planner.Input {
	to := fmt.Sprintf("j%d", w.careers-1)
	if w.in(4) {
		to = w.career()
	}
	in := planner.Input{To: to}
	if w.in(2) {
		in.From.Credentials = []string{w.credential()}
	}
	for w.in(3) {
		in.From.Experience = append(in.From.Experience, planner.ExperienceInput{Career: w.career(), Months: w.r.IntN(4)})
	}
	k := &planner.ConstraintsInput{Jobs: planner.JobScope(w.r.IntN(2))}
	in.Constraints = k
	if w.in(2) {
		return in
	}
	if w.in(6) {
		k.StudyModes = []planner.StudyMode{planner.StudyMode(w.r.IntN(2))}
	}
	if w.in(8) {
		k.MaxMonths = new(10 + w.r.IntN(30))
	}
	if w.in(8) {
		k.MaxCost = new(5 + w.r.IntN(20))
	}
	if w.in(10) {
		k.MaxLevel = new(catalog.LevelBachelors)
	}
	if avoided := w.career(); w.in(6) && avoided != to {
		k.Avoid = []string{"careers/" + avoided}
	} else if w.in(8) {
		k.Avoid = []string{"credentials/" + w.credential()}
	}
	if w.in(10) && k.Avoid == nil {
		k.Via = []string{"careers/" + w.career()}
	}
	return in
}
