package importer

import (
	"cmp"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// standing is what is held and open at once by someone with a high-school diploma, or with what was added.
type standing struct {
	credentials map[*catalog.Credential]bool
}

func (s standing) meets(r catalog.Requirement) bool {
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.AllOf:
		return !slices.ContainsFunc(r.Of, func(x catalog.Requirement) bool { return !s.meets(x) })
	case *catalog.AnyOf:
		return slices.ContainsFunc(r.Of, s.meets)
	case *catalog.CredentialRequirement:
		return s.credentials[r.Credential]
	case *catalog.LevelRequirement:
		for c := range s.credentials {
			if c.Level >= r.Level && (len(r.Fields) == 0 || slices.Contains(r.Fields, c.Field)) {
				return true
			}
		}
		return false
	}
	return false // experience, which nobody has yet
}

func graduate12(t *testing.T, c *catalog.Catalog) standing {
	t.Helper()
	d, ok := c.Credential(diploma)
	if !ok {
		t.Fatal("there is no high-school diploma")
	}
	return standing{map[*catalog.Credential]bool{d: true}}
}

// TestNothingRegulatedIsOpenAtOnce: no career with a license, an apprenticeship, a residency or long training is open to
// someone who has a high-school diploma and nothing else, nor is any that BLS says to need a certificate or a degree.
func TestNothingRegulatedIsOpenAtOnce(t *testing.T) {
	w := national(t)
	start := graduate12(t, w.catalog)
	trained := map[*catalog.Career]bool{}
	for _, c := range w.catalog.Careers {
		if c.TraineeFor != nil {
			trained[c.TraineeFor] = true
		}
	}
	open, licensed := 0, 0
	for _, c := range w.catalog.Careers {
		if c.TraineeFor != nil {
			continue
		}
		license := slices.ContainsFunc(leaves(c.Requires), func(r catalog.Requirement) bool {
			x, ok := r.(*catalog.CredentialRequirement)
			return ok && x.Credential.Kind == catalog.KindLicense
		})
		if license {
			licensed++
		}
		if !start.meets(c.Requires) {
			continue
		}
		open++
		if trained[c] || license {
			t.Errorf("%s is open with a high-school diploma", c.Slug)
		}
	}
	if licensed < 90 || len(trained) != 98 {
		t.Errorf("%d licensed careers and %d with a trainee's; want at least 90 and 98", licensed, len(trained))
	}
	if open < 280 || open > 330 {
		t.Errorf("%d careers are open with a high-school diploma; about 316 of them ask for no more", open)
	}
}

// TestProfessionsNeedTheirDoctorate: nobody practices medicine, dentistry, pharmacy, law and the like without the degree.
func TestProfessionsNeedTheirDoctorate(t *testing.T) {
	w := national(t)
	everything := standing{map[*catalog.Credential]bool{}}
	for _, c := range w.catalog.Credentials {
		if c.Level < catalog.LevelDoctoral {
			everything.credentials[c] = true
		}
	}
	for changed := true; changed; { // licenses, and experience taken as had
		changed = false
		for _, c := range w.catalog.Credentials {
			if c.Level == catalog.LevelNone && !everything.earns(c) {
				if everything.credentials[c] {
					delete(everything.credentials, c)
					changed = true
				}
			}
		}
	}
	seen := 0
	for _, c := range w.catalog.Careers {
		soc := string(c.SOC)
		profession := slices.ContainsFunc([]string{
			"29-101", "29-102", "29-104", "29-105", "29-108", "29-1123", "29-1131", "29-1151", "29-1181", "29-121", "29-122", "29-124", "29-1299.01", "23-1011", "23-1012", "23-1021", "23-1023",
		}, func(p string) bool { return len(soc) >= len(p) && soc[:len(p)] == p })
		if !profession || isNever(w.catalog, c.ID()) {
			continue
		}
		seen++
		if everything.withExperience(c.Requires) {
			t.Errorf("%s (%s) is open without a doctorate", c.Slug, soc)
		}
	}
	if seen < 50 {
		t.Errorf("only %d careers of the professions were found", seen)
	}
}

// earns tells whether some route to the credential is open, experience taken as had.
func (s standing) earns(c *catalog.Credential) bool {
	return slices.ContainsFunc(c.Routes, func(r *catalog.Route) bool { return s.withExperience(r.Requires) })
}

// withExperience is meets with all experience taken as had.
func (s standing) withExperience(r catalog.Requirement) bool {
	switch r := r.(type) {
	case *catalog.ExperienceRequirement:
		return true
	case *catalog.AllOf:
		return !slices.ContainsFunc(r.Of, func(x catalog.Requirement) bool { return !s.withExperience(x) })
	case *catalog.AnyOf:
		return slices.ContainsFunc(r.Of, s.withExperience)
	}
	return s.meets(r)
}

// leaves are the parts of a requirement that have no parts.
func leaves(r catalog.Requirement) []catalog.Requirement {
	if r == nil {
		return nil
	}
	parts := catalog.Parts(r)
	if len(parts) == 0 {
		return []catalog.Requirement{r}
	}
	var all []catalog.Requirement
	for _, part := range parts {
		all = append(all, leaves(part)...)
	}
	return all
}

// TestNoArbitrage: no program of the overlay is the fastest or the cheapest way to a level, where a level is all that is asked
// for. Certificates and doctorates, whose lengths differ by a factor of ten, are never asked for without their field.
func TestNoArbitrage(t *testing.T) {
	w := national(t)
	asked := map[catalog.Level]bool{}
	for _, c := range w.catalog.Careers {
		asksLevels(asked, c.Requires)
	}
	for _, c := range w.catalog.Credentials {
		for _, r := range c.Routes {
			asksLevels(asked, r.Requires)
		}
	}
	for _, l := range []catalog.Level{catalog.LevelPostsecondaryCertificate, catalog.LevelDoctoral} {
		if asked[l] {
			t.Errorf("something asks for a %s in any field", l.Name())
		}
	}
	special := map[string]bool{}
	for _, l := range mustOverlay(t).layers {
		for _, p := range l.Programs {
			special[program{p.Level.text, p.Field.text}.id()] = true
		}
		for _, c := range l.Credentials {
			special[c.ID.text] = true
		}
	}
	for i, figure := range []func(*catalog.Route) int{
		func(r *catalog.Route) int { return r.Months.Typical },
		func(r *catalog.Route) int { return r.Cost.Typical },
		func(r *catalog.Route) int {
			if r.PartTimeMonths != nil {
				return r.PartTimeMonths.Typical
			}
			return unreachable // not beside a job
		},
	} {
		least := leastOf(w.catalog, figure, i != 1)
		for l := range asked {
			best, general := unreachable, unreachable
			for _, c := range w.catalog.Credentials {
				if c.Level < l || l == catalog.LevelHighSchool {
					continue
				}
				best = min(best, least[c])
				if !special[c.Slug] {
					general = min(general, least[c])
				}
			}
			if best < general {
				t.Errorf("a special program leads to a %s with %d instead of %d", l.Name(), best, general)
			}
		}
	}
}

func mustOverlay(t *testing.T) *Overlay {
	t.Helper()
	o, err := ReadOverlay()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// asksLevels notes the levels that are asked for without a field.
func asksLevels(asked map[catalog.Level]bool, r catalog.Requirement) {
	for _, leaf := range leaves(r) {
		if l, ok := leaf.(*catalog.LevelRequirement); ok && len(l.Fields) == 0 {
			asked[l.Level] = true
		}
	}
}

// leastOf is about what each credential takes from a high-school diploma on: of the parts of a requirement the greatest, with the
// months of experience beside it where months are counted.
func leastOf(c *catalog.Catalog, figure func(*catalog.Route) int, months bool) map[*catalog.Credential]int {
	least := map[*catalog.Credential]int{}
	for _, x := range c.Credentials {
		least[x] = unreachable
		if x.Slug == diploma {
			least[x] = 0
		}
	}
	for changed := true; changed; {
		changed = false
		for _, x := range c.Credentials {
			for _, r := range x.Routes {
				if n := need(c, r.Requires, least, months) + figure(r); n < least[x] {
					least[x], changed = n, true
				}
			}
		}
	}
	return least
}

func need(c *catalog.Catalog, r catalog.Requirement, least map[*catalog.Credential]int, months bool) int {
	switch r := r.(type) {
	case nil:
		return 0
	case *catalog.ExperienceRequirement:
		if months {
			return r.Months
		}
		return 0
	case *catalog.CredentialRequirement:
		return least[r.Credential]
	case *catalog.LevelRequirement:
		best := unreachable
		for _, x := range c.Credentials {
			if x.Level >= r.Level && (len(r.Fields) == 0 || slices.Contains(r.Fields, x.Field)) {
				best = min(best, least[x])
			}
		}
		return best
	case *catalog.AnyOf:
		best := unreachable
		for _, x := range r.Of {
			best = min(best, need(c, x, least, months))
		}
		return best
	}
	most, worked := 0, 0 // what two parts ask for is had once, so they are not added up
	for _, x := range catalog.Parts(r) {
		if _, ok := x.(*catalog.ExperienceRequirement); ok {
			worked = max(worked, need(c, x, least, months))
		} else {
			most = max(most, need(c, x, least, months))
		}
	}
	return most + worked
}

// TestReachable: at least 900 careers can be reached from a high-school diploma; the rest are those without a Job Zone.
func TestReachable(t *testing.T) {
	w := national(t)
	reached := 0 // TestNationalLoads holds that the loader finds no other career out of reach
	for _, c := range w.catalog.Careers {
		switch {
		case c.TraineeFor != nil:
		case isNever(w.catalog, c.ID()):
			if len(c.Notes) == 0 {
				t.Errorf("%s is no target and does not say why", c.Slug)
			}
		default:
			reached++
		}
	}
	if reached < 900 {
		t.Errorf("%d careers can be reached; want at least 900", reached)
	}
}

// TestNoCareerAsksForItself: experience leads upward, so the careers that a career asks for never pay far more.
func TestNoCareerAsksForItself(t *testing.T) {
	w := national(t)
	for _, c := range w.catalog.Careers {
		for _, leaf := range leaves(c.Requires) {
			x, ok := leaf.(*catalog.ExperienceRequirement)
			if !ok {
				continue
			}
			if slices.Contains(x.In, c) {
				t.Errorf("%s asks for experience in itself", c.Slug)
			}
			cheapest := slices.MinFunc(x.In, func(a, b *catalog.Career) int { return cmp.Compare(annual(a), annual(b)) })
			if annual(c) > 0 && annual(cheapest) > 2*annual(c) {
				t.Errorf("%s ($%d) asks for experience in careers from $%d on", c.Slug, annual(c), annual(cheapest))
			}
		}
	}
}

func annual(c *catalog.Career) int {
	if c.Wage == nil {
		return 0
	}
	return c.Wage.Annual
}
