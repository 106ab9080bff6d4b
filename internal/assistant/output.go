package assistant

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// outputSchema is the JSON Schema of an answer without errors: what the operation asks for, told by the types of its fields.
func outputSchema(schema *ast.Schema, op *ast.OperationDefinition) object {
	o := outputs{schema, object{}}
	output := object{"type": "object", "required": []string{"data"}, "properties": object{"data": o.selected(op.SelectionSet, schema.Query)}}
	if len(o.defs) > 0 {
		output["$defs"] = o.defs
	}
	return output
}

// outputs translates what is asked for.
type outputs struct {
	schema *ast.Schema
	defs   object // fragments by name, of those that are all that is asked for somewhere
}

// selected is the object that a selection gives of a type. Fields that only some of the type's objects have, or that a directive may
// leave out, are not required.
func (o outputs) selected(set ast.SelectionSet, of *ast.Definition) object {
	if s, ok := set[0].(*ast.FragmentSpread); ok && len(set) == 1 && len(s.Directives) == 0 && o.covers(s.Definition.TypeCondition, of) {
		if o.defs[s.Name] == nil {
			o.defs[s.Name] = o.selected(s.Definition.SelectionSet, o.schema.Types[s.Definition.TypeCondition])
		}
		return object{"$ref": "#/$defs/" + s.Name}
	}
	properties, required := object{}, []string{}
	for _, f := range o.fields(nil, set, of, true) {
		if f.field.Name == "__typename" {
			properties[f.name] = object{"type": "string", "enum": o.kinds(of)}
		} else {
			properties[f.name] = o.value(f.field.Definition.Type, f.set, f.field.Definition.Description)
		}
		if f.always {
			required = append(required, f.name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required}
}

// asked is a field of an answer, by its name there, with all that is asked for below it.
type asked struct {
	name   string
	field  *ast.Field
	set    ast.SelectionSet
	always bool
}

// fields adds the fields of a selection, those of its fragments among them.
func (o outputs) fields(all []asked, set ast.SelectionSet, of *ast.Definition, always bool) []asked {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			here := always && len(s.Directives) == 0
			known := false
			for i := range all {
				if all[i].name == s.Alias {
					known = true
					all[i].set = append(all[i].set[:len(all[i].set):len(all[i].set)], s.SelectionSet...)
					all[i].always = all[i].always || here
				}
			}
			if !known {
				all = append(all, asked{s.Alias, s, s.SelectionSet, here})
			}
		case *ast.InlineFragment:
			all = o.fields(all, s.SelectionSet, of, always && len(s.Directives) == 0 && o.covers(s.TypeCondition, of))
		case *ast.FragmentSpread:
			all = o.fields(all, s.Definition.SelectionSet, of, always && len(s.Directives) == 0 && o.covers(s.Definition.TypeCondition, of))
		}
	}
	return all
}

// covers tells whether every object of a type meets a fragment's condition.
func (o outputs) covers(condition string, of *ast.Definition) bool {
	if condition == "" {
		return true
	}
	meet := o.kinds(o.schema.Types[condition])
	return !slices.ContainsFunc(o.kinds(of), func(kind string) bool { return !slices.Contains(meet, kind) })
}

// kinds are the names of the object types that a type may be, sorted.
func (o outputs) kinds(of *ast.Definition) []string {
	var names []string
	for _, x := range o.schema.GetPossibleTypes(of) {
		names = append(names, x.Name)
	}
	slices.Sort(names)
	return names
}

// value is what a field of a type gives.
func (o outputs) value(t *ast.Type, set ast.SelectionSet, about string) object {
	var v object
	switch def := o.schema.Types[t.Name()]; {
	case t.Elem != nil:
		v = object{"type": "array", "items": o.value(t.Elem, set, "")}
	case len(set) > 0:
		v = o.selected(set, def)
	case def.Kind == ast.Enum:
		var names []string
		for _, x := range def.EnumValues {
			names = append(names, x.Name)
		}
		v = object{"type": "string", "enum": names}
	default:
		v = object{}
		if name, ok := scalars[def.Name]; ok {
			v["type"] = name
		}
	}
	if !t.NonNull {
		v = object{"anyOf": []object{v, {"type": "null"}}}
	}
	if about != "" {
		v["description"] = about
	}
	return v
}
