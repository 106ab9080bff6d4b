package planner

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerlattice/internal/catalog"
)

// TestNationalAgainstOracle asks the planner and the oracle for whole fronts of small parts of the national catalog. The oracle
// gives up where there are too many states, and the planner where its budget is spent; neither may happen often.
func TestNationalAgainstOracle(t *testing.T) {
	c, careers := national(t)
	targets := slices.DeleteFunc(careers, func(x *catalog.Career) bool {
		never, ok := x.Requires.(*catalog.AnyOf)
		return ok && len(never.Of) == 0
	})
	parts := 200
	if testing.Short() {
		parts = 20
	}
	compared, plans, largest := map[JobScope]int{}, 0, 0
	for seed := range parts {
		x := cut(uint64(seed), c, targets)
		text := x.text()
		p := New(load(t, text), 100_000)
		for _, jobs := range []JobScope{OnTheWay, AnyJob} {
			in := Input{From: x.start(), To: x.careers[0].Slug, Constraints: &ConstraintsInput{Jobs: jobs}}
			want, got, ok := fronts(t, p, in)
			if !ok {
				continue
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("part %d: question %s\n%s\noracle (-) and planner (+) differ:\n%s", seed, describe(in), text, diff)
			}
			compared[jobs]++
			plans += len(got)
			largest = max(largest, len(got))
		}
	}
	t.Logf("%d parts of 10 to %d careers; compared %d fronts by jobs on the way and %d by any jobs: %d plans, the largest front %d",
		parts, cutCareers, compared[OnTheWay], compared[AnyJob], plans, largest)
	if compared[OnTheWay] < parts*3/4 || compared[AnyJob] < parts/2 || largest < 5 {
		t.Error("too few questions could be compared, or they are too easy")
	}
}

// fronts are those of the oracle and of the planner, where both came to an end. With any jobs there are too many ways to have the
// same vector, so merits are not compared.
func fronts(t *testing.T, p *Planner, in Input) (want, got []oraclePoint, ok bool) {
	set, ok := ask(t, p, in).(*PlanSet)
	if !ok {
		t.Fatalf("no plan for %s", describe(in))
	}
	if !set.Exact {
		return nil, nil, false
	}
	o := newOracle(p.catalog, in, [2]int64{-1, -1}, in.Constraints.Jobs)
	o.narrow()
	o.most, o.plain = 1500, in.Constraints.Jobs == AnyJob
	for _, plan := range set.Plans {
		point, _ := replayed(p.catalog, in, plan) // ask has looked at the mistakes
		if o.plain {
			point.Merit = oracleMerit{}
		}
		got = append(got, point)
		o.known = append(o.known, point.Vector)
	}
	want = o.front([]Criterion{Time, Cost, ForegoneEarnings})
	if o.plain {
		for i := range want {
			want[i].Merit = oracleMerit{}
		}
	}
	return want, got, o.labels <= o.most
}

// narrow leaves out what no plan of a front has where every study costs something and nothing is named by via: work in careers
// whose months nothing counts, and studies that count for nothing. (A study that costs nothing might stand for work beside it.)
func (o *oracle) narrow() {
	o.measure(0)
	o.study &= o.useful()
}

// useful gives the credentials that count for the target, for a career that may be worked in, or for what counts so.
func (o *oracle) useful() oracleSet {
	requirements := []catalog.Requirement{o.target.Requires}
	for i, x := range o.c.Careers {
		if o.work&(1<<i) != 0 {
			requirements = append(requirements, x.Requires)
		}
	}
	found := oracleSet(0)
	add := func(x *catalog.Credential) {
		if found&bit(x) == 0 {
			found |= bit(x)
			for _, route := range x.Routes {
				requirements = append(requirements, route.Requires)
			}
		}
	}
	for len(requirements) > 0 {
		r := requirements[0]
		requirements = append(requirements[1:], catalog.Parts(r)...)
		switch r := r.(type) {
		case *catalog.CredentialRequirement:
			add(r.Credential)
		case *catalog.LevelRequirement:
			for _, x := range o.c.Credentials {
				if r.Accepts(x) {
					add(x)
				}
			}
		}
	}
	return found
}
