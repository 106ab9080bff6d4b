package importer

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

var (
	careerPattern = regexp.MustCompile(`^(trainee )?(\d{2}-\d{4}\.\d{2}|\d[\d.-]*\*)$`)
	fieldPattern  = regexp.MustCompile(`^\d{2}\.\d{2}(\d{2}(-[a-z]+)?)?$`)
	groupPattern  = regexp.MustCompile(`^\d{2}(\.\d{2})?\*$`)
	idPattern     = regexp.MustCompile(`^[a-z0-9.-]+$`)
)

// trainingKinds are the kinds of trainees' jobs, with what the trainee is called in names and ids.
var trainingKinds = map[string]string{
	"residency": "resident", "apprenticeship": "apprentice", "supervised-practice": "candidate", "long-term": "trainee",
}

// check finds what is wrong with a layer whatever the publishers' files hold.
func (l *layer) check() error {
	var found []error
	report := func(w word, format string, args ...any) { found = append(found, l.at(w, format, args...)) }
	careers := func(words []word, trainees bool) {
		for _, w := range words {
			if !careerPattern.MatchString(w.text) || !trainees && strings.HasPrefix(w.text, "trainee ") {
				report(w, "%q is no O*NET-SOC code; write one such as \"29-1141.00\", or the beginning of some, \"29-12*\"", w.text)
			}
		}
	}
	fields := func(words ...word) {
		for _, w := range words {
			if w.text != "" && !fieldPattern.MatchString(w.text) {
				report(w, "%q is no CIP code; write four digits or six in quotes, such as \"51.38\" or \"51.3801\"", w.text)
			}
		}
	}
	level := func(w word) {
		if _, ok := catalog.ParseLevel(w.text); !ok && w.text != "" {
			report(w, "the level %q is not known; levels are high-school, postsecondary-certificate, associate, bachelors, "+
				"postbaccalaureate-certificate, masters, postmasters-certificate and doctoral", w.text)
		}
	}
	c := layerCheck{report, careers, fields, level}
	for _, f := range l.Crosswalk {
		careers(f.Careers, false)
		fields(f.Fields...)
	}
	for _, f := range l.Fields {
		fields(f.Field)
	}
	for _, w := range l.Regulated {
		if !groupPattern.MatchString(w.text) {
			report(w, "%q is no beginning of CIP codes; write one such as \"51.38*\"", w.text)
		}
	}
	careers(l.Binding, false)
	for _, f := range l.Education {
		careers(f.Careers, false)
		c.formula(&f.Requires)
	}
	for _, f := range l.Training {
		careers(f.Careers, false)
		careers(given(f.After), false)
		if _, ok := trainingKinds[f.Kind.text]; !ok {
			report(f.Kind, "the kind of training %q is not known; kinds are residency, apprenticeship, supervised-practice and long-term", f.Kind.text)
		}
	}
	for _, f := range l.Experience {
		careers(f.Careers, false)
		careers(f.In, true)
	}
	for _, f := range l.Recommends {
		careers(f.Careers, false)
		fields(f.Fields...)
		level(f.Level)
	}
	for _, f := range l.Programs {
		level(f.Level)
		fields(f.Field)
		c.routes(f.Level, f.Routes)
	}
	for _, f := range l.Credentials {
		c.credential(f)
	}
	for name := range l.Prices {
		c.price(word{text: name})
	}
	return errors.Join(found...)
}

// layerCheck looks at the parts of a layer that several of its entries have.
type layerCheck struct {
	report  func(word, string, ...any)
	careers func([]word, bool)
	fields  func(...word)
	level   func(word)
}

func (c layerCheck) credential(f credentialFact) {
	if !idPattern.MatchString(f.ID.text) {
		c.report(f.ID, "the id %q is not of lower-case letters, digits, \"-\" and \".\"", f.ID.text)
	}
	if !slices.ContainsFunc(catalog.Kinds(), func(k catalog.Kind) bool { return k.String() == f.Kind.text }) {
		c.report(f.Kind, "the kind %q is not known; kinds are degree, certificate, certification and license", f.Kind.text)
	}
	if f.Name == "" {
		c.report(f.ID, "%s has no name: add \"name\"", f.ID.text)
	}
	c.level(f.Level)
	c.fields(f.Field)
	c.careers(f.Careers, false)
	c.routes(f.ID, f.Routes)
}

func (c layerCheck) routes(of word, routes []routeFact) {
	for _, r := range routes {
		c.formula(r.Requires)
		if r.Cost.At.text != "" {
			c.price(r.Cost.At)
		}
		if r.Months < 0 || r.PartTime != nil && *r.PartTime < r.Months {
			c.report(of, "a route to %s takes no less beside a job than full time, and no negative months", of.text)
		}
	}
}

func (c layerCheck) price(w word) {
	if !slices.Contains(priceNames, w.text) {
		c.report(w, "the price %q is not known; prices are %s", w.text, strings.Join(priceNames, ", "))
	}
}

func (c layerCheck) formula(f *formula) {
	if f == nil {
		return
	}
	for _, part := range slices.Concat(f.All, f.Any) {
		c.formula(&part)
	}
	c.level(f.Level)
	c.fields(f.Fields...)
	if f.Experience != nil {
		c.careers(f.Experience.In, true)
	}
	forms := 0
	for _, there := range []bool{f.All != nil, f.Any != nil, f.Credential.text != "", f.Level.text != "", f.Experience != nil} {
		if there {
			forms++
		}
	}
	if forms > 1 || len(f.Fields) > 0 && f.Level.text == "" {
		c.report(firstWord(f), "a requirement has one form: all, any, credential, level with fields, or experience")
	}
}

// firstWord is a word of the formula, for its line.
func firstWord(f *formula) word {
	for _, w := range slices.Concat([]word{f.Level, f.Credential}, f.Fields) {
		if w.line > 0 {
			return w
		}
	}
	if f.Experience != nil && len(f.Experience.In) > 0 {
		return f.Experience.In[0]
	}
	for _, part := range slices.Concat(f.All, f.Any) {
		if w := firstWord(&part); w.line > 0 {
			return w
		}
	}
	return word{}
}

// given is the word as a list, empty where it was not written.
func given(w word) []word {
	if w.text == "" {
		return nil
	}
	return []word{w}
}
