package graph

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

// entityTypes are the types that other subgraphs refer to by `id`, each with what tells whether a node is of it. Credential is an
// entity interface: other subgraphs may add fields to all credentials at once.
var entityTypes = map[string]func(catalog.Node) bool{
	"Career":        is[*catalog.Career],
	"Credential":    is[node.Credential],
	"Degree":        is[node.Degree],
	"Certificate":   is[node.Certificate],
	"Certification": is[node.Certification],
	"License":       is[node.License],
}

func is[T catalog.Node](n catalog.Node) bool {
	_, ok := n.(T)
	return ok
}

// entities gives what a router names by type and id; nil in the place of what is not in the catalog.
func (r *Resolver) entities(representations []any) ([]catalog.Node, error) {
	if len(representations) > r.limits.ListLength {
		return nil, tooLong([]any{"representations"}, len(representations), r.limits)
	}
	out := make([]catalog.Node, len(representations))
	var failed []error
	for i, representation := range representations {
		fields, _ := representation.(map[string]any)
		name, _ := fields["__typename"].(string)
		id, isText := fields["id"].(string)
		belongs, known := entityTypes[name]
		if !known {
			failed = append(failed, bad([]any{"representations", i, "__typename"}, "must be one of %s.", strings.Join(slices.Sorted(maps.Keys(entityTypes)), ", ")))
		}
		if !isText {
			failed = append(failed, bad([]any{"representations", i, "id"}, "must be text: the id of the entity."))
		}
		if n, ok := r.catalog.Node(id); known && ok && belongs(node.Of(n)) {
			out[i] = node.Of(n)
		}
	}
	return out, joined(failed...)
}

// apolloNames are the names that Apollo's subgraph specification gives root fields, by those that the code is generated for.
var apolloNames = map[string]string{"subgraph": "_service", "entities": "_entities"}

// generatedNames gives the root fields of a valid document the names that the code is generated for. Answers have the names that were
// asked for, which are the fields' aliases.
func generatedNames(doc *ast.QueryDocument) {
	var rename func(ast.SelectionSet)
	rename = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				for name, apollos := range apolloNames {
					if s.Name == apollos {
						s.Name = name
					}
				}
			case *ast.InlineFragment:
				rename(s.SelectionSet)
			}
		}
	}
	for _, op := range doc.Operations {
		rename(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		rename(f.SelectionSet)
	}
}

// subgraphSDL is the public schema as a router composes it with others. Each subgraph of Relay's kind has a PageInfo of the same
// fields, which is therefore shared, and its own `node` and `nodes`, which know its own ids alone and are left out.
var subgraphSDL = sync.OnceValue(func() string {
	s := copied(publicSchema(), func(of *ast.Definition, f *ast.FieldDefinition) bool {
		return of.Name != "Query" || f.Name != "node" && f.Name != "nodes"
	})
	mark := func(name string, directive *ast.Directive) {
		s.Types[name].Directives = append(slices.Clip(s.Types[name].Directives), directive)
	}
	mark("PageInfo", &ast.Directive{Name: "shareable"})
	for name := range entityTypes {
		mark(name, &ast.Directive{Name: "key", Arguments: ast.ArgumentList{{Name: "fields", Value: &ast.Value{Raw: "id", Kind: ast.StringValue}}}})
	}
	for _, def := range s.Types { // composition knows no @oneOf; it is held to here all the same
		def.Directives = slices.DeleteFunc(slices.Clone(def.Directives), func(d *ast.Directive) bool { return d.Name == "oneOf" })
	}
	return `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])` + "\n\n" + format(s)
})
