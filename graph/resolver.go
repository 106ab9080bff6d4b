// Package graph is the GraphQL API over HTTP: it turns the fields of a query into reads of one immutable catalog and
// questions to the planner. It promises that one handler answers from one catalog alone, that every mistake gets a clear
// error with a code, and that no request costs more than its limits. It does not plan, cache, or listen.
package graph

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
	"careerlattice/internal/search"
)

//go:generate go run github.com/99designs/gqlgen generate

// Options say what a handler answers from, and how far it goes.
type Options struct {
	// Catalog is what is served. A changed catalog gets a handler of its own.
	Catalog *catalog.Catalog
	// Planner answers planning questions about the catalog.
	Planner *planner.Planner
	// Relations gives the relations of the catalog's nodes when they are first asked for; nil: they are made then.
	Relations func() *relate.Relations
	// Plan answers one planning question, through a cache for instance; nil: the planner does.
	Plan func(context.Context, planner.Question) (planner.Result, error)
	// Sets answers those whose answers are not plans to one career, likewise.
	Sets Sets
	// Limits bound what a request may cost; each that is 0 is that of [DefaultLimits].
	Limits Limits
	// Answers keeps whole answers; nil keeps none.
	Answers *Answers
	// Shared keeps whole answers for other servers too; nil keeps none.
	Shared Shared
	// Timeout is how long a request may be executed; 0 sets no limit.
	Timeout time.Duration
	// MaxAge is how long others may keep what a GET gave, without asking again.
	MaxAge time.Duration
	// Persisted keeps documents by their hashes; nil keeps none.
	Persisted Persisted
	// Trusted are documents by the ids that requests name them by, as [CheckDocuments] found them valid. TrustedOnly refuses
	// every other document.
	Trusted     map[string]string
	TrustedOnly bool
	// Federation serves what a router of Apollo Federation asks of a subgraph beside the schema of [SDL].
	Federation bool
	// Watch, where set, is told of each request as it begins, and by what it gives back what came of it. The request is answered
	// with the context that it gives.
	Watch func(context.Context) (context.Context, func(Outcome))
	// NoIntrospection refuses questions about the schema.
	NoIntrospection bool
	// Log gets what callers must not see; nil: slog's default.
	Log *slog.Logger
}

// Resolver answers the fields that are not plain data.
type Resolver struct {
	catalog *catalog.Catalog
	planner *planner.Planner
	plan    func(context.Context, planner.Question) (planner.Result, error)
	sets    Sets
	search  *search.Index
	limits  Limits
	log     *slog.Logger
	levels  func() needs
	related func() *relate.Relations

	// Whole lists under the types that GraphQL knows them by.
	credentials    []node.Credential
	degrees        []node.Degree
	certifications []node.Certification
}

func newResolver(o Options) *Resolver {
	r := &Resolver{
		catalog: o.Catalog, planner: o.Planner, plan: o.Plan, sets: o.Sets, search: search.New(o.Catalog), limits: o.Limits.filled(), log: o.Log,
		levels: sync.OnceValue(func() needs { return needsOf(o.Catalog) }), credentials: credentialsOf(o.Catalog.Credentials),
	}
	if r.related = o.Relations; r.related == nil {
		r.related = sync.OnceValue(func() *relate.Relations { return relate.New(o.Catalog) })
	}
	if r.plan == nil {
		r.plan = o.Planner.Plan
	}
	if r.sets == nil {
		r.sets = o.Planner
	}
	if r.log == nil {
		r.log = slog.Default()
	}
	for _, c := range o.Catalog.Credentials {
		switch c.Kind {
		case catalog.KindDegree:
			r.degrees = append(r.degrees, node.DegreeOf(c))
		case catalog.KindCertification:
			r.certifications = append(r.certifications, node.CertificationOf(c))
		}
	}
	return r
}

func credentialsOf(all []*catalog.Credential) []node.Credential {
	out := make([]node.Credential, len(all))
	for i, c := range all {
		out[i] = node.CredentialOf(c)
	}
	return out
}

func nodesOf[T catalog.Node](all []T) []catalog.Node {
	out := make([]catalog.Node, len(all))
	for i, n := range all {
		out[i] = node.Of(n)
	}
	return out
}

// one gives the entry of a collection that an argument names, by resource name or by slug alone.
func one[T catalog.Node](r *Resolver, in catalog.Collection, id string, at ...any) (T, error) {
	n, ok := r.catalog.Node(id)
	if !ok {
		n, ok = r.catalog.Node(string(in) + "/" + id)
	}
	if entry, is := n.(T); ok && is {
		return entry, nil
	}
	var none T
	return none, r.unknown(in, id, at...)
}

// some gives the entries of a collection that a list argument names; each unknown id is a mistake of its own.
func some[T interface {
	comparable
	catalog.Node
}](r *Resolver, in catalog.Collection, ids []string, at ...any) (map[T]bool, error) {
	if len(ids) > r.limits.ListLength {
		return nil, tooLong(at, len(ids), r.limits)
	}
	entries := make(map[T]bool, len(ids))
	var failed []error
	for i, id := range ids {
		entry, err := one[T](r, in, id, append(at[:len(at):len(at)], i)...)
		if err == nil {
			entries[entry] = true
		} else if failed = append(failed, err); len(failed) > maxErrors {
			break
		}
	}
	return entries, joined(failed...)
}

// ask answers a planning question, and counts it.
func (r *Resolver) ask(ctx context.Context, in planner.Input, at ...any) (planner.Result, error) {
	if err := spend(ctx).ask(); err != nil {
		return nil, err
	}
	q, problems := r.planner.Question(in, at...)
	if len(problems) > 0 {
		return nil, wrong(problems)
	}
	return r.plan(ctx, q)
}

// askHolding answers a planning question for a person who holds one credential alone.
func (r *Resolver) askHolding(
	ctx context.Context, credential, to string, optimize []planner.Criterion, constraints *planner.ConstraintsInput,
) (planner.Result, error) {
	return r.ask(ctx, planner.Input{
		From: planner.ProfileInput{Credentials: []string{credential}}, To: to, Optimize: optimize, Constraints: constraints,
	})
}

// planPrefix begins the ids of plans.
const planPrefix = "plans/"

// node gives what an id names; nil where nothing has it. An id of a plan is a planning question.
func (r *Resolver) node(ctx context.Context, id string) (node.Node, error) {
	if strings.HasPrefix(id, planPrefix) {
		return r.planNamed(ctx, id)
	}
	if slug, ok := strings.CutPrefix(id, string(catalog.Sources)+"/"); ok {
		if source, ok := r.catalog.Source(slug); ok {
			return source, nil
		}
		return nil, nil
	}
	if n, ok := r.catalog.Node(id); ok {
		return node.Of(n), nil
	}
	return nil, nil
}

// planNamed gives the plan that an id names: the one at its place in the answer to its question.
func (r *Resolver) planNamed(ctx context.Context, id string) (node.Node, error) {
	if err := spend(ctx).ask(); err != nil {
		return nil, err
	}
	question, place, ok := r.planner.PlanName(id)
	if !ok {
		return nil, nil
	}
	result, err := r.plan(ctx, question)
	if err != nil {
		return nil, err
	}
	if set, ok := result.(*planner.PlanSet); ok && place < len(set.Plans) {
		return set.Plans[place], nil
	}
	return nil, nil
}

// found gives what a text finds, best match first.
func (r *Resolver) found(text string, at []any, kinds ...catalog.Collection) ([]catalog.Node, error) {
	if n := utf8.RuneCountInString(text); n > search.MaxText {
		return nil, bad(at, "has %d characters; at most %d are searched for.", n, search.MaxText)
	}
	return r.search.Find(text, kinds...), nil
}
