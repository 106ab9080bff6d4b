package pareto

import (
	"encoding/binary"
	"slices"
)

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
	known map[string]Cond
}

// NewNetwork makes an empty network.
func NewNetwork() *Network {
	return &Network{conds: []condition{{op: opNever}, {op: opAlways}}, known: map[string]Cond{}}
}

// Has holds once the item is acquired.
func (n *Network) Has(item int32) Cond { return n.intern(condition{op: opHas, item: item}) }

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
	var parts []Cond
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
	var parts []Cond
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
	var parts []Cond
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

func (n *Network) intern(c condition) Cond {
	key := make([]byte, 0, 16+4*len(c.of)+4*len(c.jobs))
	key = append(key, byte(c.op))
	key = binary.LittleEndian.AppendUint32(key, uint32(c.item))
	key = binary.LittleEndian.AppendUint64(key, uint64(c.months)+uint64(c.count))
	for _, p := range c.of {
		key = binary.LittleEndian.AppendUint32(key, uint32(p))
	}
	for _, j := range c.jobs {
		key = binary.LittleEndian.AppendUint32(key, uint32(j))
	}
	if id, ok := n.known[string(key)]; ok {
		return id
	}
	id := Cond(len(n.conds))
	n.conds = append(n.conds, c)
	n.known[string(key)] = id
	return id
}

// implication answers whether one condition implies another, by structure alone: a yes is certain, a no is not.
type implication struct {
	n    *Network
	memo map[[2]Cond]bool
}

func newImplication(n *Network) *implication {
	return &implication{n: n, memo: map[[2]Cond]bool{}}
}

func (im *implication) implies(a, b Cond) bool {
	if a == b || a == Never || b == Always {
		return true
	}
	if a == Always || b == Never {
		return false
	}
	key := [2]Cond{a, b}
	if v, ok := im.memo[key]; ok {
		return v
	}
	if len(im.memo) >= mostImplications {
		return false
	}
	im.memo[key] = false // until it is known; conditions have no circles
	v := im.decide(a, b)
	im.memo[key] = v
	return v
}

// mostImplications bounds how many pairs of conditions are compared; of what is left nothing is said.
const mostImplications = 1 << 18

func (im *implication) decide(a, b Cond) bool {
	x, y := &im.n.conds[a], &im.n.conds[b]
	every := func(of []Cond, ok func(Cond) bool) bool {
		for _, c := range of {
			if !ok(c) {
				return false
			}
		}
		return true
	}
	some := func(of []Cond, ok func(Cond) bool) bool { return slices.ContainsFunc(of, ok) }
	if y.op == opAll {
		return every(y.of, func(c Cond) bool { return im.implies(a, c) })
	}
	if x.op == opAny {
		return every(x.of, func(c Cond) bool { return im.implies(c, b) })
	}
	if x.op == opAll && some(x.of, func(c Cond) bool { return im.implies(c, b) }) {
		return true
	}
	switch {
	case y.op == opAny:
		return some(y.of, func(c Cond) bool { return im.implies(a, c) })
	case x.op == opWorked && y.op == opWorked:
		return x.months >= y.months && included(x.jobs, y.jobs)
	case x.op == opAtLeast && y.op == opAtLeast:
		return x.count >= y.count && included(x.of, y.of)
	case y.op == opAtLeast && x.op == opAll:
		held := 0
		for _, c := range y.of {
			if im.implies(a, c) {
				held++
			}
		}
		return held >= y.count
	}
	return false
}
