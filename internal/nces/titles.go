package nces

import (
	"strings"

	"careerlattice/internal/table"
)

// Titles is the Classification of Instructional Programs.
type Titles struct {
	// Families have codes such as "51", Groups such as "51.07", Programs such as "51.0707"; each in the order of the file.
	Families, Groups, Programs []Title
	// Gone are programs that the classification no longer has under this code.
	Gone   []Title
	Year   int
	Origin table.Origin
}

// ReadTitles reads the classification, without its definitions.
func ReadTitles(p *table.Place) (*Titles, error) {
	f, err := p.Need(TitlesKey, "the titles of programs", "cipcode####.csv", "cipcode####.xlsx")
	if err != nil {
		return nil, err
	}
	rows, closeFile, err := table.ReadAny(f, table.Format{Lazy: true, Legacy: true}, "CIPCode", "CIPTitle")
	if err != nil {
		return nil, err
	}
	t := &Titles{Year: nameYear(f)}
	code, title, action := rows.Column("CIPCode"), rows.Column("CIPTitle"), rows.Column("Action")
	for row := range rows.All() {
		entry := Title{row.Need(code), plain(row.Need(title))}
		list := &t.Families
		switch what := row.Text(action); {
		case what == "Deleted" || what == "Moved from":
			list = &t.Gone
		case len(entry.Code) == len("51.0707"):
			row.Code(code, "99.9999")
			list = &t.Programs
		case len(entry.Code) == len("51.07"):
			row.Code(code, "99.99")
			list = &t.Groups
		default:
			row.Code(code, "99")
		}
		*list = append(*list, entry)
	}
	t.Origin = rows.Origin()
	if err := table.Join(rows.Close(), closeFile()); err != nil {
		return nil, err
	}
	return t, nil
}

// nameYear is the year in a file's name; 0 where it has none.
func nameYear(f table.File) int {
	year, digits := 0, 0
	for _, r := range strings.TrimSuffix(strings.ToLower(f.Name), ".gz") {
		if r < '0' || r > '9' {
			if digits == 4 {
				return year
			}
			year, digits = 0, 0
			continue
		}
		year, digits = year*10+int(r-'0'), digits+1
	}
	return 0
}
