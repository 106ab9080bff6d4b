package pareto

import "slices"

// Cond is a condition of a network: a monotone formula over acquired items and months worked. Equal formulas are one Cond.
type Cond int32

// Never and Always are the conditions without content.
const (
	Never Cond = iota
	Always
)

type op uint8

const (
	opNever op = iota
	opAlways
	opAll
	opAny
	opAtLeast
	opHas
	opWorked
)

// condition is a node of the formula graph.
type condition struct {
	op     op
	of     []Cond  // opAll, opAny, opAtLeast: the parts
	count  int     // opAtLeast: how many must hold
	item   int32   // opHas
	months int64   // opWorked
	jobs   []int32 // opWorked: in which jobs months count, ordered
}

// Network is the numbers behind a question: items, jobs, and conditions over them. Build it with its methods, then
// fill in Items and Jobs; the conditions of one may name items and jobs that are added later.
type Network struct {
	Items []Item
	Jobs  []Job
	Goal  Cond

	conds []condition
	// has are the conditions of items, by item; Never where none was asked for.
	has []Cond
	// known are the others by their hash, and next, by condition, further ones of the same hash; Never where there is none.
	known map[uint64]Cond
	next  []Cond
}

// NewNetwork makes an empty network.
func NewNetwork() *Network {
	return &Network{conds: []condition{{op: opNever}, {op: opAlways}}, known: map[uint64]Cond{}, next: make([]Cond, 2)}
}

// roots calls f with each condition that is asked for as a whole: the goal, what an option requires, what opens a job.
func (n *Network) roots(f func(Cond)) {
	f(n.Goal)
	for i := range n.Items {
		for _, o := range n.Items[i].Options {
			f(o.Requires)
		}
	}
	for j := range n.Jobs {
		f(n.Jobs[j].Opens)
	}
}

// Has holds once the item is acquired.
func (n *Network) Has(item int32) Cond {
	if more := int(item) + 1 - len(n.has); more > 0 {
		n.has = append(n.has, make([]Cond, more)...)
	}
	if n.has[item] == Never {
		n.has[item] = n.add(condition{op: opHas, item: item})
	}
	return n.has[item]
}

// Worked holds once the months worked in the jobs, added up, reach months.
func (n *Network) Worked(months int64, jobs []int32) Cond {
	switch {
	case months <= 0:
		return Always
	case len(jobs) == 0:
		return Never
	}
	jobs = slices.Clone(jobs)
	slices.Sort(jobs)
	return n.intern(condition{op: opWorked, months: months, jobs: slices.Compact(jobs)})
}

// All holds when every part holds.
func (n *Network) All(of ...Cond) Cond {
	parts := make([]Cond, 0, len(of))
	for _, c := range of {
		switch {
		case c == Never:
			return Never
		case c == Always:
		case n.conds[c].op == opAll:
			parts = append(parts, n.conds[c].of...)
		default:
			parts = append(parts, c)
		}
	}
	return n.group(opAll, Always, parts)
}

// Any holds when some part holds.
func (n *Network) Any(of ...Cond) Cond {
	parts := make([]Cond, 0, len(of))
	for _, c := range of {
		switch {
		case c == Always:
			return Always
		case c == Never:
		case n.conds[c].op == opAny:
			parts = append(parts, n.conds[c].of...)
		default:
			parts = append(parts, c)
		}
	}
	return n.group(opAny, Never, parts)
}

func (n *Network) group(o op, empty Cond, parts []Cond) Cond {
	slices.Sort(parts)
	parts = slices.Compact(parts)
	switch len(parts) {
	case 0:
		return empty
	case 1:
		return parts[0]
	}
	return n.intern(condition{op: o, of: parts})
}

// AtLeast holds when count of the parts hold; a part that stands there twice counts twice.
func (n *Network) AtLeast(count int, of ...Cond) Cond {
	parts := make([]Cond, 0, len(of))
	for _, c := range of {
		switch c {
		case Always:
			count--
		case Never:
		default:
			parts = append(parts, c)
		}
	}
	switch {
	case count <= 0:
		return Always
	case count > len(parts):
		return Never
	case count == len(parts):
		return n.All(parts...)
	case count == 1:
		return n.Any(parts...)
	}
	slices.Sort(parts)
	return n.intern(condition{op: opAtLeast, count: count, of: parts})
}

// intern gives the condition that is equal to c, and makes it where there is none.
func (n *Network) intern(c condition) Cond {
	hash := c.hash()
	first := n.known[hash]
	for id := first; id != Never; id = n.next[id] {
		if n.conds[id].equal(&c) {
			return id
		}
	}
	id := n.add(c)
	n.known[hash], n.next[id] = id, first
	return id
}

func (n *Network) add(c condition) Cond {
	n.conds, n.next = append(n.conds, c), append(n.next, Never)
	return Cond(len(n.conds) - 1)
}

// The constants of FNV-1a.
const (
	offset uint64 = 14695981039346656037
	prime  uint64 = 1099511628211
)

// hash is the same for equal conditions: FNV-1a over numbers instead of bytes.
func (c *condition) hash() uint64 {
	h := offset
	mix := func(x uint64) { h = (h ^ x) * prime }
	mix(uint64(c.op))
	mix(uint64(c.count))
	mix(uint64(c.months))
	for _, p := range c.of {
		mix(uint64(p))
	}
	for _, j := range c.jobs {
		mix(uint64(j))
	}
	return h
}

// equal compares conditions that are not those of items.
func (c *condition) equal(d *condition) bool {
	return c.op == d.op && c.count == d.count && c.months == d.months && slices.Equal(c.of, d.of) && slices.Equal(c.jobs, d.jobs)
}
