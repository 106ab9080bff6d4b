package graph

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"careerlattice/graph/generated"
)

// handler answers GraphQL over HTTP: one request, one answer.
type handler struct {
	resolver      *Resolver
	schema        *ast.Schema
	documents     *documents
	executor      *executor.Executor
	introspection bool
	answers       *Answers
	sharing       Shared
	cacheControl  string
	timeout       time.Duration
	persisted     Persisted
	trusted       map[string]string
	trustedOnly   bool
	names         map[string]string // of trusted documents, by their texts
	watch         func(context.Context) (context.Context, func(Outcome))
}

// NewHandler makes the handler of one catalog. It answers GET and POST on whatever path it is mounted.
func NewHandler(o Options) http.Handler {
	r := newResolver(o)
	served := publicSchema()
	if o.Federation {
		served = federatedSchema()
	}
	schema := generated.NewExecutableSchema(generated.Config{Schema: served, Resolvers: r})
	h := &handler{
		resolver: r, schema: served, documents: newDocuments(served, r.limits),
		executor: executor.New(schema), introspection: !o.NoIntrospection, answers: o.Answers, sharing: o.Shared, timeout: o.Timeout,
		persisted: o.Persisted, trusted: plainIDs(o.Trusted), trustedOnly: o.TrustedOnly, watch: o.Watch,
		cacheControl: fmt.Sprintf("public, max-age=%d, must-revalidate", int(o.MaxAge.Seconds())),
	}
	h.names = make(map[string]string, len(h.trusted))
	for id, text := range h.trusted {
		if other, ok := h.names[text]; !ok || id < other {
			h.names[text] = id
		}
	}
	if h.watch == nil {
		h.watch = func(ctx context.Context) (context.Context, func(Outcome)) { return ctx, func(Outcome) {} }
	}
	h.executor.SetQueryCache(parsed{})
	h.executor.SetErrorPresenter(r.present)
	h.executor.SetRecoverFunc(r.recovered)
	h.executor.AroundFields(field)
	return h
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, done := h.watch(r.Context())
	var outcome Outcome
	defer func() { done(outcome) }()
	if ctx != r.Context() {
		r = r.WithContext(ctx)
	}
	h.serve(w, r, &outcome)
}

// serve answers a request and says what came of it.
func (h *handler) serve(w http.ResponseWriter, r *http.Request, outcome *Outcome) {
	media, ok := accepted(r.Header.Values("Accept"))
	if !ok {
		media = plainJSON
	}
	defer func() {
		if what := recover(); what != nil {
			_ = h.resolver.recovered(r.Context(), what)
			outcome.Code = Internal
			internal := &Error{Code: Internal, Message: internalMessage}
			answer{status: http.StatusInternalServerError, errors: gqlerror.List{internal.graphQL()}}.write(w, media)
		}
	}()
	w.Header().Add("Vary", "Accept") // beside the Origin of CORS
	raw, no := readRaw(w, r, h.resolver.limits)
	if no == nil && !ok {
		no = refuse(http.StatusNotAcceptable, NotAcceptable, "This server answers in "+responseJSON+" and "+plainJSON+".")
	}
	if no != nil {
		outcome.fail(no.Error)
		no.write(w, media)
		return
	}
	key := keyOf(h.resolver.catalog.Digest, media, r.Method, raw)
	if kept, ok := h.answers.find(key); ok {
		outcome.Kept, outcome.Operation = true, kept.operation
		h.send(w, r, media, kept)
		return
	}
	q, no := readRequest(r.Method, raw, h.resolver.limits)
	if no != nil {
		outcome.fail(no.Error)
		no.write(w, media)
		return
	}
	ctx, cancel := r.Context(), func() {}
	if h.timeout > 0 {
		ctx, cancel = context.WithTimeout(ctx, h.timeout)
	}
	defer cancel()
	a := h.answer(ctx, q, key)
	outcome.of(a)
	if a.executed && len(a.errors) == 0 {
		kept := newKept(media, a.body(), a.operation)
		h.answers.keep(key, kept)
		h.send(w, r, media, kept)
		return
	}
	a.writeFailed(w, media)
}

// send writes a whole answer. That to a GET may be kept by others, and is not sent again to who has it.
func (h *handler) send(w http.ResponseWriter, r *http.Request, media string, a keptAnswer) {
	if r.Method != http.MethodGet {
		writeBody(w, media, http.StatusOK, a.body)
		return
	}
	w.Header().Set("Cache-Control", h.cacheControl)
	w.Header().Set("ETag", a.tag)
	if r.Header.Get("If-None-Match") == a.tag { // as nearly all write it; the library knows the rest
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
}

// answer executes a request, unless something is wrong with it, or another server has.
func (h *handler) answer(ctx context.Context, q *request, key answerKey) (a answer) {
	keep, no := h.find(ctx, q)
	if no != nil {
		return answer{errors: gqlerror.List{no.graphQL()}}
	}
	doc, op, errs := h.documents.read(q)
	if len(errs) > 0 {
		return answer{errors: errs}
	}
	keep()
	name := h.nameOf(q, op)
	defer func() { a.operation = name }()
	if failed := (&variables{schema: h.schema}).check(op, q.variables); len(failed) > 0 {
		return answer{errors: failed.graphQL()}
	}
	params := &graphql.RawParams{Query: q.query, OperationName: q.operation, Variables: q.variables, Extensions: q.extensions}
	ctx = graphql.StartOperationTrace(context.WithValue(ctx, parsedKey{}, doc))
	opCtx, errs := h.executor.CreateOperationContext(ctx, params)
	if len(errs) > 0 {
		return answer{errors: unfit(errs)}
	}
	root, cost := rootOf(doc, op), costOf(doc, op, opCtx.Variables)
	if err := h.affordable(root, cost); err != nil {
		return answer{errors: gqlerror.List{err.graphQL()}, cost: q.bill(cost, h.resolver.limits)}
	}
	planned := cost.plans+cost.cells > 0
	if planned {
		if a, ok := h.shared(ctx, key); ok {
			return a
		}
	}
	opCtx.DisableIntrospection = false // refused before, where it is off
	a = h.execute(ctx, opCtx)
	a.cost = q.bill(cost, h.resolver.limits)
	if planned {
		a = h.share(key, a)
	}
	return a
}

// affordable holds an operation against the limits.
func (h *handler) affordable(root root, cost cost) *Error {
	switch {
	case root.fields > h.resolver.limits.RootFields:
		return &Error{Code: TooManyRootFields, Message: "The operation has more than " + strconv.Itoa(h.resolver.limits.RootFields) +
			" fields at its root. Split it into several requests.", Limit: "RootFields"}
	case root.introspects && !h.introspection:
		return &Error{Code: IntrospectionDisabled, Message: "This server does not answer questions about its schema here; it may serve the schema at /schema.graphql."}
	}
	return cost.check(h.resolver.limits)
}

func (h *handler) execute(ctx context.Context, opCtx *graphql.OperationContext) answer {
	ctx, spent := withSpent(ctx, h.resolver.limits)
	responses, ctx := h.executor.DispatchOperation(ctx, opCtx)
	response := responses(ctx)
	if response == nil { // the caller left, or time is up
		timeout := &Error{Code: Timeout, Message: timeoutMessage}
		return answer{status: http.StatusServiceUnavailable, errors: gqlerror.List{timeout.graphQL()}}
	}
	if err := spent.check(len(response.Data)); err != nil {
		return answer{executed: true, errors: gqlerror.List{err.graphQL()}, data: []byte("null")}
	}
	return answer{executed: true, errors: presentable(response.Errors), data: response.Data}
}

// unfit gives the library's errors about variables our form.
func unfit(errs gqlerror.List) gqlerror.List {
	for _, e := range errs {
		argument := []any{"variables"}
		for _, step := range e.Path[min(1, len(e.Path)):] {
			argument = append(argument, plainStep(step))
		}
		message := strings.TrimSuffix(e.Message, ".")
		if message == "unknown field" {
			message = "is not a field of the input"
		}
		*e = gqlerror.Error{}
		bad(argument, "%s.", message).fill(e)
	}
	return errs
}

// parsed hands the executor the document that was read before.
type parsed struct{}

type parsedKey struct{}

// Get is the document of the request.
func (parsed) Get(ctx context.Context, _ string) (*ast.QueryDocument, bool) {
	doc, ok := ctx.Value(parsedKey{}).(*ast.QueryDocument)
	return doc, ok
}

// Add keeps nothing: [documents] does.
func (parsed) Add(context.Context, string, *ast.QueryDocument) {}
