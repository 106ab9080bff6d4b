package relate

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

func ids(nodes []Placed) string {
	var all []string
	for _, n := range nodes {
		all = append(all, fmt.Sprintf("%d %s", n.Distance, n.Node.ID()))
	}
	return strings.Join(all, ", ")
}

// TestNeighborhood names what lies around nodes of the small world.
func TestNeighborhood(t *testing.T) {
	c := read(t, world)
	r := New(c)
	for _, test := range []struct {
		of           string
		depth, limit int
		kinds        []catalog.Collection
		nodes        string
		links        int
		truncated    bool
	}{
		{"careers/nurse", 0, 10, nil, "0 careers/nurse", 0, false},
		{
			"careers/nurse", 1, 10, nil, "0 careers/nurse, 1 careers/manager, 1 credentials/bsn, 1 credentials/msn, 1 credentials/rn, 1 careers/trainee, " +
				"1 concentrations/wards, 1 skills/care, 1 skills/writing, 1 industries/hospitals", 18, false,
		},
		{"careers/nurse", 1, 3, nil, "0 careers/nurse, 1 careers/manager, 1 credentials/bsn", 3, true},
		{
			"careers/nurse", 2, 10,
			[]catalog.Collection{catalog.Credentials, catalog.Fields},
			"0 careers/nurse, 1 credentials/bsn, 1 credentials/msn, 1 credentials/rn, 2 fields/nursing", 7, false,
		},
		{"careers/hermit", 5, 10, nil, "0 careers/hermit", 0, false},
	} {
		got := r.Neighborhood(at(t, c, test.of), test.depth, test.kinds, test.limit)
		if ids(got.Nodes) != test.nodes || len(got.Links) != test.links || got.Truncated != test.truncated {
			t.Errorf("%s, %d deep: %s, %d links, truncated %v\nwant %s, %d, %v\n%v", test.of, test.depth, ids(got.Nodes), len(got.Links), got.Truncated,
				test.nodes, test.links, test.truncated, texts(got.Links))
		}
	}
}

// TestPositions holds drawings to the square, to rings by distance, to sectors by kind, and to places of their own.
func TestPositions(t *testing.T) {
	c := builtin(t, "health-informatics")
	r := New(c)
	for _, n := range r.Nodes() {
		for depth := 1; depth <= 3; depth++ {
			around := r.Neighborhood(n, depth, nil, 150)
			taken := map[[2]float64]string{}
			radius := map[int][2]float64{}
			for _, p := range around.Nodes {
				here := [2]float64{p.X, p.Y}
				if p.X < 0 || p.X > 1 || p.Y < 0 || p.Y > 1 || taken[here] != "" {
					t.Fatalf("around %s, %d deep: %s at %v, where %q is", n.ID(), depth, p.Node.ID(), here, taken[here])
				}
				taken[here] = p.Node.ID()
				away := math.Hypot(p.X-0.5, p.Y-0.5)
				span, seen := radius[p.Distance]
				if !seen {
					span = [2]float64{away, away}
				}
				radius[p.Distance] = [2]float64{min(span[0], away), max(span[1], away)}
			}
			for ring := 1; radius[ring] != [2]float64{}; ring++ {
				if radius[ring][0] <= radius[ring-1][1]+0.01 {
					t.Fatalf("around %s, %d deep: ring %d begins at %g, the one within ends at %g", n.ID(), depth, ring, radius[ring][0], radius[ring-1][1])
				}
			}
			if again := r.Neighborhood(n, depth, nil, 150); !reflect.DeepEqual(around, again) {
				t.Fatalf("around %s, %d deep: drawn otherwise the second time", n.ID(), depth)
			}
		}
	}
}

// TestSectors holds each kind of node to a sector of its own.
func TestSectors(t *testing.T) {
	c := builtin(t, "health-informatics")
	r := New(c)
	for _, n := range r.Nodes() {
		var turns []catalog.Collection
		around := r.Neighborhood(n, 2, nil, 100).Nodes[1:]
		slices.SortFunc(around, func(a, b Placed) int { return slices.Compare([]float64{turn(a)}, []float64{turn(b)}) })
		for _, p := range around {
			if kind := catalog.EntryOf(p.Node).Collection; len(turns) == 0 || turns[len(turns)-1] != kind {
				turns = append(turns, kind)
			}
		}
		if sorted := slices.Clone(turns); len(slices.Compact(sorted)) != len(turns) || len(turns) > len(Collections) {
			t.Errorf("around %s the kinds change %d times", n.ID(), len(turns))
		}
	}
}

// turn is where around the middle a node stands, clockwise from the top, 0 to 1.
func turn(p Placed) float64 {
	t := math.Atan2(p.X-0.5, 0.5-p.Y) / (2 * math.Pi)
	if t < 0 {
		t++
	}
	return t
}

func BenchmarkNeighborhood(b *testing.B) {
	c := builtin(b, "national")
	r := New(c)
	for i := 0; b.Loop(); i++ {
		r.Neighborhood(c.Careers[i*31%len(c.Careers)], 2, nil, 200)
	}
}
