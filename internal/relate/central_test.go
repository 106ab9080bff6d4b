package relate

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"

	"careerlattice/internal/catalog"
)

// TestBetweenness holds betweenness to gonum's, which shares no code with this one.
func TestBetweenness(t *testing.T) {
	all := append(samples(t, 5), read(t, world), builtin(t, "health-informatics"))
	for i, c := range all {
		r := New(c)
		g := simple.NewUndirectedGraph()
		for v := range r.nodes {
			g.AddNode(simple.Node(v))
		}
		for _, l := range r.links {
			g.SetEdge(simple.Edge{F: simple.Node(l.from), T: simple.Node(l.to)})
		}
		want := network.Betweenness(g)
		pairs := float64((len(r.nodes) - 1) * (len(r.nodes) - 2))
		for v, n := range r.nodes {
			if got := r.Betweenness(n); math.Abs(got-want[int64(v)]/pairs) > 2e-9 {
				t.Errorf("catalog %d: %s has betweenness %g; gonum says %g", i, n.ID(), got, want[int64(v)]/pairs)
			}
			if got := r.Degree(n); got != g.From(int64(v)).Len() {
				t.Errorf("catalog %d: %s has degree %d; gonum says %d", i, n.ID(), got, g.From(int64(v)).Len())
			}
		}
	}
}

// TestCentral holds the order of central nodes, and that only those asked for are among them.
func TestCentral(t *testing.T) {
	c := builtin(t, "health-informatics")
	r := New(c)
	for _, by := range []By{ByBetweenness, ByDegree} {
		got := r.Central(by, []catalog.Collection{catalog.Careers, catalog.Skills}, 40)
		if len(got) != 40 {
			t.Fatalf("%d nodes; want 40", len(got))
		}
		for i, x := range got {
			kind := catalog.EntryOf(x.Node).Collection
			if kind != catalog.Careers && kind != catalog.Skills || x.Degree != r.Degree(x.Node) || x.Betweenness != r.Betweenness(x.Node) {
				t.Errorf("%+v", x)
			}
			if i > 0 && (by == ByDegree && x.Degree > got[i-1].Degree || by == ByBetweenness && x.Betweenness > got[i-1].Betweenness) {
				t.Errorf("%s stands behind %s", x.Node.ID(), got[i-1].Node.ID())
			}
		}
	}
	if n := len(r.Central(ByDegree, nil, math.MaxInt)); n != len(r.Nodes()) {
		t.Errorf("%d nodes of all %d", n, len(r.Nodes()))
	}
}

func BenchmarkNew(b *testing.B) {
	c := builtin(b, "national")
	for b.Loop() {
		New(c)
	}
}

// BenchmarkBetweenness is what the first question about centrality waits for.
func BenchmarkBetweenness(b *testing.B) {
	r := New(builtin(b, "national"))
	for b.Loop() {
		brandes(r.beside)
	}
}

func BenchmarkCentral(b *testing.B) {
	r := New(builtin(b, "national"))
	r.Central(ByDegree, nil, 1)
	for b.Loop() {
		r.Central(ByBetweenness, nil, 20)
	}
}
