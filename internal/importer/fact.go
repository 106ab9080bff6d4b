package importer

import (
	"slices"
	"strings"
)

// facts are the overlay's layers merged and resolved: what was written last of a thing holds.
type facts struct {
	bindings    []string // beginnings of O*NET-SOC codes
	regulated   []string // beginnings of CIP codes
	resident    int      // a resident's wage, dollars a year
	education   map[*occupation]placed[*formula]
	training    map[*occupation]placed[trainingFact]
	experience  map[*occupation]placed[experienceFact]
	recommends  map[*occupation][]program
	programs    map[program]placed[programFact]
	credentials []placed[credentialFact]
	prices      map[string]int
}

// placed is a fact and the layer it stands in.
type placed[T any] struct {
	fact  T
	layer *layer
}

// resolve merges the overlay's layers and looks up the codes in them.
func (b *builder) resolve() {
	b.facts = facts{
		education: map[*occupation]placed[*formula]{}, training: map[*occupation]placed[trainingFact]{},
		experience: map[*occupation]placed[experienceFact]{}, recommends: map[*occupation][]program{},
		programs: map[program]placed[programFact]{}, prices: map[string]int{},
	}
	f := &b.facts
	for _, l := range b.Overlay.layers {
		for _, x := range l.Crosswalk {
			for _, o := range b.occupations(l, x.Careers) {
				b.programsOf[o.code] = append(b.programsOf[o.code], texts(x.Fields)...)
			}
		}
		for _, x := range l.Fields {
			b.programTitle[x.Field.text] = x.Name
		}
		f.regulated = append(f.regulated, prefixes(l.Regulated)...)
		f.bindings = append(f.bindings, prefixes(l.Binding)...)
		if l.Resident > 0 {
			f.resident = l.Resident
		}
		for name, dollars := range l.Prices {
			f.prices[name] = dollars
		}
		b.resolveCareers(l)
		for _, x := range l.Programs {
			b.known(l, x.Field)
			f.programs[program{x.Level.text, x.Field.text}] = placed[programFact]{x, l}
		}
		for _, x := range l.Credentials {
			f.credentials = slices.DeleteFunc(f.credentials, func(p placed[credentialFact]) bool { return p.fact.ID.text == x.ID.text })
			f.credentials = append(f.credentials, placed[credentialFact]{x, l})
			b.occupations(l, x.Careers)
			b.known(l, x.Field)
		}
	}
	b.checkReferences()
}

// resolveCareers takes in what a layer says of careers.
func (b *builder) resolveCareers(l *layer) {
	f := &b.facts
	for _, x := range l.Education {
		for _, o := range b.occupations(l, x.Careers) {
			f.education[o] = placed[*formula]{&x.Requires, l}
		}
	}
	for _, x := range l.Training {
		for _, o := range b.occupations(l, x.Careers) {
			f.training[o] = placed[trainingFact]{x, l}
		}
	}
	for _, x := range l.Experience {
		for _, o := range b.occupations(l, x.Careers) {
			f.experience[o] = placed[experienceFact]{x, l}
		}
	}
	for _, x := range l.Recommends {
		for _, o := range b.occupations(l, x.Careers) {
			for _, w := range x.Fields {
				b.known(l, w)
				f.recommends[o] = append(f.recommends[o], program{x.Level.text, w.text})
			}
		}
	}
}

// checkReferences looks up the credentials that the overlay's requirements name.
func (b *builder) checkReferences() {
	ids := map[string]bool{diploma: true}
	for _, c := range b.facts.credentials {
		ids[c.fact.ID.text] = true
	}
	for p := range b.facts.programs {
		ids[p.id()] = true
	}
	check := func(l *layer, f *formula) {
		f.walk(func(part *formula) {
			if c := part.Credential; c.text != "" && !ids[c.text] {
				b.mistakes = append(b.mistakes, l.at(c, "the credential %q is not among the overlay's credentials and programs; "+
					"require other programs by level and fields", c.text))
			}
			for _, w := range part.Fields {
				b.known(l, w)
			}
			if part.Experience != nil {
				b.occupations(l, part.Experience.In)
			}
		})
	}
	for _, l := range b.Overlay.layers {
		for _, x := range l.Education {
			check(l, &x.Requires)
		}
		for _, x := range l.Programs {
			for _, r := range x.Routes {
				check(l, r.Requires)
			}
		}
		for _, x := range l.Credentials {
			for _, r := range x.Routes {
				check(l, r.Requires)
			}
		}
	}
}

func (f *formula) walk(visit func(*formula)) {
	if f == nil {
		return
	}
	visit(f)
	for _, parts := range [][]formula{f.All, f.Any} {
		for i := range parts {
			parts[i].walk(visit)
		}
	}
}

// occupations are the planned occupations that these words name, by code, each once; trainees' jobs are named by theirs.
func (b *builder) occupations(l *layer, words []word) []*occupation {
	var found []*occupation
	for _, w := range words {
		code, _ := strings.CutPrefix(w.text, "trainee ")
		begin, open := strings.CutSuffix(code, "*")
		n := len(found)
		for _, o := range b.planned {
			if o.code == code || open && strings.HasPrefix(o.code, begin) {
				found = append(found, o)
			}
		}
		if len(found) == n {
			b.mistake(l, w, "no occupation of O*NET with a Job Zone has the code %q: correct it or remove it", w.text)
		}
	}
	slices.SortFunc(found, func(x, y *occupation) int { return strings.Compare(x.code, y.code) })
	return slices.Compact(found)
}

// known reports a CIP code that is not in the classification.
func (b *builder) known(l *layer, w word) {
	if w.text != "" && b.programTitle[w.text] == "" {
		b.mistake(l, w, "no program has the CIP code %q: correct it, or name it under fields", w.text)
	}
}

func texts(words []word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.text
	}
	return all
}

// prefixes are words such as "29-*" without the star.
func prefixes(words []word) []string {
	all := texts(words)
	for i := range all {
		all[i] = strings.TrimSuffix(all[i], "*")
	}
	return all
}
