package planner

import (
	"slices"
	"testing"

	"careerlattice/internal/replay"
)

// codecQuestions are questions about hospital with every kind of answer.
func codecQuestions() []Input {
	return []Input{
		wide(),
		{From: ProfileInput{Credentials: []string{"diploma"}}, To: "chief"},
		{From: ProfileInput{Credentials: []string{"diploma"}}, To: "aide"},
		{From: ProfileInput{Credentials: []string{"diploma"}}, To: "chief", Constraints: &ConstraintsInput{MaxMonths: new(3)}},
		{From: ProfileInput{Credentials: []string{"diploma"}}, To: "nurse", Constraints: &ConstraintsInput{StudyModes: []StudyMode{WhileWorking}}},
		{To: "nurse"},
	}
}

// TestEncodedElsewhere: an encoded answer is one to its own question alone, and cut or lengthened to none.
func TestEncodedElsewhere(t *testing.T) {
	p := New(load(t, hospital), DefaultBudget)
	kinds := map[string]bool{}
	for i, in := range codecQuestions() {
		r := ask(t, p, in) // which encodes and decodes it
		switch r := r.(type) {
		case *PlanSet:
			kinds["plans"] = true
		case *NoPlan:
			kinds[[]string{"unattainable", "limits", "jobs"}[r.Reason]] = true
		}
		q, _ := p.Question(in)
		b := p.Encode(r)
		for cut := range len(b) {
			if back, err := p.Decode(q, b[:cut]); err == nil && isSet(r) {
				t.Errorf("question %d: the first %d of %d bytes are an answer: %q", i, cut, len(b), lines(back))
			}
		}
		if _, err := p.Decode(q, append(slices.Clone(b), 0)); err == nil {
			t.Errorf("question %d: a byte too many is not seen", i)
		}
		for j, other := range codecQuestions() {
			q, _ := p.Question(other)
			if back, err := p.Decode(q, b); err == nil {
				if j != i {
					t.Logf("the answer to question %d is read for question %d as %q", i, j, lines(back))
				}
				valid(t, p, other, back)
			}
		}
	}
	if len(kinds) != 4 {
		t.Errorf("the answers are of the kinds %v only", kinds)
	}
	if b := p.Encode(nil); b != nil {
		t.Errorf("no answer is encoded as %x", b)
	}
}

func isSet(r Result) bool {
	_, ok := r.(*PlanSet)
	return ok
}

// valid checks that an answer's plans are plans for the question; some may be missing, or have a month too many.
func valid(t *testing.T, p *Planner, in Input, r Result) {
	t.Helper()
	for _, plan := range replay.Check(p.catalog, replayAnswer(in, r)).Plans {
		for _, f := range plan.Findings {
			if f.Text != replay.Needless {
				t.Errorf("%s: %s", plan.ID, f)
			}
		}
	}
}

// FuzzDecode: bytes that are no answer are refused, or read as plans that are plans.
func FuzzDecode(f *testing.F) {
	p := New(load(f, hospital), DefaultBudget)
	questions := codecQuestions()
	for i, in := range questions {
		f.Add(byte(i), p.Encode(ask(f, p, in)))
	}
	f.Add(byte(0), []byte{encodedSet, 1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Add(byte(1), []byte{encodedNone, 0, 3, 'w', 'h', 'y'})
	f.Fuzz(func(t *testing.T, which byte, b []byte) {
		in := questions[int(which)%len(questions)]
		q, _ := p.Question(in)
		r, err := p.Decode(q, b)
		if err == nil {
			valid(t, p, in, r)
		}
	})
}
