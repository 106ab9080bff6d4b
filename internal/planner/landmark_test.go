package planner

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// landmarks asks for those of a question; nil where there is no plan.
func landmarks(t testing.TB, p *Planner, q Question) (*Landmarks, *PlanSet) {
	t.Helper()
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	set, ok := r.(*PlanSet)
	if !ok {
		return nil, nil
	}
	l, err := p.Landmarks(t.Context(), set)
	if err != nil {
		t.Fatal(err)
	}
	return l, set
}

// TestLandmarksBuiltin: to every career of the built-in catalog, without limits and with those of the cheapest plan, each credential
// and career is a landmark exactly where a question that avoids it has no plan.
func TestLandmarksBuiltin(t *testing.T) {
	c := builtin(t)
	p := New(c, 200_000) // which settles nearly all of them
	said, settled := map[bool]int{}, 0
	for _, career := range c.Careers {
		q, problems := p.Question(Input{From: ProfileInput{Credentials: []string{"high-school-diploma"}}, To: career.ID(), Optimize: []Criterion{Cost}})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		_, set := landmarks(t, p, q)
		limited := q
		limited.Constraints.MaxCost = new(set.Cheapest().Cost)
		for _, q := range []Question{q, limited} {
			l, set := landmarks(t, p, q)
			if l.Exact() {
				settled++
			}
			for _, x := range set.Plans[0].elements() {
				less := avoiding(q, x)
				a, err := p.front(t.Context(), less)
				if err != nil {
					t.Fatal(err)
				}
				if len(a.outlines) == 0 && !a.exact {
					continue
				}
				needed := len(a.outlines) == 0
				less.Constraints.MaxCost = nil
				_, otherwise := p.anyPlan(less)
				if slices.Contains(l.Unproven, x) {
					continue
				}
				at := slices.IndexFunc(l.Steps, func(s *Landmark) bool { return s.Node == x })
				if (at >= 0) != needed {
					t.Errorf("%s: %s is a landmark: %t, want %t", career.ID(), x.ID(), at >= 0, needed)
				}
				if at >= 0 && needed {
					if l.Steps[at].ByLimits != otherwise || l.Steps[at].Why == "" {
						t.Errorf("%s: %s: %+v, and without limits a plan does without it: %t", career.ID(), x.ID(), l.Steps[at], otherwise)
					}
					said[l.Steps[at].ByLimits]++
				}
			}
			decoded, err := p.DecodeLandmarks(q, EncodeLandmarks(l))
			if !reflect.DeepEqual(decoded, l) || err != nil {
				t.Errorf("%s: encoded and decoded: %+v, %v; it was %+v", career.ID(), decoded, err, l)
			}
		}
	}
	if said[false] < 20 || said[true] < 10 {
		t.Errorf("only %v landmarks", said)
	}
	if settled < 2*len(c.Careers)-4 {
		t.Errorf("only %d of %d are settled", settled, 2*len(c.Careers))
	}
}

// TestLandmarkWords: a certain credential, a choice that is needed though none of its parts is, what a limit alone makes needed, and
// for each what it is needed for.
func TestLandmarkWords(t *testing.T) {
	p := New(load(t, ownWorld), DefaultBudget)
	in := Input{From: ProfileInput{Credentials: []string{"hs"}}, To: "lead", Optimize: []Criterion{Time}}
	for _, x := range []struct {
		constraints *ConstraintsInput
		want        string
	}{
		{nil, "BA: Lead requires a bachelor's degree or higher (only BA qualifies). Cert: Lead requires Cert. | Lead: a bachelor's degree or higher"},
		{&ConstraintsInput{MaxMonths: new(57)}, "BA: Lead requires a bachelor's degree or higher (only BA qualifies). Cert: Lead requires Cert. | Lead: a bachelor's degree or higher"},
		{&ConstraintsInput{Avoid: []string{"cert"}}, ""},
		{&ConstraintsInput{MaxCost: new(40500)}, "BA: Lead requires a bachelor's degree or higher (only BA qualifies). Tech: There are plans without it, but none within $40,500. Cert: Lead requires Cert. | Lead: a bachelor's degree or higher"},
	} {
		in.Constraints = x.constraints
		q, _ := p.Question(in)
		l, _ := landmarks(t, p, q)
		var got []string
		if l != nil {
			for _, s := range l.Steps {
				got = append(got, label(s.Node)+": "+s.Why)
			}
			got = append(got, "|")
			for _, r := range l.Requirements {
				for _, of := range r.Of {
					got = append(got, label(of)+": "+r.Text())
				}
			}
		}
		if text := strings.Join(got, " "); text != x.want {
			t.Errorf("%+v:\n%s\nwant\n%s", x.constraints, text, x.want)
		}
	}
}
