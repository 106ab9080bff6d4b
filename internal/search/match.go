package search

import "strings"

// byWords finds phrases with all words of a text; where no phrase has all of them, those with most, if it is half of them.
func (x *Index) byWords(words []string, worth map[int32]int) {
	if len(words) == 0 {
		return
	}
	hits := x.hits(words)
	if len(words) > 1 {
		x.together(strings.Join(words, ""), len(words), hits)
	}
	most := 0
	for _, h := range hits {
		most = max(most, h.words)
	}
	if 2*most < len(words) {
		return
	}
	for p, h := range hits {
		if h.words < most {
			continue
		}
		if w := x.worth(p, h, len(words)); w > worth[x.phrases[p].entry] {
			worth[x.phrases[p].entry] = w
		}
	}
}

// hit is how far a phrase has the words of a text.
type hit struct {
	words int // that it has
	sum   int // of their worth
}

// hits finds for each word of a text the phrases that have it, each word at its best.
func (x *Index) hits(words []string) map[int32]hit {
	hits := map[int32]hit{}
	for _, word := range words {
		best := map[int32]int{}
		for id, w := range x.words.like(word) {
			for _, p := range x.containing[id] {
				best[p] = max(best[p], w)
			}
		}
		for p, w := range best {
			hits[p] = hit{hits[p].words + 1, hits[p].sum + w}
		}
	}
	return hits
}

// together finds phrases that have all words of the text as one.
func (x *Index) together(joined string, words int, hits map[int32]hit) {
	for id, w := range x.words.like(joined) {
		for _, p := range x.containing[id] {
			if sum := w * words; hits[p].sum < sum {
				hits[p] = hit{words, sum}
			}
		}
	}
}

// worth is what a match is worth, of 1000: how well the words match, how much of the phrase they are, what the phrase is.
func (x *Index) worth(p int32, h hit, words int) int {
	phrase := x.phrases[p]
	matched := h.sum / words
	covered := 1000 * min(h.words, len(phrase.words)) / len(phrase.words)
	return (850*matched + 150*covered) / 1000 * phrase.weight / 1000
}
