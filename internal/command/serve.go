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

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/catalog"
	"careerlattice/internal/web"
)

type serveCommand struct {
	catalogFlag
	Watch          bool          `env:"CAREERLATTICE_WATCH" help:"Reads the catalog again when a file of it changes."`
	Listen         string        `default:":8080" env:"CAREERLATTICE_LISTEN" placeholder:"ADDR" help:"The address to serve on (${default})."`
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

// closeWithin is how long a stopping server writes what is still to go to Redis.
const closeWithin = 300 * time.Millisecond

// Run serves until ctx ends.
func (cmd *serveCommand) Run(ctx context.Context, t terminal) error {
	if err := cmd.check(); err != nil {
		return err
	}
	signal.Ignore(syscall.SIGPIPE) // the server lives on when the reader of its log is gone
	log := cmd.logger(t.err)
	kept, err := cmd.openCache(log, 0)
	if err != nil {
		return err
	}
	defer func() {
		limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeWithin)
		defer cancel()
		if err := kept.Close(limit); err != nil {
			log.Warn("closing the cache", "problem", err)
		}
	}()
	proxies, err := web.ParseProxies(cmd.TrustedProxies)
	if err != nil {
		return usagef("--trusted-proxies: %w", err)
	}
	documents, err := cmd.trusted()
	if err != nil {
		return err
	}
	s := newService(cmd, kept, documents, log)
	server, err := web.New(web.Options{
		Logger: log, CORSOrigins: cmd.CORSOrigins, RequestTimeout: cmd.RequestTimeout, IdleTimeout: cmd.IdleTimeout,
		Drain: cmd.Drain, Metrics: s.metrics.handler(), Rate: cmd.Rate, Proxies: proxies, Refused: graph.RefuseRate(),
	})
	if err != nil {
		return usageError{err}
	}
	c, err := s.load()
	if err != nil {
		return err
	}
	hangUp := make(chan os.Signal, 1)
	signal.Notify(hangUp, syscall.SIGHUP) // before anybody can connect: else it would end the process
	defer signal.Stop(hangUp)
	l, err := listen(ctx, cmd.Listen)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }() // Serve closes it as well
	address := "http://" + reachable(l.Addr())
	if err := s.publish(server, c, address); err != nil {
		return err
	}
	if err := announce(t.out, c, address); err != nil {
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

func (cmd *serveCommand) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: cmd.LogLevel}
	if cmd.LogFormat == "json" {
		return slog.New(web.LogHandler(slog.NewJSONHandler(w, options)))
	}
	return slog.New(web.LogHandler(slog.NewTextHandler(w, options)))
}

// openCache makes the cache; patience is how long a read from Redis may take, where it is not 0.
func (cmd *serveCommand) openCache(log *slog.Logger, patience time.Duration) (*cache.Cache, error) {
	o := cache.Options{
		MaxBytes: cmd.CacheBytes, TTL: cmd.CacheTTL, FormatVersion: planFormat, Secret: []byte(cmd.CacheSecret), Logger: log,
		Timeout: patience,
		Begin:   newTurns(cmd.MaxPlanning, cmd.MaxWaiting, cmd.PlanningWait).begin,
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

func listen(ctx context.Context, address string) (net.Listener, error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("the address %s is in use: stop the program that has it, or take another, such as --listen :8081", address)
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

// announce says what is served, where, and one line to try.
func announce(w io.Writer, c *catalog.Catalog, address string) error {
	_, err := fmt.Fprintf(w, `Serving %s: %s, %s
  digest      %s
  start page  %s/
  playground  %s/playground
  API         %s/graphql
Try:
  %s
`, strings.Join(titles(c), ", "), plural(len(c.Careers), "career"), plural(len(c.Credentials), "credential"), c.Digest,
		address, address, address, tryLine(c, address))
	return err
}
