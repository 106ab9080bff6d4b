package importer

// This file holds the entries of a catalog as they are written: format 1 of docs/catalog-format.md.

// Document is a whole catalog in format 1, every list in the order in which it is written.
type Document struct {
	Catalog     block        `yaml:"catalog"`
	Sources     []source     `yaml:"sources,omitempty"`
	Fields      []field      `yaml:"fields,omitempty"`
	Skills      []entry      `yaml:"skills,omitempty"`
	Industries  []industry   `yaml:"industries,omitempty"`
	Credentials []credential `yaml:"credentials,omitempty"`
	Careers     []*career    `yaml:"careers,omitempty"`
}

type block struct {
	Format   int    `yaml:"format"`
	ID       string `yaml:"id"`
	Title    string `yaml:"title"`
	Version  string `yaml:"version"`
	Currency string `yaml:"currency"`
}

type source struct {
	ID          string `yaml:"id"`
	Title       string `yaml:"title"`
	Publisher   string `yaml:"publisher,omitempty"`
	URL         string `yaml:"url,omitempty"`
	License     string `yaml:"license,omitempty"`
	Year        int    `yaml:"year,omitempty"`
	Description string `yaml:"description,omitempty"`
}

type field struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
	CIP  string `yaml:"cip,omitempty"`
}

type entry struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
}

type industry struct {
	ID    string `yaml:"id"`
	Name  string `yaml:"name"`
	NAICS string `yaml:"naics"`
	Wage  *wage  `yaml:"wage,omitempty,flow"`
}

type credential struct {
	ID      string   `yaml:"id"`
	Kind    string   `yaml:"kind"`
	Level   string   `yaml:"level,omitempty"`
	Field   string   `yaml:"field,omitempty"`
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases,omitempty,flow"`
	Routes  []route  `yaml:"routes,omitempty"`
}

type route struct {
	Requires requirement `yaml:"requires,omitempty,flow"`
	Months   *figure     `yaml:"months,flow"`
	PartTime *figure     `yaml:"partTimeMonths,omitempty,flow"`
	Cost     *figure     `yaml:"cost,flow"`
	Source   string      `yaml:"source,omitempty"`
}

// figure is a range of months or dollars. The source, where there is none, is that of the route.
type figure struct {
	Min     int    `yaml:"min"`
	Typical int    `yaml:"typical"`
	Max     int    `yaml:"max"`
	Source  string `yaml:"source,omitempty"`
	Year    int    `yaml:"year,omitempty"`
}

// MarshalYAML writes a figure without a range and a source as a number.
func (f *figure) MarshalYAML() (any, error) {
	type whole figure
	type plain struct {
		Typical int    `yaml:"typical"`
		Source  string `yaml:"source"`
		Year    int    `yaml:"year,omitempty"`
	}
	switch single := f.Min == f.Typical && f.Typical == f.Max; {
	case single && f.Source == "":
		return f.Typical, nil
	case single:
		return plain{f.Typical, f.Source, f.Year}, nil
	}
	return whole(*f), nil
}

// exactly is a figure without a range.
func exactly(n int) *figure { return &figure{Min: n, Typical: n, Max: n} }

type career struct {
	ID             string           `yaml:"id"`
	Name           string           `yaml:"name"`
	Aliases        []string         `yaml:"aliases,omitempty,flow"`
	SOC            string           `yaml:"soc"`
	Wage           *wage            `yaml:"wage,omitempty,flow"`
	Growth         *growth          `yaml:"growth,omitempty,flow"`
	Requires       requirement      `yaml:"requires,omitempty,flow"`
	RequiresSource string           `yaml:"requiresSource,omitempty"`
	Recommends     []string         `yaml:"recommends,omitempty,flow"`
	Skills         []careerSkill    `yaml:"skills,omitempty,flow"`
	Industries     []careerIndustry `yaml:"industries,omitempty"`
	LeadsTo        []string         `yaml:"leadsTo,omitempty,flow"`
	TraineeFor     string           `yaml:"traineeFor,omitempty"`
	Notes          []note           `yaml:"notes,omitempty"`
}

// wage is dollars a year; the percentiles are 0 where they are not published.
type wage struct {
	Annual int    `yaml:"annual"`
	P10    int    `yaml:"p10,omitempty"`
	P25    int    `yaml:"p25,omitempty"`
	P75    int    `yaml:"p75,omitempty"`
	P90    int    `yaml:"p90,omitempty"`
	Source string `yaml:"source"`
	Year   int    `yaml:"year,omitempty"`
}

type growth struct {
	Percent float64 `yaml:"percent"`
	From    int     `yaml:"from"`
	To      int     `yaml:"to"`
	Source  string  `yaml:"source"`
}

type careerSkill struct {
	Skill      string `yaml:"skill"`
	Importance int    `yaml:"importance"`
}

type careerIndustry struct {
	Industry   string `yaml:"industry"`
	Employment int    `yaml:"employment,omitempty"`
	Wage       *wage  `yaml:"wage,omitempty,flow"`
}

type note struct {
	Text   string `yaml:"text"`
	Source string `yaml:"source"`
	Year   int    `yaml:"year,omitempty"`
}
