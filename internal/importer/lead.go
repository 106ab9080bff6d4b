package importer

import (
	"cmp"
	"math"
	"slices"
)

const (
	mostLeading = 8 // careers that are named as leading to one by promotion or similarity
	mostLeap    = 2 // times the pay that one move may bring
)

// lead names the usual next moves: promotions of the handbook, and closely related careers of the same kind whose schooling
// counts, that pay less and are reached sooner. Those whose experience a career asks for lead to it in any case.
func (b *builder) lead() {
	soonest := b.soonest()
	named := map[*career]map[string]bool{}
	add := func(from, to *career) {
		if from == nil || to == nil || from == to {
			return
		}
		if named[from] == nil {
			named[from] = map[string]bool{}
		}
		named[from][to.ID] = true
	}
	for _, o := range b.planned {
		to := b.careerOf[o]
		add(b.traineeOf[o], to)
		if g := o.gate; g != nil {
			for _, from := range g.in {
				add(b.careerOf[from], to)
			}
			for _, from := range g.trainees {
				add(b.traineeOf[from], to)
			}
		}
		for _, from := range b.leading(o, soonest) {
			add(b.careerOf[from], to)
		}
	}
	total := 0
	for _, c := range b.careers {
		c.LeadsTo = sorted(named[c])
		total += len(c.LeadsTo)
	}
	b.report.count("usual next moves", total, 0)
}

// leading are the careers that lead to o by promotion or similarity, the nearest alone where there are many. Similarity says
// nothing where o asks for experience, which names where one comes from, or is learned on the job.
func (b *builder) leading(o *occupation, soonest map[string]int) []*occupation {
	distance := map[*occupation]int{}
	for from := range b.promotion[o] {
		distance[from] = -1
	}
	for from, how := range b.related[o] {
		if _, ok := distance[from]; !ok && o.gate == nil && o.training == nil && how <= primaryLong && b.alike(from, o) {
			distance[from] = int(how)
		}
	}
	var list []*occupation
	for from := range distance {
		if b.otherProfession(from, o) || from.annual()*mostLeap < o.annual() && !b.buildsOn(o, from) {
			continue
		}
		if from.annual() < o.annual() && soonest[from.slug] < soonest[o.slug] {
			list = append(list, from)
		}
	}
	slices.SortFunc(list, func(x, y *occupation) int {
		return cmp.Or(cmp.Compare(distance[x], distance[y]), -cmp.Compare(x.annual(), y.annual()), cmp.Compare(x.code, y.code))
	})
	return list[:min(len(list), mostLeading)]
}

// alike tells whether o is of the same kind as from, and asks for no school that has nothing to do with that of from.
func (b *builder) alike(from, o *occupation) bool {
	return b.buildsOn(o, from) || (from.sameKind(o) || b.shareProgram(from, o)) && b.schooled(from, o)
}

// schooled tells whether o asks for no program in certain fields, or some program that leads to from is in one of them. Who
// would have to begin another school has no usual move before them.
func (b *builder) schooled(from, o *occupation) bool {
	asked, fields := false, map[string]bool{}
	for _, l := range levels(o.education) {
		asked = asked || len(l.Fields) > 0
		for _, f := range l.Fields {
			fields[fieldCIP(f)] = true
		}
	}
	return !asked || slices.ContainsFunc(b.programsOf[from.code], func(cip string) bool { return fields[cip] || fields[b.unit(cip, o.entry.level())] })
}

// otherProfession tells whether o is a profession that working on as from does not lead to: one whose license is built upon
// another that from lacks; for those without a license one with a doctorate, for others any but by promotion.
func (b *builder) otherProfession(from, o *occupation) bool {
	switch {
	case len(o.licenses) == 0, b.buildsOn(o, from):
		return false
	case len(b.licensesBefore(o, false)) > 0:
		return true
	case len(from.licenses) == 0:
		return o.entry == doctoral
	}
	return !b.promotion[o][from]
}

// buildsOn tells whether o has a license of from, and no graduate degree of its own beside it, or one that builds upon it.
func (b *builder) buildsOn(o, from *occupation) bool {
	common := func(licenses []string) bool {
		return slices.ContainsFunc(licenses, func(l string) bool { return slices.Contains(from.licenses, l) })
	}
	return common(o.licenses) && (o.entry < masters || b.schooled(from, o)) || common(b.licensesBefore(o, true))
}

// licensesBefore are the credentials that routes to the licenses of o ask for, and on demand those that routes to the
// programs ask for which the licenses name.
func (b *builder) licensesBefore(o *occupation, programs bool) []string {
	var found []string
	visit := func(part *formula) {
		if part.Credential.text != "" {
			found = append(found, part.Credential.text)
		}
		for _, cip := range texts(part.Fields) {
			for _, r := range b.facts.programs[program{part.Level.text, cip}].fact.Routes {
				r.Requires.walk(func(within *formula) {
					if programs && within.Credential.text != "" {
						found = append(found, within.Credential.text)
					}
				})
			}
		}
	}
	for _, c := range b.facts.credentials {
		if slices.Contains(o.licenses, c.fact.ID.text) {
			for _, r := range c.fact.Routes {
				r.Requires.walk(visit)
			}
		}
	}
	return found
}

const unreachable = math.MaxInt / 4

// soonest bounds from below after how many months with a high-school diploma each career is open: everything that stands
// beside each other is taken to be had at the same time.
func (b *builder) soonest() map[string]int {
	at := map[string]int{} // by id of a career or a credential; ids of the two never agree here
	for _, c := range b.careers {
		at[c.ID] = unreachable
	}
	for _, c := range b.credentials {
		at[c.ID] = unreachable
	}
	at[diploma] = 0
	for changed := true; changed; {
		changed = false
		lower := func(id string, months int) {
			if months < at[id] {
				at[id], changed = months, true
			}
		}
		for _, c := range b.credentials {
			for _, r := range c.Routes {
				lower(c.ID, b.after(r.Requires, at)+r.Months.Typical)
			}
		}
		for _, c := range b.careers {
			lower(c.ID, b.after(c.Requires, at))
		}
	}
	return at
}

// after is the month from which the requirement may hold.
func (b *builder) after(r requirement, at map[string]int) int {
	best := unreachable
	switch r := r.(type) {
	case nil:
		return 0
	case *allOf:
		best = 0
		for _, part := range r.All {
			best = max(best, b.after(part, at))
		}
	case *anyOf:
		for _, part := range r.Any {
			best = min(best, b.after(part, at))
		}
	case *held:
		best = at[r.Credential]
	case *levelOf:
		for _, c := range b.credentials {
			if rank(c.Level) >= rank(r.Level) && (len(r.Fields) == 0 || slices.Contains(r.Fields, c.Field)) {
				best = min(best, at[c.ID])
			}
		}
	case *worked:
		for _, id := range r.Experience.In {
			best = min(best, at[id]+r.Experience.Months)
		}
	}
	return min(best, unreachable)
}
