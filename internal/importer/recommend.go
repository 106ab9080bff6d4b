package importer

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
)

// mostRecommended is how many programs a career recommends.
const mostRecommended = 3

// nearlyAsLike is the part of the best likeness that another title must have to be recommended too.
const nearlyAsLike = 0.8

var wordPattern = regexp.MustCompile(`[a-z]+`)

// recommend names the programs people usually come from: the overlay's, and for careers entered by a degree those of its
// crosswalk whose titles are nearest to the career's, those that lead to most careers first. Where any degree would do, this keeps plans
// from proposing an odd one.
func (b *builder) recommend() {
	b.countStems()
	for _, o := range b.planned {
		o.recommends = slices.Clone(b.facts.recommends[o])
		r, ok := o.education.(*levelOf)
		if len(o.recommends) > 0 || !ok || o.entry < associate {
			continue
		}
		var cips []string
		for _, f := range r.Fields {
			cips = append(cips, fieldCIP(f))
		}
		if len(cips) == 0 {
			cips = b.cips(o)
		}
		slices.SortFunc(cips, func(x, y string) int {
			return cmp.Or(-cmp.Compare(b.likeness(o, x), b.likeness(o, y)), -cmp.Compare(b.outcomes[x], b.outcomes[y]), cmp.Compare(x, y))
		})
		for _, cip := range cips[:min(len(cips), mostRecommended)] {
			if b.likeness(o, cip) < nearlyAsLike*b.likeness(o, cips[0]) {
				break
			}
			p := program{o.entry.level(), b.unit(cip, o.entry.level())}
			o.recommends = append(o.recommends, p)
			if o.entry > bachelors {
				o.recommends = append(o.recommends, b.before(p))
			}
		}
	}
	for _, o := range b.planned {
		slices.SortFunc(o.recommends, program.compare)
		o.recommends = slices.Compact(o.recommends)
		for _, p := range o.recommends {
			b.needs[p] = true
		}
	}
}

// before is the bachelor's that people usually hold who study for a higher degree: in the same field, else in its group.
func (b *builder) before(p program) program {
	same := program{"bachelors", b.unit(p.cip, "bachelors")}
	if b.needs[same] && !b.regulated(same) {
		return same
	}
	return program{"bachelors", p.cip[:5]}
}

// likeness is how much of the program's title stands in the career's too, or of the title of one of its programs that lead
// to the career.
func (b *builder) likeness(o *occupation, cip string) float64 {
	best := b.likeTitle(o, b.title(cip))
	for _, within := range b.programsOf[o.code] {
		if strings.HasPrefix(within, cip) {
			best = max(best, b.likeTitle(o, b.title(within)))
		}
	}
	return best
}

// likeTitle is the part of the title that stands in the career's too, rare words counting more.
func (b *builder) likeTitle(o *occupation, title string) float64 {
	mine := stems(o.Title)
	common, all := 0.0, 1.0
	for _, stem := range sorted(stems(title)) { // in order, since sums of fractions depend on it
		weight := math.Log(float64(len(b.programTitle)) / float64(max(1, b.stemUses[stem])))
		all += weight
		if mine[stem] {
			common += weight
		}
	}
	return common / all
}

// countStems counts in how many titles of programs each stem stands.
func (b *builder) countStems() {
	b.stemUses = map[string]int{}
	for _, title := range b.programTitle {
		for stem := range stems(title) {
			b.stemUses[stem]++
		}
	}
}

// hollow are words that say nothing of a field: every teacher of a college subject is called a postsecondary teacher.
var hollow = []string{"other", "general", "except", "with", "related", "teachers", "teacher", "postsecondary"}

// stems are the beginnings of a title's words that say something.
func stems(title string) map[string]bool {
	found := map[string]bool{}
	for _, w := range wordPattern.FindAllString(strings.ToLower(title), -1) {
		if len(w) > 3 && !slices.Contains(hollow, w) {
			found[w[:min(len(w), 5)]] = true
		}
	}
	return found
}
