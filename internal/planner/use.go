package planner

import (
	"fmt"
	"slices"

	"careerlattice/internal/catalog"
)

// use is a purpose of a step, with the source of the requirement; nil where a person asked for it.
type use struct {
	Purpose
	source *catalog.Source
}

// consumer is something that a step or the goal requires, and who says so.
type consumer struct {
	requirement catalog.Requirement
	source      *catalog.Source
	// text says what the requirement is for, such as "Needed to work as Registered Nurse".
	text string
}

// onWish is what something is for that `via` asks for.
const onWish = "You asked for it"

// consumers lists what the step at a place requires, or the goal, whose place is after the last. A career that the person
// has worked in requires nothing.
func consumers(q Question, a arranged, at int) []consumer {
	var all []consumer
	career := func(c *catalog.Career, text string) {
		if !slices.ContainsFunc(q.From.Experience, func(e Experience) bool { return e.Career == c }) {
			all = append(all, consumer{c.Requires, c.RequiresSource, text + c.Name})
		}
	}
	if at < len(a.actions) {
		act := a.actions[at]
		if act.credential != nil {
			all = append(all, consumer{act.route.Requires, act.route.Source, "Needed to start " + act.credential.Name})
		}
		if act.career != nil {
			career(act.career, "Needed to work as ")
		}
		return all
	}
	career(q.To, "Needed to become ")
	for _, c := range q.Constraints.ViaCredentials {
		all = append(all, consumer{&catalog.CredentialRequirement{Credential: c}, nil, onWish})
	}
	for _, c := range q.Constraints.ViaCareers {
		all = append(all, consumer{&catalog.ExperienceRequirement{Months: 1, In: []*catalog.Career{c}}, nil, onWish})
	}
	return all
}

// uses lists for each step what it is for: the requirements of later steps, and of the goal, that would not be met
// without it, all else that these need being done.
func (p *Planner) uses(q Question, a arranged) [][]use {
	all := make([][]use, len(a.actions))
	s := p.standing(q.From)
	for at, needs := range a.needs {
		for _, i := range needs {
			s.do(a.actions[i])
		}
		var step *int
		if at < len(a.actions) {
			step = &at
		}
		for _, c := range consumers(q, a, at) {
			for _, i := range needs {
				for _, leaf := range s.lost(c.requirement, a.actions[i]) {
					all[i] = append(all[i], use{Purpose{leaf, step, c.text + ": " + asked(leaf, a.actions[i])}, c.source})
				}
			}
		}
		for _, i := range needs {
			s.undo(a.actions[i])
		}
	}
	return all
}

// lost lists the leaves of a requirement that are met, and would not be without an action, in parts of which the same is
// true; those that read alike once.
func (s *standing) lost(r catalog.Requirement, a action) []catalog.Requirement {
	if !s.meets(r) {
		return nil
	}
	s.undo(a)
	without := s.meets(r)
	s.do(a)
	if without {
		return nil
	}
	if len(catalog.Parts(r)) == 0 {
		return []catalog.Requirement{r}
	}
	var all []catalog.Requirement
	for _, part := range catalog.Parts(r) {
		for _, leaf := range s.lost(part, a) {
			if !slices.ContainsFunc(all, func(x catalog.Requirement) bool { return x.Text() == leaf.Text() }) {
				all = append(all, leaf)
			}
		}
	}
	return all
}

// asked says what a requirement asks for and, of experience, how much of it an action gives where that is a part.
func asked(leaf catalog.Requirement, a action) string {
	e, ok := leaf.(*catalog.ExperienceRequirement)
	if !ok || a.months() >= e.Months {
		return leaf.Text()
	}
	return fmt.Sprintf("%s; this step adds %s", leaf.Text(), months(a.months()))
}
