package cache

import (
	"strings"
	"testing"
)

func TestReplies(t *testing.T) {
	const limit = 100
	tests := []struct {
		name, stream string
		ok           bool
	}{
		{"texts and lines", "+OK\r\n$3\r\nabc\r\n$-1\r\n:5\r\n-ERR no\r\n$0\r\n\r\n$100\r\n" + strings.Repeat("x", limit) + "\r\n", true},
		{"a list of texts", "*2\r\n$1\r\na\r\n*-1\r\n", true},
		{"a text that reads like a reply", "$18\r\n$99999\r\n*99999999\r\n\r\n+OK\r\n", true},
		{"a text beyond the limit", "$101\r\n", false},
		{"a text of a terabyte", "+OK\r\n$1000000000000\r\n", false},
		{"a length that overflows", "$9223372036854775807\r\n", false},
		{"a length beyond any number", "$99999999999999999999\r\n", false},
		{"no length", "$\r\n", false},
		{"a length in words", "$ten\r\n", false},
		{"a list of a thousand million", "*1000000000\r\n", false},
		{"a long text in another notation", "=1000000\r\n", false},
		{"a map of a thousand million", "%1000000000\r\n", false},
		{"a line that never ends", "+" + strings.Repeat("x", maxReplyLine+1), false},
		{"a long line that ends", "+" + strings.Repeat("x", maxReplyLine+1) + "\r\n", false},
		{"a bad length after a text", "$3\r\nabc\r\n$101\r\n", false},
	}
	for _, test := range tests {
		for _, piece := range []int{1, 2, 7, len(test.stream)} {
			r := replies{maxText: limit}
			var err error
			for rest := test.stream; rest != "" && err == nil; {
				n := min(piece, len(rest))
				err = r.check([]byte(rest[:n]))
				rest = rest[n:]
			}
			if (err == nil) != test.ok {
				t.Errorf("%s, in pieces of %d: %v", test.name, piece, err)
			}
		}
	}
}

// The bytes may arrive in any pieces: that changes nothing, and never is more kept than a line.
func FuzzReplies(f *testing.F) {
	f.Add([]byte("$3\r\nabc\r\n*1\r\n:1\r\n"), 3)
	f.Add([]byte("$1000000000000\r\n"), 1)
	f.Fuzz(func(t *testing.T, stream []byte, piece int) {
		whole, pieces := replies{maxText: 1000}, replies{maxText: 1000}
		want := whole.check(stream)
		var got error
		for rest := stream; len(rest) > 0 && got == nil; {
			n := min(max(piece, 1), len(rest))
			got = pieces.check(rest[:n])
			rest = rest[n:]
		}
		if (got == nil) != (want == nil) {
			t.Errorf("in pieces %v, at once %v", got, want)
		}
		if len(pieces.line) > maxReplyLine+len(stream) || pieces.skip > 1002 {
			t.Errorf("keeps %d bytes and skips %d", len(pieces.line), pieces.skip)
		}
	})
}
