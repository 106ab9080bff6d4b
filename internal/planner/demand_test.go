package planner

import (
	"math/rand/v2"
	"slices"
	"testing"

	"careerlattice/internal/catalog"
)

// TestDemands holds the demands of the national catalog to the requirements that they stand for: each asks for the same, in
// words and in parts, accepts what the requirement does, and stands after its parts; what reads differently is no one demand.
func TestDemands(t *testing.T) {
	c, _ := national(t)
	d := newDemands(c)
	texts, requirements := map[string]bool{}, 0
	var hold func(at int32, r catalog.Requirement)
	hold = func(at int32, r catalog.Requirement) {
		if r == nil {
			if at != nothing {
				t.Errorf("nothing is required, which is demand %d", at)
			}
			return
		}
		requirements++
		texts[r.Text()] = true
		x := &d.all[at]
		parts := catalog.Parts(r)
		if x.requirement.Text() != r.Text() || len(x.of) != len(parts) {
			t.Fatalf("%s, %d parts: its demand is %s, %d parts", r.Text(), len(parts), x.requirement.Text(), len(x.of))
		}
		if level, ok := r.(*catalog.LevelRequirement); ok {
			rejected := func(c *catalog.Credential) bool { return !level.Accepts(c) }
			if want := slices.DeleteFunc(slices.Clone(c.Credentials), rejected); !slices.Equal(x.accepted, want) {
				t.Fatalf("%s: accepts %d credentials, want %d", r.Text(), len(x.accepted), len(want))
			}
		}
		for i, part := range parts {
			if x.of[i] >= at {
				t.Fatalf("%s: part %d stands after the whole", r.Text(), i)
			}
			hold(x.of[i], part)
		}
	}
	for i, x := range c.Careers {
		hold(d.careers[i], x.Requires)
	}
	for i, x := range c.Credentials {
		for j, r := range x.Routes {
			hold(d.routes[i][j], r.Requires)
		}
	}
	if len(d.all) != 1+len(texts) {
		t.Errorf("%d demands for %d requirements that read in %d ways", len(d.all)-1, requirements, len(texts))
	}
}

// TestWhatIsMet: nothing is put into a network for the sake of what the profile meets, however many credentials would.
func TestWhatIsMet(t *testing.T) {
	p := New(load(t, `
credentials:
  - {id: hs, name: HS, kind: certificate, level: high-school}
  - {id: aa, name: AA, kind: degree, level: associate, routes: [{months: 24, cost: 1, requires: {level: high-school}}]}
  - {id: ba, name: BA, kind: degree, level: bachelors, routes: [{months: 48, cost: 1, requires: {level: high-school}}, {months: 24, cost: 1, requires: {level: associate}}]}
careers:
  - {id: clerk, name: Clerk, requires: {level: high-school}}
  - {id: boss, name: Boss, requires: {all: [{level: high-school}, {any: [{level: bachelors}, {experience: {months: 12, in: [clerk]}}]}]}}
`), DefaultBudget)
	for _, x := range []struct {
		from  ProfileInput
		to    string
		items int
	}{
		{ProfileInput{Credentials: []string{"hs"}}, "clerk", 0},
		{ProfileInput{Credentials: []string{"hs"}}, "boss", 2},
		{ProfileInput{Credentials: []string{"aa"}}, "boss", 1},
		{ProfileInput{Credentials: []string{"hs"}, Experience: []ExperienceInput{{"clerk", 12}}}, "boss", 0},
		{ProfileInput{}, "boss", 2},
	} {
		q, problems := p.Question(Input{From: x.from, To: x.to})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if n := p.network(q); len(n.net.Items) != x.items {
			t.Errorf("%s: %d items, want %d", describe(Input{From: x.from, To: x.to}), len(n.net.Items), x.items)
		}
	}
}

// BenchmarkNetwork builds the networks of random questions of the national catalog.
func BenchmarkNetwork(b *testing.B) {
	c, careers := national(b)
	p := New(c, DefaultBudget)
	r := rand.New(rand.NewPCG(2026, 11))
	questions := make([]Question, 200)
	for i := range questions {
		q, problems := p.Question(Input{From: someone(r, c, careers), To: careers[r.IntN(len(careers))].Slug})
		if len(problems) > 0 {
			b.Fatal(problems)
		}
		questions[i] = q
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.network(questions[i%len(questions)])
	}
}

// BenchmarkNew makes the planner of the national catalog.
func BenchmarkNew(b *testing.B) {
	c, _ := national(b)
	b.ReportAllocs()
	for b.Loop() {
		New(c, DefaultBudget)
	}
}
