package importer

import (
	"math"
	"slices"

	"careerlattice/internal/nces"
)

// The prices that an overlay can name: a year of tuition, required fees and books, and a whole certificate program.
const (
	college    = "public-college"
	university = "public-university"
	graduate   = "graduate-school"
	perProgram = "program"
)

var priceNames = []string{
	college, university, graduate, "medicine", "osteopathic-medicine", "dentistry", "pharmacy", "law", "veterinary-medicine", "optometry",
	"podiatry", "chiropractic", perProgram,
}

// professionalPrices are the names of the first-professional degrees whose prices IPEDS has.
var professionalPrices = map[nces.Professional]string{
	nces.Medicine: "medicine", nces.OsteopathicMedicine: "osteopathic-medicine", nces.Dentistry: "dentistry", nces.Pharmacy: "pharmacy",
	nces.Law: "law", nces.VeterinaryMedicine: "veterinary-medicine", nces.Optometry: "optometry", nces.Podiatry: "podiatry",
	nces.Chiropractic: "chiropractic",
}

// quartiles are dollars or months: the lower quartile, the median and the upper one.
type quartiles struct{ low, middle, high float64 }

func (q quartiles) times(n float64) quartiles { return quartiles{q.low * n, q.middle * n, q.high * n} }

// figure is the quartiles in whole numbers.
func (q quartiles) figure(source string, year int) *figure {
	return &figure{Min: whole(q.low), Typical: whole(q.middle), Max: whole(q.high), Source: source, Year: year}
}

func whole(x float64) int { return int(math.Round(x)) }

// quartilesOf are those of the values, interpolated between neighbors.
func quartilesOf(values []float64) quartiles {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	at := func(part float64) float64 {
		i, rest := math.Modf(part * float64(len(sorted)-1))
		if int(i)+1 >= len(sorted) {
			return sorted[len(sorted)-1]
		}
		return sorted[int(i)] + rest*(sorted[int(i)+1]-sorted[int(i)])
	}
	return quartiles{at(.25), at(.5), at(.75)}
}

// prices are what a year costs at the institutions, and what certificate programs take and cost.
type prices struct {
	yearly      map[string]quartiles
	monthly     float64 // what a month of a certificate program costs at public institutions
	monthlyAll  float64 // and at all
	source      string  // of the yearly prices
	year        int
	programs    string // the source of the programs' prices
	programYear int
}

// programRecord is what one institution says of one certificate program.
type programRecord struct {
	public          bool
	months, dollars float64
}

// price reads the prices of years and of programs, or takes the overlay's where IPEDS is not given.
func (b *builder) price() {
	b.prices = prices{yearly: map[string]quartiles{}, source: assumed, programs: assumed}
	b.sold = map[string][]programRecord{}
	if b.Prices == nil {
		for name, dollars := range b.facts.prices {
			b.prices.yearly[name] = quartiles{float64(dollars), float64(dollars), float64(dollars)}
		}
		b.prices.monthly = float64(b.facts.prices[college]) / 9
		b.prices.monthlyAll = b.prices.monthly
		b.report.warn("prices are the overlay's, since IPEDS is not given", "all routes; give its folder with --ipeds")
		return
	}
	b.prices.source, b.prices.year = b.sources.institutions, b.sources.institutionYear
	b.prices.programs, b.prices.programYear = b.sources.programs, b.sources.programYear
	b.priceYears()
	b.pricePrograms()
}

// priceYears takes the institutions' quartiles of tuition and required fees in state, and the median of books.
func (b *builder) priceYears() {
	found := map[string][]float64{}
	var books []float64
	add := func(name string, c nces.Charge) {
		if c.Tuition.Known {
			found[name] = append(found[name], c.Tuition.Value+c.Fees.Value)
		}
	}
	for _, y := range b.Prices.Years {
		if y.Books.Known {
			books = append(books, y.Books.Value)
		}
		if y.Control == nces.Public {
			add(graduate, y.Graduate.InState)
			switch y.Level {
			case nces.FourYear:
				add(university, y.Undergraduate.InState)
			case nces.TwoYear:
				add(college, y.Undergraduate.InState)
			}
		}
		for _, p := range y.Professional {
			if p.Tuition.Value+p.Fees.Value > 0 { // schools without the program report 0
				add(professionalPrices[p.Program], p.Charge)
			}
		}
	}
	var book float64
	if len(books) > 0 {
		book = quartilesOf(books).middle
	}
	for _, name := range priceNames {
		if values := found[name]; len(values) > 0 {
			q := quartilesOf(values)
			b.prices.yearly[name] = quartiles{math.Round(q.low + book), math.Round(q.middle + book), math.Round(q.high + book)}
			b.report.count("institutions with a price of "+name, len(values), map[string]int{university: 754, college: 826, graduate: 561}[name])
		} else if dollars, ok := b.facts.prices[name]; ok {
			b.prices.yearly[name] = quartiles{float64(dollars), float64(dollars), float64(dollars)}
		}
	}
}

// pricePrograms gathers what institutions report of certificate programs.
func (b *builder) pricePrograms() {
	var public, all []float64
	records := 0
	for _, p := range b.Prices.Programs {
		if !p.Months.Known || p.Months.Value <= 0 || !p.Tuition.Known {
			continue
		}
		records++
		r := programRecord{p.Control == nces.Public, p.Months.Value, p.Tuition.Value + p.Books.Value}
		b.sold[p.CIP] = append(b.sold[p.CIP], r)
		all = append(all, r.dollars/r.months)
		if r.public {
			public = append(public, r.dollars/r.months)
		}
	}
	if len(all) > 0 {
		b.prices.monthlyAll = quartilesOf(all).middle
	}
	if len(public) > 0 {
		b.prices.monthly = quartilesOf(public).middle
	}
	b.report.count("certificate programs of institutions", len(b.Prices.Programs), 8107)
	b.report.count("  with months and a price", records, 0)
	b.report.count("  CIP codes of these", len(b.sold), 0)
}
