package relate

import (
	"cmp"
	"math"
	"slices"

	"careerlattice/internal/catalog"
)

// spot is a node on a ring around the middle; ring 0 is the middle.
type spot struct {
	node int32
	ring int
	x, y float64
}

const (
	// reach is how far from the middle of the square the outer ring lies; the rest is margin.
	reach = 0.46
	// spacing is how near two nodes of a ring may come before they are drawn on rows.
	spacing = 0.03
)

// place gives each spot its position: the middle in the middle, each ring a band around it, each kind a sector of every ring
// (as radial drawings have it: Wills, NicheWorks, 1999, with sectors for kinds in the place of branches). A sector is as wide as its kind has nodes in
// the fullest ring; in a ring, nodes are spread over the sector by number. Positions are rounded, so that they are the same on every machine.
func place(r *Relations, spots []spot) {
	rings := 0
	count := map[int]map[catalog.Collection]int{}
	kind := func(s spot) catalog.Collection { return catalog.EntryOf(r.nodes[s.node]).Collection }
	for _, s := range spots {
		rings = max(rings, s.ring)
		if count[s.ring] == nil {
			count[s.ring] = map[catalog.Collection]int{}
		}
		count[s.ring][kind(s)]++
	}
	sectors := sectorsOf(count)
	order := make([]int, len(spots)) // spots by ring, kind and number
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(spots[a].ring, spots[b].ring), cmp.Compare(spots[a].node, spots[b].node))
	})
	nth := map[int]map[catalog.Collection]int{}
	for _, i := range order {
		s := &spots[i]
		if s.ring == 0 {
			s.x, s.y = 0.5, 0.5
			continue
		}
		if nth[s.ring] == nil {
			nth[s.ring] = map[catalog.Collection]int{}
		}
		k := kind(*s)
		s.x, s.y = sectors[k].position(nth[s.ring][k], count[s.ring][k], s.ring, rings)
		nth[s.ring][k]++
	}
}

// sector is a part of a turn.
type sector struct{ start, width float64 }

// sectorsOf shares the turn out among the kinds that stand around the middle.
func sectorsOf(count map[int]map[catalog.Collection]int) map[catalog.Collection]sector {
	most, sum := map[catalog.Collection]int{}, 0
	for ring, kinds := range count {
		for k, n := range kinds {
			if ring > 0 {
				most[k] = max(most[k], n)
			}
		}
	}
	for _, n := range most {
		sum += n + 1 // and the gap after it
	}
	sectors, start := map[catalog.Collection]sector{}, 0
	for _, k := range Collections {
		if n := most[k]; n > 0 {
			sectors[k] = sector{float64(start) / float64(sum), float64(n+1) / float64(sum)}
			start += n + 1
		}
	}
	return sectors
}

// position is where node i of n of a kind stands in a ring. Where the ring is too full for one row, they alternate between rows.
func (s sector) position(i, n, ring, rings int) (x, y float64) {
	band := reach / float64(rings)
	inner := band * (float64(ring) - 0.5) // the free half of a band keeps the rings apart
	if ring == rings && rings == 1 {
		inner = band * 0.4
	}
	outer := band * float64(ring)
	rows := int(math.Ceil(float64(n) * spacing / (2 * math.Pi * outer * s.width)))
	rows = max(1, min(rows, int((outer-inner)/spacing)+1))
	radius := outer
	if rows > 1 {
		radius -= (outer - inner) * float64(i%rows) / float64(rows-1)
	}
	turn := s.start + s.width*(float64(i)+0.5)/float64(n)
	sin, cos := math.Sincos(2 * math.Pi * turn)
	return rounded(0.5 + radius*sin), rounded(0.5 - radius*cos) // from the top, clockwise
}

// rounded keeps four digits: less than a pixel.
func rounded(x float64) float64 { return math.Round(x*1e4) / 1e4 }
