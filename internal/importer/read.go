package importer

import (
	"fmt"

	"careerlattice/internal/onet"
	"careerlattice/internal/table"
)

// files lists what was read, and the doubts the readers had.
func (b *builder) files() {
	add := func(publisher, vintage string, o table.Origin) {
		if o.File != "" {
			b.report.Files = append(b.report.Files, FileLine{publisher, o.File, vintage, o.Rows})
		}
	}
	doubts := func(all table.Problems) {
		for _, p := range all {
			b.report.warn("doubts about the files", "%v", p)
		}
	}
	for _, key := range onet.Keys() {
		t := b.Occupations.Tables[key]
		for _, o := range t.Origins {
			add("O*NET", fmt.Sprintf("%s, %s %d", t.Release.Version, t.Release.Month, t.Release.Year), o)
		}
	}
	doubts(b.Occupations.Warnings)
	add("BLS", fmt.Sprintf("%s %d", b.Wages.Month, b.Wages.Year), b.Wages.Origin)
	if s := b.Sectors; s != nil {
		add("BLS", fmt.Sprintf("%s %d", s.Month, s.Year), s.Origin)
	}
	p := b.Projections
	for _, o := range []table.Origin{p.Outlook, p.Attainment, p.Skills} {
		add("BLS", fmt.Sprintf("%d–%d", p.BaseYear, p.TargetYear), o)
	}
	doubts(p.Warnings)
	if h := b.Handbook; h != nil {
		add("BLS", fmt.Sprint(h.Modified), h.PagesOrigin)
		add("BLS", fmt.Sprint(h.Modified), h.LinksOrigin)
	}
	add("NCES", fmt.Sprintf("CIP %d, SOC %d", b.Crosswalk.CIPYear, b.Crosswalk.SOCYear), b.Crosswalk.Origin)
	if t := b.Titles; t != nil {
		add("NCES", fmt.Sprint(t.Year), t.Origin)
	}
	if p := b.Prices; p != nil {
		add("NCES", p.ProgramYear, p.ProgramOrigin)
		add("NCES", p.AcademicYear, p.YearOrigin)
		add("NCES", fmt.Sprint(p.DirectoryYear), p.DirectoryOrigin)
	}
}
