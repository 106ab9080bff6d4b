package command

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/export"
	"careerlattice/internal/relate"
)

// written gives what would be written.
func written(write func(io.Writer) error) ([]byte, error) {
	var b bytes.Buffer
	err := write(&b)
	return b.Bytes(), err
}

// tableIn writes a table in a format.
func tableIn(t export.Table, format string) func(io.Writer) error {
	if format == "parquet" {
		return t.Parquet
	}
	return t.CSV
}

// drawingIn writes a drawing in a format.
func drawingIn(d export.Drawing, format string) func(io.Writer) error {
	switch format {
	case "gexf":
		return d.GEXF
	case "dot":
		return d.DOT
	case "mmd":
		return d.Mermaid
	}
	return d.GraphML
}

// part is the part of the catalog that an export of nodes and links is about; around is nil where it is not about a node.
type part struct {
	nodes  []catalog.Node
	links  []relate.Link
	around *relate.Neighborhood
}

func (e *exports) part(a *arguments) (part, error) {
	kinds := unwrapKinds(choices[nodeKind](a, "kinds"))
	depth, limit := a.number("depth"), a.number("limit")
	r := e.relations()
	middle := a.text("around")
	if middle == "" {
		if depth != nil || limit != nil {
			a.wrong("around", "it is missing: depth and limit are counted from a node")
		}
		if len(kinds) == 0 {
			return part{nodes: r.Nodes(), links: r.Links()}, a.err()
		}
		wanted := func(n catalog.Node) bool { return slices.Contains(kinds, catalog.EntryOf(n).Collection) }
		return part{
			nodes: slices.DeleteFunc(slices.Clone(r.Nodes()), func(n catalog.Node) bool { return !wanted(n) }),
			links: slices.DeleteFunc(slices.Clone(r.Links()), func(l relate.Link) bool { return !wanted(l.From) || !wanted(l.To) }),
		}, a.err()
	}
	links, most := 1, len(r.Nodes())
	if depth != nil {
		links = *depth
	}
	if limit != nil {
		most = *limit
	}
	if links < 0 || most < 1 {
		a.wrong("around", "depth is 0 or more, limit 1 or more")
	}
	n, err := e.node(middle)
	if err != nil {
		a.wrong("around", "%w", err)
	}
	if err := a.err(); err != nil {
		return part{}, err
	}
	around := r.Neighborhood(n, links, kinds, most)
	out := part{links: around.Links, around: &around}
	for _, p := range around.Nodes {
		out.nodes = append(out.nodes, p.Node)
	}
	return out, nil
}

// node gives the node with an id, or with a slug that only one has.
func (e *exports) node(id string) (catalog.Node, error) {
	found, near := e.catalog.Named(id), e.catalog.Nearest(id, 3, relate.Collections...)
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return nil, fmt.Errorf("%q is the slug of several nodes: write %s", id, strings.Join(idsOf(found), " or "))
	case len(near) > 0:
		return nil, fmt.Errorf("there is no node %q; did you mean %s?", id, strings.Join(idsOf(near), ", "))
	}
	return nil, fmt.Errorf("there is no node %q", id)
}

func idsOf(nodes []catalog.Node) []string {
	all := make([]string, len(nodes))
	for i, n := range nodes {
		all[i] = n.ID()
	}
	return all
}

func openNodes(_ context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	p, err := e.part(a)
	return tableIn(e.release().Nodes(p.nodes), format), err
}

func openEdges(_ context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	p, err := e.part(a)
	return tableIn(e.release().Edges(p.links), format), err
}

func openRelations(_ context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	p, err := e.part(a)
	if p.around != nil {
		return drawingIn(e.release().Around(*p.around), format), err
	}
	return drawingIn(e.release().Whole(p.nodes, p.links), format), err
}

// filtered asks the API which entries of a list a filter lets through.
func filtered[T catalog.Node](ctx context.Context, e *exports, list, arguments string, variables map[string]any, called string) ([]T, error) {
	document := fmt.Sprintf("query(%s, $after: String) { %s(%s, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
		arguments, list, called)
	var all []T
	for {
		answer, err := ask(ctx, e.api(), list, document, variables)
		if err != nil {
			return nil, err
		}
		var page struct {
			Nodes    []struct{ ID string }
			PageInfo pageInfo
		}
		if err := json.Unmarshal(answer, &page); err != nil {
			return nil, err
		}
		for _, x := range page.Nodes {
			if n, ok := e.catalog.Node(x.ID); ok {
				all = append(all, n.(T))
			}
		}
		if !page.PageInfo.HasNextPage {
			return all, nil
		}
		variables["after"] = page.PageInfo.EndCursor
	}
}

// careers are those that the parameters let through.
func (e *exports) careers(ctx context.Context, a *arguments) ([]*catalog.Career, error) {
	filter := map[string]any{
		"industries": a.words("industries"), "skills": a.words("skills"), "minWage": a.number("minWage"), "maxWage": a.number("maxWage"),
		"includeTrainees": a.flag("includeTrainees"), "text": a.text("text"),
	}
	if l := choice[level](a, "maxLevel"); l != nil {
		filter["maxLevel"] = enum(catalog.Level(*l).String())
	}
	variables := map[string]any{"filter": filter}
	by, direction := a.oneOf("orderBy", "name", "wage", "growth"), a.oneOf("direction", "asc", "desc")
	if len(by) == 1 {
		order := map[string]any{"field": by[0]}
		if len(direction) == 1 {
			order["direction"] = direction[0]
		}
		variables["orderBy"] = order
	}
	if len(by) > 1 || len(direction) > len(by) {
		a.wrong("orderBy", "give one order, and at most one %s with it", a.say("direction"))
	}
	if err := a.err(); err != nil {
		return nil, err
	}
	return filtered[*catalog.Career](ctx, e, "careers", "$filter: CareerFilter, $orderBy: CareerOrder", variables, "filter: $filter, orderBy: $orderBy")
}

// credentials are those that the parameters let through.
func (e *exports) credentials(ctx context.Context, a *arguments) ([]*catalog.Credential, error) {
	var known, levels []string
	for _, k := range catalog.Kinds() {
		known = append(known, k.String())
	}
	kinds := a.oneOf("kinds", known...)
	for _, l := range choices[level](a, "levels") {
		levels = append(levels, enum(catalog.Level(l).String()))
	}
	filter := map[string]any{"text": a.text("text"), "kinds": kinds, "levels": levels, "fields": a.words("fields")}
	if err := a.err(); err != nil {
		return nil, err
	}
	return filtered[*catalog.Credential](ctx, e, "credentials", "$filter: CredentialFilter", map[string]any{"filter": filter}, "filter: $filter")
}

func openCareers(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	careers, err := e.careers(ctx, a)
	return tableIn(e.release().Careers(careers), format), err
}

func openPairs(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	careers, err := e.careers(ctx, a)
	return tableIn(e.release().Pairs(careers), format), err
}

func openCredentials(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	credentials, err := e.credentials(ctx, a)
	return tableIn(e.release().Credentials(credentials), format), err
}

func openRoutes(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	credentials, err := e.credentials(ctx, a)
	return tableIn(e.release().Routes(credentials), format), err
}

func openCatalog(ctx context.Context, e *exports, a *arguments, format string) (func(io.Writer) error, error) {
	careers, err := e.careers(ctx, a)
	return func(w io.Writer) error {
		if format == "ctdl.jsonld" {
			return e.release().CTDL(w, careers, e.catalog.Credentials)
		}
		return e.release().SchemaOrg(w, careers, e.catalog.Credentials)
	}, err
}

func openDataPackage(_ context.Context, e *exports, _ *arguments, _ string) (func(io.Writer) error, error) {
	return kept(e.dataPackage)
}

func openCroissant(_ context.Context, e *exports, _ *arguments, _ string) (func(io.Writer) error, error) {
	return kept(e.croissant)
}

func kept(content func() ([]byte, error)) (func(io.Writer) error, error) {
	b, err := content()
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}, err
}
