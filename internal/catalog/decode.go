package catalog

import "strings"

// What the entries of a snapshot are made of.

func (d *decoder) notes() []Note {
	return decodeList(d, func(d *decoder) Note {
		var n Note
		decodeKeys(d, noteKeys, &n, nil)
		return n
	})
}

func (d *decoder) outcomes() []Node {
	return ascending(d, decodeList(d, func(d *decoder) Node {
		collection, slug, _ := strings.Cut(d.string(), "/")
		switch Collection(collection) {
		case Careers:
			return mention(&d.careers, slug)
		case Credentials:
			return mention(&d.credentials, slug)
		}
		d.fail("a concentration leads to %s", quote(collection))
		return nil
	}), compareID[Node])
}

func (d *decoder) figure() Range {
	var x Range
	decodeKeys(d, figureKeys, &x, nil)
	if x.Min > x.Typical || x.Typical > x.Max {
		d.fail("min ≤ typical ≤ max does not hold for %s", x.words())
	}
	return x
}

func (d *decoder) optionalFigure() *Range {
	x := d.figure()
	return &x
}

func (d *decoder) wage() *Wage {
	w := &Wage{}
	decodeKeys(d, wageKeys, w, nil)
	w.disorder(func(low, high percentile) {
		d.fail("%s is %d, which is less than %s, %d", high.name, high.dollars, low.name, low.dollars)
	})
	return w
}

func (d *decoder) growth() *Growth {
	g := &Growth{}
	decodeKeys(d, growthKeys, g, nil)
	return g
}

func (d *decoder) routes() []*Route {
	out := decodeList(d, func(d *decoder) *Route {
		x := &Route{}
		decodeKeys(d, routeKeys, x, nil)
		if x.hurried() {
			d.fail("study beside a job takes %s, full time %s", x.PartTimeMonths.words(), x.Months.words())
		}
		return x
	})
	for i, x := range out {
		x.Index = i
	}
	return out
}

func (d *decoder) careerSkills() []CareerSkill {
	return ascending(d, decodeList(d, func(d *decoder) CareerSkill {
		var x CareerSkill
		if decodeKeys(d, careerSkillKeys, &x, nil); x.Skill == nil {
			d.fail("a career's skill is missing")
			x.Skill = &Skill{}
		}
		return x
	}), func(a, b CareerSkill) int { return compareID(a.Skill, b.Skill) })
}

func (d *decoder) careerIndustries() []CareerIndustry {
	return ascending(d, decodeList(d, func(d *decoder) CareerIndustry {
		var x CareerIndustry
		if decodeKeys(d, careerIndustryKeys, &x, nil); x.Industry == nil {
			d.fail("a career's industry is missing")
			x.Industry = &Industry{}
		}
		return x
	}), func(a, b CareerIndustry) int { return compareID(a.Industry, b.Industry) })
}

// requirement reads a requirement, its form first.
func (d *decoder) requirement() Requirement {
	if d.depth++; d.depth > MaxRequirementDepth {
		d.fail("a requirement is nested more than %d deep", MaxRequirementDepth)
	}
	defer func() { d.depth-- }()
	switch form := d.string(); form {
	case "all":
		return &AllOf{d.parts()}
	case "any":
		return &AnyOf{d.parts()}
	case "some":
		r := &SomeOf{Count: d.number()}
		if d.string() != "of" {
			d.fail("some is without its parts")
		}
		r.Of = d.parts()
		return r
	case "credential":
		return &CredentialRequirement{mention(&d.credentials, d.string())}
	case "level":
		return &LevelRequirement{Level: decodeWord(d, "level", Levels()), Fields: mentions(d, &d.fields)}
	case "experience":
		return &ExperienceRequirement{Months: d.number(), In: mentions(d, &d.careers)}
	default:
		d.fail("the requirement %s is not known", quote(form))
		return nil
	}
}

func (d *decoder) parts() []Requirement { return decodeList(d, (*decoder).requirement) }

// mentions reads the slugs of entries of one collection.
func mentions[T any, P interface {
	*T
	identified
}](d *decoder, in *shelf[T]) []P {
	return ascending(d, decodeList(d, func(d *decoder) P { return P(mention(in, d.string())) }), compareID[P])
}
