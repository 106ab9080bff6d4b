package relate

import "slices"

// triangle holds a figure for each pair of things, whichever way the pair is named.
type triangle struct{ figures []float32 }

func newTriangle(n int) triangle { return triangle{make([]float32, n*(n-1)/2)} }

func (t triangle) at(i, j int) *float32 {
	if i < j {
		i, j = j, i
	}
	return &t.figures[i*(i-1)/2+j]
}

func (t triangle) size() int {
	n := 0
	for n*(n-1)/2 < len(t.figures) {
		n++
	}
	return n
}

// agglomerate puts things together, always two groups of which each is the other's nearest, until all are one. How alike two groups
// are is the average over their things (UPGMA: Sokal and Michener, A statistical method for evaluating systematic relationships, 1958), found by chains of nearest
// neighbors (Murtagh, A survey of recent advances in hierarchical clustering algorithms, 1983). It writes into alike.
func agglomerate(alike triangle) []merge {
	n := alike.size()
	sizes, least := make([]float32, n), make([]float32, n) // of a group: its things, and how alike what it was made of is
	left := make([]int, n)                                 // groups, by their first thing, in order
	for i := range n {
		sizes[i], least[i], left[i] = 1, 1, i
	}
	var merges []merge
	var chain []int
	for len(left) > 1 {
		if len(chain) == 0 {
			chain = append(chain, left[0])
		}
		at := chain[len(chain)-1]
		before := -1
		if len(chain) > 1 {
			before = chain[len(chain)-2]
		}
		next, best := before, float32(-1)
		if before >= 0 {
			best = *alike.at(at, before) // an equally near one would lead in a circle
		}
		for _, other := range left {
			if other != at && *alike.at(at, other) > best {
				next, best = other, *alike.at(at, other)
			}
		}
		if next != before {
			chain = append(chain, next)
			continue
		}
		chain = chain[:len(chain)-2]
		into, from := min(at, next), max(at, next)
		least[into] = min(best, least[into], least[from]) // what comes later is never more alike, whatever was rounded
		merges = append(merges, merge{into, from, float64(least[into])})
		for _, other := range left {
			if other != into && other != from {
				to := alike.at(into, other)
				*to = (sizes[into]**to + sizes[from]**alike.at(from, other)) / (sizes[into] + sizes[from])
			}
		}
		sizes[into] += sizes[from]
		i, _ := slices.BinarySearch(left, from)
		left = slices.Delete(left, i, i+1)
	}
	return merges
}

// grouping is things in groups, each named by its first thing, and how alike the pairs within each are, added up.
type grouping struct {
	members [][]int
	alike   []float64
}

func newGrouping(n int) *grouping {
	g := &grouping{make([][]int, n), make([]float64, n)}
	for i := range g.members {
		g.members[i] = []int{i}
	}
	return g
}

func (g *grouping) merge(m merge) {
	into, from := &g.members[m.into], &g.members[m.from]
	g.alike[m.into] += g.alike[m.from] + m.alike*float64(len(*into)*len(*from))
	*into = append(*into, *from...)
	*from = nil
}
