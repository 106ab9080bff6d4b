package assistant

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// toolName is what the protocol lets a tool be called.
var toolName = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,128}$`)

// object is a JSON Schema, or a part of one.
type object = map[string]any

// toolOf describes a document: it is called as its operation, or its id where the operation has no name.
func toolOf(schema *ast.Schema, id, text string) (*mcp.Tool, error) {
	doc, errs := gqlparser.LoadQueryWithRules(schema, text, nil)
	if len(errs) > 0 {
		return nil, errs
	}
	if len(doc.Operations) != 1 {
		return nil, fmt.Errorf("it has %d operations: a tool needs a document of one", len(doc.Operations))
	}
	op := doc.Operations[0]
	name := cmp.Or(op.Name, id)
	if !toolName.MatchString(name) {
		return nil, fmt.Errorf("its id cannot be a tool's name: give its operation a name, as in query title { … }")
	}
	if op.Operation != ast.Query {
		return nil, fmt.Errorf("it is a %s: a tool asks a query", op.Operation)
	}
	input, err := inputSchema(schema, doc, op)
	if err != nil {
		return nil, err
	}
	closed := false
	return &mcp.Tool{
		Name: name, Description: cmp.Or(op.Description, rootDescription(op)), InputSchema: input,
		OutputSchema: outputSchema(schema, op),
		Annotations:  &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}, nil
}

// parameters are the names of a tool's arguments, sorted.
func parameters(t *mcp.Tool) []string {
	input, _ := t.InputSchema.(object)
	properties, _ := input["properties"].(object)
	return slices.Sorted(maps.Keys(properties))
}

// rootDescription is what the schema says of the fields that an operation asks.
func rootDescription(op *ast.OperationDefinition) string {
	var texts []string
	for _, s := range op.SelectionSet {
		if f, ok := s.(*ast.Field); ok && f.Definition != nil && f.Definition.Description != "" && !slices.Contains(texts, f.Definition.Description) {
			texts = append(texts, f.Definition.Description)
		}
	}
	return strings.Join(texts, " ")
}

// inputSchema is the JSON Schema of an operation's variables. Input types are definitions of it, so that a type may contain itself.
// What may be null in GraphQL may be left out.
func inputSchema(schema *ast.Schema, doc *ast.QueryDocument, op *ast.OperationDefinition) (object, error) {
	types := &types{schema: schema, defs: object{}}
	said := descriptions(doc)
	properties, required := object{}, []string{}
	for _, v := range op.VariableDefinitions {
		of, err := types.of(v.Type)
		if err != nil {
			return nil, fmt.Errorf("its variable $%s: %w", v.Variable, err)
		}
		if err := describe(of, cmp.Or(v.Description, said[v.Variable]), v.DefaultValue); err != nil {
			return nil, err
		}
		properties[v.Variable] = of
		if v.Type.NonNull && v.DefaultValue == nil {
			required = append(required, v.Variable)
		}
	}
	input := object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if len(types.defs) > 0 {
		input["$defs"] = types.defs
	}
	return input, nil
}

// scalars are the types of JSON that GraphQL's own scalars have.
var scalars = map[string]string{"Int": "integer", "Float": "number", "Boolean": "boolean", "String": "string", "ID": "string"}

// types translates the types of variables.
type types struct {
	schema *ast.Schema
	defs   object // input types by name
}

func (t *types) of(typ *ast.Type) (object, error) {
	if typ.Elem != nil {
		items, err := t.of(typ.Elem)
		return object{"type": "array", "items": items}, err
	}
	if name, ok := scalars[typ.NamedType]; ok {
		return object{"type": name}, nil
	}
	def := t.schema.Types[typ.NamedType]
	switch {
	case def != nil && def.Kind == ast.Enum:
		return enum(def), nil
	case def != nil && def.Kind == ast.InputObject:
		return object{"$ref": "#/$defs/" + def.Name}, t.define(def)
	}
	return nil, fmt.Errorf("the type %s has no JSON Schema", typ.NamedType)
}

func (t *types) define(def *ast.Definition) error {
	if t.defs[def.Name] != nil {
		return nil
	}
	properties, required := object{}, []string{}
	t.defs[def.Name] = object{
		"type": "object", "description": def.Description, "properties": properties, "additionalProperties": false,
	}
	for _, f := range def.Fields {
		of, err := t.of(f.Type)
		if err != nil {
			return err
		}
		if err := describe(of, f.Description, f.DefaultValue); err != nil {
			return err
		}
		properties[f.Name] = of
		if f.Type.NonNull && f.DefaultValue == nil {
			required = append(required, f.Name)
		}
	}
	in := t.defs[def.Name].(object)
	in["required"] = required
	if def.Directives.ForName("oneOf") != nil {
		in["minProperties"], in["maxProperties"] = 1, 1
	}
	return nil
}

// enum lists the values of a type, and tells what each means.
func enum(def *ast.Definition) object {
	var names, texts []string
	for _, v := range def.EnumValues {
		names = append(names, v.Name)
		texts = append(texts, v.Name+": "+v.Description)
	}
	return object{"type": "string", "enum": names, "description": strings.Join(texts, " ")}
}

// describe puts a description before what the type says, and the default beside it.
func describe(of object, text string, value *ast.Value) error {
	if already, ok := of["description"].(string); ok && text != "" {
		text += " " + already
	}
	if text != "" {
		of["description"] = text
	}
	if value == nil {
		return nil
	}
	given, err := value.Value(nil)
	if err == nil && given != nil {
		of["default"] = given
	}
	return err
}

// descriptions are what the schema says of the places where variables stand, by their names: of the first of each.
func descriptions(doc *ast.QueryDocument) map[string]string {
	said := map[string]string{}
	var value func(v *ast.Value, text string)
	value = func(v *ast.Value, text string) {
		if v.Kind == ast.Variable && said[v.Raw] == "" {
			said[v.Raw] = text
		}
		for _, child := range v.Children {
			below := text
			if v.Definition != nil {
				if f := v.Definition.Fields.ForName(child.Name); f != nil {
					below = f.Description
				}
			}
			value(child.Value, below)
		}
	}
	var selection func(set ast.SelectionSet)
	selection = func(set ast.SelectionSet) {
		for _, s := range set {
			switch s := s.(type) {
			case *ast.Field:
				for _, a := range s.Arguments {
					if d := s.Definition.Arguments.ForName(a.Name); d != nil {
						value(a.Value, d.Description)
					}
				}
				selection(s.SelectionSet)
			case *ast.InlineFragment:
				selection(s.SelectionSet)
			}
		}
	}
	for _, op := range doc.Operations {
		selection(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		selection(f.SelectionSet)
	}
	return said
}
