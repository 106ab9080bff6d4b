package replay

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerlattice/internal/catalog"
)

// The example of the planning rules: a small world with two plans to Lead on the front, and many beside it.
const world = `
catalog: {format: 1, id: world, title: World}
credentials:
  - {id: hs, name: HS, kind: degree, level: high-school}
  - {id: ba, name: BA, kind: degree, level: bachelors, routes: [{requires: {credential: hs}, months: {min: 40, typical: 48, max: 60}, partTimeMonths: 72, cost: 40000}]}
  - {id: cert, name: Cert, kind: certification, routes: [{requires: {experience: {months: 12, in: [tech]}}, months: 3, partTimeMonths: 6, cost: 500}]}
  - {id: alone, name: Alone, kind: license, routes: [{months: 1, cost: 1}]}
careers:
  - {id: clerk, name: Clerk, wage: 34000, requires: {credential: hs}}
  - {id: tech, name: Tech, wage: 40000, requires: {any: [{credential: ba}, {experience: {months: 24, in: [clerk]}}]}}
  - {id: lead, name: Lead, wage: 80000, requires: {all: [{credential: cert}, {level: bachelors}]}}
  - {id: rich, name: Rich, wage: 90000, requires: {credential: hs}}
  - {id: junior, name: Junior, requires: {credential: hs}, leadsTo: [lead]}
`

func load(t *testing.T) *catalog.Catalog {
	t.Helper()
	c, _, err := catalog.Load(catalog.Input{Name: "world", Files: fstest.MapFS{"world.yaml": {Data: []byte(world)}}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const question = `{"from": {"credentials": [{"id": "credentials/hs"}], "experience": []}, "to": {"id": "careers/lead"},
	"optimize": ["TIME", "COST", "FOREGONE_EARNINGS"], "constraints": {"avoid": [], "via": [], "studyModes": ["FULL_TIME", "WHILE_WORKING"], "jobs": "ON_THE_WAY"}}`

func asked(t *testing.T, text string) *Question {
	t.Helper()
	var q Question
	if err := json.Unmarshal([]byte(text), &q); err != nil {
		t.Fatal(err)
	}
	return &q
}

// TestDeeds: what people do in the example takes what the planning rules say, reaches the goal or does not, and has something needless or not.
func TestDeeds(t *testing.T) {
	c := load(t)
	terms, problems := NewTerms(c, asked(t, question))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	deed := func(text string) Deed {
		var d Deed
		study, job, beside := strings.Cut(text, "+")
		if n, found := strings.CutPrefix(text, "work "); found {
			if _, err := fmt.Sscanf(n, "%s %d", &job, &d.Months); err != nil {
				t.Fatal(err)
			}
			d.Job, _ = c.Career(job)
			return d
		}
		d.Study, _ = c.Credential(study)
		d.Route = d.Study.Routes[0]
		d.Months = d.Route.Months.Typical
		if beside {
			d.Job, _ = c.Career(job)
			d.Months = d.Route.PartTimeMonths.Typical
		}
		return d
	}
	for _, x := range []struct {
		deeds    string
		want     Vector
		reaches  bool
		needless int
	}{
		{"ba, work tech 12, cert", Vector{63, 40500, 12 * 380_000}, true, -1},
		{"cert, ba, work tech 12", Vector{63, 40500, 12 * 380_000}, true, -1}, // in whatever order
		{"ba+clerk, work tech 12, cert", Vector{87, 40500, 12 * 336_000}, true, -1},
		{"ba, work tech 12, cert+tech", Vector{66, 40500, 12 * 380_000}, true, -1},
		{"work clerk 24, ba+tech, cert", Vector{99, 40500, 12 * 352_000}, true, -1},
		{"ba, work tech 13, cert", Vector{64, 40500, 12*380_000 + 40_000}, true, 1},
		{"ba, alone, work tech 12, cert", Vector{64, 40501, 12*380_000 + 80_000}, true, 1},
		{"ba, work tech 11, cert", Vector{62, 40500, 12*380_000 - 40_000}, false, -1},
	} {
		var all []Deed
		var v Vector
		for text := range strings.SplitSeq(x.deeds, ", ") {
			d := deed(text)
			all = append(all, d)
			for i, n := range terms.takes(d) {
				v[i] += n
			}
		}
		if v != x.want || terms.Reaches(all) != x.reaches || terms.Needless(all) != x.needless {
			t.Errorf("%s takes %v, reaches the goal: %t, needless: %d; want %+v", x.deeds, v, terms.Reaches(all), terms.Needless(all), x)
		}
	}
	// By the longest chain the bachelor's degree, a year as Tech and the certificate follow one another; nobody has to earn less
	// than Tech pays meanwhile, except in the certificate's three months.
	if got, want := terms.leastOf([]*PlanReport{{Deeds: []Deed{deed("ba"), deed("cert")}}}), (Vector{51, 40500, 276_000 * 12}); got != want {
		t.Errorf("no plan takes less than %v; want %v", got, want)
	}
}

// TestForbids: each term of a question forbids what it says.
func TestForbids(t *testing.T) {
	c := load(t)
	ba, _ := c.Credential("ba")
	career := func(slug string) *catalog.Career {
		x, _ := c.Career(slug)
		return x
	}
	full, beside := Deed{Study: ba, Route: ba.Routes[0], Months: 48}, Deed{Study: ba, Route: ba.Routes[0], Job: career("clerk"), Months: 72}
	work := func(slug string) Deed { return Deed{Job: career(slug), Months: 1} }
	for _, x := range []struct {
		constraints string
		deed        Deed
		want        string
	}{
		{`{}`, full, ""},
		{`{}`, beside, ""},
		{`{}`, work("junior"), ""}, // its next move is the target
		{`{}`, work("rich"), "Rich is not on the way, and no other jobs are asked for"},
		{`{"jobs": "ANY"}`, work("rich"), ""},
		{`{"via": [{"id": "careers/rich"}]}`, work("rich"), ""},
		{`{"avoid": [{"id": "ba"}]}`, full, "BA is to be avoided"},
		{`{"avoid": [{"id": "careers/clerk"}]}`, beside, "Clerk is to be avoided"},
		{`{"studyModes": ["WHILE_WORKING"]}`, full, "this way of studying is not asked for"},
		{`{"studyModes": ["FULL_TIME"]}`, beside, "this way of studying is not asked for"},
		{`{"studyModes": ["WHILE_WORKING"]}`, work("tech"), ""},
		{`{"maxLevel": "ASSOCIATE"}`, full, "BA is above the level associate"},
		{`{"maxLevel": "BACHELORS"}`, full, ""},
	} {
		q := asked(t, `{"from": {}, "to": {"id": "lead"}, "constraints": `+x.constraints+`}`)
		terms, problems := NewTerms(c, q)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := terms.Forbids(x.deed); got != x.want {
			t.Errorf("%s: %q, want %q", x.constraints, got, x.want)
		}
	}
	_, problems := NewTerms(c, asked(t, `{"from": {"credentials": [{"id": "phd"}], "experience": [{"career": {"id": "clerk"}, "months": -1}]},
		"to": {"id": "king"}, "optimize": ["FAME"], "constraints": {"avoid": [{"id": "evil"}], "maxLevel": "HIGHEST"}}`))
	want := []string{
		`the catalog has no career "king"`, `the catalog has no credential "phd"`, "-1 is no number of months of experience", `the catalog has no "evil"`,
		`"FAME" is no criterion`, `"HIGHEST" is no level`,
	}
	if !slices.Equal(problems, want) {
		t.Errorf("got %q, want %q", problems, want)
	}
}

// TestRead: what is no answer is refused in words, and whatever is read can be checked.
func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		``:                 "it is no answer with plans: EOF",
		`[]`:               "it is no answer with plans: json: cannot unmarshal array",
		`{}`:               "it does not say the question",
		`{"data": null}`:   "it does not say the question",
		`{"question": {}}`: "it has no plans, and no reason",
		`{"question": {}, "reason": "UNATTAINABLE"} {}`:                         "something follows the answer",
		`{"question": {}, "plans": {"nodes": [null]}}`:                          "a plan in it is null",
		`{"question": {}, "plans": {"nodes": [{"steps": [null]}]}}`:             "a step of a plan in it is null",
		`{"question": {}, "plans": {"nodes": [{"steps": [{"months": 1e99}]}]}}`: "it is no answer with plans: json: cannot unmarshal number 1e99",
	} {
		if a, err := Read(strings.NewReader(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s is read as %+v, %v; want %q", text, a, err, want)
		}
	}
}

// FuzzCheck: whatever a file says, it is read and checked, or refused; nothing that holds breaks its own bounds.
func FuzzCheck(f *testing.F) {
	c, _, err := catalog.Load(catalog.Input{Name: "world", Files: fstest.MapFS{"world.yaml": {Data: []byte(world)}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`{"question": ` + question + `, "catalogDigest": "x", "plans": {"nodes": [{"months": 63, "steps": [
		{"credential": {"id": "ba"}, "route": {"index": 0}, "mode": "FULL_TIME"}, {"career": {"id": "tech"}, "months": 12}, {"credential": {"id": "cert"}, "route": {"index": 0}}]}]}}`))
	f.Add([]byte(`{"data": {"plan": {"question": ` + question + `, "reason": "LIMITS_TOO_TIGHT", "fastest": {"steps": [{}]}}}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		a, err := Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		r := Check(c, a)
		for _, b := range r.Bounds {
			if r.Holds && b.AtLeast > b.Best {
				t.Errorf("%+v", b)
			}
		}
	})
}
