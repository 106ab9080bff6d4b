package importer

import (
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// assumed is the source of what is the editors' judgement.
const assumed = "assumed"

// require puts together what each career asks for: education, experience, training and licenses.
func (b *builder) require() {
	b.license()
	b.careerOf = map[*occupation]*career{}
	b.traineeOf = map[*occupation]*career{}
	for _, o := range b.all {
		c := &career{ID: o.slug, Name: o.Title, SOC: o.code, Wage: o.wage}
		b.careerOf[o] = c
		b.careers = append(b.careers, c)
		if !o.planned() {
			c.Requires, c.RequiresSource = never(), assumed
			c.Notes = append(c.Notes, note{Text: "No requirement is published for this group, so no plan leads to it.", Source: b.sources.onet})
			continue
		}
		parts := []requirement{b.gateRequirement(o)}
		if !b.impliedByLicense(o) {
			parts = append([]requirement{o.education}, parts...)
		}
		if o.training != nil {
			t := b.trainee(o, both(parts...))
			b.traineeOf[o] = t
			b.careers = append(b.careers, t)
			parts = append(parts, &worked{experience{o.training.months, []string{t.ID}}})
		}
		for _, id := range o.licenses {
			parts = append(parts, &held{id})
		}
		c.Requires = both(parts...)
		c.RequiresSource = b.requiresSource(o)
	}
	for _, c := range b.careers {
		b.rename(c.Requires)
	}
}

// requiresSource says where the whole requirement comes from: whatever is more than a published level is a guess.
func (b *builder) requiresSource(o *occupation) string {
	switch {
	case o.overridden, o.gate != nil, o.training != nil, len(o.licenses) > 0, o.projection == nil, o.entry == someCollege:
		return assumed
	case o.raised:
		return b.sources.onet
	}
	return b.sources.projections
}

func (b *builder) gateRequirement(o *occupation) requirement {
	if o.gate == nil {
		return nil
	}
	ids := b.trainees(o.gate.trainees)
	for _, from := range o.gate.in {
		ids = append(ids, from.slug)
	}
	return &worked{experience{o.gate.months, ids}}
}

// rename replaces the codes of careers, and patterns of codes, by ids.
func (b *builder) rename(r requirement) {
	each(r, func(part requirement) {
		w, ok := part.(*worked)
		if !ok {
			return
		}
		ids := map[string]bool{}
		for _, text := range w.Experience.In {
			code, trainee := strings.CutPrefix(text, "trainee ")
			begin, open := strings.CutSuffix(code, "*")
			if code == "" || code[0] < '0' || code[0] > '9' {
				ids[text] = true // an id already
				continue
			}
			for _, o := range b.planned {
				if o.code != code && (!open || !strings.HasPrefix(o.code, begin)) {
					continue
				}
				switch {
				case !trainee:
					ids[o.slug] = true
				case o.training != nil:
					ids[o.traineeID()] = true
				}
			}
		}
		w.Experience.In = sorted(ids)
	})
}

// license gives each occupation the licenses that the overlay lists for it.
func (b *builder) license() {
	licensed := 0
	for _, c := range b.facts.credentials {
		for _, o := range b.occupations(c.layer, c.fact.Careers) {
			o.licenses = append(o.licenses, c.fact.ID.text)
		}
	}
	for _, o := range b.planned {
		if len(o.licenses) > 0 {
			licensed++
		}
	}
	b.doubtLicenses()
	b.report.count("licenses and other credentials of the overlay", len(b.facts.credentials), 0)
	b.report.count("careers that need one", licensed, 0)
}

// doubtLicenses warns of licenses that ask for a higher level than the career itself does: one of the two is wrong, or the
// overlay's pattern of codes takes in too much.
func (b *builder) doubtLicenses() {
	for _, p := range b.facts.credentials {
		least := lowestLevel(p.fact)
		for _, o := range b.occupations(p.layer, p.fact.Careers) {
			if least > rank(o.entry.level()) {
				b.report.warn("licenses that ask for a higher degree than the career", "%s: %s", p.fact.ID.text, o.name())
			}
		}
	}
}

// lowestLevel is the lowest level that some route to the credential begins with.
func lowestLevel(f credentialFact) catalog.Level {
	lowest := catalog.LevelDoctoral
	for _, r := range f.Routes {
		lowest = min(lowest, levelAsked(r.Requires))
	}
	return lowest
}

// levelAsked is the level that a requirement asks for at least.
func levelAsked(f *formula) catalog.Level {
	if f == nil {
		return catalog.LevelNone
	}
	level := rank(f.Level.text)
	for i := range f.All {
		level = max(level, levelAsked(&f.All[i]))
	}
	if len(f.Any) > 0 {
		least := catalog.LevelDoctoral
		for i := range f.Any {
			least = min(least, levelAsked(&f.Any[i]))
		}
		level = max(level, least)
	}
	return level
}

// impliedByLicense tells whether some license of the occupation asks for its education already, in fields that lie within
// it. Then the career's own clause goes, or any program with a similar name would open the career.
func (b *builder) impliedByLicense(o *occupation) bool {
	if o.training != nil || o.education == nil {
		return false
	}
	mine := map[string]bool{}
	for _, l := range levels(o.education) {
		for _, f := range l.Fields {
			mine[fieldCIP(f)] = true
		}
	}
	var implies func(f *formula) bool
	credentials := b.facts.credentials
	byLicense := func(id string) bool {
		i := slices.IndexFunc(credentials, func(c placed[credentialFact]) bool { return c.fact.ID.text == id })
		return i >= 0 && len(credentials[i].fact.Routes) > 0 &&
			!slices.ContainsFunc(credentials[i].fact.Routes, func(r routeFact) bool { return r.Requires == nil || !implies(r.Requires) })
	}
	implies = func(f *formula) bool {
		within := len(f.Fields) > 0 && !slices.ContainsFunc(f.Fields, func(w word) bool { return len(mine) > 0 && !mine[w.text] })
		switch {
		case f.Level.text != "":
			return within && rank(f.Level.text) >= rank(o.entry.level())
		case f.All != nil:
			return slices.ContainsFunc(f.All, func(part formula) bool { return implies(&part) })
		case f.Any != nil:
			return len(f.Any) > 0 && !slices.ContainsFunc(f.Any, func(part formula) bool { return !implies(&part) })
		}
		return f.Credential.text != "" && byLicense(f.Credential.text)
	}
	return slices.ContainsFunc(o.licenses, byLicense)
}
