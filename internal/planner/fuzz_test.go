package planner

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"slices"
	"strings"
	"testing"

	"careerlattice/internal/catalog"
)

// words are the ids in a fuzzed text.
func words(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

// turned is a list from its end, and once more.
func turned[T any](list []T) []T {
	back := slices.Clone(list)
	slices.Reverse(back)
	return append(back, list...)
}

// FuzzQuestion: whatever is asked is refused with the places of its mistakes, or is one question, however it is asked, which its key
// reads back as.
func FuzzQuestion(f *testing.F) {
	p := New(load(f, hospital), DefaultBudget)
	f.Add("diploma", "aide", "nurse", "", "", 12, 0, -1, uint16(0))
	f.Add("credentials/diploma,bs-nursing", "careers/nurse,aide", "careers/chief", "aide,credentials/chief", "ms-nursing", 24, 120, 60_000, uint16(0x1ff))
	f.Add("chief,", "\xff", "chef", "careers/", "nurse/", -1, catalog.MaxNumber+1, 1, uint16(0x38))
	f.Fuzz(func(t *testing.T, held, worked, to, avoid, via string, months, maxMonths, maxCost int, choices uint16) {
		in := Input{
			From: ProfileInput{Credentials: words(held)}, To: to,
			Constraints: &ConstraintsInput{Avoid: words(avoid), Via: words(via), Jobs: JobScope(choices >> 5 & 1)},
		}
		for _, career := range words(worked) {
			in.From.Experience = append(in.From.Experience, ExperienceInput{career, months})
		}
		in.Optimize, _ = members(uint64(choices&7), Time, Cost, ForegoneEarnings)
		in.Constraints.StudyModes, _ = members(uint64(choices>>3&3), FullTime, WhileWorking)
		for i, limit := range []*int{&maxMonths, &maxCost} {
			if choices>>(6+i)&1 == 1 {
				*[]**int{&in.Constraints.MaxMonths, &in.Constraints.MaxCost}[i] = limit
			}
		}
		q, problems := p.Question(in)
		for _, mistake := range problems {
			if len(mistake.Path) == 0 || mistake.Message == "" || strings.ContainsAny(mistake.Message, "\n\x00") {
				t.Errorf("%+v: no place, or no line: %+v", in, mistake)
			}
		}
		if len(problems) > 0 {
			return
		}
		key := q.Key()
		if back, rest, err := p.readQuestion(key); err != nil || len(rest) > 0 || !reflect.DeepEqual(back, q) {
			t.Errorf("%+v is read back as %+v, %x, %v", q, back, rest, err)
		}
		other := in
		other.From = ProfileInput{turned(in.From.Credentials), slices.Clone(in.From.Experience)}
		slices.Reverse(other.From.Experience)
		other.Optimize = turned(in.Optimize)
		constraints := *in.Constraints
		constraints.Avoid, constraints.Via, constraints.StudyModes = turned(in.Constraints.Avoid), turned(in.Constraints.Via), turned(in.Constraints.StudyModes)
		other.Constraints = &constraints
		for _, in := range []Input{other, inputOf(q)} {
			if same, problems := p.Question(in); len(problems) > 0 || !bytes.Equal(same.Key(), key) {
				t.Errorf("%+v\nis another question: %v\n%+v\n%+v", in, problems, q, same)
			}
		}
	})
}

// inputOf asks a question by the ids of what it names.
func inputOf(q Question) Input {
	in := Input{To: q.To.ID(), Optimize: q.Optimize, Constraints: &ConstraintsInput{
		MaxMonths: q.Constraints.MaxMonths, MaxCost: q.Constraints.MaxCost, StudyModes: q.Constraints.StudyModes,
		Jobs: q.Constraints.Jobs, MaxLevel: &q.Constraints.MaxLevel,
	}}
	for _, c := range q.From.Credentials {
		in.From.Credentials = append(in.From.Credentials, c.ID())
	}
	for _, e := range q.From.Experience {
		in.From.Experience = append(in.From.Experience, ExperienceInput{e.Career.ID(), e.Months})
	}
	for _, x := range []struct {
		to          *[]string
		credentials []*catalog.Credential
		careers     []*catalog.Career
	}{
		{&in.Constraints.Avoid, q.Constraints.AvoidCredentials, q.Constraints.AvoidCareers},
		{&in.Constraints.Via, q.Constraints.ViaCredentials, q.Constraints.ViaCareers},
	} {
		for _, c := range x.credentials {
			*x.to = append(*x.to, c.ID())
		}
		for _, c := range x.careers {
			*x.to = append(*x.to, c.ID())
		}
	}
	return in
}

// FuzzDecodeSets: bytes that are no answer about many careers are refused, a byte too many among them, and what is read is written as
// something that is read the same.
func FuzzDecodeSets(f *testing.F) {
	p := New(load(f, hospital), DefaultBudget)
	from := ProfileInput{Credentials: []string{"diploma"}}
	circle, problems := p.Circle(from, nil)
	grid, more := p.Grid([]ProfileInput{from, {}}, []string{"nurse", "chief"}, nil)
	if len(problems)+len(more) > 0 {
		f.Fatal(problems, more)
	}
	sets := []func(b []byte) (again []byte, err error){
		func(b []byte) ([]byte, error) {
			all, err := p.DecodeReach(circle, b)
			return EncodeReach(all), err
		},
		func(b []byte) ([]byte, error) {
			all, err := p.DecodeOrigins(b)
			return EncodeOrigins(all), err
		},
		func(b []byte) ([]byte, error) {
			all, err := p.DecodeLeverage(b)
			return EncodeLeverage(all), err
		},
		func(b []byte) ([]byte, error) {
			all, err := p.DecodeMatrix(grid, b)
			return EncodeMatrix(all), err
		},
	}
	reached, err := p.Reach(f.Context(), circle)
	if err != nil {
		f.Fatal(err)
	}
	rows, err := p.Matrix(f.Context(), grid)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(byte(0), EncodeReach(reached))
	f.Add(byte(1), []byte{1, 0, 48, 0, 1})
	f.Add(byte(2), []byte{1, 1, 1, 2, 0, 1})
	f.Add(byte(3), EncodeMatrix(rows))
	f.Add(byte(3), binary.AppendUvarint(nil, 1<<40))
	f.Fuzz(func(t *testing.T, which byte, b []byte) {
		set := sets[int(which)%len(sets)]
		again, err := set(b)
		if err != nil {
			return
		}
		if twice, err := set(again); err != nil || !bytes.Equal(twice, again) {
			t.Errorf("%x is read, and written as %x, which is read as %x: %v", b, again, twice, err)
		}
		if _, err := set(append(slices.Clone(b), 0)); err == nil {
			t.Errorf("%x is read with a byte too many", b)
		}
	})
}
