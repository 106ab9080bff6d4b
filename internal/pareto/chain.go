package pareto

import "math"

// unreachable is the value of what cannot come to hold.
const unreachable = math.MaxInt64 / 4

// chains are lower bounds by the longest chain (h-max, Bonet & Geffner 2001): for each condition the least months, and the
// least shortfall, that any way to it takes, where of several things needed the worst counts and of alternatives the best.
// What stands one behind the other in such a chain never overlaps in time, so it adds up.
type chains struct {
	s           *sets
	time, short []int64 // of each condition
}

// run works the bounds out for the present decisions, where share gives the least shortfall of an option; the values
// stay until the next call.
func (c *chains) run(share func(item int32, o *Option) int64) {
	s := c.s
	if c.time == nil {
		c.time, c.short = make([]int64, len(s.conds)), make([]int64, len(s.conds))
	}
	for i := range c.time {
		c.time[i], c.short[i] = unreachable, unreachable
	}
	c.time[Always], c.short[Always] = 0, 0
	for changed := true; changed; {
		changed = false
		for k := range s.conds {
			time, short := c.of(Cond(k), share)
			if time < c.time[k] || short < c.short[k] {
				c.time[k], c.short[k] = min(c.time[k], time), min(c.short[k], short)
				changed = true
			}
		}
	}
}

func (c *chains) of(k Cond, share func(item int32, o *Option) int64) (time, short int64) {
	s := c.s
	x := &s.conds[k]
	switch x.op {
	case opAlways:
		return 0, 0
	case opAll:
		for _, p := range x.of {
			time, short = max(time, c.time[p]), max(short, c.short[p])
		}
		return time, short
	case opAny, opAtLeast:
		time, short = unreachable, unreachable
		for _, p := range x.of {
			time, short = min(time, c.time[p]), min(short, c.short[p])
		}
		return time, short
	case opHas:
		return c.acquired(x.item, share)
	case opWorked:
		if s.workedOut[k] {
			break
		}
		time, short = unreachable, unreachable
		pay := int64(unreachable)
		for _, j := range x.jobs {
			if s.jobOut[j] {
				continue
			}
			opens := s.Jobs[j].Opens
			time, short, pay = min(time, c.time[opens]), min(short, c.short[opens]), min(pay, s.Jobs[j].Shortfall)
		}
		if time < unreachable {
			return time + x.months, short + x.months*pay
		}
	}
	return unreachable, unreachable
}

func (c *chains) acquired(item int32, share func(item int32, o *Option) int64) (time, short int64) {
	s := c.s
	time, short = unreachable, unreachable
	for o := range s.Items[item].Options {
		if s.option[item] >= 0 && s.option[item] != int32(o) || s.without[item][o] {
			continue
		}
		opt := &s.Items[item].Options[o]
		if before := c.time[opt.Requires]; before < unreachable {
			time, short = min(time, before+opt.least()), min(short, c.short[opt.Requires]+share(item, opt))
		}
	}
	return time, short
}

// raise raises a bound by the chains to everything decided on; ok is false where something is out of reach.
func (c *chains) raise(v *Vector) (ok bool) {
	s := c.s
	c.run(func(item int32, o *Option) int64 {
		r := s.takes(item, o)
		return r.aloneShort + r.besideShort
	})
	ok = true
	look := func(at Cond) {
		ok = ok && c.time[at] < unreachable
		v[Time], v[Shortfall] = max(v[Time], c.time[at]), max(v[Shortfall], c.short[at])
	}
	look(s.Goal)
	for _, i := range s.chosen {
		if has := s.links.has[i]; has >= 0 {
			look(has)
		}
	}
	for _, h := range s.held {
		look(Cond(h))
	}
	for _, e := range s.worked {
		look(Cond(e))
	}
	for _, j := range s.jobs {
		look(s.Jobs[j].Opens)
	}
	return ok
}
