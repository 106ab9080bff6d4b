package planner

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// obstacles tells why what cannot be had cannot: there is no way to it, or each way asks for something else that cannot be
// had. Of several reasons of which one is enough it takes the one with the least to tell, as far as that is known.
type obstacles struct {
	n *network
	s *standing // all that can be had
	// credentials and careers are, by index, how much there is to tell of each; endless where it leads into a circle.
	credentials, careers []int
	jobless              bool // no career can be worked in
	// levels are, by demand, the credentials of which each would meet a level; everyCareer is all careers.
	levels      []alternatives
	everyCareer alternatives
	// without is what is left out to see why it is needed, and is not explained itself; nil: nothing.
	without catalog.Node
	// sizes remembers those of requirements that have parts.
	sizes map[catalog.Requirement]int
}

const (
	endless    = math.MaxInt32
	mostRounds = 64 // what takes more steps to tell is treated as if it were endless
)

// aJob stands for a job beside a study, where no career can be worked in.
var aJob = &catalog.ExperienceRequirement{Months: math.MaxInt}

func newObstacles(n *network, s *standing) *obstacles {
	c := n.p.catalog
	o := &obstacles{n: n, s: s, credentials: make([]int, len(c.Credentials)), careers: make([]int, len(c.Careers))}
	o.levels = make([]alternatives, len(n.p.demands.all))
	for at, d := range n.p.demands.all {
		o.levels[at].circles = len(d.accepted)
	}
	o.everyCareer.circles = len(c.Careers)
	o.jobless = !slices.ContainsFunc(c.Careers, func(x *catalog.Career) bool { return !o.closed(x) })
	for _, sizes := range [][]int{o.credentials, o.careers} {
		for i := range sizes {
			sizes[i] = endless
		}
	}
	for range mostRounds {
		o.sizes = map[catalog.Requirement]int{}
		if !o.improve() {
			break
		}
	}
	return o
}

// closed tells whether a career cannot be worked in.
func (o *obstacles) closed(x *catalog.Career) bool { return !o.n.allowed[x.Index] || !o.s.open(x) }

// improve makes the sizes smaller where what they follow from has become so; changed tells whether any did.
func (o *obstacles) improve() (changed bool) {
	set := func(at *int, ways []catalog.Requirement) {
		longest := 0
		for _, r := range ways {
			if n := o.size(r); n < endless {
				longest = max(longest, n)
			}
		}
		if size := 1 + longest; (longest > 0 || len(ways) == 0) && size < *at {
			*at, changed = size, true
		}
	}
	for i, x := range o.n.p.catalog.Credentials {
		if !o.s.held[i] {
			before := o.credentials[i]
			set(&o.credentials[i], o.ways(x))
			for _, at := range o.n.p.demands.met[i] {
				o.levels[at].change(before, o.credentials[i])
			}
		}
	}
	for i, x := range o.n.p.catalog.Careers {
		if o.closed(x) {
			before := o.careers[i]
			set(&o.careers[i], o.ways(x))
			o.everyCareer.change(before, o.careers[i])
		}
	}
	return changed
}

// ways are what the ways to something that cannot be had ask for, none of which can be met; none where there is no way.
func (o *obstacles) ways(x catalog.Node) (all []catalog.Requirement) {
	switch x := x.(type) {
	case *catalog.Career:
		if o.n.allowed[x.Index] {
			all = append(all, x.Requires)
		}
	case *catalog.Credential:
		if !o.n.studyable(x) {
			return nil
		}
		for _, r := range x.Routes {
			switch {
			case !o.n.possible(r):
			case o.jobless && !o.n.mode(FullTime):
				all = append(all, &catalog.AllOf{Of: []catalog.Requirement{r.Requires, aJob}})
			default:
				all = append(all, r.Requires)
			}
		}
	}
	return all
}

// size is how much there is to tell of why a requirement cannot be met; 0 for what can be.
func (o *obstacles) size(r catalog.Requirement) int {
	if len(catalog.Parts(r)) == 0 {
		return o.leafSize(r)
	}
	size, known := o.sizes[r]
	if !known {
		parts, meets := o.failing(r)
		switch {
		case meets:
		case len(parts) == 0:
			size = 1
		default:
			size = together(parts, func(x part) int { return x.size })
		}
		o.sizes[r] = size
	}
	return size
}

func (o *obstacles) leafSize(r catalog.Requirement) int {
	if o.s.meets(r) {
		return 0
	}
	switch r := r.(type) {
	case *catalog.CredentialRequirement:
		return o.credentials[r.Credential.Index]
	case *catalog.LevelRequirement:
		return o.levels[o.n.p.demands.levels[r]].size()
	case *catalog.ExperienceRequirement:
		if len(r.In) == 0 {
			return o.everyCareer.size()
		}
		return together(r.In, func(x *catalog.Career) int { return o.careers[x.Index] })
	}
	return 1
}

// counting are the careers in which experience counts.
func (o *obstacles) counting(r *catalog.ExperienceRequirement) []*catalog.Career {
	if len(r.In) == 0 {
		return o.n.p.catalog.Careers
	}
	return r.In
}

// part is a part of a requirement and how much there is to tell of it.
type part struct {
	requirement catalog.Requirement
	size        int
}

// failing are parts of a requirement that suffice for it to fail, those with the least to tell; none for what has no parts,
// and for what asks for more parts than it has.
func (o *obstacles) failing(r catalog.Requirement) (parts []part, meets bool) {
	of := catalog.Parts(r)
	enough := len(of) // of AnyOf all must fail
	switch r := r.(type) {
	case *catalog.AllOf:
		enough = 1
	case *catalog.SomeOf:
		enough = len(of) - r.Count + 1
	}
	if enough <= 0 {
		return nil, false
	}
	for _, x := range of {
		if size := o.size(x); size > 0 {
			parts = append(parts, part{x, size})
		}
	}
	if len(parts) < enough {
		return nil, true
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.size, b.size) })
	return parts[:enough], false
}

// leaves are those parts of a requirement that cannot be met, at any depth, of which one at least would have to be.
func (o *obstacles) leaves(r catalog.Requirement) (all []catalog.Requirement) {
	var collect func(r catalog.Requirement)
	collect = func(r catalog.Requirement) {
		parts, _ := o.failing(r)
		if len(parts) == 0 {
			all = append(all, r)
		}
		for _, x := range parts {
			collect(x.requirement)
		}
	}
	collect(r)
	return all
}

// asks are the leaves of which any way to something that cannot be had needs one at least; none where there is no way.
func (o *obstacles) asks(x catalog.Node) (all []catalog.Requirement) {
	for _, r := range o.ways(x) {
		all = append(all, o.leaves(r)...)
	}
	return weakest(all)
}

// mostCompared is how many leaves are compared with each other.
const mostCompared = 200

// weakest leaves out those of several alternatives that are met only where another is as well.
func weakest(leaves []catalog.Requirement) (kept []catalog.Requirement) {
	if len(leaves) > mostCompared {
		return leaves
	}
	for i, a := range leaves {
		needless := false
		for j, b := range leaves {
			needless = needless || i != j && implies(a, b) && (j < i || !implies(b, a))
		}
		if !needless {
			kept = append(kept, a)
		}
	}
	return kept
}

// implies tells whether whoever meets one leaf meets another: a degree in nursing is a degree.
func implies(a, b catalog.Requirement) bool {
	switch a := a.(type) {
	case *catalog.CredentialRequirement:
		switch b := b.(type) {
		case *catalog.CredentialRequirement:
			return a.Credential == b.Credential
		case *catalog.LevelRequirement:
			return b.Accepts(a.Credential)
		}
	case *catalog.LevelRequirement:
		b, ok := b.(*catalog.LevelRequirement)
		return ok && b.Level <= a.Level && among(a.Fields, b.Fields)
	case *catalog.ExperienceRequirement:
		b, ok := b.(*catalog.ExperienceRequirement)
		return ok && b.Months <= a.Months && among(a.In, b.In)
	}
	return false
}

// among tells whether all of some are in a list, of which none stands for everything.
func among[T comparable](some, list []T) bool {
	if len(list) == 0 {
		return true
	}
	for _, x := range some {
		if !slices.Contains(list, x) {
			return false
		}
	}
	return len(some) > 0
}

// wish is a part of the goal, and how it is introduced: "Nurse requires", "You asked for".
type wish struct {
	part
	words string
}

// goal is that part of the goal that cannot be met of which there is the least to tell.
func (o *obstacles) goal() wish {
	var all []wish
	add := func(words string, r catalog.Requirement) { all = append(all, wish{part{r, o.size(r)}, words}) }
	q := o.n.q
	if !o.s.open(q.To) {
		add(q.To.Name+" requires", q.To.Requires)
	}
	for _, c := range q.Constraints.ViaCredentials {
		if !o.s.held[c.Index] {
			add("You asked for", &catalog.CredentialRequirement{Credential: c})
		}
	}
	for _, c := range q.Constraints.ViaCareers {
		if o.s.exp[c.Index] < 1 {
			add("You asked for", &catalog.ExperienceRequirement{Months: 1, In: []*catalog.Career{c}})
		}
	}
	return slices.MinFunc(all, func(a, b wish) int { return cmp.Compare(a.size, b.size) })
}

// answers are the credentials or careers of which one would meet a leaf: the lowest, and those with the least to tell, first.
func (o *obstacles) answers(leaf catalog.Requirement) (all []catalog.Node) {
	switch r := leaf.(type) {
	case *catalog.CredentialRequirement:
		all = append(all, r.Credential)
	case *catalog.LevelRequirement:
		accepted := slices.Clone(o.n.p.accepted(r))
		slices.SortStableFunc(accepted, func(a, b *catalog.Credential) int {
			return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(o.credentials[a.Index], o.credentials[b.Index]))
		})
		for _, c := range accepted {
			all = append(all, c)
		}
	case *catalog.ExperienceRequirement:
		careers := slices.Clone(o.counting(r))
		slices.SortStableFunc(careers, func(a, b *catalog.Career) int { return cmp.Compare(o.careers[a.Index], o.careers[b.Index]) })
		for _, c := range slices.Compact(careers) {
			all = append(all, c)
		}
	}
	return all
}

// all are the credentials and careers that the explanation rests on, from the goal on: whoever has none of them does not get
// there, whatever else they have.
func (o *obstacles) all() []catalog.Node {
	return o.behind(weakest(o.leaves(o.goal().requirement)))
}

// behind are the credentials and careers that would meet leaves, and what these ask for, at any depth.
func (o *obstacles) behind(leaves []catalog.Requirement) (found []catalog.Node) {
	seen := map[catalog.Node]bool{}
	read := map[string]bool{}
	add := func(leaves []catalog.Requirement) {
		for _, leaf := range leaves {
			if key := answersKey(leaf); !read[key] {
				read[key] = true
				for _, x := range o.answers(leaf) {
					if !seen[x] {
						seen[x] = true
						found = append(found, x)
					}
				}
			}
		}
	}
	add(leaves)
	for i := 0; i < len(found); i++ {
		add(o.asks(found[i]))
	}
	return found
}

// answersKey is the same for leaves that the same credentials or careers would meet.
func answersKey(leaf catalog.Requirement) string {
	var key strings.Builder
	switch r := leaf.(type) {
	case *catalog.CredentialRequirement:
		key.WriteString(r.Credential.ID())
	case *catalog.LevelRequirement:
		key.WriteString(r.Level.String())
		for _, f := range r.Fields {
			key.WriteString(" " + f.ID())
		}
	case *catalog.ExperienceRequirement:
		for _, c := range r.In {
			key.WriteString(" " + c.ID())
		}
	}
	return key.String()
}
