package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// figure reads a plain number, or a range whose least and greatest are the typical one where they are not given.
func (r *reader) figure(v value) Range {
	if v.node.Kind != yaml.MappingNode {
		n := r.number(v)
		return Range{Min: n, Typical: n, Max: n}
	}
	var x Range
	seen := mapping(r, v, figureKeys, &x)
	if !seen.has("typical") {
		r.fail(v.place(), "typical", "a range needs its typical figure, with which plans are made: add \"typical\"")
		return x
	}
	if !seen.has("min") {
		x.Min = x.Typical
	}
	if !seen.has("max") {
		x.Max = x.Typical
	}
	if x.Min > x.Typical || x.Typical > x.Max {
		r.fail(v.place(), "", "min ≤ typical ≤ max does not hold for %d, %d, and %d", x.Min, x.Typical, x.Max)
	}
	return x
}

func (r *reader) optionalFigure(v value) *Range {
	x := r.figure(v)
	return &x
}

func (r *reader) wage(v value) *Wage {
	if v.node.Kind != yaml.MappingNode {
		return &Wage{Annual: r.number(v)}
	}
	var w Wage
	seen := mapping(r, v, wageKeys, &w)
	if !seen.has("annual") {
		r.fail(v.place(), "annual", "a wage needs its annual figure, in dollars a year: add \"annual\"")
	}
	w.disorder(func(low, high percentile) {
		r.fail(seen[high.name], high.name, "%s is %d, which is less than %s, %d", high.name, high.dollars, low.name, low.dollars)
	})
	return &w
}

// percentile is a wage that so many do not reach, by its key.
type percentile struct {
	name    string
	dollars int
}

// disorder tells of each percentile that is lower than the one before it.
func (w *Wage) disorder(tell func(low, high percentile)) {
	low := percentile{dollars: -1}
	for _, p := range []struct {
		name string
		at   *int
	}{{"p10", w.P10}, {"p25", w.P25}, {"p75", w.P75}, {"p90", w.P90}} {
		if p.at == nil {
			continue
		}
		high := percentile{p.name, *p.at}
		if high.dollars < low.dollars {
			tell(low, high)
		}
		low = high
	}
}

func (r *reader) growth(v value) *Growth {
	var g Growth
	if seen := mapping(r, v, growthKeys, &g); v.node.Kind == yaml.MappingNode && !seen.has("percent") {
		r.fail(v.place(), "percent", "a growth needs its percent: add \"percent\"")
	}
	return &g
}

// notes reads a list of notes. Its order means nothing.
func (r *reader) notes(v value) []Note {
	var out []Note
	for i, item := range r.items(v) {
		r.within(strconv.Itoa(i+1), func() {
			var n Note
			if seen := mapping(r, item, noteKeys, &n); item.node.Kind == yaml.MappingNode && !seen.has("text") {
				r.fail(item.place(), "text", "a note needs its text: add \"text\"")
			}
			out = append(out, n)
		})
	}
	slices.SortStableFunc(out, func(a, b Note) int {
		return cmp.Compare(encoded((*encoder).note, a), encoded((*encoder).note, b))
	})
	return out
}

// routes reads a list of routes and puts them in their order: by typical months, then cost, then the rest.
func (r *reader) routes(v value) []*Route {
	type ordered struct {
		*Route
		code string
	}
	var found []ordered
	for i, item := range r.items(v) {
		r.within(strconv.Itoa(i+1), func() {
			x := r.route(item)
			found = append(found, ordered{x, encoded((*encoder).route, x)})
		})
	}
	slices.SortStableFunc(found, func(a, b ordered) int {
		return cmp.Or(cmp.Compare(a.Months.Typical, b.Months.Typical), cmp.Compare(a.Cost.Typical, b.Cost.Typical), cmp.Compare(a.code, b.code))
	})
	out := make([]*Route, len(found))
	for i, x := range found {
		x.Index = i
		out[i] = x.Route
	}
	return out
}

func (r *reader) route(v value) *Route {
	x := &Route{}
	seen := mapping(r, v, routeKeys, x)
	if v.node.Kind != yaml.MappingNode {
		return x
	}
	for _, name := range []string{"months", "cost"} {
		if !seen.has(name) {
			r.fail(v.place(), name, "a route needs its %s: add %q (0 where there is none)", name, name)
		}
	}
	if seen.has("months") && x.hurried() {
		r.fail(seen["partTimeMonths"], "partTimeMonths", "study beside a job takes no less than full time: %s is less than months, %s",
			x.PartTimeMonths.words(), x.Months.words())
	}
	return x
}

// hurried tells whether study beside a job takes less than full time, which cannot be.
func (x *Route) hurried() bool {
	p := x.PartTimeMonths
	return p != nil && (p.Min < x.Months.Min || p.Typical < x.Months.Typical || p.Max < x.Months.Max)
}

func (x Range) words() string {
	if x.Min == x.Typical && x.Typical == x.Max {
		return strconv.Itoa(x.Typical)
	}
	return fmt.Sprintf("{min: %d, typical: %d, max: %d}", x.Min, x.Typical, x.Max)
}

func (r *reader) importance(v value) *int {
	n := r.number(v)
	if n > 100 {
		r.fail(v.place(), v.node.Value, "an importance is from 0 to 100, not %d", n)
	}
	return &n
}

func (r *reader) careerSkills(v value) []CareerSkill {
	return detailed(r, v, careerSkillKeys, "skill", func(x *CareerSkill) **Skill { return &x.Skill }, (*encoder).careerSkill)
}

func (r *reader) careerIndustries(v value) []CareerIndustry {
	return detailed(r, v, careerIndustryKeys, "industry", func(x *CareerIndustry) **Industry { return &x.Industry },
		(*encoder).careerIndustry)
}

// detailed reads a list of ids, each alone or within a mapping that says more; the result is ordered by slug.
func detailed[T any, P identified](
	r *reader, v value, keys []key[T], name string, in func(*T) *P, encode func(*encoder, T),
) []T {
	var out []T
	first := map[string]place{}
	codes := map[string]string{}
	for _, item := range r.items(v) {
		var x T
		if item.node.Kind != yaml.MappingNode {
			keys[0].read(r, item, &x)
		} else if seen := mapping(r, item, keys, &x); !seen.has(name) {
			r.fail(item.place(), name, "which %s is missing: add %q", name, name)
			continue
		}
		id, code := (*in(&x)).ID(), encoded(encode, x)
		if before, there := codes[id]; there && before != code {
			r.fail(item.place(), id, "%s stands twice in this list, and not with the same figures", id)
		} else if !r.twice(first, id, item.place()) {
			out = append(out, x)
			codes[id] = code
		}
	}
	slices.SortStableFunc(out, func(a, b T) int { return cmp.Compare((*in(&a)).ID(), (*in(&b)).ID()) })
	return out
}

// twice warns of an id that stands in a list already.
func (r *reader) twice(first map[string]place, id string, at place) bool {
	before, there := first[id]
	if there {
		r.doubt(at, id, "%s stands twice in this list; first at %d:%d", id, before.line, before.column)
	} else {
		first[id] = at
	}
	return there
}
