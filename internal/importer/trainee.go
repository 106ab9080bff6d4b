package importer

import (
	"slices"

	"careerlattice/internal/bls"
)

// training is a trainee's job that comes before the full career.
type training struct {
	kind   string // a key of trainingKinds
	months int
	after  *occupation // whose trainee's job comes before this one, wholly
}

// trainingMonths are the months for which each category of O*NET's question about training on the job stands.
var trainingMonths = []float64{0, .5, 2, 4.5, 9, 18, 36, 84, 132}

const (
	apprenticeMonths  = 48 // where nothing is known: most registered apprenticeships take four years
	longTraining      = 12 // BLS: long-term training takes more than a year
	mostTraining      = 36
	traineeOfMedian   = 0.6 // of the median, where the tenth percentile is not published
	unlicensedFuneral = "39-4"
)

// longTrained are the occupations in which long-term training is a job of its own: construction, repair, production, rail,
// funeral service and opticians. Elsewhere, in arts or in advising, it is years of work that nobody calls training.
var longTrained = []string{"47", "49", "51", "53-2", unlicensedFuneral, "29-2081"}

// train finds the trainees' jobs: nobody is an electrician or a surgeon on the first day.
func (b *builder) train() {
	for _, o := range b.planned {
		if f, ok := b.facts.training[o]; ok {
			if f.fact.Months == 0 {
				continue
			}
			o.training = &training{kind: f.fact.Kind.text, months: f.fact.Months}
			for _, before := range b.occupations(f.layer, given(f.fact.After)) {
				o.training.after = before
			}
			continue
		}
		o.training = trainingOf(o)
	}
	for _, o := range b.planned {
		if t := o.training; t != nil && t.after != nil && t.after.training == nil {
			f := b.facts.training[o]
			b.mistake(f.layer, f.fact.After, "%s has no trainee's job that could come before: describe its training, or remove \"after\"", t.after.Title)
			t.after = nil
		}
	}
}

// trainingOf is the trainee's job by what BLS says of training. Short and moderate training delays nothing: it is paid as
// the job.
func trainingOf(o *occupation) *training {
	if o.projection == nil {
		return nil
	}
	switch o.projection.Training {
	case bls.Apprenticeship:
		return &training{kind: "apprenticeship", months: apprenticeMonths}
	case bls.LongTerm:
		if !o.in(longTrained...) {
			return nil
		}
		months := longTraining
		if m, ok := median(o.JobTraining, trainingMonths); ok && !o.in(unlicensedFuneral) {
			months = int(max(longTraining, min(mostTraining, m)))
		}
		return &training{kind: "long-term", months: months}
	}
	return nil
}

// traineeID is the id of the trainee's job.
func (o *occupation) traineeID() string { return o.slug + "-" + trainingKinds[o.training.kind] }

// trainee is the trainee's job as a career: it asks for what the full career asks for before its training.
func (b *builder) trainee(o *occupation, before requirement) *career {
	t := o.training
	if t.after != nil {
		first := &worked{experience{t.after.training.months, []string{t.after.traineeID()}}}
		before = both(before, first)
	}
	c := &career{
		ID: o.traineeID(), Name: o.Title + " (" + trainingKinds[t.kind] + "s)", SOC: o.code,
		Requires: before, RequiresSource: assumed, TraineeFor: o.slug,
	}
	switch w := o.wage; {
	case t.kind == "residency":
		c.Wage = &wage{Annual: b.facts.resident, Source: assumed}
	case w != nil && w.P10 > 0:
		c.Wage = &wage{Annual: w.P10, Source: w.Source, Year: w.Year}
		c.Notes = append(c.Notes, note{Text: "The wage is the tenth percentile of the full career's.", Source: assumed})
	case w != nil:
		c.Wage = &wage{Annual: int(traineeOfMedian * float64(w.Annual)), Source: assumed}
	}
	return c
}

// trainees are the ids of the trainees' jobs that the overlay's words name.
func (b *builder) trainees(of []*occupation) []string {
	var ids []string
	for _, o := range of {
		if o.training != nil {
			ids = append(ids, o.traineeID())
		}
	}
	slices.Sort(ids)
	return ids
}
