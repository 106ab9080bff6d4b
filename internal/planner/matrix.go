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

// MostCells is how many cells a grid may have.
const MostCells = 2_500

// Grid checks profiles, targets and constraints, as Question does. Paths begin with at, then "from", "to" or "constraints".
func (p *Planner) Grid(from []ProfileInput, to []string, constraints *ConstraintsInput, at ...any) (Grid, Problems) {
	r := &resolver{catalog: p.catalog}
	var g Grid
	if len(from) > MostCells || len(to) > MostCells || len(from)*len(to) > MostCells {
		r.bad(under(at, "to"), "%d profiles and %d targets make too many cells; at most %d may be asked for", len(from), len(to), MostCells)
		return g, r.problems
	}
	if constraints == nil {
		constraints = &ConstraintsInput{}
	}
	k := r.constraints(*constraints, nil, under(at, "constraints"))
	for i, id := range to {
		place := under(under(at, "to"), i)
		if x, ok := lookup[*catalog.Career](r, id, place, catalog.Careers); ok {
			if slices.Contains(k.AvoidCareers, x) {
				r.bad(place, "%s stands in avoid too; take it out of one", x.ID())
			}
			g.To = append(g.To, x)
		}
	}
	for i, in := range from {
		g.Circles = append(g.Circles, Circle{From: r.profile(in, under(under(at, "from"), i)), Constraints: k})
	}
	return g, r.problems
}

// MatrixRow is what a grid says of one profile: a cell for each target.
type MatrixRow struct {
	// Profile is its place among the profiles asked for, from 0.
	Profile int
	Cells   []MatrixCell
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
func (p *Planner) Matrix(ctx context.Context, g Grid) ([]MatrixRow, error) {
	rows := make([]MatrixRow, len(g.Circles))
	for i := range g.Circles {
		cells, err := p.cells(ctx, &g.Circles[i], g.To)
		if err != nil {
			return nil, err
		}
		rows[i] = MatrixRow{Profile: i, Cells: make([]MatrixCell, len(cells))}
		for k, x := range cells {
			m := MatrixCell{Target: x.Target, Reachable: x.Reachable, Exact: x.Exact}
			if x.Reachable {
				m.Months, m.Cost = new(x.Months), new(x.Cost)
			}
			rows[i].Cells[k] = m
		}
	}
	return rows, nil
}
