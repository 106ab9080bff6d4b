package importer

import (
	"slices"
	"strings"
)

// Families of the CIP that no career is entered by: personal awareness and recreation (32-37), military (28), high school
// diplomas (53), residencies (60, 61), which the overlay describes where they matter.
var offCareer = []string{"28", "32", "33", "34", "35", "36", "37", "53", "60", "61"}

// trades are the families without degrees of their own from the bachelor's upward: services, construction, repair and
// production.
var trades = []string{"12", "46", "47", "48"}

// apart are the families in which programs of one 4-digit group lead to different careers even as degrees: education, law
// and health.
var apart = []string{"13", "22", "51", "60"}

const (
	generalStudies = "24.0102" // the year of college without a degree
	transfer       = "24.0101" // the associate that any bachelor's continues
)

// classify joins the CIP-SOC crosswalk and names programs.
func (b *builder) classify() {
	b.programTitle = map[string]string{}
	b.programsOf = map[string][]string{}
	for _, p := range b.Crosswalk.Programs {
		b.programTitle[p.Code] = trimTitle(p.Title)
	}
	if b.Titles != nil {
		for _, p := range slices.Concat(b.Titles.Families, b.Titles.Groups, b.Titles.Programs) {
			if title := trimTitle(p.Title); title != "" {
				b.programTitle[p.Code] = title
			}
		}
	}
	bySOC, byCIP := map[string][]string{}, map[string]bool{}
	b.outcomes = map[string]int{}
	for _, p := range b.Crosswalk.Pairs {
		bySOC[p.SOC] = append(bySOC[p.SOC], p.CIP)
		byCIP[p.CIP] = true
		if !strings.HasPrefix(p.SOC, "25-1") { // a teacher's job in the field is no outcome of a degree in it
			b.outcomes[p.CIP]++
			b.outcomes[p.CIP[:5]]++
		}
	}
	var joined join
	for _, o := range b.all {
		b.programsOf[o.code] = slices.Clone(bySOC[o.soc])
		joined.count(o, len(b.programsOf[o.code]) > 0)
	}
	b.report.join("CIP programs", joined, 825, 763)
	b.report.count("CIP-SOC pairs", len(b.Crosswalk.Pairs), 5723)
	b.report.count("CIP programs with a SOC code", len(byCIP), 1948)
	b.report.count("SOC codes with a CIP program", len(bySOC), 687)
	b.nameGroups()
}

// nameGroups names 4-digit groups that have no title by their first program.
func (b *builder) nameGroups() {
	for _, p := range b.Crosswalk.Programs {
		group := p.Code[:5]
		if b.programTitle[group] == "" {
			b.programTitle[group] = strings.TrimSuffix(trimTitle(p.Title), ", General")
		}
	}
}

func trimTitle(title string) string { return strings.TrimSuffix(strings.TrimSpace(title), ".") }

// cips are the programs that lead to the occupation at its level of entry, as units of that level.
func (b *builder) cips(o *occupation) []string {
	found := map[string]bool{}
	degree := o.entry >= bachelors
	for _, cip := range b.programsOf[o.code] {
		switch family := cip[:2]; {
		case slices.Contains(offCareer, family), degree && slices.Contains(trades, family):
		case o.in("25-1") && !b.degreeCIPs[cip]:
		default:
			found[cip] = true
		}
	}
	if degree && o.in("15-1") && slices.ContainsFunc(sorted(found), func(cip string) bool { return cip[:2] == "11" }) {
		// Employers of programmers and analysts take any degree in computing.
		for cip := range b.programTitle {
			if len(cip) == 7 && cip[:2] == "11" {
				found[cip] = true
			}
		}
	}
	units := map[string]bool{}
	for cip := range found {
		units[b.unit(cip, o.entry.level())] = true
	}
	return sorted(units)
}

// unit is the program as the level tells programs apart: by six digits below the bachelor's and where the career depends
// on them, else by four.
func (b *builder) unit(cip, level string) string {
	if len(cip) < 7 || rank(level) < rank("bachelors") || slices.Contains(apart, cip[:2]) || cip[:4] == "01.8" {
		return cip
	}
	for p := range b.facts.programs {
		if p.cip == cip {
			return cip
		}
	}
	return cip[:5]
}

// need is the requirement of a level in these programs, which will be offered; in any field where there are none.
func (b *builder) need(level string, cips []string) requirement {
	units := map[string]bool{}
	for _, cip := range cips {
		unit := b.unit(cip, level)
		units[unit] = true
		b.needs[program{level, unit}] = true
	}
	r := &levelOf{Level: level}
	for _, cip := range sorted(units) {
		r.Fields = append(r.Fields, fieldID(cip))
	}
	return r
}

func fieldID(cip string) string { return "cip-" + cip }

func fieldCIP(id string) string { return strings.TrimPrefix(id, "cip-") }

func (p program) id() string { return p.level + "-" + p.cip }
