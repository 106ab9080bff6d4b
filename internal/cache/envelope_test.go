package cache

import (
	"bytes"
	"errors"
	"testing"
)

var envelopes = map[string]envelope{
	"plain": {format: 7},
	"keyed": {format: 7, secret: []byte("a secret")},
}

func TestEnvelopeRoundTrip(t *testing.T) {
	for name, e := range envelopes {
		for _, payload := range [][]byte{nil, []byte("x"), bytes.Repeat([]byte("long "), 100_000)} {
			got, err := e.open(question("a"), e.seal(question("a"), payload))
			if err != nil || !bytes.Equal(got, payload) {
				t.Errorf("%s, %d bytes: %d bytes, %v", name, len(payload), len(got), err)
			}
		}
	}
}

// One bit flipped anywhere, and every length but the right one.
func TestEnvelopeRefusesDamage(t *testing.T) {
	for name, e := range envelopes {
		whole := e.seal(question("a"), []byte("the payload"))
		for i := range len(whole) * 8 {
			damaged := bytes.Clone(whole)
			damaged[i/8] ^= 1 << (i % 8)
			if payload, err := e.open(question("a"), damaged); err == nil {
				t.Errorf("%s: bit %d flipped opens to %q", name, i, payload)
			}
		}
		for n := range len(whole) {
			if payload, err := e.open(question("a"), whole[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes open to %q", name, n, len(whole), payload)
			}
		}
		for _, tail := range []string{"\x00", "more", string(whole)} {
			if payload, err := e.open(question("a"), append(bytes.Clone(whole), tail...)); err == nil {
				t.Errorf("%s: with %d bytes more opens to %q", name, len(tail), payload)
			}
		}
	}
}

func TestEnvelopeRefusesWhatIsNotItsOwn(t *testing.T) {
	plain, keyed := envelopes["plain"], envelopes["keyed"]
	payload := []byte("the payload")
	k := question("a")
	layout := plain.seal(k, payload)
	layout[len(magic)]++
	others := bytes.Clone(plain.seal(k, payload))
	others = append([]byte("abc"), others[len(magic):len(others)-plain.sumSize()]...)
	others = plain.appendSum(others, others) // whole, and of a program that does all as this one
	tests := []struct {
		name   string
		by     envelope
		stored []byte
		want   error
	}{
		{"nothing", plain, nil, errForeign},
		{"JSON", plain, []byte("{}"), errForeign},
		{"null", plain, []byte("null"), errForeign},
		{"a reply to SET", plain, []byte("OK"), errForeign},
		{"another program's", plain, others, errForeign},
		{"another layout", plain, layout, errVersion},
		{"another format", plain, envelope{format: 8}.seal(k, payload), errVersion},
		{"another key", plain, plain.seal(question("b"), payload), errOtherKey},
		{"plain where keyed is wanted", keyed, plain.seal(k, payload), errDamaged},
		{"keyed where plain is wanted", plain, keyed.seal(k, payload), errDamaged},
		{"another secret", keyed, envelope{format: 7, secret: []byte("another secret")}.seal(k, payload), errDamaged},
	}
	for _, test := range tests {
		if got, err := test.by.open(k, test.stored); !errors.Is(err, test.want) {
			t.Errorf("%s: %q, %v, want %v", test.name, got, err, test.want)
		}
	}
}

// Lengths that lie, under a checksum that holds.
func TestEnvelopeRefusesWrongLengths(t *testing.T) {
	for name, e := range envelopes {
		whole := e.seal(question("a"), []byte("the payload"))
		body := whole[:len(whole)-e.sumSize()]
		keyLength, payloadLength := headSize-1, headSize+len(question("a").text)+3
		for _, at := range []int{keyLength, payloadLength} {
			for _, by := range []int{-1, 1, 4, 40, 200} {
				lies := bytes.Clone(body)
				lies[at] += byte(by)
				if payload, err := e.open(question("a"), e.appendSum(lies, lies)); !errors.Is(err, errDamaged) && !errors.Is(err, errOtherKey) {
					t.Errorf("%s: the length at %d, %+d, opens to %q, %v", name, at, by, payload, err)
				}
			}
		}
		for n := headSize; n < len(body); n++ {
			short := bytes.Clone(body[:n])
			if payload, err := e.open(question("a"), e.appendSum(short, short)); !errors.Is(err, errDamaged) {
				t.Errorf("%s: %d of %d bytes open to %q, %v", name, n, len(body), payload, err)
			}
		}
		long := append(bytes.Clone(body), 0)
		if payload, err := e.open(question("a"), e.appendSum(long, long)); !errors.Is(err, errDamaged) {
			t.Errorf("%s: a byte more opens to %q, %v", name, payload, err)
		}
	}
}

// Whatever opens is exactly what sealing its payload gives.
func FuzzEnvelope(f *testing.F) {
	for _, e := range envelopes {
		f.Add(e.seal(question("a"), []byte("the payload")), len(e.secret) > 0)
		f.Add(e.seal(question("b"), nil), len(e.secret) > 0)
	}
	f.Add([]byte("clv\x01\x00\x00\x00\x07\xff\xff\xff\xff"), false)
	f.Add([]byte("{}"), true)
	f.Fuzz(func(t *testing.T, stored []byte, keyed bool) {
		e := envelopes["plain"]
		if keyed {
			e = envelopes["keyed"]
		}
		payload, err := e.open(question("a"), stored)
		if err == nil && !bytes.Equal(stored, e.seal(question("a"), payload)) {
			t.Errorf("%q opens to %q, which is stored otherwise", stored, payload)
		}
		// The same payload under a checksum that holds: whatever it is, it must come back.
		if got, err := e.open(question("a"), e.seal(question("a"), stored)); err != nil || !bytes.Equal(got, stored) {
			t.Errorf("%q comes back as %q, %v", stored, got, err)
		}
	})
}
