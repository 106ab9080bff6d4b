package graph

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// Code is what clients tell errors apart by: the `code` in an error's `extensions`. This list is complete.
type Code string

// The codes of errors in a request, its document or its arguments; what the limits refuse; and what went wrong here.
const (
	BadUserInput               Code = "BAD_USER_INPUT"
	NotFound                   Code = "NOT_FOUND"
	BadRequest                 Code = "BAD_REQUEST"
	MethodNotAllowed           Code = "METHOD_NOT_ALLOWED"
	NotAcceptable              Code = "NOT_ACCEPTABLE"
	UnsupportedMediaType       Code = "UNSUPPORTED_MEDIA_TYPE"
	ParseFailed                Code = "GRAPHQL_PARSE_FAILED"
	ValidationFailed           Code = "GRAPHQL_VALIDATION_FAILED"
	DocumentNotFound           Code = "DOCUMENT_NOT_FOUND"
	DocumentNotTrusted         Code = "DOCUMENT_NOT_TRUSTED"
	PersistedQueryNotFound     Code = "PERSISTED_QUERY_NOT_FOUND"
	PersistedQueryNotSupported Code = "PERSISTED_QUERY_NOT_SUPPORTED"
	OperationUnknown           Code = "OPERATION_RESOLUTION_FAILURE"
	IntrospectionDisabled      Code = "INTROSPECTION_DISABLED"
	RequestTooLarge            Code = "REQUEST_TOO_LARGE"
	VariablesTooLarge          Code = "VARIABLES_TOO_LARGE"
	DocumentTooLarge           Code = "DOCUMENT_TOO_LARGE"
	DocumentTooDeep            Code = "DOCUMENT_TOO_DEEP"
	TooManyAliases             Code = "TOO_MANY_ALIASES"
	TooManyRootFields          Code = "TOO_MANY_ROOT_FIELDS"
	TooManyPlans               Code = "TOO_MANY_PLANS"
	TooCostly                  Code = "QUERY_TOO_COSTLY"
	AnswerTooLarge             Code = "ANSWER_TOO_LARGE"
	RateLimited                Code = "RATE_LIMITED"
	Timeout                    Code = "TIMEOUT"
	Overloaded                 Code = "OVERLOADED"
	Internal                   Code = "INTERNAL"
)

// What an answer shows of errors at most.
const (
	maxErrors       = 20
	maxMessageBytes = 500
	maxEchoBytes    = 80 // of what the caller sent, within a message
	maxNearest      = 3
)

const (
	internalMessage = "Something went wrong on our side. The details are in the server's log."
	timeoutMessage  = "The answer took longer than this server allows. Ask for less at once, or again later."
)

// Overload is what an Options.Plan gives for a question that must not wait, or no longer, for the limit that says so.
func Overload(limit string) *Error {
	return &Error{Code: Overloaded, Message: "Too many planning questions are waiting. Ask again in a moment.", Limit: limit}
}

// Error is a mistake of the caller, or a limit that the request went over.
type Error struct {
	Code    Code
	Message string
	// Argument leads to the argument that is wrong: names and, within lists, indices. Clients read it as `argument` in the
	// error's `extensions`.
	Argument []any
	// Nearest are resource names near to an unknown id, nearest first; `nearest` in the error's `extensions`.
	Nearest []string
	// Limit is what the request went over: a field of [Limits], or what an Options.Plan calls it; empty for other errors. The
	// answer does not show it.
	Limit string

	locations []gqlerror.Location // in the document, for what fails before its execution
}

func (e *Error) Error() string { return e.Message }

// bad is a wrong argument; the message goes on from the argument's path.
func bad(at []any, format string, args ...any) *Error {
	return &Error{Code: BadUserInput, Message: dotted(at) + " " + fmt.Sprintf(format, args...), Argument: at}
}

// unknown is an id that nothing in a collection has; nothing at all for the empty collection.
func (r *Resolver) unknown(in catalog.Collection, id string, at ...any) *Error {
	e := &Error{Code: NotFound, Argument: at, Message: fmt.Sprintf("there is no %s %s", nouns[in], echo(id))}
	where := []catalog.Collection{in}
	if in == "" {
		where = relate.Collections
	}
	for _, n := range r.catalog.Nearest(id, maxNearest, where...) {
		e.Nearest = append(e.Nearest, n.ID())
	}
	if len(e.Nearest) > 0 {
		e.Message += "; did you mean " + strings.Join(e.Nearest, ", ") + "?"
	}
	e.Message = unknownMessage(e.Message, e.Nearest)
	return e
}

// unknownMessage says where ids are found, to a caller whose id is near to none.
func unknownMessage(message string, nearest []string) string {
	if len(nearest) > 0 {
		return message
	}
	return message + "; `search` finds ids by name, alias or code."
}

var nouns = map[catalog.Collection]string{
	catalog.Careers: "career", catalog.Credentials: "credential", catalog.Industries: "industry", catalog.Skills: "skill",
	catalog.Concentrations: "concentration", catalog.Organizations: "organization", catalog.Fields: "field of study",
	"": "node",
}

// wrong makes one error of the planner's problems; nil for none.
func wrong(problems planner.Problems) error {
	out := make([]error, len(problems))
	for i, p := range problems {
		e := &Error{Code: BadUserInput, Message: dotted(p.Path) + ": " + p.Message, Argument: p.Path, Nearest: p.Nearest}
		if p.Code == planner.NotFound {
			e.Code, e.Message = NotFound, unknownMessage(p.Message, p.Nearest)
		}
		out[i] = e
	}
	return joined(out...)
}

// dotted is an argument's path as people write it: "input.from.credentials[0]".
func dotted(path []any) string {
	var b strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case int:
			b.WriteString("[" + strconv.Itoa(step) + "]")
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			fmt.Fprint(&b, step)
		}
	}
	return b.String()
}

// echo quotes what the caller sent, shortened.
func echo(s string) string { return strconv.Quote(shortened(s, maxEchoBytes)) }

func shortened(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// present is how an error of a field reaches the caller. What is not a known mistake of the caller is hidden, and logged.
func (r *Resolver) present(ctx context.Context, err error) *gqlerror.Error {
	if errors.Is(err, cut) {
		return cut
	}
	out := &gqlerror.Error{}
	var wrapped *gqlerror.Error
	if errors.As(err, &wrapped) {
		out.Path, out.Locations = wrapped.Path, wrapped.Locations
	}
	var argument []any
	if fc := graphql.GetFieldContext(ctx); fc != nil {
		if path := fc.Path(); len(out.Path) > len(path) { // what lies beyond the field is an argument
			for _, step := range out.Path[len(path):] {
				argument = append(argument, plainStep(step))
			}
			out.Path = path
		}
		if pos := fc.Field.Position; out.Locations == nil && fc.Field.Field != nil && pos != nil {
			out.Locations = []gqlerror.Location{{Line: pos.Line, Column: pos.Column}}
		}
	}
	var own *Error
	switch {
	case errors.As(err, &own):
		own.fill(out)
	case errors.Is(err, node.ErrInt):
		bad(argument, "%v.", node.ErrInt).fill(out)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		(&Error{Code: Timeout, Message: timeoutMessage}).fill(out)
	default:
		r.log.ErrorContext(ctx, "a field failed", "path", out.Path.String(), "error", err.Error())
		(&Error{Code: Internal, Message: internalMessage}).fill(out)
	}
	return out
}

// recovered makes an error of a panic, whose story goes to the log alone.
func (r *Resolver) recovered(ctx context.Context, what any) error {
	r.log.ErrorContext(ctx, "a field panicked", "panic", fmt.Sprint(what), "stack", string(debug.Stack()))
	return &Error{Code: Internal, Message: internalMessage}
}

// fill writes the error's message and extensions.
func (e *Error) fill(out *gqlerror.Error) {
	out.Message = shortened(strings.ToValidUTF8(e.Message, "�"), maxMessageBytes)
	out.Err, out.Extensions = e, map[string]any{"code": e.Code}
	if e.locations != nil {
		out.Locations = e.locations
	}
	if len(e.Argument) > 0 {
		out.Extensions["argument"] = e.Argument
	}
	if len(e.Nearest) > 0 {
		out.Extensions["nearest"] = e.Nearest
	}
}

// graphQL is an error that stands before or beside the execution.
func (e *Error) graphQL() *gqlerror.Error {
	out := &gqlerror.Error{}
	e.fill(out)
	return out
}

func plainStep(step ast.PathElement) any {
	switch step := step.(type) {
	case ast.PathIndex:
		return int(step)
	case ast.PathName:
		return string(step)
	}
	return fmt.Sprint(step)
}

// presentable puts the errors of an answer in an order that does not depend on which field was faster, and bounds them.
func presentable(list gqlerror.List) gqlerror.List {
	slices.SortStableFunc(list, func(a, b *gqlerror.Error) int {
		return cmp.Or(
			slices.CompareFunc(a.Locations, b.Locations, func(a, b gqlerror.Location) int {
				return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
			}),
			cmp.Compare(a.Path.String(), b.Path.String()),
		)
	})
	if len(list) > maxErrors {
		more := &Error{Code: code(list[maxErrors]), Message: fmt.Sprintf("… and %d more errors.", len(list)-maxErrors)}
		list = append(slices.Clip(list[:maxErrors]), more.graphQL())
	}
	return list
}

func code(e *gqlerror.Error) Code {
	c, _ := e.Extensions["code"].(Code)
	return c
}
