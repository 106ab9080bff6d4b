package planner

import (
	"cmp"
	"context"
	"slices"

	"careerlattice/internal/catalog"
)

// CredentialLeverage is what one credential more would open: the careers that are then reached within the constraints and are not
// without it, by id.
type CredentialLeverage struct {
	Credential *catalog.Credential
	Careers    []*catalog.Career
	// MedianWage is the middle of those careers' wages, dollars a year; of two in the middle their mean, rounded half up; nil where no
	// wage is known.
	MedianWage *int
	// Exact is false where it is not proven of some career whether it is reached.
	Exact bool
}

// NewCareers is how many careers it would open.
func (l *CredentialLeverage) NewCareers() int { return len(l.Careers) }

// Leverage finds every credential that would open a career, ordered by how many it opens, the most first, then by their median wage,
// the highest first, then by id. The only error is that of ctx.
func (p *Planner) Leverage(ctx context.Context, c Circle) ([]*CredentialLeverage, error) {
	cells, err := p.cells(ctx, &c, p.targets(c))
	if err != nil {
		return nil, err
	}
	var outside []*catalog.Career
	exact := true
	for _, x := range cells {
		if !x.Reachable {
			outside = append(outside, x.Target)
			exact = exact && x.Exact
		}
	}
	found := []*CredentialLeverage{}
	left := p.budget
	for _, class := range p.headStarts(c, p.survey(&c).n) {
		with := c.holding(class[0])
		s := p.survey(&with)
		s.left, s.mere = left, true
		cells, err := s.cells(ctx, outside)
		left = s.left
		if err != nil {
			return nil, err
		}
		l := CredentialLeverage{Exact: exact}
		for _, x := range cells {
			if x.Reachable {
				l.Careers = append(l.Careers, x.Target)
			}
			l.Exact = l.Exact && (x.Exact || x.Reachable)
		}
		l.MedianWage = medianWage(l.Careers)
		for _, x := range class {
			if len(l.Careers) > 0 {
				l.Credential = x
				found = append(found, new(l))
			}
		}
	}
	wage := func(l *CredentialLeverage) int {
		if l.MedianWage == nil {
			return -1
		}
		return *l.MedianWage
	}
	slices.SortFunc(found, func(a, b *CredentialLeverage) int {
		return cmp.Or(cmp.Compare(len(b.Careers), len(a.Careers)), cmp.Compare(wage(b), wage(a)), cmp.Compare(a.Credential.Index, b.Credential.Index))
	})
	return found, nil
}

// medianWage is the middle of the wages that are known.
func medianWage(of []*catalog.Career) *int {
	var wages []int
	for _, c := range of {
		if c.Wage != nil {
			wages = append(wages, c.Wage.Annual)
		}
	}
	if len(wages) == 0 {
		return nil
	}
	slices.Sort(wages)
	low, high := wages[(len(wages)-1)/2], wages[len(wages)/2]
	return new((low + high + 1) / 2)
}
