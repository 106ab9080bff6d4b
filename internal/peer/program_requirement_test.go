//go:build solvers

package peer

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// require writes that a requirement holds when what requires it is done; the goal, which has no place, is last.
func (ip *integerProgram) require(r catalog.Requirement, by consumer) {
	if r == nil {
		return
	}
	name := ip.requirement(r, by)
	if by.done == "" {
		ip.row("%s >= 1", name)
		return
	}
	ip.row("%s - %s >= 0", name, by.done)
}

// requirement writes when a requirement may be relied on, and gives its variable.
func (ip *integerProgram) requirement(r catalog.Requirement, by consumer) string {
	ip.requirements++
	number, name := ip.requirements, fmt.Sprintf("h%d", ip.requirements)
	ip.binaries = append(ip.binaries, name)
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		ip.oneOf(name, []*catalog.Credential{r.Credential}, by)
	case *catalog.LevelRequirement:
		var accepted []*catalog.Credential
		for _, x := range ip.catalog.Credentials {
			if r.Accepts(x) {
				accepted = append(accepted, x)
			}
		}
		ip.oneOf(name, accepted, by)
	case *catalog.ExperienceRequirement:
		ip.months(number, r, by)
	default:
		var parts []string
		for _, part := range catalog.Parts(r) {
			parts = append(parts, " + "+ip.requirement(part, by))
		}
		ip.row("0 none%s - %d %s >= 0", strings.Join(parts, ""), quorum(r), name)
	}
	return name
}

// first gives the variable that says that a credential or a career stands before what requires something; none where that
// is the goal.
func (ip *integerProgram) first(n catalog.Node, by consumer) (string, bool) {
	if by.place == "" {
		return "", false
	}
	name := fmt.Sprintf("b%d_%s", ip.placeOf(n), by.place[1:])
	if !ip.before[name] {
		ip.before[name] = true
		ip.binaries = append(ip.binaries, name)
		ip.row("%s - p%d - %d %s >= %d", by.place, ip.placeOf(n), ip.places()+1, name, -ip.places())
	}
	return name, true
}

// oneOf writes that one of some credentials is held.
func (ip *integerProgram) oneOf(name string, of []*catalog.Credential, by consumer) {
	var sum []string
	for _, x := range of {
		if ip.held(x) {
			return
		}
		if fmt.Sprintf("p%d", ip.placeOf(x)) == by.place || len(ip.options[x.Index]) == 0 {
			continue
		}
		z := fmt.Sprintf("z%s_%d", name[1:], x.Index)
		ip.binaries = append(ip.binaries, z)
		row := z
		for _, r := range x.Routes {
			row += fmt.Sprintf(" - r%d_%d", x.Index, r.Index)
		}
		ip.row("%s <= 0", row)
		if first, ok := ip.first(x, by); ok {
			ip.row("%s - %s <= 0", z, first)
		}
		sum = append(sum, " + "+z)
	}
	ip.row("0 none%s - %s >= 0", strings.Join(sum, ""), name)
}

// months writes that the months worked in some careers reach what an experience asks for.
func (ip *integerProgram) months(number int, r *catalog.ExperienceRequirement, by consumer) {
	var sum []string
	past := 0
	for j, x := range ip.catalog.Careers {
		if len(r.In) > 0 && !slices.Contains(r.In, x) {
			continue
		}
		past += ip.experience(x)
		if fmt.Sprintf("p%d", ip.placeOf(x)) == by.place {
			continue
		}
		w := fmt.Sprintf("w%d_%d", number, j)
		ip.row("%s - m%d <= 0", w, j)
		if first, ok := ip.first(x, by); ok {
			ip.row("%s - %d %s <= 0", w, ip.most[j], first)
		}
		sum = append(sum, " + "+w)
		for i, c := range ip.catalog.Credentials {
			if fmt.Sprintf("p%d", i) == by.place {
				continue
			}
			for _, o := range ip.options[i] {
				if o.job != x || o.months == 0 {
					continue
				}
				y := fmt.Sprintf("y%d_%s", number, o.name[1:])
				ip.row("%s - %s <= 0", y, o.name)
				if first, ok := ip.first(c, by); ok {
					ip.row("%s - %s <= 0", y, first)
				}
				sum = append(sum, fmt.Sprintf(" + %d %s", o.months, y))
			}
		}
	}
	ip.row("0 none%s - %d h%d >= %d", strings.Join(sum, ""), max(0, r.Months-past), number, 0)
}
