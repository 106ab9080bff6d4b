package graph

import (
	"context"
	"reflect"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// Limits bound what one request may cost. What goes over one is refused with a code of its own, before anything is planned.
type Limits struct {
	BodyBytes     int64 // of a request; REQUEST_TOO_LARGE
	VariableBytes int   // of a request's variables as JSON; VARIABLES_TOO_LARGE
	Tokens        int   // of a document; DOCUMENT_TOO_LARGE, as for the next six
	Operations    int   // of a document
	Fragments     int   // that a document defines
	Spreads       int   // of fragments in a document
	Variables     int   // of an operation
	Directives    int   // in a document
	Fields        int   // that a document writes
	Repeats       int   // of one field with selections in one selection; DOCUMENT_TOO_LARGE
	Depth         int   // of selections within selections; DOCUMENT_TOO_DEEP
	Aliases       int   // of an operation, each as often as its fragment is used; TOO_MANY_ALIASES
	RootFields    int   // of an operation; TOO_MANY_ROOT_FIELDS
	Cost          int   // fields that an operation may resolve as its page sizes have it; QUERY_TOO_COSTLY
	Plans         int   // planning questions of a request; TOO_MANY_PLANS
	Cells         int   // of matrices of a request; TOO_MANY_PLANS
	Resolved      int   // fields that are resolved and entries of lists, and [planFields] more for each plan shown; ANSWER_TOO_LARGE
	AnswerBytes   int   // of an answer's data, and [planBytes] more for each plan shown; ANSWER_TOO_LARGE
	ListLength    int   // entries of a list argument; BAD_USER_INPUT
	KeptBytes     int   // of documents that are kept parsed, in all
}

// DefaultLimits let pages of 100, three nested levels of relations, the full introspection and documents of 16 KB through.
var DefaultLimits = Limits{
	BodyBytes: 1 << 20, VariableBytes: 256 << 10, Tokens: 8_000, Operations: 50, Fragments: 100, Spreads: 500, Variables: 100, Directives: 200, Fields: 6_000, Repeats: 20,
	Depth: 30, Aliases: 100, RootFields: 50, Cost: 50_000_000, Plans: 25, Cells: 2_500, Resolved: 80_000, AnswerBytes: 1 << 20, ListLength: 1_000,
	KeptBytes: 1 << 20,
}

// What each plan of a page adds to the limits of an answer, up to a page of 100: a page of long plans with all they have
// is larger than any other answer worth having.
const (
	planFields = 2_000
	planBytes  = 40_000
)

// exchangeFields is how many fields it counts for to find what would do in a step's place: it looks through all credentials. In
// plans of hundreds of steps it counts for more, since it leaves out each of them in turn.
func exchangeFields(steps int) int { return 20 + steps*steps/100 }

// interchangeable finds what would do in a step's place, and counts that.
func interchangeable(ctx context.Context, s *planner.StudyStep) ([]*catalog.Credential, error) {
	if !spend(ctx).afford(exchangeFields(s.StepsInPlan())) {
		return nil, cut
	}
	return s.Interchangeable(), nil
}

// filled gives each limit that is 0 its default.
func (l Limits) filled() Limits {
	d := DefaultLimits
	for _, x := range []struct{ is, otherwise *int }{
		{&l.VariableBytes, &d.VariableBytes},
		{&l.Tokens, &d.Tokens},
		{&l.Operations, &d.Operations},
		{&l.Fragments, &d.Fragments},
		{&l.Spreads, &d.Spreads},
		{&l.Variables, &d.Variables},
		{&l.Directives, &d.Directives},
		{&l.Fields, &d.Fields},
		{&l.Repeats, &d.Repeats},
		{&l.Depth, &d.Depth},
		{&l.Aliases, &d.Aliases},
		{&l.RootFields, &d.RootFields},
		{&l.Cost, &d.Cost},
		{&l.Plans, &d.Plans},
		{&l.Cells, &d.Cells},
		{&l.Resolved, &d.Resolved},
		{&l.AnswerBytes, &d.AnswerBytes},
		{&l.ListLength, &d.ListLength},
		{&l.KeptBytes, &d.KeptBytes},
	} {
		if *x.is == 0 {
			*x.is = *x.otherwise
		}
	}
	if l.BodyBytes == 0 {
		l.BodyBytes = d.BodyBytes
	}
	return l
}

// spent is what a request has cost so far. It holds what cannot be counted before: how long lists turn out to be.
type spent struct {
	limits                 Limits
	resolved, asked, shown atomic.Int64
	tooLarge               atomic.Bool
}

type spentKey struct{}

func withSpent(ctx context.Context, l Limits) (context.Context, *spent) {
	s := &spent{limits: l}
	return context.WithValue(ctx, spentKey{}, s), s
}

func spend(ctx context.Context) *spent { return ctx.Value(spentKey{}).(*spent) }

// ask counts a planning question.
func (s *spent) ask() error {
	if s.asked.Add(1) > int64(s.limits.Plans) {
		return tooManyPlans(s.limits)
	}
	return nil
}

// plans is how many plans the answer shows in pages, as far as they count.
func (s *spent) plans() int { return min(int(s.shown.Load()), maxPage) }

// check holds an answer of so many bytes against the limits.
func (s *spent) check(bytes int) *Error {
	switch {
	case s.tooLarge.Load():
		return answerTooLarge("Resolved")
	case bytes > s.limits.AnswerBytes+planBytes*s.plans():
		return answerTooLarge("AnswerBytes")
	}
	return nil
}

// field counts a field before it is resolved and what it gave before that is looked into, as gqlgen's field middleware.
func field(ctx context.Context, next graphql.Resolver) (any, error) {
	s := spend(ctx)
	if !s.afford(1) {
		return nil, cut
	}
	given, err := next(ctx)
	if err != nil {
		return given, apart(ctx, err)
	}
	if v := reflect.ValueOf(given); v.Kind() == reflect.Slice && !s.afford(v.Len()) {
		return nil, cut
	}
	return given, nil
}

// afford counts fields and entries of lists, and tells whether the answer may still have them.
func (s *spent) afford(n int) bool {
	if s.resolved.Add(int64(n)) > int64(s.limits.Resolved+planFields*s.plans()) {
		s.tooLarge.Store(true)
		return false
	}
	return true
}

func answerTooLarge(limit string) *Error {
	return &Error{Code: AnswerTooLarge, Message: "The answer is larger than this server allows. Ask for fewer fields or smaller pages.", Limit: limit}
}

// tooLong says that a list argument has more entries than are taken.
func tooLong(at []any, entries int, l Limits) *Error {
	e := bad(at, "has %d entries; at most %d are taken.", entries, l.ListLength)
	e.Limit = "ListLength"
	return e
}

// cut is [answerTooLarge] as every field gets it once an answer is too large. It has a path and a place of its own, so that
// none are made for each of them; the answer shows neither.
var cut = &gqlerror.Error{Message: answerTooLarge("").Message, Path: ast.Path{}, Locations: []gqlerror.Location{}}
