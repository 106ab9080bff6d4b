package pareto

import "slices"

// dropLate drops alternatives that come too late: an item each of whose options requires what it is an alternative for,
// as a master's degree requires a bachelor's and counts as one; and parts that other parts make superfluous.
func (r *reduced) dropLate(k *keep, im *implication) bool {
	k.skip = map[[2]Cond]bool{}
	// Many options require the same: what is known of it is of the condition in comesAfter.
	comesAfter, known := make([]Cond, len(r.conds)), make([]bool, len(r.conds))
	for c := range r.conds {
		r.dropAbsorbed(k, im, Cond(c))
		if r.conds[c].op != opAny {
			continue
		}
		first := func(o Option) bool {
			im.meter.glance(1)
			if comesAfter[o.Requires] != Cond(c) {
				comesAfter[o.Requires], known[o.Requires] = Cond(c), im.implies(o.Requires, Cond(c))
			}
			return !known[o.Requires]
		}
		for _, p := range r.conds[c].of {
			if x := &r.conds[p]; x.op == opHas && !slices.ContainsFunc(r.Items[x.item].Options, first) {
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
	if x.op != opAny && x.op != opAll || len(x.of) > mostAbsorbed || len(im.deep[c]) == 0 {
		return
	}
	for _, p := range x.of {
		im.meter.glance(len(x.of))
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

// dropOptions drops options for which another of the same item is at least as good; with exact set, and cheaper.
func (r *reduced) dropOptions(k keep, im *implication, exact bool) bool {
	dropped := false
	for i := range r.Items {
		options := r.Items[i].Options
		for a := range options {
			for b := range options {
				im.meter.glance(1)
				if a == b || !k.option[i][a] || !k.option[i][b] || exact && options[b].Cost >= options[a].Cost || !noWorse(im, &options[b], &options[a]) {
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
	return noLonger(a, b) && im.implies(b.Requires, a.Requires)
}

// noLonger tells whether option a takes no more months and dollars than b.
func noLonger(a, b *Option) bool {
	shorter := func(x, y int64) bool { return y < 0 || x >= 0 && x <= y }
	return a.Cost <= b.Cost && shorter(a.FullTime, b.FullTime) && shorter(a.PartTime, b.PartTime)
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
