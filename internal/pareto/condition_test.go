package pareto

import "testing"

// TestEqualConditions: equal formulas are one condition, in whatever order their parts are given, and different ones are not,
// even where their hashes are equal.
func TestEqualConditions(t *testing.T) {
	n := NewNetwork()
	a, b, c := n.Has(2), n.Has(0), n.Has(1)
	if n.Has(2) != a || n.All(a, b, c) != n.All(n.All(c, a), b, Always) || n.Any(a, b) != n.Any(b, Never, a, b) {
		t.Error("equal conditions are different ones")
	}
	if a == b || n.All(a, b) == n.Any(a, b) || n.All(a, b) == n.All(a, c) || n.AtLeast(2, a, b, c) == n.AtLeast(2, a, b, b) {
		t.Error("different conditions are one")
	}
	// The months for which the hash of experience is that of two parts of three: FNV can be undone.
	two := condition{op: opAtLeast, count: 2, of: []Cond{a, b, c}}
	none := func(op op, count int) uint64 { return (&condition{op: op, count: count}).hash() }
	months := int64(none(opAtLeast, 2)*inverse(prime) ^ none(opWorked, 0)*inverse(prime))
	alike := condition{op: opWorked, months: months, jobs: []int32{int32(a), int32(b), int32(c)}}
	if two.hash() != alike.hash() {
		t.Fatal("the hashes differ")
	}
	x, y := n.intern(two), n.intern(alike)
	if x == y || n.intern(two) != x || n.intern(alike) != y {
		t.Errorf("of one hash, %d and %d", x, y)
	}
}

// inverse is the number whose product with an odd one is 1, by Newton's iteration.
func inverse(x uint64) uint64 {
	y := x
	for range 6 {
		y *= 2 - x*y
	}
	return y
}
