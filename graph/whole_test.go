package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// choices is a world in which each of so many licenses is had by months or by dollars, so that 2^n plans are on the front.
func choices(n int) string {
	var licenses strings.Builder
	wanted := make([]string, n)
	for i := range n {
		fmt.Fprintf(&licenses, "  - {id: l%[1]d, name: License %[1]d, kind: license, awardedBy: board, field: trade, routes: [{requires: {level: high-school}, months: {typical: %[2]d, source: seed}, cost: 0}, {requires: {level: high-school}, months: 0, cost: {typical: %[2]d, source: seed}}]}\n", i, 1<<i)
		wanted[i] = fmt.Sprintf("{credential: l%d}", i)
	}
	return `
catalog: {format: 1, id: choices, title: A world of choices}
sources: [{id: seed, title: Seed, publisher: An office, year: 2026}]
fields: [{id: trade, name: Trade}]
organizations: [{id: board, name: Board}]
credentials:
  - {id: hs, name: Diploma, kind: degree, level: high-school}
` + licenses.String() + `
careers:
  - {id: master, name: Master, wage: 90000, requires: {all: [` + strings.Join(wanted, ", ") + `]}}
`
}

// wholePlans asks for a hundred plans with every field of theirs and of their steps, two objects deep.
const wholePlans = `{ plan(input: {from: {credentials: ["hs"]}, to: "master"}) { ... on PlanSet { exact plans(first: 100) { totalCount nodes {
	id months cost foregoneEarnings opportunityCost earnedOnTheWay monthsRange { min typical max } costRange { min typical max }
	widestMonthsStep widestCostStep spread bestIn tradeOff steps { startMonth endMonth months cost earned serves { step text } sources { id title publisher }
		... on StudyStep { mode credential { id name kind level field { id name } awardedBy { id name } } route { months { typical } cost { typical } requires { text } }
			workingAs { id name } interchangeableCount }
		... on WorkStep { career { id name } } } } } } } }`

// structured gives a value read from JSON as structs, maps for encoding/json being slow.
func structured(v any) reflect.Value {
	switch v := v.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		fields, values := make([]reflect.StructField, len(names)), make([]reflect.Value, len(names))
		for i, name := range names {
			values[i] = structured(v[name])
			fields[i] = reflect.StructField{Name: strings.ToUpper(name[:1]) + name[1:], Tag: reflect.StructTag(`json:"` + name + `"`), Type: values[i].Type()}
		}
		out := reflect.New(reflect.StructOf(fields)).Elem()
		for i, value := range values {
			out.Field(i).Set(value)
		}
		return out.Addr()
	case []any:
		out := reflect.MakeSlice(reflect.TypeFor[[]any](), len(v), len(v))
		for i, x := range v {
			out.Index(i).Set(structured(x))
		}
		return out
	case float64:
		return reflect.ValueOf(int(v))
	case nil:
		return reflect.Zero(reflect.TypeFor[*int]())
	}
	return reflect.ValueOf(v)
}

// BenchmarkWholePlans writes a hundred whole plans, which were planned before, and nothing else is kept: in turn as the API does it, from
// the request on, and as encoding/json does the same data. It reports what each spends of processors, and how many times more the API does.
func BenchmarkWholePlans(b *testing.B) {
	c := load(b, catalog.Input{Files: fstest.MapFS{"choices.yaml": {Data: []byte(choices(7))}}})
	engine := planner.New(c, planner.DefaultBudget)
	var planned planner.Result
	h, _ := serve(b, c, func(o *Options) {
		o.Plan = func(ctx context.Context, q planner.Question) (planner.Result, error) {
			var err error
			if planned == nil {
				planned, err = engine.Plan(ctx, q)
			}
			return planned, err
		}
	})
	ask := func() *httptest.ResponseRecorder {
		w := get(h, wholePlans)
		if w.Code != http.StatusOK {
			b.Fatal(w.Body)
		}
		return w
	}
	var answer any
	first := ask()
	if err := json.Unmarshal(first.Body.Bytes(), &answer); err != nil || !strings.HasPrefix(first.Body.String(), `{"data":{"plan":{"exact":true,"plans":{"totalCount":128`) {
		b.Fatalf("%v: %.300s", err, first.Body)
	}
	same := structured(answer).Interface()
	var took [2]time.Duration
	for b.Loop() {
		begin := processorTime(b)
		ask()
		between := processorTime(b)
		if _, err := json.Marshal(same); err != nil {
			b.Fatal(err)
		}
		took[0] += between - begin
		took[1] += processorTime(b) - between
	}
	b.ReportMetric(float64(first.Body.Len()), "bytes")
	b.ReportMetric(float64(took[0])/float64(b.N), "api-ns")
	b.ReportMetric(float64(took[1])/float64(b.N), "json-ns")
	b.ReportMetric(float64(took[0])/float64(took[1]), "of-json")
}

// processorTime is what this process has spent of processors, so that others on the machine do not count.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
