package relate

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// TestChains names chains of the small world.
func TestChains(t *testing.T) {
	c := read(t, world)
	r := New(c)
	for _, test := range []struct {
		from, to string
		want     []string
	}{
		{"careers/nurse", "careers/nurse", []string{""}},
		{"careers/nurse", "careers/hermit", nil},
		{"careers/manager", "careers/nurse", []string{"careers/manager requires careers/nurse", "careers/nurse leads-to careers/manager"}},
		{"organizations/board", "industries/hospitals", []string{
			"credentials/rn awarded-by organizations/board, careers/nurse requires credentials/rn, careers/nurse works-in industries/hospitals",
		}},
		{"careers/manager", "credentials/msn", []string{"careers/manager recommends credentials/msn"}},
		// The manager has fewer neighbors than the nurse.
		{"skills/writing", "credentials/msn", []string{
			"careers/manager uses-skill skills/writing, careers/manager recommends credentials/msn",
			"careers/nurse uses-skill skills/writing, careers/nurse requires credentials/msn",
		}},
	} {
		var got []string
		for _, chain := range r.Chains(at(t, c, test.from), at(t, c, test.to), 10) {
			got = append(got, strings.Join(texts(chain.Links), ", "))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s to %s: %q; want %q", test.from, test.to, got, test.want)
		}
	}
}

// everyChain gives all chains of the least length, in their order, by trying every link at every node.
func everyChain(r *Relations, from, to int32) []Chain {
	for length := range len(r.nodes) {
		var found []Chain
		var try func(at int32, chain []Link)
		try = func(at int32, chain []Link) {
			if len(chain) == length {
				if at == to {
					found = append(found, Chain{slices.Clone(chain)})
				}
				return
			}
			for _, l := range r.links {
				if l.from == at {
					try(l.to, append(chain, l))
				}
				if l.to == at {
					try(l.from, append(chain, l))
				}
			}
		}
		try(from, nil)
		if len(found) > 0 {
			slices.SortFunc(found, func(a, b Chain) int {
				as, bs := r.steps(a, from), r.steps(b, from)
				return cmp.Or(cmp.Compare(r.passed(as), r.passed(bs)), slices.CompareFunc(as, bs, func(a, b end) int {
					return cmp.Or(cmp.Compare(a.other, b.other), cmp.Compare(r.links[a.link].Kind, r.links[b.link].Kind), cmp.Compare(a.link, b.link))
				}))
			})
			return found
		}
		if length == 4 { // far enough for a test, and what lies farther takes too long
			return nil
		}
	}
	return nil
}

// steps are the nodes and links that a chain passes from its start on.
func (r *Relations) steps(c Chain, from int32) []end {
	var steps []end
	for _, l := range c.Links {
		i := int32(slices.IndexFunc(r.links, func(m Link) bool { return m.from == l.from && m.to == l.to && m.Kind == l.Kind }))
		if from == l.from {
			from = l.to
		} else {
			from = l.from
		}
		steps = append(steps, end{from, i})
	}
	return steps
}

func (r *Relations) passed(steps []end) int {
	sum := 0
	for i, s := range steps {
		if i < len(steps)-1 {
			sum += len(r.beside[s.other])
		}
	}
	return sum
}

// TestEveryChain holds chains in random catalogs to all that there are.
func TestEveryChain(t *testing.T) {
	pairs, chains := 0, 0
	for i, c := range samples(t, 4) {
		r := New(c)
		for v := range r.nodes {
			for w := i % 3; w < len(r.nodes); w += 3 {
				want := everyChain(r, int32(v), int32(w))
				got := r.Chains(r.nodes[v], r.nodes[w], math.MaxInt)
				if want == nil && (len(got) == 0 || got[0].Length() > 4) {
					continue
				}
				pairs++
				chains += len(want)
				if !slices.EqualFunc(got, want, func(a, b Chain) bool { return slices.Equal(texts(a.Links), texts(b.Links)) }) {
					t.Fatalf("catalog %d, %s to %s: %d chains; want %d\n%v\n%v", i, r.nodes[v].ID(), r.nodes[w].ID(), len(got), len(want), got, want)
				}
				if few := r.Chains(r.nodes[v], r.nodes[w], 2); !slices.EqualFunc(few, want[:min(2, len(want))], func(a, b Chain) bool {
					return slices.Equal(texts(a.Links), texts(b.Links))
				}) {
					t.Fatalf("catalog %d, %s to %s: the first two are not the first two of all", i, r.nodes[v].ID(), r.nodes[w].ID())
				}
			}
		}
	}
	if pairs < 200 || chains < 400 {
		t.Errorf("only %d pairs with %d chains compared", pairs, chains)
	}
}

// BenchmarkChains asks for the ten first chains between careers and credentials of the national catalog.
func BenchmarkChains(b *testing.B) {
	c := builtin(b, "national")
	r := New(c)
	for i := 0; b.Loop(); i++ {
		from, to := c.Careers[i*31%len(c.Careers)], c.Credentials[i*17%len(c.Credentials)]
		if len(r.Chains(from, to, 10)) > 10 {
			b.Fatal("too many")
		}
	}
}

// BenchmarkChainsOfHubs asks for the hundred first chains between what most nodes are joined to.
func BenchmarkChainsOfHubs(b *testing.B) {
	r := New(builtin(b, "national"))
	hubs := r.Central(ByDegree, []catalog.Collection{catalog.Skills, catalog.Industries}, 10)
	for i := 0; b.Loop(); i++ {
		if got := r.Chains(hubs[i%10].Node, hubs[(i*7+3)%10].Node, 100); len(got) == 0 {
			b.Fatal("no chains")
		}
	}
}
