package graph

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/maypok86/otter/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// maxKeptBytes is the longest document that is kept parsed; a parsed document takes some fifteen times its text.
const maxKeptBytes = 10_000

// documents parses and validates documents, and keeps the valid ones. What a document may have of each thing is checked
// before the rules of GraphQL, some of which take time quadratic in it.
type documents struct {
	schema *ast.Schema
	limits Limits
	rules  *rules.Rules
	valid  *otter.Cache[string, *ast.QueryDocument]
}

func newDocuments(schema *ast.Schema, limits Limits) *documents {
	return &documents{schema, limits, quietRules(), otter.Must(&otter.Options[string, *ast.QueryDocument]{
		MaximumWeight: uint64(limits.KeptBytes),
		Weigher:       func(text string, _ *ast.QueryDocument) uint32 { return uint32(len(text)) },
	})}
}

// quietRules are GraphQL's rules without "did you mean", which costs more than all others.
func quietRules() *rules.Rules {
	all := rules.NewDefaultRules()
	for _, quiet := range []struct{ loud, quiet validator.Rule }{
		{rules.FieldsOnCorrectTypeRule, rules.FieldsOnCorrectTypeRuleWithoutSuggestions},
		{rules.KnownArgumentNamesRule, rules.KnownArgumentNamesRuleWithoutSuggestions},
		{rules.KnownTypeNamesRule, rules.KnownTypeNamesRuleWithoutSuggestions},
		{rules.ScalarLeafsRule, rules.ScalarLeafsRuleWithoutSuggestions},
		{rules.ValuesOfCorrectTypeRule, rules.ValuesOfCorrectTypeRuleWithoutSuggestions},
	} {
		all.RemoveRule(quiet.loud.Name)
		all.AddRule(quiet.quiet.Name, quiet.quiet.RuleFunc)
	}
	return all
}

// read gives the valid document of a request and the operation that it asks for.
func (d *documents) read(q *request) (*ast.QueryDocument, *ast.OperationDefinition, gqlerror.List) {
	doc, cached := d.valid.GetIfPresent(q.query)
	if !cached {
		var err *Error
		if doc, err = d.parse(q.query); err == nil {
			err = measure(doc, d.limits)
		}
		if err != nil {
			return nil, nil, gqlerror.List{err.graphQL()}
		}
	}
	op, err := operation(doc, q)
	if err != nil {
		return nil, nil, gqlerror.List{err.graphQL()}
	}
	if !cached {
		if invalid := validator.ValidateWithRules(d.schema, doc, d.rules); len(invalid) > 0 {
			return nil, nil, refused(invalid)
		}
		undefer(doc)
		generatedNames(doc)
		if len(q.query) <= maxKeptBytes {
			d.valid.Set(q.query, doc)
		}
	}
	return doc, op, nil
}

// refused gives validation's errors our form.
func refused(invalid gqlerror.List) gqlerror.List {
	for _, e := range invalid {
		message, locations := e.Message, e.Locations
		*e = gqlerror.Error{Locations: locations}
		(&Error{Code: ValidationFailed, Message: message}).fill(e)
	}
	return presentable(invalid)
}

func (d *documents) parse(text string) (*ast.QueryDocument, *Error) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, d.limits.Tokens)
	if err != nil {
		message := err.Error()
		var where []gqlerror.Location
		if syntax, ok := errors.AsType[*gqlerror.Error](err); ok {
			message, where = syntax.Message, syntax.Locations
		}
		switch {
		case strings.Contains(message, "exceeded token limit"):
			return nil, tooLarge("Tokens", "tokens", d.limits.Tokens)
		case strings.Contains(message, "exceeded maximum nesting depth"):
			return nil, tooDeep(d.limits)
		}
		return nil, &Error{Code: ParseFailed, Message: message, locations: where}
	}
	return doc, nil
}

// operation is the one that a request names, or the only one.
func operation(doc *ast.QueryDocument, q *request) (*ast.OperationDefinition, *Error) {
	if len(doc.Operations) == 0 {
		return nil, &Error{Code: OperationUnknown, Message: "The document has no operation."}
	}
	if q.operation == "" && len(doc.Operations) > 1 {
		return nil, &Error{Code: OperationUnknown, Message: "The document has several operations; name one in operationName."}
	}
	op := doc.Operations[0]
	if q.operation != "" {
		op = doc.Operations.ForName(q.operation)
	}
	switch {
	case op == nil:
		return nil, &Error{Code: OperationUnknown, Message: "The document has no operation of the name in operationName."}
	case q.get && op.Operation != ast.Query:
		return nil, &Error{Code: MethodNotAllowed, Message: "GET is for queries only; send a " + string(op.Operation) + " by POST."}
	}
	return op, nil
}

// tooLarge says that a document has more of something than a field of [Limits] allows.
func tooLarge(limit, what string, most int) *Error {
	return &Error{Code: DocumentTooLarge, Message: fmt.Sprintf("The document has more than %d %s.", most, what), Limit: limit}
}

// measurer counts what a document writes.
type measurer struct {
	limits                      Limits
	fields, directives, spreads int
}

// measure holds what a document writes against the limits, and leaves out fields that are written twice in one place.
func measure(doc *ast.QueryDocument, l Limits) *Error {
	switch {
	case len(doc.Operations) > l.Operations:
		return tooLarge("Operations", "operations", l.Operations)
	case len(doc.Fragments) > l.Fragments:
		return tooLarge("Fragments", "fragments", l.Fragments)
	}
	m := &measurer{limits: l}
	for _, op := range doc.Operations {
		if len(op.VariableDefinitions) > l.Variables {
			return tooLarge("Variables", "variables", l.Variables)
		}
		m.directives += len(op.Directives)
		for _, v := range op.VariableDefinitions {
			m.directives += len(v.Directives)
		}
		if err := m.selection(&op.SelectionSet, map[string]int{}); err != nil {
			return err
		}
	}
	for _, f := range doc.Fragments {
		m.directives += len(f.Directives)
		if err := m.selection(&f.SelectionSet, map[string]int{}); err != nil {
			return err
		}
	}
	return nil
}

// selection counts a selection; names are how often each response name was met in it, inline fragments included.
func (m *measurer) selection(set *ast.SelectionSet, names map[string]int) *Error {
	seen := map[string]bool{}
	var failed *Error
	*set = slices.DeleteFunc(*set, func(s ast.Selection) bool {
		if failed != nil {
			return false
		}
		switch s := s.(type) {
		case *ast.FragmentSpread:
			m.spreads++
			m.directives += len(s.Directives)
		case *ast.InlineFragment:
			m.directives += len(s.Directives)
			failed = m.selection(&s.SelectionSet, names)
		case *ast.Field:
			m.directives += len(s.Directives)
			m.fields++
			if bare(s) {
				if seen[s.Alias] {
					return true
				}
				seen[s.Alias] = s.Alias == s.Name
			}
			if names[s.Alias]++; names[s.Alias] > m.limits.Repeats {
				failed = tooLarge("Repeats", "repetitions of one field", m.limits.Repeats)
				return false
			}
			failed = m.selection(&s.SelectionSet, map[string]int{})
		}
		return false
	})
	switch {
	case failed != nil:
		return failed
	case m.fields > m.limits.Fields:
		return tooLarge("Fields", "fields", m.limits.Fields)
	case m.directives > m.limits.Directives:
		return tooLarge("Directives", "directives", m.limits.Directives)
	case m.spreads > m.limits.Spreads:
		return tooLarge("Spreads", "spreads of fragments", m.limits.Spreads)
	}
	return nil
}

// bare tells whether a field is nothing but its name.
func bare(f *ast.Field) bool {
	return len(f.SelectionSet) == 0 && len(f.Arguments) == 0 && len(f.Directives) == 0 && f.Alias == f.Name
}

// undefer takes @defer away: a server may answer at once, and answers over plain HTTP have no later part.
func undefer(doc *ast.QueryDocument) {
	for _, op := range doc.Operations {
		undeferSelection(op.SelectionSet)
	}
	for _, f := range doc.Fragments {
		undeferSelection(f.SelectionSet)
	}
}

func undeferSelection(set ast.SelectionSet) {
	without := func(of ast.DirectiveList) ast.DirectiveList {
		return slices.DeleteFunc(of, func(d *ast.Directive) bool { return d.Name == "defer" })
	}
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			undeferSelection(s.SelectionSet)
		case *ast.InlineFragment:
			s.Directives = without(s.Directives)
			undeferSelection(s.SelectionSet)
		case *ast.FragmentSpread:
			s.Directives = without(s.Directives)
		}
	}
}
