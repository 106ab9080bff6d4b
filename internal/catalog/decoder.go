package catalog

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// decoder reads what encoder writes, and holds it to what a catalog file must satisfy. The first mistake ends it: nothing
// is left to read then, so that whatever follows reads as empty.
type decoder struct {
	*loader
	file    *file
	in      string // what is left
	problem error
	depth   int // of the requirement at hand
}

func (d *decoder) fail(format string, args ...any) {
	if d.problem == nil {
		d.problem = fmt.Errorf(format, args...)
	}
	d.in = ""
}

// decodeKeys reads the keys of an entry, which stand in the order of keys, and notes in seen, where it is not nil, which
// there were.
func decodeKeys[T any](d *decoder, keys []key[T], to *T, seen keyed) {
	at := 0
	for name := d.string(); name != ""; name = d.string() {
		for at < len(keys) && (keys[at].decode == nil || keys[at].name != name) {
			at++
		}
		if at == len(keys) {
			d.fail("the key %s is not known here, or not in its place", quote(name))
			return
		}
		keys[at].decode(d, to)
		if at++; seen != nil {
			seen[name] = place{file: d.file}
		}
	}
}

// most is how many items room is made for before they are there.
const most = 4096

// decodeList reads a list of values, each of which takes a byte at least.
func decodeList[T any](d *decoder, one func(*decoder) T) []T {
	n := d.count()
	if n == 0 {
		return nil
	}
	out := make([]T, 0, min(n, most))
	for range n {
		if out = append(out, one(d)); d.problem != nil {
			return nil
		}
	}
	return out
}

// ascending refuses a list in which something stands twice, or not in its order.
func ascending[T any](d *decoder, all []T, compare func(a, b T) int) []T {
	for i := 1; i < len(all); i++ {
		if compare(all[i-1], all[i]) >= 0 {
			d.fail("a list is not in its order")
			return nil
		}
	}
	return all
}

// mention gives the entry with this slug, which may be read later.
func mention[T any](in *shelf[T], slug string) *T {
	x := in.byID[slug]
	if x == nil {
		slug = strings.Clone(slug)
		x = in.create(slug)
		in.byID[slug] = x
	}
	return x
}

// slug reads the resource name of an entry in a collection.
func (d *decoder) slug(in Collection) string {
	id := d.string()
	collection, slug, ok := strings.Cut(id, "/")
	if !ok || collection != string(in) {
		d.fail("%s is none of the %s", quote(id), in)
	}
	return slug
}

// count reads how many bytes or items follow; no more than there are bytes left.
func (d *decoder) count() int {
	n, size := d.uvarint()
	if size <= 0 || n > uint64(len(d.in)-size) {
		d.fail("a length is longer than what is left")
		return 0
	}
	d.in = d.in[size:]
	return int(n)
}

func (d *decoder) uvarint() (n uint64, size int) {
	return binary.Uvarint([]byte(d.in[:min(len(d.in), binary.MaxVarintLen64)]))
}

// string reads text of any kind; it shares the memory of the whole.
func (d *decoder) string() string {
	n := d.count()
	s := d.in[:n]
	d.in = d.in[n:]
	return s
}

func (d *decoder) id() string {
	id := strings.Clone(d.string())
	if id == "" || !wellFormed(id) {
		d.fail("the id %s is not made of lower-case letters, digits, \"-\", and \".\" alone", quote(id))
	}
	return id
}

func (d *decoder) word() string {
	s := strings.Clone(d.string())
	if len(s) > MaxTextBytes || !printable(s) || strings.TrimSpace(s) == "" {
		d.fail("the text %s is empty, too long, or holds what no text may hold", quote(s))
	}
	return s
}

func (d *decoder) text() Text { return Text(d.word()) }

func (d *decoder) texts() []string {
	return ascending(d, decodeList(d, (*decoder).word), cmp.Compare[string])
}

func (d *decoder) yes() bool {
	if d.string() != "true" {
		d.fail("what is not said is left out")
	}
	return true
}

func (d *decoder) number() int {
	n, size := binary.Varint([]byte(d.in[:min(len(d.in), binary.MaxVarintLen64)]))
	if size <= 0 || n < 0 || n > MaxNumber {
		d.fail("%d is no number from 0 to %d", n, MaxNumber)
		return 0
	}
	d.in = d.in[size:]
	return int(n)
}

func (d *decoder) optional() *int {
	n := d.number()
	return &n
}

func (d *decoder) importance() *int {
	n := d.number()
	if n > 100 {
		d.fail("an importance is from 0 to 100, not %d", n)
	}
	return &n
}

func (d *decoder) decimal() float64 {
	if len(d.in) < 8 {
		d.fail("a number is cut off")
		return 0
	}
	x := math.Float64frombits(binary.BigEndian.Uint64([]byte(d.in[:8])))
	d.in = d.in[8:]
	if math.IsInf(x, 0) || math.IsNaN(x) {
		d.fail("%v is no number", x)
	}
	return x
}

func decodeWord[T interface{ String() string }](d *decoder, name string, all []T) T {
	word := d.string()
	for _, x := range all {
		if x.String() == word {
			return x
		}
	}
	d.fail("the %s %s is not known", name, quote(word))
	var none T
	return none
}
