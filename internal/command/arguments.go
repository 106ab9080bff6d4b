package command

import (
	"encoding"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"careerlattice/internal/planner"
)

// arguments are what an export is asked for, by the names of parameters; say tells what the caller knows a parameter as.
// Mistakes are kept for err.
type arguments struct {
	values   url.Values
	say      func(string) string
	mistakes []error
}

// failf is a mistake of the caller.
func (a *arguments) failf(format string, args ...any) error { return usagef(format, args...) }

func (a *arguments) wrong(name, format string, args ...any) {
	a.mistakes = append(a.mistakes, usagef(a.say(name)+": "+format, args...))
}

// err is the first mistake.
func (a *arguments) err() error {
	if len(a.mistakes) == 0 {
		return nil
	}
	return a.mistakes[0]
}

// only refuses parameters that are not known here.
func (a *arguments) only(known []string) error {
	var given []string
	for name := range a.values {
		if !slices.Contains(known, name) {
			given = append(given, name)
		}
	}
	if len(given) == 0 {
		return nil
	}
	slices.Sort(given)
	if len(known) == 0 {
		return usagef("%s: this export has no parameters", a.say(given[0]))
	}
	said := make([]string, len(known))
	for i, name := range known {
		said[i] = a.say(name)
	}
	return usagef("%s is no parameter of this export: it has %s", a.say(given[0]), strings.Join(said, ", "))
}

// text is the one value of a parameter; empty where it is not given.
func (a *arguments) text(name string) string {
	if all := a.values[name]; len(all) > 1 {
		a.wrong(name, "it is given %d times; give it once", len(all))
	}
	return strings.TrimSpace(a.values.Get(name))
}

// words are the values of a parameter, which may be given several times or hold several, parted by commas.
func (a *arguments) words(name string) []string {
	var all []string
	for _, value := range a.values[name] {
		all = append(all, strings.Split(value, ",")...)
	}
	return present(all)
}

// number is a whole number; nil where it is not given.
func (a *arguments) number(name string) *int {
	text := a.text(name)
	if text == "" {
		return nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		a.wrong(name, "%q is not a whole number", text)
		return nil
	}
	whole := int(n)
	return &whole
}

// flag is true or false; false where it is not given.
func (a *arguments) flag(name string) bool {
	text := a.text(name)
	if text == "" {
		return false
	}
	yes, err := strconv.ParseBool(text)
	if err != nil {
		a.wrong(name, "%q is neither true nor false", text)
	}
	return yes
}

// oneOf are the words of a parameter that may be some of those known, as the schema writes them.
func (a *arguments) oneOf(name string, known ...string) []string {
	var all []string
	for _, text := range a.words(name) {
		word := strings.ReplaceAll(strings.ToLower(text), "_", "-")
		if !slices.Contains(known, word) {
			a.wrong(name, "%q is none of %s", text, strings.Join(known, ", "))
		}
		all = append(all, enum(word))
	}
	return all
}

// choices are the words of a parameter, as what they name.
func choices[T any, P interface {
	*T
	encoding.TextUnmarshaler
}](a *arguments, name string) []T {
	var all []T
	for _, text := range a.words(name) {
		var value T
		if err := P(&value).UnmarshalText([]byte(text)); err != nil {
			a.wrong(name, "%w", err)
			continue
		}
		all = append(all, value)
	}
	return all
}

// choice is one of several words; nil where it is not given.
func choice[T any, P interface {
	*T
	encoding.TextUnmarshaler
}](a *arguments, name string) *T {
	_ = a.text(name) // says so where it is given several times
	all := choices[T, P](a, name)
	switch len(all) {
	case 0:
		return nil
	case 1:
		return &all[0]
	}
	a.wrong(name, "%q are several; give one", strings.Join(a.words(name), ","))
	return nil
}

// question is the planning question that the parameters ask.
func (a *arguments) question(p *planner.Planner) (planner.Question, error) {
	cmd := planCommand{
		startFlags: startFlags{From: a.words("from"), Experience: a.words("experience")}, To: a.text("to"),
		Optimize: choices[criterion](a, "optimize"),
		constraintFlags: constraintFlags{
			MaxMonths: a.number("maxMonths"), MaxCost: a.number("maxCost"), Avoid: a.words("avoid"), Via: a.words("via"),
			StudyModes: choices[studyMode](a, "studyModes"), MaxLevel: choice[level](a, "maxLevel"),
		},
		budgetFlag: budgetFlag{planner.DefaultBudget},
	}
	if jobs := choice[jobScope](a, "jobs"); jobs != nil {
		cmd.Jobs = *jobs
	}
	if !a.values.Has("from") && !a.values.Has("experience") {
		a.wrong("from", "it is missing: name what you hold by id, or leave it empty for nothing")
	}
	if cmd.To == "" {
		a.wrong("to", "it is missing: name the career you want by id")
	}
	if err := a.err(); err != nil {
		return planner.Question{}, err
	}
	cmd.From = append([]string{}, cmd.From...) // never nil: it was given
	if !a.values.Has("optimize") {
		cmd.Optimize = []criterion{criterion(planner.Time), criterion(planner.Cost), criterion(planner.ForegoneEarnings)}
	}
	if !a.values.Has("studyModes") {
		cmd.StudyModes = []studyMode{studyMode(planner.FullTime), studyMode(planner.WhileWorking)}
	}
	in, err := cmd.input()
	if err != nil {
		return planner.Question{}, err
	}
	question, problems := p.Question(in)
	if len(problems) > 0 {
		return planner.Question{}, usageError{errors.New(describe(problems, a.say))}
	}
	return question, nil
}
