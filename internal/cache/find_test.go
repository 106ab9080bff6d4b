package cache

import "testing"

// TestFind keeps a value and finds it, in the cache that kept it and in another on the same Redis.
func TestFind(t *testing.T) {
	server := startRedis(t)
	first, second, alone := open(t, server.url(), Options{}), open(t, server.url(), Options{}), New(Options{})
	k := NewKey(Document).String("hash")
	for _, c := range []*Cache{first, second, alone} {
		if n, ok := Find(t.Context(), c, k, noteCodec{}); ok {
			t.Errorf("found %v before anything was kept", n)
		}
	}
	Keep(first, k, noteCodec{}, &note{"a document"})
	eventually(t, "the value is written", func() bool { return first.Stats().Writes == 1 })
	for _, c := range []*Cache{first, second, second} {
		if n, ok := Find(t.Context(), c, k, noteCodec{}); !ok || n.text != "a document" {
			t.Error("what was kept is not found")
		}
	}
	if _, ok := Find(t.Context(), alone, k, noteCodec{}); ok {
		t.Error("a cache without Redis found what another kept")
	}
	if hits := second.Stats(); hits.RedisHits != 1 || hits.MemoryHits != 1 || hits.Computed != 0 {
		t.Errorf("%+v; want one hit in Redis and one in memory", hits)
	}
}
