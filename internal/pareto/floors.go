package pareto

import (
	"cmp"
	"slices"
)

// floors are, for each condition of a network, the least of one criterion (Time or Cost) that any way to it takes, by the
// longest chain: of several things needed the worst counts and of alternatives the best (h-max, Bonet & Geffner 2001). Since they
// do not depend on the goal, one pass serves all goals of a network.
type floors struct {
	n         *Network
	criterion int
	least     []int64
	by        []int32 // the part, option or job through which a condition is had for the least; -1
	// second are the floors of the other criterion, by which equals are told apart; nil if they are not.
	second *floors
	// known are proven floors of conditions that may be higher.
	known []int64
	// whole is the network with nothing taken out, once toward needs it.
	whole *reduced
}

func newFloors(n *Network, criterion int, second *floors) *floors {
	f := &floors{
		n: n, criterion: criterion, second: second, known: make([]int64, len(n.conds)), least: make([]int64, len(n.conds)), by: make([]int32, len(n.conds)),
	}
	f.run()
	return f
}

// run works the floors out, with what is known.
func (f *floors) run() {
	n := f.n
	for c := range f.least {
		f.least[c] = unreachable
	}
	// Most conditions are made after their parts: a few rounds will do.
	for changed := true; changed; {
		changed = false
		for c := range n.conds {
			if v, by := f.floor(Cond(c)); v < f.least[c] {
				f.least[c], f.by[c] = v, by
				changed = true
			}
		}
	}
}

// raise takes note of a proven floor, for the next run.
func (f *floors) raise(c Cond, least int64) { f.known[c] = max(f.known[c], least) }

// floor is the floor of a condition by those of what it asks for.
func (f *floors) floor(c Cond) (least int64, by int32) {
	least, by = unreachable, -1
	tie := int64(unreachable)
	offer := func(v int64, through int32, asks Cond) {
		if v > least || v >= unreachable {
			return
		}
		t := int64(0)
		if f.second != nil {
			t = f.second.least[asks]
		}
		if v < least || t < tie {
			least, tie, by = v, t, through
		}
	}
	x := &f.n.conds[c]
	switch x.op {
	case opAlways:
		return 0, -1
	case opAll:
		least = 0
		for _, p := range x.of {
			least = max(least, f.least[p])
		}
	case opAny:
		for _, p := range x.of {
			offer(f.least[p], int32(p), p)
		}
	case opAtLeast:
		least = f.least[f.easiest(x)[x.count-1]]
	case opHas:
		for o := range f.n.Items[x.item].Options {
			opt := &f.n.Items[x.item].Options[o]
			offer(f.least[opt.Requires]+f.share(opt), int32(o), opt.Requires)
		}
	case opWorked:
		for _, j := range x.jobs {
			offer(f.least[f.n.Jobs[j].Opens], j, f.n.Jobs[j].Opens)
		}
		if f.criterion == Time && least < unreachable {
			least += x.months
		}
	}
	return max(least, f.known[c]), by
}

// easiest lists the parts of a condition from the least floor up.
func (f *floors) easiest(x *condition) []Cond {
	of := slices.Clone(x.of)
	slices.SortStableFunc(of, func(a, b Cond) int { return cmp.Compare(f.least[a], f.least[b]) })
	return of
}

// share is what an option takes at least of the criterion.
func (f *floors) share(o *Option) int64 {
	switch {
	case o.FullTime < 0 && o.PartTime < 0:
		return unreachable
	case f.criterion == Cost:
		return o.Cost
	}
	return o.months()
}

// project leaves of an option only what counts for the criterion.
func (f *floors) project(o Option) Option {
	if f.criterion == Time {
		o.Cost = 0
	} else {
		o.FullTime, o.PartTime = min(o.FullTime, 0), min(o.PartTime, 0)
	}
	return o
}

// toward leaves of a network what a plan to a goal may need that takes no more of the criterion than most: what cannot be had
// early enough, or leads to the goal too late, goes. Pay and the other criterion play no role in such a plan.
func (f *floors) toward(goal Cond, most int64, m *meter) *reduced {
	if f.whole == nil {
		f.whole = whole(f.n)
		f.whole.deepParts()
	}
	n, r, k := *f.n, *f.whole, keepAll(f.n)
	n.Goal = goal
	n.Items = slices.Clone(n.Items)
	r.Network, k.unpaid = &n, true
	rest := f.rests(goal, most)
	m.glance(len(n.conds) + len(n.Items) + len(n.Jobs))
	for i := range n.Items {
		k.item[i] = false
		if i >= len(n.has) || n.has[i] == Never || rest.least[n.has[i]] > most {
			continue
		}
		n.Items[i].Options = slices.Clone(n.Items[i].Options)
		for o := range n.Items[i].Options {
			opt := &n.Items[i].Options[o]
			k.option[i][o] = f.least[opt.Requires]+f.share(opt)+rest.least[n.has[i]] <= most
			k.item[i] = k.item[i] || k.option[i][o]
			*opt = f.project(*opt)
		}
	}
	if !rest.beside {
		for j := range n.Jobs {
			opens := n.Jobs[j].Opens
			k.job[j] = f.least[opens]+rest.least[opens] <= most
		}
	}
	r.rebuild(k, m)
	return &r
}

// Within takes from a network what no plan to its goal has that takes so many months or fewer: what cannot be had early enough, or
// leads to the goal too late. Nothing else changes, so that plans and the numbers of items and jobs are the same.
func (n *Network) Within(months int64) *Network {
	f := newFloors(n, Time, nil)
	rest := f.paidRests(months)
	less := *n
	less.Items, less.Jobs = slices.Clone(n.Items), slices.Clone(n.Jobs)
	for i := range less.Items {
		item := &less.Items[i]
		item.Options = slices.Clone(item.Options)
		for o := range item.Options {
			opt := &item.Options[o]
			after := int64(0)
			if free := opt.Cost == 0 && opt.PartTime > 0; !free { // else it may be there for the months beside it alone
				after = unreachable
				if i < len(n.has) && n.has[i] != Never {
					after = rest[n.has[i]]
				}
			}
			if f.least[opt.Requires]+f.share(opt)+after > months {
				opt.FullTime, opt.PartTime = -1, -1
			}
		}
	}
	for j := range less.Jobs {
		if opens := less.Jobs[j].Opens; f.least[opens]+rest[opens] > months {
			less.Jobs[j].Opens = Never
		}
	}
	return &less
}

// paidRests are the rests to the goal of a network for one who also works for pay alone: beside what takes no longer so.
func (f *floors) paidRests(most int64) []int64 {
	n := f.n
	rest := f.rests(n.Goal, most).least
	for changed := true; changed; {
		changed = false
		paid := int64(unreachable)
		for i := range n.Items {
			for _, o := range n.Items[i].Options {
				switch free := o.Cost == 0 && o.PartTime > 0; {
				case free:
					paid = 0
				case o.PartTime >= 0 && (o.FullTime < 0 || o.PartTime <= o.FullTime) && i < len(n.has) && n.has[i] != Never:
					paid = min(paid, o.PartTime+rest[n.has[i]])
				}
			}
		}
		r := &rests{floors: f, most: most, least: rest}
		for j := range n.Jobs {
			r.lower(n.Jobs[j].Opens, paid)
		}
		if len(r.queue) > 0 {
			changed = true
			r.spread()
		}
	}
	return rest
}

// rests are, for each condition, the least that is yet to come where it is had for the goal's sake.
type rests struct {
	*floors
	most   int64
	least  []int64
	queue  []Cond
	beside bool // something that may be needed can only be had beside a job, which may then be any
}

func (f *floors) rests(goal Cond, most int64) *rests {
	r := &rests{floors: f, most: most, least: make([]int64, len(f.n.conds))}
	for c := range r.least {
		r.least[c] = unreachable
	}
	r.lower(goal, 0)
	r.spread()
	return r
}

func (r *rests) lower(c Cond, v int64) {
	if v < r.least[c] && r.floors.least[c]+v <= r.most {
		r.least[c] = v
		r.queue = append(r.queue, c)
	}
}

// spread takes what was lowered on to what it asks for.
func (r *rests) spread() {
	n := r.n
	for len(r.queue) > 0 {
		c := r.queue[0]
		r.queue = r.queue[1:]
		x := &n.conds[c]
		v := r.least[c]
		for _, p := range x.of {
			r.lower(p, v)
		}
		switch x.op {
		case opHas:
			for o := range n.Items[x.item].Options {
				opt := &n.Items[x.item].Options[o]
				r.beside = r.beside || opt.FullTime < 0
				r.lower(opt.Requires, v+r.share(opt))
			}
		case opWorked:
			if r.criterion == Time {
				v++ // some month is worked after the job opens
			}
			for _, j := range x.jobs {
				r.lower(n.Jobs[j].Opens, v)
			}
		}
	}
}
