package graph

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"careerlattice/graph/node"
)

// variables holds a request's variables to their types more strictly than the library, which takes "5" for an Int, a
// number for text, and enum values in any case. What is missing or unknown is left to the library.
type variables struct{ schema *ast.Schema }

// check gives the first variable that is not of its type.
func (v variables) check(op *ast.OperationDefinition, given map[string]any) *Error {
	for _, d := range op.VariableDefinitions {
		if value, ok := given[d.Variable]; ok && value != nil {
			if err := v.value(d.Type, value, []any{"variables", d.Variable}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v variables) value(t *ast.Type, value any, at []any) *Error {
	if value == nil {
		return nil
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			return v.value(t.Elem, value, at) // one value stands for a list of one
		}
		for i, x := range list {
			if err := v.value(t.Elem, x, append(at[:len(at):len(at)], i)); err != nil {
				return err
			}
		}
		return nil
	}
	switch def := v.schema.Types[t.NamedType]; {
	case def == nil:
		return nil
	case def.Kind == ast.Enum:
		if s, ok := value.(string); !ok || def.EnumValues.ForName(s) == nil {
			return bad(at, "must be one of the values of %s.", t.NamedType)
		}
	case def.Kind == ast.InputObject:
		fields, ok := value.(map[string]any)
		if !ok {
			return bad(at, "must be an object, as %s is.", t.NamedType)
		}
		for _, f := range def.Fields {
			if err := v.value(f.Type, fields[f.Name], append(at[:len(at):len(at)], f.Name)); err != nil {
				return err
			}
		}
	default:
		if must := scalar(t.NamedType, value); must != "" {
			return bad(at, "%s.", must)
		}
	}
	return nil
}

// scalar says what a value must be; empty where it is that.
func scalar(name string, value any) string {
	number, isNumber := value.(json.Number)
	switch name {
	case "Int":
		if _, err := node.UnmarshalInt(value); err != nil {
			return err.Error()
		}
	case "Float":
		if f, err := number.Float64(); !isNumber || err != nil || math.IsInf(f, 0) {
			return "must be a number"
		}
	case "Boolean":
		if _, ok := value.(bool); !ok {
			return "must be true or false"
		}
	case "String":
		if _, ok := value.(string); !ok {
			return "must be text"
		}
	case "ID":
		if _, err := strconv.ParseInt(string(number), 10, 64); isNumber && err == nil {
			return ""
		}
		if _, ok := value.(string); !ok {
			return "must be text"
		}
	}
	return ""
}
