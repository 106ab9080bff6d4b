package importer

import (
	"cmp"
	"slices"
	"strings"
)

const (
	diploma     = "high-school-diploma"
	equivalency = "high-school-equivalency"
)

// levelWords are the levels at which programs are offered, lowest first.
var levelWords = []string{
	"high-school", "postsecondary-certificate", "associate", "bachelors", "postbaccalaureate-certificate", "masters",
	"postmasters-certificate", "doctoral",
}

// sciences are the families in which graduate study builds on a degree in the family: computing, engineering, biology,
// mathematics, physical sciences.
var sciences = []string{"11", "14", "15", "26", "27", "40"}

// Months of general programs, full time and beside a job. They are normal times, which no file has.
var (
	twoYears   = pace{24, 40, 2} // an associate
	fourYears  = pace{48, 72, 4} // a bachelor's
	lastYears  = pace{24, 36, 2} // a bachelor's from a fitting associate, or a second one
	threeYears = pace{36, 54, 3} // a bachelor's from an associate in another field; a master's in a science from another field
	graduate2  = pace{24, 36, 2} // a master's
	research   = pace{60, 0, 3}  // a doctorate; the other years are paid
	advanced   = pace{48, 0, 2}  // a doctorate after a master's in the family
)

// pace is months full time, months beside a job (0: not beside a job), and the years that are paid.
type pace struct {
	months, partTime int
	years            float64
}

// offer makes the programs that something asks for, with the ways to earn them, and the overlay's credentials.
func (b *builder) offer() {
	b.needs[program{"associate", transfer}] = true
	b.credentials = append(b.credentials, credential{ID: diploma, Kind: "degree", Level: "high-school", Name: "High School Diploma"}, credential{
		ID: equivalency, Kind: "degree", Level: "high-school", Name: "High School Equivalency", Aliases: []string{"GED", "HiSET"},
		Routes: []route{{Months: exactly(3), PartTime: exactly(6), Cost: exactly(150), Source: assumed}},
	})
	overlay := b.overlayCredentials() // first, since their requirements ask for programs
	for _, p := range b.regulatedPrograms() {
		b.needs[p] = true
	}
	offered := b.offered()
	for _, p := range offered {
		c := credential{ID: p.id(), Kind: kindOf(p.level), Level: p.level, Field: fieldID(p.cip)}
		c.Name = levelNames[p.level] + b.title(p.cip)
		if f, ok := b.facts.programs[p]; ok {
			c.Routes = b.givenRoutes(p.cip, f.fact.Routes)
		} else {
			c.Routes = b.generalRoutes(p, offered)
		}
		b.credentials = append(b.credentials, c)
	}
	b.credentials = append(b.credentials, overlay...)
	for _, c := range b.credentials {
		for _, r := range c.Routes {
			b.rename(r.Requires)
		}
	}
}

// regulatedPrograms are those of the overlay, in order; reading their routes may ask for more of them.
func (b *builder) regulatedPrograms() []program {
	list := make([]program, 0, len(b.facts.programs))
	for p := range b.facts.programs {
		list = append(list, p)
	}
	slices.SortFunc(list, program.compare)
	for _, p := range list {
		f := b.facts.programs[p]
		b.givenRoutes(p.cip, f.fact.Routes) // for what they need
	}
	return list
}

func (p program) compare(q program) int {
	return cmp.Or(cmp.Compare(rank(p.level), rank(q.level)), cmp.Compare(p.cip, q.cip))
}

// offered are the programs to make, by level and code: those needed, but in regulated fields only those that the overlay
// describes.
func (b *builder) offered() []program {
	var list []program
	for p := range b.needs {
		_, given := b.facts.programs[p]
		if p.level == "high-school" || p.level == "postbaccalaureate-certificate" || p.level == "postmasters-certificate" || !given && b.regulated(p) {
			continue
		}
		list = append(list, p)
	}
	slices.SortFunc(list, program.compare)
	return list
}

// regulated tells whether the field has only the programs that the overlay describes, at this level: from the bachelor's
// upward those in which it describes one, and whatever it says to be regulated.
func (b *builder) regulated(p program) bool {
	if rank(p.level) < rank("bachelors") {
		return false
	}
	if slices.ContainsFunc(b.facts.regulated, func(begin string) bool { return strings.HasPrefix(p.cip, begin) }) {
		return true
	}
	return slices.ContainsFunc(levelWords[3:], func(l string) bool {
		_, ok := b.facts.programs[program{l, p.cip}]
		return ok
	})
}

func kindOf(level string) string {
	if level == "postsecondary-certificate" {
		return "certificate"
	}
	return "degree"
}

var levelNames = map[string]string{
	"postsecondary-certificate": "Certificate in ", "associate": "Associate Degree in ", "bachelors": "Bachelor's Degree in ",
	"masters": "Master's Degree in ", "doctoral": "Doctorate in ",
}

func (b *builder) title(cip string) string { return cmp.Or(b.programTitle[cip], "CIP "+cip) }

// generalRoutes are the ways to a program that the overlay does not describe.
func (b *builder) generalRoutes(p program, offered []program) []route {
	family := func(level string) requirement {
		r := &levelOf{Level: level}
		for _, q := range offered {
			_, given := b.facts.programs[q]
			if q.level == level && q.cip[:2] == p.cip[:2] && (given || !b.regulated(q)) {
				r.Fields = append(r.Fields, fieldID(q.cip))
			}
		}
		if len(r.Fields) == 0 {
			return nil
		}
		return r
	}
	anyOf := func(level string) requirement { return &levelOf{Level: level} }
	science := slices.Contains(sciences, p.cip[:2])
	switch p.level {
	case "postsecondary-certificate":
		return []route{b.certificateRoute(p.cip)}
	case "associate":
		return []route{b.route(anyOf("high-school"), twoYears, college)}
	case "bachelors":
		return []route{
			b.route(anyOf("high-school"), fourYears, university),
			b.route(b.fitting(p, offered), lastYears, university),
			b.route(anyOf("associate"), threeYears, university),
			b.route(anyOf("bachelors"), lastYears, university),
		}
	case "masters":
		base := family("bachelors")
		if !science || base == nil {
			return []route{b.route(anyOf("bachelors"), graduate2, graduate)}
		}
		change := b.route(anyOf("bachelors"), threeYears, graduate)
		change.Cost = b.sum(b.cost(2, graduate), b.cost(1, university))
		return []route{b.route(base, graduate2, graduate), change}
	}
	base := family("bachelors")
	if !science || base == nil {
		base = anyOf("bachelors")
	}
	routes := []route{b.route(base, research, graduate)}
	if m := family("masters"); m != nil {
		routes = append(routes, b.route(m, advanced, graduate))
	} else if !science {
		routes = append(routes, b.route(anyOf("masters"), advanced, graduate))
	}
	return routes
}

// fitting are the associates that a bachelor's continues: those of the same 4-digit group, and the one made for transfer.
func (b *builder) fitting(p program, offered []program) requirement {
	r := &levelOf{Level: "associate", Fields: []string{fieldID(transfer)}}
	for _, q := range offered {
		if q.level == "associate" && q.cip[:5] == p.cip[:5] && q.cip != transfer {
			r.Fields = append(r.Fields, fieldID(q.cip))
		}
	}
	slices.Sort(r.Fields)
	return r
}

func (b *builder) route(requires requirement, p pace, price string) route {
	r := route{Requires: requires, Months: exactly(p.months), Cost: b.cost(p.years, price), Source: assumed}
	if p.partTime > 0 {
		r.PartTime = exactly(p.partTime)
	}
	return r
}

// certificateRoute is the way to a certificate. A year of general studies costs what a year of college does.
func (b *builder) certificateRoute(cip string) route {
	r := route{Requires: &levelOf{Level: "high-school"}, Source: assumed}
	if cip == generalStudies {
		r.Months, r.Cost = exactly(9), b.cost(1, college)
	} else {
		r.Months, r.Cost = b.certificate(cip)
	}
	r.PartTime = beside(r.Months)
	return r
}

// cost is what so many years cost at this price.
func (b *builder) cost(years float64, price string) *figure {
	q, ok := b.prices.yearly[price]
	if !ok {
		b.report.warn("prices that neither IPEDS nor the overlay has, so that they count as 0", "%s", price)
	}
	return q.times(years).figure(b.prices.source, b.prices.year)
}

func (b *builder) sum(x, y *figure) *figure {
	return &figure{x.Min + y.Min, x.Typical + y.Typical, x.Max + y.Max, x.Source, x.Year}
}

// givenRoutes are the overlay's routes.
func (b *builder) givenRoutes(cip string, facts []routeFact) []route {
	var routes []route
	for _, f := range facts {
		r := route{Requires: b.formula(f.Requires), Months: exactly(f.Months), Cost: exactly(f.Cost.Dollars), Source: assumed}
		if f.PartTime != nil {
			r.PartTime = exactly(*f.PartTime)
		}
		switch {
		case f.Cost.At.text == perProgram:
			_, r.Cost = b.certificate(cip)
		case f.Cost.At.text != "":
			r.Cost = b.sum(b.cost(f.Cost.Years, f.Cost.At.text), exactly(f.Cost.Dollars))
		}
		routes = append(routes, r)
	}
	return routes
}

// overlayCredentials are the licenses and whatever else the overlay adds.
func (b *builder) overlayCredentials() []credential {
	var list []credential
	for _, p := range b.facts.credentials {
		f := p.fact
		c := credential{ID: f.ID.text, Kind: f.Kind.text, Level: f.Level.text, Name: f.Name}
		if f.Field.text != "" {
			c.Field = fieldID(f.Field.text)
		}
		c.Routes = b.givenRoutes(f.Field.text, f.Routes)
		list = append(list, c)
	}
	return list
}
