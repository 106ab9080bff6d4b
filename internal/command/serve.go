package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/otlp"
	"careerlattice/internal/web"
)

type serveCommand struct {
	catalogFlag
	Watch          bool          `env:"CAREERLATTICE_WATCH" help:"Reads the catalog again when a file of it changes."`
	Listen         string        `default:":8080" env:"CAREERLATTICE_LISTEN" placeholder:"ADDR" help:"The address to serve on (${default})."`
	AdminListen    string        `env:"CAREERLATTICE_ADMIN_LISTEN" placeholder:"ADDR" help:"An address for operators alone: /metrics moves there, and profiles of the process are there."`
	Redis          string        `env:"CAREERLATTICE_REDIS" placeholder:"URL" help:"A Redis behind the cache in memory: redis://, rediss://, unix://, redis-cluster:// or redis-sentinel://."`
	CORSOrigins    []string      `name:"cors-origins" env:"CAREERLATTICE_CORS_ORIGINS" placeholder:"ORIGIN" help:"Origins whose pages may call the API, such as https://example.org; * means all."`
	Introspection  string        `default:"on" enum:"on,off" env:"CAREERLATTICE_INTROSPECTION" help:"Whether questions about the schema are answered: on or off (${default})."`
	Federation     string        `default:"off" enum:"on,off" env:"CAREERLATTICE_FEDERATION" help:"Whether the API is a subgraph of Apollo Federation: on or off (${default})."`
	RequestTimeout time.Duration `default:"120s" env:"CAREERLATTICE_REQUEST_TIMEOUT" help:"How long a request may take (${default})."`
	MaxPlanning    int           `default:"0" env:"CAREERLATTICE_MAX_PLANNING" help:"How many questions are planned at a time; 0 means as many as there are processors (${default})."`
	MaxWaiting     int           `default:"5000" env:"CAREERLATTICE_MAX_WAITING" help:"How many questions may wait to be planned (${default})."`
	PlanningWait   time.Duration `default:"60s" env:"CAREERLATTICE_PLANNING_WAIT" help:"How long a question may wait to be planned (${default})."`
	Rate           int           `default:"0" env:"CAREERLATTICE_RATE" help:"How many requests a second the API answers an address; 0 means any number (${default})."`
	TrustedProxies []string      `env:"CAREERLATTICE_TRUSTED_PROXIES" placeholder:"NETWORK" help:"Addresses and networks of proxies whose X-Forwarded-For is believed, such as 10.0.0.0/8."`
	IdleTimeout    time.Duration `default:"20s" env:"CAREERLATTICE_IDLE_TIMEOUT" help:"How long a connection may ask nothing (${default})."`
	Drain          time.Duration `default:"0s" env:"CAREERLATTICE_DRAIN" help:"How long a stopping server says that it is not ready before it stops accepting (${default})."`
	CacheBytes     int64         `default:"67108864" env:"CAREERLATTICE_CACHE_BYTES" help:"How much memory cached answers may take (${default})."`
	AnswerBytes    int64         `default:"33554432" env:"CAREERLATTICE_ANSWER_BYTES" help:"How much memory whole answers may take, which are kept by request; 0 keeps none, in Redis neither (${default})."`
	MaxAge         time.Duration `default:"60s" env:"CAREERLATTICE_MAX_AGE" help:"How long others may keep the answer to a GET without asking again (${default})."`
	CacheTTL       time.Duration `name:"cache-ttl" default:"24h" env:"CAREERLATTICE_CACHE_TTL" help:"How long Redis keeps an answer (${default})."`
	documentsFlag
	DocumentsOnly string     `default:"off" enum:"on,off" env:"CAREERLATTICE_DOCUMENTS_ONLY" help:"Whether all but trusted documents are refused: on or off (${default})."`
	MCP           string     `name:"mcp" default:"off" enum:"on,off" env:"CAREERLATTICE_MCP" help:"Whether /mcp offers the trusted documents, or built-in ones, to assistants: on or off (${default})."`
	CacheSecret   string     `env:"CAREERLATTICE_CACHE_SECRET" placeholder:"TEXT" help:"Signs what is stored, for a Redis that others can write to; the same for all servers on it."`
	LogFormat     string     `default:"text" enum:"text,json" env:"CAREERLATTICE_LOG_FORMAT" help:"How log lines are written: text or json (${default})."`
	LogLevel      slog.Level `default:"info" env:"CAREERLATTICE_LOG_LEVEL" help:"The least of what is logged: debug, info, warn or error (${default})."`
	limitFlags
}

// sharedWait is how long a question waits at most for another server on the same Redis that is planning it.
const sharedWait = 10 * time.Second

// closeWithin is how long a stopping server writes what is still to go to Redis.
const closeWithin = 300 * time.Millisecond

// Run serves until ctx ends.
func (cmd *serveCommand) Run(ctx context.Context, t terminal) error {
	if err := cmd.check(); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGPIPE) // the server lives on when the reader of its log is gone
	log := cmd.logger(t.err)
	proxies, err := web.ParseProxies(cmd.TrustedProxies)
	if err != nil {
		return usagef("--trusted-proxies: %w", err)
	}
	documents, err := cmd.trusted()
	if err != nil {
		return err
	}
	release, _ := build()
	traces, err := otlp.Open(ctx, release, log)
	if err != nil {
		return usageError{err}
	}
	defer closeSoon(ctx, log, "traces", traces.Close)
	observe := newObserver(traces, withExplorer(documents))
	kept, err := cmd.openCache(log, 0, observe)
	if err != nil {
		return err
	}
	defer closeSoon(ctx, log, "the cache", kept.Close)
	s := newService(cmd, kept, documents, observe, log)
	server, err := web.New(web.Options{
		Logger: log, CORSOrigins: cmd.CORSOrigins, RequestTimeout: cmd.RequestTimeout, IdleTimeout: cmd.IdleTimeout,
		Drain: cmd.Drain, Metrics: observe.handler(), AdminApart: cmd.AdminListen != "", Watch: observe.request, Facts: s.facts,
		Rate: cmd.Rate, Proxies: proxies, Refused: observe.refused(),
	})
	if err != nil {
		return usageError{err}
	}
	c, took, err := s.load()
	if err != nil {
		return err
	}
	s.fit()
	hangUp := make(chan os.Signal, 1)
	signal.Notify(hangUp, syscall.SIGHUP) // before anybody can connect: else it would end the process
	defer signal.Stop(hangUp)
	l, err := listen(ctx, "listen", cmd.Listen)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // Serve closes it as well
	at := places{public: "http://" + reachable(l.Addr())}
	if cmd.AdminListen != "" {
		l, err := listen(ctx, "admin-listen", cmd.AdminListen)
		if err != nil {
			return err
		}
		defer server.ServeAdmin(l)()
		at.admin = "http://" + reachable(l.Addr())
	}
	address := at.public
	if err := s.publish(server, c, took, address); err != nil {
		return err
	}
	if err := announce(t.out, c, s.stored(ctx), at); err != nil {
		log.Warn("nobody reads what is printed", "problem", err)
	}
	var changed <-chan struct{}
	if cmd.Watch {
		changed = watch(ctx, cmd.Catalog)
	}
	go s.reloadOn(ctx, hangUp, changed, server, address)
	return server.Serve(ctx, l)
}

// check refuses settings with which nothing could be served.
func (cmd *serveCommand) check() error {
	for _, d := range []struct {
		flag  string
		value time.Duration
	}{{"request-timeout", cmd.RequestTimeout}, {"idle-timeout", cmd.IdleTimeout}, {"planning-wait", cmd.PlanningWait}, {"cache-ttl", cmd.CacheTTL}} {
		if d.value <= 0 {
			return usagef("--%s: %v is not a time to wait: write one such as 20s", d.flag, d.value)
		}
	}
	if cmd.Drain < 0 {
		return usagef("--drain: %v is less than 0", cmd.Drain)
	}
	for _, n := range []struct {
		flag         string
		value, least int64
	}{
		{"cache-bytes", cmd.CacheBytes, 1},
		{"answer-bytes", cmd.AnswerBytes, 0},
		{"max-age", int64(cmd.MaxAge), 0},
		{"rate", int64(cmd.Rate), 0},
		{"max-planning", int64(cmd.MaxPlanning), 0},
		{"max-waiting", int64(cmd.MaxWaiting), 0},
	} {
		if n.value < n.least {
			return usagef("--%s: %d is less than %d", n.flag, n.value, n.least)
		}
	}
	return cmd.limitFlags.check()
}

// closeSoon closes what sends something to elsewhere at the end.
func closeSoon(ctx context.Context, log *slog.Logger, what string, closing func(context.Context) error) {
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeWithin)
	defer cancel()
	if err := closing(limit); err != nil {
		log.Warn("closing "+what, "problem", err)
	}
}

func (cmd *serveCommand) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: cmd.LogLevel}
	var lines slog.Handler = slog.NewTextHandler(w, options)
	if cmd.LogFormat == "json" {
		lines = slog.NewJSONHandler(w, options)
	}
	return slog.New(otlp.LogHandler(web.LogHandler(lines)))
}

// openCache makes the cache; patience is how long a read from Redis may take, where it is not 0.
func (cmd *serveCommand) openCache(log *slog.Logger, patience time.Duration, observe *observer) (*cache.Cache, error) {
	turns := newTurns(cmd.MaxPlanning, cmd.MaxWaiting, cmd.PlanningWait)
	turns.waited = func(d time.Duration) { observe.planningWait.Observe(d.Seconds()) }
	observe.watchTurns(turns)
	o := cache.Options{
		MaxBytes: cmd.CacheBytes, TTL: cmd.CacheTTL, FormatVersion: planFormat, Secret: []byte(cmd.CacheSecret), Logger: log,
		Timeout: patience, MaxWait: min(sharedWait, cmd.RequestTimeout/2), Begin: turns.begin, Watch: observe.redisRead,
	}
	if cmd.Redis != "" {
		client, err := cache.Open(cmd.Redis)
		if err != nil {
			return nil, usagef("--redis: %w", err)
		}
		o.Redis = client
	}
	return cache.New(o), nil
}

// listen listens on the address of a flag.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("the address %s is in use: stop the program that has it, or take another, such as --%s :8081", address, flag)
	case err != nil:
		return nil, fmt.Errorf("cannot listen on %s: %w", address, err)
	}
	return l, nil
}

// reachable is an address that a person on this machine can open.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

// places are the addresses that a server answers at; admin is empty where there is none apart.
type places struct{ public, admin string }

// announce says what is served, where, and one line to try. Stored says what is in the cache.
func announce(w io.Writer, c *catalog.Catalog, stored string, at places) error {
	metrics := at.public + "/metrics"
	if at.admin != "" {
		metrics = at.admin + "/metrics, profiles at " + at.admin + "/debug/pprof/"
	}
	_, err := fmt.Fprintf(w, `Serving %s: %s, %s
  digest      %[4]s
  cache       %[5]s
  start page  %[6]s/
  playground  %[6]s/playground
  API         %[6]s/graphql
  health      %[6]s/readyz
  metrics     %[7]s
Try:
  %[8]s
`, strings.Join(titles(c), ", "), plural(len(c.Careers), "career"), plural(len(c.Credentials), "credential"), c.Digest, stored,
		at.public, metrics, tryLine(c, at.public))
	return err
}
