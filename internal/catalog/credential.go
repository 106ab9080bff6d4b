package catalog

// Kind tells what sort of credential it is.
type Kind uint8

// The kinds of credentials. Only degrees and certificates have a level.
const (
	KindDegree Kind = iota + 1
	KindCertificate
	KindCertification
	KindLicense
)

// Level is how high an academic credential stands; LevelNone is that of certifications and licenses.
type Level uint8

// The levels of academic credentials, lowest first, as in the BLS and O*NET education categories.
const (
	LevelNone Level = iota
	LevelHighSchool
	LevelPostsecondaryCertificate
	LevelAssociate
	LevelBachelors
	LevelPostbaccalaureateCertificate
	LevelMasters
	LevelPostmastersCertificate
	LevelDoctoral
)

// Credential is a degree, an academic certificate, a professional certification or a license.
type Credential struct {
	Entry
	Kind           Kind
	Level          Level
	Field          *Field
	AwardedBy      *Organization
	Concentrations []*Concentration
	Teaches        []*Skill
	// Routes are the ways to earn it; none means that it can be held but not earned here.
	Routes []*Route

	// RecommendedBy are the careers that recommend it, by slug.
	RecommendedBy []*Career
}

// Route is one way to earn a credential.
type Route struct {
	// Index is its place in the credential's Routes, which are ordered by what they take: months, then cost.
	Index int
	// Requires must hold when the study starts; nil always holds.
	Requires Requirement
	// Months of full-time study; PartTimeMonths of study beside a job, nil where the route cannot be combined with work.
	Months         Range
	PartTimeMonths *Range
	// Cost is what the learner pays.
	Cost Range
	// Source and Year are those of the route as a whole; a figure may have its own.
	Source *Source
	Year   *int
}
