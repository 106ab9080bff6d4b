package command

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
	"careerlattice/internal/replay"
)

// answerTo gives what plan --json prints.
func answerTo(t *testing.T, c *catalog.Catalog, p *planner.Planner, in planner.Input) []byte {
	t.Helper()
	q, problems := p.Question(in)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	r, err := p.Plan(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := showJSON(t.Context(), &b, c, p, in, r, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// verified holds an answer as JSON against a catalog.
func verified(t *testing.T, c *catalog.Catalog, text []byte) *replay.Report {
	t.Helper()
	a, err := replay.Read(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return replay.Check(c, a)
}

// found lists all that a report finds.
func found(r *replay.Report) []string {
	all := slices.Clone(r.Findings)
	for _, p := range r.Plans {
		for _, f := range p.Findings {
			all = append(all, f.String())
		}
	}
	return all
}

// every is the constraints under which a person may do everything.
func every() planner.ConstraintsInput {
	return planner.ConstraintsInput{
		Avoid: []string{}, Via: []string{}, StudyModes: []planner.StudyMode{planner.FullTime, planner.WhileWorking},
	}
}

var allCriteria = []planner.Criterion{planner.Time, planner.Cost, planner.ForegoneEarnings}

// TestEveryPlanVerifies: whatever plan --json prints of the built-in catalog holds, to each career from several starts and under
// several constraints, answers without a plan and searches that were cut short among them.
func TestEveryPlanVerifies(t *testing.T) {
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		t.Fatal(err)
	}
	p, hasty := planner.New(c, 30_000), planner.New(c, 50)
	narrow, short, beside, low := every(), every(), every(), every()
	narrow.Jobs, narrow.Avoid = planner.AnyJob, []string{"credentials/cpc"}
	short.MaxMonths, short.MaxCost = new(60), new(30_000)
	beside.StudyModes, beside.Via = []planner.StudyMode{planner.WhileWorking}, []string{"careers/health-data-analyst"}
	low.MaxLevel = new(catalog.LevelBachelors)
	constraints := []planner.ConstraintsInput{every(), narrow, short, beside, low}
	starts := []planner.ProfileInput{
		{Credentials: []string{"high-school-diploma"}},
		{Credentials: []string{"as-health-informatics"}, Experience: []planner.ExperienceInput{{Career: "medical-coder", Months: 7}}},
		{Credentials: []string{"bs-nursing", "registered-nurse-license"}, Experience: []planner.ExperienceInput{{Career: "registered-nurse", Months: 24}}},
	}
	plans, none, proven, bounds := 0, 0, 0, 0
	for i, career := range c.Careers {
		for j, from := range starts {
			in := planner.Input{From: from, To: career.ID(), Optimize: allCriteria, Constraints: &constraints[(i+j)%len(constraints)]}
			if i%7 == 0 {
				in.Optimize = []planner.Criterion{planner.Cost, planner.ForegoneEarnings}
			}
			with := p
			if (i+j)%9 == 0 {
				with = hasty
			}
			r := verified(t, c, answerTo(t, c, with, in))
			if !r.Holds {
				t.Errorf("%s from %v: %q", career.ID(), from, found(r))
			}
			if r.Exact == nil {
				none++
			}
			plans += len(r.Plans)
			for _, b := range r.Bounds {
				bounds++
				if b.Proven {
					proven++
				}
				if b.AtLeast > b.Best {
					t.Errorf("%s from %v: %+v", career.ID(), from, b)
				}
			}
		}
	}
	t.Logf("%d plans, %d answers without one, %d of %d bounds reached", plans, none, proven, bounds)
	if plans < 150 || none < 10 || proven < bounds/2 {
		t.Errorf("only %d plans, %d answers without one, %d of %d bounds reached", plans, none, proven, bounds)
	}
}

// object is a value of a JSON document, to be changed.
type object = map[string]any

// tamper changes a copy of an answer.
func tamper(t *testing.T, text []byte, change func(answer object, plans []any)) []byte {
	t.Helper()
	var answer object
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	change(answer, answer["plans"].(object)["nodes"].([]any))
	changed, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// figures finds every number that is checked below an object, with the names that lead to it, the object it is in, and its name there.
func figures(at object, path string, visit func(path string, in object, name string)) {
	for _, name := range slices.Sorted(maps.Keys(at)) {
		switch x := at[name].(type) {
		case float64:
			if name != "widestMonthsStep" && name != "widestCostStep" && name != "interchangeableCount" {
				visit(path+name, at, name)
			}
		case object:
			figures(x, path+name+".", visit)
		case []any:
			for _, y := range x {
				if y, ok := y.(object); ok && name == "steps" {
					figures(y, path+name+".", visit)
				}
			}
		}
	}
}

func tampered(t *testing.T) (c *catalog.Catalog, p *planner.Planner, in planner.Input, text []byte) {
	t.Helper()
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		t.Fatal(err)
	}
	p = planner.New(c, planner.DefaultBudget)
	constraints := every()
	in = planner.Input{
		From: planner.ProfileInput{Credentials: []string{"high-school-diploma"}}, To: "health-data-analyst",
		Optimize: allCriteria, Constraints: &constraints,
	}
	return c, p, in, answerTo(t, c, p, in)
}

// TestTamperedFigures: each figure of each plan, one more or one less, is found and named; so is each that is left out.
func TestTamperedFigures(t *testing.T) {
	c, _, _, text := tampered(t)
	var paths []string
	tamper(t, text, func(_ object, plans []any) {
		for _, plan := range plans {
			figures(plan.(object), "", func(path string, _ object, _ string) { paths = append(paths, path) })
		}
	})
	if len(paths) < 80 {
		t.Fatalf("only %d figures: %q", len(paths), paths)
	}
	for i, path := range paths {
		for _, how := range []float64{-1, 1, 0} {
			var name string
			r := verified(t, c, tamper(t, text, func(_ object, plans []any) {
				n := 0
				for _, plan := range plans {
					figures(plan.(object), "", func(_ string, in object, at string) {
						if n == i && how == 0 {
							delete(in, at)
							name = at
						} else if n == i {
							in[at] = in[at].(float64) + how
							name = at
						}
						n++
					})
				}
			}))
			all := strings.Join(found(r), "\n")
			if name == "index" || path == "steps.months" {
				name = "" // told in other words: another route, or other work
			}
			if r.Holds || !strings.Contains(all, name) {
				t.Errorf("%s, changed by %v: found %q", path, how, all)
			}
		}
	}
}

// TestTamperedSteps: a step that is left out, moved, done twice or done otherwise is found.
func TestTamperedSteps(t *testing.T) {
	c, _, _, text := tampered(t)
	for name, change := range map[string]func(steps []any, i int, step object) []any{
		"left out": func(steps []any, i int, _ object) []any { return slices.Delete(steps, i, i+1) },
		"twice":    func(steps []any, i int, _ object) []any { return slices.Insert(steps, i, steps[i]) },
		"moved": func(steps []any, i int, _ object) []any {
			j := (i + 1) % len(steps)
			steps[i], steps[j] = steps[j], steps[i]
			return steps
		},
		"in another mode": func(steps []any, _ int, step object) []any {
			step["mode"] = map[any]string{"FULL_TIME": "WHILE_WORKING", "WHILE_WORKING": "FULL_TIME"}[step["mode"]]
			if step["mode"] == "" {
				return nil
			}
			return steps
		},
		"beside another job": func(steps []any, _ int, step object) []any {
			if step["workingAs"] == nil {
				return nil
			}
			step["workingAs"] = object{"id": "careers/physician"}
			return steps
		},
		"without saying what": func(steps []any, _ int, step object) []any {
			delete(step, "credential")
			delete(step, "career")
			return steps
		},
	} {
		tried := 0
		for plan := range 4 {
			for i := range 2 {
				done := false
				r := verified(t, c, tamper(t, text, func(_ object, plans []any) {
					steps := plans[plan].(object)["steps"].([]any)
					if steps = change(steps, i, steps[i].(object)); steps != nil {
						plans[plan].(object)["steps"] = steps
						done = true
						tried++
					}
				}))
				if done != (len(r.Plans[plan].Findings) > 0) || done == r.Holds {
					t.Errorf("plan %d, step %d %s: found %q", plan, i, name, found(r))
				}
			}
		}
		if tried < 2 {
			t.Errorf("%s: tried %d times", name, tried)
		}
	}
}

// TestTamperedTerms: plans that break a term of the question, and answers that say what is not so of the whole, are found and named.
func TestTamperedTerms(t *testing.T) {
	c, p, in, text := tampered(t)
	constraint := func(name string, value any) func(object, []any) {
		return func(a object, _ []any) { a["question"].(object)["constraints"].(object)[name] = value }
	}
	refs := func(ids ...string) (all []any) {
		for _, id := range ids {
			all = append(all, object{"id": id})
		}
		return all
	}
	otherwise := every()
	otherwise.Avoid = []string{"credentials/as-health-informatics"}
	in.Constraints = &otherwise
	var worse object
	if err := json.Unmarshal(answerTo(t, c, p, in), &worse); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		name, want string
		change     func(a object, plans []any)
	}{
		{"digest", "another catalog", func(a object, _ []any) { a["catalogDigest"] = "00" }},
		{"no digest", "another catalog", func(a object, _ []any) { delete(a, "catalogDigest") }},
		{"months", "more than the limit of 48", constraint("maxMonths", 48)},
		{"dollars", "more than the limit of $12000", constraint("maxCost", 12_000)},
		{"avoid a credential", "Associate Degree in Health Informatics is to be avoided", constraint("avoid", refs("credentials/as-health-informatics"))},
		{"avoid a career", "Medical Coder is to be avoided", constraint("avoid", refs("careers/medical-coder"))},
		{"via", "does not reach its goal", constraint("via", refs("credentials/registered-nurse-license"))},
		{"modes", "this way of studying is not asked for", constraint("studyModes", []any{"FULL_TIME"})},
		{"level", "above the level", constraint("maxLevel", "HIGH_SCHOOL")},
		{"start", "cannot begin", func(a object, _ []any) { a["question"].(object)["from"].(object)["credentials"] = []any{} }},
		{"another target", "not open", func(a object, _ []any) { a["question"].(object)["to"] = object{"id": "careers/physician"} }},
		{"an unknown target", `no career "careers/wizard"`, func(a object, _ []any) { a["question"].(object)["to"] = object{"id": "careers/wizard"} }},
		{"an unknown word", `"FUN" is no criterion`, func(a object, _ []any) { a["question"].(object)["optimize"] = []any{"FUN"} }},
		{"fewer criteria", "better in something and worse in nothing", func(a object, _ []any) { a["question"].(object)["optimize"] = []any{"TIME"} }},
		{"twice", "stands after one", func(a object, plans []any) { a["plans"].(object)["nodes"] = append(plans, plans[len(plans)-1]) }},
		{"order", "stands after one", func(_ object, plans []any) { plans[0], plans[1] = plans[1], plans[0] }},
		{"a worse plan", "better in something and worse in nothing", func(a object, plans []any) {
			a["plans"].(object)["nodes"] = append(plans, worse["plans"].(object)["nodes"].([]any)...)
		}},
		{"best in", "does not say so", func(_ object, plans []any) { plans[0].(object)["bestIn"] = []any{} }},
		{"best in more", "is the best in COST, not this one", func(_ object, plans []any) { plans[0].(object)["bestIn"] = []any{"TIME", "COST"} }},
		{"fastest", "fastest is plan 1", func(a object, plans []any) { a["fastest"] = object{"id": plans[1].(object)["id"]} }},
		{"bounds", "by its bounds no plan has less than 47 of TIME, and one has 46", func(a object, _ []any) { a["bounds"] = object{"months": 47, "cost": 0, "foregoneEarnings": 0} }},
		{"a longer job", "nobody needs it", func(_ object, plans []any) {
			step := plans[2].(object)["steps"].([]any)[1].(object)
			step["months"], step["endMonth"] = 37, 61
		}},
	} {
		r := verified(t, c, tamper(t, text, x.change))
		if all := strings.Join(found(r), "\n"); r.Holds || !strings.Contains(all, x.want) {
			t.Errorf("%s: found %q, want %q", x.name, all, x.want)
		}
	}
	// Where limits are too tight, what there would be without them is gone through, and is over them.
	tight := every()
	tight.MaxMonths = new(12)
	in.Constraints = &tight
	none := answerTo(t, c, p, in)
	if r := verified(t, c, none); !r.Holds || len(r.Plans) != 2 {
		t.Errorf("without a plan: %q", found(r))
	}
	r := verified(t, c, bytes.Replace(none, []byte(`"maxMonths": 12`), []byte(`"maxMonths": 120`), 1))
	if all := strings.Join(found(r), "\n"); !strings.Contains(all, "keeps the question's terms, so that there is a plan") {
		t.Errorf("limits that are not too tight: found %q", all)
	}
}
