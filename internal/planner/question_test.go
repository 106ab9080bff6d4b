package planner

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// hospital is a small world whose names are near each other; "chief" is a credential and a career.
const hospital = `
fields:
  - {id: nursing, name: Nursing}
credentials:
  - {id: diploma, name: Diploma, kind: degree, level: high-school}
  - {id: bs-nursing, name: BS Nursing, kind: degree, level: bachelors, field: nursing, routes: [{requires: {level: high-school}, months: 48, partTimeMonths: 60, cost: 40000}]}
  - {id: ms-nursing, name: MS Nursing, kind: degree, level: masters, field: nursing, routes: [{requires: {level: bachelors}, months: 24, partTimeMonths: 36, cost: 30000}, {requires: {level: bachelors}, months: 30, partTimeMonths: 48, cost: 20000}]}
  - {id: chief, name: Chief Certificate, kind: certification, routes: [{months: 3, cost: 900}]}
careers:
  - {id: aide, name: Aide, wage: 30000}
  - {id: nurse, name: Nurse, wage: 80000, requires: {level: bachelors, fields: [nursing]}}
  - {id: chief, name: Chief Nurse, wage: 120000, requires: {all: [{level: masters}, {experience: {months: 24, in: [nurse]}}]}}
`

func TestQuestionMistakes(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	long := strings.Repeat("x", 300)
	for _, x := range []struct {
		name string
		in   Input
		want []string // code, path, words of the message, nearest
	}{
		{"unknown credential", Input{From: ProfileInput{Credentials: []string{"diploma", "bs-nursin"}}, To: "nurse"}, []string{
			`NOT_FOUND from.credentials.1: there is no credential "bs-nursin" [credentials/bs-nursing credentials/ms-nursing]`,
		}},
		{"resource name of another collection", Input{From: ProfileInput{Credentials: []string{"careers/nurse"}}, To: "nurse"}, []string{
			`NOT_FOUND from.credentials.0: there is no credential "careers/nurse" []`,
		}},
		{"unknown target", Input{To: "nurs"}, []string{`NOT_FOUND to: there is no career "nurs" [careers/nurse]`}},
		{"no target", Input{}, []string{`NOT_FOUND to: there is no career "" []`}},
		{"a long id is cut", Input{To: long}, []string{`NOT_FOUND to: there is no career "` + long[:80] + `…" []`}},
		{"broken text", Input{To: "a\xffb"}, []string{`NOT_FOUND to: there is no career "a?b" []`}},
		{"experience", Input{From: ProfileInput{Experience: []ExperienceInput{{"aide", 3}, {"aid", -1}}}, To: "nurse"}, []string{
			`NOT_FOUND from.experience.1.career: there is no career "aid" [careers/aide]`,
			"BAD_INPUT from.experience.1.months: months of experience are 0 or more, not -1 []",
		}},
		{"empty lists of choices", Input{To: "nurse", Optimize: []Criterion{}, Constraints: &ConstraintsInput{StudyModes: []StudyMode{}}}, []string{
			"BAD_INPUT optimize: name at least one, or leave it out for all []",
			"BAD_INPUT constraints.studyModes: name at least one, or leave it out for all []",
		}},
		{"limits", Input{To: "nurse", Constraints: &ConstraintsInput{MaxMonths: new(-1), MaxCost: new(-5)}}, []string{
			"BAD_INPUT constraints.maxMonths: it is 0 or more, not -1 []",
			"BAD_INPUT constraints.maxCost: it is 0 or more, not -5 []",
		}},
		{"limits that no figure reaches", Input{To: "nurse", Constraints: &ConstraintsInput{MaxMonths: new(catalog.MaxNumber + 1), MaxCost: new(catalog.MaxNumber)}}, []string{
			"BAD_INPUT constraints.maxMonths: it is 2147483647 at most, not 2147483648; leave it out for no limit []",
		}},
		{"the target is avoided", Input{To: "nurse", Constraints: &ConstraintsInput{Avoid: []string{"careers/nurse"}}}, []string{
			"BAD_INPUT constraints.avoid: careers/nurse is the target; it cannot be avoided too []",
		}},
		{"avoided and wanted", Input{To: "nurse", Constraints: &ConstraintsInput{Avoid: []string{"aide", "ms-nursing"}, Via: []string{"credentials/ms-nursing", "careers/aide"}}}, []string{
			"BAD_INPUT constraints.via: credentials/ms-nursing stands in avoid and in via; take it out of one []",
			"BAD_INPUT constraints.via: careers/aide stands in avoid and in via; take it out of one []",
		}},
		{"a slug of two", Input{To: "nurse", Constraints: &ConstraintsInput{Via: []string{"aide", "chief"}, Avoid: []string{"chief"}}}, []string{
			`BAD_INPUT constraints.avoid.0: "chief" names a credential and a career; write credentials/chief or careers/chief [credentials/chief careers/chief]`,
			`BAD_INPUT constraints.via.1: "chief" names a credential and a career; write credentials/chief or careers/chief [credentials/chief careers/chief]`,
		}},
		{"unknown in either", Input{To: "nurse", Constraints: &ConstraintsInput{Avoid: []string{"diplomaa", "careers/aidee", "fields/nursing"}}}, []string{
			`NOT_FOUND constraints.avoid.0: there is no credential or career "diplomaa" [credentials/diploma]`,
			`NOT_FOUND constraints.avoid.1: there is no credential or career "careers/aidee" [careers/aide]`,
			`NOT_FOUND constraints.avoid.2: there is no credential or career "fields/nursing" [credentials/bs-nursing credentials/ms-nursing]`,
		}},
		{"lists too long", Input{
			From: ProfileInput{Credentials: make([]string, MaxListed+1), Experience: make([]ExperienceInput, MaxListed+1)}, To: "nurse",
			Optimize:    make([]Criterion, MaxListed+1),
			Constraints: &ConstraintsInput{Avoid: make([]string, MaxListed+1), Via: make([]string, MaxListed+1), StudyModes: make([]StudyMode, MaxListed+1)},
		}, []string{
			"BAD_INPUT from.credentials: at most 5000 entries may be given; there are 5001 []",
			"BAD_INPUT from.experience: at most 5000 entries may be given; there are 5001 []",
			"BAD_INPUT optimize: at most 5000 entries may be given; there are 5001 []",
			"BAD_INPUT constraints.studyModes: at most 5000 entries may be given; there are 5001 []",
			"BAD_INPUT constraints.avoid: at most 5000 entries may be given; there are 5001 []",
			"BAD_INPUT constraints.via: at most 5000 entries may be given; there are 5001 []",
		}},
	} {
		_, problems := p.Question(x.in)
		var got []string
		for _, m := range problems {
			code := map[ProblemCode]string{NotFound: "NOT_FOUND", BadInput: "BAD_INPUT"}[m.Code]
			message, _, _ := strings.Cut(m.String(), "; did you mean ")
			got = append(got, fmt.Sprintf("%s %s %v", code, message, m.Nearest))
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s:\n got %q\nwant %q", x.name, got, x.want)
		}
	}
}

// TestQuestionPlace: the paths of mistakes begin where the question stands.
func TestQuestionPlace(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	_, problems := p.Question(Input{From: ProfileInput{Credentials: []string{"?"}}, To: "nurse"}, "input", 3)
	if want := []any{"input", 3, "from", "credentials", 0}; len(problems) != 1 || !reflect.DeepEqual(problems[0].Path, want) {
		t.Errorf("got %v, want a path %v", problems, want)
	}
	if profile, problems := p.Profile(ProfileInput{Credentials: []string{"diploma"}}); len(problems) > 0 || len(profile.Credentials) != 1 {
		t.Errorf("a good profile: %v, %v", profile, problems)
	}
	_, problems = p.Profile(ProfileInput{Experience: []ExperienceInput{{Career: "aide", Months: -2}}}, "profile")
	if got, want := problems.Error(), "profile.experience.0.months: months of experience are 0 or more, not -2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if (Problem{Message: "whole"}).String() != "whole" {
		t.Error("a problem without a path does not read as its message")
	}
}

// TestCanonicalQuestion: ways to ask the same are one question with one key.
func TestCanonicalQuestion(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	base := Input{
		From: ProfileInput{Credentials: []string{"diploma", "bs-nursing"}, Experience: []ExperienceInput{{"aide", 5}, {"nurse", 7}}}, To: "chief",
		Constraints: &ConstraintsInput{Avoid: []string{"aide", "credentials/chief"}, Via: []string{"ms-nursing", "nurse"}, MaxLevel: new(catalog.LevelNone)},
	}
	same := []Input{
		{
			From: ProfileInput{
				Credentials: []string{"credentials/bs-nursing", "diploma", "bs-nursing"},
				Experience:  []ExperienceInput{{"careers/nurse", 3}, {"careers/aide", 5}, {"nurse", 4}, {"chief", 0}},
			},
			To: "careers/chief", Optimize: []Criterion{ForegoneEarnings, Time, Cost, Time},
			Constraints: &ConstraintsInput{
				Avoid: []string{"credentials/chief", "careers/aide", "aide"}, Via: []string{"careers/nurse", "credentials/ms-nursing", "nurse"},
				StudyModes: []StudyMode{WhileWorking, FullTime, WhileWorking}, Jobs: OnTheWay,
			},
		},
	}
	question, problems := p.Question(base)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for i, in := range same {
		q, problems := p.Question(in)
		if len(problems) > 0 || !bytes.Equal(q.Key(), question.Key()) || len(q.Optimize) != len(question.Optimize) {
			t.Errorf("input %d is another question: %v\n%+v\n%+v", i, problems, q, question)
		}
	}
	plain, _ := p.Question(Input{To: "nurse"})
	empty, _ := p.Question(Input{To: "nurse", Constraints: &ConstraintsInput{Avoid: []string{}, Via: []string{}}})
	if !bytes.Equal(plain.Key(), empty.Key()) {
		t.Error("empty lists of what to avoid and want are not the same as none")
	}
	most, _ := p.Question(Input{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"aide", catalog.MaxNumber}}}})
	more, _ := p.Question(Input{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"aide", catalog.MaxNumber}, {"aide", catalog.MaxNumber}}}})
	if !bytes.Equal(most.Key(), more.Key()) {
		t.Error("more experience than anything can ask for is not the same as the most that it can")
	}
}

// TestKeys: whatever differs in a question differs in its key, and a key reads back as its question.
func TestKeys(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	credentials := func(ids ...string) Input { return Input{To: "nurse", From: ProfileInput{Credentials: ids}} }
	limited := func(k ConstraintsInput) Input { return Input{To: "nurse", Constraints: &k} }
	all := []Input{
		{To: "nurse"},
		{To: "aide"},
		{To: "nurse", Optimize: []Criterion{Time}},
		{To: "nurse", Optimize: []Criterion{Cost}},
		{To: "nurse", Optimize: []Criterion{Time, Cost}},
		credentials("diploma"),
		credentials("diploma", "bs-nursing"),
		credentials("ms-nursing"),
		{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"aide", 1}}}},
		{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"aide", 128}}}},
		{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"nurse", 1}}}},
		{To: "nurse", From: ProfileInput{Experience: []ExperienceInput{{"nurse", 1}, {"aide", 1}}}},
		limited(ConstraintsInput{MaxMonths: new(0)}),
		limited(ConstraintsInput{MaxMonths: new(1)}),
		limited(ConstraintsInput{MaxMonths: new(catalog.MaxNumber)}),
		limited(ConstraintsInput{MaxCost: new(0)}),
		limited(ConstraintsInput{MaxCost: new(1)}),
		limited(ConstraintsInput{MaxMonths: new(1), MaxCost: new(0)}),
		limited(ConstraintsInput{Jobs: AnyJob}),
		limited(ConstraintsInput{StudyModes: []StudyMode{FullTime}}),
		limited(ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}),
		limited(ConstraintsInput{MaxLevel: new(catalog.LevelHighSchool)}),
		limited(ConstraintsInput{MaxLevel: new(catalog.LevelDoctoral)}),
		limited(ConstraintsInput{Avoid: []string{"diploma"}}),
		limited(ConstraintsInput{Via: []string{"diploma"}}),
		limited(ConstraintsInput{Avoid: []string{"aide"}}),
		limited(ConstraintsInput{Via: []string{"aide"}}),
		limited(ConstraintsInput{Avoid: []string{"diploma"}, Via: []string{"aide"}}),
		limited(ConstraintsInput{Avoid: []string{"aide"}, Via: []string{"diploma"}}),
		limited(ConstraintsInput{Via: []string{"careers/chief"}}),
		limited(ConstraintsInput{Via: []string{"credentials/chief"}}),
	}
	seen := map[string]int{}
	for i, in := range all {
		q, problems := p.Question(in)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		key := string(q.Key())
		if j, ok := seen[key]; ok {
			t.Errorf("questions %d and %d have one key", j, i)
		}
		seen[key] = i
		back, rest, err := p.readQuestion([]byte(key))
		if err != nil || len(rest) > 0 || !reflect.DeepEqual(back, q) {
			t.Errorf("the key of question %d reads as %+v, %x, %v", i, back, rest, err)
		}
		for cut := range len(key) {
			if _, _, err := p.readQuestion([]byte(key[:cut])); err == nil {
				t.Errorf("the first %d bytes of the key of question %d read as a question", cut, i)
			}
		}
	}
}
