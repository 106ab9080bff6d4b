package pareto

import (
	"cmp"
	"slices"
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

func (m merit) compare(o merit) int {
	return cmp.Or(
		cmp.Compare(m.steps, o.steps), cmp.Compare(m.goalWants, o.goalWants), cmp.Compare(m.jobsWant, o.jobsWant), cmp.Compare(m.leadingOn, o.leadingOn),
		slices.CompareFunc(m.acquired, o.acquired, Acquired.compare),
		slices.CompareFunc(m.workedFull, o.workedFull, func(x, y Worked) int {
			return cmp.Or(cmp.Compare(x.Job, y.Job), -cmp.Compare(x.Months, y.Months))
		}))
}

func (a Acquired) compare(b Acquired) int {
	return cmp.Or(cmp.Compare(a.Item, b.Item), cmp.Compare(a.Option, b.Option), cmp.Compare(a.Job, b.Job))
}

// merit judges a plan.
func (n *Network) merit(p *Plan) merit {
	m := merit{steps: len(p.Acquired) + len(p.Worked), acquired: p.Acquired, workedFull: p.Worked}
	in := n.workedIn(p)
	wanted := n.wantedIn(in)
	for _, j := range in {
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

// wantedIn are the items that some of the jobs recommend.
func (n *Network) wantedIn(jobs []int32) map[int32]bool {
	wanted := map[int32]bool{}
	for _, j := range jobs {
		for _, i := range n.Jobs[j].Prefers {
			wanted[i] = true
		}
	}
	return wanted
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

// worth tells what plans of one cost that are not known yet may be worth at best.
type worth struct {
	s    *sets
	cost int64
	// of are the options of each item.
	of [][]prize
	// beside are, by cost, what any option that can go beside a job and costs no more is worth at best.
	beside []besides
	// leading is how many jobs lead to the goal or to others.
	leading int
}

// prize is what an option is worth at best: as the first of its class, and for the goal or some job if any of the class is.
type prize struct {
	listed          Acquired
	wanted, helpful bool
	beside          bool // it can go beside a job
}

// better takes the best of two.
func (a prize) better(b prize) prize {
	if b.listed.compare(a.listed) < 0 {
		a.listed = b.listed
	}
	a.wanted, a.helpful, a.beside = a.wanted || b.wanted, a.helpful || b.helpful, a.beside || b.beside
	return a
}

type besides struct {
	cost int64
	prize
}

// newWorth prepares for a network that is part of n.
func newWorth(n *Network, s *sets, cost int64) *worth {
	w := &worth{s: s, cost: cost, of: make([][]prize, len(s.Items))}
	helpful := make([]bool, len(n.Items))
	for _, alike := range s.alikeJobs {
		for _, j := range alike {
			if n.Jobs[j].LeadsToGoal || len(n.Jobs[j].LeadsTo) > 0 {
				w.leading++
			}
			for _, i := range n.Jobs[j].Prefers {
				helpful[i] = true
			}
		}
	}
	for i, alike := range s.alikeItems {
		for o := range s.Items[i].Options {
			option := &s.Items[i].Options[o]
			var best prize
			for k, m := range alike {
				x := prize{Acquired{m.item, m.options[o], -1}, n.Items[m.item].Preferred, helpful[m.item], option.PartTime > 0}
				if k == 0 {
					best = x
				}
				best = best.better(x)
			}
			w.of[i] = append(w.of[i], best)
			if best.beside {
				w.beside = append(w.beside, besides{option.Cost, best})
			}
		}
	}
	slices.SortStableFunc(w.beside, func(a, b besides) int { return cmp.Compare(a.cost, b.cost) })
	for k := 1; k < len(w.beside); k++ {
		w.beside[k].prize = w.beside[k].better(w.beside[k-1].prize)
	}
	return w
}

// bound is the merit that no plan surpasses which contains what is decided on in a tally and has so many steps at least: one more than
// the items of the tally at most. What has no more acquires what is decided on and one item of each cut, and then works in a job, or acquires
// something else beside one.
func (w *worth) bound(t *tally, steps int) *merit {
	s := w.s
	m := &merit{steps: steps, acquired: make([]Acquired, 0, steps)}
	jobs := 0
	add := func(p prize) {
		if p.wanted {
			m.goalWants--
		}
		if p.helpful {
			m.jobsWant--
		}
		if p.beside {
			jobs++
		}
		m.acquired = append(m.acquired, p.listed)
	}
	for _, i := range s.chosen {
		add(w.of[i][s.option[i]])
	}
	for _, cut := range t.cuts {
		best := w.of[cut[0].a][cut[0].b]
		for _, l := range cut[1:] {
			best = best.better(w.of[l.a][l.b])
		}
		add(best)
	}
	slices.SortFunc(m.acquired, Acquired.compare)
	if steps > t.steps {
		jobs++
		at, _ := slices.BinarySearchFunc(w.beside, w.cost-t.cost+1, func(b besides, cost int64) int { return cmp.Compare(b.cost, cost) })
		if at > 0 {
			m.spare(w.beside[at-1].prize)
		}
	}
	m.leadingOn = -min(jobs, w.leading)
	return m
}

// spare makes a merit no worse by something that a plan may acquire besides.
func (m *merit) spare(p prize) {
	if p.wanted {
		m.goalWants--
	}
	if p.helpful {
		m.jobsWant--
	}
	at, _ := slices.BinarySearchFunc(m.acquired, p.listed, Acquired.compare)
	if at < len(m.acquired) { // at the end it would make the list no less
		m.acquired = slices.Insert(m.acquired, at, p.listed)
	}
}
