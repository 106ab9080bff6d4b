package importer

import "slices"

// prune drops the fields in which nothing is offered from requirements, and lets a career that asks for less than a bachelor's
// accept the degrees of the same 4-digit group, which are told apart by four digits alone.
func (b *builder) prune() {
	highest := map[string]string{} // the highest level offered in a field
	for _, c := range b.credentials {
		if c.Field != "" && rank(c.Level) > rank(highest[c.Field]) {
			highest[c.Field] = c.Level
		}
	}
	mend := func(r requirement, degrees bool) {
		for _, l := range levels(r) {
			if len(l.Fields) == 0 {
				continue
			}
			kept := map[string]bool{}
			for _, f := range l.Fields {
				if rank(highest[f]) >= rank(l.Level) {
					kept[f] = true
				}
				if group := fieldID(fieldCIP(f)[:5]); degrees && rank(l.Level) < rank("bachelors") && rank(highest[group]) >= rank("bachelors") {
					kept[group] = true
				}
			}
			if len(kept) > 0 {
				l.Fields = sorted(kept)
			}
		}
	}
	for _, c := range b.credentials {
		for _, r := range c.Routes {
			mend(r.Requires, false)
		}
	}
	for _, c := range b.careers {
		mend(c.Requires, true)
	}
	offered := map[string]bool{}
	for _, c := range b.credentials {
		offered[c.ID] = true
	}
	for _, o := range b.planned {
		o.recommends = slices.DeleteFunc(o.recommends, func(p program) bool { return !offered[p.id()] })
	}
}
