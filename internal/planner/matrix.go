package planner

import (
	"context"
	"slices"

	"careerlattice/internal/catalog"
)

// Grid is a checked question for many starts and many targets, each in the order asked.
type Grid struct {
	Circles []Circle // which differ in their profiles alone
	To      []*catalog.Career
}

// Key is the grid in bytes, as a question's.
func (g Grid) Key() []byte {
	k := appendIndices([]byte{keyVersion}, g.To)
	for _, c := range g.Circles {
		k = append(k, c.Key()...) // which says where it ends
	}
	return k
}

// Grid checks profiles, targets and constraints, as Question does. Paths begin with at, then "from", "to" or "constraints".
func (p *Planner) Grid(from []ProfileInput, to []string, constraints *ConstraintsInput, at ...any) (Grid, Problems) {
	r := &resolver{catalog: p.catalog}
	var g Grid
	if !fits(r, from, under(at, "from")) || !fits(r, to, under(at, "to")) {
		return g, r.problems
	}
	for i, in := range from {
		g.Circles = append(g.Circles, Circle{From: r.profile(in, under(under(at, "from"), i))})
	}
	place := func(i int) []any { return under(under(at, "to"), i) }
	for i, id := range to {
		x, _ := lookup[*catalog.Career](r, id, place(i), catalog.Careers)
		g.To = append(g.To, x)
	}
	if constraints == nil {
		constraints = &ConstraintsInput{}
	}
	k := r.constraints(*constraints, nil, under(at, "constraints"))
	for i := range g.Circles {
		g.Circles[i].Constraints = k
	}
	for i, x := range g.To {
		if x != nil && slices.Contains(k.AvoidCareers, x) {
			r.bad(place(i), "%s stands in avoid too; take it out of one", x.ID())
		}
	}
	return g, r.problems
}

// MatrixRow is what a grid says of one profile: a cell for each target.
type MatrixRow struct {
	// Profile is its place among the profiles asked for, from 0.
	Profile int
	Cells   []*MatrixCell
}

// MatrixCell is the least months to a target and, apart from that, the least dollars; nil where it is not reached.
type MatrixCell struct {
	Target       *catalog.Career
	Reachable    bool
	Months, Cost *int
	// Exact is false where it is not proven that no plan takes less, or that there is none.
	Exact bool
}

// Matrix answers a grid. The only error is that of ctx.
func (p *Planner) Matrix(ctx context.Context, g Grid) ([]*MatrixRow, error) {
	rows := make([]*MatrixRow, len(g.Circles))
	for i := range g.Circles {
		cells, err := p.cells(ctx, &g.Circles[i], g.To)
		if err != nil {
			return nil, err
		}
		rows[i] = &MatrixRow{Profile: i, Cells: make([]*MatrixCell, len(cells))}
		for k, x := range cells {
			m := &MatrixCell{Target: x.Target, Reachable: x.Reachable, Exact: x.Exact}
			if x.Reachable {
				m.Months, m.Cost = new(x.Months), new(x.Cost)
			}
			rows[i].Cells[k] = m
		}
	}
	return rows, nil
}
