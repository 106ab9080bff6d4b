package importer

import (
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// TestUsualNextMoves holds leadsTo to moves that an adviser would name, and keeps out those that O*NET's similarity of work or a
// link between whole pages of the handbook suggest and nobody makes.
func TestUsualNextMoves(t *testing.T) {
	c := national(t).catalog
	for _, x := range []struct {
		from, to string
		leads    bool
	}{
		{"licensed-practical-and-licensed-vocational-nurses", "registered-nurses", true},
		{"registered-nurses", "nurse-practitioners", true},
		{"registered-nurses", "nurse-anesthetists", true},
		{"registered-nurses", "medical-and-health-services-managers", true},
		{"helpers-electricians", "electricians", true},
		{"electricians-apprentice", "electricians", true},
		{"computer-user-support-specialists", "network-and-computer-systems-administrators", true},
		{"bookkeeping-accounting-and-auditing-clerks", "accountants-and-auditors", true},
		{"occupational-therapy-assistants", "occupational-therapists", true},
		{"light-truck-drivers", "heavy-and-tractor-trailer-truck-drivers", true},
		{"registered-nurses", "dental-hygienists", false},
		{"acute-care-nurses", "dental-hygienists", false},
		{"pharmacists", "allergists-and-immunologists", false},
		{"pharmacists", "emergency-medicine-physicians", false},
		{"pharmacy-technicians", "veterinary-technologists-and-technicians", false}, // another school
		{"neurodiagnostic-technologists", "diagnostic-medical-sonographers", false},
		{"acupuncturists", "nurse-practitioners", false}, // a license built upon another
		{"licensed-practical-and-licensed-vocational-nurses", "clinical-nurse-specialists", false},
		{"air-traffic-controllers", "airline-pilots-copilots-and-flight-engineers", false},
		{"nurse-midwives", "nurse-anesthetists", false},               // a second degree of the kind
		{"bioengineers-and-biomedical-engineers", "lawyers", false},   // a profession with its own doctorate
		{"microbiologists", "business-teachers-postsecondary", false}, // a link to a page of many codes
		{"spa-managers", "medical-and-health-services-managers", false},
		{"human-resources-assistants-except-payroll-and-timekeeping", "human-resources-managers", false}, // too great a leap
	} {
		from, ok := c.Career(x.from)
		if !ok {
			t.Fatalf("the catalog has no %s", x.from)
		}
		to, ok := c.Career(x.to)
		if !ok {
			t.Fatalf("the catalog has no %s", x.to)
		}
		if slices.Contains(from.LeadsTo, to) != x.leads {
			t.Errorf("that %s lead to %s is %t", x.from, x.to, !x.leads)
		}
	}
}

// TestNoOtherLadder: what counts as experience for a career leads up to it, and so do the careers on the way to it: no
// supervisor of production comes from a nuclear reactor, and no principal by way of pile driving.
func TestNoOtherLadder(t *testing.T) {
	c := national(t).catalog
	seen := 0
	for _, x := range c.Careers {
		if !strings.HasPrefix(x.Slug, "first-line-supervisors-of-") {
			continue
		}
		seen++
		for _, leaf := range leaves(x.Requires) {
			if r, ok := leaf.(*catalog.ExperienceRequirement); ok {
				for _, from := range r.In {
					if float64(annual(from)) > dearerByOOH*float64(annual(x)) && len(r.In) > 20 {
						t.Errorf("%s ($%d) come from %s ($%d)", x.Slug, annual(x), from.Slug, annual(from))
					}
				}
			}
		}
	}
	if seen < 15 {
		t.Errorf("only %d supervisors", seen)
	}
	principal, _ := c.Career("education-administrators-kindergarten-through-secondary")
	for _, x := range onTheWay(principal) {
		if x.SOC != principal.SOC && !strings.HasPrefix(string(x.SOC), "25-") {
			t.Errorf("%s are on the way to %s", x.Slug, principal.Slug)
		}
	}
}

// onTheWay are the careers whose experience a career asks for, and those that these ask for, and so on.
func onTheWay(c *catalog.Career) []*catalog.Career {
	found := []*catalog.Career{c}
	for i := 0; i < len(found); i++ {
		for _, leaf := range leaves(found[i].Requires) {
			r, ok := leaf.(*catalog.ExperienceRequirement)
			if !ok {
				continue
			}
			for _, from := range r.In {
				if !slices.Contains(found, from) {
					found = append(found, from)
				}
			}
		}
	}
	return found
}

// TestNoDegreeAsksForWork: where a level is all that is asked for, every program of the level is on the way, and with it the
// careers that its routes ask for. So no such route asks for work.
func TestNoDegreeAsksForWork(t *testing.T) {
	c := national(t).catalog
	asked := map[catalog.Level]bool{}
	for _, x := range c.Careers {
		asksLevels(asked, x.Requires)
	}
	if !asked[catalog.LevelBachelors] || !asked[catalog.LevelMasters] {
		t.Error("no career asks for a bachelor's or a master's in any field")
	}
	for _, x := range c.Credentials {
		for _, route := range x.Routes {
			for _, leaf := range leaves(route.Requires) {
				if r, ok := leaf.(*catalog.ExperienceRequirement); ok && asked[x.Level] {
					t.Errorf("%s asks for work as %s and others", x.Slug, r.In[0].Slug)
				}
			}
		}
	}
}
