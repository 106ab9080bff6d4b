package command

import (
	"fmt"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// The flags' words for the planner's values. They are those of the schema in lower case, with a hyphen for each underscore;
// the schema's own spelling does as well.
type (
	criterion planner.Criterion
	studyMode planner.StudyMode
	jobScope  planner.JobScope
	level     catalog.Level
)

type word[T any] struct {
	text  string
	value T
}

var (
	criteria = []word[planner.Criterion]{
		{"time", planner.Time}, {"cost", planner.Cost}, {"foregone-earnings", planner.ForegoneEarnings},
	}
	studyModes = []word[planner.StudyMode]{{"full-time", planner.FullTime}, {"while-working", planner.WhileWorking}}
	jobScopes  = []word[planner.JobScope]{{"on-the-way", planner.OnTheWay}, {"any", planner.AnyJob}}
)

func (c *criterion) UnmarshalText(b []byte) (err error) {
	return parse((*planner.Criterion)(c), string(b), criteria)
}

func (m *studyMode) UnmarshalText(b []byte) (err error) {
	return parse((*planner.StudyMode)(m), string(b), studyModes)
}

func (j *jobScope) UnmarshalText(b []byte) (err error) {
	return parse((*planner.JobScope)(j), string(b), jobScopes)
}

func (l *level) UnmarshalText(b []byte) error {
	var levels []word[catalog.Level]
	for _, value := range catalog.Levels() {
		levels = append(levels, word[catalog.Level]{value.String(), value})
	}
	return parse((*catalog.Level)(l), string(b), levels)
}

func parse[T any](to *T, text string, known []word[T]) error {
	plain := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "_", "-")
	texts := make([]string, 0, len(known))
	for _, w := range known {
		if w.text == plain {
			*to = w.value
			return nil
		}
		texts = append(texts, w.text)
	}
	return fmt.Errorf("%q is none of %s", text, strings.Join(texts, ", "))
}

// unwrap gives the planner's values of a flag's.
func unwrap[T, F ~uint8](from []F) []T {
	to := make([]T, 0, len(from))
	for _, f := range from {
		to = append(to, T(f))
	}
	return to
}
