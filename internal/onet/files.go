package onet

import (
	"errors"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerlattice/internal/table"
)

// Key names a table, also where its file is given by hand.
type Key string

// The tables that are read. Those up to AlternateTitles must be there.
const (
	Occupations     Key = "occupations"
	JobZones        Key = "job-zones"
	Education       Key = "education"
	Related         Key = "related"
	AlternateTitles Key = "alternate-titles"
	ReportedTitles  Key = "reported-titles"
	Skills          Key = "skills"
	Knowledge       Key = "knowledge"
	Technology      Key = "technology"
)

// readMe is the key of the file that names the release.
const readMe Key = "onet-read-me"

// Keys are the keys by which files can be given.
func Keys() []Key {
	return []Key{Occupations, JobZones, Education, Related, AlternateTitles, ReportedTitles, Skills, Knowledge, Technology, readMe}
}

// needed are the tables without which a database is not read.
var needed = []Key{Occupations, JobZones, Education, Related, AlternateTitles}

// names are the names of a table's file in the releases, newest release last. Releases from 30.3 split some tables into
// two files, which are read one after the other.
var names = map[Key][][]string{
	Occupations:     {{"occupation data"}},
	JobZones:        {{"job zones"}},
	Education:       {{"education, training, and experience"}, {"education", "training and experience"}},
	Related:         {{"related occupations"}},
	AlternateTitles: {{"alternate titles"}, {"job titles"}},
	ReportedTitles:  {{"sample of reported titles"}},
	Skills:          {{"skills"}, {"essential skills", "transferable skills"}},
	Knowledge:       {{"knowledge"}},
	Technology:      {{"technology skills"}, {"software skills"}},
	readMe:          {{"read me"}},
}

// patterns are the file names of a table's name.
func patterns(name string) []string { return []string{name + ".txt", name + ".xlsx"} }

// find is the files of a table in the first place that has them all.
func find(key Key, places []*table.Place) ([]table.File, *table.Place, error) {
	for _, p := range places {
		for _, split := range names[key] {
			var files []table.File
			for _, name := range split {
				f, ok, err := p.Find(string(key), patterns(name)...)
				if err != nil {
					return nil, nil, err
				}
				if ok && !slices.ContainsFunc(files, func(g table.File) bool { return g.Path == f.Path }) {
					files = append(files, f)
				}
				if !ok {
					files = nil
					break
				}
			}
			if files != nil {
				return files, p, nil
			}
		}
	}
	return nil, nil, nil
}

func missing(key Key, places []*table.Place) error {
	var all []string
	for _, split := range names[key] {
		for _, name := range split {
			all = append(all, patterns(name)[0])
		}
	}
	return table.Missing(string(key), "the table "+string(key), all, places...)
}

// Release is one release of the database.
type Release struct {
	// Version is such as "30.2".
	Version string
	Year    int
	Month   time.Month
}

var (
	versionLine = regexp.MustCompile(`O\*NET[^\d\n]{0,3} ([0-9]+(?:\.[0-9]+)*) Database`)
	monthLine   = regexp.MustCompile(`([A-Z][a-z]+) ([0-9]{4}) Release`)
)

// release reads the file that names a place's release.
func release(p *table.Place) (Release, error) {
	f, err := p.Need(string(readMe), "the release of the database", patterns("read me")[0])
	if err != nil {
		return Release{}, err
	}
	body, err := f.Open()
	if err != nil {
		return Release{}, table.Problems{{File: f.Path, Message: err.Error()}}
	}
	defer body.Close()
	const enough = 1 << 16
	text, err := io.ReadAll(io.LimitReader(body, enough))
	if err != nil {
		return Release{}, table.Problems{{File: f.Path, Message: err.Error()}}
	}
	r, ok := parseRelease(string(text))
	if !ok {
		return Release{}, table.Problems{{File: f.Path, Message: `no lines such as "O*NET 30.2 Database" and "February 2026 Release": take the file from the publisher's archive`}}
	}
	return r, nil
}

func parseRelease(text string) (Release, bool) {
	version, month := versionLine.FindStringSubmatch(text), monthLine.FindStringSubmatch(text)
	if version == nil || month == nil {
		return Release{}, false
	}
	r := Release{Version: version[1]}
	r.Year, _ = strconv.Atoi(month[2]) // four digits
	at, err := time.Parse("January", month[1])
	r.Month = at.Month()
	return r, err == nil
}

// after says that a date such as "08/2026" is later than the release; dates of another form are not judged.
func (r Release) after(date string) bool {
	month, year, _ := strings.Cut(date, "/")
	y, errYear := strconv.Atoi(year)
	m, errMonth := strconv.Atoi(month)
	if errors.Join(errYear, errMonth) != nil {
		return false
	}
	return y > r.Year || y == r.Year && m > int(r.Month)
}
