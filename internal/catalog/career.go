package catalog

// Career is a role that a person can work in.
type Career struct {
	Entry
	SOC    Text
	Wage   *Wage
	Growth *Growth
	// Requires is what an applicant must hold; nil always holds.
	Requires       Requirement
	RequiresSource *Source
	// Recommends are credentials that help and are not required.
	Recommends []*Credential
	Skills     []CareerSkill
	Industries []CareerIndustry
	// LeadsTo are the usual next moves, and ReachedFrom the careers that name this one as such, by slug.
	LeadsTo, ReachedFrom []*Career
	// TraineeFor is the career of which this one is the trainee's job; nil otherwise.
	TraineeFor *Career
}

// CareerSkill is a skill with its importance to a career, 0 to 100; nil where it is not known.
type CareerSkill struct {
	Skill      *Skill
	Importance *int
}

// CareerIndustry is an industry in which a career is found, with the people employed and their wage where they are known.
type CareerIndustry struct {
	Industry   *Industry
	Employment *int
	Wage       *Wage
}
