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

// merit is what plans of equal vectors are compared by: less is better, place by place.
type merit struct {
	steps      int // acquisitions and jobs worked in full time
	goalWants  int // items that the goal recommends, negated
	jobsWant   int // items that the jobs worked in recommend, negated
	leadingOn  int // jobs worked in that lead to the goal or to another, negated
	acquired   []Acquired
	workedFull []Worked
}

func (a merit) compare(b merit) int {
	return cmp.Or(
		cmp.Compare(a.steps, b.steps), cmp.Compare(a.goalWants, b.goalWants), cmp.Compare(a.jobsWant, b.jobsWant), cmp.Compare(a.leadingOn, b.leadingOn),
		slices.CompareFunc(a.acquired, b.acquired, func(x, y Acquired) int {
			return cmp.Or(cmp.Compare(x.Item, y.Item), cmp.Compare(x.Option, y.Option), cmp.Compare(x.Job, y.Job))
		}),
		slices.CompareFunc(a.workedFull, b.workedFull, func(x, y Worked) int {
			return cmp.Or(cmp.Compare(x.Job, y.Job), -cmp.Compare(x.Months, y.Months))
		}))
}

// merit judges a plan.
func (n *Network) merit(p *Plan) merit {
	m := merit{steps: len(p.Acquired) + len(p.Worked), acquired: p.Acquired, workedFull: p.Worked}
	in := n.workedIn(p)
	wanted := map[int32]bool{}
	for _, j := range in {
		for _, i := range n.Jobs[j].Prefers {
			wanted[i] = true
		}
		leads := func(to int32) bool { return to != j && slices.Contains(in, to) }
		if n.Jobs[j].LeadsToGoal || slices.ContainsFunc(n.Jobs[j].LeadsTo, leads) {
			m.leadingOn--
		}
	}
	for _, a := range p.Acquired {
		if n.Items[a.Item].Preferred {
			m.goalWants--
		}
		if wanted[a.Item] {
			m.jobsWant--
		}
	}
	return m
}

// workedIn lists the jobs worked in for at least a month, full time or beside a study, each once.
func (n *Network) workedIn(p *Plan) []int32 {
	var in []int32
	for _, a := range p.Acquired {
		if a.Job >= 0 && n.Items[a.Item].Options[a.Option].PartTime > 0 {
			in = append(in, a.Job)
		}
	}
	for _, w := range p.Worked {
		in = append(in, w.Job)
	}
	slices.Sort(in)
	return slices.Compact(in)
}

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
	s := newSets(t.r, q, newOrder(q.Criteria), t.meter)
	sums := s.w.total(target[Time], target[Shortfall])
	var listed prices
	s.wanted = func(b bound) bool {
		for k := range sums {
			if b.sums[k] > sums[k] {
				return false
			}
		}
		return b.cost <= target[Cost] && b.steps <= t.best.steps && listed.meet(s, target[Cost], t.best.steps)
	}
	s.exact = true
	confine(s, sums, target[Cost])
	listed = newPrices(s)
	t.d = newSchedule(s, true)
	t.d.wanted = s.wanted
	t.d.finish = t.finish
	s.evaluate = func() {
		if b, _ := s.bound(); b.cost == target[Cost] {
			t.d.run()
		}
	}
	s.explore()
}

// confine rules out what no plan of a vector can contain: what takes more by itself, with the chain to it and the least of what still
// lies ahead of it.
func confine(s *sets, most sums, cost int64) {
	best := s.bestPay()
	ahead := newAhead(s)
	over := func(v sums) bool {
		for k := range v {
			if v[k] > most[k] {
				return true
			}
		}
		return false
	}
	for again := true; again; {
		again = false
		s.chains.run(func(_ int32, o *Option) sums { return s.plain(o, best) }, s.w.of)
		for i := range s.Items {
			then, price := ahead.of(int32(i))
			for o := range s.Items[i].Options {
				option := &s.Items[i].Options[o]
				v := s.chains.least[option.Requires]
				v.add(s.plain(option, best), 1)
				v.add(then, 1)
				if !s.without[i][o] && (over(v) || option.Cost+price > cost) {
					s.exclude(literal{acquire, int32(i), int32(o)}, true)
					again = true
				}
			}
		}
	}
}

// prices are what few items come to: prices[n] by n at most. More items than are listed may come to anything.
type prices []map[int64]bool

// mostPrices bounds how many sums are made to list them.
const mostPrices = 20_000

// newPrices lists what the options that are left come to.
func newPrices(s *sets) prices {
	one := map[int64]bool{0: true}
	for i := range s.Items {
		for o, out := range s.without[i] {
			if !out {
				one[s.Items[i].Options[o].Cost] = true
			}
		}
	}
	p := prices{{0: true}}
	for last := p[0]; len(p) <= len(s.Items) && len(last)*len(one) <= mostPrices; p = append(p, last) {
		sums := make(map[int64]bool, len(last))
		for a := range last {
			for b := range one {
				sums[a+b] = true
			}
		}
		s.meter.glance(len(last) * len(one))
		last = sums
	}
	return p
}

// meet tells whether the items decided on, with others up to so many in all, can come to exactly a cost.
func (p prices) meet(s *sets, cost int64, most int) bool {
	more := most - len(s.chosen)
	for _, i := range s.chosen {
		cost -= s.Items[i].Options[s.option[i]].Cost
	}
	switch {
	case more < 0 || cost < 0:
		return false
	case more >= len(p):
		return true
	}
	return p[more][cost]
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

// assign tries everything that the items and jobs of a plan stand for, and keeps the best.
func (t *ties) assign(p Plan) {
	use := t.uses(&p)
	var try func(i int)
	tried := 0
	try = func(i int) {
		if i == len(use) {
			t.meter.step()
			tried++
			done := Plan{p.Vector, slices.Clone(p.Acquired), slices.Clone(p.Worked)}.ordered()
			if m := t.n.merit(&done); m.compare(t.best) < 0 {
				t.best = m
				*t.plan = done
			}
			return
		}
		for k := 0; k < use[i].alike && tried <= mostAssignments; k++ {
			use[i].put(k)
			try(i + 1)
		}
	}
	try(0)
}

// mostAssignments bounds how many ways to name the members of classes are tried for one plan.
const mostAssignments = 2_000

// use is a place in a plan where any of several would do: put takes the k-th of them.
type use struct {
	alike int
	put   func(k int)
}

func (t *ties) uses(p *Plan) []use {
	var uses []use
	job := func(at *int32) {
		if alike := t.r.alikeJobs[slices.Index(t.r.jobs, *at)]; len(alike) > 1 {
			uses = append(uses, use{len(alike), func(k int) { *at = alike[k] }})
		}
	}
	for i := range p.Acquired {
		a := &p.Acquired[i]
		class := slices.Index(t.r.items, a.Item)
		option := slices.Index(t.r.options[class], a.Option)
		if alike := t.r.alikeItems[class]; len(alike) > 1 {
			uses = append(uses, use{len(alike), func(k int) { a.Item, a.Option = alike[k].item, alike[k].options[option] }})
		}
		if a.Job >= 0 {
			job(&a.Job)
		}
	}
	for i := range p.Worked {
		job(&p.Worked[i].Job)
	}
	return uses
}
