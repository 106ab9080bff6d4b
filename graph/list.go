package graph

import (
	"cmp"
	"slices"
	"strings"

	"careerlattice/graph/node"
	"careerlattice/internal/catalog"
)

// careers lists the careers that a filter lets through, in the order asked.
func (r *Resolver) careers(filter *node.CareerFilter, order *node.CareerOrder) ([]*catalog.Career, error) {
	if filter == nil {
		filter = &node.CareerFilter{}
	}
	industries, noIndustry := some[*catalog.Industry](r, catalog.Industries, filter.Industries, "filter", "industries")
	skills, noSkill := some[*catalog.Skill](r, catalog.Skills, filter.Skills, "filter", "skills")
	from, noText := matching(r, filter.Text, r.catalog.Careers, catalog.Careers)
	if err := joined(noText, noIndustry, noSkill, wages(filter)); err != nil {
		return nil, err
	}
	var out []*catalog.Career
	for _, c := range from {
		switch {
		case c.TraineeFor != nil && !filter.IncludeTrainees,
			len(industries) > 0 && !slices.ContainsFunc(c.Industries, func(i catalog.CareerIndustry) bool { return industries[i.Industry] }),
			len(skills) > 0 && !slices.ContainsFunc(c.Skills, func(s catalog.CareerSkill) bool { return skills[s.Skill] }),
			filter.MinWage != nil && (c.Wage == nil || c.Wage.Annual < *filter.MinWage),
			filter.MaxWage != nil && (c.Wage == nil || c.Wage.Annual > *filter.MaxWage),
			filter.MaxLevel != nil && r.levels().above(*filter.MaxLevel, c):
		default:
			out = append(out, c)
		}
	}
	if order != nil {
		slices.SortFunc(out, inOrder(*order))
	}
	return out, nil
}

// wages refuses bounds that nothing can meet.
func wages(filter *node.CareerFilter) error {
	low, high := filter.MinWage, filter.MaxWage
	var failed []error
	if low != nil && *low < 0 {
		failed = append(failed, bad([]any{"filter", "minWage"}, "is %d; give dollars a year, 0 or more.", *low))
	}
	if high != nil && *high < 0 {
		failed = append(failed, bad([]any{"filter", "maxWage"}, "is %d; give dollars a year, 0 or more.", *high))
	}
	if low != nil && high != nil && *low > *high && *high >= 0 {
		failed = append(failed, bad([]any{"filter", "minWage"}, "is %d, above maxWage, which is %d; exchange them.", *low, *high))
	}
	return joined(failed...)
}

// inOrder compares careers. Those without a figure stand last in either direction, and equal ones by id.
func inOrder(order node.CareerOrder) func(a, b *catalog.Career) int {
	direction := 1
	if order.Direction == node.Descending {
		direction = -1
	}
	return func(a, b *catalog.Career) int {
		var by int
		switch order.Field {
		case node.OrderByName:
			by = direction * cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		case node.OrderByWage:
			by = known(a.Wage, b.Wage, func(w *catalog.Wage) int { return direction * w.Annual })
		case node.OrderByGrowth:
			by = known(a.Growth, b.Growth, func(g *catalog.Growth) float64 { return float64(direction) * g.Percent })
		}
		return cmp.Or(by, cmp.Compare(a.Slug, b.Slug))
	}
}

// known compares two figures, of which one that is nil comes last.
func known[T any, N cmp.Ordered](a, b *T, figure func(*T) N) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return cmp.Compare(figure(a), figure(b))
}

// matching gives those of a collection that a filter's text finds, best match first; all of them without a text.
func matching[T catalog.Node](r *Resolver, text *string, entries []T, in catalog.Collection) ([]T, error) {
	if text == nil || strings.TrimSpace(*text) == "" {
		return entries, nil
	}
	found, err := r.found(*text, []any{"filter", "text"}, in)
	out := make([]T, len(found))
	for i, n := range found {
		out[i] = n.(T)
	}
	return out, err
}

// filteredCredentials lists the credentials that a filter lets through.
func (r *Resolver) filteredCredentials(filter *node.CredentialFilter) ([]node.Credential, error) {
	if filter == nil {
		return r.credentials, nil
	}
	fields, noField := some[*catalog.Field](r, catalog.Fields, filter.Fields, "filter", "fields")
	from, noText := matching(r, filter.Text, r.catalog.Credentials, catalog.Credentials)
	if err := joined(noText, noField); err != nil {
		return nil, err
	}
	var out []node.Credential
	for _, c := range from {
		switch {
		case len(filter.Kinds) > 0 && !slices.Contains(filter.Kinds, c.Kind),
			len(filter.Levels) > 0 && !slices.Contains(filter.Levels, c.Level),
			len(fields) > 0 && !fields[c.Field]:
		default:
			out = append(out, node.CredentialOf(c))
		}
	}
	return out, nil
}

// filteredDegrees lists the degrees of a level, in a field of study; nil does not filter.
func (r *Resolver) filteredDegrees(level *catalog.Level, field *string) ([]node.Degree, error) {
	var in *catalog.Field
	if field != nil {
		var err error
		if in, err = one[*catalog.Field](r, catalog.Fields, *field, "field"); err != nil {
			return nil, err
		}
	}
	var out []node.Degree
	for _, d := range r.degrees {
		if (level == nil || d.Credential.Level == *level) && (in == nil || d.Field == in) {
			out = append(out, d)
		}
	}
	return out, nil
}
