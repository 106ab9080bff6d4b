package export

import (
	"iter"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/relate"
)

type nodeRow struct {
	ID          string `parquet:"id" about:"The resource name."`
	Kind        string `parquet:"kind" about:"career, credential, industry, skill, concentration, organization or field of study."`
	Name        string `parquet:"name" about:"The name for people to read."`
	Aliases     string `parquet:"aliases,optional" about:"Other names, parted by semicolons."`
	Code        string `parquet:"code,optional" about:"The SOC code of a career, the CIP code of a field of study, the NAICS code of an industry."`
	Description string `parquet:"description,optional" about:"A few sentences about it."`
	Neighbors   int    `parquet:"neighbors" about:"How many other nodes it has links with."`
	Origin
}

// Nodes has a row for each of these nodes.
func (r *Release) Nodes(nodes []catalog.Node) Table {
	return table[nodeRow]{r, "nodes", "A node of the catalog.", rows(nodes, func(n catalog.Node) nodeRow {
		e := catalog.EntryOf(n)
		return nodeRow{
			n.ID(), kindOf(n), e.Name, strings.Join(e.Aliases, "; "), codeOf(n), string(e.Description), r.relations.Degree(n), r.origin(figuresOf(n)...),
		}
	})}
}

type edgeRow struct {
	Source string `parquet:"source" about:"The id of the node that says it."`
	Target string `parquet:"target" about:"The id of the node of which it is said."`
	Kind   string `parquet:"kind" about:"requires, recommends, leads-to, uses-skill, teaches, works-in, in-field, has-concentration or awarded-by."`
	Weight *int   `parquet:"weight" about:"A skill's importance to a career, 0 to 100, or the people employed in a career in an industry."`
	Origin
}

// Edges has a row for each of these links.
func (r *Release) Edges(links []relate.Link) Table {
	return table[edgeRow]{r, "edges", "What the catalog says of two nodes.", rows(links, func(l relate.Link) edgeRow {
		return edgeRow{l.From.ID(), l.To.ID(), l.Kind.String(), l.Weight, r.origin(figuresOfLink(l)...)}
	})}
}

type pairRow struct {
	Career         string `parquet:"career" about:"The career's id."`
	CareerName     string `parquet:"career_name" about:"The career's name."`
	Credential     string `parquet:"credential" about:"The credential's id."`
	CredentialName string `parquet:"credential_name" about:"The credential's name."`
	CredentialKind string `parquet:"credential_kind" about:"degree, certificate, certification or license."`
	Level          string `parquet:"level,optional" about:"How high the credential stands; none for certifications and licenses."`
	Relation       string `parquet:"relation" about:"requires: the career's requirement names the credential, or asks for its level in its field of study; recommends: it helps and is not required."`
	Wage           *int   `parquet:"wage" about:"What the career pays, in dollars a year."`
	Origin
}

// Pairs has a row for each of these careers and each credential that it requires or recommends.
func (r *Release) Pairs(careers []*catalog.Career) Table {
	wanted := map[*catalog.Career]bool{}
	for _, c := range careers {
		wanted[c] = true
	}
	between := func(yield func(pairRow) bool) {
		for _, l := range r.relations.Links() {
			career, isCareer := l.From.(*catalog.Career)
			credential, isCredential := l.To.(*catalog.Credential)
			if !isCareer || !isCredential || !wanted[career] {
				continue
			}
			row := pairRow{
				Career: career.ID(), CareerName: career.Name, Credential: credential.ID(), CredentialName: credential.Name,
				CredentialKind: credential.Kind.String(), Level: credential.Level.String(), Relation: l.Kind.String(), Wage: annual(career.Wage),
				Origin: r.origin(append(figuresOfLink(l), figuresOfWage(career.Wage)...)...),
			}
			if !yield(row) {
				return
			}
		}
	}
	return table[pairRow]{r, "careers-credentials", "A career and a credential that it requires or recommends.", between}
}

// rows makes a row of each thing as it is asked for.
func rows[From, Row any](all []From, row func(From) Row) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		for _, x := range all {
			if !yield(row(x)) {
				return
			}
		}
	}
}

// figuresOf are where the figures of a node come from.
func figuresOf(n catalog.Node) []figure {
	var all []figure
	switch n := n.(type) {
	case *catalog.Career:
		all = append(figuresOfWage(n.Wage), figure{n.RequiresSource, nil})
		if n.Growth != nil {
			all = append(all, figure{n.Growth.Source, n.Growth.Year})
		}
	case *catalog.Industry:
		all = figuresOfWage(n.Wage)
	case *catalog.Credential:
		for _, way := range n.Routes {
			all = append(all, figuresOfRoute(way)...)
		}
	}
	for _, note := range catalog.EntryOf(n).Notes {
		all = append(all, figure{note.Source, note.Year})
	}
	return all
}

func figuresOfWage(w *catalog.Wage) []figure {
	if w == nil {
		return nil
	}
	return []figure{{w.Source, w.Year}}
}

func figuresOfRoute(way *catalog.Route) []figure {
	all := []figure{{way.Source, way.Year}, {way.Months.Source, way.Months.Year}, {way.Cost.Source, way.Cost.Year}}
	if way.PartTimeMonths != nil {
		all = append(all, figure{way.PartTimeMonths.Source, way.PartTimeMonths.Year})
	}
	return all
}

// figuresOfLink are where the catalog has a link from: what a requirement rests on.
func figuresOfLink(l relate.Link) []figure {
	if career, ok := l.From.(*catalog.Career); ok && l.Kind == relate.Requires {
		return []figure{{career.RequiresSource, nil}}
	}
	return nil
}

func annual(w *catalog.Wage) *int {
	if w == nil {
		return nil
	}
	return &w.Annual
}
