package pareto

import (
	"cmp"
	"slices"
)

// contest finds, of many things that serve alike, those that another outdoes. What stands in few lists is compared with those in
// one of them only, and with those that are at least as strong: all others cannot outdo it.
type contest struct {
	// in lists what each thing stands in, ordered; one outdoes another only where it stands in all of that.
	in [][]Cond
	// may tells which may be dropped; nil is all.
	may []bool
	// strength orders things so that none is outdone by one that comes after it: at most by one that compares equal.
	strength func(a, b int32) int
	// outdoes tells whether a serves wherever b does, with what both stand in left aside.
	outdoes func(a, b int32) bool
	meter   *meter
}

// drop calls out for each thing that one which stays outdoes.
func (t *contest) drop(of []int32, out func(int32)) {
	slices.SortFunc(of, func(a, b int32) int {
		return cmp.Or(t.strength(a, b), -cmp.Compare(len(t.in[a]), len(t.in[b])), cmp.Compare(a, b))
	})
	var stay []int32            // in order
	among := map[Cond][]int32{} // those that stay and stand in a condition
	beaten := func(a int32, by []int32) bool {
		if t.may != nil && !t.may[a] {
			return false
		}
		for _, b := range by {
			t.meter.glance(1)
			if t.outdoes(b, a) && included(t.in[a], t.in[b]) {
				return true
			}
		}
		return false
	}
	for _, a := range of {
		rivals := stay
		for _, c := range t.in[a] {
			if len(among[c]) < len(rivals) {
				rivals = among[c]
			}
		}
		if beaten(a, rivals) {
			out(a)
			continue
		}
		stay = append(stay, a)
		for _, c := range t.in[a] {
			among[c] = append(among[c], a)
		}
	}
	// Of those equally strong, a later one may outdo an earlier.
	for at, a := range stay {
		end := at + 1
		for end < len(stay) && t.strength(a, stay[end]) == 0 {
			end++
		}
		if beaten(a, stay[at+1:end]) {
			out(a)
		}
	}
}

// included tells whether every element of the ordered a stands in the ordered b, as often as it stands in a.
func included[T cmp.Ordered](a, b []T) bool {
	i := 0
	for _, x := range a {
		for i < len(b) && b[i] < x {
			i++
		}
		if i == len(b) || b[i] != x {
			return false
		}
		i++
	}
	return true
}
