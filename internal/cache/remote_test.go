package cache

import (
	"bytes"
	"context"
	"fmt"
	"strings"
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

// One round trip a hit: the commands that arrive are counted by Redis itself.
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
	for _, line := range strings.Fields(client.Info(t.Context(), "commandstats").Val()) {
		name, rest, ok := strings.Cut(line, ":calls=")
		if !ok {
			continue
		}
		calls, _, _ := strings.Cut(rest, ",")
		switch name {
		case "cmdstat_getrange":
			if calls != "10" {
				t.Errorf("%s GETRANGE for 10 hits", calls)
			}
		case "cmdstat_info", "cmdstat_config|resetstat", "cmdstat_client|list", "cmdstat_hello":
		default:
			t.Errorf("%s %s", calls, name)
		}
	}
}

// Whatever stands in Redis under a key, the answer is right, the value is counted, and it is mended.
func TestPoisonedValues(t *testing.T) {
	server := startRedis(t)
	client := server.client()
	for name, options := range map[string]Options{"plain": {}, "keyed": {Secret: []byte("a secret")}} {
		options.Prefix = name + ":"
		c := open(t, server.url(), options)
		put := func(value any) func(key string) error {
			return func(key string) error { return client.Set(context.Background(), key, value, 0).Err() }
		}
		whole := c.remote.envelope.seal(question("a"), []byte("note:"+answer("a")))
		change := func(at int) []byte {
			b := bytes.Clone(whole)
			b[at] ^= 1
			return b
		}
		tests := map[string]func(key string) error{
			"random bytes":           put([]byte("\x00\x8f\x13\xff\xfe\x02random")),
			"JSON":                   put("{}"),
			"null":                   put("null"),
			"a number":               put(17),
			"cut short":              put(whole[:len(whole)-1]),
			"cut to the head":        put(whole[:headSize]),
			"longer":                 put(append(bytes.Clone(whole), 0)),
			"a bit of the payload":   put(change(len(whole) - 40)),
			"a bit of the checksum":  put(change(len(whole) - 1)),
			"a bit of the version":   put(change(len(magic) + 4)),
			"another format":         put(envelope{format: 9, secret: options.Secret}.seal(question("a"), []byte("note:wrong"))),
			"another's value":        put(c.remote.envelope.seal(question("b"), []byte("note:wrong"))),
			"what the codec refuses": put(c.remote.envelope.seal(question("a"), []byte("no note"))),
			"16 MB":                  put(append(bytes.Clone(whole), make([]byte, 16<<20)...)),
			"a list":                 func(key string) error { return client.RPush(context.Background(), key, "x").Err() },
			"a hash":                 func(key string) error { return client.HSet(context.Background(), key, "x", "y").Err() },
		}
		if len(options.Secret) > 0 {
			tests["well-formed, by who has not the secret"] = put(envelope{}.seal(question("a"), []byte("note:wrong")))
			tests["well-formed, by who has another secret"] = put(envelope{secret: []byte("x")}.seal(question("a"), []byte("note:wrong")))
		}
		for what, poison := range tests {
			key := stored(c, "a")
			client.Del(t.Context(), key)
			if err := poison(key); err != nil {
				t.Fatalf("%s, %s: %v", name, what, err)
			}
			c.memory.InvalidateAll()
			before := c.Stats()
			ask(t, c, "a")
			after := c.Stats()
			if after.RedisPoisoned != before.RedisPoisoned+1 || after.RedisMisses != before.RedisMisses+1 ||
				after.Computed != before.Computed+1 || after.RedisErrors != 0 || after.Breaker != "closed" {
				t.Errorf("%s, %s: %+v", name, what, after)
			}
			eventually(t, name+", "+what+" is mended", func() bool { return c.Stats().Writes == before.Writes+1 })
			c.memory.InvalidateAll()
			ask(t, c, "a")
			if s := c.Stats(); s.RedisHits != before.RedisHits+1 {
				t.Errorf("%s, %s, mended: %+v", name, what, s)
			}
		}
		// An empty string cannot be told from no string: a miss, and mended all the same.
		if err := client.Set(t.Context(), stored(c, "a"), "", 0).Err(); err != nil {
			t.Fatal(err)
		}
		c.memory.InvalidateAll()
		before := c.Stats()
		ask(t, c, "a")
		if s := c.Stats(); s.RedisMisses != before.RedisMisses+1 || s.Computed != before.Computed+1 {
			t.Errorf("%s, empty: %+v", name, s)
		}
	}
}

// Values exchanged between two keys are well-formed, and wrong.
func TestExchangedValues(t *testing.T) {
	server := startRedis(t)
	client := server.client()
	c := open(t, server.url(), Options{})
	ask(t, c, "a")
	ask(t, c, "b")
	eventually(t, "both are written", func() bool { return c.Stats().Writes == 2 })
	a, b := stored(c, "a"), stored(c, "b")
	for _, pair := range [][2]string{{a, "x"}, {b, a}, {"x", b}} {
		if err := client.Rename(t.Context(), pair[0], pair[1]).Err(); err != nil {
			t.Fatal(err)
		}
	}
	c.memory.InvalidateAll()
	ask(t, c, "a")
	ask(t, c, "b")
	if s := c.Stats(); s.RedisPoisoned != 2 || s.RedisHits != 0 || s.Computed != 4 || s.Reconnects != 1 {
		t.Errorf("%+v", s)
	}
}

// Keys that hold another type, many of them: Redis is well.
func TestWrongTypesAreNoFault(t *testing.T) {
	server := startRedis(t)
	client := server.client()
	c := open(t, server.url(), Options{})
	all := names("question", 2*tripCalls)
	for _, name := range all {
		if err := client.RPush(t.Context(), stored(c, name), "x").Err(); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range all {
		ask(t, c, name)
	}
	if s := c.Stats(); s.RedisPoisoned != 2*tripCalls || s.RedisSkipped != 0 || s.Breaker != "closed" {
		t.Errorf("%+v", s)
	}
}

// A codec that panics, on what another process wrote or on what it is to write, brings nothing down.
func TestCodecThatPanics(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{})
	get := func() {
		t.Helper()
		if n, err := Get(t.Context(), c, question("a"), panicCodec{}, func(context.Context) (*note, error) { return &note{"right"}, nil }); err != nil || n.text != "right" {
			t.Errorf("%v, %v", n, err)
		}
	}
	get()
	eventually(t, "writing has failed", func() bool { return c.Stats().WriteErrors == 1 })
	ask(t, c, "b") // the writer lives on
	eventually(t, "another is written", func() bool { return c.Stats().Writes == 1 })
	if err := server.client().Set(t.Context(), stored(c, "a"), c.remote.envelope.seal(question("a"), nil), 0).Err(); err != nil {
		t.Fatal(err)
	}
	c.memory.InvalidateAll()
	get()
	if s := c.Stats(); s.RedisPoisoned != 1 || s.Computed != 3 {
		t.Errorf("%+v", s)
	}
}

type panicCodec struct{ noteCodec }

func (panicCodec) Encode(*note) []byte          { panic("encode") }
func (panicCodec) Decode([]byte) (*note, error) { panic("decode") }

func TestCloseWritesWhatIsQueued(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{Prefix: "p:"})
	for _, name := range names("question", 300) {
		ask(t, c, name)
	}
	if err := c.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if s := c.Stats(); s.Writes != 300 || s.WritesDropped != 0 {
		t.Errorf("%+v", s)
	}
	if n := c.remote.queue.bytes.Load(); n != 0 {
		t.Errorf("the queue is empty and holds %d bytes", n)
	}
	if n := server.client().DBSize(t.Context()).Val(); n != 300 {
		t.Errorf("%d values are stored", n)
	}
	ask(t, c, "after closing")
	ask(t, c, "question 7")
	if err := c.Close(t.Context()); err != nil {
		t.Errorf("closed again: %v", err)
	}
}

// With a Redis that hangs, Close waits no longer than it is told, and says what was lost.
func TestCloseDoesNotHang(t *testing.T) {
	server := startRedis(t)
	c := open(t, server.url(), Options{})
	ask(t, c, "before")
	eventually(t, "it is written", func() bool { return c.Stats().Writes == 1 })
	server.signal(stop)
	defer server.signal(cont)
	for _, name := range names("question", 20) {
		c.remote.enqueue(write{key: question(name), encode: func() []byte { return nil }})
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	err := c.Close(ctx)
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("closing took %v", took)
	}
	if want := "20 values were not written to Redis"; err == nil || err.Error() != want {
		t.Errorf("closing gives %v, want %s", err, want)
	}
}

// The queue is bounded by values and by bytes; what does not fit is dropped at once, and counted.
func TestQueueIsBounded(t *testing.T) {
	q := newQueue()
	for i := range queueValues {
		if !q.put(write{weight: 1}) {
			t.Fatalf("no room for value %d", i)
		}
	}
	if q.put(write{}) {
		t.Error("room for one value too many")
	}
	q = newQueue()
	if !q.put(write{weight: queueBytes - 1}) || q.put(write{weight: 2}) || !q.put(write{weight: 1}) {
		t.Error("bytes are not counted")
	}
	q.close()
	if q.put(write{}) {
		t.Error("room in a closed queue")
	}
}

func TestValuesTooLargeStayInMemory(t *testing.T) {
	server := startRedis(t)
	const limit = 300
	c := open(t, server.url(), Options{MaxValue: limit})
	large := strings.Repeat("long ", limit)
	ask(t, c, large)
	ask(t, c, "short")
	ask(t, c, large)
	eventually(t, "the short one is written", func() bool { return c.Stats().Writes == 1 })
	if s := c.Stats(); s.MemoryHits != 1 || s.WritesDropped != 1 {
		t.Errorf("%+v", s)
	}
	// Whole, and one byte too large, as a process with another limit may write it.
	payload := []byte("note:wrong" + strings.Repeat(" ", limit))
	tooMuch := len(c.remote.envelope.seal(question("a"), payload)) - limit - 1
	whole := c.remote.envelope.seal(question("a"), payload[:len(payload)-tooMuch])
	if err := server.client().Set(t.Context(), stored(c, "a"), whole, 0).Err(); err != nil {
		t.Fatal(err)
	}
	ask(t, c, "a")
	if s := c.Stats(); s.RedisPoisoned != 1 || s.RedisHits != 0 {
		t.Errorf("%+v", s)
	}
}

// A cluster, of one node that has all slots: the form of the URL, the hook on its nodes, hits from it.
func TestCluster(t *testing.T) {
	port := freePort(t)
	server := startRedis(t, "--cluster-enabled", "yes", "--port", port, "--bind", "127.0.0.1", "--cluster-announce-ip", "127.0.0.1")
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
