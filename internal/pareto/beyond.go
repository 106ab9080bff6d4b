package pareto

import "slices"

// prospect is what could be of use: items to acquire, jobs to work in. gathers tells whether experience is on the way to it.
type prospect struct {
	items, jobs []uint64
	gathers     bool
}

func (u *prospect) has(item int32) bool { return u.items[item/64]&(1<<(item%64)) != 0 }

func (u *prospect) join(v *prospect) {
	for w := range v.items {
		u.items[w] |= v.items[w]
	}
	for w := range v.jobs {
		u.jobs[w] |= v.jobs[w]
	}
	u.gathers = u.gathers || v.gathers
}

// and is what is in both.
func (u *prospect) and(v *prospect) *prospect {
	both := &prospect{items: slices.Clone(u.items), jobs: slices.Clone(u.jobs)}
	for w := range v.items {
		both.items[w] &= v.items[w]
	}
	for w := range v.jobs {
		both.jobs[w] &= v.jobs[w]
	}
	return both
}

// base is a set all of whose parts are within reach, and tells what can be of use beyond it once a job is open. An item
// beyond the base is there for what it leads to: a job that pays more than this one, one that counts for experience that the
// base asks for and for which this one does not, or the sooner beginning of something in the base. If it leads to none of
// these, a plan that begins it once this job is open can do without: drop it, and all that was begun for it alone; what
// went beside jobs that it led to goes beside this job, and months worked in them, or beside what was dropped, are
// worked here. Nothing takes longer, costs more or pays less, and this job counts wherever they did.
type base struct {
	s *sets
	// within is the base that this one was extended from; nil for the core.
	within *base
	asked  []asked
	// instead are items that may let one of the base begin before the experience is had that it asks for.
	instead []int32
	// beside are what items of the base require that can go beside a job.
	beside []Cond
	first  int32 // the place of the best paid job that is not ruled out; -1
	// of is what is of use once job j is open, at j+1; none open at 0. nil: not worked out.
	of   []*prospect
	once *prospect // once all jobs are open that are so from the start
}

// asked is experience that a base, or the goal, may ask for. It is free where a job within reach that counts for it falls
// short by nothing.
type asked struct {
	experience int32
	free       bool
}

// towards names what leads to something: once job is open, the opening of a job, an experience, an item, a condition, or
// of all jobs that pay better, from a place in their order on.
type towards struct {
	job  int32
	kind aim
	of   int32
}

type aim uint8

const (
	towardsExperience aim = iota
	towardsItem
	towardsPay
	towardsCondition
)

// newBase takes what is decided on as a base: all of it is within reach.
func newBase(s *sets) *base {
	b := &base{s: s, within: s.base}
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if o.FullTime < 0 {
			return b // it needs a job that another item may open
		}
		if o.PartTime >= 0 {
			b.beside = append(b.beside, o.Requires)
		}
	}
	b.of = make([]*prospect, len(s.Jobs)+1)
	b.first = int32(slices.IndexFunc(s.byPay, func(j int32) bool { return !s.jobOut[j] }))
	b.ask()
	b.once = b.after(-1)
	for j := range s.Jobs {
		if s.Jobs[j].Opens == Always {
			b.once = b.once.and(b.after(int32(j)))
		}
	}
	return b
}

// ask finds what the base asks for.
func (b *base) ask() {
	s := b.s
	s.epoch++
	var look func(c Cond)
	look = func(c Cond) {
		if s.seen[c] == s.epoch {
			return
		}
		s.seen[c] = s.epoch
		if s.conds[c].op == opWorked && !s.workedOut[c] {
			b.asked = append(b.asked, asked{int32(c), b.free(int32(c))})
		}
		for _, p := range s.conds[c].of {
			look(p)
		}
	}
	look(s.Goal)
	for _, i := range s.chosen {
		look(s.Items[i].Options[s.option[i]].Requires)
	}
	s.epoch++
	var instead []literal
	for _, i := range s.chosen {
		s.alternatives(s.Items[i].Options[s.option[i]].Requires, true, &instead)
	}
	for _, l := range instead {
		if l.kind == acquire && !slices.Contains(b.instead, l.a) {
			b.instead = append(b.instead, l.a)
		}
	}
}

// free tells whether experience can be had by work that falls short by nothing.
func (b *base) free(e int32) bool {
	s := b.s
	return slices.ContainsFunc(s.conds[e].jobs, func(k int32) bool { return s.open[k] && !s.jobOut[k] && s.Jobs[k].Shortfall == 0 })
}

// over tells whether nothing more is taken of what matters once job j is open: time does not matter, all of the base can go
// beside that job, and all experience be had, without falling short.
func (b *base) over(j int32) bool {
	s := b.s
	return j >= 0 && !s.hurries && !s.exact && s.Jobs[j].Shortfall == 0 &&
		!slices.ContainsFunc(b.asked, func(a asked) bool { return !a.free && !s.counts(j, a.experience) })
}

// serves tells whether an item beyond the base can be of use at all.
func (b *base) serves(item int32) bool {
	switch {
	case b == nil || b.s.extras[item]:
		return true
	case b.once != nil && !b.once.has(item):
		return b.s.exact && slices.ContainsFunc(b.s.Items[item].Options, func(o Option) bool { return o.Cost == 0 })
	}
	return b.within.serves(item)
}

// employs tells whether it can be of use beyond the base to work in a job that is not open from the start.
func (b *base) employs(j int32) bool {
	if b == nil || b.s.exact {
		return true
	}
	return (b.once == nil || b.once.jobs[j/64]&(1<<(j%64)) != 0) && b.within.employs(j)
}

// goesBeside tells whether an item beyond the base can be of use if it is studied beside a job.
func (b *base) goesBeside(item int32, o *Option, j int32) bool {
	if b == nil || b.s.extras[item] || b.s.exact && o.Cost == 0 {
		return true
	}
	return (b.of == nil || b.after(j).has(item)) && b.within.goesBeside(item, o, j)
}

// after is what is of use beyond the base once job j is open; -1: none.
func (b *base) after(j int32) *prospect {
	if u := b.of[j+1]; u != nil {
		return u
	}
	s := b.s
	u := s.beyond.empty()
	b.of[j+1] = u
	if b.over(j) {
		return u
	}
	if s.pays || s.exact {
		u.join(s.beyond.leads(towards{j, towardsPay, b.first}))
	}
	for _, e := range b.asked {
		if !s.counts(j, e.experience) {
			u.join(s.beyond.leads(towards{j, towardsExperience, e.experience}))
		}
	}
	for _, i := range b.instead {
		u.join(s.beyond.leads(towards{j, towardsItem, i}))
	}
	if u.gathers {
		// Something of the base may be begun sooner beside a job, for the sake of the experience.
		for _, c := range b.beside {
			u.join(s.beyond.leads(towards{j, towardsCondition, int32(c)}))
		}
	}
	return u
}

// counts tells whether a job counts for an experience.
func (s *sets) counts(j int32, e int32) bool {
	_, counts := slices.BinarySearch(s.conds[e].jobs, j)
	return counts
}

// beyond works out what leads to what; that depends on the network alone.
type beyond struct {
	s    *sets
	im   *implication
	memo map[towards]*prospect
	// seen: of each condition, the walk that last came by.
	seen  []uint32
	walks uint32
}

func newBeyond(s *sets) *beyond {
	return &beyond{s: s, im: s.implication(s.meter), memo: map[towards]*prospect{}, seen: make([]uint32, len(s.conds))}
}

func (b *beyond) empty() *prospect {
	return &prospect{items: make([]uint64, (len(b.s.Items)+63)/64), jobs: make([]uint64, (len(b.s.Jobs)+63)/64)}
}

// leads gives what may lead to something once a job is open.
func (b *beyond) leads(key towards) *prospect {
	if u := b.memo[key]; u != nil {
		return u
	}
	s := b.s
	w := b.walk(key.job, s.meter.step)
	switch key.kind {
	case towardsExperience:
		w.work(s.conds[key.of].jobs)
	case towardsItem:
		w.item(key.of)
	case towardsCondition:
		w.visit(Cond(key.of))
	case towardsPay:
		pay := s.q.Idle
		if key.job >= 0 {
			pay = s.Jobs[key.job].Shortfall
		}
		if key.of >= 0 {
			w.work(slices.DeleteFunc(slices.Clone(s.byPay[key.of:]), func(k int32) bool { return s.Jobs[k].Shortfall >= pay }))
		}
	}
	b.memo[key] = w.found
	return w.found
}

// walk goes from what is wanted to all that may lead to it, once a job is open; -1: none.
type walk struct {
	*beyond
	job     int32
	visited func()
	found   *prospect
}

func (b *beyond) walk(job int32, visited func()) *walk {
	b.walks++
	return &walk{beyond: b, job: job, visited: visited, found: b.empty()}
}

func (w *walk) work(jobs []int32) {
	for _, k := range jobs {
		w.found.jobs[k/64] |= 1 << (k % 64)
		w.visit(w.s.Jobs[k].Opens)
	}
}

func (w *walk) item(i int32) {
	w.found.items[i/64] |= 1 << (i % 64)
	for _, o := range w.s.Items[i].Options {
		w.visit(o.Requires)
	}
}

func (w *walk) visit(c Cond) {
	if w.seen[c] == w.walks {
		return
	}
	w.seen[c] = w.walks
	w.visited()
	if c == Always || w.job >= 0 && w.im.implies(w.s.Jobs[w.job].Opens, c) {
		return
	}
	x := &w.s.conds[c]
	for _, p := range x.of {
		w.visit(p)
	}
	switch {
	case x.op == opHas:
		w.item(x.item)
	case x.op == opWorked && !w.s.counts(w.job, int32(c)):
		w.found.gathers = true
		w.work(x.jobs)
	}
}
