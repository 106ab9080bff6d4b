package planner

import (
	"math/bits"
	"slices"

	"careerlattice/internal/catalog"
)

// oracleLabel is a state reached, and what it took.
type oracleLabel struct {
	s oracleState
	v oracleVector
}

// covers tells whether v is no worse than another in everything.
func (v oracleVector) covers(o oracleVector) bool {
	return v[0] <= o[0] && v[1] <= o[1] && v[2] <= o[2]
}

// ends gives every way for the plan to end, but those that take more than another to the same state, or than an end that
// was reached before or is known. It goes through the states month by month.
func (o *oracle) ends() []oracleLabel {
	seen := map[oracleState][]oracleVector{}
	months := [][]oracleLabel{{}}
	var ends []oracleLabel
	push := func(s oracleState, v oracleVector) {
		for i, limit := range o.limits {
			if limit >= 0 && v[i] > limit {
				return
			}
		}
		here := seen[s]
		worse := func(l oracleLabel) bool { return l.v != v && l.v.covers(v) }
		if slices.ContainsFunc(here, func(u oracleVector) bool { return u.covers(v) }) || slices.ContainsFunc(ends, worse) ||
			slices.ContainsFunc(o.known, func(u oracleVector) bool { return u != v && u.covers(v) }) {
			return
		}
		seen[s] = append(slices.DeleteFunc(here, v.covers), v)
		for len(months) <= int(v[0]) {
			months = append(months, nil)
		}
		months[v[0]] = append(months[v[0]], oracleLabel{s, v})
	}
	push(o.start, oracleVector{})
	for month := 0; month < len(months); month++ {
		for i := 0; i < len(months[month]); i++ { // what takes no time is added to the same month
			l := months[month][i]
			if !slices.Contains(seen[l.s], l.v) {
				continue // something better came since
			}
			if o.done(&l.s) {
				ends = append(slices.DeleteFunc(ends, func(e oracleLabel) bool { return e.v != l.v && l.v.covers(e.v) }), l)
				continue
			}
			if o.labels++; o.most > 0 && o.labels > o.most {
				return nil // it gives up
			}
			o.steps(l, push)
		}
	}
	return ends
}

// steps tries everything that can be done in a state: each study by each route in each mode, and a month in each job.
func (o *oracle) steps(l oracleLabel, push func(oracleState, oracleVector)) {
	take := func(s oracleState, months, cost, pay int64) {
		push(s, oracleVector{l.v[0] + months, l.v[1] + cost, l.v[2] + months*max(0, wage(o.target)-pay)})
	}
	var open oracleSet
	for i, x := range o.c.Careers {
		if o.work&(1<<i) != 0 && o.open(x, &l.s) {
			open |= 1 << i
		}
	}
	beside := o.payers(open)
	for i, x := range o.c.Credentials {
		if l.s.held&(1<<i) != 0 || o.study&(1<<i) == 0 {
			continue
		}
		for _, route := range x.Routes {
			if !o.holds(route.Requires, &l.s) {
				continue
			}
			s := l.s
			s.held |= 1 << i
			if o.fullTime {
				take(s, int64(route.Months.Typical), int64(route.Cost.Typical), 0)
			}
			if !o.beside || route.PartTimeMonths == nil {
				continue
			}
			for j, job := range o.c.Careers {
				if beside&(1<<j) != 0 {
					take(o.spent(s, j, route.PartTimeMonths.Typical), int64(route.PartTimeMonths.Typical), int64(route.Cost.Typical), wage(job))
				}
			}
		}
	}
	for j, job := range o.c.Careers {
		if open&(1<<j) != 0 && l.s.months[j] < o.caps[j] {
			s := l.s
			if !o.plain {
				s.full |= 1 << j
			}
			take(o.spent(s, j, 1), 1, 0, wage(job))
		}
	}
}

// payers are the jobs to study beside: all that are open, or, where vectors alone are wanted, of those that count for nothing but
// their pay the best paid.
func (o *oracle) payers(open oracleSet) oracleSet {
	if !o.plain {
		return open
	}
	var best *catalog.Career
	for j, job := range o.c.Careers {
		if open&(1<<j) == 0 || o.caps[j] > 0 {
			continue
		}
		if best == nil || wage(job) > wage(best) {
			best = job
		}
		open &^= 1 << j
	}
	if best != nil {
		open |= bit(best)
	}
	return open
}

// spent is a state after months in a career.
func (o *oracle) spent(s oracleState, career, months int) oracleState {
	if months > 0 && !o.plain {
		s.worked |= 1 << career
	}
	s.months[career] = uint8(min(int(o.caps[career]), int(s.months[career])+months))
	return s
}

// front gives the vectors that no other dominates in the chosen criteria.
func (o *oracle) front(chosen []Criterion) []oraclePoint { return o.best(o.ends(), chosen) }

func (o *oracle) best(ends []oracleLabel, chosen []Criterion) []oraclePoint {
	points := map[oracleVector]oracleMerit{}
	for _, l := range ends {
		m := o.merit(l.s)
		if best, ok := points[l.v]; !ok || m.compare(best) < 0 {
			points[l.v] = m
		}
	}
	var out []oraclePoint
	for v, m := range points {
		if slices.ContainsFunc(out, func(p oraclePoint) bool { return beats(p.Vector, v, chosen) }) {
			continue
		}
		out = slices.DeleteFunc(out, func(p oraclePoint) bool { return beats(v, p.Vector, chosen) })
		out = append(out, oraclePoint{v, m})
	}
	slices.SortFunc(out, func(a, b oraclePoint) int { return slices.Compare(a.Vector[:], b.Vector[:]) })
	return out
}

// beats tells whether u dominates v in the chosen criteria, or is as good in them and before it in the others, taken in
// order.
func beats(u, v oracleVector, chosen []Criterion) bool {
	less := false
	for _, c := range chosen {
		if u[c] > v[c] {
			return false
		}
		less = less || u[c] < v[c]
	}
	return less || slices.Compare(u[:], v[:]) < 0 // those chosen are equal
}

// merit is what a plan that ends in a state has: its studies, and the careers worked in.
func (o *oracle) merit(s oracleState) oracleMerit {
	studied := s.held &^ o.startHeld
	m := oracleMerit{Steps: bits.OnesCount32(uint32(studied)) + bits.OnesCount32(uint32(s.full))}
	var byTarget, byJobs oracleSet
	for _, x := range o.target.Recommends {
		byTarget |= bit(x)
	}
	for i, x := range o.c.Careers {
		if s.worked&(1<<i) == 0 {
			continue
		}
		for _, r := range x.Recommends {
			byJobs |= bit(r)
		}
		leads := false
		for _, next := range x.LeadsTo {
			leads = leads || next == o.target || next != x && s.worked&bit(next) != 0
		}
		if leads {
			m.NotLeading--
		}
	}
	m.NotByTarget = -bits.OnesCount32(uint32(studied & byTarget))
	m.NotByJobs = -bits.OnesCount32(uint32(studied & byJobs))
	return m
}
