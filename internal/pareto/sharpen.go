package pareto

import (
	"maps"
	"slices"
)

// sharpen looks for a plan that takes what one of the blurred network does: a member in place of each class, so that everything
// asked for is had. ok is false where none was found, which does not say that there is none.
func (b *blurred) sharpen(p *Plan, goal Cond, may func(job int32) bool) (sharp Plan, ok bool) {
	s := &sharpening{blurred: b, goal: goal, may: may, plan: p, item: map[int32]int32{}, job: map[int32]int32{}, months: map[int32]int64{}}
	for _, a := range p.Acquired {
		s.item[a.Item] = -1
		if a.Job >= 0 {
			s.job[a.Job] = -1
			s.months[a.Job] += b.to.Items[a.Item].Options[a.Option].PartTime
		}
	}
	for _, w := range p.Worked {
		s.job[w.Job] = -1
		s.months[w.Job] += w.Months
	}
	jobs := slices.Sorted(maps.Keys(s.job))
	opened := func(next *pending) *pending {
		for _, j := range jobs {
			next = &pending{job: j, next: next}
		}
		return next
	}
	end := &pending{cond: goal, job: -1}
	// Either order may leave the least to choose first.
	for _, todo := range []*pending{opened(end), {cond: goal, job: -1, next: opened(nil)}} {
		for class := range s.item {
			s.item[class] = -1
		}
		s.tried = 0
		if s.meet(todo) {
			return s.sharp, true
		}
	}
	return Plan{}, false
}

// mostMembers bounds how many choices are looked at for one plan.
const mostMembers = 2_000

// sharpening assigns members to the classes of a plan, one after the other, and takes back what leads nowhere.
type sharpening struct {
	*blurred
	goal      Cond
	may       func(job int32) bool
	plan      *Plan
	item, job map[int32]int32 // the members chosen, by class; -1 for none yet
	months    map[int32]int64 // by class of jobs
	tried     int
	sharp     Plan
}

// pending is a condition that is to hold, or (job >= 0) a class of jobs that needs a member that opens; and then others.
type pending struct {
	cond Cond
	job  int32
	next *pending
}

func (s *sharpening) meet(todo *pending) bool {
	if todo == nil {
		s.sharp = s.told()
		return s.n.possible(&s.sharp, s.goal)
	}
	if s.tried++; s.tried > mostMembers {
		return false
	}
	next := todo.next
	if todo.job >= 0 {
		return slices.ContainsFunc(s.jobs[todo.job], func(j int32) bool {
			s.job[todo.job] = j
			return s.may(j) && s.meet(&pending{cond: s.n.Jobs[j].Opens, job: -1, next: next})
		})
	}
	x := &s.n.conds[todo.cond]
	switch x.op {
	case opAlways:
		return s.meet(next)
	case opHas:
		return s.assign(x.item, next)
	case opWorked:
		sum := int64(0)
		for class, months := range s.months {
			if _, counts := slices.BinarySearch(x.jobs, s.jobs[class][0]); counts {
				sum += months // it counts for all of the class, or for none
			}
		}
		return sum >= x.months && s.meet(next)
	case opAll:
		for _, p := range x.of {
			next = &pending{cond: p, job: -1, next: next}
		}
		return s.meet(next)
	case opAny:
		return s.some(x.of, 1, next)
	case opAtLeast:
		return s.some(x.of, x.count, next)
	}
	return false
}

// some meets so many of the parts, and then the others: parts that are met by what is chosen already first.
func (s *sharpening) some(of []Cond, count int, next *pending) bool {
	if count == 0 {
		return s.meet(next)
	}
	for _, chosen := range []bool{true, false} {
		for i, p := range of {
			if s.chosen(p) == chosen && s.some(of[i+1:], count-1, &pending{cond: p, job: -1, next: next}) {
				return true
			}
		}
	}
	return false
}

// chosen tells whether a condition is an item that is chosen.
func (s *sharpening) chosen(c Cond) bool {
	x := &s.n.conds[c]
	if x.op != opHas {
		return false
	}
	member, ok := s.item[s.itemAt[x.item]]
	return ok && member == x.item
}

// assign chooses an item for its class, unless another is chosen, and meets what it requires.
func (s *sharpening) assign(item int32, next *pending) bool {
	class := s.itemAt[item]
	member, ok := s.item[class]
	switch {
	case !ok || member >= 0 && member != item:
		return false
	case member == item:
		return s.meet(next)
	}
	s.item[class] = item
	at, _ := slices.BinarySearchFunc(s.plan.Acquired, class, func(a Acquired, class int32) int { return int(a.Item - class) })
	option := s.plan.Acquired[at].Option
	if s.meet(&pending{cond: s.n.Items[item].Options[option].Requires, job: -1, next: next}) {
		return true
	}
	s.item[class] = -1
	return false
}

// told is the plan with the members chosen; a class that nothing asks for is left out.
func (s *sharpening) told() Plan {
	var p Plan
	for _, a := range s.plan.Acquired {
		if a.Item = s.item[a.Item]; a.Item < 0 {
			continue
		}
		if a.Job >= 0 {
			a.Job = s.job[a.Job]
		}
		p.Acquired = append(p.Acquired, a)
	}
	for _, w := range s.plan.Worked {
		p.Worked = append(p.Worked, Worked{s.job[w.Job], w.Months})
	}
	p = p.ordered()
	p.Vector = s.n.vector(&p)
	return p
}
