package replay

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

// Vector is months, dollars, and dollars of income below the target's pay meanwhile in twelfths, in the order of [Criteria].
type Vector [3]int64

// dominates tells whether v is no worse than w in every criterion, and better in one.
func (v Vector) dominates(w Vector, criteria []Criterion) bool {
	better := false
	for i, c := range Criteria() {
		if !slices.Contains(criteria, c) {
			continue
		}
		if v[i] > w[i] {
			return false
		}
		better = better || v[i] < w[i]
	}
	return better
}

// Finding is something that does not hold, of a step (its index, from 0) or of a plan as a whole.
type Finding struct {
	Step *int   `json:"step"`
	Text string `json:"text"`
}

func (f Finding) String() string {
	if f.Step == nil {
		return f.Text
	}
	return fmt.Sprintf("step %d: %s", *f.Step+1, f.Text)
}

// PlanReport is what was found in one plan, and what it takes: months, dollars, and dollars of income below the target's pay.
type PlanReport struct {
	ID               string    `json:"id"`
	Findings         []Finding `json:"findings"`
	Months           int       `json:"months"`
	Cost             int       `json:"cost"`
	ForegoneEarnings int       `json:"foregoneEarnings"`

	// Deeds are what the steps do, and Vector what they take; where a step could not be read, those before it.
	Deeds  []Deed `json:"-"`
	Vector Vector `json:"-"`
	// Read tells that every step could be read.
	Read bool `json:"-"`

	terms  *Terms
	earned int64 // in twelfths of a dollar

	monthsRange, costRange catalog.Range
}

func (r *PlanReport) find(step int, format string, args ...any) {
	f := Finding{Text: fmt.Sprintf(format, args...)}
	if step >= 0 {
		f.Step = &step
	}
	r.Findings = append(r.Findings, f)
}

// whole is the place of what is found of a plan as a whole.
const whole = -1

// Needless is found of a step of a plan that leads to its goal without it.
const Needless = "nobody needs it, or not all of its months"

// Plan goes through a plan step by step, and adds up everything again.
func (t *Terms) Plan(plan *Plan) *PlanReport {
	r := &PlanReport{ID: plan.ID, Findings: []Finding{}, terms: t}
	if most := len(t.catalog.Credentials) + len(t.catalog.Careers); len(plan.Steps) > most {
		r.find(whole, "it has %d steps, more than there are things to do", len(plan.Steps))
		return r
	}
	p := t.Start()
	month, leads := 0, true
	for i, step := range plan.Steps {
		d, err := t.read(step)
		if err != nil {
			r.find(i, "%v", err)
			return r
		}
		if p.Arrived() {
			r.find(i, "the goal is reached before it")
			leads = false
		}
		if why := p.hindrance(d); why != "" {
			r.find(i, "%s", why)
			leads = false
		}
		if why := t.Forbids(d); why != "" {
			r.find(i, "%s", why)
		}
		if d.Study == nil && slices.ContainsFunc(r.Deeds, func(e Deed) bool { return e.Study == nil && e.Job == d.Job }) {
			r.find(i, "full-time work as %s stands in an earlier step already", d.Job.Name)
		}
		r.step(i, step, d, month)
		month += d.Months
		if step.EndMonth != nil {
			month = *step.EndMonth // a mistake is told once
		}
		p.Do(d)
		r.Deeds = append(r.Deeds, d)
	}
	r.Read = true
	if !p.Arrived() {
		r.find(whole, "it does not reach its goal: %s is not open at the end, or what is to be had on the way is not", t.Target.Name)
	} else if leads {
		if i := t.Needless(r.Deeds); i >= 0 {
			r.find(i, Needless)
		}
	}
	r.totals(plan)
	return r
}

// read finds what a step does.
func (t *Terms) read(s *Step) (d Deed, err error) {
	career := func(r *Ref) (*catalog.Career, error) {
		x, ok := t.catalog.Career(strings.TrimPrefix(r.ID, "careers/"))
		if !ok {
			return nil, fmt.Errorf("the catalog has no career %q", r.ID)
		}
		return x, nil
	}
	switch {
	case (s.Credential == nil) == (s.Career == nil):
		return d, fmt.Errorf("it says neither a credential nor a career, or both")
	case s.Career != nil:
		if s.Months == nil || *s.Months < 1 || *s.Months > catalog.MaxNumber {
			return d, fmt.Errorf("it does not say how many months are worked, 1 or more")
		}
		d.Months = *s.Months
		d.Job, err = career(s.Career)
		return d, err
	}
	var ok bool
	if d.Study, ok = t.catalog.Credential(strings.TrimPrefix(s.Credential.ID, "credentials/")); !ok {
		return d, fmt.Errorf("the catalog has no credential %q", s.Credential.ID)
	}
	switch {
	case s.Route == nil || s.Route.Index == nil:
		return d, fmt.Errorf("it does not say by which route %s is studied: ask for route { index }", d.Study.Name)
	case *s.Route.Index < 0 || *s.Route.Index >= len(d.Study.Routes):
		return d, fmt.Errorf("%s has no route %d", d.Study.Name, *s.Route.Index)
	case (s.Mode == WhileWorking) != (s.WorkingAs != nil):
		return d, fmt.Errorf("its mode and the job beside it do not agree")
	}
	d.Route = d.Study.Routes[*s.Route.Index]
	d.Months = d.Route.Months.Typical
	if s.WorkingAs != nil {
		if d.Route.PartTimeMonths == nil {
			return d, fmt.Errorf("this route to %s cannot be combined with work", d.Study.Name)
		}
		d.Months = d.Route.PartTimeMonths.Typical
		d.Job, err = career(s.WorkingAs)
	}
	return d, err
}

// pay is what a career pays a year in dollars, and so a month in twelfths; without a career or a wage 0.
func pay(x *catalog.Career) int64 {
	if x == nil || x.Wage == nil {
		return 0
	}
	return int64(x.Wage.Annual)
}

// dollars rounds twelfths to whole dollars, halves upward.
func dollars(twelfths int64) int {
	whole := int(twelfths / 12)
	if twelfths%12 >= 6 {
		whole++
	}
	return whole
}

// takes is what a deed takes of each criterion.
func (t *Terms) takes(d Deed) Vector {
	v := Vector{int64(d.Months), 0, int64(d.Months) * max(0, pay(t.Target)-pay(d.Job))}
	if d.Study != nil {
		v[1] = int64(d.Route.Cost.Typical)
	}
	return v
}

// step checks a step's figures, and adds them up.
func (r *PlanReport) step(i int, s *Step, d Deed, start int) {
	v := r.terms.takes(d)
	earned := int64(d.Months) * pay(d.Job)
	r.same(i, "startMonth", s.StartMonth, start)
	if s.StartMonth != nil {
		start = *s.StartMonth
	}
	r.same(i, "endMonth", s.EndMonth, start+d.Months)
	r.same(i, "months", s.Months, d.Months)
	r.same(i, "cost", s.Cost, int(v[1]))
	r.same(i, "earned", s.Earned, dollars(earned))
	for c := range v {
		r.Vector[c] += v[c]
	}
	r.earned += earned
	months, cost := catalog.Range{Min: d.Months, Typical: d.Months, Max: d.Months}, catalog.Range{}
	if d.Study != nil {
		months, cost = d.Route.Months, d.Route.Cost
		if d.Job != nil {
			months = *d.Route.PartTimeMonths
		}
	}
	add(&r.monthsRange, months)
	add(&r.costRange, cost)
}

func add(sum *catalog.Range, x catalog.Range) {
	sum.Min, sum.Typical, sum.Max = sum.Min+x.Min, sum.Typical+x.Typical, sum.Max+x.Max
}

// totals checks the sums of a plan that could be read, and the limits.
func (r *PlanReport) totals(plan *Plan) {
	r.Months, r.Cost, r.ForegoneEarnings = int(r.Vector[0]), int(r.Vector[1]), dollars(r.Vector[2])
	r.same(whole, "months", plan.Months, r.Months)
	r.same(whole, "cost", plan.Cost, r.Cost)
	r.same(whole, "foregoneEarnings", plan.ForegoneEarnings, r.ForegoneEarnings)
	r.same(whole, "opportunityCost", plan.OpportunityCost, r.Cost+r.ForegoneEarnings)
	r.same(whole, "earnedOnTheWay", plan.EarnedOnTheWay, dollars(r.earned))
	for _, x := range []struct {
		name string
		says *Range
		want catalog.Range
	}{{"monthsRange", plan.MonthsRange, r.monthsRange}, {"costRange", plan.CostRange, r.costRange}} {
		if x.says == nil {
			r.find(whole, "%s is not told", x.name)
			continue
		}
		r.same(whole, x.name+".min", x.says.Min, x.want.Min)
		r.same(whole, x.name+".typical", x.says.Typical, x.want.Typical)
		r.same(whole, x.name+".max", x.says.Max, x.want.Max)
	}
	if most := r.terms.maxMonths; most != nil && r.Months > *most {
		r.find(whole, "it takes %d months, more than the limit of %d", r.Months, *most)
	}
	if most := r.terms.maxCost; most != nil && r.Cost > *most {
		r.find(whole, "it costs $%d, more than the limit of $%d", r.Cost, *most)
	}
}

// same finds a figure that is not told, or is another.
func (r *PlanReport) same(step int, name string, says *int, want int) {
	if says == nil {
		r.find(step, "%s is not told; it is %d", name, want)
	} else if *says != want {
		r.find(step, "%s is told as %d and is %d", name, *says, want)
	}
}
