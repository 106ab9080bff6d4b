package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
)

// The checker goes through an answer as a person would who has the catalog and the question before them, with none of the
// planner's code: it walks every plan step by step and adds up every figure again.

// doing is what a step does: the credential studied and how, the career worked in, and the months it takes.
type doing struct {
	study  *catalog.Credential
	route  *catalog.Route
	job    *catalog.Career
	months int
}

func (w *walker) can(d doing) bool {
	return (d.study == nil || !w.held[d.study] && w.meets(d.route.Requires)) && (d.job == nil || w.open(d.job))
}

func (w *walker) do(d doing) {
	if d.study != nil {
		w.held[d.study] = true
	}
	if d.job != nil {
		w.months[d.job] += d.months
	}
}

// tryAll does what can be done of several things, in whatever order, and tells whether that leads to the goal.
func tryAll(c *catalog.Catalog, in Input, all []doing) bool {
	w := newWalker(c, in)
	left := slices.Clone(all)
	for {
		i := slices.IndexFunc(left, w.can)
		if i < 0 {
			return w.arrived()
		}
		w.do(left[i])
		left = slices.Delete(left, i, i+1)
	}
}

// read takes a step apart, and says what is wrong with it for itself.
func read(step Step) (d doing, unread string) {
	switch s := step.(type) {
	case *WorkStep:
		if s.Cost != 0 || s.Months < 1 {
			unread = "it costs something or takes no time"
		}
		return doing{job: s.Career, months: s.Months}, unread
	case *StudyStep:
		d = doing{study: s.Credential, route: s.Route, job: s.WorkingAs, months: s.Route.Months.Typical}
		if !slices.Contains(s.Credential.Routes, s.Route) {
			return d, "its route is not one of the credential's"
		}
		if (s.Mode == WhileWorking) != (s.WorkingAs != nil) {
			unread = "its mode and its job disagree"
		}
		if s.WorkingAs != nil {
			if s.Route.PartTimeMonths == nil {
				return d, "its route cannot be combined with work"
			}
			d.months = s.Route.PartTimeMonths.Typical
		}
		if s.Cost != s.Route.Cost.Typical {
			unread = "its cost is not that of its route"
		}
	}
	return d, unread
}

// mistake is something wrong with a plan. needless: it does more than it must.
type mistake struct {
	text string
	kind mistakeKind
}

type mistakeKind int

const (
	wrong mistakeKind = iota
	needless
)

func (m mistake) String() string { return m.text }

// replay walks a plan and gives its exact vector, with what it is compared by where vectors are equal.
func replay(c *catalog.Catalog, in Input, plan *Plan) (point oraclePoint, mistakes []mistake) {
	fail := func(format string, args ...any) {
		mistakes = append(mistakes, mistake{fmt.Sprintf(format, args...), wrong})
	}
	w := newWalker(c, in)
	var all []doing
	month := 0
	worked := map[*catalog.Career]bool{}
	for i, step := range plan.Steps {
		d, unread := read(step)
		span := step.Common()
		switch {
		case unread != "":
			fail("step %d, %s: %s", i, step, unread)
		case w.arrived():
			fail("step %d, %s: the goal is reached before it", i, step)
		case !w.can(d):
			fail("step %d, %s: it cannot begin", i, step)
		case span.Months != d.months || span.StartMonth != month || span.EndMonth != month+d.months:
			fail("step %d, %s: months %d, %d to %d, want %d from %d", i, step, span.Months, span.StartMonth, span.EndMonth, d.months, month)
		case d.study == nil && worked[d.job]:
			fail("step %d, %s: a second step of work in one career", i, step)
		}
		if why := forbids(c, in, d); why != "" {
			fail("step %d, %s: %s", i, step, why)
		}
		worked[d.job] = worked[d.job] || d.study == nil
		month += d.months
		w.do(d)
		all = append(all, d)
	}
	if !w.arrived() {
		fail("the goal is not reached at the end")
	}
	for i, d := range all {
		without := slices.Delete(slices.Clone(all), i, i+1)
		if d.study == nil && d.months > 1 {
			without = slices.Clone(all)
			without[i].months--
		}
		if tryAll(c, in, without) {
			mistakes = append(mistakes, mistake{fmt.Sprintf("step %d, %s: nobody needs it, or not all of it", i, plan.Steps[i]), needless})
		}
	}
	vector, sums := total(w.target, plan, all)
	for _, text := range slices.Concat(sums, purposes(c, in, plan, all)) {
		mistakes = append(mistakes, mistake{text, wrong})
	}
	return oraclePoint{vector, worth(w.target, all)}, mistakes
}

// forbids says why the question does not allow what a step does.
func forbids(c *catalog.Catalog, in Input, d doing) string {
	k := in.Constraints
	if k == nil {
		k = &ConstraintsInput{}
	}
	avoided := nodes(c, k.Avoid)
	mode := FullTime
	if d.job != nil {
		mode = WhileWorking
	}
	switch {
	case d.study != nil && avoided[d.study], d.job != nil && avoided[d.job]:
		return "it is to be avoided"
	case d.study != nil && k.StudyModes != nil && !slices.Contains(k.StudyModes, mode):
		return "this way of studying is not asked for"
	case d.study != nil && k.MaxLevel != nil && *k.MaxLevel > 0 && d.study.Level > *k.MaxLevel:
		return "its level is too high"
	}
	return ""
}

// halfUp rounds twelfths to the nearest whole, halves upward.
func halfUp(twelfths int64) int {
	whole, rest := twelfths/12, twelfths%12
	if rest >= 6 {
		whole++
	}
	return int(whole)
}

// total adds up what a plan takes, and says which of its sums are wrong.
func total(target *catalog.Career, plan *Plan, all []doing) (v oracleVector, mistakes []string) {
	var earned int64
	var monthsRange, costRange catalog.Range
	for i, d := range all {
		pay := int64(d.months) * wage(d.job)
		earned += pay
		if got := plan.Steps[i].Common().Earned; got != halfUp(pay) {
			mistakes = append(mistakes, fmt.Sprintf("step %d, %s: earned %d, want %d", i, plan.Steps[i], got, halfUp(pay)))
		}
		v[0] += int64(d.months)
		v[2] += int64(d.months) * max(0, wage(target)-wage(d.job))
		takes := catalog.Range{Min: d.months, Typical: d.months, Max: d.months}
		if d.study != nil {
			v[1] += int64(d.route.Cost.Typical)
			takes = d.route.Months
			if d.job != nil {
				takes = *d.route.PartTimeMonths
			}
			costRange.Min, costRange.Typical, costRange.Max = costRange.Min+d.route.Cost.Min, costRange.Typical+d.route.Cost.Typical, costRange.Max+d.route.Cost.Max
		}
		monthsRange.Min, monthsRange.Typical, monthsRange.Max = monthsRange.Min+takes.Min, monthsRange.Typical+takes.Typical, monthsRange.Max+takes.Max
	}
	type sums struct {
		months, cost, foregone, opportunity, earned int
		exact                                       int64
		monthsRange, costRange                      catalog.Range
	}
	want := sums{int(v[0]), int(v[1]), halfUp(v[2]), int(v[1]) + halfUp(v[2]), halfUp(earned), v[2], monthsRange, costRange}
	got := sums{
		plan.Months, plan.Cost, plan.ForegoneEarnings, plan.OpportunityCost, plan.EarnedOnTheWay, plan.foregone, plan.MonthsRange, plan.CostRange,
	}
	if got != want {
		mistakes = append(mistakes, fmt.Sprintf("the sums are %+v, want %+v", got, want))
	}
	return v, mistakes
}

// worth is what plans of one vector are compared by.
func worth(target *catalog.Career, all []doing) (m oracleMerit) {
	jobs := map[*catalog.Career]bool{}
	for _, d := range all {
		if d.job != nil && d.months > 0 {
			jobs[d.job] = true
		}
	}
	m.Steps = len(all)
	for _, d := range all {
		if d.study == nil {
			continue
		}
		if slices.Contains(target.Recommends, d.study) {
			m.NotByTarget--
		}
		for job := range jobs {
			if slices.Contains(job.Recommends, d.study) {
				m.NotByJobs--
				break
			}
		}
	}
	for job := range jobs {
		if slices.ContainsFunc(job.LeadsTo, func(next *catalog.Career) bool { return next == target || next != job && jobs[next] }) {
			m.NotLeading--
		}
	}
	return m
}
