package pareto

import "testing"

// TestBestOfManyAlike has three slots with sixty alternatives each, all alike but that the goal recommends one of each slot, the last: more
// plans of one vector than can be tried one by one.
func TestBestOfManyAlike(t *testing.T) {
	const slots, alternatives = 3, 60
	n := NewNetwork()
	var all []Cond
	for range slots {
		var ways []Cond
		for k := range alternatives {
			ways = append(ways, n.Has(int32(len(n.Items))))
			n.Items = append(n.Items, Item{Options: []Option{{Requires: Always, FullTime: 2, PartTime: 3, Cost: 5}}, Preferred: k == alternatives-1})
		}
		all = append(all, n.Any(ways...))
	}
	n.Goal = n.All(all...)
	a := solve(t, n, everything(1))
	if len(a.Plans) != 1 {
		t.Fatalf("plans %v; want one", a.Plans)
	}
	for slot, got := range a.Plans[0].Acquired {
		if want := int32((slot+1)*alternatives - 1); got.Item != want {
			t.Errorf("slot %d is filled by item %d; want %d, which the goal recommends", slot, got.Item, want)
		}
	}
}
