package importer

import (
	"fmt"
	"strings"

	"careerlattice/internal/onet"
)

// citations are the ids of the sources that figures name; empty where a file is not given.
type citations struct {
	list                         []source
	onet, skills                 string
	wages, sectors, projections  string
	handbook, crosswalk          string
	institutions, programs       string
	institutionYear, programYear int
	skillsYear, sectorsYear      int
}

const (
	bureau       = "U.S. Bureau of Labor Statistics"
	publicDomain = "public domain"
	onetNotice   = "This product includes information from the O*NET %s Database by the U.S. Department of Labor, Employment and Training " +
		"Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. This information has been " +
		"modified. USDOL/ETA has not approved, endorsed, or tested these modifications."
)

// cite lists the sources, each with its vintage in its id, so that catalogs of two vintages never disagree.
func (b *builder) cite() {
	s := &b.sources
	add := func(x source) string {
		s.list = append(s.list, x)
		return x.ID
	}
	add(source{ID: assumed, Title: "Editorial assumption"})
	release := func(key onet.Key) string {
		r := b.Occupations.Tables[key].Release
		id := "onet-" + r.Version
		for _, x := range s.list {
			if x.ID == id {
				return id
			}
		}
		return add(source{
			ID: id, Title: fmt.Sprintf("O*NET %s Database, %s %d", r.Version, r.Month, r.Year),
			Publisher: "U.S. Department of Labor, Employment and Training Administration", URL: "https://www.onetcenter.org/database.html",
			License: "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/", Year: r.Year, Description: fmt.Sprintf(onetNotice, r.Version),
		})
	}
	s.onet = release(onet.Occupations)
	if t, ok := b.Occupations.Tables[onet.Skills]; ok {
		s.skills, s.skillsYear = release(onet.Skills), t.Release.Year
	}
	bls := func(id, title, page string, year int) string {
		return add(source{ID: id, Title: title, Publisher: bureau, URL: "https://www.bls.gov/" + page + "/", License: publicDomain, Year: year})
	}
	w := b.Wages
	s.wages = bls(fmt.Sprintf("bls-oews-%d", w.Year), fmt.Sprintf("Occupational Employment and Wage Statistics, %s %d", w.Month, w.Year), "oes", w.Year)
	if x := b.Sectors; x != nil {
		s.sectorsYear = x.Year
		s.sectors = bls(fmt.Sprintf("bls-oews-sectors-%d", x.Year),
			fmt.Sprintf("Occupational Employment and Wage Statistics by sector, %s %d", x.Month, x.Year), "oes", x.Year)
	}
	p := b.Projections
	s.projections = bls(fmt.Sprintf("bls-ep-%d", p.BaseYear),
		fmt.Sprintf("Employment Projections %d–%02d", p.BaseYear, p.TargetYear%100), "emp", p.BaseYear)
	if h := b.Handbook; h != nil {
		s.handbook = bls(fmt.Sprintf("bls-ooh-%d", h.Modified), fmt.Sprintf("Occupational Outlook Handbook, pages of %d", h.Modified), "ooh", h.Modified)
	}
	b.citeEducation(add)
}

// citeEducation lists the sources of the National Center for Education Statistics.
func (b *builder) citeEducation(add func(source) string) {
	s := &b.sources
	nces := func(id, title, url string, year int) string {
		return add(source{ID: id, Title: title, Publisher: "National Center for Education Statistics", URL: url, License: publicDomain, Year: year})
	}
	s.crosswalk = nces(fmt.Sprintf("nces-cip-%d", b.Crosswalk.CIPYear),
		fmt.Sprintf("CIP %d and its crosswalk to the SOC %d", b.Crosswalk.CIPYear, b.Crosswalk.SOCYear), "https://nces.ed.gov/ipeds/cipcode/", b.Crosswalk.CIPYear)
	if p := b.Prices; p != nil {
		const ipeds = "https://nces.ed.gov/ipeds/"
		s.institutionYear, s.programYear = firstYear(p.AcademicYear), firstYear(p.ProgramYear)
		s.institutions = nces(fmt.Sprintf("ipeds-%d", s.institutionYear),
			"Integrated Postsecondary Education Data System, charges by academic year "+dashed(p.AcademicYear), ipeds, s.institutionYear)
		s.programs = nces(fmt.Sprintf("ipeds-programs-%d", s.programYear),
			"Integrated Postsecondary Education Data System, charges by program "+dashed(p.ProgramYear), ipeds, s.programYear)
	}
}

// firstYear is 2022 of "2022-23"; 0 where there is none.
func firstYear(span string) int {
	year := 0
	_, _ = fmt.Sscanf(span, "%d", &year) // what is no year stays 0
	return year
}

func dashed(span string) string { return strings.ReplaceAll(span, "-", "–") }
