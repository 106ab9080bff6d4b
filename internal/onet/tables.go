package onet

import (
	"slices"

	"careerlattice/internal/table"
)

func occupation(t *opened) func(table.Row, Code, *Occupation) {
	title := t.rows.Column("Title")
	seen := map[Code]int{}
	return func(row table.Row, code Code, _ *Occupation) {
		if first := seen[code]; first > 0 {
			row.Fail(t.code, "%s is in row %d already: remove one", code, first)
			return
		}
		seen[code] = row.Number()
		t.db.Occupations = append(t.db.Occupations, Occupation{Code: code, Title: row.Need(title)})
	}
}

func jobZone(t *opened) func(table.Row, Code, *Occupation) {
	zone := t.rows.Column("Job Zone")
	return func(row table.Row, code Code, o *Occupation) {
		if o.JobZone > 0 {
			row.Fail(t.code, "%s has a job zone already: remove one row", code)
			return
		}
		o.JobZone = row.Whole(zone, 1, 5)
	}
}

func related(t *opened) func(table.Row, Code, *Occupation) {
	to, tier, index := t.rows.Column("Related O*NET-SOC Code"), t.rows.Column("Relatedness Tier"), t.rows.Column("Index", "Related Index")
	return func(row table.Row, code Code, _ *Occupation) {
		r := Relation{
			From: code, To: Code(row.Code(to, "99-9999.99")),
			Tier:  Tier(row.One(tier, string(PrimaryShort), string(PrimaryLong), string(Supplemental))),
			Index: row.Whole(index, 1, 1000),
		}
		if _, ok := t.index[r.To]; !ok && row.OK() {
			t.db.Warnings = append(t.db.Warnings, row.Doubt(to, "%s is not in the table %s: the row is left out", r.To, Occupations))
			return
		}
		t.db.Related = append(t.db.Related, r)
	}
}

func alternateTitle(t *opened) func(table.Row, Code, *Occupation) {
	title := t.rows.Column("Alternate Title", "Job Title")
	return func(row table.Row, _ Code, o *Occupation) {
		o.AlternateTitles = append(o.AlternateTitles, row.Need(title))
	}
}

func reportedTitle(t *opened) func(table.Row, Code, *Occupation) {
	title := t.rows.Column("Reported Job Title")
	return func(row table.Row, _ Code, o *Occupation) {
		o.ReportedTitles = append(o.ReportedTitles, row.Need(title))
	}
}

func technology(t *opened) func(table.Row, Code, *Occupation) {
	name, kind := t.rows.Column("Example", "Workplace Example"), t.rows.Column("Commodity Title", "Element Name")
	hot, demand := t.rows.Column("Hot Technology"), t.rows.Optional("In Demand")
	return func(row table.Row, _ Code, o *Occupation) {
		o.Technology = append(o.Technology, Product{
			Name: row.Need(name), Kind: row.Need(kind), Hot: row.Flag(hot), InDemand: row.Flag(demand),
		})
	}
}

// ratings reads importance and level of elements, which are rows of their own.
func ratings(of func(*Occupation) *[]Rating) begin {
	return func(t *opened) func(table.Row, Code, *Occupation) {
		element, name := t.rows.Column("Element ID"), t.rows.Column("Element Name")
		scale, value := t.rows.Column("Scale ID"), t.rows.Column("Data Value")
		suppress, irrelevant := t.rows.Optional("Recommend Suppress"), t.rows.Optional("Not Relevant")
		return func(row table.Row, code Code, o *Occupation) {
			list := of(o)
			id := row.Need(element)
			i := slices.IndexFunc(*list, func(r Rating) bool { return r.Element == id })
			if i < 0 {
				i = len(*list)
				*list = append(*list, Rating{Element: id, Name: row.Need(name)})
			}
			r := &(*list)[i]
			figure, low, high := &r.Importance, 1.0, 5.0
			if row.One(scale, "IM", "LV") == "LV" {
				figure, low, high = &r.Level, 0, 7
			}
			if figure.Known {
				row.Fail(scale, "%s has two rows for element %s and scale %s: remove one", code, id, row.Text(scale))
				return
			}
			*figure = row.Between(value, low, high)
			r.Suppress = r.Suppress || row.Flag(suppress)
			r.NotRelevant = r.NotRelevant || row.Flag(irrelevant)
		}
	}
}
