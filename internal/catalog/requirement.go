package catalog

// Requirement is a monotone formula over what a person holds and has worked: more never makes it fail. A nil Requirement
// always holds. Requirements are immutable.
type Requirement interface {
	// Text is the whole requirement in words.
	Text() string
	requirement()
}

// Parts are the requirements that r is made of; none for a leaf and for nil.
func Parts(r Requirement) []Requirement {
	switch r := r.(type) {
	case *AllOf:
		return r.Of
	case *AnyOf:
		return r.Of
	case *SomeOf:
		return r.Of
	}
	return nil
}

// AllOf holds when every part holds; an empty one holds.
type AllOf struct{ Of []Requirement }

// AnyOf holds when some part holds; an empty one never holds.
type AnyOf struct{ Of []Requirement }

// SomeOf holds when at least Count of its parts hold.
type SomeOf struct {
	Count int
	Of    []Requirement
}

// CredentialRequirement holds when the credential is held.
type CredentialRequirement struct{ Credential *Credential }

// LevelRequirement holds when a credential at or above the level is held, in one of the fields where any are given.
type LevelRequirement struct {
	Level  Level
	Fields []*Field
}

// ExperienceRequirement holds when the months worked in the listed careers, added up, reach Months; without In,
// months in any career count.
type ExperienceRequirement struct {
	Months int
	In     []*Career
}

func (*AllOf) requirement()                 {}
func (*AnyOf) requirement()                 {}
func (*SomeOf) requirement()                {}
func (*CredentialRequirement) requirement() {}
func (*LevelRequirement) requirement()      {}
func (*ExperienceRequirement) requirement() {}

// Accepts tells whether a held credential meets the requirement.
func (r *LevelRequirement) Accepts(c *Credential) bool {
	if c.Level < r.Level || c.Level == LevelNone {
		return false
	}
	if len(r.Fields) == 0 {
		return true
	}
	for _, f := range r.Fields {
		if c.Field == f {
			return true
		}
	}
	return false
}

// requirements are those of a career, or of all routes of a credential.
func requirements(n Node) []Requirement {
	switch n := n.(type) {
	case *Career:
		return []Requirement{n.Requires}
	case *Credential:
		out := make([]Requirement, len(n.Routes))
		for i, way := range n.Routes {
			out[i] = way.Requires
		}
		return out
	}
	return nil
}
