package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// TestCompareBuiltin: careers side by side have the plans of single questions, share the requirements that stand in each of theirs, and
// what is on the way to several of them is what those plans contain.
func TestCompareBuiltin(t *testing.T) {
	p := New(builtin(t), 100_000)
	from := ProfileInput{Credentials: []string{"doctor-of-medicine"}}
	careers := []string{"physician", "medical-director", "chief-medical-officer"}
	g, problems := p.Comparison(from, careers, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var plans []Result
	for _, to := range g.To {
		plans = append(plans, resultOf(t, p, g.Question(to)))
	}
	c := p.Compare(g, plans)
	always, sometimes := map[catalog.Node]int{}, map[catalog.Node]int{}
	for i, x := range c.Careers {
		want := ask(t, p, Input{From: from, To: careers[i]})
		if !slices.Equal(lines(x.Plans), lines(want)) || x.Career.Slug != careers[i] || x.Missing.Text() != x.Career.Requires.Text() {
			t.Errorf("%s: %q, want %q", x.Career.Slug, lines(x.Plans), lines(want))
		}
		for n := range contained(want.(*PlanSet).Plans) {
			if slices.Contains(want.(*PlanSet).Always, n) {
				always[n]++
			} else {
				sometimes[n]++
			}
		}
	}
	several := 0
	for n := range always {
		if always[n]+sometimes[n] > 1 {
			several++
		}
	}
	for n := range sometimes {
		if always[n] == 0 && sometimes[n] > 1 {
			several++
		}
	}
	if len(c.OnTheWay) != several || several == 0 {
		t.Errorf("%d on the way to several, want %d", len(c.OnTheWay), several)
	}
	for _, x := range c.OnTheWay {
		if len(x.Always) != always[x.Node] || len(x.Sometimes) != sometimes[x.Node] {
			t.Errorf("%s: %d and %d, want %d and %d", x.Node.ID(), len(x.Always), len(x.Sometimes), always[x.Node], sometimes[x.Node])
		}
	}
	if len(c.Shared) == 0 {
		t.Error("nothing is shared")
	}
	for _, r := range c.Shared {
		for _, x := range g.To {
			asks := x.Requires.Text() == r.Text()
			for _, part := range catalog.Parts(x.Requires) {
				asks = asks || part.Text() == r.Text()
			}
			if asks != slices.Contains(r.Careers, x) {
				t.Errorf("%s: %s of %v", x.Slug, r.Text(), r.Careers)
			}
		}
	}
	for want, careers := range map[string][]string{
		"careers: name two careers at least":                                  {"it-consultant"},
		"careers.1: careers/it-consultant stands there twice; name each once": {"it-consultant", "careers/it-consultant"},
	} {
		if _, problems := p.Comparison(from, careers, nil); problems.Error() != want {
			t.Errorf("%v: %q, want %q", careers, problems.Error(), want)
		}
	}
}
