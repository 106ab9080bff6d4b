package importer

import (
	"math"
	"slices"
	"strings"
)

const (
	enough        = 5   // records that a median is taken of
	dear          = 2.5 // times the usual price a month, from which on public programs are not what is sold
	besideAJob    = 1.5 // how much longer a certificate takes beside a job
	noRecordMonth = 9
)

// certificate is the months and the price of the certificate program: of public institutions where enough report it, else
// the months of all and the public price a month, unless the program is so dear everywhere that flying or diving is what is
// paid for, else those of the same 4-digit group, else those of all programs.
func (b *builder) certificate(cip string) (months, cost *figure) {
	records := b.sold[cip]
	public := publicOf(records)
	group := publicOf(b.soldWithin(cip[:5]))
	switch {
	case len(public) >= enough:
		return b.figures(public)
	case len(records) >= enough:
		if perMonth(records).middle > dear*b.prices.monthlyAll {
			return b.figures(records)
		}
		rate := b.prices.monthly
		if len(group) >= enough {
			rate = perMonth(group).middle
		}
		return b.figuresAt(records, rate)
	case len(group) >= enough:
		return b.figures(group)
	}
	if all := publicOf(b.soldWithin("")); len(all) >= enough {
		return b.figures(all)
	}
	return exactly(noRecordMonth), exactly(whole(noRecordMonth * b.prices.monthly))
}

// soldWithin are the records of all programs whose code begins so.
func (b *builder) soldWithin(begin string) []programRecord {
	var found []programRecord
	for cip, records := range b.sold {
		if strings.HasPrefix(cip, begin) {
			found = append(found, records...)
		}
	}
	return found
}

func publicOf(records []programRecord) []programRecord {
	return slices.DeleteFunc(slices.Clone(records), func(r programRecord) bool { return !r.public })
}

func perMonth(records []programRecord) quartiles {
	values := make([]float64, len(records))
	for i, r := range records {
		values[i] = r.dollars / r.months
	}
	return quartilesOf(values)
}

// monthsOf are whole months: what has begun counts.
func monthsOf(records []programRecord) quartiles {
	values := make([]float64, len(records))
	for i, r := range records {
		values[i] = r.months
	}
	q := quartilesOf(values)
	return quartiles{math.Ceil(q.low), math.Ceil(q.middle), math.Ceil(q.high)}
}

func (b *builder) figures(records []programRecord) (months, cost *figure) {
	values := make([]float64, len(records))
	for i, r := range records {
		values[i] = r.dollars
	}
	return monthsOf(records).figure(b.prices.programs, b.prices.programYear), quartilesOf(values).figure(b.prices.programs, b.prices.programYear)
}

// figuresAt are the months of the records, and what they cost at so many dollars a month.
func (b *builder) figuresAt(records []programRecord, rate float64) (months, cost *figure) {
	q := monthsOf(records)
	return q.figure(b.prices.programs, b.prices.programYear), q.times(rate).figure(b.prices.programs, b.prices.programYear)
}

// beside is the time that a certificate takes beside a job.
func beside(months *figure) *figure {
	of := func(n int) int { return int(math.Ceil(besideAJob * float64(n))) }
	return &figure{Min: of(months.Min), Typical: of(months.Typical), Max: of(months.Max), Source: assumed}
}
