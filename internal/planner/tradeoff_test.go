package planner

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// crossroads has three ways to a goal: quick and dear, beside a job, and by experience alone.
const crossroads = `
credentials:
  - {id: ba, name: Bachelor, kind: degree, level: bachelors, routes: [{months: 3, partTimeMonths: 4, cost: 1200}]}
  - {id: aa, name: Associate, kind: degree, level: associate, routes: [{months: 1, cost: 1}]}
careers:
  - {id: clerk, name: Clerk, wage: 1200}
  - {id: lead, name: Lead, wage: 2400, requires: {any: [{credential: ba}, {all: [{credential: aa}, {experience: {months: 5, in: [clerk]}}]}]}}
`

// TestTradeOffs are the words of a front's extremes and of its middle.
func TestTradeOffs(t *testing.T) {
	p := New(load(t, crossroads), DefaultBudget)
	var got []string
	for _, plan := range ask(t, p, Input{To: "lead"}).(*PlanSet).Plans {
		got = append(got, plan.TradeOff)
	}
	want := []string{
		"The fastest. 3 months shorter than the cheapest, $1,199 more expensive, and $100 lower in income below the target's pay meanwhile. " +
			"1 month shorter than the plan after it and $200 higher in income below the target's pay meanwhile: it studies Bachelor full time instead of beside work as Clerk.",
		"The one with the least income below the target's pay meanwhile. " +
			"1 month longer than the fastest and $200 lower in income below the target's pay meanwhile. " +
			"Unlike the fastest, it studies Bachelor beside work as Clerk instead of full time.",
		"The cheapest. 3 months longer than the fastest, $1,199 cheaper, and $100 higher in income below the target's pay meanwhile. " +
			"2 months longer than the plan before it, $1,199 cheaper, and $300 higher in income below the target's pay meanwhile: " +
			"it studies Associate instead of Bachelor and works 5 months as Clerk.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the trade-offs are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestOnlyPlan: what a front of one says depends on what was asked, and on whether it is known to be whole.
func TestOnlyPlan(t *testing.T) {
	c := load(t, crossroads)
	for _, x := range []struct {
		optimize []Criterion
		budget   int64
		want     string
	}{
		{[]Criterion{Time}, DefaultBudget, "No other plan that fits the question is faster."},
		{[]Criterion{ForegoneEarnings}, DefaultBudget, "No other plan that fits the question is lower in income below the target's pay meanwhile."},
		{[]Criterion{Cost, Time}, 1, "The only plan that was found before the label budget was spent."},
	} {
		set := ask(t, New(c, x.budget), Input{To: "lead", Optimize: x.optimize}).(*PlanSet)
		if len(set.Plans) != 1 || set.Plans[0].TradeOff != x.want {
			t.Errorf("by %v: %q, want %q", x.optimize, set.Plans[0].TradeOff, x.want)
		}
	}
}

var toldMonths = regexp.MustCompile(`(\d+) months? (longer|shorter) than the (fastest|cheapest|plan before it|plan after it)`)

// TestTradeOffFigures: the months that a trade-off tells are those of the plans, and no plan is told like another.
func TestTradeOffFigures(t *testing.T) {
	everyWorld(t, 20_000, 150, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		set, ok := ask(t, p, in).(*PlanSet)
		if !ok || len(set.Plans) < 2 {
			return ok
		}
		texts := map[string]bool{}
		for i, plan := range set.Plans {
			texts[plan.TradeOff] = true
			figures := toldMonths.FindAllStringSubmatch(plan.TradeOff, -1)
			for _, m := range figures {
				other := map[string]*Plan{
					"fastest": set.Fastest(), "cheapest": set.Cheapest(),
					"plan before it": set.Plans[max(0, i-1)], "plan after it": set.Plans[min(i+1, len(set.Plans)-1)],
				}[m[3]]
				n, _ := strconv.Atoi(m[1])
				if m[2] == "shorter" {
					n = -n
				}
				if n != plan.Months-other.Months || (m[1] == "1") != strings.Contains(m[0], "month ") {
					t.Errorf("%q, but the plan takes %d months and the other %d", m[0], plan.Months, other.Months)
				}
			}
			if len(figures) == 0 && plan.Months != set.Fastest().Months || len(plan.TradeOff) > 2_000 {
				t.Errorf("%q does not say how long the plan takes", plan.TradeOff)
			}
		}
		if len(texts) != len(set.Plans) {
			t.Errorf("%d plans have %d trade-offs", len(set.Plans), len(texts))
		}
		return true
	})
}

// TestWidestStep: the steps named are the first of those with the widest ranges, and a total without width names none.
func TestWidestStep(t *testing.T) {
	everyWorld(t, 21_000, 150, func(t *testing.T, p *Planner, _ *worldMaker, in Input) bool {
		some := false
		for _, plan := range plansOf(ask(t, p, in)) {
			var months, cost []int
			for _, s := range plan.Steps {
				study, ok := s.(*StudyStep)
				if !ok {
					months, cost = append(months, 0), append(cost, 0)
					continue
				}
				r := study.Route.Months
				if study.WorkingAs != nil {
					r = *study.Route.PartTimeMonths
				}
				months, cost = append(months, r.Max-r.Min), append(cost, study.Route.Cost.Max-study.Route.Cost.Min)
			}
			for _, x := range []struct {
				widths []int
				step   *int
			}{{months, plan.WidestMonthsStep()}, {cost, plan.WidestCostStep()}} {
				most := 0
				if len(x.widths) > 0 {
					most = slices.Max(x.widths)
				}
				if (x.step != nil) != (most > 0) || x.step != nil && *x.step != slices.Index(x.widths, most) {
					t.Errorf("%s: of the widths %v step %v is named", plan, x.widths, x.step)
				}
				if x.step != nil {
					some = true
					if name := plan.Steps[*x.step].(*StudyStep).Credential.Name; !strings.Contains(plan.Spread, name) {
						t.Errorf("%q does not name %s", plan.Spread, name)
					}
				}
			}
		}
		return some
	})
}

// TestSpread are the words of ranges: of one step, of several, and of none.
func TestSpread(t *testing.T) {
	for _, x := range []struct{ a, b, want string }{
		{"months: 3, cost: 5", "months: 1, cost: 2", "No figure of the plan is a range."},
		{"months: {min: 0, typical: 1, max: 1}, cost: 5", "months: 0, cost: 2", "It may take 0 to 1 month; all of the difference comes from A."},
		{
			"months: {min: 2, typical: 3, max: 4}, cost: 5", "months: {min: 1, typical: 1, max: 5}, cost: {min: 0, typical: 2, max: 2000}",
			"It may take 3 to 9 months; most uncertain is B, 1 to 5 months. It may cost $5 to $2,005; all of the difference comes from B.",
		},
	} {
		c := load(t, fmt.Sprintf(`
credentials:
  - {id: a, name: A, kind: license, routes: [{%s}]}
  - {id: b, name: B, kind: license, routes: [{%s}]}
careers:
  - {id: t, name: T, requires: {all: [{credential: a}, {credential: b}]}}
`, x.a, x.b))
		if plan := ask(t, New(c, DefaultBudget), Input{To: "t"}).(*PlanSet).Plans[0]; plan.Spread != x.want {
			t.Errorf("%q, want %q", plan.Spread, x.want)
		}
	}
}
