package relate

import (
	"math"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

const alikes = `
catalog: {format: 1, id: alikes}
fields: [{id: f, name: F}, {id: g, name: G}]
skills: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}, {id: d, name: D}]
careers:
  - {id: one, name: One, skills: [a, b], requires: {level: bachelors, fields: [f]}}
  - {id: two, name: Two, skills: [a, b], requires: {level: masters, fields: [f]}}
  - {id: three, name: Three, skills: [{skill: c, importance: 50}, {skill: d, importance: 100}]}
  - {id: four, name: Four, skills: [{skill: c, importance: 100}, {skill: d, importance: 100}]}
  - {id: five, name: Five}
  - {id: apprentice, name: Apprentice, skills: [a, b], traineeFor: one}
`

// TestGroups works small groups out by hand: one and two have all in common, three and four 1.5 of 2 parts of equal weight.
func TestGroups(t *testing.T) {
	r := New(read(t, alikes))
	groups := r.Groups(0.5)
	var got []string
	for _, g := range groups {
		var line []string
		for _, c := range g.Careers {
			line = append(line, c.Slug)
		}
		for _, s := range g.Shared {
			line = append(line, s.Node.ID())
		}
		got = append(got, strings.Join(line, " "))
	}
	want := []string{"four three skills/c skills/d", "one two skills/a skills/b fields/f"}
	if !slices.Equal(got, want) {
		t.Fatalf("groups %q; want %q", got, want)
	}
	if groups[0].Cohesion != 0.75 || groups[1].Cohesion != 1 {
		t.Errorf("cohesion %g and %g; want 0.75 and 1", groups[0].Cohesion, groups[1].Cohesion)
	}
	if n := len(r.Groups(0.76)); n != 1 {
		t.Errorf("%d groups at 0.76; want that of one and two", n)
	}
	if none := New(read(t, "catalog: {format: 1, id: none}")).Groups(0); none != nil {
		t.Errorf("groups of no careers: %v", none)
	}
}

// TestAgglomerate holds the chains of nearest neighbors to the plain way: always the two groups that are most alike.
func TestAgglomerate(t *testing.T) {
	for i, c := range append(samples(t, 8), builtin(t, "health-informatics")) {
		l := newLikeness(New(c), c)
		for _, cut := range []float64{0.1, 0.2, 0.3, 0.5} {
			alike := l.all()
			var plain [][]int
			for k := range l.careers {
				plain = append(plain, []int{k})
			}
			for {
				best, a, b := -1.0, 0, 0
				for x := range plain {
					for y := range x {
						sum := 0.0
						for _, p := range plain[x] {
							for _, q := range plain[y] {
								sum += float64(*alike.at(p, q))
							}
						}
						if sum /= float64(len(plain[x]) * len(plain[y])); sum > best+1e-9 {
							best, a, b = sum, x, y
						}
					}
				}
				if best < cut {
					break
				}
				plain[b] = append(plain[b], plain[a]...)
				plain = slices.Delete(plain, a, a+1)
			}
			groups := map[int][]int{} // by their first career
			for _, members := range plain {
				slices.Sort(members)
				groups[members[0]] = members
			}
			g := newGrouping(len(l.careers))
			for _, m := range l.merges {
				if m.alike >= cut {
					g.merge(m)
				}
			}
			for first, members := range g.members {
				slices.Sort(members)
				if !slices.Equal(members, groups[first]) {
					t.Errorf("catalog %d, cut at %g: group %v; want %v", i, cut, members, groups[first])
				}
			}
		}
	}
}

// TestCohesion holds a group's cohesion to the average over its pairs.
func TestCohesion(t *testing.T) {
	c := builtin(t, "health-informatics")
	r := New(c)
	alike := r.likeness().all()
	groups := r.Groups(0.2)
	if len(groups) < 3 {
		t.Fatalf("only %d groups", len(groups))
	}
	for _, g := range groups {
		sum, pairs := 0.0, 0.0
		for i, x := range g.Careers {
			for _, y := range g.Careers[:i] {
				sum += float64(*alike.at(slices.Index(r.likeness().careers, x), slices.Index(r.likeness().careers, y)))
				pairs++
			}
		}
		if math.Abs(g.Cohesion-sum/pairs) > 1e-4 || g.Cohesion < 0.2 {
			t.Errorf("cohesion %g; the average is %g", g.Cohesion, sum/pairs)
		}
		for _, s := range g.Shared {
			if s.Careers*2 < len(g.Careers) || catalog.EntryOf(s.Node).Name == "" {
				t.Errorf("%+v is shared by too few of %d", s, len(g.Careers))
			}
		}
	}
}

func BenchmarkLikeness(b *testing.B) {
	c := builtin(b, "national")
	r := New(c)
	for b.Loop() {
		newLikeness(r, c)
	}
}

func BenchmarkGroups(b *testing.B) {
	r := New(builtin(b, "national"))
	r.Groups(1)
	for b.Loop() {
		r.Groups(0.3)
	}
}
