package catalog

// This file is the format: every key of every kind of entry, how its value is read and what of it is meaning. The
// requirement language is in formula.go, the JSON Schema of the same in catalog.schema.json.

// format is the version of the format that is read.
const format = 1

var infoKeys = []key[Info]{
	{name: "format", read: func(r *reader, v value, _ *Info) { r.version(v) }},
	keyOf("id", func(i *Info) *string { return &i.ID }, (*reader).id, (*encoder).text),
	keyOf("title", func(i *Info) *string { return &i.Title }, (*reader).word, (*encoder).text),
	keyOf("version", func(i *Info) *string { return &i.Version }, (*reader).word, (*encoder).text),
	keyOf("currency", func(i *Info) *string { return &i.Currency }, (*reader).word, (*encoder).text),
	keyOf("overlay", func(i *Info) *bool { return &i.Overlay }, (*reader).yes, (*encoder).yes),
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
		keyOf("name", func(x *T) *string { return &entry(x).Name }, (*reader).word, (*encoder).text),
		keyOf("aliases", func(x *T) *[]string { return &entry(x).Aliases }, (*reader).texts, (*encoder).texts),
		keyOf("description", func(x *T) *Text { return &entry(x).Description }, (*reader).text, encodeText),
		keyOf("notes", func(x *T) *[]Note { return &entry(x).Notes }, (*reader).notes, (*encoder).notes),
	}, more...)
}

var sourceKeys = []key[Source]{
	{name: "id", read: func(*reader, value, *Source) {}},
	keyOf("title", func(s *Source) *string { return &s.Title }, (*reader).word, (*encoder).text),
	{name: "name", read: func(r *reader, v value, s *Source) { s.Title = r.word(v) }, copy: func(to, from *Source) { to.Title = from.Title }},
	keyOf("publisher", func(s *Source) *Text { return &s.Publisher }, (*reader).text, encodeText),
	keyOf("url", func(s *Source) *Text { return &s.URL }, (*reader).text, encodeText),
	keyOf("license", func(s *Source) *Text { return &s.License }, (*reader).text, encodeText),
	keyOf("year", func(s *Source) **int { return &s.Year }, (*reader).optional, (*encoder).optional),
	keyOf("aliases", func(s *Source) *[]string { return &s.Aliases }, (*reader).texts, (*encoder).texts),
	keyOf("description", func(s *Source) *Text { return &s.Description }, (*reader).text, encodeText),
	keyOf("notes", func(s *Source) *[]Note { return &s.Notes }, (*reader).notes, (*encoder).notes),
}

var fieldKeys = entryKeys(func(f *Field) *Entry { return &f.Entry },
	keyOf("cip", func(f *Field) *Text { return &f.CIP }, (*reader).text, encodeText))

var concentrationKeys = entryKeys(func(c *Concentration) *Entry { return &c.Entry },
	keyOf("leadsTo", func(c *Concentration) *[]Node { return &c.LeadsTo }, (*reader).outcomes, encodeRefs[Node]))

var skillKeys = entryKeys(func(s *Skill) *Entry { return &s.Entry })

var industryKeys = entryKeys(func(i *Industry) *Entry { return &i.Entry },
	keyOf("naics", func(i *Industry) *Text { return &i.NAICS }, (*reader).text, encodeText),
	keyOf("wage", func(i *Industry) **Wage { return &i.Wage }, (*reader).wage, (*encoder).wage))

var organizationKeys = entryKeys(func(o *Organization) *Entry { return &o.Entry },
	keyOf("url", func(o *Organization) *Text { return &o.URL }, (*reader).text, encodeText),
	keyOf("offers", func(o *Organization) *[]string { return &o.Offers }, (*reader).texts, (*encoder).texts))

var credentialKeys = entryKeys(func(c *Credential) *Entry { return &c.Entry },
	keyOf("kind", func(c *Credential) *Kind { return &c.Kind }, oneOf("kind", Kinds()), encodeWord[Kind]),
	keyOf("level", func(c *Credential) *Level { return &c.Level }, oneOf("level", Levels()), encodeWord[Level]),
	keyOf("field", func(c *Credential) **Field { return &c.Field }, ref(fieldsOf), encodeRef[*Field]),
	keyOf("awardedBy", func(c *Credential) **Organization { return &c.AwardedBy }, ref(organizationsOf), encodeRef[*Organization]),
	keyOf("concentrations", func(c *Credential) *[]*Concentration { return &c.Concentrations }, refs(concentrationsOf), encodeRefs[*Concentration]),
	keyOf("teaches", func(c *Credential) *[]*Skill { return &c.Teaches }, refs(skillsOf), encodeRefs[*Skill]),
	keyOf("routes", func(c *Credential) *[]*Route { return &c.Routes }, (*reader).routes, (*encoder).routes))

var routeKeys = []key[Route]{
	keyOf("requires", func(x *Route) *Requirement { return &x.Requires }, (*reader).requirement, (*encoder).requirement),
	keyOf("months", func(x *Route) *Range { return &x.Months }, (*reader).figure, (*encoder).figure),
	keyOf("partTimeMonths", func(x *Route) **Range { return &x.PartTimeMonths }, (*reader).optionalFigure, (*encoder).optionalFigure),
	keyOf("cost", func(x *Route) *Range { return &x.Cost }, (*reader).figure, (*encoder).figure),
	keyOf("source", func(x *Route) **Source { return &x.Source }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("year", func(x *Route) **int { return &x.Year }, (*reader).optional, (*encoder).optional),
}

var careerKeys = entryKeys(func(c *Career) *Entry { return &c.Entry },
	keyOf("soc", func(c *Career) *Text { return &c.SOC }, (*reader).text, encodeText),
	keyOf("wage", func(c *Career) **Wage { return &c.Wage }, (*reader).wage, (*encoder).wage),
	keyOf("growth", func(c *Career) **Growth { return &c.Growth }, (*reader).growth, (*encoder).growth),
	keyOf("requires", func(c *Career) *Requirement { return &c.Requires }, (*reader).requirement, (*encoder).requirement),
	keyOf("requiresSource", func(c *Career) **Source { return &c.RequiresSource }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("recommends", func(c *Career) *[]*Credential { return &c.Recommends }, refs(credentialsOf), encodeRefs[*Credential]),
	keyOf("skills", func(c *Career) *[]CareerSkill { return &c.Skills }, (*reader).careerSkills, (*encoder).careerSkills),
	keyOf("industries", func(c *Career) *[]CareerIndustry { return &c.Industries }, (*reader).careerIndustries, (*encoder).careerIndustries),
	keyOf("leadsTo", func(c *Career) *[]*Career { return &c.LeadsTo }, refs(careersOf), encodeRefs[*Career]),
	keyOf("traineeFor", func(c *Career) **Career { return &c.TraineeFor }, ref(careersOf), encodeRef[*Career]))

var figureKeys = []key[Range]{
	keyOf("min", func(x *Range) *int { return &x.Min }, (*reader).number, (*encoder).number),
	keyOf("typical", func(x *Range) *int { return &x.Typical }, (*reader).number, (*encoder).number),
	keyOf("max", func(x *Range) *int { return &x.Max }, (*reader).number, (*encoder).number),
	keyOf("source", func(x *Range) **Source { return &x.Source }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("year", func(x *Range) **int { return &x.Year }, (*reader).optional, (*encoder).optional),
}

var wageKeys = []key[Wage]{
	keyOf("annual", func(w *Wage) *int { return &w.Annual }, (*reader).number, (*encoder).number),
	keyOf("p10", func(w *Wage) **int { return &w.P10 }, (*reader).optional, (*encoder).optional),
	keyOf("p25", func(w *Wage) **int { return &w.P25 }, (*reader).optional, (*encoder).optional),
	keyOf("p75", func(w *Wage) **int { return &w.P75 }, (*reader).optional, (*encoder).optional),
	keyOf("p90", func(w *Wage) **int { return &w.P90 }, (*reader).optional, (*encoder).optional),
	keyOf("source", func(w *Wage) **Source { return &w.Source }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("year", func(w *Wage) **int { return &w.Year }, (*reader).optional, (*encoder).optional),
}

var growthKeys = []key[Growth]{
	keyOf("percent", func(g *Growth) *float64 { return &g.Percent }, (*reader).decimal, (*encoder).decimal),
	keyOf("from", func(g *Growth) *int { return &g.From }, (*reader).number, (*encoder).number),
	keyOf("to", func(g *Growth) *int { return &g.To }, (*reader).number, (*encoder).number),
	keyOf("source", func(g *Growth) **Source { return &g.Source }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("year", func(g *Growth) **int { return &g.Year }, (*reader).optional, (*encoder).optional),
}

var noteKeys = []key[Note]{
	keyOf("text", func(n *Note) *string { return &n.Text }, (*reader).word, (*encoder).text),
	keyOf("source", func(n *Note) **Source { return &n.Source }, ref(sourcesOf), encodeRef[*Source]),
	keyOf("year", func(n *Note) **int { return &n.Year }, (*reader).optional, (*encoder).optional),
}

var careerSkillKeys = []key[CareerSkill]{
	keyOf("skill", func(s *CareerSkill) **Skill { return &s.Skill }, ref(skillsOf), encodeRef[*Skill]),
	keyOf("importance", func(s *CareerSkill) **int { return &s.Importance }, (*reader).importance, (*encoder).optional),
}

var careerIndustryKeys = []key[CareerIndustry]{
	keyOf("industry", func(i *CareerIndustry) **Industry { return &i.Industry }, ref(industriesOf), encodeRef[*Industry]),
	keyOf("employment", func(i *CareerIndustry) **int { return &i.Employment }, (*reader).optional, (*encoder).optional),
	keyOf("wage", func(i *CareerIndustry) **Wage { return &i.Wage }, (*reader).wage, (*encoder).wage),
}
