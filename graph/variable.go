package graph

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"careerlattice/graph/node"
)

// variables holds a request's variables to their types: more strictly than the library, which takes "5" for an Int, a number for
// text, and enum values in any case, and stops at the first mistake.
type variables struct {
	schema *ast.Schema
	failed mistakes
}

// check gives all that is wrong with what an operation is given, up to a bound.
func (v *variables) check(op *ast.OperationDefinition, given map[string]any) mistakes {
	for _, d := range op.VariableDefinitions {
		v.member(d.Type, d.DefaultValue, given, d.Variable, []any{"variables"})
	}
	return v.failed
}

// wrong adds a mistake, unless there are enough.
func (v *variables) wrong(at []any, format string, args ...any) {
	if len(v.failed) <= maxErrors {
		v.failed = append(v.failed, bad(slices.Clone(at), format, args...))
	}
}

// member checks what stands under a name.
func (v *variables) member(t *ast.Type, otherwise *ast.Value, in map[string]any, name string, at []any) {
	at = append(at, name)
	switch value, given := in[name]; {
	case given:
		v.value(t, value, at)
	case t.NonNull && otherwise == nil:
		v.wrong(at, "must be defined.")
	}
}

func (v *variables) value(t *ast.Type, value any, at []any) {
	if value == nil {
		if t.NonNull {
			v.wrong(at, "cannot be null.")
		}
		return
	}
	if t.Elem != nil {
		list, ok := value.([]any)
		if !ok {
			v.value(t.Elem, value, at) // one value stands for a list of one
			return
		}
		for i, x := range list {
			v.value(t.Elem, x, append(at, i))
		}
		return
	}
	switch def := v.schema.Types[t.NamedType]; {
	case def == nil:
	case def.Kind == ast.Enum:
		if s, ok := value.(string); !ok || def.EnumValues.ForName(s) == nil {
			var names []string
			for _, value := range def.EnumValues {
				names = append(names, value.Name)
			}
			v.wrong(at, "must be one of %s.", strings.Join(names, ", "))
		}
	case def.Kind == ast.InputObject:
		v.object(def, value, at)
	default:
		if must := scalar(t.NamedType, value); must != "" {
			v.wrong(at, "%s.", must)
		}
	}
}

func (v *variables) object(def *ast.Definition, value any, at []any) {
	fields, ok := value.(map[string]any)
	if !ok {
		v.wrong(at, "must be an object, as %s is.", def.Name)
		return
	}
	for _, f := range def.Fields {
		v.member(f.Type, f.DefaultValue, fields, f.Name, at)
	}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if def.Fields.ForName(name) == nil {
			v.wrong(append(at, shortened(name, maxEchoBytes)), "is not a field of the input.")
		}
	}
	if def.Directives.ForName("oneOf") != nil {
		v.oneOf(def, fields, at)
	}
}

// oneOf holds an input to having one field, which is not null. The library does so for literals alone.
func (v *variables) oneOf(def *ast.Definition, fields map[string]any, at []any) {
	if len(fields) != 1 {
		var names []string
		for _, f := range def.Fields {
			names = append(names, f.Name)
		}
		v.wrong(at, "must have exactly one of %s, and has %d.", strings.Join(names, ", "), len(fields))
		return
	}
	for name, value := range fields {
		if value == nil {
			v.wrong(append(at, shortened(name, maxEchoBytes)), "cannot be null.")
		}
	}
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
