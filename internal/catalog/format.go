package catalog

// This file is the format: every key of every kind of entry, how its value is read and what of it is meaning. The
// requirement language is in formula.go, the JSON Schema of the same in catalog.schema.json.

// format is the version of the format that is read.
const format = 1

var infoKeys = []key[Info]{
	{name: "format", read: func(r *reader, v value, _ *Info) { r.version(v) }},
	keyOf("id", func(i *Info) *string { return &i.ID }, idCodec),
	keyOf("title", func(i *Info) *string { return &i.Title }, wordCodec),
	keyOf("version", func(i *Info) *string { return &i.Version }, wordCodec),
	keyOf("currency", func(i *Info) *string { return &i.Currency }, wordCodec),
	keyOf("overlay", func(i *Info) *bool { return &i.Overlay }, yesCodec),
}

func (r *reader) version(v value) {
	if n := r.number(v); n != format && n != 0 || v.node.Value == "0" {
		r.fail(v.place(), v.node.Value, "format %s is not known; this program reads format %d", clip(v.node.Value), format)
	}
}

// entryKeys are the keys that every node of a catalog may have.
func entryKeys[T any](entry func(*T) *Entry, more ...key[T]) []key[T] {
	return append([]key[T]{
		{name: "id", read: func(*reader, value, *T) {}},
		keyOf("name", func(x *T) *string { return &entry(x).Name }, wordCodec),
		keyOf("aliases", func(x *T) *[]string { return &entry(x).Aliases }, textsCodec),
		keyOf("description", func(x *T) *Text { return &entry(x).Description }, textCodec),
		keyOf("notes", func(x *T) *[]Note { return &entry(x).Notes }, notesCodec),
	}, more...)
}

var sourceKeys = []key[Source]{
	{name: "id", read: func(*reader, value, *Source) {}},
	keyOf("title", func(s *Source) *string { return &s.Title }, wordCodec),
	{name: "name", read: func(r *reader, v value, s *Source) { s.Title = r.word(v) }, copy: func(to, from *Source) { to.Title = from.Title }},
	keyOf("publisher", func(s *Source) *Text { return &s.Publisher }, textCodec),
	keyOf("url", func(s *Source) *Text { return &s.URL }, textCodec),
	keyOf("license", func(s *Source) *Text { return &s.License }, textCodec),
	keyOf("year", func(s *Source) **int { return &s.Year }, optionalCodec),
	keyOf("aliases", func(s *Source) *[]string { return &s.Aliases }, textsCodec),
	keyOf("description", func(s *Source) *Text { return &s.Description }, textCodec),
	keyOf("notes", func(s *Source) *[]Note { return &s.Notes }, notesCodec),
}

var fieldKeys = entryKeys(func(f *Field) *Entry { return &f.Entry },
	keyOf("cip", func(f *Field) *Text { return &f.CIP }, textCodec))

var concentrationKeys = entryKeys(func(c *Concentration) *Entry { return &c.Entry },
	keyOf("leadsTo", func(c *Concentration) *[]Node { return &c.LeadsTo }, outcomesCodec))

var skillKeys = entryKeys(func(s *Skill) *Entry { return &s.Entry })

var industryKeys = entryKeys(func(i *Industry) *Entry { return &i.Entry },
	keyOf("naics", func(i *Industry) *Text { return &i.NAICS }, textCodec),
	keyOf("wage", func(i *Industry) **Wage { return &i.Wage }, wageCodec))

var organizationKeys = entryKeys(func(o *Organization) *Entry { return &o.Entry },
	keyOf("url", func(o *Organization) *Text { return &o.URL }, textCodec),
	keyOf("offers", func(o *Organization) *[]string { return &o.Offers }, textsCodec))

var credentialKeys = entryKeys(func(c *Credential) *Entry { return &c.Entry },
	keyOf("kind", func(c *Credential) *Kind { return &c.Kind }, oneOf("kind", Kinds())),
	keyOf("level", func(c *Credential) *Level { return &c.Level }, oneOf("level", Levels())),
	keyOf("field", func(c *Credential) **Field { return &c.Field }, ref(fieldsOf)),
	keyOf("awardedBy", func(c *Credential) **Organization { return &c.AwardedBy }, ref(organizationsOf)),
	keyOf("concentrations", func(c *Credential) *[]*Concentration { return &c.Concentrations }, refs(concentrationsOf)),
	keyOf("teaches", func(c *Credential) *[]*Skill { return &c.Teaches }, refs(skillsOf)),
	keyOf("routes", func(c *Credential) *[]*Route { return &c.Routes }, routesCodec))

var routeKeys = []key[Route]{
	keyOf("requires", func(x *Route) *Requirement { return &x.Requires }, requirementCodec),
	keyOf("months", func(x *Route) *Range { return &x.Months }, figureCodec),
	keyOf("partTimeMonths", func(x *Route) **Range { return &x.PartTimeMonths }, optionalFigureCodec),
	keyOf("cost", func(x *Route) *Range { return &x.Cost }, figureCodec),
	keyOf("source", func(x *Route) **Source { return &x.Source }, ref(sourcesOf)),
	keyOf("year", func(x *Route) **int { return &x.Year }, optionalCodec),
}

var careerKeys = entryKeys(func(c *Career) *Entry { return &c.Entry },
	keyOf("soc", func(c *Career) *Text { return &c.SOC }, textCodec),
	keyOf("wage", func(c *Career) **Wage { return &c.Wage }, wageCodec),
	keyOf("growth", func(c *Career) **Growth { return &c.Growth }, growthCodec),
	keyOf("requires", func(c *Career) *Requirement { return &c.Requires }, requirementCodec),
	keyOf("requiresSource", func(c *Career) **Source { return &c.RequiresSource }, ref(sourcesOf)),
	keyOf("recommends", func(c *Career) *[]*Credential { return &c.Recommends }, refs(credentialsOf)),
	keyOf("skills", func(c *Career) *[]CareerSkill { return &c.Skills }, careerSkillsCodec),
	keyOf("industries", func(c *Career) *[]CareerIndustry { return &c.Industries }, careerIndustriesCodec),
	keyOf("leadsTo", func(c *Career) *[]*Career { return &c.LeadsTo }, refs(careersOf)),
	keyOf("traineeFor", func(c *Career) **Career { return &c.TraineeFor }, ref(careersOf)))

var figureKeys = []key[Range]{
	keyOf("min", func(x *Range) *int { return &x.Min }, numberCodec),
	keyOf("typical", func(x *Range) *int { return &x.Typical }, numberCodec),
	keyOf("max", func(x *Range) *int { return &x.Max }, numberCodec),
	keyOf("source", func(x *Range) **Source { return &x.Source }, ref(sourcesOf)),
	keyOf("year", func(x *Range) **int { return &x.Year }, optionalCodec),
}

var wageKeys = []key[Wage]{
	keyOf("annual", func(w *Wage) *int { return &w.Annual }, numberCodec),
	keyOf("p10", func(w *Wage) **int { return &w.P10 }, optionalCodec),
	keyOf("p25", func(w *Wage) **int { return &w.P25 }, optionalCodec),
	keyOf("p75", func(w *Wage) **int { return &w.P75 }, optionalCodec),
	keyOf("p90", func(w *Wage) **int { return &w.P90 }, optionalCodec),
	keyOf("source", func(w *Wage) **Source { return &w.Source }, ref(sourcesOf)),
	keyOf("year", func(w *Wage) **int { return &w.Year }, optionalCodec),
}

var growthKeys = []key[Growth]{
	keyOf("percent", func(g *Growth) *float64 { return &g.Percent }, decimalCodec),
	keyOf("from", func(g *Growth) *int { return &g.From }, numberCodec),
	keyOf("to", func(g *Growth) *int { return &g.To }, numberCodec),
	keyOf("source", func(g *Growth) **Source { return &g.Source }, ref(sourcesOf)),
	keyOf("year", func(g *Growth) **int { return &g.Year }, optionalCodec),
}

var noteKeys = []key[Note]{
	keyOf("text", func(n *Note) *string { return &n.Text }, wordCodec),
	keyOf("source", func(n *Note) **Source { return &n.Source }, ref(sourcesOf)),
	keyOf("year", func(n *Note) **int { return &n.Year }, optionalCodec),
}

var careerSkillKeys = []key[CareerSkill]{
	keyOf("skill", func(s *CareerSkill) **Skill { return &s.Skill }, ref(skillsOf)),
	keyOf("importance", func(s *CareerSkill) **int { return &s.Importance }, importanceCodec),
}

var careerIndustryKeys = []key[CareerIndustry]{
	keyOf("industry", func(i *CareerIndustry) **Industry { return &i.Industry }, ref(industriesOf)),
	keyOf("employment", func(i *CareerIndustry) **int { return &i.Employment }, optionalCodec),
	keyOf("wage", func(i *CareerIndustry) **Wage { return &i.Wage }, wageCodec),
}
