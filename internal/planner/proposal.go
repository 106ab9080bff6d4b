package planner

import "careerlattice/internal/catalog"

// PlanStepInput is a step of a person's own plan, by ids: a study or work, and not both.
type PlanStepInput struct {
	Study *StudyStepInput
	Work  *WorkStepInput
}

// StudyStepInput is the study of a credential. Nil Route: whichever is open. Nil Mode: beside a job where one is given, else full time.
type StudyStepInput struct {
	Credential string
	Route      *int // its place among the credential's routes
	Mode       *StudyMode
	WorkingAs  *string
}

// WorkStepInput is full-time work in a career for so many months, at least one.
type WorkStepInput struct {
	Career string
	Months int
}

// proposed is a step of a person's own plan. Its route, where none was chosen, is left open.
type proposed struct {
	action
	routes []*catalog.Route // of a study, those that would do in its mode
}

// proposal checks a person's own plan as Question checks a question.
func (r *resolver) proposal(in []PlanStepInput, at []any) []proposed {
	if !fits(r, in, at) {
		return nil
	}
	steps := make([]proposed, len(in))
	for i, step := range in {
		place := under(at, i)
		switch {
		case (step.Study == nil) == (step.Work == nil):
			r.bad(place, "give study or work, one of the two")
		case step.Study != nil:
			steps[i] = r.study(*step.Study, under(place, "study"))
		default:
			steps[i] = r.work(*step.Work, under(place, "work"))
		}
	}
	return steps
}

func (r *resolver) study(in StudyStepInput, at []any) (s proposed) {
	s.credential, _ = lookup[*catalog.Credential](r, in.Credential, under(at, "credential"), catalog.Credentials)
	if in.WorkingAs != nil {
		s.career, _ = lookup[*catalog.Career](r, *in.WorkingAs, under(at, "workingAs"), catalog.Careers)
	}
	switch m := in.Mode; {
	case m != nil && *m == FullTime && in.WorkingAs != nil:
		r.bad(under(at, "mode"), "study full time has no job beside it; leave out mode or workingAs")
	case m != nil && *m == WhileWorking && in.WorkingAs == nil:
		r.bad(under(at, "mode"), "study while working needs the job beside it; name a career in workingAs")
	}
	if s.credential == nil {
		return s
	}
	routes := s.credential.Routes
	if n := in.Route; n != nil {
		if *n < 0 || *n >= len(routes) {
			r.bad(under(at, "route"), "%s has %s, counted from 0; there is no route %d", s.credential.ID(), count(len(routes), "route"), *n)
			return s
		}
		routes = routes[*n : *n+1]
	}
	for _, way := range routes {
		if in.WorkingAs == nil || way.PartTimeMonths != nil {
			s.routes = append(s.routes, way)
		}
	}
	return s
}

func (r *resolver) work(in WorkStepInput, at []any) (s proposed) {
	s.career, _ = lookup[*catalog.Career](r, in.Career, under(at, "career"), catalog.Careers)
	if s.worked = in.Months; in.Months < 1 || in.Months > catalog.MaxNumber {
		r.bad(under(at, "months"), "work takes 1 month or more, and %d at most, not %d", catalog.MaxNumber, in.Months)
	}
	return s
}
