package export

import (
	"slices"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

type planRow struct {
	Plan             int    `parquet:"plan" about:"The plan's place in its front, from 1 on."`
	ID               string `parquet:"id" about:"The plan's resource name, by which the API gives it again."`
	Target           string `parquet:"target" about:"The id of the career that the plan leads to."`
	Months           int    `parquet:"months" about:"The months until the career is open."`
	Cost             int    `parquet:"cost" about:"What the person pays, in dollars."`
	ForegoneEarnings int    `parquet:"foregone_earnings" about:"Income below the career's pay meanwhile, in dollars."`
	OpportunityCost  int    `parquet:"opportunity_cost" about:"Cost and income below the career's pay meanwhile, in dollars."`
	Earned           int    `parquet:"earned" about:"What is earned on the way, in dollars."`
	MonthsMin        int    `parquet:"months_min" about:"The least months."`
	MonthsMax        int    `parquet:"months_max" about:"The most months."`
	CostMin          int    `parquet:"cost_min" about:"The least dollars."`
	CostMax          int    `parquet:"cost_max" about:"The most dollars."`
	Steps            int    `parquet:"steps" about:"How many steps it has."`
	Summary          string `parquet:"summary" about:"The plan in a line."`
	TradeOff         string `parquet:"trade_off" about:"What it gives and takes against the others of its front, in words."`
	Origin
}

// Plans has a row for each of these plans of a front.
func (r *Release) Plans(s *planner.PlanSet, plans []*planner.Plan) Table {
	return table[planRow]{r, "plans", "A plan of a front.", func(yield func(planRow) bool) {
		for _, p := range plans {
			row := planRow{
				Plan: slices.Index(s.Plans, p) + 1, ID: p.ID(), Target: s.Target.ID(), Months: p.Months, Cost: p.Cost, ForegoneEarnings: p.ForegoneEarnings,
				OpportunityCost: p.OpportunityCost, Earned: p.EarnedOnTheWay, MonthsMin: p.MonthsRange.Min, MonthsMax: p.MonthsRange.Max,
				CostMin: p.CostRange.Min, CostMax: p.CostRange.Max, Steps: len(p.Steps), Summary: p.String(), TradeOff: p.TradeOff,
				Origin: r.origin(figuresOfPlan(p)...),
			}
			if !yield(row) {
				return
			}
		}
	}}
}

type stepRow struct {
	Plan       int    `parquet:"plan" about:"The plan's place in its front, from 1 on."`
	Step       int    `parquet:"step" about:"The step's number in its plan, from 1 on."`
	Does       string `parquet:"does" about:"study or work."`
	Node       string `parquet:"node" about:"The id of the credential that is studied, or of the career that is worked in."`
	Name       string `parquet:"name" about:"Its name."`
	Mode       string `parquet:"mode,optional" about:"full-time or while-working, for a study."`
	WorkingAs  string `parquet:"working_as,optional" about:"The id of the career beside which it is studied."`
	StartMonth int    `parquet:"start_month" about:"The month in which it starts, from 0 on."`
	EndMonth   int    `parquet:"end_month" about:"The month in which it ends."`
	Months     int    `parquet:"months" about:"How many months it takes."`
	Cost       int    `parquet:"cost" about:"What the person pays, in dollars."`
	Earned     int    `parquet:"earned" about:"What is earned meanwhile, in dollars."`
	Serves     string `parquet:"serves" about:"What the step is for, in words."`
	Origin
}

// Steps has a row for each step of each of these plans of a front.
func (r *Release) Steps(s *planner.PlanSet, plans []*planner.Plan) Table {
	return table[stepRow]{r, "steps", "A step of a plan.", func(yield func(stepRow) bool) {
		for _, p := range plans {
			number := slices.Index(s.Plans, p) + 1
			for j, step := range p.Steps {
				if !yield(r.step(number, j+1, step)) {
					return
				}
			}
		}
	}}
}

func (r *Release) step(plan, number int, step planner.Step) stepRow {
	span := step.Common()
	n := nodeOf(step)
	row := stepRow{
		Plan: plan, Step: number, Does: "work", Node: n.ID(), Name: catalog.EntryOf(n).Name,
		StartMonth: span.StartMonth, EndMonth: span.EndMonth, Months: span.Months, Cost: span.Cost, Earned: span.Earned,
		Serves: servesText(span), Origin: r.origin(figuresOfSpan(span)...),
	}
	if study, ok := step.(*planner.StudyStep); ok {
		row.Does, row.Mode = "study", modeOf(study)
		if study.WorkingAs != nil {
			row.WorkingAs = study.WorkingAs.ID()
		}
	}
	return row
}

// nodeOf is the credential that a step studies, or the career that it works in.
func nodeOf(step planner.Step) catalog.Node {
	if study, ok := step.(*planner.StudyStep); ok {
		return study.Credential
	}
	return step.(*planner.WorkStep).Career
}

func modeOf(s *planner.StudyStep) string {
	if s.Mode == planner.WhileWorking {
		return "while-working"
	}
	return "full-time"
}

// servesText says what a step is for.
func servesText(s *planner.Span) string {
	var all []string
	for _, p := range s.Serves {
		all = append(all, p.Text)
	}
	return strings.Join(all, "; ")
}

func figuresOfSpan(s *planner.Span) []figure {
	var all []figure
	for _, source := range s.Sources {
		all = append(all, figure{source, nil})
	}
	return all
}

func figuresOfPlan(p *planner.Plan) []figure {
	var all []figure
	for _, step := range p.Steps {
		all = append(all, figuresOfSpan(step.Common())...)
	}
	return all
}
