package pareto

import (
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
	for range mostRounds {
		k := keepAll(r.Network)
		dropped := r.dropLate(&k)
		if !exact {
			dropped = r.dropOptions(k) || dropped
			dropped = r.dropIdle(k, q) || dropped
		}
		dropped = r.dropItems(k, exact) || dropped
		dropped = r.dropJobs(k, exact) || dropped
		if !dropped {
			break
		}
		r.rebuild(k)
	}
	return r
}

// mostRounds bounds how often the rules are applied: each time they may make room for each other, but what is left
// after a few rounds is not worth more.
const mostRounds = 8

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
				partTime = partTime || opt.PartTime >= 0
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
