package nces

import (
	"fmt"

	"careerlattice/internal/table"
)

// YearPrice is what an institution charges for one academic year.
type YearPrice struct {
	Institution
	// Undergraduate and Graduate are for full-time students from the district, the state and elsewhere.
	Undergraduate, Graduate Residence
	// Professional are the first-professional programs that the institution offers, for students from the state.
	Professional []ProfessionalCharge
	// Books are books and supplies, in dollars.
	Books table.Number
}

// Residence is a charge by where students come from.
type Residence struct{ InDistrict, InState, OutOfState Charge }

// Charge is tuition and required fees, in dollars.
type Charge struct{ Tuition, Fees table.Number }

// ProfessionalCharge is the charge of a first-professional program.
type ProfessionalCharge struct {
	Program Professional
	Charge
}

// Professional is a field of first-professional study.
type Professional int

// The fields, in the publisher's order.
const (
	Chiropractic Professional = iota + 1
	Dentistry
	Medicine
	Optometry
	OsteopathicMedicine
	Pharmacy
	Podiatry
	VeterinaryMedicine
	Law
)

func (p *Prices) years(place *table.Place, listed map[int]Institution) error {
	rows, year, err := open(place, YearPricesKey, "charges by academic year", "ic####_ay")
	if err != nil {
		return err
	}
	unit, books := rows.Column("UNITID"), rows.Column("CHG4AY3")
	charge := func(tuition, fees string) func(table.Row) Charge {
		t, f := rows.Column(tuition), rows.Column(fees)
		return func(row table.Row) Charge { return Charge{row.Figure(t), row.Figure(f)} }
	}
	residence := func(first int) func(table.Row) Residence {
		var by [3]func(table.Row) Charge
		for i := range by {
			by[i] = charge(fmt.Sprintf("TUITION%d", first+i), fmt.Sprintf("FEE%d", first+i))
		}
		return func(row table.Row) Residence { return Residence{by[0](row), by[1](row), by[2](row)} }
	}
	undergraduate, graduate := residence(1), residence(5)
	var professional []func(table.Row) Charge
	for n := Chiropractic; n <= Law; n++ {
		professional = append(professional, charge(fmt.Sprintf("ISPROF%d", n), fmt.Sprintf("ISPFEE%d", n)))
	}
	for row := range rows.All() {
		y := YearPrice{
			Institution:   institution(row, unit, listed, &p.UnlistedYears),
			Undergraduate: undergraduate(row), Graduate: graduate(row), Books: row.Figure(books),
		}
		for i, read := range professional {
			if c := read(row); c.Tuition.Known {
				y.Professional = append(y.Professional, ProfessionalCharge{Professional(i + 1), c})
			}
		}
		p.Years = append(p.Years, y)
	}
	p.AcademicYear, p.YearOrigin = academicYear(year), rows.Origin()
	return rows.Close()
}
