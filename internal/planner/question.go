package planner

import "careerlattice/internal/catalog"

// Criterion is something a plan should have little of.
type Criterion uint8

// The criteria, in the order in which plans are sorted: months until the target is open, dollars paid, and dollars of
// income below the target's pay meanwhile.
const (
	Time Criterion = iota
	Cost
	ForegoneEarnings
)

// StudyMode tells how a study is done: full time, or beside a job.
type StudyMode uint8

// The study modes.
const (
	FullTime StudyMode = iota
	WhileWorking
)

// JobScope tells in which careers a plan may work.
type JobScope uint8

// The job scopes: careers that count for something the goal may need (and those one has worked in), or every open career.
const (
	OnTheWay JobScope = iota
	AnyJob
)

// Input is a question as people ask it: by ids, which may be slugs or resource names, nothing checked yet.
type Input struct {
	From        ProfileInput
	To          string
	Optimize    []Criterion
	Constraints *ConstraintsInput
}

// ProfileInput is where a person starts, by ids.
type ProfileInput struct {
	Credentials []string
	Experience  []ExperienceInput
}

// ExperienceInput is months worked in a career, by id.
type ExperienceInput struct {
	Career string
	Months int
}

// ConstraintsInput narrows what counts as a plan, by ids. Nil limits do not bind; a MaxLevel of LevelNone neither.
type ConstraintsInput struct {
	MaxMonths, MaxCost *int
	Avoid, Via         []string
	StudyModes         []StudyMode
	Jobs               JobScope
	MaxLevel           *catalog.Level
}

// Profile is where a person starts: credentials by slug, and careers worked in with months > 0, by slug; neither twice.
type Profile struct {
	Credentials []*catalog.Credential
	Experience  []Experience
}

// Experience is months worked in a career.
type Experience struct {
	Career *catalog.Career
	Months int
}

// Question is a checked question in its one canonical form: two ways to ask the same are equal here.
type Question struct {
	From        Profile
	To          *catalog.Career
	Optimize    []Criterion // in order, at least one, none twice
	Constraints Constraints
}

// Constraints are the checked constraints. The lists are ordered by slug and hold nothing twice.
type Constraints struct {
	MaxMonths, MaxCost *int
	AvoidCredentials   []*catalog.Credential
	AvoidCareers       []*catalog.Career
	ViaCredentials     []*catalog.Credential
	ViaCareers         []*catalog.Career
	StudyModes         []StudyMode // in order, at least one, none twice
	Jobs               JobScope
	MaxLevel           catalog.Level // LevelNone: no limit
}

// ProblemCode tells what kind of mistake a Problem is.
type ProblemCode uint8

// The kinds of mistakes.
const (
	NotFound ProblemCode = iota
	BadInput
)

// Problem is one mistake in a question: where, what, and what would do.
type Problem struct {
	Code ProblemCode
	// Path leads to the argument: names and, within lists, indices ("from", "credentials", 0).
	Path []any
	// Message says what is wrong and what to do.
	Message string
	// Nearest are existing resource names near to an unknown id, nearest first.
	Nearest []string
}

// Problems are all the mistakes of a question, in the order of its arguments.
type Problems []Problem
