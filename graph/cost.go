package graph

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// cost is what a selection asks for. Counts stop growing at [ceiling], far above every limit.
type cost struct {
	fields  int // that may be resolved, each as often as the pages around it are long
	plans   int // planning questions, counted alike
	cells   int // of matrices, counted alike
	aliases int // that are written, each as often as its fragment is used
	depth   int
}

const ceiling = 1 << 40

func (c cost) plus(d cost) cost {
	return cost{
		min(c.fields+d.fields, ceiling), min(c.plans+d.plans, ceiling), min(c.cells+d.cells, ceiling), min(c.aliases+d.aliases, ceiling),
		max(c.depth, d.depth),
	}
}

// coster counts one operation. Each fragment is counted once, however often it is spread.
type coster struct {
	variables map[string]any
	fragments ast.FragmentDefinitionList
	known     map[string]cost
}

// costOf counts a valid operation with its variables.
func costOf(doc *ast.QueryDocument, op *ast.OperationDefinition, variables map[string]any) cost {
	c := &coster{variables, doc.Fragments, map[string]cost{}}
	return c.selection(op.SelectionSet)
}

func (c *coster) selection(set ast.SelectionSet) cost {
	var sum cost
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			sum = sum.plus(c.field(s))
		case *ast.InlineFragment:
			sum = sum.plus(c.selection(s.SelectionSet))
		case *ast.FragmentSpread:
			sum = sum.plus(c.fragment(s.Name))
		}
	}
	return sum
}

func (c *coster) fragment(name string) cost {
	if known, ok := c.known[name]; ok {
		return known
	}
	c.known[name] = cost{} // a circle, which validation refuses, counts once
	if f := c.fragments.ForName(name); f != nil {
		c.known[name] = c.selection(f.SelectionSet)
	}
	return c.known[name]
}

func (c *coster) field(f *ast.Field) cost {
	inner, n := c.selection(f.SelectionSet), c.size(f)
	own := cost{
		fields: min(1+n*inner.fields, ceiling), plans: min(n*inner.plans, ceiling), cells: inner.cells, aliases: inner.aliases,
		depth: 1 + inner.depth,
	}
	if f.Alias != f.Name {
		own.aliases++
	}
	own.plans += c.questions(f)
	if f.Definition.Type.Name() == "PlanMatrixRow" {
		own.cells += min(c.entries(f, "from")*c.entries(f, "to"), ceiling)
	}
	return own
}

// size is how often what is selected in a field counts.
func (c *coster) size(f *ast.Field) int {
	if len(f.SelectionSet) == 0 {
		return 0
	}
	m := multipleOf(f.ObjectDefinition, f.Definition)
	if m.list != "" {
		return c.entries(f, m.list)
	}
	for _, name := range m.sizes {
		if arg := f.Arguments.ForName(name); arg != nil {
			if n, ok := whole(c.value(arg.Value)); ok {
				return max(0, min(n, m.most)) // what is beyond is refused when the field is resolved
			}
		}
	}
	return m.otherwise
}

// entries is how many entries a list argument has; one value stands for a list of one.
func (c *coster) entries(f *ast.Field, argument string) int {
	arg := f.Arguments.ForName(argument)
	if arg == nil {
		return 0
	}
	switch v := c.value(arg.Value).(type) {
	case []any:
		return len(v)
	case []string:
		return len(v)
	}
	return 1
}

// questions is how many planning questions a field itself asks.
func (c *coster) questions(f *ast.Field) int {
	p := plannedBy(f.ObjectDefinition, f.Definition)
	n := p.always + c.entries(f, p.each)
	for _, id := range c.ids(f, p.ids) {
		if strings.HasPrefix(id, planPrefix) {
			n++
		}
	}
	return n
}

// ids are the texts of an argument, which may be a list or a single one.
func (c *coster) ids(f *ast.Field, argument string) []string {
	arg := f.Arguments.ForName(argument)
	if arg == nil {
		return nil
	}
	var out []string
	switch v := c.value(arg.Value).(type) {
	case []any:
		for _, x := range v {
			out = append(out, fmt.Sprint(x))
		}
	case []string:
		out = v
	case string:
		out = []string{v}
	}
	return out
}

// value is a literal's or a variable's value; nil where it has none.
func (c *coster) value(v *ast.Value) any {
	value, err := v.Value(c.variables)
	if err != nil {
		return nil
	}
	return value
}

func whole(v any) (int, bool) {
	switch v := v.(type) {
	case int64:
		return int(v), true
	case json.Number:
		n, err := v.Int64()
		return int(n), err == nil
	}
	return 0, false
}

// check holds an operation's cost against the limits.
func (c cost) check(l Limits) *Error {
	switch {
	case c.depth > l.Depth:
		return tooDeep(l)
	case c.aliases > l.Aliases:
		return &Error{Code: TooManyAliases, Message: fmt.Sprintf("The operation has more than %d aliases. Split it into several requests.", l.Aliases), Limit: "Aliases"}
	case c.plans > l.Plans:
		return tooManyPlans(l)
	case c.cells > l.Cells:
		return &Error{Code: TooManyPlans, Message: fmt.Sprintf("The request asks for %d cells of matrices; at most %d are answered. Ask for fewer profiles or targets, or in several requests.", c.cells, l.Cells), Limit: "Cells"}
	case c.fields > l.Cost:
		return &Error{Code: TooCostly, Message: fmt.Sprintf("The operation may ask for %d fields; at most %d are allowed. Ask for smaller pages or fewer levels.", c.fields, l.Cost), Limit: "Cost"}
	}
	return nil
}

func tooDeep(l Limits) *Error {
	return &Error{Code: DocumentTooDeep, Message: fmt.Sprintf("The document is nested more than %d levels deep.", l.Depth), Limit: "Depth"}
}

func tooManyPlans(l Limits) *Error {
	return &Error{Code: TooManyPlans, Message: fmt.Sprintf(
		"The request asks more than %d planning questions; a plan under a list counts as often as the list's page is long. Ask for smaller pages, or in several requests.", l.Plans), Limit: "Plans"}
}

// root is what an operation asks for at its root.
type root struct {
	fields      int // as often as their fragments are used
	introspects bool
}

func rootOf(doc *ast.QueryDocument, op *ast.OperationDefinition) root {
	known := map[string]root{}
	var selection func(ast.SelectionSet) root
	selection = func(set ast.SelectionSet) root {
		var sum root
		for _, s := range set {
			one := root{fields: 1}
			switch s := s.(type) {
			case *ast.Field:
				one.introspects = s.Name == "__schema" || s.Name == "__type"
			case *ast.InlineFragment:
				one = selection(s.SelectionSet)
			case *ast.FragmentSpread:
				if _, ok := known[s.Name]; !ok {
					known[s.Name] = root{}
					known[s.Name] = selection(doc.Fragments.ForName(s.Name).SelectionSet)
				}
				one = known[s.Name]
			}
			sum = root{min(sum.fields+one.fields, ceiling), sum.introspects || one.introspects}
		}
		return sum
	}
	return selection(op.SelectionSet)
}
