package catalog

// codec is how the values of one type are read from YAML, written as meaning, and read again from what was written.
type codec[V any] struct {
	read   func(*reader, value) V
	encode func(*encoder, V)
	decode func(*decoder) V
}

var (
	idCodec       = codec[string]{(*reader).id, (*encoder).text, (*decoder).id}
	wordCodec     = codec[string]{(*reader).word, (*encoder).text, (*decoder).word}
	textCodec     = codec[Text]{(*reader).text, encodeText, (*decoder).text}
	textsCodec    = codec[[]string]{(*reader).texts, (*encoder).texts, (*decoder).texts}
	yesCodec      = codec[bool]{(*reader).yes, (*encoder).yes, (*decoder).yes}
	numberCodec   = codec[int]{(*reader).number, (*encoder).number, (*decoder).number}
	optionalCodec = codec[*int]{(*reader).optional, (*encoder).optional, (*decoder).optional}
	decimalCodec  = codec[float64]{(*reader).decimal, (*encoder).decimal, (*decoder).decimal}

	importanceCodec       = codec[*int]{(*reader).importance, (*encoder).optional, (*decoder).importance}
	notesCodec            = codec[[]Note]{(*reader).notes, (*encoder).notes, (*decoder).notes}
	outcomesCodec         = codec[[]Node]{(*reader).outcomes, encodeRefs[Node], (*decoder).outcomes}
	figureCodec           = codec[Range]{(*reader).figure, (*encoder).figure, (*decoder).figure}
	optionalFigureCodec   = codec[*Range]{(*reader).optionalFigure, (*encoder).optionalFigure, (*decoder).optionalFigure}
	wageCodec             = codec[*Wage]{(*reader).wage, (*encoder).wage, (*decoder).wage}
	growthCodec           = codec[*Growth]{(*reader).growth, (*encoder).growth, (*decoder).growth}
	routesCodec           = codec[[]*Route]{(*reader).routes, (*encoder).routes, (*decoder).routes}
	requirementCodec      = codec[Requirement]{(*reader).requirement, (*encoder).requirement, (*decoder).requirement}
	careerSkillsCodec     = codec[[]CareerSkill]{(*reader).careerSkills, (*encoder).careerSkills, (*decoder).careerSkills}
	careerIndustriesCodec = codec[[]CareerIndustry]{(*reader).careerIndustries, (*encoder).careerIndustries, (*decoder).careerIndustries}
)

// oneOf is the codec of one of several words.
func oneOf[T interface {
	comparable
	String() string
}](name string, all []T) codec[T] {
	return codec[T]{
		read:   func(r *reader, v value) T { return readWord(r, v, name, all) },
		encode: func(e *encoder, x T) { e.text(x.String()) },
		decode: func(d *decoder) T { return decodeWord(d, name, all) },
	}
}

// ref is the codec of a reference to an entry of one collection.
func ref[T any, P interface {
	*T
	comparable
	identified
}](of func(*loader) *shelf[T]) codec[P] {
	return codec[P]{
		read:   func(r *reader, v value) P { return P(refer(r, v, of(r.loader))) },
		encode: encodeRef[P],
		decode: func(d *decoder) P { return P(mention(of(d.loader), d.slug(of(d.loader).collection))) },
	}
}

// refs is the codec of a list of references, each once, ordered by slug.
func refs[T any, P interface {
	*T
	identified
}](of func(*loader) *shelf[T]) codec[[]P] {
	return codec[[]P]{
		read: func(r *reader, v value) []P {
			return references(r, v, func(item value) P { return P(refer(r, item, of(r.loader))) })
		},
		encode: encodeRefs[P],
		decode: func(d *decoder) []P {
			return ascending(d, decodeList(d, func(d *decoder) P { return P(mention(of(d.loader), d.slug(of(d.loader).collection))) }), compareID[P])
		},
	}
}
