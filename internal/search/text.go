package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// fillers are words that tell nothing apart.
var fillers = map[string]bool{"a": true, "an": true, "and": true, "as": true, "for": true, "in": true, "of": true, "or": true, "the": true, "to": true, "with": true}

// wordsOf gives the words of a text, folded: without case, accents and punctuation, and without fillers where other words
// are left. "Bachelor's" is one word, "bachelors"; "C.M.O." is "cmo".
func wordsOf(text string) []string {
	folded := strings.Map(func(c rune) rune {
		switch {
		case unicode.Is(unicode.Mn, c), c == '\'', c == '’', c == '.':
			return -1
		case unicode.IsLetter(c), unicode.IsDigit(c):
			return c
		}
		return ' '
	}, norm.NFKD.String(cases.Fold().String(text)))
	all := strings.Fields(folded)
	var telling []string
	for _, w := range all {
		if !fillers[w] {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	return telling[:min(len(telling), maxWords)]
}

// codeOf gives a code its plain form, digits alone: "11-9111", "11-9111.00" and "119111" are told apart no more than need
// be. It is empty for what is not a code.
func codeOf(text string) string {
	var b strings.Builder
	for _, c := range strings.TrimSpace(text) {
		switch {
		case c >= '0' && c <= '9':
			b.WriteRune(c)
		case c == '-' || c == '.':
		default:
			return ""
		}
	}
	return b.String()
}
