package planner

import "careerlattice/internal/catalog"

// Result is the answer to a question: a *PlanSet or a *NoPlan.
type Result interface{ planResult() }

// PlanSet is the whole Pareto front: one plan for each vector that no other plan dominates.
type PlanSet struct {
	Target *catalog.Career
	// Plans are ordered by Time, Cost and ForegoneEarnings; there is at least one.
	Plans []*Plan
	// Exact is false where the label budget was spent: the plans are valid, the front may lack some.
	Exact bool
	// Bounds are proven lower bounds of what every plan takes; nil where the front is exact.
	Bounds *CriteriaBounds
	// Always are the credentials and careers that every plan to the target contains, whatever it trades, in the order of the
	// first plan. With limits, plans over them do not count, and what the label budget does not suffice to prove is left out.
	Always []catalog.Node
	// Labels counts the elementary steps of the search.
	Labels        int64
	CatalogDigest string

	question Question
}

// CriteriaBounds are what every plan takes at least: months, dollars, and dollars of income below the target's pay, rounded down.
type CriteriaBounds struct {
	Months, Cost, ForegoneEarnings int
}

// NoPlanReason tells why there is no plan.
type NoPlanReason uint8

// The reasons: no plan at all, none within MaxMonths and MaxCost, none but with JobScope AnyJob.
const (
	Unattainable NoPlanReason = iota
	LimitsTooTight
	JobsTooNarrow
)

// NoPlan says why there is no plan.
type NoPlan struct {
	Target  *catalog.Career
	Reason  NoPlanReason
	Message string
	// Missing is the target's requirement, checked against the profile.
	Missing *RequirementCheck
	// Fastest and Cheapest are what would do without the limits or with any job; nil where the target is unattainable.
	Fastest, Cheapest *Plan
	// Add is what would do besides: where the target is unattainable, credentials to hold and careers to have worked in
	// long enough; where the jobs are too narrow, careers outside the way. Nothing in it can be left out. Nil where limits
	// are too tight, and where nothing would do or nothing was found.
	Add []catalog.Node
	// Relaxations are the least limits that would do: of the months alone, of the dollars alone, of both.
	Relaxations   []Relaxation
	CatalogDigest string

	question Question
	proven   [2]bool // of Fastest and Cheapest, that nothing is better
}

// Question is the question that the plans answer.
func (s *PlanSet) Question() Question { return s.question }

// Question is the question to which there is no plan.
func (n *NoPlan) Question() Question { return n.question }

func (*PlanSet) planResult() {}
func (*NoPlan) planResult()  {}

// Plan is one way to the target. Months and dollars are typical figures; the ranges span the least and the most.
type Plan struct {
	// Name is the resource name, "plans/…": it names the question, the place in the front and the catalogue's digest.
	Name                   string
	Months, Cost           int
	ForegoneEarnings       int
	OpportunityCost        int
	EarnedOnTheWay         int
	MonthsRange, CostRange catalog.Range
	BestIn                 []Criterion
	TradeOff               string
	// Spread says in words how wide the ranges are, and which step contributes most.
	Spread string
	Steps  []Step

	foregone                 int64 // ForegoneEarnings before rounding, in twelfths of a dollar
	widestMonths, widestCost widest
	of                       *posed
}

// ID is the resource name.
func (p *Plan) ID() string { return p.Name }

// Step is a *StudyStep or a *WorkStep.
type Step interface {
	// Common gives what both kinds of steps have.
	Common() *Span
	// String is the step in one short readable line.
	String() string
}

// Span is what every step has: when it runs, what it costs and earns, what it is for and where its figures come from.
type Span struct {
	StartMonth, EndMonth, Months int
	Cost, Earned                 int
	Serves                       []Purpose
	Sources                      []*catalog.Source

	plan *Plan // that it is a step of
	at   int   // its index there
}

// Common gives what both kinds of steps have.
func (s *Span) Common() *Span { return s }

// StudyStep is the study of a credential by one of its routes, full time (WorkingAs is nil) or beside a job.
type StudyStep struct {
	Span
	Credential *catalog.Credential
	Route      *catalog.Route
	Mode       StudyMode
	WorkingAs  *catalog.Career
}

// WorkStep is full-time work in a career.
type WorkStep struct {
	Span
	Career *catalog.Career
}

// Purpose is what a step is for: a requirement of a later step (its index in the plan), or of the goal where Step is nil.
type Purpose struct {
	Requirement catalog.Requirement
	Step        *int
	Text        string
}

// RequirementCheck is a requirement held against a profile, with its parts. A nil Requirement: nothing is required.
type RequirementCheck struct {
	Satisfied     bool
	Requirement   catalog.Requirement
	MissingMonths *int
	Children      []*RequirementCheck
}
