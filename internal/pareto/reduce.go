package pareto

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// reduced is a network from which everything is taken that cannot be part of a plan that is wanted, with the way back.
type reduced struct {
	*Network
	// items, options and jobs name the originals, the first of each class.
	items   []int32
	options [][]int32
	jobs    []int32
	// alikeItems and alikeJobs are all originals that an item or a job stands for: any one would do in its place.
	alikeItems [][]member
	alikeJobs  [][]int32
	// extras tells which items a plan may contain for the experience that their study beside a job gives: those that
	// cost nothing and are recommended, where plans of equal vectors are to be told apart.
	extras []bool
}

// member is an item that would do in another's place, and which of its options are the other's.
type member struct {
	item    int32
	options []int32
}

// keep says what stays when a network is rebuilt.
type keep struct {
	item   []bool
	option [][]bool
	job    []bool
	// skip are alternatives that cannot be the first of theirs to hold: a condition and its part.
	skip map[[2]Cond]bool
}

func keepAll(n *Network) keep {
	k := keep{item: make([]bool, len(n.Items)), option: make([][]bool, len(n.Items)), job: make([]bool, len(n.Jobs))}
	for i := range n.Items {
		k.item[i] = true
		k.option[i] = make([]bool, len(n.Items[i].Options))
		for o := range k.option[i] {
			k.option[i][o] = true
		}
	}
	for j := range n.Jobs {
		k.job[j] = true
	}
	return k
}

// reduce takes out, each without loss: what is out of reach with unlimited months; jobs whose opening implies the goal
// (a plan has ended before it could work there); options, items and jobs that others make superfluous; and what the goal
// does not need. With exact set, items and jobs are merged only where they are alike in everything, so that no plan
// that ties with another is lost; otherwise where another is at least as good, so that no vector is lost.
func reduce(n *Network, q Question, exact bool) *reduced {
	r := &reduced{Network: n, extras: make([]bool, len(n.Items))}
	if exact {
		r.extras = n.freeAndRecommended()
	}
	for i := range n.Items {
		options := make([]int32, len(n.Items[i].Options))
		for o := range options {
			options[o] = int32(o)
		}
		r.items = append(r.items, int32(i))
		r.options = append(r.options, options)
		r.alikeItems = append(r.alikeItems, []member{{int32(i), options}})
	}
	for j := range n.Jobs {
		r.jobs = append(r.jobs, int32(j))
		r.alikeJobs = append(r.alikeJobs, []int32{int32(j)})
	}
	r.rebuild(r.reachable(q))
	k := keepAll(r.Network)
	im := newImplication(r.Network)
	for j := range r.Jobs {
		k.job[j] = !im.implies(r.Jobs[j].Opens, r.Goal)
	}
	r.rebuild(k)
	r.rebuild(r.reachable(q))
	for {
		k := keepAll(r.Network)
		dropped := r.dropLate(&k)
		if !exact {
			dropped = r.dropOptions(k) || dropped
			dropped = r.dropIdle(k, q) || dropped
		}
		dropped = r.dropItems(k, exact) || dropped
		dropped = r.dropJobs(k, exact) || dropped
		if !dropped {
			return r
		}
		r.rebuild(k)
	}
}

// reachable keeps what can be acquired or worked in at all, with the time and cost limits of a plan.
func (r *reduced) reachable(q Question) keep {
	k := keep{item: make([]bool, len(r.Items)), option: make([][]bool, len(r.Items)), job: make([]bool, len(r.Jobs))}
	for i := range r.Items {
		k.option[i] = make([]bool, len(r.Items[i].Options))
	}
	p := newLinks(r.Network)
	c := newClosure(p)
	var grow func(c2 Cond)
	grow = func(at Cond) {
		c.set(at, func(h Cond) {
			for _, use := range p.optionsBy[h] {
				o := &r.Items[use.item].Options[use.option]
				if over(q.Limit, o) || o.FullTime < 0 && o.PartTime < 0 {
					continue
				}
				k.option[use.item][use.option] = true
				k.item[use.item] = true
				if p.has[use.item] >= 0 {
					grow(p.has[use.item])
				}
			}
			for _, j := range p.jobsBy[h] {
				k.job[j] = true
				for _, e := range p.worked[j] {
					grow(e)
				}
			}
		})
	}
	grow(Always)
	return k
}

// over tells whether an option alone exceeds a limit.
func over(limit Vector, o *Option) bool {
	least := o.FullTime
	if least < 0 || o.PartTime >= 0 && o.PartTime < least {
		least = o.PartTime
	}
	return limit[Time] >= 0 && least > limit[Time] || limit[Cost] >= 0 && o.Cost > limit[Cost]
}

// rebuild makes the network anew from what is kept and what the goal needs of it.
func (r *reduced) rebuild(k keep) {
	old := r.Network
	k = r.relevant(k)
	n := NewNetwork()
	itemAt, jobAt := number(k.item), number(k.job)
	memo := make([]Cond, len(old.conds))
	for i := range memo {
		memo[i] = -1
	}
	var translate func(c Cond) Cond
	translate = func(c Cond) Cond {
		if memo[c] >= 0 {
			return memo[c]
		}
		memo[c] = r.translated(n, c, k, itemAt, jobAt, translate)
		return memo[c]
	}
	var next reduced
	for i := range old.Items {
		if !k.item[i] {
			continue
		}
		item := Item{Preferred: old.Items[i].Preferred}
		var options []int32
		for o, opt := range old.Items[i].Options {
			if k.option[i][o] {
				opt.Requires = translate(opt.Requires)
				item.Options = append(item.Options, opt)
				options = append(options, r.options[i][o])
			}
		}
		n.Items = append(n.Items, item)
		next.items = append(next.items, r.items[i])
		alike := slices.Clone(r.alikeItems[i])
		for m := range alike {
			alike[m].options = kept(alike[m].options, k.option[i])
		}
		next.alikeItems = append(next.alikeItems, alike)
		next.extras = append(next.extras, r.extras[i])
		next.options = append(next.options, options)
	}
	for j, job := range old.Jobs {
		if k.job[j] {
			n.Jobs = append(n.Jobs, Job{Opens: translate(job.Opens), Shortfall: job.Shortfall})
			next.jobs = append(next.jobs, r.jobs[j])
			next.alikeJobs = append(next.alikeJobs, r.alikeJobs[j])
		}
	}
	n.Goal = translate(old.Goal)
	next.Network = n
	*r = next
	if len(r.conds) > r.asked() {
		r.rebuild(keepAll(n)) // conditions that flattening left over
	}
}

// asked counts the conditions that something asks for, Never and Always among them.
func (r *reduced) asked() int {
	seen := make([]bool, len(r.conds))
	count := 0
	var visit func(c Cond)
	visit = func(c Cond) {
		if seen[c] {
			return
		}
		seen[c] = true
		count++
		for _, p := range r.conds[c].of {
			visit(p)
		}
	}
	visit(Never)
	visit(Always)
	visit(r.Goal)
	for i := range r.Items {
		for _, o := range r.Items[i].Options {
			visit(o.Requires)
		}
	}
	for j := range r.Jobs {
		visit(r.Jobs[j].Opens)
	}
	return count
}

func (r *reduced) translated(n *Network, c Cond, k keep, itemAt, jobAt []int32, translate func(Cond) Cond) Cond {
	x := &r.conds[c]
	switch x.op {
	case opNever, opAlways:
		return c
	case opHas:
		if !k.item[x.item] {
			return Never
		}
		return n.Has(itemAt[x.item])
	case opWorked:
		var jobs []int32
		for _, j := range x.jobs {
			if k.job[j] {
				jobs = append(jobs, jobAt[j])
			}
		}
		return n.Worked(x.months, jobs)
	}
	of := make([]Cond, 0, len(x.of))
	for _, p := range x.of {
		if !k.skip[[2]Cond{c, p}] {
			of = append(of, translate(p))
		}
	}
	switch x.op {
	case opAll:
		return n.All(of...)
	case opAny:
		return n.Any(of...)
	}
	return n.AtLeast(x.count, of...)
}

// kept gives the elements whose places are kept.
func kept(of []int32, keep []bool) []int32 {
	var out []int32
	for i, x := range of {
		if keep[i] {
			out = append(out, x)
		}
	}
	return out
}

// number gives each kept place its place among the kept.
func number(keep []bool) []int32 {
	at := make([]int32, len(keep))
	next := int32(0)
	for i, k := range keep {
		at[i] = next
		if k {
			next++
		}
	}
	return at
}

// relevant narrows k to what the goal needs, directly or not. Where anything needed can be acquired beside a job, every
// job matters, since it may pay for the time.
func (r *reduced) relevant(k keep) keep {
	for i, extra := range r.extras {
		if extra {
			r.Has(int32(i))
		}
	}
	seen := make([]bool, len(r.conds))
	item, job := make([]bool, len(r.Items)), make([]bool, len(r.Jobs))
	partTime, paid := false, false
	var visit func(c Cond)
	visitJob := func(j int32) {
		if k.job[j] && !job[j] {
			job[j] = true
			visit(r.Jobs[j].Opens)
		}
	}
	visit = func(c Cond) {
		if seen[c] {
			return
		}
		seen[c] = true
		x := &r.conds[c]
		for _, p := range x.of {
			if !k.skip[[2]Cond{c, p}] {
				visit(p)
			}
		}
		for _, j := range x.jobs {
			visitJob(j)
		}
		if x.op == opHas && k.item[x.item] && !item[x.item] {
			item[x.item] = true
			for o, opt := range r.Items[x.item].Options {
				if k.option[x.item][o] {
					partTime = partTime || opt.PartTime >= 0
					visit(opt.Requires)
				}
			}
		}
	}
	visit(r.Goal)
	for i, extra := range r.extras {
		if extra && k.item[i] {
			visit(r.Has(int32(i)))
		}
	}
	for partTime && !paid {
		paid = true
		for j := range r.Jobs {
			visitJob(int32(j))
		}
	}
	return keep{item, k.option, job, k.skip}
}

// freeAndRecommended tells which items are recommended by the goal or a job and can be acquired beside a job at no cost.
func (n *Network) freeAndRecommended() []bool {
	recommended := make([]bool, len(n.Items))
	for i := range n.Items {
		recommended[i] = n.Items[i].Preferred
	}
	for j := range n.Jobs {
		for _, i := range n.Jobs[j].Prefers {
			recommended[i] = true
		}
	}
	for i := range n.Items {
		free := func(o Option) bool { return o.Cost == 0 && o.PartTime > 0 }
		recommended[i] = recommended[i] && slices.ContainsFunc(n.Items[i].Options, free)
	}
	return recommended
}

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

// included tells whether every element of the ordered a stands in the ordered b.
func included[T cmp.Ordered](a, b []T) bool {
	i := 0
	for _, x := range a {
		for i < len(b) && b[i] < x {
			i++
		}
		if i == len(b) || b[i] != x {
			return false
		}
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
