package pareto

import (
	"slices"
)

// reduced is a network from which everything is taken that cannot be part of a plan that is wanted, with the way back.
type reduced struct {
	*Network
	// links and deep are worked out when they are first asked for, by linked and deepParts.
	links *links
	deep  [][]Cond
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
	// unpaid is set where pay plays no role.
	unpaid bool
}

func keepAll(n *Network) keep {
	k := keep{item: make([]bool, len(n.Items)), option: make([][]bool, len(n.Items)), job: make([]bool, len(n.Jobs))}
	options := 0
	for i := range n.Items {
		options += len(n.Items[i].Options)
	}
	all := slices.Repeat([]bool{true}, options)
	for i := range n.Items {
		k.item[i] = true
		count := len(n.Items[i].Options)
		k.option[i], all = all[:count:count], all[count:]
	}
	for j := range n.Jobs {
		k.job[j] = true
	}
	return k
}

// reduce takes out, each without loss: what is out of reach with unlimited months; jobs whose opening implies the goal
// (a plan has ended before it could work there); months of a job where they would have to open it; options, items and jobs that
// others make superfluous; and what the goal does not need. With exact set, items and jobs are merged only where they are alike in
// everything, and taken out only where another makes every plan with them better, so that no plan that ties with one of the front
// is lost; otherwise where another is at least as good, so that no vector is lost.
func reduce(n *Network, q Question, exact bool, m *meter) *reduced {
	r := whole(n)
	if exact {
		r.extras = n.freeAndRecommended()
	}
	k := keepAll(n)
	im := r.implication(m)
	for j := range n.Jobs {
		k.job[j] = !im.implies(n.Jobs[j].Opens, n.Goal)
	}
	r.reachable(k, q, m)
	r.rebuild(k, m)
	if k := keepAll(r.Network); r.reachable(k, q, m) {
		r.rebuild(k, m)
	}
	r.simplify(q, exact, m)
	return r
}

// simplify takes out what others make superfluous, and merges what is alike.
func (r *reduced) simplify(q Question, exact bool, m *meter) {
	for range mostRounds {
		k := keepAll(r.Network)
		im := r.implication(m)
		dropped := r.dropLate(&k, im)
		dropped = r.dropOptions(k, im, exact) || dropped
		if !exact {
			dropped = r.dropIdle(k, q) || dropped
		}
		dropped = r.dropItems(k, im, exact) || dropped
		dropped = r.dropJobs(k, im, exact) || dropped
		if !dropped {
			break
		}
		r.rebuild(k, m)
	}
	r.linked()
}

// linked gives the links of the network.
func (r *reduced) linked() *links {
	if r.links == nil {
		r.links = newLinks(r.Network)
	}
	return r.links
}

// deepParts lists, of each condition, the parts that are more than items.
func (r *reduced) deepParts() [][]Cond {
	if r.deep == nil {
		r.deep = r.Network.deepParts()
	}
	return r.deep
}

func (r *reduced) implication(m *meter) *implication {
	return newImplication(r.Network, r.deepParts(), m)
}

// whole is a network of which nothing has been taken out yet. Its lists share their memory: none is changed in place.
func whole(n *Network) *reduced {
	options := 0
	for i := range n.Items {
		options = max(options, len(n.Items[i].Options))
	}
	self := make([]int32, max(len(n.Items), len(n.Jobs), options)) // each number at its own place
	for i := range self {
		self[i] = int32(i)
	}
	r := &reduced{
		Network: n, extras: make([]bool, len(n.Items)), items: slices.Clip(self[:len(n.Items)]), jobs: slices.Clip(self[:len(n.Jobs)]),
		options: make([][]int32, len(n.Items)), alikeItems: make([][]member, len(n.Items)), alikeJobs: make([][]int32, len(n.Jobs)),
	}
	alike := make([]member, len(n.Items))
	for i := range n.Items {
		r.options[i] = slices.Clip(self[:len(n.Items[i].Options)])
		alike[i] = member{int32(i), r.options[i]}
		r.alikeItems[i] = alike[i : i+1 : i+1]
	}
	for j := range n.Jobs {
		r.alikeJobs[j] = self[j : j+1 : j+1]
	}
	return r
}

// original tells a plan in terms of the network that nothing was taken out of, by the first of each class. It changes the plan's lists.
func (r *reduced) original(p Plan) Plan {
	for i := range p.Acquired {
		a := &p.Acquired[i]
		a.Item, a.Option = r.items[a.Item], r.options[a.Item][a.Option]
		if a.Job >= 0 {
			a.Job = r.jobs[a.Job]
		}
	}
	for i := range p.Worked {
		p.Worked[i].Job = r.jobs[p.Worked[i].Job]
	}
	return p.ordered()
}

// mostRounds bounds how often the rules are applied: each time they may make room for each other, but what is left
// after a few rounds is not worth more.
const mostRounds = 8

// reachable takes from k what cannot be acquired or worked in at all, with the time and cost limits of a plan, and tells whether
// anything is.
func (r *reduced) reachable(k keep, q Question, m *meter) bool {
	l := r.linked()
	c := newClosure(l)
	item, job := make([]bool, len(r.Items)), make([]bool, len(r.Jobs))
	option := make([][]bool, len(r.Items))
	for i := range option {
		option[i] = make([]bool, len(r.Items[i].Options))
	}
	var grow func(at Cond)
	then := func(h Cond) {
		m.glance(1 + len(l.parents[h]) + len(l.optionsBy[h]) + len(l.jobsBy[h]))
		for _, use := range l.optionsBy[h] {
			o := &r.Items[use.item].Options[use.option]
			if over(q.Limit, o) || o.FullTime < 0 && o.PartTime < 0 {
				continue
			}
			option[use.item][use.option] = true
			if !item[use.item] && l.has[use.item] >= 0 {
				grow(l.has[use.item])
			}
			item[use.item] = true
		}
		for _, j := range l.jobsBy[h] {
			if !k.job[j] {
				continue
			}
			job[j] = true
			for _, e := range l.worked[j] {
				grow(e)
			}
		}
	}
	grow = func(at Cond) { c.set(at, then) }
	grow(Always)
	gone := narrow(k.item, item)
	gone = narrow(k.job, job) || gone
	for i := range option {
		gone = narrow(k.option[i], option[i]) || gone
	}
	return gone
}

// narrow takes from a what is not in b, and tells whether anything is.
func narrow(a, b []bool) bool {
	gone := false
	for i := range a {
		gone = gone || a[i] && !b[i]
		a[i] = a[i] && b[i]
	}
	return gone
}

// over tells whether an option alone exceeds a limit.
func over(limit Vector, o *Option) bool {
	return limit[Time] >= 0 && o.months() > limit[Time] || limit[Cost] >= 0 && o.Cost > limit[Cost]
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
