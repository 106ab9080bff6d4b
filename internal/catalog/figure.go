package catalog

// Note says what no figure says.
type Note struct {
	Text   string
	Source *Source
	// Year is of which year it is said.
	Year *int
}

// Source is where a figure comes from.
type Source struct {
	Index       int
	Slug        string
	Title       string
	Publisher   Text
	URL         Text
	License     Text
	Year        *int
	Aliases     []string
	Description Text
	Notes       []Note
}

// ID is the resource name, such as "sources/bls-oews".
func (s *Source) ID() string { return string(Sources) + "/" + s.Slug }

// Assumed tells whether the source is the editors' own judgement.
func (s *Source) Assumed() bool { return s.Slug == "assumed" }

// Range is a figure with its spread, in whole months or whole dollars. Planning counts with Typical.
type Range struct {
	Min, Typical, Max int
	Source            *Source
	Year              *int
}

// Wage is what a career or an industry pays, in dollars a year. Percentiles are nil where they are not known.
type Wage struct {
	Annual             int
	P10, P25, P75, P90 *int
	Source             *Source
	Year               *int
}

// Growth is a projected change of employment in percent, between two years.
type Growth struct {
	Percent  float64
	From, To int
	Source   *Source
	Year     *int
}
