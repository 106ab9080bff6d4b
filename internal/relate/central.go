package relate

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"careerlattice/internal/catalog"
)

// Centrality is how much a node stands in the middle of the catalog.
type Centrality struct {
	Node catalog.Node
	// Degree is how many other nodes it has links with.
	Degree int
	// Betweenness is which share of the shortest chains between two other nodes lead over it, on average over all pairs: 0 to 1.
	Betweenness float64
}

// By tells by what nodes are called central.
type By uint8

// The measures: betweenness and degree.
const (
	ByBetweenness By = iota
	ByDegree
)

// String is the measure as a word.
func (b By) String() string {
	if b == ByDegree {
		return "degree"
	}
	return "betweenness"
}

// Central gives the most central nodes of these collections, all where none are named; equally central ones by number.
func (r *Relations) Central(by By, kinds []catalog.Collection, most int) []Centrality {
	between := r.betweenness()
	var all []Centrality
	for v, n := range r.nodes {
		if len(kinds) == 0 || slices.Contains(kinds, catalog.EntryOf(n).Collection) {
			all = append(all, Centrality{n, len(r.beside[v]), between[v]})
		}
	}
	slices.SortStableFunc(all, func(a, b Centrality) int {
		if by == ByDegree {
			return cmp.Or(cmp.Compare(b.Degree, a.Degree), cmp.Compare(b.Betweenness, a.Betweenness))
		}
		return cmp.Or(cmp.Compare(b.Betweenness, a.Betweenness), cmp.Compare(b.Degree, a.Degree))
	})
	return all[:min(most, len(all))]
}

// Betweenness is which share of the shortest chains between two other nodes lead over a node: 0 to 1. The first call counts
// them for all nodes.
func (r *Relations) Betweenness(n catalog.Node) float64 { return r.betweenness()[r.numberOf(n)] }

// shares are how many parts the starts are dealt into; fixed, since sums of floats depend on their order.
const shares = 16

// brandes counts betweenness in a graph without weights: a search from each node, and what it says of all others added up on
// the way back (Brandes, A faster algorithm for betweenness centrality, 2001).
func brandes(beside [][]int32) []float64 {
	n := len(beside)
	parts := make([][]float64, shares)
	var all sync.WaitGroup
	turns := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)) // half of the processors are left to others
	for part := range parts {
		all.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			s := &searcher{beside: beside, distance: make([]int32, n), ways: make([]float64, n), depends: make([]float64, n)}
			sum := make([]float64, n)
			for start := part; start < n; start += shares {
				s.add(int32(start), sum)
			}
			parts[part] = sum
		})
	}
	all.Wait()
	pairs := float64(max(1, (n-1)*(n-2))) // each pair is counted from both ends
	out := make([]float64, n)
	for v := range out {
		for _, sum := range parts {
			out[v] += sum[v]
		}
		out[v] = float64(int64(out[v]/pairs*1e9+0.5)) / 1e9
	}
	return out
}

// searcher keeps what a search needs, for the next one.
type searcher struct {
	beside        [][]int32
	order         []int32
	distance      []int32
	ways, depends []float64 // by node: shortest ways from the start, and the pairs that depend on it
}

// add searches from start and adds to sum what depends on each node.
func (s *searcher) add(start int32, sum []float64) {
	for v := range s.distance {
		s.distance[v], s.ways[v], s.depends[v] = -1, 0, 0
	}
	s.distance[start], s.ways[start] = 0, 1
	s.order = append(s.order[:0], start)
	for i := 0; i < len(s.order); i++ {
		v := s.order[i]
		for _, w := range s.beside[v] {
			if s.distance[w] < 0 {
				s.distance[w] = s.distance[v] + 1
				s.order = append(s.order, w)
			}
			if s.distance[w] == s.distance[v]+1 {
				s.ways[w] += s.ways[v]
			}
		}
	}
	for i := len(s.order) - 1; i > 0; i-- {
		w := s.order[i]
		share := (1 + s.depends[w]) / s.ways[w]
		for _, v := range s.beside[w] {
			if s.distance[v] == s.distance[w]-1 {
				s.depends[v] += s.ways[v] * share
			}
		}
		sum[w] += s.depends[w]
	}
}
