package command

import (
	"encoding"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
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

// constraints are what narrows the plans that count.
func (a *arguments) constraints() constraintFlags {
	f := constraintFlags{
		MaxMonths: a.number("maxMonths"), MaxCost: a.number("maxCost"), Avoid: a.words("avoid"), Via: a.words("via"),
		StudyModes: choices[studyMode](a, "studyModes"), MaxLevel: choice[level](a, "maxLevel"),
	}
	if !a.values.Has("studyModes") {
		f.StudyModes = []studyMode{studyMode(planner.FullTime), studyMode(planner.WhileWorking)}
	}
	if jobs := choice[jobScope](a, "jobs"); jobs != nil {
		f.Jobs = *jobs
	}
	return f
}

// start is where a person starts.
func (a *arguments) start() startFlags {
	if !a.values.Has("from") && !a.values.Has("experience") {
		a.wrong("from", "it is missing: name what you hold by id, or leave it empty for nothing")
	}
	return startFlags{From: append([]string{}, a.words("from")...), Experience: a.words("experience")} // From is never nil: it was given
}

// question is the planning question that the parameters ask.
func (a *arguments) question(p *planner.Planner) (planner.Question, error) {
	cmd := planCommand{
		startFlags: a.start(), To: a.text("to"), Optimize: choices[criterion](a, "optimize"), constraintFlags: a.constraints(),
		budgetFlag: budgetFlag{planner.DefaultBudget},
	}
	if cmd.To == "" {
		a.wrong("to", "it is missing: name the career you want by id")
	}
	if !a.values.Has("optimize") {
		cmd.Optimize = []criterion{criterion(planner.Time), criterion(planner.Cost), criterion(planner.ForegoneEarnings)}
	}
	if err := a.err(); err != nil {
		return planner.Question{}, err
	}
	in, err := cmd.input()
	if err != nil {
		return planner.Question{}, err
	}
	question, problems := p.Question(in)
	return question, a.refuse(problems)
}

// circle is the question about all careers that the parameters ask.
func (a *arguments) circle(p *planner.Planner) (planner.Circle, error) {
	start, limits := a.start(), a.constraints()
	if err := a.err(); err != nil {
		return planner.Circle{}, err
	}
	from, err := start.profile()
	if err != nil {
		return planner.Circle{}, err
	}
	circle, problems := p.Circle(from, limits.constraints())
	return circle, a.refuse(problems)
}

// career is the one career that the parameters name.
func (a *arguments) career(p *planner.Planner) (*catalog.Career, error) {
	to := a.text("to")
	if to == "" {
		a.wrong("to", "it is missing: name the career to reach by id")
	}
	if err := a.err(); err != nil {
		return nil, err
	}
	grid, problems := p.Grid(nil, []string{to}, nil)
	if err := a.refuse(problems); err != nil {
		return nil, err
	}
	return grid.To[0], nil
}

// grid is the question about starts and careers that the parameters ask: each from is a start.
func (a *arguments) grid(p *planner.Planner, cells int) (planner.Grid, error) {
	to, limits := a.words("to"), a.constraints()
	if len(a.values["from"]) == 0 {
		a.wrong("from", "it is missing: give it once for each start, with what is held by id and ID=MONTHS for careers worked in, between commas")
	}
	if len(to) == 0 {
		a.wrong("to", "it is missing: name the careers to reach by id")
	}
	if n := len(a.values["from"]) * len(to); cells > 0 && n > cells {
		a.wrong("to", "these are %d cells; at most %d are answered", n, cells)
	}
	if err := a.err(); err != nil {
		return planner.Grid{}, err
	}
	from, err := startsOf(a.values["from"])
	if err != nil {
		return planner.Grid{}, err
	}
	grid, problems := p.Grid(from, to, limits.constraints())
	return grid, a.refuse(problems)
}

// refuse is the error of what the planner does not take; nil for no problems.
func (a *arguments) refuse(problems planner.Problems) error {
	if len(problems) == 0 {
		return nil
	}
	return usageError{errors.New(describe(problems, a.say))}
}
