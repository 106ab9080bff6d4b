package export

import (
	"strings"

	"careerlattice/internal/catalog"
)

type credentialRow struct {
	ID          string `parquet:"id" about:"The resource name."`
	Name        string `parquet:"name" about:"The name for people to read."`
	Aliases     string `parquet:"aliases,optional" about:"Other names, parted by semicolons."`
	Kind        string `parquet:"kind" about:"degree, certificate, certification or license."`
	Level       string `parquet:"level,optional" about:"How high it stands; none for certifications and licenses."`
	Field       string `parquet:"field,optional" about:"The id of its field of study."`
	CIP         string `parquet:"cip,optional" about:"The code of its field of study in the Classification of Instructional Programs."`
	AwardedBy   string `parquet:"awarded_by,optional" about:"The id of the organization that awards it."`
	Routes      int    `parquet:"routes" about:"How many ways there are to earn it."`
	Months      *int   `parquet:"months" about:"The months of full-time study by the quickest route; none where it cannot be earned here."`
	Cost        *int   `parquet:"cost" about:"What the learner pays by the cheapest route, in dollars."`
	Teaches     string `parquet:"teaches,optional" about:"The ids of the skills that it teaches, parted by semicolons."`
	Description string `parquet:"description,optional" about:"A few sentences about it."`
	Origin
}

// Credentials has a row for each of these credentials.
func (r *Release) Credentials(credentials []*catalog.Credential) Table {
	return table[credentialRow]{r, "credentials", "A credential.", rows(credentials, r.credential)}
}

func (r *Release) credential(c *catalog.Credential) credentialRow {
	row := credentialRow{
		ID: c.ID(), Name: c.Name, Aliases: strings.Join(c.Aliases, "; "), Kind: c.Kind.String(), Level: c.Level.String(),
		Routes: len(c.Routes), Description: string(c.Description), Origin: r.origin(figuresOf(c)...),
	}
	if c.Field != nil {
		row.Field, row.CIP = c.Field.ID(), string(c.Field.CIP)
	}
	if c.AwardedBy != nil {
		row.AwardedBy = c.AwardedBy.ID()
	}
	var skills []string
	for _, s := range c.Teaches {
		skills = append(skills, s.ID())
	}
	row.Teaches = strings.Join(skills, "; ")
	for _, way := range c.Routes {
		if row.Months == nil || way.Months.Typical < *row.Months {
			row.Months = &way.Months.Typical
		}
		if row.Cost == nil || way.Cost.Typical < *row.Cost {
			row.Cost = &way.Cost.Typical
		}
	}
	return row
}

type routeRow struct {
	Credential     string `parquet:"credential" about:"The id of the credential that is earned."`
	Route          int    `parquet:"route" about:"The route's number among those of the credential, from 1 on."`
	Requires       string `parquet:"requires,optional" about:"What must be held when the study starts, in words; empty where nothing is required."`
	Months         int    `parquet:"months" about:"The typical months of full-time study."`
	MonthsMin      int    `parquet:"months_min" about:"The least months."`
	MonthsMax      int    `parquet:"months_max" about:"The most months."`
	PartTimeMonths *int   `parquet:"part_time_months" about:"The typical months of study beside a job; none where it is not possible."`
	Cost           int    `parquet:"cost" about:"What the learner typically pays, in dollars."`
	CostMin        int    `parquet:"cost_min" about:"The least dollars."`
	CostMax        int    `parquet:"cost_max" about:"The most dollars."`
	Origin
}

// Routes has a row for each way to earn one of these credentials.
func (r *Release) Routes(credentials []*catalog.Credential) Table {
	return table[routeRow]{r, "routes", "A way to earn a credential.", func(yield func(routeRow) bool) {
		for _, c := range credentials {
			for _, way := range c.Routes {
				row := routeRow{
					Credential: c.ID(), Route: way.Index + 1, Months: way.Months.Typical, MonthsMin: way.Months.Min, MonthsMax: way.Months.Max,
					Cost: way.Cost.Typical, CostMin: way.Cost.Min, CostMax: way.Cost.Max, Origin: r.origin(figuresOfRoute(way)...),
				}
				if way.Requires != nil {
					row.Requires = way.Requires.Text()
				}
				if way.PartTimeMonths != nil {
					row.PartTimeMonths = &way.PartTimeMonths.Typical
				}
				if !yield(row) {
					return
				}
			}
		}
	}}
}
