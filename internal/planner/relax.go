package planner

import (
	"context"
	"fmt"
	"strings"
)

// Relaxation is limits under which a question has a plan that has none under its own; nil where there was no limit.
type Relaxation struct {
	MaxMonths, MaxCost *int
	// Proven tells that nothing less will do: of one limit, with the other as it is; of both, by the measure of together.
	Proven bool
}

// relaxation looks for the least limits under which there is a plan.
type relaxation struct {
	p                 *Planner
	q                 Question // with its limits
	fastest, cheapest answer   // without them
	// longer raises the months alone, dearer the dollars alone, both raises both; nil where that does not do, was not found,
	// or, of both, is no less than one alone. unsettled tells, by the criterion raised, that none is not proven.
	longer, dearer, both *Relaxation
	unsettled            [2]bool
	// found is what was found on the way, labels what it took.
	found  []outline
	labels int64
}

func (r *relaxation) search(ctx context.Context) (err error) {
	k := r.q.Constraints
	if k.MaxMonths != nil {
		if r.longer, err = r.alone(ctx, Time, r.fastest, r.cheapest); err != nil {
			return err
		}
	}
	if k.MaxCost != nil {
		if r.dearer, err = r.alone(ctx, Cost, r.cheapest, r.fastest); err != nil {
			return err
		}
	}
	if k.MaxMonths != nil && k.MaxCost != nil {
		r.both, err = r.together(ctx)
	}
	return err
}

// list is what was found: of the months alone, of the dollars alone, of both.
func (r *relaxation) list() (all []Relaxation) {
	for _, x := range []*Relaxation{r.longer, r.dearer, r.both} {
		if x != nil {
			all = append(all, *x)
		}
	}
	return all
}

// alone is the least limit in one criterion with which there is a plan, the other limit being kept. Known are the best plan
// in this criterion and the best in the other, without limits.
func (r *relaxation) alone(ctx context.Context, in Criterion, best, other answer) (*Relaxation, error) {
	q := r.q
	kept := &q.Constraints
	if in == Time {
		kept.MaxMonths = nil
	} else {
		kept.MaxCost = nil
	}
	fits := func(a answer) bool { return within(*kept, r.p.vector(q, a.outlines[0])) }
	if !fits(best) {
		if other.exact && !fits(other) {
			return nil, nil
		}
		a, err := r.p.best(ctx, q, in)
		if err != nil {
			return nil, err
		}
		r.labels += a.labels
		if !a.exact && fits(other) {
			a.outlines = append(a.outlines, other.outlines[0])
		}
		if len(a.outlines) == 0 {
			r.unsettled[in] = !a.exact
			return nil, nil
		}
		r.found = append(r.found, a.outlines...)
		best = a
	}
	least := r.p.vector(q, best.outlines[0])[in]
	for _, o := range best.outlines {
		least = min(least, r.p.vector(q, o)[in])
	}
	x := &Relaxation{kept.MaxMonths, kept.MaxCost, best.exact}
	if in == Time {
		x.MaxMonths = new(int(least))
	} else {
		x.MaxCost = new(int(least))
	}
	return x, nil
}

// together is the least relaxation of both limits: the plan for which the larger of the two excesses, each as a share of its
// limit (of 1 where that is 0), is least; of several, the fastest. It is nil where raising one limit alone is as little.
func (r *relaxation) together(ctx context.Context) (*Relaxation, error) {
	q, k := r.q, r.q.Constraints
	q.Optimize = []Criterion{Time, Cost}
	q.Constraints.MaxMonths, q.Constraints.MaxCost = nil, nil
	excess := share{1, 0} // more than any
	if r.longer != nil {
		q.Constraints.MaxMonths = new(max(0, *r.longer.MaxMonths-1))
		excess = over(int64(*r.longer.MaxMonths), *k.MaxMonths)
	}
	if r.dearer != nil {
		q.Constraints.MaxCost = new(max(0, *r.dearer.MaxCost-1))
		if e := over(int64(*r.dearer.MaxCost), *k.MaxCost); e.less(excess) {
			excess = e
		}
	}
	a, err := r.p.front(ctx, q)
	if err != nil {
		return nil, err
	}
	r.labels += a.labels
	r.found = append(r.found, a.outlines...)
	var least *Relaxation
	for _, o := range a.outlines {
		v := r.p.vector(q, o)
		e := over(v[Time], *k.MaxMonths)
		if c := over(v[Cost], *k.MaxCost); e.less(c) {
			e = c
		}
		if e.less(excess) {
			least, excess = &Relaxation{new(int(v[Time])), new(int(v[Cost])), a.exact}, e
		}
	}
	return least, nil
}

// share is by how much something is over a limit, as a fraction of it.
type share struct{ excess, limit int64 }

func over(n int64, limit int) share {
	return share{max(0, n-int64(limit)), int64(max(1, limit))}
}

func (s share) less(t share) bool { return s.excess*t.limit < t.excess*s.limit }

// words says which limits would do.
func (r *relaxation) words() string {
	k := r.q.Constraints
	if k.MaxMonths == nil || k.MaxCost == nil {
		x := r.list()[0] // the fastest or the cheapest, of which there is one
		text := "The least limit that allows one is %s."
		if !x.Proven {
			text = "A limit of %s allows one; whether less would do was not proven."
		}
		return fmt.Sprintf(text, limits(x.MaxMonths, x.MaxCost))
	}
	var sentences []string
	for _, x := range []struct {
		limit, least, never string
		raised              *Relaxation
		in                  Criterion
	}{
		{money(*k.MaxCost), "it takes %s or more", "no number of months is enough", r.longer, Time},
		{months(*k.MaxMonths), "it costs %s or more", "no amount of money is enough", r.dearer, Cost},
	} {
		switch {
		case x.raised == nil && r.unsettled[x.in]:
			x.never = "no plan was found before the label budget was spent"
			fallthrough
		case x.raised == nil:
			sentences = append(sentences, fmt.Sprintf("Within %s, %s.", x.limit, x.never))
			continue
		case !x.raised.Proven:
			x.least = "%s would do; whether less would was not proven"
		}
		figure := limits(x.raised.MaxMonths, nil)
		if x.in == Cost {
			figure = limits(nil, x.raised.MaxCost)
		}
		sentences = append(sentences, fmt.Sprintf("Within %s, %s.", x.limit, fmt.Sprintf(x.least, figure)))
	}
	if r.both != nil {
		text := "Raised together, limits of %s allow one, and none raised by a smaller share do."
		if !r.both.Proven {
			text = "Raised together, limits of %s allow one; whether less would do was not proven."
		}
		sentences = append(sentences, fmt.Sprintf(text, limits(r.both.MaxMonths, r.both.MaxCost)))
	}
	return strings.Join(sentences, " ")
}

// limits joins what limits there are: "10 months and $50".
func limits(maxMonths, maxCost *int) string {
	var all []string
	if maxMonths != nil {
		all = append(all, months(*maxMonths))
	}
	if maxCost != nil {
		all = append(all, money(*maxCost))
	}
	return strings.Join(all, " and ")
}
