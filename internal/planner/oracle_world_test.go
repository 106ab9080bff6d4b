package planner

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// worldMaker makes small random catalogs, as text, in which everything occurs that a catalog can say to a planner, and
// questions about them.
type worldMaker struct {
	seed                 uint64
	r                    *rand.Rand
	credentials, careers int
	// months is how many months a requirement asks for at most.
	months int
	// goal is the career that asks for much. rich worlds have few obstacles and many ways, so that there is much to weigh.
	goal int
	rich bool
	// Studious worlds ask for little experience, so that there are jobs which are not on the way to anything.
	studious bool
	// below is how many credentials may be named: in rich worlds a credential asks for those before it alone.
	below int
}

var worldLevels = []string{"high-school", "associate", "bachelors", "masters"}

func newWorldMaker(seed uint64) *worldMaker {
	w := &worldMaker{seed: seed, r: rand.New(rand.NewPCG(4, seed))}
	w.credentials = 3 + w.r.IntN(4)
	w.careers = 2 + w.r.IntN(4)
	w.months = 4
	if w.careers > 4 {
		w.months = 3
	}
	w.below = w.credentials
	w.goal = w.r.IntN(w.careers)
	w.rich = !w.in(4)
	w.studious = w.in(3)
	return w
}

// in tells true once in n times.
func (w *worldMaker) in(n int) bool { return w.r.IntN(n) == 0 }

func pick[T any](w *worldMaker, of ...T) T { return of[w.r.IntN(len(of))] }

func (w *worldMaker) credential() string { return fmt.Sprintf("c%d", w.r.IntN(w.below)) }
func (w *worldMaker) career() string     { return fmt.Sprintf("j%d", w.r.IntN(w.careers)) }

// experienced is a career in which experience is asked for; in rich worlds not the one that asks for much itself.
func (w *worldMaker) experienced() string {
	if w.rich {
		return fmt.Sprintf("j%d", (w.goal+1+w.r.IntN(w.careers-1))%w.careers)
	}
	return w.career()
}

// some gives up to n of what name gives, each once.
func (w *worldMaker) some(n int, name func() string) []string {
	var list []string
	seen := map[string]bool{}
	for range n {
		if x := name(); !seen[x] {
			seen[x] = true
			list = append(list, x)
		}
	}
	return list
}

// catalog writes a whole catalog.
func (w *worldMaker) catalog() string {
	var b strings.Builder
	b.WriteString("catalog: {format: 1, id: random}\nfields:\n  - {id: f0, name: f0}\n  - {id: f1, name: f1}\ncredentials:\n")
	for i := range w.credentials {
		fmt.Fprintf(&b, "  - {id: c%d, name: c%d, ", i, i)
		if w.in(3) {
			fmt.Fprintf(&b, "kind: %s", pick(w, "certification", "license"))
		} else {
			fmt.Fprintf(&b, "kind: %s, level: %s", pick(w, "degree", "certificate"), pick(w, worldLevels...))
			if w.in(2) {
				fmt.Fprintf(&b, ", field: f%d", w.r.IntN(2))
			}
		}
		var routes []string
		count := pick(w, 0, 1, 1, 1, 2, 2, 3)
		if w.rich {
			count = pick(w, 1, 2, 2, 3)
		}
		if w.rich {
			w.below = max(1, i)
		}
		for range count {
			routes = append(routes, w.route())
		}
		w.below = w.credentials
		fmt.Fprintf(&b, ", routes: [%s]}\n", strings.Join(routes, ", "))
	}
	b.WriteString("careers:\n")
	for i := range w.careers {
		fmt.Fprintf(&b, "  - {id: j%d, name: j%d, requires: %s", i, i, w.requires(i == w.goal))
		// Few different wages, so that some are equal, and in dollars that do not divide by twelve.
		switch {
		case i == w.goal && w.rich:
			fmt.Fprintf(&b, ", wage: %d", pick(w, 30, 40))
		case !w.in(6):
			fmt.Fprintf(&b, ", wage: %d", pick(w, 0, 7, 7, 12, 17, 17, 25, 30))
		}
		leads := w.some(w.r.IntN(3), func() string {
			return fmt.Sprintf("j%d", (i+1+w.r.IntN(w.careers-1))%w.careers)
		})
		recommends := w.some(w.r.IntN(3), w.credential)
		fmt.Fprintf(&b, ", leadsTo: [%s], recommends: [%s]}\n", strings.Join(leads, ", "), strings.Join(recommends, ", "))
	}
	return b.String()
}

func (w *worldMaker) route() string {
	months := w.r.IntN(4)
	cost := w.r.IntN(4)
	if w.rich {
		cost += 2 * (3 - months) // what is quick is dear
	}
	s := fmt.Sprintf("{months: %s, cost: %s", w.figure(months), w.figure(cost))
	if w.rich || w.in(2) {
		// The part times are above the months in each part of a range.
		more := months + w.r.IntN(3)
		s += fmt.Sprintf(", partTimeMonths: {min: %d, typical: %d, max: %d}", more, more, more+2)
	}
	if !w.in(3) && (!w.rich || w.in(2)) {
		s += ", requires: " + w.requirement(1)
	}
	return s + "}"
}

// figure is a number, or a range with it in the middle.
func (w *worldMaker) figure(n int) string {
	if w.in(4) {
		return fmt.Sprintf("{min: %d, typical: %d, max: %d}", n/2, n, n+w.r.IntN(3))
	}
	return fmt.Sprint(n)
}

// requires is what a career requires. One of the catalog asks for much at once, with experience that overlaps: this is
// where trade-offs are.
func (w *worldMaker) requires(much bool) string {
	if !much {
		if w.in(4) || w.rich && !w.in(3) {
			return "{}"
		}
		return w.requirement(1)
	}
	of := []string{w.requirement(2)}
	credentials, experience := w.r.IntN(3), w.r.IntN(3)
	if w.rich {
		credentials, experience = 2+w.r.IntN(2), pick(w, 0, 1, 2, 2, 3)
	}
	if w.studious {
		experience /= 2
	}
	for range credentials {
		of = append(of, w.requirement(0))
	}
	for range experience {
		of = append(of, w.experience())
	}
	return "{all: [" + strings.Join(of, ", ") + "]}"
}

func (w *worldMaker) experience() string {
	s := fmt.Sprintf("{experience: {months: %d", w.r.IntN(w.months+1))
	if !w.in(7) || w.studious {
		in := w.some(1+w.r.IntN(3), w.experienced)
		if w.in(20) {
			in = append(in, in[0]) // a warning, and no more than once
		}
		s += ", in: [" + strings.Join(in, ", ") + "]"
	}
	return s + "}}"
}

func (w *worldMaker) requirement(depth int) string {
	k := w.r.IntN(12)
	if depth == 0 {
		k = 4 + w.r.IntN(8)
	}
	if w.studious && k >= 9 && !w.in(3) {
		k = 4 // a credential
	}
	list := func() (string, int) {
		var of []string
		count := pick(w, 0, 1, 2, 2, 2, 3, 3, 3)
		if w.rich {
			count = 2 + w.r.IntN(2)
		}
		for range count {
			of = append(of, w.requirement(depth-1))
		}
		return "[" + strings.Join(of, ", ") + "]", len(of)
	}
	switch {
	case k < 1:
		of, _ := list()
		return "{all: " + of + "}"
	case k < 3:
		of, _ := list()
		return "{any: " + of + "}"
	case k < 4:
		of, n := list()
		return fmt.Sprintf("{some: {count: %d, of: %s}}", w.r.IntN(n+1+w.r.IntN(2)), of)
	case k < 7:
		return "{credential: " + w.credential() + "}"
	case k < 9:
		s := "{level: "
		if w.rich {
			s += pick(w, worldLevels[:3]...)
		} else {
			s += pick(w, worldLevels...)
		}
		if w.in(2) && (!w.rich || w.in(3)) {
			s += ", fields: [" + pick(w, "f0", "f1", "f0, f1") + "]"
		}
		return s + "}"
	case k < 11:
		return w.experience()
	}
	return "{}"
}
