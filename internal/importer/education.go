package importer

import (
	"slices"

	"careerlattice/internal/bls"
)

// entryLevel is what BLS calls the typical education needed for entry.
type entryLevel int

const (
	nothing entryLevel = iota
	highSchool
	someCollege
	certificate
	associate
	bachelors
	masters
	doctoral
)

// level is the word of the catalog for the credential; that of some college is the certificate that stands for it.
func (e entryLevel) level() string {
	return [...]string{"", "high-school", "postsecondary-certificate", "postsecondary-certificate", "associate", "bachelors", "masters", "doctoral"}[e]
}

var entryOf = map[bls.EntryEducation]entryLevel{
	bls.NoCredential: nothing, bls.HighSchool: highSchool, bls.SomeCollege: someCollege, bls.NondegreeAward: certificate,
	bls.Associate: associate, bls.Bachelors: bachelors, bls.Masters: masters, bls.Doctoral: doctoral,
}

// answered is the level of each category of O*NET's question what education the job requires, lowest first.
var answered = []entryLevel{
	nothing, highSchool, certificate, someCollege, associate, bachelors, bachelors, masters, masters, doctoral, doctoral, doctoral,
}

const (
	raisedBy  = 75 // percent of O*NET's answers that must lie above the level of BLS to raise it
	answersOf = 50 // percent of answers that are needed to say anything
)

// educate finds the education each occupation asks for: BLS's level, raised where O*NET's answers lie far above it, in
// programs of the crosswalk where another field does not do. The overlay wins.
func (b *builder) educate() {
	b.needs = map[program]bool{}
	joined := join{}
	for _, o := range b.all {
		joined.count(o, o.Education != nil)
	}
	b.report.join("O*NET education and experience", joined, 878, 878)
	b.degreeCIPs = map[string]bool{}
	raised := 0
	for _, o := range b.planned {
		o.entry, o.raised = b.entryOf(o)
		if o.raised {
			raised++
		}
		if o.entry >= bachelors && !o.in("25-1") {
			for _, cip := range b.programsOf[o.code] {
				b.degreeCIPs[cip] = true
			}
		}
	}
	b.report.count("careers whose level O*NET raises", raised, 0)
	for _, o := range b.planned {
		o.education = b.educationOf(o)
	}
}

// entryOf is the level of entry.
func (b *builder) entryOf(o *occupation) (level entryLevel, raised bool) {
	if o.projection != nil {
		level = entryOf[o.projection.Education]
	}
	if f, ok := b.facts.education[o]; ok {
		return lowest(f.fact), false
	}
	for _, above := range []entryLevel{doctoral, masters, bachelors, associate} {
		if above <= level {
			break
		}
		total, share := 0.0, 0.0
		for i, s := range o.Education {
			total += s.Percent
			if i < len(answered) && answered[i] >= above {
				share += s.Percent
			}
		}
		if total > answersOf && share >= raisedBy {
			return above, true
		}
	}
	return level, false
}

// lowest is the level of entry that the formula's first level stands for.
func lowest(f *formula) entryLevel {
	found := nothing
	f.walk(func(part *formula) {
		if found != nothing || part.Level.text == "" {
			return
		}
		for e := highSchool; e <= doctoral; e++ {
			if e != someCollege && e.level() == part.Level.text {
				found = e
			}
		}
	})
	return found
}

// educationOf is the requirement of education.
func (b *builder) educationOf(o *occupation) requirement {
	if f, ok := b.facts.education[o]; ok {
		o.overridden = true
		return b.formula(f.fact)
	}
	cips := b.cips(o)
	switch {
	case o.entry == nothing:
		return nil
	case o.entry == highSchool:
		return &levelOf{Level: "high-school"}
	case o.entry == someCollege:
		return &anyOf{Any: []requirement{b.need("postsecondary-certificate", append(cips, generalStudies)), &levelOf{Level: "associate"}}}
	case o.entry == certificate:
		if offered := slices.DeleteFunc(slices.Clone(cips), func(cip string) bool { return len(b.sold[cip]) == 0 }); len(offered) > 0 {
			cips = offered
		}
		if len(cips) == 0 { // any certificate would do for the level, so it is a year of general studies
			cips = []string{generalStudies}
		}
	case o.entry == bachelors && !o.in(b.facts.bindings...):
		cips = nil
	}
	return b.need(o.entry.level(), cips)
}

// formula is the overlay's requirement in the catalog's language. The programs it names will be offered; trainees' jobs and
// patterns of codes are resolved when the careers are there.
func (b *builder) formula(f *formula) requirement {
	switch {
	case f == nil:
		return nil
	case f.All != nil:
		return &allOf{All: b.formulas(f.All)}
	case f.Any != nil:
		return &anyOf{Any: b.formulas(f.Any)}
	case f.Credential.text != "":
		return &held{f.Credential.text}
	case f.Level.text != "":
		return b.need(f.Level.text, texts(f.Fields))
	case f.Experience != nil:
		return &worked{experience{f.Experience.Months, texts(f.Experience.In)}}
	}
	return nil
}

func (b *builder) formulas(parts []formula) []requirement {
	all := make([]requirement, len(parts))
	for i := range parts {
		all[i] = b.formula(&parts[i])
	}
	return all
}
