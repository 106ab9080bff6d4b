package cache

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// What one process computed another reads, and it is stored with an expiry under the prefix.
func TestSecondProcessReadsWhatTheFirstWrote(t *testing.T) {
	server := startRedis(t)
	first := open(t, server.url(), Options{Prefix: "shared:", TTL: time.Hour, FormatVersion: 3})
	ask(t, first, "a")
	eventually(t, "it is written", func() bool { return first.Stats().Writes == 1 })
	if s := first.Stats(); s.Computed != 1 || s.RedisMisses != 1 || s.RedisHits != 0 {
		t.Errorf("the first: %+v", s)
	}

	second := open(t, server.url(), Options{Prefix: "shared:", FormatVersion: 3})
	ask(t, second, "a")
	ask(t, second, "a")
	if s := second.Stats(); s.Computed != 0 || s.RedisHits != 1 || s.MemoryHits != 1 || s.RedisMisses != 0 || s.Writes != 0 {
		t.Errorf("the second: %+v", s)
	}

	client := server.client()
	keys, err := client.Keys(t.Context(), "*").Result()
	if err != nil || len(keys) != 1 || keys[0] != "shared:1.3:"+question("a").hash() {
		t.Errorf("keys %v, %v", keys, err)
	}
	if ttl := client.TTL(t.Context(), keys[0]).Val(); ttl <= 59*time.Minute || ttl > time.Hour {
		t.Errorf("expires in %v", ttl)
	}
}

// Two versions of the stored form on one Redis, as in a rolling deploy: nothing crosses over, and neither is in the way.
func TestVersionsDoNotMeet(t *testing.T) {
	server := startRedis(t)
	for round := range 2 {
		for _, version := range []uint32{1, 2} {
			c := open(t, server.url(), Options{Prefix: "shared:", FormatVersion: version})
			ask(t, c, "a")
			s := c.Stats()
			if s.RedisPoisoned != 0 || int(s.RedisHits) != round || int(s.Computed) != 1-round {
				t.Errorf("round %d, version %d: %+v", round, version, s)
			}
			eventually(t, "it is written", func() bool { return round == 1 || c.Stats().Writes == 1 })
		}
	}
}

// commands counts the commands that a Redis got, but for those of this test.
func commands(t *testing.T, client *redis.Client) map[string]string {
	t.Helper()
	calls := map[string]string{}
	for _, line := range strings.Fields(client.Info(t.Context(), "commandstats").Val()) {
		name, rest, ok := strings.Cut(line, ":calls=")
		if !ok {
			continue
		}
		switch name = strings.TrimPrefix(name, "cmdstat_"); name {
		case "info", "config|resetstat", "client|list", "hello", "ping":
		default:
			calls[name], _, _ = strings.Cut(rest, ",")
		}
	}
	return calls
}

// One round trip a hit, and no command in a whole life that would hold up others on the same Redis: the commands that arrive are counted
// by Redis itself.
func TestCommands(t *testing.T) {
	server := startRedis(t)
	writer := open(t, server.url(), Options{Prefix: "shared:"})
	reader := open(t, server.url(), Options{Prefix: "shared:"})
	for _, name := range names("question", 10) {
		ask(t, writer, name)
	}
	eventually(t, "all is written", func() bool { return writer.Stats().Writes == 10 })
	client := server.client()
	eventually(t, "the reader is connected", func() bool { return strings.Count(client.ClientList(t.Context()).Val(), "cmd=getrange") >= 1 })
	time.Sleep(50 * time.Millisecond) // for its probe to end
	client.ConfigResetStat(t.Context())
	for _, name := range names("question", 10) {
		ask(t, reader, name)
	}
	if s := reader.Stats(); s.RedisHits != 10 {
		t.Errorf("%+v", s)
	}
	if calls := commands(t, client); len(calls) != 1 || calls["getrange"] != "10" {
		t.Errorf("%v for 10 hits; want 10 of GETRANGE alone", calls)
	}

	var count atomic.Int64 // with signs of life of a lease
	if _, err := Get(t.Context(), writer, question("slow"), noteCodec{}, slowly("slow", 2*beatEvery, &count)); err != nil {
		t.Error(err)
	}
	if _, err := writer.Stored(t.Context()); err != nil {
		t.Error(err)
	}
	if err := writer.Close(t.Context()); err != nil {
		t.Error(err)
	}
	calls := commands(t, client)
	for _, known := range []string{"getrange", "set", "del", "dbsize"} {
		if calls[known] == "" {
			t.Errorf("no %s", known)
		}
		delete(calls, known)
	}
	if len(calls) > 0 {
		t.Errorf("commands that are not to be sent: %v", calls)
	}
}

// A Redis that others fill, under each policy of what it then forgets: answers are right, and but where it forgets nothing it goes on
// taking values, since each may be forgotten.
func TestAnyPolicy(t *testing.T) {
	server := startRedis(t, "--maxmemory", "4mb")
	client := server.client()
	for _, policy := range []string{
		"noeviction", "allkeys-lru", "allkeys-lfu", "allkeys-random", "volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl",
	} {
		for _, err := range []error{client.FlushAll(t.Context()).Err(), client.ConfigSet(t.Context(), "maxmemory-policy", policy).Err()} {
			if err != nil {
				t.Fatal(err)
			}
		}
		c := open(t, server.url(), Options{Prefix: policy + ":"})
		all := names(strings.Repeat("long ", 4_000), 200)
		for range 2 {
			for _, name := range all {
				ask(t, c, name)
			}
			if err := c.Flush(t.Context()); err != nil {
				t.Fatal(err)
			}
			c.memory.InvalidateAll()
		}
		s := c.Stats()
		if taken := s.WriteErrors+s.WritesDropped == 0; taken != (policy != "noeviction") || s.RedisErrors+s.RedisPoisoned+s.Failed != 0 {
			t.Errorf("%s: %+v", policy, s)
		}
	}
}

// A cluster, of one node that has all slots: the form of the URL, the hook on its nodes, hits from it.
func TestCluster(t *testing.T) {
	server, port, _ := startNode(t)
	if err := server.client().ClusterAddSlotsRange(t.Context(), 0, 16383).Err(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the cluster is up", func() bool {
		return strings.Contains(server.client().ClusterInfo(t.Context()).Val(), "cluster_state:ok")
	})
	url := fmt.Sprintf("redis-cluster://127.0.0.1:1,127.0.0.1:%s", port) // one of the addresses is dead
	checkShared(t, url)
}

// A sentinel and a master.
func TestSentinel(t *testing.T) {
	port, sentinelPort := freePort(t), freePort(t)
	startRedis(t, "--port", port, "--bind", "127.0.0.1")
	dir := t.TempDir()
	startSentinel(t, dir, sentinelPort, port)
	checkShared(t, fmt.Sprintf("redis-sentinel://127.0.0.1:%s/main", sentinelPort))
}

// checkShared checks that a second cache reads what a first one computed, and gives connections up where they lie.
func checkShared(t *testing.T, url string) {
	t.Helper()
	first := open(t, url, Options{Prefix: "p:"})
	eventually(t, "Redis is in use", func() bool { return first.Stats().Breaker == "closed" })
	for _, name := range names("question", 20) {
		ask(t, first, name)
	}
	eventually(t, "all is written", func() bool { return first.Stats().Writes == 20 })
	second := open(t, url, Options{Prefix: "p:"})
	eventually(t, "Redis is in use", func() bool { return second.Stats().Breaker == "closed" })
	for _, name := range names("question", 20) {
		ask(t, second, name)
	}
	if s := second.Stats(); s.RedisHits != 20 || s.Computed != 0 || s.RedisErrors != 0 {
		t.Errorf("%+v", s)
	}
	dialed := second.remote.client.PoolStats().Misses
	if !second.remote.conns.retire() {
		t.Error("connections are not given up")
	}
	second.memory.InvalidateAll()
	ask(t, second, "question 1")
	ask(t, second, "question 2")
	if s := second.Stats(); s.RedisHits != 22 || s.RedisErrors != 0 {
		t.Errorf("after giving up connections: %+v", s)
	}
	if n := second.remote.client.PoolStats().Misses - dialed; n == 0 {
		t.Error("the connections given up are used again")
	}
}

var _ redis.Hook = dialHook{}

// versioned is a codec of texts whose version is a part of them.
type versioned struct{ version string }

func (v versioned) Encode(s string) []byte { return []byte(s) }

func (v versioned) Decode(b []byte) (string, error) {
	if !strings.HasPrefix(string(b), v.version) {
		return "", fmt.Errorf("%q is not of version %s", b, v.version)
	}
	return string(b), nil
}

func (v versioned) Weigh(s string) int { return len(s) }

// Two versions of the program on one Redis, with the same questions to both all the while: each reads its own values alone.
func TestRollingDeploy(t *testing.T) {
	server := startRedis(t)
	var work sync.WaitGroup
	for i := range 4 {
		version := fmt.Sprintf("version %d ", 1+i%2)
		c := open(t, server.url(), Options{Prefix: "shared:", FormatVersion: uint32(1 + i%2)})
		work.Go(func() {
			for n := range 2_000 {
				want := version + fmt.Sprint(n%40)
				got, err := Get(t.Context(), c, question(fmt.Sprint(n%40)), versioned{version}, func(context.Context) (string, error) { return want, nil })
				if err != nil || got != want {
					t.Errorf("%q, %v; want %q", got, err, want)
				}
				if n%40 == 0 {
					c.memory.InvalidateAll()
				}
			}
			if s := c.Stats(); s.RedisPoisoned != 0 || s.RedisHits == 0 {
				t.Errorf("%+v", s)
			}
		})
	}
	work.Wait()
}
