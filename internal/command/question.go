package command

import (
	"strconv"
	"strings"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// startFlags say where a person starts.
type startFlags struct {
	From       []string `placeholder:"ID" help:"The credentials you hold, by id."`
	Experience []string `placeholder:"ID=MONTHS" help:"The months you have worked in careers, by id."`
}

func (f *startFlags) profile() (planner.ProfileInput, error) {
	if f.From == nil && f.Experience == nil {
		return planner.ProfileInput{}, usagef("missing flags: --from=ID,... (what you hold) or --experience=ID=MONTHS,... (where you worked)")
	}
	p := planner.ProfileInput{Credentials: present(f.From)}
	for _, text := range present(f.Experience) {
		e, ok := worked(text)
		if !ok {
			return p, usagef("--experience: %q is not ID=MONTHS, such as registered-nurse=24", text)
		}
		p.Experience = append(p.Experience, e)
	}
	return p, nil
}

// worked reads ID=MONTHS.
func worked(text string) (e planner.ExperienceInput, ok bool) {
	id, number, _ := strings.Cut(text, "=")
	months, err := strconv.Atoi(number)
	return planner.ExperienceInput{Career: id, Months: months}, err == nil && id != ""
}

// constraintFlags narrow what counts as a plan.
type constraintFlags struct {
	MaxMonths  *int        `placeholder:"N" help:"No plan that takes longer."`
	MaxCost    *int        `placeholder:"DOLLARS" help:"No plan that costs more."`
	Avoid      []string    `placeholder:"ID" help:"Credentials not to study and careers not to work in."`
	Via        []string    `placeholder:"ID" help:"Credentials to hold and careers to have worked in at the end."`
	StudyModes []studyMode `default:"full-time,while-working" help:"How you would study: full-time, while-working (${default})."`
	Jobs       jobScope    `default:"on-the-way" help:"The jobs a plan may use: on-the-way to the career, or any (${default})."`
	MaxLevel   *level      `placeholder:"LEVEL" help:"No credential above this level, such as masters."`
}

func (f *constraintFlags) constraints() *planner.ConstraintsInput {
	return &planner.ConstraintsInput{
		MaxMonths: f.MaxMonths, MaxCost: f.MaxCost,
		Avoid: present(f.Avoid), Via: present(f.Via),
		StudyModes: unwrap[planner.StudyMode](f.StudyModes),
		Jobs:       planner.JobScope(f.Jobs),
		MaxLevel:   (*catalog.Level)(f.MaxLevel),
	}
}

// budgetFlag says how long to search.
type budgetFlag struct {
	LabelBudget int64 `default:"${label_budget}" env:"CAREERLATTICE_LABEL_BUDGET" help:"How many elementary steps the search may take (${default})."`
}

func (f *budgetFlag) check() error {
	if f.LabelBudget < 1 {
		return usagef("--label-budget: %d lets nothing through: write 1 or more", f.LabelBudget)
	}
	return nil
}

// present drops what stands empty between two commas, or in --from= for a person who holds nothing.
func present(words []string) []string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}
