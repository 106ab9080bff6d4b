package onet

import (
	"fmt"
	"math"

	"careerlattice/internal/table"
)

// scale is a question whose answers are distributed over categories.
type scale struct {
	id         string
	categories int
	of         func(*Occupation) *Distribution
}

var scales = []scale{
	{"RL", 12, func(o *Occupation) *Distribution { return &o.Education }},
	{"RW", 11, func(o *Occupation) *Distribution { return &o.Experience }},
	{"PT", 9, func(o *Occupation) *Distribution { return &o.PlantTraining }},
	{"OJ", 9, func(o *Occupation) *Distribution { return &o.JobTraining }},
}

// The elements that are rated for importance in the same table.
const (
	certification  = "2.D.4.a"
	apprenticeship = "3.A.4.a"
)

func education(t *opened) func(table.Row, Code, *Occupation) {
	element, id := t.rows.Column("Element ID"), t.rows.Column("Scale ID")
	category, value := t.rows.Column("Category"), t.rows.Column("Data Value")
	suppress := t.rows.Optional("Recommend Suppress")
	return func(row table.Row, code Code, o *Occupation) {
		for _, s := range scales {
			if row.Text(id) != s.id {
				continue
			}
			d := s.of(o)
			if *d == nil {
				*d = make(Distribution, s.categories)
				for i := range *d {
					(*d)[i].Percent = math.NaN() // until its row is read
				}
			}
			share := &(*d)[row.Whole(category, 1, s.categories)-1]
			if !math.IsNaN(share.Percent) {
				row.Fail(category, "%s has two rows for scale %s and category %s: remove one", code, s.id, row.Text(category))
				return
			}
			*share = Share{Percent: row.Between(value, 0, 100).Value, Suppress: row.Flag(suppress)}
			return
		}
		row.One(id, "IM", "RL", "RW", "PT", "OJ")
		switch row.Text(element) {
		case certification:
			o.Certification = row.Between(value, 1, 5)
		case apprenticeship:
			o.Apprenticeship = row.Between(value, 1, 5)
		}
	}
}

// distributions settles categories without a row and warns of shares that do not make up the whole.
func (r *reader) distributions() {
	for i := range r.db.Occupations {
		o := &r.db.Occupations[i]
		for _, s := range scales {
			sum, absent := 0.0, 0
			for j := range *s.of(o) {
				share := &(*s.of(o))[j]
				if math.IsNaN(share.Percent) {
					share.Percent = 0
					absent++
				}
				sum += share.Percent
			}
			const rounding = 0.5
			if *s.of(o) != nil && (absent > 0 || math.Abs(sum-100) > rounding) {
				r.db.Warnings = append(r.db.Warnings, table.Problem{
					File: r.db.Tables[Education].Origins[0].File,
					Message: fmt.Sprintf("%s: the shares of scale %s add up to %.2f percent, and %d of %d categories have no row: the file is perhaps cut short",
						o.Code, s.id, sum, absent, s.categories),
				})
			}
		}
	}
}
