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

func (d *decoder) notes() []Note {
	return decodeList(d, func(d *decoder) Note {
		var n Note
		decodeKeys(d, noteKeys, &n, nil)
		return n
	})
}

func (d *decoder) outcomes() []Node {
	return ascending(d, decodeList(d, func(d *decoder) Node {
		collection, slug, _ := strings.Cut(d.string(), "/")
		switch Collection(collection) {
		case Careers:
			return mention(&d.careers, slug)
		case Credentials:
			return mention(&d.credentials, slug)
		}
		d.fail("a concentration leads to %s", quote(collection))
		return nil
	}), compareID[Node])
}

func (d *decoder) figure() Range {
	var x Range
	decodeKeys(d, figureKeys, &x, nil)
	if x.Min > x.Typical || x.Typical > x.Max {
		d.fail("min ≤ typical ≤ max does not hold for %s", x.words())
	}
	return x
}

func (d *decoder) optionalFigure() *Range {
	x := d.figure()
	return &x
}

func (d *decoder) wage() *Wage {
	w := &Wage{}
	decodeKeys(d, wageKeys, w, nil)
	w.disorder(func(low, high percentile) {
		d.fail("%s is %d, which is less than %s, %d", high.name, high.dollars, low.name, low.dollars)
	})
	return w
}

func (d *decoder) growth() *Growth {
	g := &Growth{}
	decodeKeys(d, growthKeys, g, nil)
	return g
}

func (d *decoder) routes() []*Route {
	out := decodeList(d, func(d *decoder) *Route {
		x := &Route{}
		decodeKeys(d, routeKeys, x, nil)
		if x.hurried() {
			d.fail("study beside a job takes %s, full time %s", x.PartTimeMonths.words(), x.Months.words())
		}
		return x
	})
	for i, x := range out {
		x.Index = i
	}
	return out
}

func (d *decoder) careerSkills() []CareerSkill {
	return ascending(d, decodeList(d, func(d *decoder) CareerSkill {
		var x CareerSkill
		if decodeKeys(d, careerSkillKeys, &x, nil); x.Skill == nil {
			d.fail("a career's skill is missing")
			x.Skill = &Skill{}
		}
		return x
	}), func(a, b CareerSkill) int { return compareID(a.Skill, b.Skill) })
}

func (d *decoder) careerIndustries() []CareerIndustry {
	return ascending(d, decodeList(d, func(d *decoder) CareerIndustry {
		var x CareerIndustry
		if decodeKeys(d, careerIndustryKeys, &x, nil); x.Industry == nil {
			d.fail("a career's industry is missing")
			x.Industry = &Industry{}
		}
		return x
	}), func(a, b CareerIndustry) int { return compareID(a.Industry, b.Industry) })
}

// requirement reads a requirement, its form first.
func (d *decoder) requirement() Requirement {
	if d.depth++; d.depth > MaxRequirementDepth {
		d.fail("a requirement is nested more than %d deep", MaxRequirementDepth)
	}
	defer func() { d.depth-- }()
	switch form := d.string(); form {
	case "all":
		return &AllOf{d.parts()}
	case "any":
		return &AnyOf{d.parts()}
	case "some":
		r := &SomeOf{Count: d.number()}
		if d.string() != "of" {
			d.fail("some is without its parts")
		}
		r.Of = d.parts()
		return r
	case "credential":
		return &CredentialRequirement{mention(&d.credentials, d.string())}
	case "level":
		return &LevelRequirement{Level: decodeWord(d, "level", Levels()), Fields: mentions(d, &d.fields)}
	case "experience":
		return &ExperienceRequirement{Months: d.number(), In: mentions(d, &d.careers)}
	default:
		d.fail("the requirement %s is not known", quote(form))
		return nil
	}
}

func (d *decoder) parts() []Requirement { return decodeList(d, (*decoder).requirement) }

// mentions reads the slugs of entries of one collection.
func mentions[T any, P interface {
	*T
	identified
}](d *decoder, in *shelf[T]) []P {
	return ascending(d, decodeList(d, func(d *decoder) P { return P(mention(in, d.string())) }), compareID[P])
}
