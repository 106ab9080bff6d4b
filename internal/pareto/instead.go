package pareto

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// dropItems drops items in whose place another serves: wherever the one stands, it is one of several alternatives, and
// the other is among them. With exact set, only where the other is cheaper, whatever a plan does with it.
func (r *reduced) dropItems(k keep, im *implication, exact bool) bool {
	in, only := r.alternatives()
	// Items alike in everything are one class, found by a key; only its first member is compared further.
	first := map[string]int32{}
	var rivals []int32
	var key []byte
	dropped := false
	for i := range r.Items {
		only[i] = only[i] && (!exact || !r.extras[i]) // one plan may hold several extras of a class
		if len(in[i]) == 0 {
			continue
		}
		if !only[i] {
			rivals = append(rivals, int32(i))
			continue
		}
		key = r.itemKey(key[:0], i, in[i])
		im.meter.glance(len(in[i]))
		if f, ok := first[string(key)]; ok {
			r.alikeItems[f] = append(r.alikeItems[f], r.alikeItems[i]...)
			k.item[i] = false
			dropped = true
			continue
		}
		first[string(key)] = int32(i)
		rivals = append(rivals, int32(i))
	}
	least := make([]Option, len(r.Items))
	for _, i := range rivals {
		least[i] = leastOf(r.Items[i].Options)
	}
	t := &contest{in: in, may: only, meter: im.meter}
	t.strength = func(a, b int32) int {
		x, y := &least[a], &least[b]
		return cmp.Or(cmp.Compare(x.Cost, y.Cost), cmp.Compare(uint64(x.FullTime), uint64(y.FullTime)), cmp.Compare(uint64(x.PartTime), uint64(y.PartTime)))
	}
	t.outdoes = func(a, b int32) bool {
		return noLonger(&least[a], &least[b]) && r.itemNoWorse(im, a, b, exact)
	}
	t.drop(rivals, func(i int32) {
		k.item[i] = false
		dropped = true
	})
	return dropped
}

// leastOf gives the least months and dollars of any option.
func leastOf(options []Option) Option {
	least := options[0]
	for _, o := range options[1:] {
		least.Cost = min(least.Cost, o.Cost)
		least.FullTime = int64(min(uint64(least.FullTime), uint64(o.FullTime))) // -1, not possible, is the greatest
		least.PartTime = int64(min(uint64(least.PartTime), uint64(o.PartTime)))
	}
	return least
}

// alternatives lists, for each item, the opAny conditions that it stands in, ordered, and tells whether nothing else
// asks for it: only then can another take its place.
func (r *reduced) alternatives() (in [][]Cond, only []bool) {
	in, only = make([][]Cond, len(r.Items)), make([]bool, len(r.Items))
	for i := range only {
		only[i] = true
	}
	asks := func(c Cond) {
		if r.conds[c].op == opHas {
			only[r.conds[c].item] = false
		}
	}
	fillLists(in, func(put func(int32, Cond)) {
		for c := range r.conds {
			for _, p := range r.conds[c].of {
				if r.conds[c].op != opAny {
					asks(p)
				} else if x := &r.conds[p]; x.op == opHas {
					put(x.item, Cond(c))
				}
			}
		}
	})
	r.roots(asks)
	return in, only
}

// itemKey appends what an item is to a key: what it stands in, and its options.
func (r *reduced) itemKey(key []byte, i int, in []Cond) []byte {
	for _, p := range in {
		key = binary.LittleEndian.AppendUint32(key, uint32(p))
	}
	for _, o := range r.Items[i].Options {
		key = binary.LittleEndian.AppendUint32(key, ^uint32(0))
		for _, v := range []int64{int64(o.Requires), o.FullTime, o.PartTime, o.Cost} {
			key = binary.LittleEndian.AppendUint64(key, uint64(v))
		}
	}
	return key
}

// itemNoWorse tells whether for each option of b, item a has one that serves at least as well, and is cheaper if it must be.
func (r *reduced) itemNoWorse(im *implication, a, b int32, cheaper bool) bool {
	for o := range r.Items[b].Options {
		y := &r.Items[b].Options[o]
		found := false
		for p := range r.Items[a].Options {
			x := &r.Items[a].Options[p]
			im.meter.glance(1)
			if (!cheaper || x.Cost < y.Cost) && noWorse(im, x, y) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

// dropJobs drops jobs in whose place another serves: open whenever the one is, paying no less and counting for the same. With exact
// set, only where the other pays more for each month that a plan may work there.
func (r *reduced) dropJobs(k keep, im *implication, exact bool) bool {
	counts := make([][]Cond, len(r.Jobs))
	fillLists(counts, func(put func(int32, Cond)) {
		for c := range r.conds {
			for _, j := range r.conds[c].jobs {
				put(j, Cond(c))
			}
		}
	})
	first := map[string]int32{}
	var rest []int32
	var key []byte
	dropped := false
	for j := range r.Jobs {
		if !k.job[j] {
			continue
		}
		x := &r.Jobs[j]
		im.meter.glance(1 + len(counts[j]))
		key = binary.LittleEndian.AppendUint64(key[:0], uint64(x.Shortfall))
		for _, c := range append([]Cond{x.Opens}, counts[j]...) {
			key = binary.LittleEndian.AppendUint32(key, uint32(c))
		}
		if f, ok := first[string(key)]; ok {
			r.alikeJobs[f] = append(r.alikeJobs[f], r.alikeJobs[j]...)
			k.job[j] = false
			dropped = true
			continue
		}
		first[string(key)] = int32(j)
		rest = append(rest, int32(j))
	}
	if exact && r.studiesAtOnce() {
		return dropped // beside a study of no months a job pays nothing
	}
	t := &contest{in: counts, meter: im.meter}
	t.strength = func(a, b int32) int { return cmp.Compare(r.Jobs[a].Shortfall, r.Jobs[b].Shortfall) }
	t.outdoes = func(a, b int32) bool {
		return (!exact || t.strength(a, b) != 0) && im.implies(r.Jobs[b].Opens, r.Jobs[a].Opens)
	}
	t.drop(rest, func(j int32) {
		k.job[j] = false
		dropped = true
	})
	return dropped
}

// studiesAtOnce tells whether something can be acquired beside a job in no months.
func (r *reduced) studiesAtOnce() bool {
	for i := range r.Items {
		if slices.ContainsFunc(r.Items[i].Options, func(o Option) bool { return o.PartTime == 0 }) {
			return true
		}
	}
	return false
}
