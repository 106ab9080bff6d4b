package pareto

import (
	"encoding/binary"
	"slices"
)

// completion goes through the plans of sets that have as many items as the best plan so far has steps, of one vector: since nothing
// more may be acquired, and no month be worked full time, only how each item is studied is left, and few ways come to the vector.
type completion struct {
	*ties
	s     *sets
	done  map[string]bool // sets, by their items and options
	draft []Acquired      // in the terms of s
	// time and short are what is left of the vector, least what the items from each place on take at least.
	time, short int64
	least       []int64
}

func newCompletion(t *ties, s *sets) *completion {
	return &completion{ties: t, s: s, done: map[string]bool{}}
}

// mostWays bounds how many ways to study the items of a set are tried.
const mostWays = 512

// try goes through the plans of the items decided on, if they are as many as may be; false where they are fewer, or the ways to study
// them too many.
func (c *completion) try() bool {
	s := c.s
	if len(s.chosen) < c.best.steps {
		return false
	}
	c.draft = c.draft[:0]
	cost, ways := int64(0), 1
	for _, i := range s.chosen {
		o := &s.Items[i].Options[s.option[i]]
		if cost += o.Cost; o.PartTime >= 0 {
			if ways *= 1 + len(s.Jobs); ways > mostWays {
				return false
			}
		}
		c.draft = append(c.draft, Acquired{i, s.option[i], -1})
	}
	slices.SortFunc(c.draft, Acquired.compare)
	var key []byte
	for _, a := range c.draft {
		key = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(key, uint32(a.Item)), uint32(a.Option))
	}
	if cost != c.plan.Vector[Cost] || c.done[string(key)] {
		return true
	}
	c.done[string(key)] = true
	c.time, c.short = c.plan.Vector[Time], c.plan.Vector[Shortfall]
	c.least = append(c.least[:0], make([]int64, len(c.draft)+1)...)
	for k := len(c.draft) - 1; k >= 0; k-- {
		c.least[k] = c.least[k+1] + c.option(k).months()
	}
	c.study(0)
	return true
}

func (c *completion) option(k int) *Option {
	a := c.draft[k]
	return &c.s.Items[a.Item].Options[a.Option]
}

// study tries the ways to study the items from a place on.
func (c *completion) study(k int) {
	c.meter.step()
	if c.time < c.least[k] || c.short < 0 {
		return
	}
	if k == len(c.draft) {
		c.finish()
		return
	}
	o := c.option(k)
	if o.FullTime >= 0 {
		c.take(k, -1, o.FullTime, c.s.q.Idle)
	}
	if o.goesBeside() {
		for j := range c.s.Jobs {
			c.take(k, int32(j), o.PartTime, c.s.Jobs[j].Shortfall)
		}
	}
}

func (c *completion) take(k int, job int32, months, short int64) {
	c.draft[k].Job = job
	c.time -= months
	c.short -= months * short
	c.study(k + 1)
	c.time += months
	c.short += months * short
}

// finish takes the plan, if it comes to just the vector and can be done in some order.
func (c *completion) finish() {
	if c.time != 0 || c.short != 0 {
		return
	}
	p := Plan{Vector: c.plan.Vector, Acquired: slices.Clone(c.draft)}
	if c.s.possible(&p, c.s.Goal) {
		c.assign(c.s.original(p))
	}
}
