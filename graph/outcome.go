package graph

import (
	"cmp"
	"errors"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// Outcome is what came of a request, for those who count. Nothing in it was written by the caller.
type Outcome struct {
	// Operation is the name of a trusted document's operation, or the document's id where it has none; empty for any other
	// document.
	Operation string
	// Code is that of the gravest error; empty where there is none.
	Code Code
	// Limit is that of the same error, see [Error].
	Limit string
	// Kept says that the whole answer was kept from before.
	Kept bool
}

func (o *Outcome) fail(e *Error) { o.Code, o.Limit = e.Code, e.Limit }

// of is what came of an answer: an error on our side counts before one that might not come again, and that before a mistake.
func (o *Outcome) of(a answer) {
	o.Operation = a.operation
	gravest := -1
	for _, err := range a.errors {
		weight := 0
		switch {
		case code(err) == Internal:
			weight = 2
		case busy(err):
			weight = 1
		}
		if weight > gravest {
			gravest = weight
			o.fail(asOwn(err))
		}
	}
}

// OperationNames are all that [Outcome] may name operations of trusted documents, in order.
func OperationNames(trusted map[string]string) []string {
	var names []string
	for id, text := range plainIDs(trusted) {
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			continue // which [CheckDocuments] would have refused
		}
		for _, op := range doc.Operations {
			names = append(names, cmp.Or(op.Name, id))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// asOwn is the error of ours that err shows; of errors that the library made there is the code alone.
func asOwn(err *gqlerror.Error) *Error {
	if own, ok := errors.AsType[*Error](err); ok {
		return own
	}
	return &Error{Code: code(err)}
}

// nameOf is the name of a request's operation where its document is a trusted one, however it was sent.
func (h *handler) nameOf(q *request, op *ast.OperationDefinition) string {
	id, ok := h.names[q.query]
	if !ok {
		return ""
	}
	return cmp.Or(op.Name, id)
}
