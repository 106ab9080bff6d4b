//go:build solvers

package peer

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// step is a study (job is nil: full time), or work for a number of months (credential is nil).
type step struct {
	credential *catalog.Credential
	route      *catalog.Route
	job        *catalog.Career
	months     int
}

func (s step) String() string {
	var words []string
	if s.credential != nil {
		words = append(words, fmt.Sprintf("%s by route %d", s.credential.Slug, s.route.Index))
	}
	if s.job != nil {
		words = append(words, "in "+s.job.Slug)
	}
	return fmt.Sprintf("%s %d months", strings.Join(words, " "), s.months)
}

// vector is what steps take, by criterion: months, dollars, and twelfths of dollars below the target's pay.
type vector [3]int64

// covers tells whether v is no worse than o in the chosen criteria.
func (v vector) covers(o vector, chosen []planner.Criterion) bool {
	return !slices.ContainsFunc(chosen, func(k planner.Criterion) bool { return v[k] > o[k] })
}

func pay(c *catalog.Career) int64 {
	if c == nil || c.Wage == nil {
		return 0
	}
	return int64(c.Wage.Annual)
}

// total adds up what steps on the way to a target take.
func total(target *catalog.Career, steps []step) (v vector) {
	for _, s := range steps {
		v[planner.Time] += int64(s.months)
		v[planner.ForegoneEarnings] += int64(s.months) * max(0, pay(target)-pay(s.job))
		if s.credential != nil {
			v[planner.Cost] += int64(s.route.Cost.Typical)
		}
	}
	return v
}

// stepsOf takes the steps of a plan from the planner.
func stepsOf(p *planner.Plan) []step {
	var all []step
	for _, s := range p.Steps {
		switch s := s.(type) {
		case *planner.StudyStep:
			all = append(all, study(s.Credential, s.Route, s.WorkingAs))
		case *planner.WorkStep:
			all = append(all, step{job: s.Career, months: s.Months})
		}
	}
	return all
}

// study is the step of studying a credential, beside a job or, where that is nil, full time.
func study(c *catalog.Credential, r *catalog.Route, job *catalog.Career) step {
	s := step{c, r, job, r.Months.Typical}
	if job != nil {
		s.months = r.PartTimeMonths.Typical
	}
	return s
}

// person is someone on the way.
type person struct {
	held   map[*catalog.Credential]bool
	months map[*catalog.Career]int
	start  map[*catalog.Career]bool
}

// valid tells whether steps, in whatever order, lead to the goal of a question.
func valid(q planner.Question, steps []step) bool {
	p := person{map[*catalog.Credential]bool{}, map[*catalog.Career]int{}, map[*catalog.Career]bool{}}
	for _, c := range q.From.Credentials {
		p.held[c] = true
	}
	for _, e := range q.From.Experience {
		p.months[e.Career], p.start[e.Career] = e.Months, true
	}
	left := slices.Clone(steps)
	for {
		i := slices.IndexFunc(left, p.can)
		if i < 0 {
			return len(left) == 0 && p.arrived(q)
		}
		if left[i].credential != nil {
			p.held[left[i].credential] = true
		}
		if left[i].job != nil {
			p.months[left[i].job] += left[i].months
		}
		left = slices.Delete(left, i, i+1)
	}
}

func (p *person) can(s step) bool {
	return (s.credential == nil || !p.held[s.credential] && p.meets(s.route.Requires)) && (s.job == nil || p.open(s.job))
}

func (p *person) open(c *catalog.Career) bool { return p.start[c] || p.meets(c.Requires) }

func (p *person) arrived(q planner.Question) bool {
	lacks := func(c *catalog.Credential) bool { return !p.held[c] }
	unworked := func(c *catalog.Career) bool { return p.months[c] == 0 }
	return p.open(q.To) && !slices.ContainsFunc(q.Constraints.ViaCredentials, lacks) && !slices.ContainsFunc(q.Constraints.ViaCareers, unworked)
}

func (p *person) meets(r catalog.Requirement) bool {
	switch r := r.(type) {
	case nil:
		return true
	case *catalog.CredentialRequirement:
		return p.held[r.Credential]
	case *catalog.LevelRequirement:
		for c, held := range p.held {
			if held && r.Accepts(c) {
				return true
			}
		}
		return false
	case *catalog.ExperienceRequirement:
		sum := 0
		for c, months := range p.months {
			if len(r.In) == 0 || slices.Contains(r.In, c) {
				sum += months
			}
		}
		return sum >= r.Months
	}
	met := 0
	for _, part := range catalog.Parts(r) {
		if p.meets(part) {
			met++
		}
	}
	return met >= quorum(r)
}

// quorum is how many parts of a requirement must hold.
func quorum(r catalog.Requirement) int {
	switch r := r.(type) {
	case *catalog.AllOf:
		return len(r.Of)
	case *catalog.SomeOf:
		return r.Count
	}
	return 1
}
