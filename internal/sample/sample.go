// Package sample writes random catalogs for tests and benchmarks. It promises the same catalog for the same random numbers, and
// that it loads. It knows nothing of the answers to questions about one.
package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

var levels = []string{"high-school", "postsecondary-certificate", "associate", "bachelors", "masters", "doctoral"}

// realistic is a catalog in the making: of size credentials and careers, in some fields.
type realistic struct {
	strings.Builder
	r            *rand.Rand
	size, fields int
}

// Realistic writes a catalog of size credentials and as many careers that looks like a part of the world: degrees that
// build on each other in fields, certifications that ask for experience, careers that ask for either. The credential "hs" is a
// high-school diploma; the careers are "j0", "j1" and so on.
func Realistic(r *rand.Rand, size int) string {
	w := &realistic{r: r, size: size, fields: max(2, size/10)}
	w.line("catalog: {format: 1, id: realistic}\nfields:")
	for f := range w.fields {
		w.line("  - {id: f%d, name: f%d}", f, f)
	}
	w.line("credentials:\n  - {id: hs, name: hs, kind: degree, level: high-school}")
	for i := 1; i < size; i++ {
		f := r.IntN(w.fields)
		if r.IntN(3) == 0 {
			w.certification(i, f)
		} else {
			w.degree(i, f)
		}
	}
	w.line("careers:")
	for j := range size {
		w.career(j)
	}
	return w.String()
}

func (w *realistic) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

func (w *realistic) experience(months int) string {
	in := fmt.Sprintf("j%d", w.r.IntN(w.size))
	for range w.r.IntN(3) {
		in += fmt.Sprintf(", j%d", w.r.IntN(w.size))
	}
	return fmt.Sprintf("{experience: {months: %d, in: [%s]}}", months, in)
}

func (w *realistic) level(l, f int) string {
	if w.r.IntN(4) == 0 {
		return fmt.Sprintf("{level: %s}", levels[l])
	}
	return fmt.Sprintf("{level: %s, fields: [f%d, f%d]}", levels[l], f, w.r.IntN(w.fields))
}

func (w *realistic) certification(i, f int) {
	needs := "{level: high-school}"
	switch w.r.IntN(4) {
	case 0:
		needs = w.experience(6 * (1 + w.r.IntN(6)))
	case 1:
		needs = fmt.Sprintf("{any: [%s, %s]}", w.level(2+w.r.IntN(2), f), w.experience(12*(1+w.r.IntN(3))))
	}
	months := 1 + w.r.IntN(6)
	w.line("  - {id: c%d, name: c%d, kind: certification, routes: [{requires: %s, months: %d, partTimeMonths: %d, cost: %d}]}",
		i, i, needs, months, months+w.r.IntN(6), 100*(1+w.r.IntN(20)))
}

// degree writes a degree or, at the second level, a certificate. Some bachelor's degrees have a shorter route for those with an
// associate degree.
func (w *realistic) degree(i, f int) {
	l := 1 + w.r.IntN(5)
	kind := "degree"
	if l == 1 {
		kind = "certificate"
	}
	months := []int{0, 9, 24, 48, 24, 48}[l] + w.r.IntN(6)
	cost := months * (200 + 100*w.r.IntN(8))
	needs := "{level: high-school}"
	if l > 3 {
		needs = w.level(l-1, f)
	}
	route := func(needs string, months, cost int) string {
		return fmt.Sprintf("{requires: %s, months: %d, partTimeMonths: %d, cost: %d}", needs, months, months*3/2, cost)
	}
	routes := route(needs, months, cost)
	if l == 3 && w.r.IntN(2) == 0 {
		routes += fmt.Sprintf(", {requires: %s, months: %d, partTimeMonths: %d, cost: %d}", w.level(2, f), months/2, months*3/4, cost/2)
	}
	w.line("  - {id: c%d, name: c%d, kind: %s, level: %s, field: f%d, routes: [%s]}", i, i, kind, levels[l], f, routes)
}

func (w *realistic) career(j int) {
	f := w.r.IntN(w.fields)
	wage := 28000 + 500*w.r.IntN(60)
	needs := "{level: high-school}"
	switch w.r.IntN(6) {
	case 0:
		needs, wage = w.level(2, f), wage+10000
	case 1:
		needs, wage = w.level(3, f), wage+30000
	case 2:
		needs, wage = fmt.Sprintf("{any: [%s, %s]}", w.level(3, f), w.experience(12*(2+w.r.IntN(4)))), wage+30000
	case 3:
		needs, wage = fmt.Sprintf("{all: [%s, %s]}", w.level(3+w.r.IntN(2), f), w.experience(12*(1+w.r.IntN(5)))), wage+60000
	case 4:
		credential := 1 + w.r.IntN(w.size-1)
		either := fmt.Sprintf("{any: [%s, %s]}", w.level(2+w.r.IntN(3), f), w.experience(12*(1+w.r.IntN(4))))
		needs, wage = fmt.Sprintf("{all: [{credential: c%d}, %s]}", credential, either), wage+40000
	}
	w.line("  - {id: j%d, name: j%d, wage: %d, requires: %s, leadsTo: [j%d]}", j, j, wage, needs, w.r.IntN(w.size))
}
