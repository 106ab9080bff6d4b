package planner

import (
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// The oracle answers small questions by trying everything, month by month: each state that a person can be in, with
// every sum of months, dollars and earnings by which no other is better. It takes the catalog and the question as they
// are written, and shares nothing with the planner.

// oracleMost is how many credentials and how many careers a catalog of the oracle may have.
const oracleMost = 32

// oracleSet is a set of credentials or of careers, as bits.
type oracleSet uint32

// oracleState is what a person holds and has worked: credentials and careers as bits, months in each career (no more than
// anything asks for), the careers worked in full time, and those worked in for a month at least.
type oracleState struct {
	held, full, worked oracleSet
	months             [oracleMost]uint8
}

// oracleVector is months, dollars, and dollars of income below the target's pay in twelfths.
type oracleVector [3]int64

// oracleMerit is by what plans of one vector are compared, best first where it is less.
type oracleMerit struct{ Steps, NotByTarget, NotByJobs, NotLeading int }

// oraclePoint is a vector of the front with the best merit of the plans that have it.
type oraclePoint struct {
	Vector oracleVector
	Merit  oracleMerit
}

func (m oracleMerit) compare(o oracleMerit) int {
	return slices.Compare([]int{m.Steps, m.NotByTarget, m.NotByJobs, m.NotLeading}, []int{o.Steps, o.NotByTarget, o.NotByJobs, o.NotLeading})
}

// oracleAnswer is the front, or why there is none, and then the fastest and the cheapest where there are such.
type oracleAnswer struct {
	Points            []oraclePoint
	Reason            NoPlanReason
	Fastest, Cheapest *oraclePoint
}

type oracle struct {
	c      *catalog.Catalog
	target *catalog.Career
	limits [2]int64 // of months and dollars; -1: none

	start               oracleState
	startHeld, startJob oracleSet
	viaHeld, viaJobs    oracleSet
	study, work         oracleSet // what may be studied, and worked in
	fullTime, beside    bool
	caps                [oracleMost]uint8

	// For questions about larger catalogs, see narrow.
	known        []oracleVector // of valid plans, beyond which nothing is looked for
	plain        bool           // vectors alone are wanted, and no merits
	labels, most int            // states looked at, and at most; 0: without end
}

// consult answers a question that has no mistakes.
func consult(c *catalog.Catalog, in Input) oracleAnswer {
	chosen := in.Optimize
	if chosen == nil {
		chosen = []Criterion{Time, Cost, ForegoneEarnings}
	}
	limits := [2]int64{-1, -1}
	jobs := OnTheWay
	if k := in.Constraints; k != nil {
		jobs = k.Jobs
		if k.MaxMonths != nil {
			limits[0] = int64(*k.MaxMonths)
		}
		if k.MaxCost != nil {
			limits[1] = int64(*k.MaxCost)
		}
	}
	if points := newOracle(c, in, limits, jobs).front(chosen); len(points) > 0 {
		return oracleAnswer{Points: points}
	}
	for _, wider := range []struct {
		reason NoPlanReason
		jobs   JobScope
	}{{LimitsTooTight, jobs}, {JobsTooNarrow, AnyJob}} {
		o := newOracle(c, in, [2]int64{-1, -1}, wider.jobs)
		ends := o.ends()
		if len(ends) > 0 {
			fastest, cheapest := o.best(ends, []Criterion{Time}), o.best(ends, []Criterion{Cost})
			return oracleAnswer{Reason: wider.reason, Fastest: &fastest[0], Cheapest: &cheapest[0]}
		}
	}
	return oracleAnswer{Reason: Unattainable}
}

func bit[N catalog.Node](n N) oracleSet { return 1 << catalog.EntryOf(n).Index }

func newOracle(c *catalog.Catalog, in Input, limits [2]int64, jobs JobScope) *oracle {
	o := &oracle{c: c, limits: limits, fullTime: true, beside: true, study: 1<<len(c.Credentials) - 1}
	o.target, _ = c.Career(strings.TrimPrefix(in.To, "careers/"))
	o.measure(1) // what via asks for
	for _, id := range in.From.Credentials {
		held, _ := c.Credential(strings.TrimPrefix(id, "credentials/"))
		o.start.held |= bit(held)
	}
	o.startHeld = o.start.held
	for _, e := range in.From.Experience {
		career, _ := c.Career(strings.TrimPrefix(e.Career, "careers/"))
		if e.Months > 0 {
			o.startJob |= bit(career)
			o.start.months[career.Index] = uint8(min(int64(o.caps[career.Index]), int64(o.start.months[career.Index])+int64(e.Months)))
		}
	}
	if in.Constraints == nil {
		in.Constraints = &ConstraintsInput{}
	}
	k := in.Constraints
	if k.StudyModes != nil {
		o.fullTime, o.beside = slices.Contains(k.StudyModes, FullTime), slices.Contains(k.StudyModes, WhileWorking)
	}
	o.viaHeld, o.viaJobs = o.named(k.Via)
	o.work = 1<<len(c.Careers) - 1
	if jobs == OnTheWay {
		o.work = o.onTheWay() | o.startJob
	}
	avoidHeld, avoidJobs := o.named(k.Avoid)
	o.study &^= avoidHeld
	o.work &^= avoidJobs
	for _, x := range c.Credentials {
		if k.MaxLevel != nil && *k.MaxLevel != catalog.LevelNone && x.Level > *k.MaxLevel {
			o.study &^= bit(x)
		}
	}
	return o
}

// named gives the credentials and the careers that ids name.
func (o *oracle) named(ids []string) (credentials, careers oracleSet) {
	for _, id := range ids {
		if x, ok := o.c.Credential(strings.TrimPrefix(id, "credentials/")); ok {
			credentials |= bit(x)
		}
		if x, ok := o.c.Career(strings.TrimPrefix(id, "careers/")); ok {
			careers |= bit(x)
		}
	}
	return credentials, careers
}

// measure finds how many months in each career may matter, at least so many.
func (o *oracle) measure(least uint8) {
	for i := range o.caps {
		o.caps[i] = least
	}
	var look func(r catalog.Requirement)
	look = func(r catalog.Requirement) {
		for _, part := range catalog.Parts(r) {
			look(part)
		}
		if e, ok := r.(*catalog.ExperienceRequirement); ok {
			for _, x := range o.c.Careers {
				if len(e.In) == 0 || slices.Contains(e.In, x) {
					o.caps[x.Index] = max(o.caps[x.Index], uint8(e.Months))
				}
			}
		}
	}
	for _, r := range o.all() {
		look(r)
	}
}

// all lists the requirements of the catalog.
func (o *oracle) all() []catalog.Requirement {
	var all []catalog.Requirement
	for _, x := range o.c.Careers {
		all = append(all, x.Requires)
	}
	for _, x := range o.c.Credentials {
		for _, route := range x.Routes {
			all = append(all, route.Requires)
		}
	}
	return all
}

// holds tells whether a requirement holds in a state.
func (o *oracle) holds(r catalog.Requirement, s *oracleState) bool {
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.AllOf:
		return o.count(r.Of, s) == len(r.Of)
	case *catalog.AnyOf:
		return o.count(r.Of, s) > 0
	case *catalog.SomeOf:
		return o.count(r.Of, s) >= r.Count
	case *catalog.CredentialRequirement:
		return s.held&bit(r.Credential) != 0
	case *catalog.LevelRequirement:
		for _, x := range o.c.Credentials {
			if s.held&bit(x) != 0 && x.Level != catalog.LevelNone && x.Level >= r.Level && (len(r.Fields) == 0 || slices.Contains(r.Fields, x.Field)) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		sum := 0
		for _, x := range o.c.Careers {
			if len(r.In) == 0 || slices.Contains(r.In, x) {
				sum += int(s.months[x.Index])
			}
		}
		return sum >= r.Months
	}
	panic("a form of requirement that the oracle does not know")
}

func (o *oracle) count(of []catalog.Requirement, s *oracleState) int {
	n := 0
	for _, r := range of {
		if o.holds(r, s) {
			n++
		}
	}
	return n
}

// open tells whether a career may be entered.
func (o *oracle) open(x *catalog.Career, s *oracleState) bool {
	return o.startJob&bit(x) != 0 || o.holds(x.Requires, s)
}

// done tells whether a plan is at its end.
func (o *oracle) done(s *oracleState) bool {
	if !o.open(o.target, s) || o.viaHeld&^s.held != 0 {
		return false
	}
	for i := range o.c.Careers {
		if o.viaJobs&(1<<i) != 0 && s.months[i] == 0 {
			return false
		}
	}
	return true
}

// wage is what a career pays a year.
func wage(x *catalog.Career) int64 {
	if x == nil || x.Wage == nil {
		return 0
	}
	return int64(x.Wage.Annual)
}
