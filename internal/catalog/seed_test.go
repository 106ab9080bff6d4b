package catalog_test

import (
	"errors"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// Every name and figure of the founding document stands in the built-in catalog, and the figures with their source.

// called finds the entries of a list that have this name or alias, in whatever case.
func called[N catalog.Node](all []N, name string) []N {
	return slices.DeleteFunc(slices.Clone(all), func(n N) bool {
		e := catalog.EntryOf(n)
		return !strings.EqualFold(e.Name, name) &&
			!slices.ContainsFunc(e.Aliases, func(a string) bool { return strings.EqualFold(a, name) })
	})
}

func onlyOne[N catalog.Node](t *testing.T, all []N, name string) N {
	t.Helper()
	found := called(all, name)
	if len(found) != 1 {
		t.Fatalf("%d entries are called %q; want one", len(found), name)
	}
	return found[0]
}

func TestSeedNames(t *testing.T) {
	c := builtin(t)
	for _, name := range []string{
		"Medical Records or Health Informatics Technician", "health information technicians",
		"medical records and health information technician", "Information Clerk", "Medical Assistant", "health technician",
		"Medical and Health Services Manager", "healthcare executives", "Computer and Information Systems Managers",
		"computer and information systems manager", "IT managers", "Clinical Informatics Specialist",
		"Pharmacy Informatics Coordinator", "Clinical Nurse Leader", "IT Consultant", "Information Systems Manager", "IS managers",
		"Chief Medical Officer", "CMO", "Professor of Health Informatics", "Senior Research Scientist", "nurse informaticist",
		"informatics nurses", "informatics director", "computer systems analyst", "computer systems analysts", "medical records specialist",
		"registered nurse", "medical doctor",
	} {
		onlyOne(t, c.Careers, name)
	}
	for _, name := range []string{
		"Associate Degree in Health Informatics", "Bachelor's Degree in Health Informatics", "Master's Degree in Health Informatics",
		"Doctoral Degree in Health Informatics", "Health Informatics Graduate Certificates", "certified tumor registrar",
		"registered health information administrator", "certified health informatics systems professional",
		"PAHCOM Management Certificate", "PAHCOM Leadership Certificate", "licensure as a registered nurse", "Informatics Nursing Certification",
	} {
		onlyOne(t, c.Credentials, name)
	}
	for _, name := range []string{
		"communication", "analytics", "leadership", "integrity", "technical skills", "coding", "system management",
		"electronic health record systems", "data analytics", "healthcare technology", "laws and regulations", "medical records",
		"understanding diagnoses", "technical terminology", "medical data software", "classification systems", "computer science",
		"healthcare management", "problem solving", "motivating staff", "training new hires", "professional responsibility",
		"pharmaceutical laws", "database management", "business", "health information",
	} {
		onlyOne(t, c.Skills, name)
	}
	for _, name := range []string{
		"General Medical and Surgical Hospitals", "Medical and Diagnostic Laboratories", "Offices of Physicians",
		"Pharmaceutical and Medicine Manufacturing", "Outpatient Care Centers", "state hospitals", "local hospitals", "private hospitals",
	} {
		onlyOne(t, c.Industries, name)
	}
	for name, offers := range map[string][]string{
		"Health Career Web":                                         {"job-board"},
		"American Academy of Professional Coders":                   {"education", "job-board", "networking"},
		"The American Society of Health Informatics Managers":       {"certification"},
		"Association for Healthcare Documentation Integrity":        {"job-board", "certification", "networking", "chapters"},
		"Association for Healthcare Administrative Professionals":   {"networking", "job-board", "webinars", "education"},
		"Business School Alliance for Health Management":            {"networking", "career-advice"},
		"American Nurses Credentialing Center":                      {"certification", "education", "networking"},
		"Professional Association of Health Care Office Management": {"certification"},
		"Bureau of Labor Statistics":                                {"statistics"},
		"PayScale":                                                  {"statistics"},
	} {
		o := onlyOne(t, c.Organizations, name)
		for _, offer := range offers {
			if !slices.Contains(o.Offers, offer) {
				t.Errorf("%s does not offer %s", o.ID(), offer)
			}
		}
	}
}

func TestSeedConcentrations(t *testing.T) {
	c := builtin(t)
	for name, leadsTo := range map[string][]string{
		"Management":     {"careers/medical-and-health-services-manager", "careers/informatics-director"},
		"Administration": {"credentials/rhia"},
		"Analytics":      {"careers/medical-records-or-health-informatics-technician", "careers/health-data-analyst"},
	} {
		x := onlyOne(t, c.Concentrations, name)
		for _, id := range leadsTo {
			if !slices.ContainsFunc(x.LeadsTo, func(n catalog.Node) bool { return n.ID() == id }) {
				t.Errorf("%s does not lead to %s", x.ID(), id)
			}
		}
		for _, slug := range []string{"bs-health-informatics", "ms-health-informatics", "phd-health-informatics"} {
			degree, _ := c.Credential(slug)
			if !slices.Contains(x.OfferedIn, degree) {
				t.Errorf("%s is not offered in %s", x.ID(), slug)
			}
		}
	}
}

func TestSeedFigures(t *testing.T) {
	c := builtin(t)
	wage := func(what string, w *catalog.Wage, annual int) {
		t.Helper()
		if w == nil || w.Annual != annual || w.Source == nil || w.Source.Slug != "seed" {
			t.Errorf("%s: the wage is %+v; want %d of the seed", what, w, annual)
		}
	}
	for slug, annual := range map[string]int{
		"medical-records-or-health-informatics-technician": 40350, "information-clerk": 34520, "medical-assistant": 33610,
		"medical-and-health-services-manager": 99730, "computer-and-information-systems-manager": 142530,
		"clinical-informatics-specialist": 76818, "pharmacy-informatics-coordinator": 79922, "clinical-nurse-leader": 77958,
		"it-consultant": 78042, "information-systems-manager": 82798, "chief-medical-officer": 293120,
		"professor-of-health-informatics": 86826, "senior-research-scientist": 100371,
	} {
		x, ok := c.Career(slug)
		if !ok {
			t.Fatalf("there is no career %q", slug)
		}
		wage(slug, x.Wage, annual)
	}
	for name, annual := range map[string]int{
		"General Medical and Surgical Hospitals": 122460, "Medical and Diagnostic Laboratories": 121390, "Offices of Physicians": 122460,
		"Pharmaceutical and Medicine Manufacturing": 221290, "Outpatient Care Centers": 105590,
	} {
		wage(name, onlyOne(t, c.Industries, name).Wage, annual)
	}
	technician, _ := c.Career("medical-records-or-health-informatics-technician")
	if g := technician.Growth; g == nil || g.Percent != 13 || g.From != 2016 || g.To != 2026 || g.Source.Slug != "seed" {
		t.Errorf("technician: the growth is %+v; want 13 percent from 2016 to 2026, of the seed", g)
	}
	certificate, _ := c.Credential("health-informatics-graduate-certificate")
	if m := certificate.Routes[0].Months; m.Min != 8 || m.Max != 12 || m.Source.Slug != "seed" {
		t.Errorf("graduate certificate: %+v months; want 8 to 12 of the seed", m)
	}
	degree, _ := c.Credential("bs-health-informatics")
	if !slices.ContainsFunc(degree.Routes, func(r *catalog.Route) bool {
		return r.Months.Typical == 48 && r.Months.Source != nil && r.Months.Source.Slug == "seed"
	}) {
		t.Error("bachelor's degree: no route of 48 months of the seed")
	}
}

// What the founding document says of ways in, each as a person who is qualified or is not.
func TestSeedWaysIn(t *testing.T) {
	c := builtin(t)
	one := func(credentials ...string) person { return somebody(t, c, credentials...) }
	for _, test := range []struct {
		career string
		who    person
		want   bool
	}{
		// An associate degree in health informatics opens the entry-level positions, without experience.
		{"health-technician", one("as-health-informatics"), true},
		{"medical-assistant", one("as-health-informatics"), true},
		{"information-clerk", one("as-health-informatics"), true},
		{"medical-records-or-health-informatics-technician", one("as-health-informatics"), true},
		{"medical-records-or-health-informatics-technician", one("high-school-diploma"), false},
		// A bachelor's degree: technicians and systems analysts.
		{"medical-records-or-health-informatics-technician", one("bs-health-informatics"), true},
		{"computer-systems-analyst", one("bs-health-informatics"), true},
		{"computer-systems-analyst", one("as-health-informatics"), false},
		// A degree in IT, or equal experience, and a certificate.
		{"medical-records-or-health-informatics-technician", one("as-information-technology"), false},
		{"medical-records-or-health-informatics-technician", one("as-information-technology", "health-information-technology-certificate"), true},
		{"medical-records-or-health-informatics-technician", one("bs-computer-science", "health-informatics-graduate-certificate"), true},
		{"medical-records-or-health-informatics-technician", one("medical-coding-certificate").after(24, "medical-coder"), true},
		{"clinical-informatics-specialist", one("ms-information-technology"), false},
		{"clinical-informatics-specialist", one("ms-information-technology", "health-informatics-graduate-certificate"), true},
		{"clinical-informatics-specialist", one("chisp").after(60, "systems-administrator"), true},
		{"clinical-informatics-specialist", one("ms-health-informatics"), true},
		// At least five years for computer and information systems managers.
		{"computer-and-information-systems-manager", one("bs-health-informatics").after(59, "computer-systems-analyst"), false},
		{"computer-and-information-systems-manager", one("bs-health-informatics").after(60, "computer-systems-analyst"), true},
		{"computer-and-information-systems-manager", one("as-health-informatics").after(60, "computer-systems-analyst"), false},
		// A master's degree is not always required of a pharmacy informatics coordinator.
		{"pharmacy-informatics-coordinator", one("ms-health-informatics").after(12, "pharmacy-technician"), true},
		{"pharmacy-informatics-coordinator", one("bs-health-informatics").after(36, "pharmacy-technician"), true},
		{"pharmacy-informatics-coordinator", one("as-health-informatics").after(36, "pharmacy-technician"), false},
		// Nursing experience, which takes a license, and a master's degree for a clinical nurse leader.
		{"clinical-nurse-leader", one("ms-health-informatics", "registered-nurse-license").after(24, "registered-nurse"), true},
		{"clinical-nurse-leader", one("ms-health-informatics", "registered-nurse-license"), false},
		{"clinical-nurse-leader", one("ms-health-informatics").after(24, "registered-nurse"), false},
		{"clinical-nurse-leader", one("bs-health-informatics", "registered-nurse-license").after(24, "registered-nurse"), false},
		{"nurse-informaticist", one("bs-health-informatics", "registered-nurse-license").after(24, "registered-nurse"), true},
		{"nurse-informaticist", one("ms-health-informatics").after(24, "registered-nurse"), false},
		// A physician's experience, the doctoral degree in health informatics, and leadership for a chief medical officer.
		{"chief-medical-officer", one("phd-health-informatics", "physician-license").after(36, "physician").after(24, "medical-director"), true},
		{"chief-medical-officer", one("phd-health-informatics", "physician-license", "certified-physician-executive").after(60, "physician"), true},
		{"chief-medical-officer", one("phd-health-informatics", "physician-license").after(60, "physician"), false},
		{"chief-medical-officer", one("phd-health-informatics").after(60, "medical-director"), false},
		{"chief-medical-officer", one("doctor-of-medicine", "physician-license").after(60, "medical-director"), false},
		// Master's and doctoral careers.
		{"it-consultant", one("ms-health-informatics"), true},
		{"it-consultant", one("bs-health-informatics"), false},
		{"professor-of-health-informatics", one("phd-health-informatics"), true},
		{"professor-of-health-informatics", one("ms-health-informatics"), false},
		{"senior-research-scientist", one("ms-health-informatics").after(36, "research-scientist"), false},
		{"senior-research-scientist", one("phd-health-informatics").after(36, "research-scientist"), true},
	} {
		x, ok := c.Career(test.career)
		if !ok {
			t.Fatalf("there is no career %q", test.career)
		}
		if got := test.who.meets(x.Requires); got != test.want {
			t.Errorf("%s is open: %t, want %t, for %v", test.career, got, test.want, test.who)
		}
	}
	for credential, who := range map[string]person{
		"health-informatics-graduate-certificate": one("as-health-informatics"),
		"ms-health-informatics":                   one("as-health-informatics"),
		"phd-health-informatics":                  one("as-health-informatics"),
	} {
		x, _ := c.Credential(credential)
		for _, r := range x.Routes {
			if who.meets(r.Requires) {
				t.Errorf("%s can be studied without a bachelor's degree", credential)
			}
		}
	}
}

func TestSeedNotes(t *testing.T) {
	c := builtin(t)
	for id, words := range map[string]string{
		"careers/medical-records-or-health-informatics-technician": "licensed",
		"careers/medical-and-health-services-manager":              "States differ",
		"careers/clinical-informatics-specialist":                  "internship",
		"careers/nurse-informaticist":                              "registered nurse",
		"careers/computer-and-information-systems-manager":         "minor in computers",
		"careers/professor-of-health-informatics":                  "tenured",
		"concentrations/management":                                "internship",
		"skills/electronic-health-record-systems":                  "courses",
	} {
		n, ok := c.Node(id)
		if !ok {
			t.Fatalf("there is no %s", id)
		}
		if !slices.ContainsFunc(catalog.EntryOf(n).Notes, func(n catalog.Note) bool {
			return n.Source.Slug == "seed" && strings.Contains(n.Text, words)
		}) {
			t.Errorf("%s has no note of the seed that says %q", id, words)
		}
	}
}

// TestSeedDocument reads the founding document itself, where it lies beside the repository: each salary stands two paragraphs
// after the heading it belongs to.
func TestSeedDocument(t *testing.T) {
	const place = "../../../shared/seed/health-informatics.txt"
	text, err := os.ReadFile(place)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the founding document is not at %s", place)
	}
	if err != nil {
		t.Fatal(err)
	}
	c := builtin(t)
	salary := regexp.MustCompile(`^(Average Annual )?Salary: \$([0-9,]+)$`)
	var paragraphs []string
	found := 0
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		paragraphs = append(paragraphs, line)
		m := salary.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		found++
		heading := paragraphs[len(paragraphs)-3]
		annual, err := strconv.Atoi(strings.ReplaceAll(m[2], ",", ""))
		if err != nil {
			t.Fatal(err)
		}
		var w *catalog.Wage
		if m[1] == "" {
			w = onlyOne(t, c.Careers, heading).Wage
		} else {
			w = onlyOne(t, c.Industries, heading).Wage
		}
		if w == nil || w.Annual != annual || w.Source.Slug != "seed" {
			t.Errorf("%s: the wage is %+v; the document says %d", heading, w, annual)
		}
	}
	if found != 18 {
		t.Errorf("found %d salaries in the document; want 13 of careers and 5 of industries", found)
	}
}
