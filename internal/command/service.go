package command

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
	"careerlattice/internal/web"
)

// service makes sites of catalogs. Caches and metrics outlive a catalog that is read again.
type service struct {
	settings *serveCommand
	cache    *cache.Cache
	observe  *observer
	answers  *graph.Answers
	trusted  map[string]string
	program  func() ([sha256.Size]byte, error)
	log      *slog.Logger
	served   atomic.Pointer[catalog.Catalog]
	share    float64 // of what the settings allow caches, that they may take: see fit
}

func newService(settings *serveCommand, kept *cache.Cache, trusted map[string]string, observe *observer, log *slog.Logger) *service {
	answers := graph.NewAnswers(settings.AnswerBytes)
	program := sync.OnceValues(programDigest)
	if settings.Redis != "" {
		go func() { _, _ = program() }() // while the catalog is read
	}
	observe.watchCache(kept.Stats, answers.Stats)
	return &service{
		settings: settings, cache: kept, log: log, answers: answers, trusted: trusted, program: program, observe: observe, share: 1,
	}
}

// mostLogged is how many warnings of a catalog are logged; the rest is counted.
const mostLogged = 10

// load reads the catalog, says how long that took, and logs its warnings.
func (s *service) load() (*catalog.Catalog, time.Duration, error) {
	start := time.Now()
	c, warnings, err := load(s.settings.Catalog)
	took := time.Since(start)
	if err != nil {
		return nil, took, err
	}
	for i, w := range warnings {
		if i == mostLogged {
			s.log.Warn("catalog: careerlattice check lists the rest", "findings", len(warnings)-i)
			break
		}
		s.log.Warn("catalog", "finding", w.String())
	}
	return c, took, nil
}

// publish serves c, which it took so long to read, from now on.
func (s *service) publish(server *web.Server, c *catalog.Catalog, took time.Duration, address string) error {
	p := planner.New(c, s.settings.LabelBudget)
	answers := &plans{cache: s.cache, planner: p, digest: c.Digest, budget: s.settings.LabelBudget, observe: s.observe}
	relations := sync.OnceValue(func() *relate.Relations { return relate.New(c) })
	handler := s.api(c, answers, relations)
	files := newExports(c, p, relations, answers.plan, sets{answers}, s.settings.limits().Cells)
	site := web.Site{GraphQL: handler, Exports: files, SDL: graph.SDL(), Explorer: web.EmbeddedExplorer(), Overview: overview(c, address), Examples: workedQueries(c)}
	if s.settings.MCP == "on" {
		offered, err := newAssistant(handler, s.trusted)
		if err != nil {
			return err
		}
		site.Assistant = offered.Handler(s.settings.MaxBody)
	}
	if err := server.Publish(site); err != nil {
		return err
	}
	go func() { relations().Prepare() }()
	s.served.Store(c)
	s.observe.serve(c, took)
	return nil
}

// api is the API of a catalog.
func (s *service) api(c *catalog.Catalog, answers *plans, relations func() *relate.Relations) http.Handler {
	limits := s.settings.limits()
	limits.KeptBytes = max(int(s.shareOf(int64(limits.KeptBytes))), 1)
	return graph.NewHandler(graph.Options{
		Catalog: c, Planner: answers.planner, Relations: relations, Plan: answers.plan, Sets: sets{answers}, Limits: limits,
		Answers: s.answers, Shared: s.shared(), MaxAge: s.settings.MaxAge, Timeout: s.settings.RequestTimeout,
		Persisted: persisted{s.cache}, Trusted: withExplorer(s.trusted), TrustedOnly: s.settings.DocumentsOnly == "on",
		NoIntrospection: s.settings.Introspection == "off", Federation: s.settings.Federation == "on", Watch: s.observe.operation, Log: s.log,
	})
}

// shared keeps answers for other servers; nil where there is no Redis, or nothing is to be kept.
func (s *service) shared() graph.Shared {
	if s.settings.Redis == "" || s.settings.AnswerBytes == 0 {
		return nil
	}
	program, err := s.program()
	if err != nil {
		s.log.Warn("whole answers are not shared through Redis", "problem", err)
		return nil
	}
	return newResponses(s.cache, program, s.settings.variant(s.trusted))
}

// reloadOn reads the catalog again at each signal and each change of its files. A broken one is refused, and the old one goes on
// serving.
func (s *service) reloadOn(ctx context.Context, signals <-chan os.Signal, changed <-chan struct{}, server *web.Server, address string) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		case <-changed:
		}
		s.observe.reloads.WithLabelValues(s.reload(server, address)).Inc()
	}
}

func (s *service) reload(server *web.Server, address string) (outcome string) {
	c, took, err := s.load()
	if err != nil {
		s.log.Error("the catalog was not read again; the old one goes on serving", "problem", err)
		return "refused"
	}
	if c.Digest == s.served.Load().Digest {
		s.log.Info("the catalog means what it did; nothing changes", "digest", c.Digest)
		return "unchanged"
	}
	if err := s.publish(server, c, took, address); err != nil {
		s.log.Error("the catalog cannot be served; the old one goes on serving", "problem", err)
		return "refused"
	}
	s.log.Info("another catalog is served", "digest", c.Digest)
	return "served"
}

// facts are what /readyz says of a server that is ready.
func (s *service) facts() []web.Fact {
	c := s.served.Load()
	if c == nil { // it is about to be
		return nil
	}
	redis := map[string]string{
		"off": "none: answers are kept in memory alone", "closed": "answers",
	}[s.cache.Stats().Breaker]
	if redis == "" {
		redis = "does not answer: plans are worked out without it"
	}
	return []web.Fact{
		{Name: "catalog", Text: strings.Join(titles(c), ", ")},
		{Name: "digest", Text: c.Digest},
		{Name: "holds", Text: plural(len(c.Careers), "career") + ", " + plural(len(c.Credentials), "credential")},
		{Name: "redis", Text: redis},
	}
}

// countWithin is how long Redis may take to say how much it holds.
const countWithin = 100 * time.Millisecond

// stored says what is in the cache.
func (s *service) stored(ctx context.Context) string {
	text := fmt.Sprintf("%s in memory of at most %d MiB", plural(s.cache.Stats().MemoryEntries, "answer"), s.settings.CacheBytes>>20)
	if s.settings.Redis == "" {
		return text + ", no Redis"
	}
	limit, cancel := context.WithTimeout(ctx, countWithin)
	defer cancel()
	keys, err := s.cache.Stored(limit)
	if err != nil {
		return text + ", Redis does not answer yet"
	}
	return text + ", " + plural(int(keys), "key") + " in Redis"
}

// overview is what the start page says of a catalog.
func overview(c *catalog.Catalog, address string) web.Overview {
	return web.Overview{
		Catalogs: titles(c), Digest: c.Digest, Try: tryLine(c, address),
		Counts: []web.Count{
			{Number: len(c.Careers), Noun: "careers"},
			{Number: len(c.Credentials), Noun: "credentials"},
			{Number: len(c.Skills), Noun: "skills"},
			{Number: len(c.Industries), Noun: "industries"},
			{Number: len(c.Organizations), Noun: "organizations"},
			{Number: len(c.Sources), Noun: "sources"},
		},
	}
}
