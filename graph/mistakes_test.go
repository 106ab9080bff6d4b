package graph

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// paging are the mistakes of a list's arguments.
var paging = []string{"first: -1", "last: 101", `after: "x"`, `before: "x"`}

// pagingAt are what is said of them, and of first beside last.
var pagingAt = []string{
	"first and last exclude each other", "first is -1; a page may have 0 to 100 entries", "last is 101; a page may have 0 to 100 entries", "after is", "before is",
}

// TestEveryMistakeAtOnce gives every root field something wrong in each of its arguments that can be wrong, and wants one error for
// each, with the argument's path and what is allowed.
func TestEveryMistakeAtOnce(t *testing.T) {
	long := fmt.Sprintf("%q", strings.Repeat("x", 201))
	wrong := map[string]struct{ arguments, want []string }{
		"node":           {},
		"catalog":        {},
		"nodes":          {[]string{"ids: [" + strings.Repeat(`"x",`, 101) + "]"}, []string{"ids has 101 entries; at most 100"}},
		"career":         {[]string{`id: "lede"`}, []string{"id|there is no career"}},
		"credential":     {[]string{`id: "ceet"`}, []string{"id|there is no credential"}},
		"concentrations": {paging, pagingAt},
		"organizations":  {paging, pagingAt},
		"fieldsOfStudy":  {paging, pagingAt},
		"industries":     {paging, pagingAt},
		"skills":         {paging, pagingAt},
		"certifications": {paging, pagingAt},
		"careers": {
			[]string{`filter: {text: ` + long + `, industries: ["offices", "x"], skills: ["x", "y"], minWage: -1, maxWage: -2}`, "first: 101"},
			[]string{
				"filter.text has 201 characters; at most 200", "filter.industries[1]|there is no industry", "filter.skills[0]|there is no skill",
				"filter.skills[1]|there is no skill", "filter.minWage is -1; give dollars a year, 0 or more", "filter.maxWage is -2; give dollars a year, 0 or more",
				"first is 101; a page may have 0 to 100 entries",
			},
		},
		"credentials": {
			[]string{`filter: {text: ` + long + `, fields: ["x"]}`, "last: -1"},
			[]string{"filter.text has 201", "filter.fields[0]|there is no field of study", "last is -1; a page may have 0 to 100 entries"},
		},
		"degrees": {[]string{`field: "x"`, "last: -1"}, []string{"field|there is no field of study", "last is -1; a page may have 0 to 100 entries"}},
		"search":  {[]string{"text: " + long, "first: 101"}, []string{"text has 201 characters; at most 200", "first is 101; a page may have 0 to 100 entries"}},
		"gap": {
			[]string{`from: {credentials: ["x"], experience: [{career: "x", months: -1}]}`, `to: "x"`},
			[]string{
				"from.credentials[0]|there is no credential", "from.experience[0].career|there is no career", "from.experience[0].months: months of experience are 0 or more",
				"to|there is no career",
			},
		},
		"plan": {
			[]string{`input: {from: {credentials: ["x"]}, to: "x", optimize: [], constraints: {maxMonths: -1, maxCost: -1, avoid: ["x"], via: ["x"], studyModes: []}}`},
			[]string{
				"input.from.credentials[0]|there is no credential", "input.to|there is no career", "input.optimize:", "input.constraints.maxMonths:",
				"input.constraints.maxCost:", "input.constraints.studyModes:", "input.constraints.avoid[0]|there is no", "input.constraints.via[0]|there is no",
			},
		},
		"checkPlan": {
			[]string{
				`from: {credentials: ["x"]}`, `to: "x"`, `steps: [{study: {credential: "x", mode: WHILE_WORKING}}, {study: {credential: "ba", route: 7, mode: FULL_TIME, ` +
					`workingAs: "x"}}, {work: {career: "x", months: 0}}]`,
			},
			[]string{
				"from.credentials[0]|there is no credential", "to|there is no career", "steps[0].study.credential|there is no credential",
				"steps[0].study.mode: study while working needs", "steps[1].study.workingAs|there is no career", "steps[1].study.mode: study full time has no job",
				"steps[1].study.route: credentials/ba has 1 route, counted from 0", "steps[2].work.career|there is no career", "steps[2].work.months: work takes 1 month",
			},
		},
		"landmarks": {
			[]string{`from: {credentials: ["x"]}`, `to: "x"`, `constraints: {maxMonths: -1}`},
			[]string{"from.credentials[0]|there is no credential", "to|there is no career", "constraints.maxMonths:"},
		},
		"whyNot": {
			[]string{`from: {credentials: ["x"]}`, `to: "lead"`, `through: "lead"`, "optimize: []", `constraints: {avoid: ["x"]}`},
			[]string{"from.credentials[0]|there is no credential", "optimize:", "constraints.avoid[0]|there is no", "through: careers/lead is the target"},
		},
		"compareCareers": {
			[]string{`from: {credentials: ["x"]}`, `careers: ["lead", "x", "lead"]`, `constraints: {maxCost: -1, avoid: ["tech"]}`},
			[]string{"from.credentials[0]|there is no credential", "careers[1]|there is no career", "constraints.maxCost:", "careers[2]: careers/lead stands there twice"},
		},
		"reachableCareers": {
			[]string{`from: {credentials: ["x"]}, constraints: {maxMonths: -1, via: ["x"]}`, "first: -1", "last: 101"},
			[]string{
				"from.credentials[0]|there is no credential", "constraints.maxMonths:", "constraints.via[0]|there is no", "first and last exclude each other",
				"first is -1; a page may have 0 to 100 entries", "last is 101; a page may have 0 to 100 entries",
			},
		},
		"planMatrix": {
			[]string{`from: [{}, {credentials: ["x"]}], to: ["lead", "x"], constraints: {maxCost: -1, avoid: ["lead"]}`},
			[]string{"from[1].credentials[0]|there is no credential", "to[1]|there is no career", "constraints.maxCost:", "to[0]: careers/lead stands in avoid too"},
		},
		"origins": {
			[]string{`to: "x"`, "last: 101"}, []string{"to|there is no career", "last is 101; a page may have 0 to 100 entries"},
		},
		"leverage": {
			[]string{`from: {credentials: ["x"]}, constraints: {maxMonths: -1}`, "first: 101"},
			[]string{"from.credentials[0]|there is no credential", "constraints.maxMonths:", "first is 101; 0 to 100 may be asked for"},
		},
		"relationships": {
			[]string{`from: "x"`, `to: "y"`, "first: 101"},
			[]string{"from|there is no node", "to|there is no node", "first is 101; 0 to 100 may be asked for"},
		},
		"neighborhood": {
			[]string{`id: "x"`, "depth: 11", "limit: 0"},
			[]string{"id|there is no node", "depth is 11; 0 to 10 may be asked for", "limit is 0; 1 to 1000 may be asked for"},
		},
		"centralNodes": {[]string{"first: -1"}, []string{"first is -1; 0 to 100 may be asked for"}},
		"careerGroups": {[]string{"similarity: 2", "first: 101"}, []string{"similarity is 2; 0 to 1 may be asked for", "first is 101; 0 to 100 may be asked for"}},
	}
	h, log := serve(t, small(t))
	for _, f := range publicSchema().Query.Fields {
		x, ok := wrong[f.Name]
		if !ok && !strings.HasPrefix(f.Name, "__") {
			t.Errorf("%s has nothing wrong", f.Name)
		}
		if len(x.arguments) == 0 {
			continue
		}
		var got []string
		reply := post(t, h, "{"+f.Name+"("+strings.Join(x.arguments, ", ")+"){__typename}}", nil)
		for _, e := range reply.Errors {
			at := dotted(plain(e.Extensions.Argument))
			if e.Extensions.Code == BadUserInput && !strings.HasPrefix(e.Message, at) {
				t.Errorf("%s: %s does not begin with its argument, %s", f.Name, e.Message, at)
			}
			text := e.Message
			if e.Extensions.Code == NotFound {
				text = at + "|" + text
			}
			got = append(got, text)
		}
		for i, want := range x.want {
			if i >= len(got) || !strings.HasPrefix(got[i], want) {
				t.Errorf("%s: want %q, one of %q", f.Name, want, x.want)
			}
		}
		if len(got) != len(x.want) {
			t.Errorf("%s: %q", f.Name, got)
		}
		delete(wrong, f.Name)
	}
	delete(wrong, "node")
	delete(wrong, "catalog")
	if len(wrong) > 0 {
		t.Errorf("no fields: %v", slices.Sorted(maps.Keys(wrong)))
	}
	if log.Len() > 0 {
		t.Errorf("the log has it: %s", log)
	}
}

// plain makes whole numbers of JSON's.
func plain(path []any) []any {
	out := slices.Clone(path)
	for i, step := range out {
		if n, ok := step.(float64); ok {
			out[i] = int(n)
		}
	}
	return out
}

// TestEveryWrongVariable names all that is wrong with variables at once, up to a bound.
func TestEveryWrongVariable(t *testing.T) {
	h, _ := serve(t, small(t))
	const query = `query($f: CareerFilter, $n: Int!, $i: PlanInput!, $t: ID!) {
		careers(filter: $f, first: $n) { totalCount } plan(input: $i) { __typename } career(id: $t) { id } }`
	got := post(t, h, query, map[string]any{
		"f": map[string]any{"minWage": "1", "maxAge": 7, "maxLevel": "NONE", "industries": []any{"a", nil, 1.5}},
		"n": nil,
		"i": map[string]any{"from": map[string]any{"experience": []any{map[string]any{"months": 1}, 7}}, "optimize": "SPEED"},
	})
	var all []string
	for _, e := range got.Errors {
		if at := dotted(plain(e.Extensions.Argument)); !strings.HasPrefix(e.Message, at+" ") || e.Extensions.Code != BadUserInput {
			t.Errorf("%s at %s", e.Message, at)
		}
		all = append(all, e.Message)
	}
	if diff := cmp.Diff([]string{
		"variables.f.industries[1] cannot be null.",
		"variables.f.industries[2] must be text.",
		"variables.f.minWage must be a whole number from -2147483648 to 2147483647.",
		"variables.f.maxLevel must be one of HIGH_SCHOOL, POSTSECONDARY_CERTIFICATE, ASSOCIATE, BACHELORS, POSTBACCALAUREATE_CERTIFICATE, MASTERS, POSTMASTERS_CERTIFICATE, DOCTORAL.",
		"variables.f.maxAge is not a field of the input.",
		"variables.n cannot be null.",
		"variables.i.from.experience[0].career must be defined.",
		"variables.i.from.experience[1] must be an object, as ExperienceInput is.",
		"variables.i.to must be defined.",
		"variables.i.optimize must be one of TIME, COST, FOREGONE_EARNINGS.",
		"variables.t must be defined.",
	}, all); diff != "" {
		t.Error(diff)
	}
	many := post(t, h, `query($i: [ID!]!) { nodes(ids: $i) { id } }`, map[string]any{"i": slices.Repeat([]any{true}, 10_000)})
	if len(many.Errors) != maxErrors+1 || many.code() != BadUserInput {
		t.Errorf("%d errors: %.300s", len(many.Errors), many.body)
	}
}
