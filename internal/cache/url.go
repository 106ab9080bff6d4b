package cache

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

const urlForms = "redis://HOST:PORT, rediss://HOST:PORT, unix:///PATH, redis-cluster://HOST:PORT,HOST:PORT " +
	"or redis-sentinel://HOST:PORT,HOST:PORT/MASTER"

// Open gives a client for a Redis URL:
//
//	redis://[USER:PASSWORD@]HOST:PORT[/DB]            rediss:// the same over TLS
//	unix://[USER:PASSWORD@]/PATH/TO/SOCKET[?db=DB]
//	redis-cluster://[USER:PASSWORD@]HOST:PORT,HOST:PORT,…
//	redis-sentinel://[USER:PASSWORD@]HOST:PORT,HOST:PORT,…/MASTER[?db=DB&sentinel_username=…&sentinel_password=…]
//
// The last two are spelled rediss-cluster and rediss-sentinel where all connections are over TLS.
// Queries set what redis.ParseURL names (pool_size, dial_timeout, …) in each form; what they leave out is set for a cache:
// no retries, short timeouts. It dials nothing, and turns off the client's own log: the cache reports what matters. An error says what is wrong without quoting what may be a password.
func Open(rawURL string) (redis.UniversalClient, error) {
	quiet()
	t, err := parseTarget(rawURL)
	if err != nil {
		return nil, fmt.Errorf("the Redis URL %w", err)
	}
	u := t.universal()
	switch t.scheme {
	case "cluster":
		o := u.Cluster()
		o.ClusterStateReloadInterval = 5 * time.Second
		o.DisableRoutingPolicies = true // else the client asks for the list of all commands first
		return redis.NewClusterClient(o), nil
	case "sentinel":
		return redis.NewFailoverClient(u.Failover()), nil
	default:
		o := u.Simple()
		o.Network = t.options.Network
		return redis.NewClient(o), nil
	}
}

var quiet = sync.OnceFunc(func() { redis.SetLogger(&logging.VoidLogger{}) })

// target is a Redis URL in its parts.
type target struct {
	scheme string // "redis", "rediss", "unix", "cluster" or "sentinel"
	addrs  []string
	master string
	// options are those of the first address, as redis.ParseURL read them.
	options                            *redis.Options
	sentinelUsername, sentinelPassword string
}

func parseTarget(rawURL string) (target, error) {
	scheme, rest, ok := strings.Cut(rawURL, "://")
	if !ok {
		return target{}, errors.New("has no scheme: write " + urlForms)
	}
	t := target{scheme: scheme}
	single, many := scheme, false
	switch scheme {
	case "redis", "rediss", "unix":
	case "redis-cluster", "redis-sentinel", "rediss-cluster", "rediss-sentinel":
		single, t.scheme, many = strings.Cut(scheme, "-")
	default:
		return target{}, errors.New("has a scheme that is not known: write " + urlForms)
	}
	// The addresses are taken out by hand: net/url knows only one.
	authority, tail := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		authority, tail = rest[:i], rest[i:]
	}
	userinfo, hosts := "", authority
	if i := strings.LastIndex(authority, "@"); i >= 0 {
		userinfo, hosts = authority[:i+1], authority[i+1:]
	}
	if many {
		t.addrs = strings.Split(hosts, ",")
		for i, a := range t.addrs {
			if host, port, err := net.SplitHostPort(a); err != nil || host == "" || port == "" {
				return target{}, fmt.Errorf("needs HOST:PORT as address %d: write %s", i+1, urlForms)
			}
		}
		hosts = t.addrs[0]
	}
	u, err := url.Parse(single + "://" + userinfo + hosts + tail)
	if err != nil {
		return target{}, errors.New("cannot be read: a host is HOST:PORT, and in a user name or password " +
			"the characters / ? # @ : and % are written as %2F %3F %23 %40 %3A and %25")
	}
	return t, t.read(u)
}

// read takes the parts of a URL that has but one address.
func (t *target) read(u *url.URL) error {
	if err := plausible(u); err != nil {
		return err
	}
	query := u.Query()
	switch t.scheme {
	case "sentinel":
		t.master = strings.Trim(u.Path, "/")
		if t.master == "" || strings.Contains(t.master, "/") {
			return errors.New("needs one name of a master after the addresses: write redis-sentinel://HOST:PORT,HOST:PORT/MASTER")
		}
		t.sentinelUsername, t.sentinelPassword = query.Get("sentinel_username"), query.Get("sentinel_password")
		query.Del("sentinel_username")
		query.Del("sentinel_password")
		u.Path = ""
	case "cluster":
		if strings.Trim(u.Path, "/") != "" || query.Has("db") {
			return errors.New("names a database, and a cluster has but one: leave out what follows the addresses")
		}
	}
	u.RawQuery = query.Encode()
	o, err := redis.ParseURL(u.String())
	if err != nil {
		return fmt.Errorf("has a part that is not known: %s", strings.TrimPrefix(err.Error(), "redis: "))
	}
	if t.addrs == nil {
		t.addrs = []string{o.Addr}
	} else if o.TLSConfig != nil {
		o.TLSConfig.ServerName = "" // each node is checked against its own name
	}
	t.options = o
	return nil
}

// plausible refuses URLs whose path or query may be the rest of a password that was not escaped, so that nothing of it is
// ever printed.
func plausible(u *url.URL) error {
	escape := errors.New("is ambiguous: in a user name or password the characters / ? # @ : and % " +
		"are written as %2F %3F %23 %40 %3A and %25")
	if u.Fragment != "" {
		return escape
	}
	if u.Scheme == "unix" {
		if u.Host != "" || u.Path == "" {
			return errors.New("needs an absolute path: write unix:///PATH or unix://USER:PASSWORD@/PATH")
		}
		return nil
	}
	if strings.Contains(u.Path, "@") || strings.Contains(u.RawQuery, "@") {
		return escape
	}
	return nil
}

// universal gives the options of the client: those of the URL, and for the rest those of a cache that may be away.
func (t *target) universal() *redis.UniversalOptions {
	o := t.options
	u := &redis.UniversalOptions{
		Addrs:            t.addrs,
		MasterName:       t.master,
		SentinelUsername: t.sentinelUsername,
		SentinelPassword: t.sentinelPassword,
		DB:               o.DB,
		ClientName:       o.ClientName,
		Username:         o.Username,
		Password:         o.Password,
		TLSConfig:        o.TLSConfig,
		Protocol:         o.Protocol,

		MaxRetries:            o.MaxRetries,
		MinRetryBackoff:       o.MinRetryBackoff,
		MaxRetryBackoff:       o.MaxRetryBackoff,
		DialerRetries:         1,
		DialTimeout:           o.DialTimeout,
		ReadTimeout:           o.ReadTimeout,
		WriteTimeout:          o.WriteTimeout,
		ContextTimeoutEnabled: true,

		PoolFIFO:              o.PoolFIFO,
		PoolSize:              o.PoolSize,
		PoolTimeout:           o.PoolTimeout,
		MinIdleConns:          o.MinIdleConns,
		MaxIdleConns:          o.MaxIdleConns,
		MaxActiveConns:        o.MaxActiveConns,
		MaxConcurrentDials:    o.MaxConcurrentDials,
		ConnMaxIdleTime:       o.ConnMaxIdleTime,
		ConnMaxLifetime:       o.ConnMaxLifetime,
		ConnMaxLifetimeJitter: o.ConnMaxLifetimeJitter,
		PipelinePoolSize:      -1,

		// Fewer round trips before the first answer, and no messages between the answers.
		DisableIdentity:          true,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
		FailingTimeoutSeconds:    1,
	}
	setDefault(&u.Protocol, 2)
	setDefault(&u.MaxRetries, -1)
	setDefault(&u.DialTimeout, 2*patience)
	setDefault(&u.ReadTimeout, 2*patience)
	setDefault(&u.WriteTimeout, 2*patience)
	return u
}

func setDefault[T comparable](field *T, value T) {
	var unset T
	if *field == unset {
		*field = value
	}
}
