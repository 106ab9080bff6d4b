package export

import (
	"strings"

	"careerlattice/internal/catalog"
)

type careerRow struct {
	ID            string   `parquet:"id" about:"The resource name."`
	Name          string   `parquet:"name" about:"The name for people to read."`
	Aliases       string   `parquet:"aliases,optional" about:"Other names, parted by semicolons."`
	SOC           string   `parquet:"soc,optional" about:"The code in the Standard Occupational Classification."`
	Wage          *int     `parquet:"wage" about:"The median wage, in dollars a year."`
	WageP10       *int     `parquet:"wage_p10" about:"What a tenth earns less than, in dollars a year."`
	WageP25       *int     `parquet:"wage_p25" about:"What a quarter earns less than, in dollars a year."`
	WageP75       *int     `parquet:"wage_p75" about:"What three quarters earn less than, in dollars a year."`
	WageP90       *int     `parquet:"wage_p90" about:"What nine tenths earn less than, in dollars a year."`
	GrowthPercent *float64 `parquet:"growth_percent" about:"The projected change of employment, in percent."`
	GrowthFrom    *int     `parquet:"growth_from" about:"The year from which it is projected."`
	GrowthTo      *int     `parquet:"growth_to" about:"The year to which it is projected."`
	Requires      string   `parquet:"requires,optional" about:"What an applicant must hold, in words; empty where nothing is required."`
	TraineeFor    string   `parquet:"trainee_for,optional" about:"The id of the career of which this is the trainee's job."`
	Skills        int      `parquet:"skills" about:"How many skills it uses."`
	Industries    int      `parquet:"industries" about:"In how many industries it is found."`
	Employment    *int     `parquet:"employment" about:"The people employed in it, over the industries for which that is known."`
	Description   string   `parquet:"description,optional" about:"A few sentences about it."`
	Origin
}

// Careers has a row for each of these careers.
func (r *Release) Careers(careers []*catalog.Career) Table {
	return table[careerRow]{r, "careers", "A career.", rows(careers, r.career)}
}

func (r *Release) career(c *catalog.Career) careerRow {
	row := careerRow{
		ID: c.ID(), Name: c.Name, Aliases: strings.Join(c.Aliases, "; "), SOC: string(c.SOC), Wage: annual(c.Wage),
		Skills: len(c.Skills), Industries: len(c.Industries), Description: string(c.Description), Origin: r.origin(figuresOf(c)...),
	}
	if w := c.Wage; w != nil {
		row.WageP10, row.WageP25, row.WageP75, row.WageP90 = w.P10, w.P25, w.P75, w.P90
	}
	if g := c.Growth; g != nil {
		row.GrowthPercent, row.GrowthFrom, row.GrowthTo = &g.Percent, &g.From, &g.To
	}
	if c.Requires != nil {
		row.Requires = c.Requires.Text()
	}
	if c.TraineeFor != nil {
		row.TraineeFor = c.TraineeFor.ID()
	}
	for _, i := range c.Industries {
		if i.Employment != nil {
			sum := *i.Employment
			if row.Employment != nil {
				sum += *row.Employment
			}
			row.Employment = &sum
		}
	}
	return row
}
