package importer

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// Overlay is what no publisher's file says: licenses, regulated programs, trainees' jobs, sources of experience. It is made
// of layers, each a file that a person can edit; where two speak of the same thing, the later one wins.
type Overlay struct{ layers []*layer }

//go:embed overlay.yaml
var builtin []byte

// layer is one overlay file.
type layer struct {
	file     string
	required bool // whether a code that the publishers' files do not have is a mistake, or a doubt

	Crosswalk   []crosswalkFact  `yaml:"crosswalk"`
	Fields      []fieldFact      `yaml:"fields"`
	Regulated   []word           `yaml:"regulated"`
	Binding     []word           `yaml:"binding"`
	Resident    int              `yaml:"residentWage"`
	Education   []educationFact  `yaml:"education"`
	Training    []trainingFact   `yaml:"training"`
	Experience  []experienceFact `yaml:"experience"`
	Recommends  []recommendFact  `yaml:"recommends"`
	Programs    []programFact    `yaml:"programs"`
	Credentials []credentialFact `yaml:"credentials"`
	Prices      map[string]int   `yaml:"prices"`
}

type crosswalkFact struct {
	Careers []word `yaml:"careers"`
	Fields  []word `yaml:"fields"`
}

type fieldFact struct {
	Field word   `yaml:"field"`
	Name  string `yaml:"name"`
}

type educationFact struct {
	Careers  []word  `yaml:"careers"`
	Requires formula `yaml:"requires"`
}

type trainingFact struct {
	Careers []word `yaml:"careers"`
	Kind    word   `yaml:"kind"`
	Months  int    `yaml:"months"`
	After   word   `yaml:"after"`
}

// experienceFact says in which careers experience counts, and how much is asked for; nil months are those of the rule.
type experienceFact struct {
	Careers []word `yaml:"careers"`
	Months  *int   `yaml:"months"`
	In      []word `yaml:"in"`
}

type recommendFact struct {
	Careers []word `yaml:"careers"`
	Level   word   `yaml:"level"`
	Fields  []word `yaml:"fields"`
}

type programFact struct {
	Level  word        `yaml:"level"`
	Field  word        `yaml:"field"`
	Routes []routeFact `yaml:"routes"`
}

type credentialFact struct {
	ID      word        `yaml:"id"`
	Kind    word        `yaml:"kind"`
	Name    string      `yaml:"name"`
	Level   word        `yaml:"level"`
	Field   word        `yaml:"field"`
	Careers []word      `yaml:"careers"`
	Routes  []routeFact `yaml:"routes"`
}

type routeFact struct {
	Requires *formula `yaml:"requires"`
	Months   int      `yaml:"months"`
	PartTime *int     `yaml:"partTimeMonths"`
	Cost     costFact `yaml:"cost"`
}

// costFact is dollars, or years of a price and dollars beside it.
type costFact struct {
	Dollars int
	At      word
	Years   float64
}

// formula is a requirement as an overlay writes it: with codes instead of ids.
type formula struct {
	All        []formula       `yaml:"all"`
	Any        []formula       `yaml:"any"`
	Credential word            `yaml:"credential"`
	Level      word            `yaml:"level"`
	Fields     []word          `yaml:"fields"`
	Experience *experienceNeed `yaml:"experience"`
}

type experienceNeed struct {
	Months int    `yaml:"months"`
	In     []word `yaml:"in"`
}

// word is text, and the line it stands in.
type word struct {
	text string
	line int
}

// UnmarshalYAML reads a scalar as it is written.
func (w *word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a word or a code in quotes is wanted here, not a list or a mapping", n.Line)
	}
	w.text, w.line = n.Value, n.Line
	return nil
}

// UnmarshalYAML reads dollars, or a mapping with at, years and plus.
func (c *costFact) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		dollars, err := strconv.Atoi(n.Value)
		if err != nil || dollars < 0 {
			return fmt.Errorf("line %d: the cost %q is not a whole number of dollars", n.Line, n.Value)
		}
		c.Dollars = dollars
		return nil
	}
	var at struct {
		At    word    `yaml:"at"`
		Years float64 `yaml:"years"`
		Plus  int     `yaml:"plus"`
	}
	if err := n.Load(&at, yaml.WithKnownFields()); err != nil {
		return err
	}
	if at.At.text == "" || at.Years <= 0 || at.Plus < 0 {
		return fmt.Errorf("line %d: a cost is a number of dollars, or {at: PRICE, years: N}, with further dollars as plus", n.Line)
	}
	*c = costFact{Dollars: at.Plus, At: at.At, Years: at.Years}
	return nil
}

// ReadOverlay is the built-in overlay with these files laid over it, later ones last. Errors name file and line.
func ReadOverlay(files ...string) (*Overlay, error) {
	l, err := readLayer("overlay.yaml", builtin)
	if err != nil {
		return nil, fmt.Errorf("the built-in %w", err)
	}
	o := &Overlay{layers: []*layer{l}}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("the overlay cannot be read: %w", err)
		}
		l, err := readLayer(name, content)
		if err != nil {
			return nil, err
		}
		l.required = true
		o.layers = append(o.layers, l)
	}
	return o, nil
}

func readLayer(file string, content []byte) (*layer, error) {
	l := &layer{file: file}
	err := yaml.Load(content, l, yaml.WithKnownFields(), yaml.WithUniqueKeys())
	if err != nil {
		return nil, fmt.Errorf("overlay %s: %w; the built-in overlay, internal/importer/%s, shows every key", file, plain(err), path.Base("overlay.yaml"))
	}
	return l, l.check()
}

var unknownKey = regexp.MustCompile(`field (\S+) not found in type importer\.\w+`)

// plain is what the YAML library says, without the names of Go types.
func plain(err error) error {
	say := func(text string) string { return unknownKey.ReplaceAllString(text, `the key $1 is not known here`) }
	var several *yaml.LoadErrors
	if errors.As(err, &several) {
		var all []error
		for _, e := range several.Errors {
			all = append(all, fmt.Errorf("line %d: %s", e.Mark.Line, say(e.Message)))
		}
		return errors.Join(all...)
	}
	return errors.New(say(err.Error()))
}

// at is a mistake at a word of the layer.
func (l *layer) at(w word, format string, args ...any) error {
	return fmt.Errorf("overlay %s:%d: %s", l.file, w.line, fmt.Sprintf(format, args...))
}
