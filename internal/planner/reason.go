package planner

import (
	"fmt"
	"slices"
	"strings"

	"careerlattice/internal/catalog"
)

const (
	mostSentences = 6   // of an explanation
	mostLetters   = 160 // of a requirement that is named in one
)

// reason is an explanation as it is told: sentence by sentence, from the goal to what stands behind.
type reason struct {
	o         *obstacles
	sentences []string
	queue     []catalog.Node // what is named and not explained yet
	named     map[catalog.Node]bool
	noted     map[string]bool
	told      []catalog.Node
}

// text explains why the goal cannot be reached, in a few sentences.
func (o *obstacles) text() string {
	t := &reason{o: o, named: map[catalog.Node]bool{}, noted: map[string]bool{}}
	goal := o.goal()
	if !o.s.open(o.n.q.To) {
		t.named[o.n.q.To] = true
		t.told = append(t.told, o.n.q.To)
	}
	t.say("%s %s.", goal.words, t.clause(o.n.q.To, weakest(o.leaves(goal.requirement))))
	for len(t.queue) > 0 && len(t.sentences) < mostSentences {
		x := t.queue[0]
		t.queue = t.queue[1:]
		t.told = append(t.told, x)
		t.explain(x)
	}
	if len(t.queue) > 0 {
		t.say("What stands behind the rest is left out.")
	}
	t.circle()
	return strings.Join(t.sentences, " ")
}

func (t *reason) say(format string, args ...any) {
	t.sentences = append(t.sentences, fmt.Sprintf(format, args...))
}

func (t *reason) explain(x catalog.Node) {
	asks := t.o.asks(x)
	if len(asks) == 0 {
		t.say("%s %s.", label(x), t.o.cause(x))
		return
	}
	words := label(x) + " requires"
	if !isCareer(x) && !t.o.n.mode(FullTime) {
		words = label(x) + ", studied beside a job, requires"
	}
	t.say("%s %s.", words, t.clause(x, asks))
}

// label is a node's name.
func label(x catalog.Node) string {
	entry := catalog.EntryOf(x)
	return entry.Name
}

// cause says why there is no way to something at all.
func (o *obstacles) cause(x catalog.Node) string {
	switch x := x.(type) {
	case *catalog.Credential:
		return "cannot be earned: " + o.n.whyNot(x)
	case *catalog.Career:
		if slices.Contains(o.n.q.Constraints.AvoidCareers, x) {
			return "cannot be worked in: excluded by `avoid`"
		}
	}
	return "cannot be worked in: not on the way, so excluded by `jobs`"
}

// clause names the leaves of which one would have to be met for something, the easiest to explain first, and takes note of what is to be
// explained next.
func (t *reason) clause(of catalog.Node, leaves []catalog.Requirement) string {
	var texts []string
	var kept []catalog.Requirement
	for _, leaf := range leaves {
		if text := leafText(leaf); !slices.Contains(texts, text) && len(texts) <= mostNamed*mostNamed {
			texts, kept = append(texts, text), append(kept, leaf)
		}
	}
	more := len(leaves) - len(kept)
	if len(kept) > mostNamed && (more > 0 || len(kept) > mostNamed+1) {
		more = distinct(leaves) - mostNamed
		texts, kept = texts[:mostNamed], kept[:mostNamed]
	} else {
		more = 0
	}
	for i, leaf := range kept {
		if !t.noted[texts[i]] {
			t.noted[texts[i]] = true
			texts[i] += t.note(of, leaf)
		}
	}
	if more > 0 {
		texts = append(texts, "one of "+count(more, "other"))
	}
	return series(texts, "or")
}

// distinct is how many leaves read differently.
func distinct(leaves []catalog.Requirement) int {
	texts := map[string]bool{}
	for _, leaf := range leaves {
		texts[leafText(leaf)] = true
	}
	return len(texts)
}

// leafText is a leaf in words that are not too long.
func leafText(leaf catalog.Requirement) string {
	if leaf == aJob {
		return "a job beside the study"
	}
	if some, ok := leaf.(*catalog.SomeOf); ok {
		return fmt.Sprintf("at least %d of %s, which nothing can meet", some.Count, count(len(some.Of), "alternative"))
	}
	text := leaf.Text()
	if len(text) <= mostLetters {
		return text
	}
	cut := strings.LastIndexByte(text[:mostLetters], ' ')
	if cut < 0 {
		cut = mostLetters
	}
	return strings.ToValidUTF8(strings.TrimRight(text[:cut], ", "), "") + " …"
}

// note adds to a leaf who would meet it, and takes note of those that are to be explained.
func (t *reason) note(of catalog.Node, leaf catalog.Requirement) string {
	answers := slices.DeleteFunc(t.o.answers(leaf), func(x catalog.Node) bool { return x == of })
	if len(answers) > 1 {
		if cause := t.sameCause(answers); cause != "" {
			return fmt.Sprintf(" (%d qualify; each %s)", len(answers), cause)
		}
	}
	level, ok := leaf.(*catalog.LevelRequirement)
	if !ok {
		const most = 2
		for _, x := range answers[:min(most, len(answers))] {
			t.next(x)
		}
		return ""
	}
	switch len(answers) {
	case 0:
		return " (nothing in the catalog qualifies)"
	case 1:
		t.next(answers[0])
		if level.Text() == label(answers[0]) {
			return ""
		}
		return fmt.Sprintf(" (only %s qualifies)", label(answers[0]))
	}
	t.next(answers[0])
	return fmt.Sprintf(" (%d credentials qualify; for example %s)", len(answers), label(answers[0]))
}

// sameCause is why there is no way to any of several, where it is the same for all; else empty.
func (t *reason) sameCause(of []catalog.Node) string {
	cause := ""
	for i, x := range of {
		if len(t.o.ways(x)) > 0 {
			return ""
		}
		if c := t.o.cause(x); i == 0 {
			cause = c
		} else if c != cause {
			return ""
		}
	}
	return cause
}

func (t *reason) next(x catalog.Node) {
	if !t.named[x] && x != t.o.without {
		t.named[x] = true
		t.queue = append(t.queue, x)
	}
}

// circle says which of those explained ask for themselves in the end.
func (t *reason) circle() {
	var names []string
	for _, x := range t.told {
		if t.o.returns(x) {
			names = append(names, label(x))
		}
	}
	switch len(names) {
	case 0:
	case 1:
		t.say("%s leads back to itself: it cannot come first.", names[0])
	default:
		t.say("%s lead back to themselves: none of them can come first.", some(names))
	}
}

// returns tells whether what something asks for asks, in the end, for it again.
func (o *obstacles) returns(x catalog.Node) bool {
	if size := map[bool][]int{true: o.careers, false: o.credentials}; size[isCareer(x)][catalog.EntryOf(x).Index] < endless {
		return false
	}
	return slices.Contains(o.behind(o.asks(x)), x)
}

func isCareer(x catalog.Node) bool {
	_, ok := x.(*catalog.Career)
	return ok
}
