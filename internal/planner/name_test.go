package planner

import (
	"encoding/base64"
	"encoding/binary"
	"reflect"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// wide is a question about hospital in which every part of a question is given.
func wide() Input {
	return Input{
		From: ProfileInput{Credentials: []string{"diploma", "bs-nursing"}, Experience: []ExperienceInput{{"aide", 300}}}, To: "careers/chief",
		Optimize: []Criterion{Time, Cost},
		Constraints: &ConstraintsInput{
			MaxMonths: new(100), MaxCost: new(50000), Avoid: []string{"credentials/chief"}, Via: []string{"nurse"}, Jobs: AnyJob,
			MaxLevel: new(catalog.LevelMasters),
		},
	}
}

// TestPlanNames: every plan is found again by its name, and only by that.
func TestPlanNames(t *testing.T) {
	c := load(t, hospital)
	p := New(c, DefaultBudget)
	set := ask(t, p, wide()).(*PlanSet)
	if len(set.Plans) < 2 {
		t.Fatalf("%d plans, want several to tell apart", len(set.Plans))
	}
	question, _ := p.Question(wide())
	for i, plan := range set.Plans {
		q, place, ok := p.PlanName(plan.ID())
		if !ok || place != i || !reflect.DeepEqual(q, question) {
			t.Errorf("plan %d is named as plan %d of %+v, %t", i, place, q, ok)
		}
	}
	other := New(load(t, strings.Replace(hospital, "cost: 900", "cost: 901", 1)), DefaultBudget)
	if _, _, ok := other.PlanName(set.Plans[0].ID()); ok {
		t.Error("a plan of one catalog is one of another")
	}
	sameWords := New(load(t, "# the same\n"+hospital), DefaultBudget)
	if _, _, ok := sameWords.PlanName(set.Plans[0].ID()); !ok {
		t.Error("a catalog of the same meaning does not know the plan")
	}
}

// TestBadPlanNames: what is no name of a plan is not taken for one.
func TestBadPlanNames(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	q, _ := p.Question(wide())
	name := p.planID(q, 1)
	bytes, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(name, "plans/"))
	if err != nil {
		t.Fatal(err)
	}
	bad := []string{"", "plans/", "plans/!", "careers/nurse", name + "A", name + "=", " " + name, strings.TrimPrefix(name, "plans/"), "plans/" + strings.Repeat("A", 1<<20)}
	encode := func(b []byte) string { return "plans/" + base64.RawURLEncoding.EncodeToString(b) }
	for n := range bytes {
		bad = append(bad, encode(bytes[:n]))
	}
	digest, key := bytes[:digestBytes], q.Key()
	long := func(n uint64) []byte { return binary.AppendUvarint(slices.Clone(digest), n) }
	bad = append(bad,
		encode(append(append(slices.Clone(digest), 0x81, 0x00), key...)), // 1, written longer than need be
		encode(append(long(1<<40), key...)),
		encode(append(long(1), append(key, 0)...)),
		encode(append(long(1), append([]byte{keyVersion + 1}, key[1:]...)...)),
		encode(append(long(1), slices.Repeat([]byte{0xff}, 40)...)),
	)
	for _, id := range bad {
		if q, _, ok := p.PlanName(id); ok {
			t.Errorf("%.60q names a plan of %+v", id, q)
		}
	}
	for i := range bytes {
		for _, flip := range []byte{1, 0x80} {
			changed := slices.Clone(bytes)
			changed[i] ^= flip
			// A change may name another plan, but then by that plan's only name.
			if q, place, ok := p.PlanName(encode(changed)); ok && p.planID(q, place) != encode(changed) || ok && i < digestBytes {
				t.Errorf("byte %d changed names plan %d of %+v", i, place, q)
			}
		}
	}
	empty := New(&catalog.Catalog{}, DefaultBudget)
	if _, _, ok := empty.PlanName("plans/" + base64.RawURLEncoding.EncodeToString(make([]byte, 40))); ok {
		t.Error("a catalog without careers has a plan")
	}
}

// FuzzPlanName: nothing that is read as a plan's name is anything but the one name of that plan.
func FuzzPlanName(f *testing.F) {
	p := New(load(f, hospital), DefaultBudget)
	for _, in := range []Input{wide(), {To: "nurse"}, {To: "chief", Constraints: &ConstraintsInput{Avoid: []string{"aide"}, Via: []string{"bs-nursing", "nurse"}}}} {
		q, problems := p.Question(in)
		if len(problems) > 0 {
			f.Fatal(problems)
		}
		key := q.Key()
		f.Add(binary.AppendUvarint(nil, 3), key)
		f.Add([]byte{0}, key)
		f.Add([]byte{0}, append(key, 7))
	}
	f.Fuzz(func(t *testing.T, place, key []byte) {
		id := "plans/" + base64.RawURLEncoding.EncodeToString(slices.Concat(p.digest(), place, key))
		q, n, ok := p.PlanName(id)
		if !ok {
			return
		}
		if back := p.planID(q, n); back != id {
			t.Errorf("%s names plan %d of a question whose plan is named %s", id, n, back)
		}
		if q.To == nil || len(q.Optimize) == 0 || len(q.Constraints.StudyModes) == 0 {
			t.Errorf("%s names a plan of half a question: %+v", id, q)
		}
	})
}
