package importer

import (
	"cmp"
	"fmt"
	"slices"
)

// document puts the lists into one catalog, each ordered by id.
func (b *builder) document() *Document {
	r := b.Occupations.Tables["occupations"].Release
	d := &Document{
		Catalog: block{
			Format: 1, ID: "national", Title: "Careers of the United States",
			Version: fmt.Sprintf("O*NET %s, wages of %d", r.Version, b.Wages.Year), Currency: "USD",
		},
		Sources: b.sources.list, Skills: b.skills(), Industries: b.industries(), Credentials: b.credentials, Careers: b.careers,
	}
	slices.SortFunc(d.Sources, func(x, y source) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(d.Credentials, func(x, y credential) int { return cmp.Compare(x.ID, y.ID) })
	slices.SortFunc(d.Careers, func(x, y *career) int { return cmp.Or(cmp.Compare(x.SOC, y.SOC), cmp.Compare(x.ID, y.ID)) })
	used := map[string]bool{}
	for _, c := range d.Credentials {
		if c.Field != "" {
			used[c.Field] = true
		}
		for _, r := range c.Routes {
			useFields(used, r.Requires)
		}
	}
	for _, c := range d.Careers {
		useFields(used, c.Requires)
	}
	for _, id := range sorted(used) {
		x := field{ID: id, Name: b.title(fieldCIP(id))}
		if cip := fieldCIP(id); fieldPattern.MatchString(cip) && len(cip) <= 7 {
			x.CIP = cip
		}
		d.Fields = append(d.Fields, x)
	}
	return d
}

func useFields(used map[string]bool, r requirement) {
	for _, l := range levels(r) {
		for _, f := range l.Fields {
			used[f] = true
		}
	}
}

// summarize counts what was made.
func (b *builder) summarize(d *Document) {
	counts := map[string]int{}
	for _, c := range d.Credentials {
		counts[cmp.Or(c.Level, c.Kind)]++
		counts["routes"] += len(c.Routes)
	}
	trainees, planned, arcs := 0, len(b.planned), 0
	for _, c := range d.Careers {
		if c.TraineeFor != "" {
			trainees++
		}
		each(c.Requires, func(part requirement) {
			if w, ok := part.(*worked); ok {
				arcs += len(w.Experience.In)
			}
		})
	}
	b.report.count("careers", planned, 923)
	b.report.count("careers that are no target, for want of a Job Zone", len(b.all)-planned, 93)
	b.report.count("trainees' careers", trainees, 98)
	b.report.count("credentials", len(d.Credentials), 1390)
	b.report.count("routes", counts["routes"], 2977)
	for _, l := range byCount(counts) {
		if l != "routes" {
			b.report.count("  "+l, counts[l], 0)
		}
	}
	b.report.count("pairs of a career and experience it asks for", arcs, 1637)
	b.report.count("fields of study", len(d.Fields), 803)
}
