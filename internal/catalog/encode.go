package catalog

import (
	"encoding/binary"
	"math"
)

// encoder writes meanings: every text and list with its length before it, every key with its name before its value, and
// no key whose value is what an absent one would be. So no two meanings run into the same bytes.
type encoder struct{ out []byte }

// encoded is what encode writes of x.
func encoded[T any](encode func(*encoder, T), x T) string {
	var e encoder
	encode(&e, x)
	return string(e.out)
}

// encodeKeys writes the keys of an entry, then an empty name.
func encodeKeys[T any](e *encoder, keys []key[T], from *T) {
	for _, k := range keys {
		if k.encode == nil {
			continue
		}
		before := len(e.out)
		e.string(k.name)
		empty := len(e.out)
		if k.encode(e, from); len(e.out) == empty {
			e.out = e.out[:before]
		}
	}
	e.string("")
}

func (e *encoder) count(n int) { e.out = binary.AppendUvarint(e.out, uint64(n)) }

func (e *encoder) string(s string) {
	e.count(len(s))
	e.out = append(e.out, s...)
}

// What follows writes nothing at all for what is absent.

func (e *encoder) text(s string) {
	if s != "" {
		e.string(s)
	}
}

func encodeText(e *encoder, t Text) { e.text(string(t)) }

func (e *encoder) texts(all []string) {
	if len(all) == 0 {
		return
	}
	e.count(len(all))
	for _, s := range all {
		e.string(s)
	}
}

func (e *encoder) yes(b bool) {
	if b {
		e.string("true")
	}
}

func (e *encoder) number(n int) { e.out = binary.AppendVarint(e.out, int64(n)) }

func (e *encoder) optional(n *int) {
	if n != nil {
		e.number(*n)
	}
}

func (e *encoder) decimal(x float64) {
	e.out = binary.BigEndian.AppendUint64(e.out, math.Float64bits(x))
}

func encodeRef[P interface {
	comparable
	identified
}](e *encoder, to P) {
	var none P
	if to != none {
		e.string(to.ID())
	}
}

func encodeRefs[P identified](e *encoder, to []P) {
	if len(to) == 0 {
		return
	}
	e.count(len(to))
	for _, x := range to {
		e.string(x.ID())
	}
}

func (e *encoder) figure(x Range) { encodeKeys(e, figureKeys, &x) }

func (e *encoder) optionalFigure(x *Range) {
	if x != nil {
		e.figure(*x)
	}
}

func (e *encoder) wage(w *Wage) {
	if w != nil {
		encodeKeys(e, wageKeys, w)
	}
}

func (e *encoder) growth(g *Growth) {
	if g != nil {
		encodeKeys(e, growthKeys, g)
	}
}

func (e *encoder) note(n Note) { encodeKeys(e, noteKeys, &n) }

func (e *encoder) notes(all []Note) { encodeList(e, all, (*encoder).note) }

func (e *encoder) route(x *Route) { encodeKeys(e, routeKeys, x) }

func (e *encoder) routes(all []*Route) { encodeList(e, all, (*encoder).route) }

func (e *encoder) careerSkill(x CareerSkill) { encodeKeys(e, careerSkillKeys, &x) }

func (e *encoder) careerSkills(all []CareerSkill) { encodeList(e, all, (*encoder).careerSkill) }

func (e *encoder) careerIndustry(x CareerIndustry) { encodeKeys(e, careerIndustryKeys, &x) }

func (e *encoder) careerIndustries(all []CareerIndustry) {
	encodeList(e, all, (*encoder).careerIndustry)
}

func encodeList[T any](e *encoder, all []T, one func(*encoder, T)) {
	if len(all) == 0 {
		return
	}
	e.count(len(all))
	for _, x := range all {
		one(e, x)
	}
}

// requirement writes a requirement, its form first.
func (e *encoder) requirement(r Requirement) {
	switch r := r.(type) {
	case *AllOf:
		e.parts("all", r.Of)
	case *AnyOf:
		e.parts("any", r.Of)
	case *SomeOf:
		e.string("some")
		e.number(r.Count)
		e.parts("of", r.Of)
	case *CredentialRequirement:
		e.string("credential")
		e.string(r.Credential.Slug)
	case *LevelRequirement:
		e.string("level")
		e.string(r.Level.String())
		e.count(len(r.Fields))
		for _, f := range r.Fields {
			e.string(f.Slug)
		}
	case *ExperienceRequirement:
		e.string("experience")
		e.number(r.Months)
		e.count(len(r.In))
		for _, c := range r.In {
			e.string(c.Slug)
		}
	}
}

func (e *encoder) parts(form string, of []Requirement) {
	e.string(form)
	e.count(len(of))
	for _, part := range of {
		e.requirement(part)
	}
}
