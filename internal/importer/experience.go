package importer

import (
	"slices"
	"strings"

	"careerlattice/internal/bls"
	"careerlattice/internal/onet"
)

// gate is the experience that an occupation asks for: so many months in any of the occupations, or as a trainee for some.
type gate struct {
	months   int
	in       []*occupation
	trainees []*occupation
}

// relation is how near two occupations are in O*NET, nearest first.
type relation int

const (
	primaryShort relation = iota
	primaryLong
	supplemental
)

var relationOf = map[onet.Tier]relation{onet.PrimaryShort: primaryShort, onet.PrimaryLong: primaryLong, onet.Supplemental: supplemental}

// workMonths are the months for which each category of O*NET's question about related work stands.
var workMonths = []float64{0, 1, 2, 4.5, 9, 18, 36, 60, 84, 108, 132}

// The months that BLS's classes of experience stand for.
const (
	leastWork   = 12 // of "less than five years"
	usualWork   = 24 // of the same, where O*NET has no answers
	mostWork    = 48
	enoughNamed = 3  // careers that BLS names, from which on O*NET's relatedness adds only those of the minor group
	longWork    = 60 // of "five years or more"
	dearer      = 1.1
	dearerByOOH = 1.3
)

// class is 0, 1 or 2 for no experience, less than five years, and five years or more.
func (o *occupation) class() int {
	if o.projection == nil {
		return 0
	}
	switch o.projection.Experience {
	case bls.LessThanFiveYears:
		return 1
	case bls.FiveYearsOrMore:
		return 2
	}
	return 0
}

func (o *occupation) supervisor() bool { return strings.Contains(o.Title, "First-Line Supervisors") }

// median is the value of the category in which the middle answer lies.
func median(d onet.Distribution, values []float64) (float64, bool) {
	total, sum := 0.0, 0.0
	for _, s := range d {
		total += s.Percent
	}
	if total < answersOf {
		return 0, false
	}
	for i, s := range d {
		if sum += s.Percent; sum >= total/2 && i < len(values) {
			return values[i], true
		}
	}
	return 0, false
}

// experience finds the experience each occupation asks for, and in which occupations it can be had.
func (b *builder) experience() {
	b.relate()
	b.promote()
	for _, o := range b.planned {
		if f, ok := b.facts.experience[o]; ok {
			o.gate = b.givenGate(o, f) // nil where the overlay says that none is asked for
		} else if o.class() > 0 {
			o.gate = b.gateOf(o)
		}
	}
	b.untangle()
}

// givenGate is the overlay's experience.
func (b *builder) givenGate(o *occupation, f placed[experienceFact]) *gate {
	g := &gate{months: o.workMonths()}
	if f.fact.Months != nil {
		g.months = *f.fact.Months
	}
	for _, w := range f.fact.In {
		for _, from := range b.occupations(f.layer, []word{w}) {
			switch {
			case strings.HasPrefix(w.text, "trainee "):
				g.trainees = append(g.trainees, from)
			case from != o:
				g.in = append(g.in, from)
			}
		}
	}
	if g.months == 0 || len(g.in)+len(g.trainees) == 0 {
		return nil
	}
	return g
}

// gateOf is the experience by BLS's class and O*NET's months, in the occupations from which one usually comes.
func (b *builder) gateOf(o *occupation) *gate {
	g := &gate{months: o.workMonths()}
	if o.supervisor() {
		g.in = b.crew(o)
	} else {
		g.in = b.sourcesOf(o)
	}
	if len(g.in) == 0 {
		b.report.warn("careers that ask for experience for which no career was found", "%s", o.name())
		return nil
	}
	return g
}

// workMonths are the months of experience by BLS's class, and within it by the median of O*NET's answers.
func (o *occupation) workMonths() int {
	if o.class() == 2 {
		return longWork
	}
	if m, ok := median(o.Experience, workMonths); ok {
		return int(min(mostWork, max(leastWork, m)))
	}
	return usualWork
}

// crew are those whom a first-line supervisor may have been one of: everybody of the major group who is no supervisor and
// does not earn much more.
func (b *builder) crew(o *occupation) []*occupation {
	var found []*occupation
	for _, x := range b.all {
		if x.major() == o.major() && x != o && !x.supervisor() && x.class() <= o.class() && x.entry <= associate && b.pays(x, o) {
			found = append(found, x)
		}
	}
	return found
}

// sourcesOf are where one comes from by BLS's handbook or by O*NET's relatedness: near in kind, and no higher in education, in
// experience or, by much, in pay. The rules are relaxed one by one where nothing is found.
func (b *builder) sourcesOf(o *occupation) []*occupation {
	found := map[*occupation]bool{}
	named := 0 // by BLS, and studied as the career is
	for from := range b.promotion[o] {
		if b.below(from, o) && from.JobZone >= 2 {
			found[from] = true
			if b.studied(from, o) {
				named++
			}
		}
	}
	for _, akin := range []func(from, o *occupation) bool{b.close, b.near} {
		for from, how := range b.related[o] {
			// Where BLS names enough, only those of the same kind are added.
			kind := named < enoughNamed || from.sameKind(o) || from.supervisor()
			if how <= primaryLong && kind && b.below(from, o) && akin(from, o) && from.entry <= o.entry && b.studied(from, o) {
				found[from] = true
			}
		}
		if len(found) > 0 {
			break
		}
	}
	for _, strict := range []bool{true, false} {
		if len(found) > 0 {
			break
		}
		for from := range b.related[o] {
			if from.annual() <= o.annual() && from.class() <= o.class() && from.entry <= o.entry && (!strict || b.near(from, o)) {
				found[from] = true
			}
		}
	}
	return ordered(found)
}

// studied tells whether those in from have studied, where o asks for a degree.
func (*builder) studied(from, o *occupation) bool {
	return o.entry < bachelors || from.entry >= associate || from.supervisor()
}

// below tells whether experience in from leads up to o: from pays no more by much, and asks for no experience itself, or for
// less.
func (b *builder) below(from, o *occupation) bool {
	lower := from.class() < o.class() || o.class() == 1 && from.class() == 1 && from.annual() < o.annual()
	return b.pays(from, o) && (from.class() == 0 || lower)
}

// pays tells whether from pays no more than o, or not by much; a wage that nobody publishes is no obstacle.
func (b *builder) pays(from, o *occupation) bool {
	most := dearer
	if b.promotion[o][from] {
		most = dearerByOOH
	}
	return o.annual() == 0 || float64(from.annual()) <= most*float64(o.annual())
}

// near tells whether two occupations share their major group, a program, or a promotion.
func (b *builder) near(from, o *occupation) bool {
	return from.major() == o.major() || b.close(from, o)
}

// close tells whether two occupations are of the same kind, or share a promotion or a program.
func (b *builder) close(from, o *occupation) bool {
	return from.sameKind(o) || b.promotion[o][from] || b.shareProgram(from, o)
}

// sameKind tells whether both are in one minor group of the SOC. Those with a 9 are what is left of the major group, such as
// "other management occupations": they have nothing in common.
func (o *occupation) sameKind(other *occupation) bool {
	return o.code[:4] == other.code[:4] && o.code[3] != '9'
}

// manyOutcomes is for how many careers a program says too little of each: business leads everywhere.
const manyOutcomes = 12

// shareProgram tells whether some program leads to both, and not to many others.
func (b *builder) shareProgram(x, y *occupation) bool {
	return slices.ContainsFunc(b.programsOf[x.code], func(cip string) bool {
		return b.outcomes[cip] <= manyOutcomes && slices.Contains(b.programsOf[y.code], cip)
	})
}

// untangle drops, of two occupations that ask for experience in each other, the demand of the one that pays less.
func (b *builder) untangle() {
	for _, o := range b.planned {
		if o.gate == nil {
			continue
		}
		kept := slices.DeleteFunc(slices.Clone(o.gate.in), func(from *occupation) bool {
			mutual := from.gate != nil && slices.Contains(from.gate.in, o)
			return mutual && (from.annual() > o.annual() || from.annual() == o.annual() && from.code > o.code)
		})
		if len(kept) > 0 || len(o.gate.trainees) > 0 {
			o.gate.in = kept
		}
	}
}

// widen lets careers that are gated by experience accept the fields of the careers that give it: who came up in one of
// them has studied what it asks for.
func (b *builder) widen() {
	for _, o := range b.planned {
		r, ok := o.education.(*levelOf)
		if !ok || len(r.Fields) == 0 || o.overridden || o.gate == nil {
			continue
		}
		var cips []string
		for _, f := range r.Fields {
			cips = append(cips, fieldCIP(f))
		}
		for _, from := range o.gate.in {
			for _, cip := range b.cips(from) {
				if unit := b.unit(cip, r.Level); b.offeredAbove(r.Level, unit) {
					cips = append(cips, unit)
				}
			}
		}
		o.education = b.need(r.Level, cips)
	}
}

// offeredAbove tells whether some program in this field is asked for, or described, at the level or above.
func (b *builder) offeredAbove(level, cip string) bool {
	for _, l := range levelWords {
		if rank(l) >= rank(level) {
			if _, regulated := b.facts.programs[program{l, cip}]; regulated || b.needs[program{l, cip}] {
				return true
			}
		}
	}
	return false
}

// ordered are the occupations by code.
func ordered(set map[*occupation]bool) []*occupation {
	list := make([]*occupation, 0, len(set))
	for o := range set {
		list = append(list, o)
	}
	slices.SortFunc(list, func(x, y *occupation) int { return strings.Compare(x.code, y.code) })
	return list
}
