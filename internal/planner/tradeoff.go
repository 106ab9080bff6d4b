package planner

import (
	"fmt"
	"slices"
	"strings"
)

// income is what FOREGONE_EARNINGS is called wherever people read it.
const income = "income below the target's pay meanwhile"

// compare fills in what a plan is best in and what it trades against the others of its front. What it is told in depends on
// the criteria chosen, and on whether the front is known to be whole.
func compare(plans []*Plan, chosen []Criterion, exact bool) {
	f := comparison{plans: plans}
	found := ""
	if !exact {
		found = " found"
	}
	f.names = [...]string{"the fastest" + found, "the cheapest" + found, "the one" + found + " with the least " + income}
	for c := range ForegoneEarnings + 1 {
		f.best[c] = first(plans, c)
		f.best[c].BestIn = append(f.best[c].BestIn, c)
	}
	for i, p := range plans {
		switch {
		case len(p.Steps) == 0:
			p.TradeOff = "The career is open already: there is nothing to do."
		case len(plans) > 1:
			p.TradeOff = strings.Join(f.tradeOff(i), " ")
		case exact:
			p.TradeOff = "No other plan that fits the question is " + series(better(chosen), "or") + "."
		default:
			p.TradeOff = "The only plan that was found before the label budget was spent."
		}
	}
}

// comparison is a front with its best plan in each criterion, and what that is called.
type comparison struct {
	plans []*Plan
	best  [3]*Plan
	names [3]string
}

// better says for each criterion how one plan may be better than another.
func better(in []Criterion) []string {
	var words []string
	for _, c := range in {
		words = append(words, [...]string{"faster", "cheaper", "lower in " + income}[c])
	}
	return words
}

// tradeOff says in sentences what the plan at a place of the front is best in, what it takes more and less than the fastest
// (the fastest: than another that is best in something), and what it does otherwise than its neighbor.
func (f *comparison) tradeOff(at int) (sentences []string) {
	p := f.plans[at]
	var roles []string
	for _, c := range p.BestIn {
		if f.matters(c) {
			roles = append(roles, f.names[c])
		}
	}
	if len(roles) > 0 {
		sentences = append(sentences, capital(series(roles, "and"))+".")
	}
	base := slices.IndexFunc(f.best[:], func(best *Plan) bool { return best != p })
	if base >= 0 {
		sentences = append(sentences, figures(p, f.best[base], f.names[base])+".")
	}
	near, name := f.plans[1], "the plan after it"
	if at > 0 {
		near, name = f.plans[at-1], "the plan before it"
	}
	does := series(otherwise(p, near), "and")
	switch {
	case base < 0 || near != f.best[base]:
		does = fmt.Sprintf("%s: it %s.", figures(p, near, name), does)
	case Criterion(base) == ForegoneEarnings:
		does = fmt.Sprintf("Unlike that one, it %s.", does)
	default:
		does = fmt.Sprintf("Unlike %s, it %s.", f.names[base], does)
	}
	return append(sentences, does)
}

// matters tells whether the plans of a front differ in a criterion.
func (f *comparison) matters(c Criterion) bool {
	return slices.ContainsFunc(f.plans, func(p *Plan) bool { return p.exact(c) != f.best[c].exact(c) })
}

// figures says how far a plan is from another, named, in months and dollars.
func figures(p, other *Plan, name string) string {
	var parts []string
	add := func(difference int, unit func(int) string, more, less, in string) {
		if difference == 0 {
			return
		}
		word := more
		if difference < 0 {
			difference, word = -difference, less
		}
		part := unit(difference) + " " + word
		if len(parts) == 0 {
			part += " than " + name
		}
		parts = append(parts, part+in)
	}
	add(p.Months-other.Months, months, "longer", "shorter", "")
	add(p.Cost-other.Cost, money, "more expensive", "cheaper", "")
	in := " in " + income
	if strings.HasSuffix(name, income) {
		in = " in it"
	}
	add(p.ForegoneEarnings-other.ForegoneEarnings, money, "higher", "lower", in)
	if len(parts) == 0 {
		return "The same as " + name + " to the dollar, different by cents"
	}
	return series(parts, "and")
}

// mostDifferences is how many differences between two plans are told.
const mostDifferences = 4

// otherwise says what a plan does otherwise than another, each in a phrase such as "works 9 months longer as Nurse".
func otherwise(p, other *Plan) []string {
	all := append(studiesOtherwise(p, other), worksOtherwise(p, other)...)
	if more := len(all) - mostDifferences; more > 0 {
		all = append(all[:mostDifferences], "differs in "+count(more, "more way"))
	}
	return all
}

func studiesOtherwise(p, other *Plan) (phrases []string) {
	theirs := studies(other)
	var added, dropped, ways, routes []string
	by := map[string][]string{}
	for _, s := range p.Steps {
		mine, ok := s.(*StudyStep)
		if !ok {
			continue
		}
		name := mine.Credential.Name
		before, both := theirs[mine.Credential.Index]
		delete(theirs, mine.Credential.Index)
		switch {
		case !both:
			if mine.WorkingAs != nil {
				name += " (" + mine.manner() + ")"
			}
			added = append(added, name)
		case mine.WorkingAs != before.WorkingAs:
			way := mine.manner() + " instead of " + before.manner()
			if mine.WorkingAs != nil && before.WorkingAs != nil {
				way = mine.manner() + " instead of " + before.WorkingAs.Name
			}
			if by[way] == nil {
				ways = append(ways, way)
			}
			by[way] = append(by[way], name)
		case mine.Route != before.Route:
			routes = append(routes, name)
		}
	}
	for _, s := range other.Steps {
		if s, ok := s.(*StudyStep); ok && theirs[s.Credential.Index] != nil {
			dropped = append(dropped, s.Credential.Name)
		}
	}
	for _, way := range ways {
		phrases = append(phrases, "studies "+some(by[way])+" "+way)
	}
	switch {
	case len(added) > 0 && len(dropped) > 0:
		phrases = append(phrases, "studies "+some(added)+" instead of "+some(dropped))
	case len(added) > 0:
		phrases = append(phrases, "also studies "+some(added))
	case len(dropped) > 0:
		phrases = append(phrases, "leaves out "+some(dropped))
	}
	if len(routes) > 0 {
		phrases = append(phrases, "takes another route to "+some(routes))
	}
	return phrases
}

// studies are the study steps of a plan, by the credential's index.
func studies(p *Plan) map[int]*StudyStep {
	all := map[int]*StudyStep{}
	for _, s := range p.Steps {
		if s, ok := s.(*StudyStep); ok {
			all[s.Credential.Index] = s
		}
	}
	return all
}

// manner is how a credential is studied: "full time", or "beside work as Nurse".
func (s *StudyStep) manner() string {
	if s.WorkingAs == nil {
		return "full time"
	}
	return "beside work as " + s.WorkingAs.Name
}

func worksOtherwise(p, other *Plan) (phrases []string) {
	theirs := map[int]*WorkStep{}
	for _, s := range other.Steps {
		if s, ok := s.(*WorkStep); ok {
			theirs[s.Career.Index] = s
		}
	}
	for _, s := range p.Steps {
		mine, ok := s.(*WorkStep)
		if !ok {
			continue
		}
		name, before := mine.Career.Name, theirs[mine.Career.Index]
		delete(theirs, mine.Career.Index)
		switch {
		case before == nil:
			phrases = append(phrases, "works "+months(mine.Months)+" as "+name)
		case mine.Months > before.Months:
			phrases = append(phrases, "works "+months(mine.Months-before.Months)+" longer as "+name)
		case mine.Months < before.Months:
			phrases = append(phrases, "works "+months(before.Months-mine.Months)+" less as "+name)
		}
	}
	for _, s := range other.Steps {
		if s, ok := s.(*WorkStep); ok && theirs[s.Career.Index] != nil {
			phrases = append(phrases, "leaves out the "+months(s.Months)+" of full-time work as "+s.Career.Name)
		}
	}
	return phrases
}
