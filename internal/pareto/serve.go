package pareto

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// dropLate drops alternatives that come too late: an item each of whose options requires what it is an alternative for,
// as a master's degree requires a bachelor's and counts as one; and parts that other parts make superfluous.
func (r *reduced) dropLate(k *keep) bool {
	im := newImplication(r.Network)
	k.skip = map[[2]Cond]bool{}
	for c := range r.conds {
		r.dropAbsorbed(k, im, Cond(c))
		if r.conds[c].op != opAny {
			continue
		}
		for _, p := range r.conds[c].of {
			x := &r.conds[p]
			if x.op != opHas {
				continue
			}
			first := func(o Option) bool { return !im.implies(o.Requires, Cond(c)) }
			if !slices.ContainsFunc(r.Items[x.item].Options, first) {
				k.skip[[2]Cond{Cond(c), p}] = true
			}
		}
	}
	return len(k.skip) > 0
}

// mostAbsorbed bounds how many parts are compared with each other.
const mostAbsorbed = 64

// dropAbsorbed drops alternatives that imply another, and parts of a whole that another implies.
func (r *reduced) dropAbsorbed(k *keep, im *implication, c Cond) {
	x := &r.conds[c]
	if x.op != opAny && x.op != opAll || len(x.of) > mostAbsorbed {
		return
	}
	for _, p := range x.of {
		for _, q := range x.of {
			weak, strong := p, q // what all of must hold: the weak part goes
			if x.op == opAny {
				weak, strong = q, p
			}
			if p != q && !k.skip[[2]Cond{c, q}] && im.implies(strong, weak) {
				k.skip[[2]Cond{c, p}] = true
				break
			}
		}
	}
}

// dropOptions drops options for which another of the same item is at least as good.
func (r *reduced) dropOptions(k keep) bool {
	im := newImplication(r.Network)
	dropped := false
	for i := range r.Items {
		options := r.Items[i].Options
		for a := range options {
			for b := range options {
				if a == b || !k.option[i][a] || !k.option[i][b] || !noWorse(im, &options[b], &options[a]) {
					continue
				}
				k.option[i][a] = false
				dropped = true
			}
		}
	}
	return dropped
}

// noWorse tells whether option a serves at least as well as b: open whenever b is, no longer and no dearer. (That a
// longer study beside a job gives more months of experience is no advantage: the months can be worked after it.)
func noWorse(im *implication, a, b *Option) bool {
	shorter := func(x, y int64) bool { return y < 0 || x >= 0 && x <= y }
	return a.Cost <= b.Cost && shorter(a.FullTime, b.FullTime) && shorter(a.PartTime, b.PartTime) && im.implies(b.Requires, a.Requires)
}

// dropIdle drops jobs that neither pay nor count for anything.
func (r *reduced) dropIdle(k keep, q Question) bool {
	for i := range r.Items {
		for _, o := range r.Items[i].Options {
			if o.PartTime >= 0 && (o.FullTime < 0 || o.PartTime < o.FullTime) {
				return false
			}
		}
	}
	counts := make([]bool, len(r.Jobs))
	for c := range r.conds {
		for _, j := range r.conds[c].jobs {
			counts[j] = true
		}
	}
	dropped := false
	for j := range r.Jobs {
		if !counts[j] && r.Jobs[j].Shortfall >= q.Idle {
			k.job[j] = false
			dropped = true
		}
	}
	return dropped
}

// dropItems drops items in whose place another serves: wherever the one stands, it is one of several alternatives, and
// the other is among them.
func (r *reduced) dropItems(k keep, exact bool) bool {
	in, only := r.alternatives()
	im := newImplication(r.Network)
	// Items alike in everything are one class, found by a key; only its first member is compared further.
	first := map[string]int{}
	var rest []int
	dropped := false
	for i := range r.Items {
		if !only[i] || len(in[i]) == 0 || exact && r.extras[i] {
			continue // one plan may hold several extras of a class
		}
		key := r.itemKey(i, in[i])
		if f, ok := first[key]; ok {
			r.alikeItems[f] = append(slices.Clip(r.alikeItems[f]), r.alikeItems[i]...)
			k.item[i] = false
			dropped = true
			continue
		}
		first[key] = i
		rest = append(rest, i)
	}
	if exact {
		return dropped
	}
	for _, a := range rest {
		for _, b := range r.sharing(in[a][0]) {
			if int(b) != a && k.item[b] && included(in[a], in[b]) && r.itemNoWorse(im, int(b), a) {
				k.item[a] = false
				dropped = true
				break
			}
		}
	}
	return dropped
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
	for c := range r.conds {
		for _, p := range r.conds[c].of {
			if r.conds[c].op != opAny {
				asks(p)
			} else if x := &r.conds[p]; x.op == opHas {
				in[x.item] = append(in[x.item], Cond(c))
			}
		}
	}
	asks(r.Goal)
	for i := range r.Items {
		for _, o := range r.Items[i].Options {
			asks(o.Requires)
		}
	}
	for j := range r.Jobs {
		asks(r.Jobs[j].Opens)
	}
	return in, only
}

// sharing lists the items that stand in an opAny condition.
func (r *reduced) sharing(c Cond) []int32 {
	var items []int32
	for _, p := range r.conds[c].of {
		if x := &r.conds[p]; x.op == opHas {
			items = append(items, x.item)
		}
	}
	return items
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

func (r *reduced) itemKey(i int, in []Cond) string {
	var key []byte
	for _, p := range in {
		key = binary.LittleEndian.AppendUint32(key, uint32(p))
	}
	for _, o := range r.Items[i].Options {
		key = binary.LittleEndian.AppendUint32(key, ^uint32(0))
		for _, v := range []int64{int64(o.Requires), o.FullTime, o.PartTime, o.Cost} {
			key = binary.LittleEndian.AppendUint64(key, uint64(v))
		}
	}
	return string(key)
}

// itemNoWorse tells whether for each option of b, item a has one that serves at least as well.
func (r *reduced) itemNoWorse(im *implication, a, b int) bool {
	for o := range r.Items[b].Options {
		better := func(x Option) bool { return noWorse(im, &x, &r.Items[b].Options[o]) }
		if !slices.ContainsFunc(r.Items[a].Options, better) {
			return false
		}
	}
	return true
}

// dropJobs drops jobs in whose place another serves: open whenever the one is, paying no less and counting for the same.
func (r *reduced) dropJobs(k keep, exact bool) bool {
	counts := make([][]int32, len(r.Jobs))
	for c := range r.conds {
		for _, j := range r.conds[c].jobs {
			counts[j] = append(counts[j], int32(c))
		}
	}
	im := newImplication(r.Network)
	dropped := false
	for a := range r.Jobs {
		for b := range r.Jobs {
			if a == b || !k.job[b] {
				continue
			}
			x, y := &r.Jobs[a], &r.Jobs[b]
			alike := x.Opens == y.Opens && x.Shortfall == y.Shortfall && slices.Equal(counts[a], counts[b])
			if exact && (!alike || b > a) {
				continue
			}
			if alike && b > a {
				continue
			}
			if alike || y.Shortfall <= x.Shortfall && included(counts[a], counts[b]) && im.implies(x.Opens, y.Opens) {
				if alike {
					r.alikeJobs[b] = append(slices.Clip(r.alikeJobs[b]), r.alikeJobs[a]...)
				}
				k.job[a] = false
				dropped = true
				break
			}
		}
	}
	return dropped
}
