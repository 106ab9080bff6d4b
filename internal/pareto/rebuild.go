package pareto

import "slices"

// rebuild makes the network anew from what is kept and what the goal needs of it.
func (r *reduced) rebuild(k keep, meter *meter) {
	old := r.Network
	meter.glance(len(old.conds) + len(old.Items) + len(old.Jobs))
	k = r.relevant(k)
	n := NewNetwork()
	itemAt, items := number(k.item)
	jobAt, jobs := number(k.job)
	n.Items, n.Jobs = make([]Item, 0, items), make([]Job, 0, jobs)
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
	own := ownMonths{n: old, deep: r.deepParts(), seen: make([]int32, len(old.conds)), found: make([]bool, len(old.conds))}
	opening := func(j int32) Cond {
		// Nobody works in a job before it is open, so months in it are no way to open it.
		opens, memo := old.Jobs[j].Opens, map[Cond]Cond{}
		k.job[j] = false
		defer func() { k.job[j] = true }()
		var without func(c Cond) Cond
		without = func(c Cond) Cond {
			if !own.counted(c, j) {
				return translate(c)
			}
			if t, ok := memo[c]; ok {
				return t
			}
			memo[c] = r.translated(n, c, k, itemAt, jobAt, without)
			return memo[c]
		}
		return without(opens)
	}
	next := reduced{
		items: make([]int32, 0, items), options: make([][]int32, 0, items), alikeItems: make([][]member, 0, items), extras: make([]bool, 0, items),
		jobs: make([]int32, 0, jobs), alikeJobs: make([][]int32, 0, jobs),
	}
	for i := range old.Items {
		if !k.item[i] {
			continue
		}
		item := Item{Preferred: old.Items[i].Preferred, Options: make([]Option, 0, len(old.Items[i].Options))}
		for o, opt := range old.Items[i].Options {
			if k.option[i][o] {
				opt.Requires = translate(opt.Requires)
				item.Options = append(item.Options, opt)
			}
		}
		n.Items = append(n.Items, item)
		next.items = append(next.items, r.items[i])
		alike, options := r.alikeItems[i], r.options[i]
		if slices.Contains(k.option[i], false) {
			alike, options = slices.Clone(alike), kept(options, k.option[i])
			for m := range alike {
				alike[m].options = kept(alike[m].options, k.option[i])
			}
		}
		next.alikeItems = append(next.alikeItems, alike)
		next.extras = append(next.extras, r.extras[i])
		next.options = append(next.options, options)
	}
	for j, job := range old.Jobs {
		if k.job[j] {
			n.Jobs = append(n.Jobs, Job{Opens: opening(int32(j)), Shortfall: job.Shortfall})
			next.jobs = append(next.jobs, r.jobs[j])
			next.alikeJobs = append(next.alikeJobs, r.alikeJobs[j])
		}
	}
	n.Goal = translate(old.Goal)
	next.Network = n
	*r = next
	if len(r.conds) > r.asked() {
		r.rebuild(keepAll(n), meter) // conditions that flattening left over
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
	r.roots(visit)
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

// number gives each kept place its place among the kept, and how many these are.
func number(keep []bool) (at []int32, count int32) {
	at = make([]int32, len(keep))
	for i, k := range keep {
		at[i] = count
		if k {
			count++
		}
	}
	return at, count
}

// relevant narrows k to what the goal needs, directly or not. Where anything needed can be acquired beside a job, every
// job matters, since it may pay for the time; where pay plays no role, only where that is quicker or the only way.
func (r *reduced) relevant(k keep) keep {
	seen := make([]bool, len(r.conds))
	item, job := make([]bool, len(r.Items)), make([]bool, len(r.Jobs))
	partTime := false
	var visit func(c Cond)
	visitJob := func(j int32) {
		if k.job[j] && !job[j] {
			job[j] = true
			visit(r.Jobs[j].Opens)
		}
	}
	visitItem := func(i int32) {
		if !k.item[i] || item[i] {
			return
		}
		item[i] = true
		for o, opt := range r.Items[i].Options {
			if k.option[i][o] {
				partTime = partTime || opt.PartTime >= 0 && (!k.unpaid || opt.FullTime < 0 || opt.PartTime < opt.FullTime)
				visit(opt.Requires)
			}
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
		if x.op == opHas {
			visitItem(x.item)
		}
	}
	visit(r.Goal)
	for i, extra := range r.extras {
		if extra {
			visitItem(int32(i))
		}
	}
	if partTime {
		for j := range r.Jobs {
			visitJob(int32(j))
		}
	}
	return keep{item, k.option, job, k.skip, k.unpaid}
}

// ownMonths tells which conditions count months in a job.
type ownMonths struct {
	n     *Network
	deep  [][]Cond
	seen  []int32 // the job, from 1, for which found is known
	found []bool
}

func (o *ownMonths) counted(c Cond, j int32) bool {
	if o.seen[c] != j+1 {
		o.seen[c] = j + 1
		_, o.found[c] = slices.BinarySearch(o.n.conds[c].jobs, j)
		for _, p := range o.deep[c] {
			o.found[c] = o.counted(p, j) || o.found[c]
		}
	}
	return o.found[c]
}
