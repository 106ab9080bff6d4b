package catalog

import (
	"slices"
	"strings"
)

// circles warns of requirements in a circle: entries each of which waits for the others, so that none can come first,
// whatever else there is. That a master's degree meets the "bachelor's degree or higher" which it requires itself is
// none, nor is a circle with a way in: only what cannot be reached (s) is looked at, and of that only what would still not be
// reached if everything outside the circle were.
func (l *loader) circles(c *Catalog, s *reach) {
	w := newWaiting(c, s)
	for _, group := range w.groups() {
		if circle := w.closed(group); circle != nil {
			// The circle is told from the entry that stands first in the files on.
			first := 0
			for i, x := range circle {
				if l.before(x, circle[first]) {
					first = i
				}
			}
			circle = append(slices.Clone(circle[first:]), circle[:first]...)
			ids := []string{}
			for _, x := range append(circle, circle[0]) {
				ids = append(ids, x.ID())
			}
			if len(ids) > 12 {
				ids = slices.Concat(ids[:6], []string{"…"}, ids[len(ids)-5:])
			}
			l.warn(l.placeOf(circle[0]), circle[0].ID(), "a circle of requirements: %s; none of them can come first", strings.Join(ids, " needs "))
		}
	}
}

func (l *loader) placeOf(n Node) place {
	e := n.entry()
	if e.Collection == Careers {
		return l.careers.whole[e.Slug].place
	}
	return l.credentials.whole[e.Slug].place
}

func (l *loader) before(a, b Node) bool {
	p, q := l.placeOf(a), l.placeOf(b)
	if p.file.name != q.file.name {
		return p.file.name < q.file.name
	}
	return p.line < q.line || p.line == q.line && p.column < q.column
}

// waiting is the network of what cannot be reached: each entry with the entries any of which would bring it nearer.
// Level requirements are points of their own in between, since many entries share them.
type waiting struct {
	catalog *Catalog
	nodes   []Node // by point; nil for a level requirement
	arcs    [][]int
}

func newWaiting(c *Catalog, s *reach) *waiting {
	w := &waiting{catalog: c}
	point := map[Node]int{}
	add := func(n Node) int {
		w.nodes, w.arcs = append(w.nodes, n), append(w.arcs, nil)
		return len(w.nodes) - 1
	}
	for _, x := range c.Careers {
		if !s.open[x.Index] {
			point[x] = add(x)
		}
	}
	for _, x := range c.Credentials {
		if !s.held[x.Index] {
			point[x] = add(x)
		}
	}
	levels := map[string]int{}
	for from, n := range slices.Clone(w.nodes) {
		for _, r := range requirements(n) {
			for _, leaf := range s.missing(r) {
				switch leaf := leaf.(type) {
				case *CredentialRequirement:
					w.arc(from, point[leaf.Credential])
				case *ExperienceRequirement:
					in := leaf.In
					if len(in) == 0 {
						in = c.Careers
					}
					for _, x := range in {
						w.arc(from, point[x])
					}
				case *LevelRequirement:
					code := encoded((*encoder).requirement, Requirement(leaf))
					to, known := levels[code]
					if !known {
						to = add(nil)
						levels[code] = to
						for _, x := range c.Credentials {
							if leaf.Accepts(x) {
								w.arc(to, point[x])
							}
						}
					}
					w.arc(from, to)
				}
			}
		}
	}
	return w
}

func (w *waiting) arc(from, to int) { w.arcs[from] = append(w.arcs[from], to) }

// groups gives the strongly connected components with an arc within, by Tarjan's algorithm (Depth-first search and
// linear graph algorithms, 1972).
func (w *waiting) groups() [][]int {
	var (
		out    [][]int
		stack  []int
		index  = make([]int, len(w.nodes)) // from 1 on; 0 is unvisited
		low    = make([]int, len(w.nodes))
		within = make([]bool, len(w.nodes))
		next   = 1
		visit  func(v int)
	)
	visit = func(v int) {
		index[v], low[v] = next, next
		next++
		stack = append(stack, v)
		within[v] = true
		for _, to := range w.arcs[v] {
			if index[to] == 0 {
				visit(to)
				low[v] = min(low[v], low[to])
			} else if within[to] {
				low[v] = min(low[v], index[to])
			}
		}
		if low[v] != index[v] {
			return
		}
		at := len(stack) - 1
		for stack[at] != v {
			at--
		}
		group := slices.Clone(stack[at:])
		stack = stack[:at]
		for _, x := range group {
			within[x] = false
		}
		if len(group) > 1 || slices.Contains(w.arcs[v], v) {
			out = append(out, group)
		}
	}
	for v := range w.nodes {
		if index[v] == 0 {
			visit(v)
		}
	}
	return out
}

// closed gives a circle of a group that no help from outside opens; nil where there is no such circle.
func (w *waiting) closed(group []int) []Node {
	s := newReach(w.catalog)
	var credentials []*Credential
	var careers []*Career
	inside := map[Node]bool{}
	for _, v := range group {
		if w.nodes[v] != nil {
			inside[w.nodes[v]] = true
		}
	}
	for _, x := range w.catalog.Credentials {
		if inside[x] {
			credentials = append(credentials, x)
		} else {
			s.hold(x)
		}
	}
	for _, x := range w.catalog.Careers {
		if inside[x] {
			careers = append(careers, x)
		} else {
			s.enter(x)
		}
	}
	s.spread(credentials, careers)
	left := map[int]bool{}
	for _, v := range group {
		switch n := w.nodes[v].(type) {
		case *Credential:
			left[v] = !s.held[n.Index]
		case *Career:
			left[v] = !s.open[n.Index]
		default:
			left[v] = true
		}
	}
	slices.Sort(group)
	for _, v := range group {
		if w.nodes[v] == nil || !left[v] {
			continue
		}
		if circle := w.circle(v, left); circle != nil {
			return circle
		}
	}
	return nil
}

// circle gives a shortest circle through v among what is left, breadth first.
func (w *waiting) circle(v int, left map[int]bool) []Node {
	from := map[int]int{}
	for queue := []int{v}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		for _, to := range w.arcs[at] {
			if to == v {
				var circle []Node
				for ; at != v; at = from[at] {
					if w.nodes[at] != nil {
						circle = append(circle, w.nodes[at])
					}
				}
				circle = append(circle, w.nodes[v])
				slices.Reverse(circle)
				return circle
			}
			if _, seen := from[to]; !seen && left[to] {
				from[to] = at
				queue = append(queue, to)
			}
		}
	}
	return nil
}
