package bls

import (
	"cmp"
	"fmt"
	"slices"

	"careerlattice/internal/table"
)

// Projections are the employment projections over ten years.
type Projections struct {
	BaseYear, TargetYear int
	// WageYear is the year of the median wages.
	WageYear int
	// AttainmentYears are those of the survey behind [Projection.Attainment], such as "2022-23".
	AttainmentYears string
	// Occupations are ordered by code; summaries over groups are left out.
	Occupations []Projection
	// AttainmentLevels and SkillNames are what the figures of [Projection.Attainment] and [Projection.SkillRanks] are of.
	AttainmentLevels, SkillNames []string
	// Outlook, Attainment and Skills say where the three tables come from. The last two are optional, with no rows where
	// their file is not there.
	Outlook, Attainment, Skills table.Origin
	// Warnings are doubts about the files that do not keep them from being read.
	Warnings table.Problems
}

// Projection is what is projected for one occupation and what it asks of those who enter it.
type Projection struct {
	// Code is a code of the Standard Occupational Classification or one of the publisher's own for several together.
	Code, Title string
	// Employment and Projected are thousands of jobs in the base and the target year; Openings are thousands a year.
	Employment, Projected, Openings table.Number
	// ChangePercent is the growth over all years, SelfEmployedPercent a part of the employment.
	ChangePercent, SelfEmployedPercent table.Number
	// MedianWage is in dollars a year.
	MedianWage table.Number

	Education  EntryEducation
	Experience RelatedExperience
	Training   JobTraining

	// Attainment is the percentage of workers with each level, as in AttainmentLevels; nil where the table lacks the occupation.
	Attainment []table.Number
	// SkillRanks are ranks among all occupations, 0 to 100, as in SkillNames; nil where the table lacks the occupation.
	SkillRanks []table.Number
}

// EntryEducation is what most need to enter an occupation, in the publisher's words.
type EntryEducation string

// The levels, lowest first.
const (
	NoCredential   EntryEducation = "No formal educational credential"
	HighSchool     EntryEducation = "High school diploma or equivalent"
	SomeCollege    EntryEducation = "Some college, no degree"
	NondegreeAward EntryEducation = "Postsecondary nondegree award"
	Associate      EntryEducation = "Associate's degree"
	Bachelors      EntryEducation = "Bachelor's degree"
	Masters        EntryEducation = "Master's degree"
	Doctoral       EntryEducation = "Doctoral or professional degree"
)

// RelatedExperience is the experience in a related occupation that is commonly asked for, in the publisher's words.
type RelatedExperience string

// The classes, shortest first.
const (
	NoExperience      RelatedExperience = "None"
	LessThanFiveYears RelatedExperience = "Less than 5 years"
	FiveYearsOrMore   RelatedExperience = "5 years or more"
)

// JobTraining is the training after entry that most need, in the publisher's words.
type JobTraining string

// The kinds of training.
const (
	NoTraining     JobTraining = "None"
	ShortTerm      JobTraining = "Short-term on-the-job training"
	ModerateTerm   JobTraining = "Moderate-term on-the-job training"
	LongTerm       JobTraining = "Long-term on-the-job training"
	Apprenticeship JobTraining = "Apprenticeship"
	Internship     JobTraining = "Internship/residency"
)

var (
	educations = []string{
		string(NoCredential), string(HighSchool), string(SomeCollege), string(NondegreeAward),
		string(Associate), string(Bachelors), string(Masters), string(Doctoral),
	}
	experiences = []string{string(NoExperience), string(LessThanFiveYears), string(FiveYearsOrMore)}
	trainings   = []string{
		string(NoTraining), string(ShortTerm), string(ModerateTerm), string(LongTerm), string(Apprenticeship), string(Internship),
	}
)

// The keys by which the files can be given.
const (
	OutlookKey    = "outlook"
	AttainmentKey = "attainment"
	SkillRanksKey = "skill-ranks"
)

// ReadProjections reads the tables 1.2 (outlook), 5.3 (what workers have attained) and 6.5 (skills). The last two are
// left out, with a warning, where their workbook is not there.
func ReadProjections(p *table.Place) (*Projections, error) {
	f, err := p.Need(OutlookKey, "occupational projections", "occupation.xlsx")
	if err != nil {
		return nil, err
	}
	out := &Projections{}
	if err := inBook(f, out.outlook); err != nil {
		return nil, err
	}
	slices.SortFunc(out.Occupations, func(a, b Projection) int { return cmp.Compare(a.Code, b.Code) })
	var errs []error
	for _, t := range []struct {
		key, name string
		read      func(*table.Workbook) error
	}{{AttainmentKey, "education.xlsx", out.attainment}, {SkillRanksKey, "skills.xlsx", out.skills}} {
		f, ok, err := p.Find(t.key, t.name)
		switch {
		case err != nil:
			errs = append(errs, err)
		case ok:
			errs = append(errs, inBook(f, t.read))
		default:
			out.Warnings = append(out.Warnings, table.Problem{
				File: t.name, Message: fmt.Sprintf("there is no such file: nothing of it is read; download it, or give it as %s=FILE", t.key),
			})
		}
	}
	if err := table.Join(errs...); err != nil {
		return nil, err
	}
	return out, nil
}

func inBook(f table.File, read func(*table.Workbook) error) error {
	book, err := table.OpenWorkbook(f)
	if err != nil {
		return err
	}
	return table.Join(read(book), book.Close())
}
