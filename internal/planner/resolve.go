package planner

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// MaxListed is how many entries a list of a question may have.
const MaxListed = 5_000

// resolver turns ids into what they name, and collects every mistake.
type resolver struct {
	catalog  *catalog.Catalog
	problems Problems
}

// Question checks an input and gives it in canonical form. Every mistake is reported at once, as Problems, with paths
// that begin with at. The default of an absent Optimize or Constraints is filled in.
func (p *Planner) Question(in Input, at ...any) (Question, Problems) {
	r := &resolver{catalog: p.catalog}
	q := Question{From: r.profile(in.From, under(at, "from"))}
	q.To, _ = lookup[*catalog.Career](r, in.To, under(at, "to"), catalog.Careers)
	q.Optimize = choices(r, in.Optimize, []Criterion{Time, Cost, ForegoneEarnings}, under(at, "optimize"))
	if in.Constraints == nil {
		in.Constraints = &ConstraintsInput{}
	}
	q.Constraints = r.constraints(*in.Constraints, q.To, under(at, "constraints"))
	return q, r.problems
}

// Profile checks a profile alone, as Question does.
func (p *Planner) Profile(in ProfileInput, at ...any) (Profile, Problems) {
	r := &resolver{catalog: p.catalog}
	return r.profile(in, at), r.problems
}

// under is the path of an argument within another.
func under(at []any, name any) []any { return append(slices.Clone(at), name) }

func (r *resolver) bad(at []any, format string, args ...any) {
	r.problems = append(r.problems, Problem{Code: BadInput, Path: at, Message: fmt.Sprintf(format, args...)})
}

// short cuts a text that came from outside, for a message.
func short(text string) string {
	const most = 80
	text = strings.ToValidUTF8(text, "?")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// fits refuses a list that is too long.
func fits[T any](r *resolver, list []T, at []any) bool {
	if len(list) > MaxListed {
		r.bad(at, "at most %d entries may be given; there are %d", MaxListed, len(list))
		return false
	}
	return true
}

func (r *resolver) profile(in ProfileInput, at []any) Profile {
	var p Profile
	held, worked := under(at, "credentials"), under(at, "experience")
	if fits(r, in.Credentials, held) {
		for i, id := range in.Credentials {
			if c, ok := lookup[*catalog.Credential](r, id, under(held, i), catalog.Credentials); ok {
				p.Credentials = append(p.Credentials, c)
			}
		}
		p.Credentials = ordered(p.Credentials)
	}
	if !fits(r, in.Experience, worked) {
		return p
	}
	months := map[*catalog.Career]int{}
	for i, e := range in.Experience {
		place := under(worked, i)
		c, ok := lookup[*catalog.Career](r, e.Career, under(place, "career"), catalog.Careers)
		if e.Months < 0 {
			r.bad(under(place, "months"), "months of experience are 0 or more, not %d", e.Months)
		}
		if ok && e.Months > 0 {
			months[c] = min(math.MaxInt32, months[c]+min(math.MaxInt32, e.Months))
		}
	}
	for c, n := range months {
		p.Experience = append(p.Experience, Experience{c, n})
	}
	slices.SortFunc(p.Experience, func(a, b Experience) int { return cmp.Compare(a.Career.Index, b.Career.Index) })
	return p
}

// ordered sorts by slug and drops what stands twice.
func ordered[N catalog.Node](list []N) []N {
	slices.SortFunc(list, func(a, b N) int { return cmp.Compare(catalog.EntryOf(a).Index, catalog.EntryOf(b).Index) })
	return slices.CompactFunc(list, func(a, b N) bool { return catalog.EntryOf(a) == catalog.EntryOf(b) })
}

// choices checks a list that may be absent but not empty, and gives it in order, each choice once.
func choices[T interface{ ~uint8 }](r *resolver, list, all []T, at []any) []T {
	if list == nil {
		return all
	}
	if len(list) == 0 {
		r.bad(at, "name at least one, or leave it out for all")
	}
	if !fits(r, list, at) {
		return all
	}
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func (r *resolver) constraints(in ConstraintsInput, target *catalog.Career, at []any) Constraints {
	c := Constraints{MaxMonths: in.MaxMonths, MaxCost: in.MaxCost, Jobs: in.Jobs}
	r.limit(in.MaxMonths, under(at, "maxMonths"))
	r.limit(in.MaxCost, under(at, "maxCost"))
	c.StudyModes = choices(r, in.StudyModes, []StudyMode{FullTime, WhileWorking}, under(at, "studyModes"))
	if in.MaxLevel != nil {
		c.MaxLevel = *in.MaxLevel
	}
	avoid, via := under(at, "avoid"), under(at, "via")
	c.AvoidCredentials, c.AvoidCareers = r.either(in.Avoid, avoid)
	c.ViaCredentials, c.ViaCareers = r.either(in.Via, via)
	if target != nil && slices.Contains(c.AvoidCareers, target) {
		r.bad(avoid, "%s is the target; it cannot be avoided too", target.ID())
	}
	for _, x := range c.ViaCredentials {
		if slices.Contains(c.AvoidCredentials, x) {
			r.bad(via, "%s stands in avoid and in via; take it out of one", x.ID())
		}
	}
	for _, x := range c.ViaCareers {
		if slices.Contains(c.AvoidCareers, x) {
			r.bad(via, "%s stands in avoid and in via; take it out of one", x.ID())
		}
	}
	return c
}

// limit checks a limit of months or dollars.
func (r *resolver) limit(n *int, at []any) {
	switch {
	case n != nil && *n < 0:
		r.bad(at, "it is 0 or more, not %d", *n)
	case n != nil && *n > catalog.MaxNumber:
		r.bad(at, "it is %d at most, not %d; leave it out for no limit", catalog.MaxNumber, *n)
	}
}

// either looks up ids that may name credentials or careers.
func (r *resolver) either(ids []string, at []any) (credentials []*catalog.Credential, careers []*catalog.Career) {
	if !fits(r, ids, at) {
		return nil, nil
	}
	for i, id := range ids {
		switch n := r.one(id, under(at, i)).(type) {
		case *catalog.Credential:
			credentials = append(credentials, n)
		case *catalog.Career:
			careers = append(careers, n)
		}
	}
	return ordered(credentials), ordered(careers)
}

// one looks up an id that may name a credential or a career; a bare slug must name one of the two alone.
func (r *resolver) one(id string, at []any) catalog.Node {
	credential, isCredential := r.catalog.Credential(slugIn(id, catalog.Credentials))
	career, isCareer := r.catalog.Career(slugIn(id, catalog.Careers))
	switch {
	case isCredential && isCareer:
		r.problems = append(r.problems, Problem{
			Code: BadInput, Path: at, Nearest: []string{credential.ID(), career.ID()},
			Message: fmt.Sprintf("%q names a credential and a career; write %s or %s", short(id), credential.ID(), career.ID()),
		})
	case isCredential:
		return credential
	case isCareer:
		return career
	default:
		r.notFound(id, at, catalog.Credentials, catalog.Careers)
	}
	return nil
}

// slugIn gives the slug of an id in a collection: a bare slug stands for itself, a resource name of another collection for
// nothing.
func slugIn(id string, in catalog.Collection) string {
	if slug, ok := strings.CutPrefix(id, string(in)+"/"); ok {
		return slug
	}
	return id // a slug has no slash, so another collection's name is found nowhere
}

func lookup[N catalog.Node](r *resolver, id string, at []any, in catalog.Collection) (n N, ok bool) {
	found, _ := r.catalog.Node(string(in) + "/" + slugIn(id, in))
	if n, ok = found.(N); !ok {
		r.notFound(id, at, in)
	}
	return n, ok
}

func (r *resolver) notFound(id string, at []any, in ...catalog.Collection) {
	p := Problem{Code: NotFound, Path: at}
	for _, n := range r.catalog.Nearest(id, 3, in...) {
		p.Nearest = append(p.Nearest, n.ID())
	}
	names := make([]string, len(in))
	for i, c := range in {
		names[i] = strings.TrimSuffix(string(c), "s")
	}
	p.Message = fmt.Sprintf("there is no %s %q", strings.Join(names, " or "), short(id))
	if len(p.Nearest) > 0 {
		p.Message += "; did you mean " + strings.Join(p.Nearest, ", ") + "?"
	}
	r.problems = append(r.problems, p)
}

// Error lists all the mistakes, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// String is the argument's path and the message.
func (p Problem) String() string {
	path := make([]string, len(p.Path))
	for i, part := range p.Path {
		path[i] = fmt.Sprint(part)
	}
	if len(path) == 0 {
		return p.Message
	}
	return strings.Join(path, ".") + ": " + p.Message
}
