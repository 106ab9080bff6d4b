package pareto

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// tieBudget bounds the second search for each point of the front, tiesBudget that for all of them together, as far as the
// question's own budget is no less; a tenth of both where the front is not complete. Where it is spent, the best plan so far stands.
const (
	tieBudget  = 2_000_000
	tiesBudget = 5_000_000
)

// refine replaces each plan of a front by the best of all plans of the same vector. The search is the same, confined to
// the vector: nothing that exceeds it is followed, and nothing is left out but what is alike in everything.
func refine(ctx context.Context, n *Network, q Question, plans []Plan, complete bool) (steps int64, err error) {
	if len(plans) == 0 {
		return 0, nil
	}
	each, left := int64(tieBudget), min(q.Budget, tiesBudget)
	if !complete {
		each, left = each/10, left/10
	}
	for c := range q.Limit {
		q.Limit[c] = slices.MaxFunc(plans, func(a, b Plan) int { return cmp.Compare(a.Vector[c], b.Vector[c]) }).Vector[c]
	}
	var r *reduced
	whole := &meter{ctx: ctx, limit: left}
	err = halted(func() { r = reduce(n, q, true, whole) })
	steps = whole.steps
	if errors.Is(err, errBudget) {
		return steps, nil
	} else if err != nil {
		return steps, err
	}
	for i := range plans {
		m := newMeter(ctx, min(each, left-steps), q)
		t := &ties{n: n, plan: &plans[i], best: n.merit(&plans[i]), meter: m, r: r}
		err := halted(func() { t.search(q) })
		steps += m.steps
		if err != nil && !errors.Is(err, errBudget) {
			return steps, err
		}
	}
	return steps, nil
}

// ties is the search for the best plan of one vector.
type ties struct {
	n     *Network
	plan  *Plan
	best  merit
	meter *meter
	r     *reduced
	d     *schedule
}

func (t *ties) search(q Question) {
	target := t.plan.Vector
	q.Limit = target
	if t.r = t.r.confined(q, t.meter); t.r.Goal == Never {
		return
	}
	s := newSets(t.r, q, newOrder(q.Criteria), t.meter)
	sums := s.w.total(target[Time], target[Shortfall])
	listed := newPrices(s, t.best.steps)
	s.wanted = func(b bound) bool {
		return !b.over(sums) && b.cost <= target[Cost] && b.steps <= t.best.steps && (b.merit == nil || b.merit.compare(t.best) < 0) &&
			listed.meet(s, target[Cost], t.best.steps)
	}
	s.exact, s.merits = true, newWorth(t.n, s, target[Cost]).bound
	s.complete = newCompletion(t, s).try
	t.d = newSchedule(s, true)
	t.d.wanted = s.wanted
	t.d.finish = t.finish
	s.evaluate = func() {
		if b, _ := s.tallied(); b.cost == target[Cost] {
			t.d.run()
		}
	}
	s.landmarks.run()
	s.explore()
}

// finish looks for the months that complete a label to the vector, by the fewest jobs.
func (t *ties) finish(at int32, goal commitments) {
	l := t.d.kept.at(at)
	time, short := t.plan.Vector[Time]-l.time, t.plan.Vector[Shortfall]-l.short
	if time < 0 || short < 0 {
		return
	}
	x := newExactMonths(t.meter, goal, t.d.short)
	if !x.possible(time, short) {
		return
	}
	for jobs := x.fewest(); jobs <= min(len(t.d.jobs), t.best.steps-len(t.d.items)); jobs++ {
		found := false
		x.with(jobs, time, short, func(months *point) {
			found = true
			t.assign(t.d.plan(at, months, t.plan.Vector))
		})
		if found {
			return
		}
	}
}

// assign names the members of everything that a plan stands for, and keeps the best: all ways to name its jobs are tried, and with
// each way every item is the best of its class, which it can be whatever the others are.
func (t *ties) assign(p Plan) {
	classes := t.classes(&p)
	uses := t.uses(&p)
	var try func(i int)
	tried := 0
	try = func(i int) {
		if i < len(uses) {
			for _, j := range uses[i].alike {
				if tried > mostAssignments {
					return
				}
				*uses[i].job = j
				try(i + 1)
			}
			return
		}
		t.meter.step()
		tried++
		t.name(&p, classes)
		done := Plan{p.Vector, slices.Clone(p.Acquired), slices.Clone(p.Worked)}.ordered()
		if m := t.n.merit(&done); m.compare(t.best) < 0 {
			t.best = m
			*t.plan = done
		}
	}
	try(0)
}

// mostAssignments bounds how many ways to name the jobs of one plan are tried.
const mostAssignments = 2_000

// class is an item that a plan acquires, with all that would do in its place, and which of their options.
type class struct {
	alike  []member
	option int
}

// classes are those of the items of a plan, in its order.
func (t *ties) classes(p *Plan) []class {
	of := make([]class, len(p.Acquired))
	for i, a := range p.Acquired {
		at := slices.Index(t.r.items, a.Item)
		of[i] = class{t.r.alikeItems[at], slices.Index(t.r.options[at], a.Option)}
	}
	return of
}

// name takes of each class the item that the goal recommends, or else one that a job of the plan does, and of several the first.
func (t *ties) name(p *Plan, classes []class) {
	wanted := t.n.wantedIn(t.n.workedIn(p))
	for i, c := range classes {
		var best Acquired
		bestRank := -1
		for _, m := range c.alike {
			x := Acquired{m.item, m.options[c.option], p.Acquired[i].Job}
			rank := 0
			if t.n.Items[m.item].Preferred {
				rank += 2
			}
			if wanted[m.item] {
				rank++
			}
			if rank > bestRank || rank == bestRank && x.compare(best) < 0 {
				best, bestRank = x, rank
			}
		}
		p.Acquired[i] = best
	}
}

// use is a place in a plan where any of several jobs would do.
type use struct {
	job   *int32
	alike []int32
}

func (t *ties) uses(p *Plan) []use {
	var uses []use
	add := func(job *int32) {
		if alike := t.r.alikeJobs[slices.Index(t.r.jobs, *job)]; len(alike) > 1 {
			uses = append(uses, use{job, alike})
		}
	}
	for i := range p.Acquired {
		if a := &p.Acquired[i]; a.Job >= 0 {
			add(&a.Job)
		}
	}
	for i := range p.Worked {
		add(&p.Worked[i].Job)
	}
	return uses
}
