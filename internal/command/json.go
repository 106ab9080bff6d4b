package command

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"strings"

	"careerlattice/graph"
	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// planFields are the fields of a plan in an answer as JSON.
const planFields = `
fragment PlanFields on Plan {
  id months cost foregoneEarnings opportunityCost earnedOnTheWay
  monthsRange { min typical max } costRange { min typical max } widestMonthsStep widestCostStep spread
  bestIn tradeOff
  steps {
    __typename startMonth endMonth months cost earned
    serves { step text } sources { id title }
    ... on StudyStep { credential { id name } route { index } mode workingAs { id name } interchangeable { id name } interchangeableCount }
    ... on WorkStep { career { id name } }
  }
}`

// questionFields are the question, without which a plan could not be gone through again.
const questionFields = `
fragment QuestionFields on PlanQuestion {
  from { credentials { id name } experience { career { id name } months } }
  to { id name }
  optimize
  constraints { maxMonths maxCost avoid { id name } via { id name } studyModes jobs maxLevel }
}`

// frontDocument asks the API for a page of the plans, and noneDocument why there are none.
const frontDocument = `query Plan($input: PlanInput!, $after: String, $count: Int) {
  plan(input: $input) {
    __typename
    ... on PlanSet {
      target { id name }
      question { ...QuestionFields }
      exact bounds { months cost foregoneEarnings } catalogDigest
      fastest { id } cheapest { id } leastForegone { id } representatives(count: $count) { id }
      always { id name } sometimes { plans node { id name } }
      plans(first: 50, after: $after) { totalCount nodes { ...PlanFields } pageInfo { hasNextPage endCursor } }
    }
  }
}` + planFields + questionFields

// noneDocument has checks written out as deep as those of this answer.
func noneDocument(depth int) string {
	return `query Plan($input: PlanInput!) {
  plan(input: $input) {
    __typename
    ... on NoPlan {
      target { id name }
      question { ...QuestionFields }
      catalogDigest
      reason message
      missing ` + checkFields(depth) + `
      add { id name } relaxations { maxMonths maxCost proven }
      fastest { ...PlanFields } cheapest { ...PlanFields }
    }
  }
}` + planFields + questionFields
}

// checkFields are the fields of a checked requirement, so deep.
func checkFields(depth int) string {
	const fields = "{ satisfied text missingMonths "
	return strings.Repeat(fields+"children ", depth) + fields + strings.Repeat("}", depth+1)
}

// front is the answer with plans, its pages put together.
type front struct {
	Typename        string          `json:"__typename"`
	Target          json.RawMessage `json:"target"`
	Question        json.RawMessage `json:"question"`
	Exact           bool            `json:"exact"`
	Bounds          json.RawMessage `json:"bounds"`
	CatalogDigest   string          `json:"catalogDigest"`
	Fastest         json.RawMessage `json:"fastest"`
	Cheapest        json.RawMessage `json:"cheapest"`
	LeastForegone   json.RawMessage `json:"leastForegone"`
	Representatives json.RawMessage `json:"representatives"`
	Always          json.RawMessage `json:"always"`
	Sometimes       json.RawMessage `json:"sometimes"`
	Plans           struct {
		TotalCount int               `json:"totalCount"`
		Nodes      []json.RawMessage `json:"nodes"`
		PageInfo   *pageInfo         `json:"pageInfo,omitempty"`
	} `json:"plans"`
}

type pageInfo struct {
	HasNextPage bool   `json:"hasNextPage"`
	EndCursor   string `json:"endCursor"`
}

// unlimited lets through what a person asks of the program on their own machine.
var unlimited = graph.Limits{
	AnswerBytes: math.MaxInt32, Resolved: math.MaxInt32, Cost: math.MaxInt32, Depth: math.MaxInt32, Cells: math.MaxInt32,
	BodyBytes: math.MaxInt32, VariableBytes: math.MaxInt32, Plans: math.MaxInt32,
}

// showJSON asks the API itself, in this process, so that its answer and this one cannot differ. The result is planned already:
// the API only writes it.
func showJSON(ctx context.Context, w io.Writer, c *catalog.Catalog, p *planner.Planner, in planner.Input, result planner.Result, representatives *int) error {
	handler := graph.NewHandler(graph.Options{
		Catalog: c, Planner: p, Limits: unlimited,
		Plan: func(context.Context, planner.Question) (planner.Result, error) { return result, nil },
	})
	variables := map[string]any{"input": inputWords(in)}
	if n := representatives; n != nil && *n > 0 {
		variables["count"] = *n
	}
	var answer json.RawMessage
	var err error
	if none, ok := result.(*planner.NoPlan); ok {
		answer, err = ask(ctx, handler, "plan", noneDocument(depthOf(none.Missing)), variables)
	} else {
		answer, err = wholeFront(ctx, handler, variables)
	}
	if err != nil {
		return err
	}
	return writeJSON(w, answer)
}

// writeJSON prints a value for people to read.
func writeJSON(w io.Writer, value json.RawMessage) error {
	var b bytes.Buffer
	if err := json.Indent(&b, value, "", "  "); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := b.WriteTo(w)
	return err
}

// wholeFront puts the pages of a front together.
func wholeFront(ctx context.Context, h http.Handler, variables map[string]any) (json.RawMessage, error) {
	var whole front
	for {
		answer, err := ask(ctx, h, "plan", frontDocument, variables)
		if err != nil {
			return nil, err
		}
		var next front
		if err := json.Unmarshal(answer, &next); err != nil {
			return nil, err
		}
		next.Plans.Nodes = append(whole.Plans.Nodes, next.Plans.Nodes...)
		whole = next
		if at := whole.Plans.PageInfo; at == nil || !at.HasNextPage {
			break
		}
		variables["after"] = whole.Plans.PageInfo.EndCursor
	}
	whole.Plans.PageInfo = nil
	return json.Marshal(whole)
}

// refusal is what the API says in the place of an answer.
type refusal struct {
	code    graph.Code
	message string
}

func (r *refusal) Error() string { return r.message }

// ask posts a query to the API and gives what it says of one field.
func ask(ctx context.Context, h http.Handler, field, query string, variables map[string]any) (json.RawMessage, error) {
	page, err := post(ctx, h, map[string]any{"query": query, "variables": variables})
	if err != nil {
		return nil, err
	}
	data, err := dataOf(page)
	return data[field], err
}

// dataOf gives the data of an answer; its first error is a *refusal.
func dataOf(page []byte) (map[string]json.RawMessage, error) {
	var answer struct {
		Data   map[string]json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct{ Code graph.Code }
		}
	}
	if err := json.Unmarshal(page, &answer); err != nil {
		return nil, err
	}
	if len(answer.Errors) > 0 {
		return nil, &refusal{answer.Errors[0].Extensions.Code, answer.Errors[0].Message}
	}
	return answer.Data, nil
}

// post sends a request to the API in this process and gives the whole answer.
func post(ctx context.Context, h http.Handler, request map[string]any) ([]byte, error) {
	body, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	return postBytes(ctx, h, body)
}

// postBytes is post of a request that is JSON already.
func postBytes(ctx context.Context, h http.Handler, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	var page response
	h.ServeHTTP(&page, r)
	return page.Bytes(), nil
}

// response keeps what a handler writes.
type response struct {
	bytes.Buffer
	header http.Header
}

func (r *response) Header() http.Header {
	if r.header == nil {
		r.header = http.Header{}
	}
	return r.header
}

func (r *response) WriteHeader(int) {}

// inputWords is the question in the words of the schema.
func inputWords(in planner.Input) map[string]any {
	return map[string]any{
		"from": profileWords(in.From), "to": in.To, "optimize": enums(in.Optimize, criteria), "constraints": constraintWords(in.Constraints),
	}
}

func profileWords(from planner.ProfileInput) map[string]any {
	experience := []map[string]any{}
	for _, e := range from.Experience {
		experience = append(experience, map[string]any{"career": e.Career, "months": e.Months})
	}
	return map[string]any{"credentials": append([]string{}, from.Credentials...), "experience": experience}
}

func constraintWords(c *planner.ConstraintsInput) map[string]any {
	constraints := map[string]any{
		"maxMonths": c.MaxMonths, "maxCost": c.MaxCost, "avoid": c.Avoid, "via": c.Via,
		"studyModes": enums(c.StudyModes, studyModes), "jobs": enums([]planner.JobScope{c.Jobs}, jobScopes)[0],
	}
	if c.MaxLevel != nil {
		constraints["maxLevel"] = enum(c.MaxLevel.String())
	}
	return constraints
}

func enums[T comparable](values []T, known []word[T]) []string {
	texts := []string{}
	for _, v := range values {
		for _, w := range known {
			if w.value == v {
				texts = append(texts, enum(w.text))
			}
		}
	}
	return texts
}

// enum is a flag's word as the schema writes it.
func enum(text string) string { return strings.ToUpper(strings.ReplaceAll(text, "-", "_")) }

func depthOf(c *planner.RequirementCheck) int {
	deepest := 0
	if c != nil {
		for _, child := range c.Children {
			deepest = max(deepest, 1+depthOf(child))
		}
	}
	return deepest
}
