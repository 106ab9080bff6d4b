package planner

import (
	"fmt"

	"careerlattice/internal/catalog"
)

// question asks for a way to some career, from some start, with some constraints.
func (w *worldMaker) question() Input {
	id := func(in, slug string) string {
		if w.in(2) {
			return in + slug
		}
		return slug
	}
	credential := func() string { return id("credentials/", w.credential()) }
	career := func() string { return id("careers/", w.career()) }
	target := w.career()
	if !w.in(3) {
		target = fmt.Sprintf("j%d", w.goal)
	}
	in := Input{To: id("careers/", target), From: ProfileInput{Credentials: w.some(w.r.IntN(3), credential)}}
	for range pick(w, 0, 0, 0, 0, 1, 2) {
		in.From.Experience = append(in.From.Experience, ExperienceInput{career(), w.r.IntN(4)})
	}
	if w.in(2) {
		in.Optimize = pick(w, []Criterion{Time}, []Criterion{Cost}, []Criterion{ForegoneEarnings}, []Criterion{Time, Cost},
			[]Criterion{ForegoneEarnings, Time}, []Criterion{Cost, ForegoneEarnings}, []Criterion{ForegoneEarnings, Cost, Time})
	}
	if w.in(5) {
		return in
	}
	if w.in(12) {
		// Who has no job and studies beside one alone may find none on the way.
		in.From.Experience = nil
		in.Constraints = &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}
		return in
	}
	k := &ConstraintsInput{Jobs: pick(w, OnTheWay, OnTheWay, AnyJob)}
	in.Constraints = k
	if w.in(4) {
		k.MaxMonths = new(w.r.IntN(14))
	}
	if w.in(4) {
		k.MaxCost = new(w.r.IntN(12))
	}
	if w.in(5) {
		k.StudyModes = pick(w, []StudyMode{FullTime}, []StudyMode{WhileWorking}, []StudyMode{WhileWorking, FullTime})
	}
	if w.in(7) {
		k.MaxLevel = new(pick(w, catalog.LevelNone, catalog.LevelHighSchool, catalog.LevelAssociate, catalog.LevelBachelors))
	}
	taken := map[string]bool{target: true}
	either := func(n int) []string {
		var list []string
		for range n {
			x, full := w.credential(), "credentials/"
			if w.in(2) {
				x, full = w.career(), "careers/"
			}
			if !taken[x] {
				taken[x] = true
				list = append(list, id(full, x))
			}
		}
		return list
	}
	if w.in(4) {
		k.Avoid = either(1 + w.r.IntN(2))
	}
	delete(taken, target)
	if w.in(3) {
		k.Via = either(1 + w.r.IntN(2))
	}
	return in
}
