// Package export writes a catalog, its relationships and plans in the formats that analysts open: tables as CSV and Parquet,
// drawings as GraphML, GEXF, DOT and Mermaid, JSON-LD in the words of schema.org and of CTDL, calendars, and descriptions of a
// release. It promises that the same content gives the same bytes, that each file names its sources, their licenses and
// their dates, and that what can be long is written as it is read. It does not filter, plan or serve.
package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/relate"
)

// Release is a catalog as it is written: what it is called, and how its nodes are related.
type Release struct {
	catalog   *catalog.Catalog
	relations *relate.Relations
	title     string
	version   string
}

// NewRelease makes a catalog ready to be written.
func NewRelease(c *catalog.Catalog, r *relate.Relations) *Release {
	out := &Release{catalog: c, relations: r}
	var titles, versions []string
	for _, info := range c.Infos {
		titles = append(titles, cmp.Or(info.Title, info.ID))
		if info.Version != "" {
			versions = append(versions, info.Version)
		}
	}
	out.title, out.version = list(titles, " + "), list(versions, "+")
	return out
}

// currency is that of all amounts.
func (r *Release) currency() string {
	for _, info := range r.catalog.Infos {
		if info.Currency != "" {
			return info.Currency
		}
	}
	return "USD"
}

// figure is where a figure comes from, and of which year it is.
type figure struct {
	source *catalog.Source
	year   *int
}

// Origin is the end of every row: where it comes from. What names no source of its own comes from the catalog.
type Origin struct {
	DataSource string `parquet:"data_source" about:"The titles of the sources of the row's figures; the catalog's own where none is named."`
	License    string `parquet:"license" about:"The licenses of these sources."`
	AsOf       string `parquet:"as_of" about:"The years of the row's figures; the catalog's version where none is named."`
}

// notStated is the license of a source that names none.
const notStated = "not stated"

// origin tells where figures come from, each thing once.
func (r *Release) origin(figures ...figure) Origin {
	var titles, licenses, years []string
	for _, f := range figures {
		if f.source == nil {
			continue
		}
		titles = append(titles, f.source.Title)
		licenses = append(licenses, licenseOf(f.source))
		if year := cmp.Or(f.year, f.source.Year); year != nil {
			years = append(years, strconv.Itoa(*year))
		}
	}
	slices.Sort(titles)
	slices.Sort(licenses)
	slices.Sort(years)
	o := Origin{list(titles, "; "), list(licenses, "; "), cmp.Or(list(years, "; "), r.version)}
	if len(titles) == 0 {
		o.DataSource, o.License = strings.TrimSpace(r.title+" "+r.version), r.licenses()
	}
	return o
}

// licenses are those of all sources of the catalog.
func (r *Release) licenses() string {
	var all []string
	for _, s := range r.catalog.Sources {
		all = append(all, licenseOf(s))
	}
	slices.Sort(all)
	return cmp.Or(list(all, "; "), notStated)
}

func licenseOf(s *catalog.Source) string { return cmp.Or(string(s.License), notStated) }

// about says in a line what a file is, for formats that have a place for it.
func (r *Release) about() string {
	var titles []string
	for _, s := range r.catalog.Sources {
		titles = append(titles, s.Title)
	}
	return strings.TrimSpace(r.title+" "+r.version) + ". Sources: " + cmp.Or(list(titles, "; "), notStated) + ". Licenses: " + r.licenses() +
		". Catalog digest: " + r.catalog.Digest
}

// list joins what is not empty, each thing once.
func list(all []string, by string) string {
	var once []string
	for _, x := range all {
		if x != "" && !slices.Contains(once, x) {
			once = append(once, x)
		}
	}
	return strings.Join(once, by)
}

// kindOf is a node's kind as a word: "career", "field of study".
func kindOf(n catalog.Node) string {
	return map[catalog.Collection]string{
		catalog.Careers: "career", catalog.Credentials: "credential", catalog.Industries: "industry", catalog.Skills: "skill",
		catalog.Concentrations: "concentration", catalog.Organizations: "organization", catalog.Fields: "field of study",
	}[catalog.EntryOf(n).Collection]
}

// codeOf is a node's code in its classification: SOC, CIP or NAICS; empty where it has none.
func codeOf(n catalog.Node) string {
	switch n := n.(type) {
	case *catalog.Career:
		return string(n.SOC)
	case *catalog.Field:
		return string(n.CIP)
	case *catalog.Industry:
		return string(n.NAICS)
	}
	return ""
}
