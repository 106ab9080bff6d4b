package export

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/encoding/dot"
	"gonum.org/v1/gonum/graph/formats/gexf12"
	"gonum.org/v1/gonum/graph/multi"

	"careerlattice/internal/planner"
)

// drawings are all kinds of drawings, with how many points and arrows each has.
func drawings(r *Release, s *planner.PlanSet) map[string]struct {
	Drawing
	points, arrows int
} {
	out := map[string]struct {
		Drawing
		points, arrows int
	}{}
	add := func(name string, d Drawing, points, arrows int) {
		out[name] = struct {
			Drawing
			points, arrows int
		}{d, points, arrows}
	}
	nodes, links := r.relations.Nodes(), r.relations.Links()
	add("whole", r.Whole(nodes, links), len(nodes), len(links))
	around := r.relations.Neighborhood(s.Target, 1, nil, 100)
	add("around", r.Around(around), len(around.Nodes), len(around.Links))
	arrows := 0
	for _, step := range s.Plans[0].Steps {
		for range served(step.Common()) {
			arrows++
		}
	}
	add("plan", r.Front(s, s.Plans[:1]), len(s.Plans[0].Steps)+1, arrows)
	return out
}

// TestDrawings reads every drawing with readers that share no code with the writer: encoding/xml and gonum.
func TestDrawings(t *testing.T) {
	for _, make := range []func(*testing.T) (*Release, *planner.PlanSet){hostileRelease, builtinRelease} {
		r, s := make(t)
		for name, d := range drawings(r, s) {
			var ml struct {
				Data  []string `xml:"graph>data"`
				Nodes []struct {
					ID   string   `xml:"id,attr"`
					Data []string `xml:"data"`
				} `xml:"graph>node"`
				Edges []struct{} `xml:"graph>edge"`
			}
			if err := xml.Unmarshal(written(t, d.GraphML), &ml); err != nil || len(ml.Nodes) != d.points || len(ml.Edges) != d.arrows {
				t.Errorf("%s as GraphML: %v, %d nodes, %d edges; want %d and %d", name, err, len(ml.Nodes), len(ml.Edges), d.points, d.arrows)
			}
			if len(ml.Data) != 4 || !strings.Contains(ml.Data[1], r.catalog.Digest) || ml.Data[2] != r.licenses() {
				t.Errorf("%s as GraphML does not say where it comes from: %q", name, ml.Data)
			}
			var gexf gexf12.Content
			if err := xml.Unmarshal(written(t, d.GEXF), &gexf); err != nil || len(gexf.Graph.Nodes.Nodes) != d.points || len(gexf.Graph.Edges.Edges) != d.arrows {
				t.Errorf("%s as GEXF: %v, %d nodes, %d edges; want %d and %d", name, err, len(gexf.Graph.Nodes.Nodes), len(gexf.Graph.Edges.Edges), d.points, d.arrows)
			}
			if !strings.Contains(gexf.Meta.Description, r.licenses()) || gexf.Graph.Nodes.Nodes[0].Label != ml.Nodes[0].Data[0] {
				t.Errorf("%s as GEXF: %q, the first node %q", name, gexf.Meta.Description, gexf.Graph.Nodes.Nodes[0].Label)
			}
			if (name == "around") != (gexf.Graph.Nodes.Nodes[0].Position != nil) {
				t.Errorf("%s as GEXF has places: %v", name, gexf.Graph.Nodes.Nodes[0].Position)
			}
			g := multi.NewDirectedGraph()
			text := written(t, d.DOT)
			if err := dot.UnmarshalMulti(text, g); err != nil || g.Nodes().Len() != d.points {
				t.Errorf("%s as DOT: %v, %d nodes; want %d", name, err, g.Nodes().Len(), d.points)
			}
			lines := 0
			for edges := g.Edges(); edges.Next(); {
				lines += g.Lines(edges.Edge().From().ID(), edges.Edge().To().ID()).Len()
			}
			if lines != d.arrows || !bytes.HasPrefix(text, []byte("// title: ")) {
				t.Errorf("%s as DOT has %d arrows; want %d", name, lines, d.arrows)
			}
		}
	}
}
