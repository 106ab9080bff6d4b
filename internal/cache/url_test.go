package cache

import (
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestOpenForms(t *testing.T) {
	tests := []struct {
		url                        string
		network, addr, user, pass  string
		db                         int
		tls                        bool
		cluster, sentinel, failing string
	}{
		{url: "redis://localhost:7000", network: "tcp", addr: "localhost:7000"},
		{url: "redis://localhost", network: "tcp", addr: "localhost:6379"},
		{url: "redis://[::1]:7000/3", network: "tcp", addr: "[::1]:7000", db: 3},
		{url: "redis://me:a%2Fb%40c@host:7000?db=2", network: "tcp", addr: "host:7000", user: "me", pass: "a/b@c", db: 2},
		{url: "rediss://:word@host:7000", network: "tcp", addr: "host:7000", pass: "word", tls: true},
		{url: "unix:///run/redis.sock", network: "unix", addr: "/run/redis.sock"},
		{url: "unix://me:word@/run/re@dis.sock?db=4", network: "unix", addr: "/run/re@dis.sock", user: "me", pass: "word", db: 4},
		{url: "redis-cluster://a:1,b:2,[::1]:3", cluster: "a:1 b:2 [::1]:3"},
		{url: "redis-cluster://me:word@a:1", cluster: "a:1", user: "me", pass: "word"},
		{url: "rediss-cluster://a:1,b:2", cluster: "a:1 b:2", tls: true},
		{url: "redis-sentinel://me:word@a:1,b:2/main?db=5", sentinel: "main", user: "me", pass: "word", db: 5},
		{url: "rediss-sentinel://a:1/main", sentinel: "main", tls: true},
	}
	for _, test := range tests {
		client, err := Open(test.url)
		if err != nil {
			t.Errorf("%s: %v", test.url, err)
			continue
		}
		switch c := client.(type) {
		case *redis.ClusterClient:
			o := c.Options()
			if got := strings.Join(o.Addrs, " "); got != test.cluster || o.Username != test.user || o.Password != test.pass || (o.TLSConfig != nil) != test.tls {
				t.Errorf("%s: cluster %q, user %q, password %q, TLS %v", test.url, got, o.Username, o.Password, o.TLSConfig != nil)
			}
			if o.MaxRetries != -1 || o.DialerRetries != 1 || !o.ContextTimeoutEnabled || o.ReadTimeout > time.Second {
				t.Errorf("%s: %d retries, %d dials, read timeout %v", test.url, o.MaxRetries, o.DialerRetries, o.ReadTimeout)
			}
			if o.TLSConfig != nil && o.TLSConfig.ServerName != "" {
				t.Errorf("%s: all nodes are taken for %s", test.url, o.TLSConfig.ServerName)
			}
		case *redis.Client:
			o := c.Options()
			if o.Username != test.user || o.Password != test.pass || o.DB != test.db || (o.TLSConfig != nil) != test.tls {
				t.Errorf("%s: user %q, password %q, database %d, TLS %v", test.url, o.Username, o.Password, o.DB, o.TLSConfig != nil)
			}
			if test.sentinel == "" && (o.Network != test.network || o.Addr != test.addr) {
				t.Errorf("%s: %s %s", test.url, o.Network, o.Addr)
			}
			if test.sentinel != "" && o.Addr != "FailoverClient" {
				t.Errorf("%s: dials %s", test.url, o.Addr)
			}
			if o.MaxRetries != 0 || o.DialerRetries != 1 || !o.ContextTimeoutEnabled || o.ReadTimeout > time.Second || o.DialTimeout > time.Second {
				t.Errorf("%s: %d retries, %d dials, read timeout %v", test.url, o.MaxRetries, o.DialerRetries, o.ReadTimeout)
			}
		}
		if err := client.Close(); err != nil {
			t.Errorf("%s: %v", test.url, err)
		}
	}
}

func TestOpenTakesSettings(t *testing.T) {
	client, err := Open("redis://host:1?pool_size=3&max_retries=2&read_timeout=7s")
	if err != nil {
		t.Fatal(err)
	}
	o := client.(*redis.Client).Options()
	if o.PoolSize != 3 || o.MaxRetries != 2 || o.ReadTimeout != 7*time.Second {
		t.Errorf("pool of %d, %d retries, read timeout %v", o.PoolSize, o.MaxRetries, o.ReadTimeout)
	}
	if err := client.Close(); err != nil {
		t.Error(err)
	}
}

// A wrong URL gets an error that says what to do, and shows nothing of a password, however it is mangled.
func TestOpenRefuses(t *testing.T) {
	tests := map[string]string{
		"":                                    "has no scheme: write redis://HOST:PORT, ",
		"localhost:6379":                      "has no scheme",
		"http://host":                         "has a scheme that is not known: write redis://HOST:PORT, ",
		"redis://host:port":                   "cannot be read: a host is HOST:PORT",
		"redis://host/five":                   "has a part that is not known: invalid database number",
		"redis://host/1/2":                    "has a part that is not known: invalid URL path",
		"redis://host?color=red":              "has a part that is not known: unexpected option: color",
		"redis://host?pool_size=x":            "has a part that is not known: invalid pool_size number",
		"redis://me:s3/cret@host:1":           "%2F",
		"redis://me:s3cret%zz@host:1":         "%25",
		"redis://:1/s3cret@host:1":            "is ambiguous",
		"redis://me:1?s3cret@host:1":          "is ambiguous",
		"redis://me:1#s3cret@host:1":          "is ambiguous",
		"redis://me:s3 cret@host:1":           "cannot be read",
		"unix://run/redis.sock":               "needs an absolute path: write unix:///PATH",
		"unix://":                             "needs an absolute path",
		"unix://me:1/s3cret@/run/redis.sock":  "needs an absolute path",
		"redis-cluster://":                    "needs HOST:PORT as address 1",
		"redis-cluster://a:1,b":               "needs HOST:PORT as address 2",
		"redis-cluster://me:s3cret@a:1,,c:3":  "needs HOST:PORT as address 2",
		"redis-cluster://a:1/3":               "a cluster has but one",
		"redis-cluster://a:1?db=3":            "a cluster has but one",
		"redis-sentinel://a:1,b:2":            "needs one name of a master",
		"redis-sentinel://a:1/main/3":         "needs one name of a master",
		"redis-sentinel://me:s3/cret@a:1/m":   "cannot be read",
		"redis-sentinel://me:1/s3cret@a:1/m":  "is ambiguous",
		"redis-sentinel://a/main":             "needs HOST:PORT as address 1",
		"redis-cluster://me:s3cret@a:1?x=y":   "unexpected option: x",
		"redis-cluster://me:s3?cret@a:1,b:2":  "cannot be read",
		"redis-cluster://me:s3cret@a:one,b:2": "cannot be read",
	}
	for url, want := range tests {
		client, err := Open(url)
		if err == nil {
			_ = client.Close()
			t.Errorf("%s is taken", url)
			continue
		}
		if !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "the Redis URL ") {
			t.Errorf("%s: %v, want %s", url, err, want)
		}
		if strings.Contains(err.Error(), "s3") || strings.Contains(err.Error(), "cret") {
			t.Errorf("%s: the error shows the password: %v", url, err)
		}
	}
}

func TestErrorShowsNoPassword(t *testing.T) {
	var log lines
	c := open(t, "redis://me:s3cret@127.0.0.1:1", Options{Logger: log.logger()})
	eventually(t, "it is reported", func() bool { return strings.Contains(log.all()[0], "Redis does not answer") })
	ask(t, c, "a")
	if all := strings.Join(log.all(), "\n"); strings.Contains(all, "s3cret") || !strings.Contains(all, "connection refused") {
		t.Errorf("the log says %s", all)
	}
}
