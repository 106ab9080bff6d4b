package cache

import (
	"bytes"
	"context"
	"testing"
)

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
