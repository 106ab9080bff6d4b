package importer

import (
	"math"

	"careerlattice/internal/bls"
	"careerlattice/internal/table"
)

// fixedBridge leads from SOC codes to the codes under which BLS publishes them together, where it is not the broad group.
var fixedBridge = map[string]string{
	"21-1011": "21-1018", "21-1014": "21-1018",
	"25-2055": "25-2052", "25-2056": "25-2052",
	"25-9042": "25-9045", "25-9043": "25-9045", "25-9049": "25-9045",
	"51-2022": "51-2028", "51-2023": "51-2028",
	"53-1042": "53-1047", "53-1043": "53-1047", "53-1044": "53-1047", "53-1049": "53-1047",
}

// rowOf gives the row of a SOC code: its own, else that of the code under which it is published with others.
func rowOf[T any](rows map[string]T, soc string) (row T, under string, ok bool) {
	for _, code := range []string{soc, fixedBridge[soc], soc[:6] + "0"} {
		if row, ok := rows[code]; ok {
			return row, code, true
		}
	}
	return row, "", false
}

const hoursOfYear = 2080 // 52 weeks of 40 hours, as BLS reckons

// pay joins wages: those of OEWS, where there is none the median of the projections.
func (b *builder) pay() {
	rows := map[string]bls.Wage{}
	for _, row := range b.Wages.Rows {
		if row.Group == bls.Detailed {
			rows[row.Code] = row
		}
	}
	projected := map[string]*bls.Projection{}
	for i := range b.Projections.Occupations {
		projected[b.Projections.Occupations[i].Code] = &b.Projections.Occupations[i]
	}
	var direct, joined, wages join
	for _, o := range b.all {
		row, under, ok := rowOf(rows, o.soc)
		direct.count(o, ok && under == o.soc)
		joined.count(o, ok)
		if ok {
			o.wage, o.wageBound = b.oewsWage(row, b.sources.wages, b.Wages.Year), isBound(row)
		}
		if wages.count(o, o.wage != nil); o.wage != nil {
			o.wageSOC = under
			continue
		}
		if p, under, ok := rowOf(projected, o.soc); ok && p.MedianWage.Known {
			o.wage = &wage{Annual: dollars(p.MedianWage), Source: b.sources.projections, Year: b.Projections.WageYear}
			o.wageSOC, o.wageBound = under, p.MedianWage.AtLeast
		}
	}
	b.report.join("OEWS wages, same code", direct, 961, 891)
	b.report.join("OEWS wages, with the codes published together", joined, 995, 921)
	b.report.join("OEWS wages with a figure for the year or the hour", wages, 995, 921)
}

// isBound tells whether the row's median wage is published as a lower bound alone.
func isBound(row bls.Wage) bool {
	return row.Annual.Median.AtLeast || !row.Annual.Median.Known && row.Hourly.Median.AtLeast
}

// oewsWage is the row's wage a year; nil where the median is not published.
func (b *builder) oewsWage(row bls.Wage, source string, year int) *wage {
	pay, times := row.Annual, 1.0
	if !pay.Median.Known {
		pay, times = row.Hourly, hoursOfYear
	}
	if !pay.Median.Known {
		return nil
	}
	of := func(n table.Number) int {
		if !n.Known || n.AtLeast {
			return 0 // a top-coded percentile says too little beside the others
		}
		return int(math.Round(n.Value * times))
	}
	return &wage{
		Annual: int(math.Round(pay.Median.Value * times)), P10: of(pay.P10), P25: of(pay.P25), P75: of(pay.P75), P90: of(pay.P90),
		Source: source, Year: year,
	}
}

func dollars(n table.Number) int { return int(math.Round(n.Value)) }

// project joins the Employment Projections: education, experience, training and growth.
func (b *builder) project() {
	rows := map[string]*bls.Projection{}
	for i := range b.Projections.Occupations {
		rows[b.Projections.Occupations[i].Code] = &b.Projections.Occupations[i]
	}
	var direct, joined, attainment, skills join
	for _, o := range b.all {
		row, under, ok := rowOf(rows, o.soc)
		direct.count(o, ok && under == o.soc)
		joined.count(o, ok)
		attainment.count(o, ok && row.Attainment != nil)
		skills.count(o, ok && row.SkillRanks != nil)
		if ok {
			o.projection = row
		} else if o.planned() {
			b.report.warn("careers without a projection, so that nothing is known of their entry", "%s", o.name())
		}
	}
	b.report.join("Employment Projections, same code", direct, 963, 893)
	b.report.join("Employment Projections, with the codes published together", joined, 997, 923)
	b.report.join("attainment of workers (Table 5.3)", attainment, 997, 923)
	b.report.join("skill ranks (Table 6.5)", skills, 997, 923)
}
