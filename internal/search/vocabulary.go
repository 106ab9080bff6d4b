package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// vocabulary is every word of an index, and finds those that a word may mean.
type vocabulary struct {
	ids   map[string]int32
	words []string
	// After seal: the ids in the order of their words, and by trigram.
	sorted   []int32
	trigrams map[string][]int32
}

func newVocabulary() *vocabulary {
	return &vocabulary{ids: map[string]int32{}, trigrams: map[string][]int32{}}
}

func (v *vocabulary) size() int { return len(v.words) }

// add gives the id of a word.
func (v *vocabulary) add(word string) int32 {
	id, ok := v.ids[word]
	if !ok {
		id = int32(len(v.words))
		v.ids[word] = id
		v.words = append(v.words, word)
	}
	return id
}

// seal makes what finds words; none may be added afterwards.
func (v *vocabulary) seal() {
	v.sorted = make([]int32, len(v.words))
	for i := range v.sorted {
		v.sorted[i] = int32(i)
	}
	slices.SortFunc(v.sorted, func(a, b int32) int { return strings.Compare(v.words[a], v.words[b]) })
	for id, word := range v.words {
		for _, t := range trigrams(word) {
			v.trigrams[t] = append(v.trigrams[t], int32(id))
		}
	}
}

// Worth of a word that is the word asked for, begins with it, or is it with typos.
const (
	exact     = 1000
	beginning = 900
	typo      = 800
)

// like gives the words that a word may mean, each with its worth.
func (v *vocabulary) like(word string) map[int32]int {
	worth := map[int32]int{}
	if id, ok := v.ids[word]; ok {
		worth[id] = exact
	}
	start, _ := slices.BinarySearchFunc(v.sorted, word, func(id int32, w string) int { return strings.Compare(v.words[id], w) })
	for _, id := range v.sorted[start:] {
		if !strings.HasPrefix(v.words[id], word) {
			break
		}
		if worth[id] == 0 {
			worth[id] = beginning - min(100, 10*(len(v.words[id])-len(word)))
		}
	}
	for id, typos := range v.misspelled(word) {
		if w := typo - 150*(typos-1); w > worth[id] {
			worth[id] = w
		}
	}
	return worth
}

// allowed is how many typos a word of so many characters may have.
func allowed(characters int) int {
	switch {
	case characters < 4:
		return 0
	case characters < 8:
		return 1
	case characters < 13:
		return 2
	}
	return 3
}

// misspelled gives the words that a word may be with typos, with their number. Candidates share trigrams: one typo
// changes three of them at most, and two letters exchanged, which count as two, four.
func (v *vocabulary) misspelled(word string) map[int32]int {
	runes := utf8.RuneCountInString(word)
	limit := allowed(runes)
	if limit == 0 {
		return nil
	}
	shared := map[int32]int{}
	grams := trigrams(word)
	for _, t := range grams {
		for _, id := range v.trigrams[t] {
			shared[id]++
		}
	}
	out := map[int32]int{}
	for id, n := range shared {
		candidate := v.words[id]
		if n < max(1, len(grams)-4*limit) || abs(utf8.RuneCountInString(candidate)-runes) > limit {
			continue
		}
		typos := levenshtein.ComputeDistance(word, candidate)
		if typos == 2 && limit == 1 && exchanged(word, candidate) {
			typos = 1
		}
		if typos > 0 && typos <= limit {
			out[id] = typos
		}
	}
	return out
}

// trigrams are the runs of three characters of a word with its ends marked, each once.
func trigrams(word string) []string {
	runes := []rune("^" + word + "$")
	var out []string
	for i := range max(0, len(runes)-2) {
		if t := string(runes[i : i+3]); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// exchanged tells whether two words differ in two neighboring letters that changed places.
func exchanged(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }
