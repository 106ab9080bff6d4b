package planner

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// worldID is the id of an entry of a random catalog: of a credential, a career or a field.
var worldID = regexp.MustCompile(`\b[cjf][0-9]\b`)

// renamedCatalog gives the entries of a catalog other ids, and leaves their names.
func renamedCatalog(text string, rename func(string) string) string {
	parts := strings.SplitAfter(text, ", name: ")
	for i, part := range parts {
		name := ""
		if i > 0 { // it begins with a name
			name, part = part[:2], part[2:]
		}
		parts[i] = name + worldID.ReplaceAllStringFunc(part, rename)
	}
	return strings.Join(parts, "")
}

// renamedQuestion asks the same by other ids.
func renamedQuestion(in Input, rename func(string) string) Input {
	one := func(id string) string { return worldID.ReplaceAllStringFunc(id, rename) }
	all := func(list []string) []string {
		var out []string
		for _, id := range list {
			out = append(out, one(id))
		}
		return out
	}
	in.To = one(in.To)
	in.From.Credentials = all(in.From.Credentials)
	in.From.Experience = slices.Clone(in.From.Experience)
	for i := range in.From.Experience {
		in.From.Experience[i].Career = one(in.From.Experience[i].Career)
	}
	in.Constraints = with(in.Constraints, func(k *ConstraintsInput) { k.Avoid, k.Via = all(k.Avoid), all(k.Via) })
	return in
}

// TestRenaming: other ids change nothing but ids. In the same order they leave each word of each plan; in another order
// they may decide between plans that are equal in everything that counts before ids do.
func TestRenaming(t *testing.T) {
	everyWorld(t, 22_000, 100, func(t *testing.T, p *Planner, w *worldMaker, in Input) bool {
		text := newWorldMaker(w.seed).catalog()
		longer := func(id string) string { return id[:1] + "-0" + id[1:] + ".long" }
		reversed := func(id string) string { return id[:1] + string('0'+'9'-id[1]) }
		want := ask(t, p, in)
		got := ask(t, New(load(t, renamedCatalog(text, longer)), DefaultBudget), renamedQuestion(in, longer))
		words := func(r Result) []string {
			told := told(r)
			for _, plan := range plansOf(r) {
				told = slices.DeleteFunc(told, func(s string) bool { return s == plan.Name }) // it holds the digest
			}
			return told
		}
		if !slices.Equal(words(got), words(want)) {
			t.Errorf("with longer ids %q, before %q", words(got), words(want))
		}
		before, _ := answered(t, p, in)
		after, _ := answered(t, New(load(t, renamedCatalog(text, reversed)), DefaultBudget), renamedQuestion(in, reversed))
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("with the ids reversed (+):\n%s", diff)
		}
		return len(plansOf(want)) > 0
	})
}
