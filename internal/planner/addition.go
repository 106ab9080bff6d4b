package planner

import (
	"cmp"
	"slices"

	"careerlattice/internal/catalog"
)

const (
	mostAdded    = 3       // of things that are looked for together, a smallest set being proven
	mostTries    = 400     // of sets that are tried; fewer in large catalogs, for which see triesWork
	triesWork    = 200_000 // credentials and careers that may be looked at in all tries
	mostUnproven = 100     // of things that are given at once and then taken back one by one
)

// addition looks for the fewest things that, added to what a question gives, make its goal possible; nil where none do, or
// none were found.
type addition struct {
	q Question
	// with is the network of the question with things added; candidates are those of what is in the way that may be added.
	with       func(added []catalog.Node) *network
	candidates func(*obstacles) []catalog.Node
	tries      int
}

// headStart looks for credentials to hold, and careers to have worked in, with which the goal could be reached. It is asked
// of a question without limits and with any job.
func (p *Planner) headStart(q Question) []catalog.Node {
	a := &addition{q: q, with: func(added []catalog.Node) *network { return p.outlook(given(q, added)) }}
	a.candidates = func(o *obstacles) []catalog.Node { return rootsFirst(o, q.To) }
	var everything []catalog.Node
	for _, x := range p.catalog.Credentials {
		everything = append(everything, x)
	}
	for _, x := range p.catalog.Careers {
		if x != q.To {
			everything = append(everything, x)
		}
	}
	if a.obstacles(everything) != nil {
		return nil
	}
	return a.smallest()
}

// wideningJobs looks for careers outside the way with which the goal could be reached. It is asked of a question without
// limits.
func (p *Planner) wideningJobs(q Question) []catalog.Node {
	a := &addition{q: q}
	a.with = func(added []catalog.Node) *network {
		allowed := p.allowed(q)
		for _, x := range added {
			allowed[catalog.EntryOf(x).Index] = true
		}
		return p.outlookWith(q, allowed)
	}
	a.candidates = func(o *obstacles) (outside []catalog.Node) {
		for _, x := range o.all() {
			if c, ok := x.(*catalog.Career); ok && !o.n.allowed[c.Index] && !slices.Contains(q.Constraints.AvoidCareers, c) {
				outside = append(outside, x)
			}
		}
		// Those that are open already come first: nothing more is needed for them.
		slices.SortStableFunc(outside, func(x, y catalog.Node) int {
			return cmp.Compare(shut(o, x), shut(o, y))
		})
		return outside
	}
	return a.smallest()
}

// shut is 1 for a career that is not open, with all that can be had.
func shut(o *obstacles, x catalog.Node) int {
	if o.s.open(x.(*catalog.Career)) {
		return 0
	}
	return 1
}

// given is a question whose person holds and has worked more, in each career as long as anything may ask for.
func given(q Question, added []catalog.Node) Question {
	q.From.Credentials, q.From.Experience = slices.Clone(q.From.Credentials), slices.Clone(q.From.Experience)
	for _, x := range added {
		switch x := x.(type) {
		case *catalog.Credential:
			q.From.Credentials = append(q.From.Credentials, x)
		case *catalog.Career:
			q.From.Experience = slices.DeleteFunc(q.From.Experience, func(e Experience) bool { return e.Career == x })
			q.From.Experience = append(q.From.Experience, Experience{x, catalog.MaxNumber})
		}
	}
	return q
}

// rootsFirst lists what is in the way but the target: first that to which there is no way, the lowest level first, and then
// the rest, what is farthest from the goal first.
func rootsFirst(o *obstacles, target *catalog.Career) []catalog.Node {
	var roots, rest []catalog.Node
	for _, x := range o.all() {
		switch {
		case x == catalog.Node(target):
		case len(o.ways(x)) == 0:
			roots = append(roots, x)
		default:
			rest = append(rest, x)
		}
	}
	level := func(x catalog.Node) catalog.Level {
		if c, ok := x.(*catalog.Credential); ok {
			return c.Level
		}
		return catalog.LevelNone
	}
	slices.SortStableFunc(roots, func(x, y catalog.Node) int { return cmp.Compare(level(x), level(y)) })
	slices.Reverse(rest)
	return append(roots, rest...)
}

// obstacles is what is in the way when things are added; nil where nothing is.
func (a *addition) obstacles(added []catalog.Node) *obstacles {
	n := a.with(added)
	s, _ := n.reach()
	if s.ends(a.q) {
		return nil
	}
	return newObstacles(n, s)
}

// smallest tries sets of one, then of two and so on. Each set that does contains one of what is in the way, whatever else
// it contains: so only these need to be tried, and then those that are in the way still.
func (a *addition) smallest() []catalog.Node {
	n := a.with(nil)
	a.tries = max(mostTries/20, min(mostTries, triesWork/(1+len(n.items)+len(n.jobs))))
	for size := 1; size <= mostAdded && a.tries > 0; size++ {
		if found := a.search(nil, size); found != nil {
			return found
		}
	}
	return a.some()
}

func (a *addition) search(added []catalog.Node, left int) []catalog.Node {
	if a.tries == 0 {
		return nil
	}
	a.tries--
	o := a.obstacles(added)
	switch {
	case o == nil:
		return slices.Clone(added)
	case left == 0:
		return nil
	}
	for _, x := range a.fresh(o, added) {
		if found := a.search(append(added, x), left-1); found != nil {
			return found
		}
	}
	return nil
}

// fresh are the candidates that are not added already.
func (a *addition) fresh(o *obstacles, added []catalog.Node) []catalog.Node {
	return slices.DeleteFunc(a.candidates(o), func(x catalog.Node) bool { return slices.Contains(added, x) })
}

// some adds whatever is in the way until nothing is, and takes back what is not needed: a set of which nothing can be left
// out, though it may not be the smallest.
func (a *addition) some() []catalog.Node {
	var added []catalog.Node
	for {
		o := a.obstacles(added)
		if o == nil {
			break
		}
		more := a.fresh(o, added)
		if len(more) == 0 || len(added)+len(more) > mostUnproven {
			return nil
		}
		added = append(added, more...)
	}
	for i := len(added) - 1; i >= 0; i-- {
		without := slices.Delete(slices.Clone(added), i, i+1)
		if a.obstacles(without) == nil {
			added = without
		}
	}
	return added
}
