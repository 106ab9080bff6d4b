package catalog

import (
	"cmp"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// forms are the keys of a requirement of which exactly one is there; fields may stand beside level.
var forms = []string{"all", "any", "some", "credential", "level", "experience"}

var requirementKeys = append(slices.Clone(forms), "fields")

// requirement reads a requirement; {} is nil, which always holds.
func (r *reader) requirement(v value) Requirement {
	depth := r.depth
	defer func() { r.depth = depth }()
	if r.depth++; r.depth > MaxRequirementDepth {
		if r.depth == MaxRequirementDepth+1 {
			r.fail(v.place(), "", "the requirement is nested more than %d deep: write it flatter", MaxRequirementDepth)
		}
		return nil
	}
	var form, fields *pair
	for _, p := range r.pairs(v) {
		switch {
		case p.name == "fields":
			fields = &p
		case !slices.Contains(forms, p.name):
			r.unknownKey(p, requirementKeys)
		case form != nil:
			r.fail(p.place, p.name, "a requirement has one form, not %s and %s: put them in a list under \"all\" or \"any\"",
				quote(form.name), quote(p.name))
		default:
			form = &p
		}
	}
	if fields != nil && (form == nil || form.name != "level") {
		r.fail(fields.place, "fields", "fields stand beside a level: add \"level\"")
	}
	if form == nil {
		return nil
	}
	var out Requirement
	r.within(form.name, func() { out = r.form(form, fields) })
	return out
}

func (r *reader) form(form, fields *pair) Requirement {
	switch v := form.value; form.name {
	case "all":
		return &AllOf{r.parts(v)}
	case "any":
		return &AnyOf{r.parts(v)}
	case "some":
		return r.some(v)
	case "credential":
		return &CredentialRequirement{refer(r, v, &r.credentials)}
	case "experience":
		return r.experience(v)
	default:
		out := &LevelRequirement{Level: readWord(r, v, "level", Levels())}
		if fields != nil {
			r.within("fields", func() { out.Fields = refs(fieldsOf).read(r, fields.value) })
			if fields.value.node.Kind == yaml.SequenceNode && len(fields.value.node.Content) == 0 {
				r.fail(fields.value.place(), "fields", "the list is empty: name a field of study, or leave \"fields\" out for any")
			}
		}
		return out
	}
}

// parts reads a list of requirements and puts it in its order, which is no part of the meaning.
func (r *reader) parts(v value) []Requirement {
	out := []Requirement{}
	for i, item := range r.items(v) {
		r.within(strconv.Itoa(i+1), func() {
			part := r.requirement(item)
			if part == nil {
				part = &AllOf{}
			}
			out = append(out, part)
		})
	}
	slices.SortStableFunc(out, compareRequirements)
	return out
}

var experienceKeys = []key[ExperienceRequirement]{
	keyOf("months", func(x *ExperienceRequirement) *int { return &x.Months }, numberCodec),
	keyOf("in", func(x *ExperienceRequirement) *[]*Career { return &x.In }, refs(careersOf)),
}

// someKeys is a function since the key "of" leads back to requirements.
func someKeys() []key[SomeOf] {
	return []key[SomeOf]{
		keyOf("count", func(x *SomeOf) *int { return &x.Count }, numberCodec),
		{name: "of", read: func(r *reader, v value, to *SomeOf) { to.Of = r.parts(v) }},
	}
}

func (r *reader) some(v value) Requirement {
	out := &SomeOf{}
	seen := mapping(r, v, someKeys(), out)
	for _, name := range []string{"count", "of"} {
		if v.node.Kind == yaml.MappingNode && !seen.has(name) {
			r.fail(v.place(), name, "%s is missing: some needs how many, \"count\", and of which, \"of\"", quote(name))
		}
	}
	return out
}

func (r *reader) experience(v value) Requirement {
	out := &ExperienceRequirement{}
	seen := mapping(r, v, experienceKeys, out)
	switch in, ok := seen["in"]; {
	case v.node.Kind != yaml.MappingNode:
	case !seen.has("months"):
		r.fail(v.place(), "months", "the months are missing: add \"months\"")
	case !ok:
		r.doubt(v.place(), "in", "experience without \"in\" puts every career on the way to this: name the careers that count")
	case len(out.In) == 0:
		r.fail(in, "in", "the list is empty: name a career, or leave \"in\" out for any")
	}
	return out
}

// compareRequirements orders the parts of a requirement as a sentence would: levels, credentials, experience, and
// then what has parts itself.
func compareRequirements(a, b Requirement) int {
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	switch a := a.(type) {
	case *LevelRequirement:
		b := b.(*LevelRequirement)
		return cmp.Or(cmp.Compare(a.Level, b.Level), compareIDs(a.Fields, b.Fields))
	case *CredentialRequirement:
		return cmp.Compare(a.Credential.Slug, b.(*CredentialRequirement).Credential.Slug)
	case *ExperienceRequirement:
		b := b.(*ExperienceRequirement)
		return cmp.Or(compareIDs(a.In, b.In), cmp.Compare(a.Months, b.Months))
	case *AllOf:
		return slices.CompareFunc(a.Of, b.(*AllOf).Of, compareRequirements)
	case *AnyOf:
		return slices.CompareFunc(a.Of, b.(*AnyOf).Of, compareRequirements)
	case *SomeOf:
		b := b.(*SomeOf)
		return cmp.Or(cmp.Compare(a.Count, b.Count), slices.CompareFunc(a.Of, b.Of, compareRequirements))
	}
	return 0
}

func rank(r Requirement) int {
	switch r.(type) {
	case *LevelRequirement:
		return 0
	case *CredentialRequirement:
		return 1
	case *ExperienceRequirement:
		return 2
	case *AllOf:
		return 3
	case *AnyOf:
		return 4
	default:
		return 5
	}
}

func compareIDs[T identified](a, b []T) int { return slices.CompareFunc(a, b, compareID[T]) }
