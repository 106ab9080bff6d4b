package catalog

import "github.com/bits-and-blooms/bitset"

// needed knows what each credential and career is required by. An entry that requires something is a number: a career's
// Index, or a credential's Index behind those of the careers. As lists this would take a hundred times the memory, since a
// level is met by every credential at or above it.
type needed struct {
	credentials, careers []bitset.BitSet // by Index
}

// level is what requires a level in some fields.
type level struct {
	of *LevelRequirement
	by bitset.BitSet
}

func newNeeded(c *Catalog) *needed {
	n := &needed{make([]bitset.BitSet, len(c.Credentials)), make([]bitset.BitSet, len(c.Careers))}
	levels := map[string]*level{} // by the requirement, of which many are alike
	for _, x := range c.Careers {
		n.add(levels, x, uint(x.Index))
	}
	for _, x := range c.Credentials {
		n.add(levels, x, uint(len(c.Careers)+x.Index))
	}
	for _, l := range levels {
		for _, x := range c.Credentials {
			if l.of.Accepts(x) {
				n.credentials[x.Index].InPlaceUnion(&l.by)
			}
		}
	}
	return n
}

// add notes what an entry requires.
func (n *needed) add(levels map[string]*level, x Node, number uint) {
	for _, r := range requirements(x) {
		walk(r, func(r Requirement) {
			switch r := r.(type) {
			case *CredentialRequirement:
				n.credentials[r.Credential.Index].Set(number)
			case *LevelRequirement:
				code := encoded((*encoder).requirement, Requirement(r))
				if levels[code] == nil {
					levels[code] = &level{of: r}
				}
				levels[code].by.Set(number)
			case *ExperienceRequirement:
				for _, in := range r.In {
					n.careers[in.Index].Set(number)
				}
			}
		})
	}
}

// RequiredBy gives the careers and credentials that ask for experience in a career, or whose requirement a credential helps
// to meet; careers first, each by slug. Nothing requires other nodes.
func (c *Catalog) RequiredBy(n Node) []Node {
	var by *bitset.BitSet
	switch n := n.(type) {
	case *Credential:
		by = &c.needed.credentials[n.Index]
	case *Career:
		by = &c.needed.careers[n.Index]
	default:
		return nil
	}
	out := make([]Node, 0, by.Count())
	for number := range by.EachSet() {
		if at := int(number); at < len(c.Careers) {
			out = append(out, c.Careers[at])
		} else {
			out = append(out, c.Credentials[at-len(c.Careers)])
		}
	}
	return out
}

// walk visits a requirement and all its parts.
func walk(r Requirement, visit func(Requirement)) {
	if r == nil {
		return
	}
	visit(r)
	for _, part := range Parts(r) {
		walk(part, visit)
	}
}
