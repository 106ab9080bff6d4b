package importer

import (
	"cmp"
	"math"
	"slices"
)

// mostLeading is how many careers are named as leading to one by their similarity.
const mostLeading = 8

// lead names the usual next moves: promotions of the handbook, and closely related careers of the same minor group or program
// that pay more and are reached later, but for careers that one is trained for on the job. Those whose experience a career asks for lead to it in any case.
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

// leading are the careers that lead to o by promotion or similarity, the nearest alone where there are many.
func (b *builder) leading(o *occupation, soonest map[string]int) []*occupation {
	distance := map[*occupation]int{}
	for from := range b.promotion[o] {
		distance[from] = -1
	}
	for from, how := range b.related[o] {
		if _, ok := distance[from]; !ok && o.training == nil && how <= primaryLong && (from.code[:4] == o.code[:4] || b.shareProgram(from, o)) {
			distance[from] = int(how)
		}
	}
	var list []*occupation
	for from := range distance {
		if b.otherProfession(from, o) {
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

// otherProfession tells whether both are licensed, and the license of o neither is that of from nor builds on it, or o is a
// profession with a doctorate of its own: a pharmacist does not become a physician by working on, nor a nurse a dental hygienist.
func (b *builder) otherProfession(from, o *occupation) bool {
	if len(o.licenses) == 0 || b.promotion[o][from] {
		return false
	}
	if len(from.licenses) == 0 {
		return o.entry == doctoral
	}
	for _, c := range b.facts.credentials {
		if !slices.Contains(o.licenses, c.fact.ID.text) {
			continue
		}
		builds := slices.Contains(from.licenses, c.fact.ID.text)
		for _, r := range c.fact.Routes {
			r.Requires.walk(func(part *formula) { builds = builds || slices.Contains(from.licenses, part.Credential.text) })
		}
		if builds {
			return false
		}
	}
	return true
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
