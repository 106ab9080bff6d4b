package importer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"careerlattice/internal/bls"
	"careerlattice/internal/onet"
)

const (
	mostAliases   = 12
	mostSkills    = 10
	mostKnowledge = 5
	important     = 3 // of O*NET's importance from 1 to 5: what is less is left out
)

// describe adds what plans do not need: other names, growth, skills, industries and what must be known of the wage.
func (b *builder) describe() {
	uses := map[string]int{} // how many occupations have this title
	for _, o := range b.all {
		for _, title := range o.AlternateTitles {
			uses[strings.ToLower(title)]++
		}
	}
	sectors := b.sectorRows()
	var skilled, inSectors join
	for _, o := range b.all {
		c := b.careerOf[o]
		c.Aliases = aliases(o, uses)
		c.Growth = b.growthOf(o)
		c.Skills = b.skillsOf(o)
		skilled.count(o, len(o.Skills) > 0)
		rows, _, _ := rowOf(sectors, o.soc)
		inSectors.count(o, len(rows) > 0)
		c.Industries = b.industriesOf(rows)
		c.Notes = append(c.Notes, b.boundNotes(o, rows)...)
		for _, p := range o.recommends {
			c.Recommends = append(c.Recommends, p.id())
		}
		if o.wage != nil && (o.wageSOC != o.soc || !strings.HasSuffix(o.code, ".00") || b.siblings(o) > 1) {
			c.Notes = append(c.Notes, note{
				Text: fmt.Sprintf("The wage is that of SOC code %s, which covers more than this career.", o.wageSOC), Source: o.wage.Source,
			})
		}
	}
	b.report.join("skills and knowledge", skilled, 879, 879)
	if b.Sectors != nil {
		b.report.join("OEWS by sector", inSectors, 996, 922)
	}
}

// siblings is how many occupations have the same SOC code.
func (b *builder) siblings(o *occupation) int {
	n := 0
	for _, x := range b.all {
		if x.soc == o.soc {
			n++
		}
	}
	return n
}

// aliases are the titles that workers report, then those alternate titles that mean no other occupation, the shortest first:
// there are up to a hundred, and people search by the plain ones.
func aliases(o *occupation, uses map[string]int) []string {
	var found []string
	seen := map[string]bool{strings.ToLower(o.Title): true}
	add := func(title string) {
		title, _, _ = strings.Cut(title, " (") // an abbreviation follows
		if key := strings.ToLower(title); !seen[key] && len(found) < mostAliases {
			seen[key] = true
			found = append(found, title)
		}
	}
	for _, title := range o.ReportedTitles {
		add(title)
	}
	rest := slices.DeleteFunc(slices.Clone(o.AlternateTitles), func(t string) bool { return uses[strings.ToLower(t)] > 1 })
	slices.SortFunc(rest, func(x, y string) int { return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y)) })
	for _, title := range rest {
		add(title)
	}
	slices.Sort(found)
	return found
}

func (b *builder) growthOf(o *occupation) *growth {
	if o.projection == nil || !o.projection.ChangePercent.Known {
		return nil
	}
	percent := math.Round(o.projection.ChangePercent.Value*10) / 10
	return &growth{percent, b.Projections.BaseYear, b.Projections.TargetYear, b.sources.projections}
}

// skillsOf are the most important skills and areas of knowledge.
func (b *builder) skillsOf(o *occupation) []careerSkill {
	var list []careerSkill
	for _, r := range most(o.Skills, mostSkills) {
		list = append(list, careerSkill{skillID(r), percent(r)})
	}
	for _, r := range most(o.Knowledge, mostKnowledge) {
		list = append(list, careerSkill{knowledgeID(r), percent(r)})
	}
	slices.SortFunc(list, func(x, y careerSkill) int { return cmp.Compare(x.Skill, y.Skill) })
	return list
}

func skillID(r onet.Rating) string { return "onet-" + slug(r.Name) }

func knowledgeID(r onet.Rating) string { return "onet-knowledge-" + slug(r.Name) }

// percent is an importance of 1 to 5 as one of 0 to 100.
func percent(r onet.Rating) int { return int(math.Round((r.Importance.Value - 1) / 4 * 100)) }

// most are the n most important ratings that may be relied on.
func most(ratings []onet.Rating, n int) []onet.Rating {
	list := slices.DeleteFunc(slices.Clone(ratings), func(r onet.Rating) bool {
		return r.Suppress || !r.Importance.Known || r.Importance.Value < important
	})
	slices.SortStableFunc(list, func(x, y onet.Rating) int {
		return cmp.Or(-cmp.Compare(x.Importance.Value, y.Importance.Value), cmp.Compare(x.Element, y.Element))
	})
	return list[:min(len(list), n)]
}

// skills are the skills that any career names, by id.
func (b *builder) skills() []entry {
	names := map[string]string{}
	for _, o := range b.all {
		for _, r := range o.Skills {
			names[skillID(r)] = r.Name
		}
		for _, r := range o.Knowledge {
			names[knowledgeID(r)] = "Knowledge of " + r.Name // some areas are called as a skill is
		}
	}
	var list []entry
	for _, id := range sorted(keysOf(names)) {
		list = append(list, entry{id, names[id]})
	}
	return list
}

func keysOf[T any](m map[string]T) map[string]bool {
	keys := map[string]bool{}
	for key := range m {
		keys[key] = true
	}
	return keys
}

// sectorRows are the wages by sector, by SOC code.
func (b *builder) sectorRows() map[string][]bls.Wage {
	rows := map[string][]bls.Wage{}
	if b.Sectors == nil {
		return rows
	}
	count := 0
	for _, row := range b.Sectors.Rows {
		if row.Group == bls.Detailed {
			rows[row.Code] = append(rows[row.Code], row)
			count++
		}
	}
	b.report.count("wages by occupation and sector", count, 8579)
	return rows
}

// boundNotes say which wages are lower bounds alone, the career's own or in sectors: the highest are published so.
func (b *builder) boundNotes(o *occupation, rows []bls.Wage) []note {
	var notes []note
	if o.wageBound && o.wage != nil {
		notes = append(notes, note{Text: "The wage is published as a lower bound: the median is as much or more.", Source: o.wage.Source})
	}
	var sectors []string
	for _, row := range rows {
		if isBound(row) {
			sectors = append(sectors, row.SectorTitle)
		}
	}
	if len(sectors) > 0 {
		slices.Sort(sectors)
		notes = append(notes, note{Text: "The wage is published as a lower bound in " + strings.Join(sectors, "; ") + ".", Source: b.sources.sectors})
	}
	return notes
}

func sectorID(row bls.Wage) string { return "naics-" + row.Sector }

func (b *builder) industriesOf(rows []bls.Wage) []careerIndustry {
	var list []careerIndustry
	for _, row := range rows {
		x := careerIndustry{Industry: sectorID(row), Wage: b.oewsWage(row, b.sources.sectors, b.Sectors.Year)}
		if row.Employment.Known {
			x.Employment = int(math.Round(row.Employment.Value))
		}
		list = append(list, x)
	}
	slices.SortFunc(list, func(x, y careerIndustry) int { return cmp.Compare(x.Industry, y.Industry) })
	return list
}

// industries are the sectors, each with the wage of all its workers.
func (b *builder) industries() []industry {
	if b.Sectors == nil {
		return nil
	}
	found := map[string]industry{}
	for _, row := range b.Sectors.Rows {
		id := sectorID(row)
		x, ok := found[id]
		if !ok {
			x = industry{ID: id, Name: row.SectorTitle, NAICS: row.Sector}
		}
		if row.Group == "total" {
			x.Wage = b.oewsWage(row, b.sources.sectors, b.Sectors.Year)
		}
		found[id] = x
	}
	var list []industry
	for _, id := range sorted(keysOf(found)) {
		list = append(list, found[id])
	}
	return list
}
