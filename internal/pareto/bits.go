package pareto

import "math/bits"

// mostChosen is how many items one plan may acquire: the width of a bitset.
const mostChosen = 256

// bitset is a set of small numbers, comparable and without allocation.
type bitset [mostChosen / 64]uint64

func (b *bitset) has(i int) bool { return b[i>>6]&(1<<(i&63)) != 0 }
func (b *bitset) add(i int)      { b[i>>6] |= 1 << (i & 63) }

func (b bitset) within(of bitset) bool {
	return b[0]&^of[0]|b[1]&^of[1]|b[2]&^of[2]|b[3]&^of[3] == 0
}

func (b bitset) or(a bitset) bitset {
	return bitset{b[0] | a[0], b[1] | a[1], b[2] | a[2], b[3] | a[3]}
}

func (b bitset) and(a bitset) bitset {
	return bitset{b[0] & a[0], b[1] & a[1], b[2] & a[2], b[3] & a[3]}
}

func (b bitset) minus(a bitset) bitset {
	return bitset{b[0] &^ a[0], b[1] &^ a[1], b[2] &^ a[2], b[3] &^ a[3]}
}

// meets tells whether two sets have anything in common.
func (b bitset) meets(a bitset) bool {
	return b[0]&a[0]|b[1]&a[1]|b[2]&a[2]|b[3]&a[3] != 0
}

func (b bitset) count() int {
	return bits.OnesCount64(b[0]) + bits.OnesCount64(b[1]) + bits.OnesCount64(b[2]) + bits.OnesCount64(b[3])
}

// first is the least number of a set, -1 of none.
func (b *bitset) first() int { return b.from(0) }

// from is the least number of a set that is not below i, -1 where there is none: for i := b.first(); i >= 0; i = b.from(i + 1).
func (b *bitset) from(i int) int {
	if i >= mostChosen {
		return -1
	}
	word := b[i>>6] &^ (1<<(i&63) - 1)
	for w := i >> 6; ; word = b[w] {
		if word != 0 {
			return w<<6 + bits.TrailingZeros64(word)
		}
		if w++; w == len(b) {
			return -1
		}
	}
}

// each calls f with every place set in a word.
func each(word uint64, f func(i int)) {
	for ; word != 0; word &= word - 1 {
		f(bits.TrailingZeros64(word))
	}
}
