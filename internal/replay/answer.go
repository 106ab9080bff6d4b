// Package replay goes through plans again, step by step, with a catalog and their question before it and nothing of the search that
// found them. It promises that a plan in which it finds nothing holds by the rules of plans, to the month and the dollar, and that no
// plan of the question takes less than its bounds. It does not search: that no further plan is missing is for the planner to prove.
package replay

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Answer is the answer to a planning question, in the words of the API. Figures that are nil were not said.
type Answer struct {
	Typename      string    `json:"__typename"`
	Question      *Question `json:"question"`
	CatalogDigest string    `json:"catalogDigest"`
	// Exact is false where the front may lack plans; Bounds are then what no plan takes less than, by the word of the search.
	Exact  *bool   `json:"exact"`
	Bounds *Totals `json:"bounds"`
	// Of a front, the best of its plans, by their ids; where there is no plan, the best without the limits or with any job.
	Fastest       *Plan `json:"fastest"`
	Cheapest      *Plan `json:"cheapest"`
	LeastForegone *Plan `json:"leastForegone"`
	Plans         struct {
		Nodes []*Plan `json:"nodes"`
	} `json:"plans"`
	// Reason is why there is no plan.
	Reason Reason `json:"reason"`
}

// Reason is why there is no plan, in the words of the API.
type Reason string

// The reasons for which there may be a plan yet, without limits or with any job.
const (
	LimitsTooTight Reason = "LIMITS_TOO_TIGHT"
	JobsTooNarrow  Reason = "JOBS_TOO_NARROW"
)

// Question is a planning question, in the words of the API.
type Question struct {
	From struct {
		Credentials []Ref        `json:"credentials"`
		Experience  []Experience `json:"experience"`
	} `json:"from"`
	To          Ref         `json:"to"`
	Optimize    []Criterion `json:"optimize"`
	Constraints struct {
		MaxMonths  *int     `json:"maxMonths"`
		MaxCost    *int     `json:"maxCost"`
		Avoid      []Ref    `json:"avoid"`
		Via        []Ref    `json:"via"`
		StudyModes []Mode   `json:"studyModes"`
		Jobs       JobScope `json:"jobs"`
		MaxLevel   string   `json:"maxLevel"`
	} `json:"constraints"`
}

// Ref names a node by its resource name.
type Ref struct {
	ID string `json:"id"`
}

// Experience is months worked in a career.
type Experience struct {
	Career Ref `json:"career"`
	Months int `json:"months"`
}

// Mode is how a study is done.
type Mode string

// JobScope is in which careers a plan may work.
type JobScope string

// The modes and scopes.
const (
	FullTime     Mode     = "FULL_TIME"
	WhileWorking Mode     = "WHILE_WORKING"
	OnTheWay     JobScope = "ON_THE_WAY"
	AnyJob       JobScope = "ANY"
)

// Totals are what a plan takes: months, dollars, and dollars of income below the target's pay meanwhile.
type Totals struct {
	Months           *int `json:"months"`
	Cost             *int `json:"cost"`
	ForegoneEarnings *int `json:"foregoneEarnings"`
}

// Plan is one plan, as it is told.
type Plan struct {
	ID string `json:"id"`
	Totals
	OpportunityCost *int        `json:"opportunityCost"`
	EarnedOnTheWay  *int        `json:"earnedOnTheWay"`
	MonthsRange     *Range      `json:"monthsRange"`
	CostRange       *Range      `json:"costRange"`
	BestIn          []Criterion `json:"bestIn"`
	Steps           []*Step     `json:"steps"`
}

// Range is the least, the typical and the most of a figure.
type Range struct {
	Min     *int `json:"min"`
	Typical *int `json:"typical"`
	Max     *int `json:"max"`
}

// Step is one step of a plan, as it is told: a study has a Credential, a Route and a Mode, and WorkingAs beside a job; work has a Career.
type Step struct {
	StartMonth *int      `json:"startMonth"`
	EndMonth   *int      `json:"endMonth"`
	Months     *int      `json:"months"`
	Cost       *int      `json:"cost"`
	Earned     *int      `json:"earned"`
	Credential *Ref      `json:"credential"`
	Route      *RouteRef `json:"route"`
	Mode       Mode      `json:"mode"`
	WorkingAs  *Ref      `json:"workingAs"`
	Career     *Ref      `json:"career"`
}

// Criterion is something of which a plan should have little, in the words of the API.
type Criterion string

// The criteria, in the order in which plans are sorted.
const (
	Time             Criterion = "TIME"
	Cost             Criterion = "COST"
	ForegoneEarnings Criterion = "FOREGONE_EARNINGS"
)

// Criteria are all criteria, in order.
func Criteria() []Criterion { return []Criterion{Time, Cost, ForegoneEarnings} }

// RouteRef names one of a credential's routes by its index, from 0.
type RouteRef struct {
	Index *int `json:"index"`
}

// Read reads an answer as JSON: what `careerlattice plan --json` prints, or the same from the API, under data.plan.
func Read(r io.Reader) (*Answer, error) {
	var file struct {
		Answer
		Data *struct {
			Plan *Answer `json:"plan"`
		} `json:"data"`
	}
	d := json.NewDecoder(r)
	if err := d.Decode(&file); err != nil {
		return nil, fmt.Errorf("it is no answer with plans: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the answer; a file holds one")
	}
	a := &file.Answer
	if file.Data != nil && file.Data.Plan != nil {
		a = file.Data.Plan
	}
	switch {
	case a.Question == nil:
		return nil, errors.New("it does not say the question that was asked")
	case len(a.Plans.Nodes) == 0 && a.Reason == "":
		return nil, errors.New("it has no plans, and no reason why there is none")
	}
	for _, p := range a.Plans.Nodes {
		if p == nil {
			return nil, errors.New("a plan in it is null")
		}
		for _, s := range p.Steps {
			if s == nil {
				return nil, errors.New("a step of a plan in it is null")
			}
		}
	}
	return a, nil
}
