package bls

import (
	"regexp"
	"strings"

	"careerlattice/internal/table"
)

// Handbook are the pages of the Occupational Outlook Handbook and their links, as two tables made from the pages.
type Handbook struct {
	Pages []Page
	Links []Link
	// Modified is the year in which the pages were last changed, the latest of all; 0 where the table does not say.
	Modified int
	// PagesOrigin and LinksOrigin say where the tables come from.
	PagesOrigin, LinksOrigin table.Origin
}

// Page is the page of one occupation or of several.
type Page struct {
	// Slug names the page in its address.
	Slug, Title, Category string
	// Codes are the O*NET-SOC codes that the page links.
	Codes []string
}

// Relation is why a page names another occupation.
type Relation string

// The relations between the page From and the occupation To.
const (
	// Similar occupations are listed at the end of the page.
	Similar Relation = "similar"
	// Advancement is the occupation one may rise to.
	Advancement Relation = "advancement"
	// ExperienceFrom is the occupation in which experience for this one is gained: the rise is from To to From.
	ExperienceFrom Relation = "experience_from"
)

// Link is a link from one page to another.
type Link struct {
	Relation Relation
	From, To string
	// HasPage says that To is the slug of a page in [Handbook.Pages].
	HasPage bool
}

// The keys by which the files can be given.
const (
	HandbookPagesKey = "handbook-pages"
	HandbookLinksKey = "handbook-links"
)

var anyYear = regexp.MustCompile(`[0-9]{4}`)

// ReadHandbook reads the two tables.
func ReadHandbook(p *table.Place) (*Handbook, error) {
	h := &Handbook{}
	if err := table.Join(h.pages(p), h.links(p)); err != nil {
		return nil, err
	}
	return h, nil
}

func (h *Handbook) pages(p *table.Place) error {
	f, err := p.Need(HandbookPagesKey, "the pages of the Handbook", "*pages.tsv")
	if err != nil {
		return err
	}
	rows, err := table.Text(f, table.Format{Tab: true})
	if err != nil {
		return err
	}
	slug, title, category := rows.Column("slug"), rows.Column("title"), rows.Column("category")
	codes, modified := rows.Column("onet_soc_codes"), rows.Optional("page_modified")
	seen := map[string]bool{}
	for row := range rows.All() {
		page := Page{Slug: row.Need(slug), Title: row.Need(title), Category: row.Text(category), Codes: strings.Fields(row.Text(codes))}
		for _, c := range page.Codes {
			if !onetCode.MatchString(c) {
				row.Fail(codes, "%q is not a code such as 15-1211.00", c)
			}
		}
		if seen[page.Slug] {
			row.Fail(slug, "%q has a row already: remove one", page.Slug)
		}
		seen[page.Slug] = true
		h.Pages = append(h.Pages, page)
		h.Modified = max(h.Modified, yearIn([]string{anyYear.FindString(row.Text(modified))}, justYear))
	}
	h.PagesOrigin = rows.Origin()
	return rows.Close()
}

var (
	onetCode = regexp.MustCompile(`^[0-9]{2}-[0-9]{4}\.[0-9]{2}$`)
	justYear = regexp.MustCompile(`^([0-9]{4})$`)
)

func (h *Handbook) links(p *table.Place) error {
	f, err := p.Need(HandbookLinksKey, "the links of the Handbook", "*links.tsv")
	if err != nil {
		return err
	}
	rows, err := table.Text(f, table.Format{Tab: true})
	if err != nil {
		return err
	}
	relation, from, to := rows.Column("relation"), rows.Column("from_slug"), rows.Column("to_slug")
	page := rows.Column("to_slug_has_page")
	for row := range rows.All() {
		h.Links = append(h.Links, Link{
			Relation: Relation(row.One(relation, string(Similar), string(Advancement), string(ExperienceFrom))),
			From:     row.Need(from), To: row.Need(to),
			HasPage: row.One(page, "0", "1") == "1",
		})
	}
	h.LinksOrigin = rows.Origin()
	return rows.Close()
}
