package replay

import (
	"slices"

	"careerlattice/internal/catalog"
)

// Deed is what a step does: the credential studied and by which route, the career worked in, and the months it takes.
type Deed struct {
	Study  *catalog.Credential
	Route  *catalog.Route
	Job    *catalog.Career
	Months int
}

// Person is somebody on the way: what they hold and have worked so far.
type Person struct {
	terms  *Terms
	held   map[*catalog.Credential]bool
	months map[*catalog.Career]int
}

// Start is the person at month 0.
func (t *Terms) Start() *Person {
	p := &Person{terms: t, held: map[*catalog.Credential]bool{}, months: map[*catalog.Career]int{}}
	for _, x := range t.held {
		p.held[x] = true
	}
	for x, months := range t.worked {
		p.months[x] = months
	}
	return p
}

// Holds tells whether a credential is held.
func (p *Person) Holds(x *catalog.Credential) bool { return p.held[x] }

// Meets tells whether a requirement holds.
func (p *Person) Meets(r catalog.Requirement) bool {
	met := func(of []catalog.Requirement) (n int) {
		for _, part := range of {
			if p.Meets(part) {
				n++
			}
		}
		return n
	}
	switch r := r.(type) {
	case *catalog.AllOf:
		return met(r.Of) == len(r.Of)
	case *catalog.AnyOf:
		return met(r.Of) >= 1
	case *catalog.SomeOf:
		return met(r.Of) >= r.Count
	case *catalog.CredentialRequirement:
		return p.held[r.Credential]
	case *catalog.LevelRequirement:
		for x, held := range p.held {
			if held && r.Accepts(x) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		return p.experience(r) >= r.Months
	}
	return r == nil
}

// experience is the months that count for a requirement.
func (p *Person) experience(r *catalog.ExperienceRequirement) int {
	sum := 0
	for x, n := range p.months {
		if len(r.In) == 0 || slices.Contains(r.In, x) {
			sum += n
		}
	}
	return sum
}

// Open tells whether a career may be worked in: its requirement holds, or it was worked in before month 0.
func (p *Person) Open(x *catalog.Career) bool { return p.terms.worked[x] > 0 || p.Meets(x.Requires) }

// Arrived tells whether the plan is at its end: the target is open, and what is to be held and worked in on the way is.
func (p *Person) Arrived() bool {
	for n := range p.terms.via {
		switch n := n.(type) {
		case *catalog.Credential:
			if !p.held[n] {
				return false
			}
		case *catalog.Career:
			if p.months[n] < 1 {
				return false
			}
		}
	}
	return p.Open(p.terms.Target)
}

// Can tells whether a deed can begin.
func (p *Person) Can(d Deed) bool { return p.hindrance(d) == "" }

// hindrance says why a deed cannot begin; empty where it can.
func (p *Person) hindrance(d Deed) string {
	switch {
	case d.Study != nil && p.held[d.Study]:
		return d.Study.Name + " is held already"
	case d.Study != nil && !p.Meets(d.Route.Requires):
		return d.Study.Name + " cannot begin: it needs " + d.Route.Requires.Text()
	case d.Job != nil && !p.Open(d.Job):
		return "work as " + d.Job.Name + " is not open: it needs " + d.Job.Requires.Text()
	}
	return ""
}

// Do adds what a deed gives.
func (p *Person) Do(d Deed) {
	if d.Study != nil {
		p.held[d.Study] = true
	}
	if d.Job != nil {
		p.months[d.Job] += d.Months
	}
}

// Reaches does what can be done of several things, in whatever order, and tells whether that leads to the goal.
func (t *Terms) Reaches(all []Deed) bool {
	p := t.Start()
	left := slices.Clone(all)
	for {
		i := slices.IndexFunc(left, p.Can)
		if i < 0 {
			return p.Arrived()
		}
		p.Do(left[i])
		left = slices.Delete(left, i, i+1)
	}
}

// Needless gives the first deed of a plan that can be left out, or shortened by a month where it is work; -1 where there is none.
func (t *Terms) Needless(all []Deed) int {
	for i, d := range all {
		less := slices.Clone(all)
		if d.Study == nil && d.Months > 1 {
			less[i].Months--
		} else {
			less = slices.Delete(less, i, i+1)
		}
		if t.Reaches(less) {
			return i
		}
	}
	return -1
}
