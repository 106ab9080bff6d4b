package graph

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"

	"careerlattice/graph/generated"
)

// SDL is the schema that is served, in GraphQL's schema language; what only routers ask for is not shown.
func SDL() string { return format(publicSchema()) }

func format(schema *ast.Schema) string {
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(schema)
	return b.String()
}

// publicSchema is the schema without what only routers ask for.
var publicSchema = sync.OnceValue(func() *ast.Schema {
	s := copied(pricedSchema(), func(of *ast.Definition, f *ast.FieldDefinition) bool {
		return of.Name != "Query" || apolloNames[f.Name] == ""
	})
	reserved := func(name string) bool { return strings.HasPrefix(name, "_") && !strings.HasPrefix(name, "__") }
	maps.DeleteFunc(s.Types, func(name string, _ *ast.Definition) bool { return reserved(name) })
	maps.DeleteFunc(s.PossibleTypes, func(name string, _ []*ast.Definition) bool { return reserved(name) })
	for name, of := range s.Implements {
		s.Implements[name] = slices.DeleteFunc(of, func(d *ast.Definition) bool { return reserved(d.Name) })
	}
	return s
})

// federatedSchema is the schema with what routers ask for, under the names by which they do.
var federatedSchema = sync.OnceValue(func() *ast.Schema {
	return copied(pricedSchema(), func(of *ast.Definition, f *ast.FieldDefinition) bool {
		if of.Name == "Query" {
			f.Name = cmp.Or(apolloNames[f.Name], f.Name)
		}
		return true
	})
})

// pricedSchema is the generated schema whose descriptions say what fields cost.
var pricedSchema = sync.OnceValue(func() *ast.Schema {
	s := generated.NewExecutableSchema(generated.Config{}).Schema()
	return copied(s, func(of *ast.Definition, f *ast.FieldDefinition) bool {
		if text := price(of, f); text != "" && !of.BuiltIn && s.Types[f.Type.Name()].IsCompositeType() {
			f.Description += " " + text
		}
		return true
	})
})

// copied is a schema with definitions of its own, and with those of their fields that keep keeps, as it leaves them.
func copied(from *ast.Schema, keep func(*ast.Definition, *ast.FieldDefinition) bool) *ast.Schema {
	s := *from
	s.Types = make(map[string]*ast.Definition, len(from.Types))
	for name, def := range from.Types {
		own := *def
		own.Fields = nil
		for _, f := range def.Fields {
			if field := *f; keep(def, &field) {
				own.Fields = append(own.Fields, &field)
			}
		}
		s.Types[name] = &own
	}
	owned := func(of map[string][]*ast.Definition) map[string][]*ast.Definition {
		out := make(map[string][]*ast.Definition, len(of))
		for name, all := range of {
			for _, def := range all {
				out[name] = append(out[name], s.Types[def.Name])
			}
		}
		return out
	}
	s.PossibleTypes, s.Implements, s.Query = owned(from.PossibleTypes), owned(from.Implements), s.Types[from.Query.Name]
	return &s
}
