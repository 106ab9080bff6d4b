package pareto

import "slices"

// descend follows the floors from a goal down to a plan, in which everything that is asked for twice is had once. It need not be
// the least, and may have more than it needs; ok is false where that leads to no plan that works only in jobs that may be used. It
// begins with plans that are known, by what they reach.
func (f *floors) descend(goal Cond, may func(job int32) bool, known map[Cond]*Plan) (p Plan, ok bool) {
	d := &descent{floors: f, may: may, known: known, state: map[Cond]progress{}, had: newHoldings(f.n), work: map[int32]int64{}}
	if f.least[goal] >= unreachable || !d.reach(goal) {
		return Plan{}, false
	}
	for j, months := range d.work {
		d.plan.Worked = append(d.plan.Worked, Worked{j, months})
	}
	p = d.plan.ordered()
	if !f.n.possible(&p, goal) {
		return Plan{}, false
	}
	if f.criterion == Time {
		f.n.overlap(&p, goal)
	}
	p.Vector = f.n.vector(&p)
	return p, true
}

// vector is what a plan takes in months and dollars; its shortfall is left out.
func (n *Network) vector(p *Plan) (v Vector) {
	for _, a := range p.Acquired {
		o := &n.Items[a.Item].Options[a.Option]
		v[Cost] += o.Cost
		if a.Job >= 0 {
			v[Time] += o.PartTime
		} else {
			v[Time] += o.FullTime
		}
	}
	for _, w := range p.Worked {
		v[Time] += w.Months
	}
	return v
}

// overlap lets studies go beside jobs in which a plan works anyway, where that takes less time.
func (n *Network) overlap(p *Plan, goal Cond) {
	for w := range p.Worked {
		work := &p.Worked[w]
		for i := range p.Acquired {
			a := &p.Acquired[i]
			o := &n.Items[a.Item].Options[a.Option]
			given := min(o.PartTime, work.Months)
			if a.Job >= 0 || o.PartTime < 0 || given <= o.PartTime-o.FullTime {
				continue
			}
			a.Job = work.Job
			work.Months -= given
			if !n.possible(p, goal) {
				a.Job = -1
				work.Months += given
			}
		}
	}
	p.Worked = slices.DeleteFunc(p.Worked, func(w Worked) bool { return w.Months == 0 })
}

// possible tells whether all of a plan can be done in some order, and reaches a goal.
func (n *Network) possible(p *Plan, goal Cond) bool {
	h := newHoldings(n)
	acquired, worked := make([]bool, len(p.Acquired)), make([]bool, len(p.Worked))
	left := len(acquired) + len(worked)
	for before := left + 1; left < before; {
		before = left
		for i, a := range p.Acquired {
			o := &n.Items[a.Item].Options[a.Option]
			if acquired[i] || a.Job < 0 && o.FullTime < 0 || !h.hold(o.Requires) || a.Job >= 0 && !h.hold(n.Jobs[a.Job].Opens) {
				continue
			}
			acquired[i], h.items[a.Item] = true, true
			left--
			if a.Job >= 0 {
				h.months[a.Job] += o.PartTime
			}
		}
		for i, w := range p.Worked {
			if worked[i] || !h.hold(n.Jobs[w.Job].Opens) {
				continue
			}
			worked[i] = true
			left--
			h.months[w.Job] += w.Months
		}
	}
	return left == 0 && h.hold(goal)
}

// holdings are what is had at some moment: items, and months worked by job.
type holdings struct {
	n      *Network
	items  map[int32]bool
	months map[int32]int64
}

func newHoldings(n *Network) *holdings {
	return &holdings{n: n, items: map[int32]bool{}, months: map[int32]int64{}}
}

// worked is how many months were worked in the jobs of an experience.
func (h *holdings) worked(x *condition) int64 {
	sum := int64(0)
	for j, months := range h.months {
		if _, ok := slices.BinarySearch(x.jobs, j); ok {
			sum += months
		}
	}
	return sum
}

// hold tells whether a condition holds.
func (h *holdings) hold(c Cond) bool {
	x := &h.n.conds[c]
	switch x.op {
	case opAlways:
		return true
	case opHas:
		return h.items[x.item]
	case opWorked:
		return h.worked(x) >= x.months
	case opAll:
		return !slices.ContainsFunc(x.of, func(p Cond) bool { return !h.hold(p) })
	case opAny:
		return slices.ContainsFunc(x.of, h.hold)
	case opAtLeast:
		met := 0
		for _, p := range x.of {
			if h.hold(p) {
				met++
			}
		}
		return met >= x.count
	}
	return false
}

// descent is a plan in the making.
type descent struct {
	*floors
	may   func(job int32) bool
	known map[Cond]*Plan
	state map[Cond]progress
	had   *holdings
	work  map[int32]int64 // months full time, by job
	plan  Plan
}

// progress is how far a descent is with a condition.
type progress uint8

const (
	untouched progress = iota
	begun
	done
)

// reach adds to the plan what a condition lacks; false where it asks for itself.
func (d *descent) reach(c Cond) bool {
	switch {
	case d.state[c] == done || d.had.hold(c):
		return true
	case d.state[c] == begun:
		return false
	}
	d.state[c] = begun
	if p := d.known[c]; p != nil && d.follow(p) {
		d.state[c] = done
		return true
	}
	x := &d.n.conds[c]
	switch x.op {
	case opAll, opAtLeast:
		parts := d.easiest(x)
		if x.op == opAtLeast {
			parts = parts[:x.count]
		}
		slices.Reverse(parts) // the hardest may bring what the others ask for
		for _, p := range parts {
			if !d.reach(p) {
				return false
			}
		}
	case opAny:
		if !d.reach(Cond(d.by[c])) {
			return false
		}
	case opHas:
		if !d.acquire(x.item, d.by[c]) {
			return false
		}
	case opWorked:
		if !d.may(d.by[c]) || !d.reach(d.n.Jobs[d.by[c]].Opens) {
			return false
		}
		if months := x.months - d.had.worked(x); months > 0 {
			d.had.months[d.by[c]] += months
			d.work[d.by[c]] += months
		}
	default:
		return false
	}
	d.state[c] = done
	return true
}

// acquire adds an item to the plan, by an option, with what it lacks.
func (d *descent) acquire(item, option int32) bool {
	o := &d.n.Items[item].Options[option]
	job, ok := int32(-1), d.reach(o.Requires)
	if o.FullTime < 0 {
		job = d.beside()
		ok = ok && job >= 0 && d.reach(d.n.Jobs[job].Opens)
	}
	if ok {
		d.had.items[item] = true
		if job >= 0 {
			d.had.months[job] += o.PartTime
		}
		d.plan.Acquired = append(d.plan.Acquired, Acquired{item, option, job})
	}
	return ok
}

// beside is the job that opens first, of those that may be used; -1 where none does.
func (d *descent) beside() int32 {
	best := int32(-1)
	for j := range d.n.Jobs {
		floor := d.least[d.n.Jobs[j].Opens]
		if floor < unreachable && d.may(int32(j)) && (best < 0 || floor < d.least[d.n.Jobs[best].Opens]) {
			best = int32(j)
		}
	}
	return best
}

// follow takes over a plan that is known, unless something in it is had by another way already, or may not be used.
func (d *descent) follow(p *Plan) bool {
	for _, a := range p.Acquired {
		if d.had.items[a.Item] || a.Job >= 0 && !d.may(a.Job) {
			return false
		}
	}
	for _, w := range p.Worked {
		if !d.may(w.Job) {
			return false
		}
	}
	for _, a := range p.Acquired {
		d.had.items[a.Item] = true
		if a.Job >= 0 {
			d.had.months[a.Job] += d.n.Items[a.Item].Options[a.Option].PartTime
		}
	}
	d.plan.Acquired = append(d.plan.Acquired, p.Acquired...)
	for _, w := range p.Worked {
		months := max(0, w.Months-d.work[w.Job])
		d.had.months[w.Job] += months
		d.work[w.Job] += months
	}
	return true
}
