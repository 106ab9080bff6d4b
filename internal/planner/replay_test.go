package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/replay"
)

// The answers of the tests are gone through again by package replay, which has none of the planner's code. What follows writes a
// question and an answer in its words.

var (
	replayModes    = map[StudyMode]replay.Mode{FullTime: replay.FullTime, WhileWorking: replay.WhileWorking}
	replayScopes   = map[JobScope]replay.JobScope{OnTheWay: replay.OnTheWay, AnyJob: replay.AnyJob}
	replayReasons  = map[NoPlanReason]replay.Reason{LimitsTooTight: replay.LimitsTooTight, JobsTooNarrow: replay.JobsTooNarrow, Unattainable: "UNATTAINABLE"}
	replayCriteria = map[Criterion]replay.Criterion{Time: replay.Time, Cost: replay.Cost, ForegoneEarnings: replay.ForegoneEarnings}
)

// translated gives each value's counterpart; nil for nil.
func translated[T comparable, U any](all []T, words map[T]U) (out []U) {
	for _, x := range all {
		out = append(out, words[x])
	}
	return out
}

func replayQuestion(in Input) *replay.Question {
	q := &replay.Question{To: replay.Ref{ID: in.To}, Optimize: translated(in.Optimize, replayCriteria)}
	for _, id := range in.From.Credentials {
		q.From.Credentials = append(q.From.Credentials, replay.Ref{ID: id})
	}
	for _, e := range in.From.Experience {
		q.From.Experience = append(q.From.Experience, replay.Experience{Career: replay.Ref{ID: e.Career}, Months: e.Months})
	}
	if in.Constraints == nil {
		return q
	}
	k := &q.Constraints
	k.MaxMonths, k.MaxCost = in.Constraints.MaxMonths, in.Constraints.MaxCost
	for _, id := range in.Constraints.Avoid {
		k.Avoid = append(k.Avoid, replay.Ref{ID: id})
	}
	for _, id := range in.Constraints.Via {
		k.Via = append(k.Via, replay.Ref{ID: id})
	}
	k.StudyModes = translated(in.Constraints.StudyModes, replayModes)
	k.Jobs = replayScopes[in.Constraints.Jobs]
	if l := in.Constraints.MaxLevel; l != nil {
		k.MaxLevel = l.String()
	}
	return q
}

// terms are those of a question that has no mistakes.
func terms(c *catalog.Catalog, in Input) *replay.Terms {
	t, problems := replay.NewTerms(c, replayQuestion(in))
	if len(problems) > 0 {
		panic(problems)
	}
	return t
}

func replayTotals(months, cost, foregone int) replay.Totals {
	return replay.Totals{Months: &months, Cost: &cost, ForegoneEarnings: &foregone}
}

func replayRange(r catalog.Range) *replay.Range {
	return &replay.Range{Min: &r.Min, Typical: &r.Typical, Max: &r.Max}
}

func replayPlan(plan *Plan) *replay.Plan {
	if plan == nil {
		return nil
	}
	p := &replay.Plan{
		ID: plan.Name, Totals: replayTotals(plan.Months, plan.Cost, plan.ForegoneEarnings), OpportunityCost: &plan.OpportunityCost,
		EarnedOnTheWay: &plan.EarnedOnTheWay, MonthsRange: replayRange(plan.MonthsRange), CostRange: replayRange(plan.CostRange),
		BestIn: translated(plan.BestIn, replayCriteria),
	}
	for _, step := range plan.Steps {
		at := step.Common()
		s := &replay.Step{StartMonth: &at.StartMonth, EndMonth: &at.EndMonth, Months: &at.Months, Cost: &at.Cost, Earned: &at.Earned}
		switch step := step.(type) {
		case *StudyStep:
			s.Credential, s.Mode = &replay.Ref{ID: step.Credential.ID()}, replayModes[step.Mode]
			s.Route = &replay.RouteRef{Index: new(slices.Index(step.Credential.Routes, step.Route))}
			if step.WorkingAs != nil {
				s.WorkingAs = &replay.Ref{ID: step.WorkingAs.ID()}
			}
		case *WorkStep:
			s.Career = &replay.Ref{ID: step.Career.ID()}
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

// replayAnswer is an answer to a question.
func replayAnswer(in Input, r Result) *replay.Answer {
	a := &replay.Answer{Question: replayQuestion(in)}
	switch r := r.(type) {
	case *PlanSet:
		a.CatalogDigest, a.Exact = r.CatalogDigest, &r.Exact
		a.Fastest, a.Cheapest, a.LeastForegone = replayPlan(r.Fastest()), replayPlan(r.Cheapest()), replayPlan(r.LeastForegone())
		for _, plan := range r.Plans {
			a.Plans.Nodes = append(a.Plans.Nodes, replayPlan(plan))
		}
		if b := r.Bounds; b != nil {
			totals := replayTotals(b.Months, b.Cost, b.ForegoneEarnings)
			a.Bounds = &totals
		}
	case *NoPlan:
		a.CatalogDigest, a.Reason, a.Fastest, a.Cheapest = r.CatalogDigest, replayReasons[r.Reason], replayPlan(r.Fastest), replayPlan(r.Cheapest)
	}
	return a
}

// replayed goes through a plan and gives its exact vector, with what it is compared by where vectors are equal.
func replayed(c *catalog.Catalog, in Input, plan *Plan) (oraclePoint, *replay.PlanReport) {
	t := terms(c, in)
	r := t.Plan(replayPlan(plan))
	return oraclePoint{oracleVector(r.Vector), worth(t.Target, r.Deeds)}, r
}

// deedOf is what a step does.
func deedOf(step Step) replay.Deed {
	d := replay.Deed{Months: step.Common().Months}
	switch s := step.(type) {
	case *StudyStep:
		d.Study, d.Route, d.Job = s.Credential, s.Route, s.WorkingAs
	case *WorkStep:
		d.Job = s.Career
	}
	return d
}

// worth is what plans of one vector are compared by.
func worth(target *catalog.Career, all []replay.Deed) (m oracleMerit) {
	jobs := map[*catalog.Career]bool{}
	for _, d := range all {
		if d.Job != nil && d.Months > 0 {
			jobs[d.Job] = true
		}
	}
	m.Steps = len(all)
	for _, d := range all {
		if d.Study == nil {
			continue
		}
		if slices.Contains(target.Recommends, d.Study) {
			m.NotByTarget--
		}
		for job := range jobs {
			if slices.Contains(job.Recommends, d.Study) {
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

// TestBoundsOfReplay: no plan takes less than the bounds that replay works out, which are those of the best plans often enough.
func TestBoundsOfReplay(t *testing.T) {
	proven, all := map[replay.Criterion]int{}, 0
	for seed := range uint64(400) {
		w := newWorldMaker(61_000 + seed)
		text := w.catalog()
		p := New(load(t, text), DefaultBudget)
		for range 3 {
			in := w.question()
			in.Optimize = nil
			set, ok := ask(t, p, in).(*PlanSet)
			if !ok {
				continue
			}
			all++
			for _, b := range replay.Check(p.catalog, replayAnswer(in, set)).Bounds {
				if b.AtLeast > b.Best {
					t.Fatalf("seed %d: %s\n%s\n%s: a plan has %d, no plan less than %d", seed, describe(in), text, b.Criterion, b.Best, b.AtLeast)
				}
				if b.Proven {
					proven[b.Criterion]++
				}
			}
		}
	}
	t.Logf("of %d fronts proven: %v", all, proven)
	for _, c := range replay.Criteria() {
		if proven[c] < all/3 {
			t.Errorf("%s: only %d of %d bounds are reached", c, proven[c], all)
		}
	}
}
