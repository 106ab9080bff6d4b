package catalog

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// reader turns YAML values into the domain's values and reports what it cannot.
type reader struct {
	*loader
	path  []string // from the entry to the value at hand, for messages
	depth int      // of the requirement at hand
}

// within reads with one more part in the path.
func (r *reader) within(part string, read func()) {
	r.path = append(r.path, part)
	read()
	r.path = r.path[:len(r.path)-1]
}

// fail reports a mistake at p.
func (r *reader) fail(p place, id, format string, args ...any) {
	r.report(p.finding(id, "%s: %s", r.where(), fmt.Sprintf(format, args...)))
}

// doubt reports a doubt at p.
func (r *reader) doubt(p place, id, format string, args ...any) {
	r.warn(p, id, "%s: %s", r.where(), fmt.Sprintf(format, args...))
}

// where is the path in words. The middle of a long one, as of a deep requirement, is left out.
func (r *reader) where() string {
	path := r.path
	if len(path) > 8 {
		path = slices.Concat(path[:4], []string{"…"}, path[len(path)-3:])
	}
	return strings.Join(path, " ")
}

// wrongType reports a value of another type than was expected.
func (r *reader) wrongType(v value, expected string) {
	r.fail(v.place(), v.node.Value, "expected %s, found %s", expected, v.describe())
}

func (v value) describe() string {
	switch {
	case v.node.Kind == yaml.MappingNode:
		return "a mapping"
	case v.node.Kind == yaml.SequenceNode:
		return "a list"
	case v.null():
		return "nothing: write a value, or leave the key out"
	case v.node.ShortTag() == "!!bool":
		return v.node.Value + " (put it in quotes if it is meant as text)"
	case v.node.ShortTag() == "!!str":
		return "the text " + quote(v.node.Value)
	default:
		return clip(v.node.Value)
	}
}

func (v value) null() bool { return v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!null" }

func clip(text string) string {
	if quoted := quote(text); len(quoted) != len(text)+2 {
		return quoted
	}
	return text
}

// word reads text that may not be empty. Codes written as numbers stay as they are written: 11.0700 is "11.0700".
func (r *reader) word(v value) string {
	tag := v.node.ShortTag()
	switch {
	case v.node.Kind != yaml.ScalarNode || tag == "!!null" || tag == "!!bool" || tag == "!!binary":
		r.wrongType(v, "text")
	case !strings.HasPrefix(tag, "!!"):
		r.fail(v.place(), tag, "the tag %s is not known: remove it", quote(tag))
	case len(v.node.Value) > MaxTextBytes:
		r.fail(v.place(), "", "the text is %d bytes long; %d are allowed", len(v.node.Value), MaxTextBytes)
	case !printable(v.node.Value):
		r.fail(v.place(), v.node.Value, "the text %s holds a control character: remove it", quote(v.node.Value))
	case strings.TrimSpace(v.node.Value) == "":
		r.fail(v.place(), "", "the text is empty: write some, or leave the key out")
	default:
		return v.node.Value
	}
	return ""
}

// printable tells whether text is UTF-8 without control characters, the ends of lines and tabs aside.
func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' })
}

func (r *reader) text(v value) Text { return Text(r.word(v)) }

// id reads an id and checks its letters. Bad ones are returned as well, so that what names them is not reported too.
func (r *reader) id(v value) string {
	id := r.word(v)
	if wellFormed(id) {
		return id
	}
	r.report(Finding{
		File: v.file.name, Line: v.node.Line, Column: v.node.Column, ID: id, Nearest: suggestion(id),
		Message: fmt.Sprintf("%s: the id %s is not made of lower-case letters, digits, \"-\", and \".\" alone", r.where(), quote(id)),
	})
	return id
}

func wellFormed(id string) bool {
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

// suggestion is an id made from what was meant as one, if it has no letters that would be lost.
func suggestion(id string) []string {
	if strings.ContainsFunc(id, func(c rune) bool { return c >= utf8.RuneSelf }) {
		return nil
	}
	words := strings.FieldsFunc(strings.ToLower(id), func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-'
	})
	if made := strings.Join(words, "-"); made != "" && len(made) < MaxNearestBytes {
		return []string{made}
	}
	return nil
}

// number reads a whole number from 0 to MaxNumber, in digits.
func (r *reader) number(v value) int {
	const expected = "a whole number in digits"
	tag := v.node.ShortTag()
	if v.node.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" {
		r.wrongType(v, expected)
		return 0
	}
	text := v.node.Value
	if whole, zeros, ok := strings.Cut(text, "."); ok && strings.Trim(zeros, "0") == "" {
		text = whole // 48.0 is whole
	}
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case text != "0" && (strings.HasPrefix(text, "0") || strings.HasPrefix(text, "+")):
		r.wrongType(v, expected) // 012 is 10 to some readers and 12 to others
	case strings.HasPrefix(text, "-"):
		r.fail(v.place(), v.node.Value, "%s is negative; the least is 0", clip(v.node.Value))
	case err == nil && n <= MaxNumber:
		return int(n)
	case strings.Trim(text, "0123456789") == "":
		r.fail(v.place(), v.node.Value, "%s is too great; the greatest is %d", clip(v.node.Value), MaxNumber)
	default:
		r.wrongType(v, expected)
	}
	return 0
}

func (r *reader) optional(v value) *int {
	n := r.number(v)
	return &n
}

// decimal reads a number that may be negative and have a fraction.
func (r *reader) decimal(v value) float64 {
	tag := v.node.ShortTag()
	x, err := strconv.ParseFloat(v.node.Value, 64)
	if v.node.Kind != yaml.ScalarNode || tag != "!!int" && tag != "!!float" || err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		r.wrongType(v, "a number such as 13 or -2.5")
		return 0
	}
	if x == 0 {
		return 0 // also for -0
	}
	return x
}

func (r *reader) yes(v value) bool {
	if v.node.Kind == yaml.ScalarNode && (v.node.Value == "true" || v.node.Value == "false") && v.node.Style&^yaml.TaggedStyle == 0 {
		return v.node.Value == "true"
	}
	r.wrongType(v, "true or false")
	return false
}

// items reads a list.
func (r *reader) items(v value) []value {
	if v.node.Kind != yaml.SequenceNode {
		r.wrongType(v, "a list")
		return nil
	}
	out := make([]value, len(v.node.Content))
	for i, n := range v.node.Content {
		out[i] = v.file.value(n)
	}
	return out
}

// texts reads a list of texts. Its order means nothing.
func (r *reader) texts(v value) []string {
	var out []string
	for _, item := range r.items(v) {
		if text := r.word(item); text != "" {
			out = append(out, text)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// readWord reads one of several words.
func readWord[T interface{ String() string }](r *reader, v value, name string, all []T) T {
	for _, x := range all {
		if v.node.Kind == yaml.ScalarNode && v.node.Value == x.String() {
			return x
		}
	}
	var none T
	if word := r.word(v); word != "" {
		r.report(Finding{
			File: v.file.name, Line: v.node.Line, Column: v.node.Column, ID: word, Nearest: nearestWords(word, words(all)),
			Message: fmt.Sprintf("%s: the %s %s is not known; it is one of %s", r.where(), name, quote(word), list(words(all), "and")),
		})
	}
	return none
}
