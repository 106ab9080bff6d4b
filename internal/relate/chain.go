package relate

import (
	"cmp"
	"container/heap"
	"slices"

	"careerlattice/internal/catalog"
)

// Chain is a way from one node to another over links, whichever way each points.
type Chain struct{ Links []Link }

// Length is how many links it has.
func (c Chain) Length() int { return len(c.Links) }

// Chains gives the shortest chains from one node to another, as many as there are but no more than most; none where nothing
// joins the two, and one without links from a node to itself. Of equally long chains those through nodes with fewer links
// come first, since they say more: a skill that most careers use joins everything. Of chains that are still equal, the first
// link that differs decides, by its node and then its kind.
//
// The lengths are found breadth first from the goal; the chains then best first, with what the rest takes known exactly, so
// that nothing is looked at that is not the beginning of a chain to be given (Hart, Nilsson and Raphael, A formal basis for the heuristic
// determination of minimum cost paths, 1968).
func (r *Relations) Chains(from, to catalog.Node, most int) []Chain {
	start, goal := int32(r.numberOf(from)), int32(r.numberOf(to))
	left, rest, ok := r.distances(start, goal)
	if !ok {
		return nil
	}
	var chains []Chain
	for queue := (beginnings{{node: start, cost: rest[start]}}); len(queue) > 0 && len(chains) < most; {
		b := heap.Pop(&queue).(*beginning)
		if b.node == goal {
			chains = append(chains, r.chain(b))
			continue
		}
		passed := b.cost - rest[b.node] // what the nodes before and at b cost
		for _, e := range r.around[b.node] {
			if left[e.other] != left[b.node]-1 {
				continue
			}
			cost := passed + rest[e.other]
			if e.other != goal {
				cost += len(r.beside[e.other])
			}
			heap.Push(&queue, &beginning{before: b, node: e.other, link: e.link, kind: r.links[e.link].Kind, length: b.length + 1, cost: cost})
		}
	}
	return chains
}

// distances gives for each node that is no farther from the goal than the start how many links are left to it (-1 for all
// others), and what the nodes between it and the goal cost at least: the number of their neighbors.
func (r *Relations) distances(start, goal int32) (left []int32, rest []int, ok bool) {
	left, rest = make([]int32, len(r.nodes)), make([]int, len(r.nodes))
	for i := range left {
		left[i] = -1
	}
	left[goal] = 0
	for queue := []int32{goal}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		through := rest[at]
		if at != goal {
			through += len(r.beside[at])
		}
		if at == start {
			return left, rest, true
		}
		for _, next := range r.beside[at] {
			switch {
			case left[next] < 0:
				left[next], rest[next] = left[at]+1, through
				queue = append(queue, next)
			case left[next] == left[at]+1:
				rest[next] = min(rest[next], through)
			}
		}
	}
	return nil, nil, false
}

// beginning is the beginning of a chain: the one before it and a link more.
type beginning struct {
	before     *beginning
	node, link int32
	kind       Kind
	length     int
	cost       int // of the cheapest chain that begins so
}

func (r *Relations) chain(b *beginning) Chain {
	links := make([]Link, b.length)
	for ; b.before != nil; b = b.before {
		links[b.length-1] = r.links[b.link]
	}
	return Chain{links}
}

// compare orders beginnings by cost, then by the first link that differs; one that another goes on from comes before it.
func (b *beginning) compare(c *beginning) int {
	if b.cost != c.cost {
		return cmp.Compare(b.cost, c.cost)
	}
	order := cmp.Compare(b.length, c.length)
	for b.length > c.length {
		b = b.before
	}
	for c.length > b.length {
		c = c.before
	}
	for ; b != c; b, c = b.before, c.before { // what is nearest to the start is looked at last, and decides
		order = cmp.Or(cmp.Compare(b.node, c.node), cmp.Compare(b.kind, c.kind), cmp.Compare(b.link, c.link), order)
	}
	return order
}

// beginnings are a heap, the first in order on top.
type beginnings []*beginning

func (q beginnings) Len() int           { return len(q) }
func (q beginnings) Less(i, j int) bool { return q[i].compare(q[j]) < 0 }
func (q beginnings) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *beginnings) Push(x any)        { *q = append(*q, x.(*beginning)) }
func (q *beginnings) Pop() any {
	last := len(*q) - 1
	b := (*q)[last]
	*q = slices.Delete(*q, last, last+1)
	return b
}
