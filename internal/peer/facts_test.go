//go:build solvers

package peer

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// facts writes a catalog and a question as the facts that plan.lp lists. It follows the words of the question alone: what is
// on the way, what is open and what it takes is for the program to find.
func facts(c *catalog.Catalog, q planner.Question) string {
	f := &factWriter{catalog: c, unit: unit(c)}
	for i, x := range c.Credentials {
		f.fact("credential(%d)", i)
		if x.Level != catalog.LevelNone {
			f.fact("level(%d,%d)", i, x.Level)
		}
		for _, r := range x.Routes {
			f.fact("route(%d,%d,%d,%d,%d)", i, r.Index, r.Months.Typical, r.Cost.Typical, f.requirement(r.Requires))
			if r.PartTimeMonths != nil {
				f.fact("beside(%d,%d,%d)", i, r.Index, r.PartTimeMonths.Typical)
			}
		}
	}
	for i, x := range c.Careers {
		f.fact("career(%d)", i)
		f.fact("pay(%d,%d)", i, pay(x)/f.unit)
		f.fact("opens(%d,%d)", i, f.requirement(x.Requires))
		for _, next := range x.LeadsTo {
			f.fact("leads(%d,%d)", i, next.Index)
		}
	}
	f.question(q)
	return f.String()
}

type factWriter struct {
	strings.Builder
	catalog      *catalog.Catalog
	unit         int64
	requirements int
}

func (f *factWriter) fact(format string, args ...any) { fmt.Fprintf(f, format+".\n", args...) }

// requirement writes the facts about a requirement and gives its number.
func (f *factWriter) requirement(r catalog.Requirement) int {
	f.requirements++
	n := f.requirements
	switch r := r.(type) {
	case nil:
		f.fact("atleast(%d,0)", n)
	case *catalog.CredentialRequirement:
		f.fact("accepts(%d,%d)", n, r.Credential.Index)
	case *catalog.LevelRequirement:
		f.fact("rank(%d)", n)
		for i, x := range f.catalog.Credentials {
			if x.Level != catalog.LevelNone && x.Level >= r.Level && (len(r.Fields) == 0 || slices.Contains(r.Fields, x.Field)) {
				f.fact("accepts(%d,%d)", n, i)
			}
		}
	case *catalog.ExperienceRequirement:
		f.fact("experience(%d,%d)", n, r.Months)
		for i, x := range f.catalog.Careers {
			if len(r.In) == 0 || slices.Contains(r.In, x) {
				f.fact("counts(%d,%d)", n, i)
			}
		}
	default:
		f.fact("atleast(%d,%d)", n, quorum(r))
		for _, part := range catalog.Parts(r) {
			f.fact("part(%d,%d)", n, f.requirement(part))
		}
	}
	return n
}

func (f *factWriter) question(q planner.Question) {
	f.fact("target(%d)", q.To.Index)
	for _, x := range q.From.Credentials {
		f.fact("has(%d)", x.Index)
	}
	for _, e := range q.From.Experience {
		f.fact("did(%d,%d)", e.Career.Index, e.Months)
	}
	k := q.Constraints
	for _, x := range k.ViaCredentials {
		f.fact("via(credential(%d))", x.Index)
	}
	for _, x := range k.ViaCareers {
		f.fact("via(career(%d))", x.Index)
	}
	for _, x := range k.AvoidCareers {
		f.fact("barred(career(%d))", x.Index)
	}
	for i, x := range f.catalog.Credentials {
		if slices.Contains(k.AvoidCredentials, x) || k.MaxLevel != catalog.LevelNone && x.Level > k.MaxLevel {
			f.fact("barred(credential(%d))", i)
		}
	}
	if slices.Contains(k.StudyModes, planner.FullTime) {
		f.fact("mode(full)")
	}
	if slices.Contains(k.StudyModes, planner.WhileWorking) {
		f.fact("mode(beside)")
	}
	if k.Jobs == planner.AnyJob {
		f.fact("jobs(any)")
	}
	if k.MaxMonths != nil {
		f.fact("limit(months,%d)", *k.MaxMonths)
	}
	if k.MaxCost != nil {
		f.fact("limit(dollars,%d)", *k.MaxCost)
	}
}

// unit is the greatest number that divides every wage: clingo's sums have 32 bits.
func unit(c *catalog.Catalog) int64 {
	var divisor int64
	for _, x := range c.Careers {
		a, b := divisor, pay(x)
		for b != 0 {
			a, b = b, a%b
		}
		divisor = a
	}
	return max(1, divisor)
}
