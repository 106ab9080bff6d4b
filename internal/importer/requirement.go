package importer

import (
	"slices"

	"careerlattice/internal/catalog"
)

// requirement is a formula in the catalog's language; nil always holds.
type requirement interface{ parts() []requirement }

type (
	allOf struct {
		All []requirement `yaml:"all,flow"`
	}
	anyOf struct {
		Any []requirement `yaml:"any,flow"`
	}
	held struct {
		Credential string `yaml:"credential"`
	}
	levelOf struct {
		Level  string   `yaml:"level"`
		Fields []string `yaml:"fields,omitempty,flow"`
	}
	worked struct {
		Experience experience `yaml:"experience,flow"`
	}
	experience struct {
		Months int      `yaml:"months"`
		In     []string `yaml:"in,flow"`
	}
)

func (r *allOf) parts() []requirement { return r.All }
func (r *anyOf) parts() []requirement { return r.Any }
func (*held) parts() []requirement    { return nil }
func (*levelOf) parts() []requirement { return nil }
func (*worked) parts() []requirement  { return nil }

// never is the requirement that nothing meets.
func never() requirement { return &anyOf{Any: []requirement{}} }

// both is the requirement that all of these hold, nil left out.
func both(all ...requirement) requirement {
	all = slices.DeleteFunc(all, func(r requirement) bool { return r == nil })
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return &allOf{All: all}
}

// levels gives every level requirement within r.
func levels(r requirement) []*levelOf {
	var found []*levelOf
	each(r, func(part requirement) {
		if l, ok := part.(*levelOf); ok {
			found = append(found, l)
		}
	})
	return found
}

// each visits r and everything within it.
func each(r requirement, visit func(requirement)) {
	if r == nil {
		return
	}
	visit(r)
	for _, part := range r.parts() {
		each(part, visit)
	}
}

// rank is the place of a level's word among the levels, lowest first; 0 for none.
func rank(level string) catalog.Level {
	l, _ := catalog.ParseLevel(level)
	return l
}
