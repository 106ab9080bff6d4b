package planner

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"careerlattice/internal/catalog"
)

// Origin is a credential from which a career is reached sooner than from high school alone: the least months from there and, apart
// from that, the least dollars.
type Origin struct {
	Credential   *catalog.Credential
	Months, Cost int
	// Exact is false where it is not proven that no plan takes less.
	Exact bool
}

// ID is that of the credential.
func (o *Origin) ID() string { return o.Credential.ID() }

// Origins finds, for a career, every credential with which a person who also holds all credentials of high-school level gets there in
// fewer months than with the latter alone, or gets there at all; ordered by months, dollars and id. The only error is that of ctx.
func (p *Planner) Origins(ctx context.Context, to *catalog.Career) ([]*Origin, error) {
	base := p.schoolLeaver()
	target := []*catalog.Career{to}
	from, err := p.cells(ctx, &base, target)
	if err != nil {
		return nil, err
	}
	origins := []*Origin{}
	left := p.budget
	for _, class := range p.headStarts(base, p.network(base.question(to, Time))) {
		with := base.holding(class[0])
		s := p.survey(&with)
		s.left = left
		found, err := s.cells(ctx, target)
		left = s.left
		if err != nil {
			return nil, err
		}
		if x := found[0]; x.Reachable && (!from[0].Reachable || x.Months < from[0].Months) {
			for _, c := range class {
				origins = append(origins, &Origin{c, x.Months, x.Cost, x.Exact && from[0].Exact})
			}
		}
	}
	slices.SortFunc(origins, func(a, b *Origin) int {
		return cmp.Or(cmp.Compare(a.Months, b.Months), cmp.Compare(a.Cost, b.Cost), cmp.Compare(a.Credential.Index, b.Credential.Index))
	})
	return origins, nil
}

// schoolLeaver is the circle of someone who holds all credentials of high-school level, and nothing more, without constraints.
func (p *Planner) schoolLeaver() Circle {
	c := Circle{Constraints: Constraints{StudyModes: []StudyMode{FullTime, WhileWorking}}}
	for _, x := range p.catalog.Credentials {
		if x.Level == catalog.LevelHighSchool {
			c.From.Credentials = append(c.From.Credentials, x)
		}
	}
	return c
}

// holding is the circle of someone who holds one credential more.
func (c Circle) holding(x *catalog.Credential) Circle {
	c.From.Credentials = ordered(append(slices.Clone(c.From.Credentials), x))
	return c
}

// headStarts are the credentials, not held yet, that meet anything which a network asks for, in classes of those that meet the same of
// it: whoever holds one of a class more gets as far as with another. They are in the order of the catalog.
func (p *Planner) headStarts(c Circle, n *network) [][]*catalog.Credential {
	asked := n.answers()
	for _, x := range c.Constraints.ViaCredentials { // asked for without a demand of the catalog
		asked[x.Index] = append(asked[x.Index], -1-int32(x.Index))
	}
	var classes [][]*catalog.Credential
	known := map[string]int{}
	for i, x := range p.catalog.Credentials {
		if len(asked[i]) == 0 || slices.Contains(c.From.Credentials, x) {
			continue
		}
		var key []byte
		for _, at := range asked[i] {
			key = binary.AppendVarint(key, int64(at))
		}
		k, ok := known[string(key)]
		if !ok {
			k = len(classes)
			known[string(key)] = k
			classes = append(classes, nil)
		}
		classes[k] = append(classes[k], x)
	}
	return classes
}
