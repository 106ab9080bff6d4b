package planner

import (
	"encoding/binary"
	"slices"

	"careerlattice/internal/catalog"
)

// demand is what a requirement of the catalog asks for: requirements that ask for the same are one demand.
type demand struct {
	requirement catalog.Requirement // one of those that ask for it
	of          []int32             // the demands of its parts
	// accepted are the credentials that meet a level requirement, by slug, and lowest those of them at the lowest level at which
	// any can be earned.
	accepted, lowest []*catalog.Credential
	// careers are those in which experience counts, each once; none stands for any.
	careers []*catalog.Career
}

// demands are all demands of a catalog, parts before what they are parts of, and who makes them. They do not change.
type demands struct {
	all []demand
	// careers are what careers require, by their index; routes what the routes of a credential do, by its index and theirs.
	careers []int32
	routes  [][]int32
	// levels are the demands of level requirements.
	levels map[*catalog.LevelRequirement]int32
	// met are the demands of levels that a credential meets, by its index.
	met [][]int32
	// most is the most months of experience that anything in the catalog, or a question, asks for.
	most int
}

// nothing is the demand of what requires nothing.
const nothing int32 = 0

func newDemands(c *catalog.Catalog) *demands {
	d := &demands{
		all: make([]demand, 1), careers: make([]int32, len(c.Careers)), routes: make([][]int32, len(c.Credentials)),
		levels: map[*catalog.LevelRequirement]int32{}, met: make([][]int32, len(c.Credentials)), most: 1,
	}
	known := map[string]int32{}
	for i, x := range c.Careers {
		d.careers[i] = d.number(c, x.Requires, known)
	}
	for i, x := range c.Credentials {
		d.routes[i] = make([]int32, len(x.Routes))
		for j, r := range x.Routes {
			d.routes[i][j] = d.number(c, r.Requires, known)
		}
	}
	for at := range d.all {
		for _, x := range d.all[at].accepted {
			d.met[x.Index] = append(d.met[x.Index], int32(at))
		}
	}
	return d
}

// number gives the demand of a requirement; those known are found by what they ask for.
func (d *demands) number(c *catalog.Catalog, r catalog.Requirement, known map[string]int32) int32 {
	if r == nil {
		return nothing
	}
	x := demand{requirement: r}
	var key []byte
	add := func(n int) { key = binary.AppendUvarint(key, uint64(n)) }
	switch r := r.(type) {
	case *catalog.AllOf:
		add(0)
	case *catalog.AnyOf:
		add(1)
	case *catalog.SomeOf:
		add(2)
		add(r.Count)
	case *catalog.CredentialRequirement:
		add(3)
		add(r.Credential.Index)
	case *catalog.LevelRequirement:
		add(4)
		add(int(r.Level))
		for _, f := range r.Fields {
			add(f.Index)
		}
	case *catalog.ExperienceRequirement:
		d.most = max(d.most, r.Months)
		x.careers = ordered(slices.Clone(r.In))
		add(5)
		add(r.Months)
		for _, in := range x.careers {
			add(in.Index)
		}
	}
	for _, part := range catalog.Parts(r) {
		at := d.number(c, part, known)
		x.of = append(x.of, at)
		add(int(at))
	}
	at, ok := known[string(key)]
	if !ok {
		at = int32(len(d.all))
		known[string(key)] = at
		if level, ok := r.(*catalog.LevelRequirement); ok {
			x.accept(level, c.Credentials)
		}
		d.all = append(d.all, x)
	}
	if level, ok := r.(*catalog.LevelRequirement); ok {
		d.levels[level] = at
	}
	return at
}

// accept finds the credentials that meet a level requirement.
func (x *demand) accept(r *catalog.LevelRequirement, credentials []*catalog.Credential) {
	lowest := catalog.LevelNone
	for _, c := range credentials {
		if !r.Accepts(c) {
			continue
		}
		x.accepted = append(x.accepted, c)
		if len(c.Routes) > 0 && (lowest == catalog.LevelNone || c.Level < lowest) {
			lowest = c.Level
		}
	}
	for _, c := range x.accepted {
		if len(c.Routes) > 0 && c.Level == lowest {
			x.lowest = append(x.lowest, c)
		}
	}
}

// asked lists a demand and, where it asks for several together, those.
func (d *demands) asked(at int32) []int32 {
	all := []int32{at}
	if _, together := d.all[at].requirement.(*catalog.AllOf); together {
		for _, part := range d.all[at].of {
			all = append(all, d.asked(part)...)
		}
	}
	return all
}

// accepted are the credentials that meet a level requirement of the catalog, by slug.
func (p *Planner) accepted(r *catalog.LevelRequirement) []*catalog.Credential {
	return p.demands.all[p.demands.levels[r]].accepted
}
