package export

import (
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

type reachRow struct {
	Career string `parquet:"career" about:"The career's id."`
	Name   string `parquet:"name" about:"The career's name."`
	Months int    `parquet:"months" about:"The least months of any plan; 0 where the career is open already."`
	Cost   int    `parquet:"cost" about:"The least dollars of any plan, which may be another one."`
	Exact  bool   `parquet:"exact" about:"Whether it is proven that no plan takes less."`
	Wage   *int   `parquet:"wage" about:"What the career pays, in dollars a year."`
	Origin
}

// Reach has a row for each career that is reached.
func (r *Release) Reach(reached []*planner.ReachableCareer) Table {
	return table[reachRow]{r, "reach", "A career that is reached within the constraints.", rows(reached, func(x *planner.ReachableCareer) reachRow {
		c := x.Career
		return reachRow{c.ID(), c.Name, x.Months, x.Cost, x.Exact, annual(c.Wage), r.origin(figuresOfWage(c.Wage)...)}
	})}
}

type originRow struct {
	Credential string `parquet:"credential" about:"The id of the credential held at the start, beside those of high-school level."`
	Name       string `parquet:"name" about:"The credential's name."`
	Months     int    `parquet:"months" about:"The least months of any plan from there."`
	Cost       int    `parquet:"cost" about:"The least dollars of any plan from there, which may be another one."`
	Exact      bool   `parquet:"exact" about:"Whether it is proven that no plan takes less, and that it is nearer than high school."`
	Career     string `parquet:"career" about:"The id of the career to reach."`
	CareerName string `parquet:"career_name" about:"The career's name."`
	Origin
}

// Origins has a row for each credential from which a career is nearer than from high school.
func (r *Release) Origins(to *catalog.Career, origins []*planner.Origin) Table {
	title := "A credential from which a career is reached sooner than from high school."
	return table[originRow]{r, "origins", title, rows(origins, func(x *planner.Origin) originRow {
		return originRow{x.Credential.ID(), x.Credential.Name, x.Months, x.Cost, x.Exact, to.ID(), to.Name, r.origin(figuresOf(x.Credential)...)}
	})}
}

type leverageRow struct {
	Credential     string `parquet:"credential" about:"The id of the credential to hold besides."`
	CredentialName string `parquet:"credential_name" about:"The credential's name."`
	NewCareers     int    `parquet:"new_careers" about:"How many careers the credential brings within the constraints."`
	MedianWage     *int   `parquet:"median_wage" about:"The middle of these careers' wages, in dollars a year; none where no wage is known."`
	Exact          bool   `parquet:"exact" about:"Whether it is proven of every career whether it is reached."`
	Career         string `parquet:"career" about:"The id of one of these careers."`
	Name           string `parquet:"name" about:"The career's name."`
	Wage           *int   `parquet:"wage" about:"What the career pays, in dollars a year."`
	Origin
}

// Leverage has a row for each credential and each career that it brings within the constraints.
func (r *Release) Leverage(found []*planner.CredentialLeverage) Table {
	return table[leverageRow]{r, "leverage", "A credential and a career that it would open.", func(yield func(leverageRow) bool) {
		for _, l := range found {
			for _, c := range l.Careers {
				out := leverageRow{
					l.Credential.ID(), l.Credential.Name, l.NewCareers(), l.MedianWage, l.Exact, c.ID(), c.Name, annual(c.Wage),
					r.origin(figuresOfWage(c.Wage)...),
				}
				if !yield(out) {
					return
				}
			}
		}
	}}
}

type matrixRow struct {
	Profile   int    `parquet:"profile" about:"The start's place among those asked for, from 1 on."`
	Start     string `parquet:"start" about:"The start in words."`
	Career    string `parquet:"career" about:"The id of the career to reach."`
	Name      string `parquet:"name" about:"Its name."`
	Reachable bool   `parquet:"reachable" about:"Whether there is a plan."`
	Months    *int   `parquet:"months" about:"The least months of any plan; none where there is no plan."`
	Cost      *int   `parquet:"cost" about:"The least dollars of any plan, which may be another one."`
	Exact     bool   `parquet:"exact" about:"Whether it is proven that no plan takes less, or that there is none."`
	Wage      *int   `parquet:"wage" about:"What the career pays, in dollars a year."`
	Origin
}

// Matrix has a row for each start and each career; starts say the starts in words.
func (r *Release) Matrix(matrix []*planner.MatrixRow, starts []string) Table {
	return table[matrixRow]{r, "matrix", "A start and a career to reach.", func(yield func(matrixRow) bool) {
		for _, row := range matrix {
			for _, x := range row.Cells {
				out := matrixRow{
					Profile: row.Profile + 1, Start: starts[row.Profile], Career: x.Target.ID(), Name: x.Target.Name, Reachable: x.Reachable,
					Months: x.Months, Cost: x.Cost, Exact: x.Exact, Wage: annual(x.Target.Wage), Origin: r.origin(figuresOfWage(x.Target.Wage)...),
				}
				if !yield(out) {
					return
				}
			}
		}
	}}
}
