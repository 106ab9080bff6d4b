package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"careerlattice/internal/planner"
)

// endless is a catalog with a question whose front has 2^30 plans: every sum of months has one of its own.
func endless(t *testing.T) (file, question string) {
	t.Helper()
	const count = 30
	var credentials, wanted strings.Builder
	for i := range count {
		_, _ = fmt.Fprintf(&credentials, "  - {id: c%[1]d, name: C%[1]d, kind: license, routes: [{months: %[2]d, cost: 0}, {months: 0, cost: %[2]d}]}\n", i, 1<<i)
		_, _ = fmt.Fprintf(&wanted, "{credential: c%d}, ", i)
	}
	file = filepath.Join(t.TempDir(), "endless.yaml")
	write(t, file, "catalog: {format: 1, id: endless, title: An endless world}\ncredentials:\n"+credentials.String()+
		"careers:\n  - {id: goal, name: Goal, requires: {all: ["+strings.TrimSuffix(wanted.String(), ", ")+"]}}\n  - {id: porter, name: Porter}\n")
	return file, `{ plan(input: {from: {}, to: "goal"}) { __typename } }`
}

// unhurried asks a question whose answer may have any status.
func (p *process) unhurried(t *testing.T, query string) (status int, header http.Header, answer string) {
	t.Helper()
	return roundTrip(t, p.request(t, queryBody(t, query)))
}

// TestCrowd asks 200 different questions at once, none of them asked before, and wants 200 right answers.
func TestCrowd(t *testing.T) {
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		t.Fatal(err)
	}
	engine := planner.New(c, planner.DefaultBudget)
	p := serve(t)
	var all sync.WaitGroup
	for i := range 200 {
		in := planner.Input{
			From: planner.ProfileInput{
				Credentials: []string{"high-school-diploma"},
				Experience:  []planner.ExperienceInput{{Career: "data-entry-clerk", Months: i}},
			},
			To: []string{"cancer-registrar", "medical-records-specialist", "registered-nurse"}[i%3],
		}
		all.Go(func() {
			answer := p.query(t, fmt.Sprintf(`{ plan(input: {from: {credentials: ["high-school-diploma"],
				experience: [{career: "data-entry-clerk", months: %d}]}, to: %q}) {
				... on PlanSet { exact plans(first: 100) { nodes { id months cost foregoneEarnings } } } } }`, i, in.To))
			var got struct {
				Data struct {
					Plan struct {
						Exact bool
						Plans struct {
							Nodes []struct {
								ID                             string
								Months, Cost, ForegoneEarnings int
							}
						}
					}
				}
			}
			if err := json.Unmarshal([]byte(answer), &got); err != nil {
				t.Error(err)
				return
			}
			question, problems := engine.Question(in)
			if len(problems) > 0 {
				t.Error(problems)
				return
			}
			result, err := engine.Plan(t.Context(), question)
			if err != nil {
				t.Error(err)
				return
			}
			want := result.(*planner.PlanSet)
			front := got.Data.Plan.Plans.Nodes
			if got.Data.Plan.Exact != want.Exact || len(front) != len(want.Plans) {
				t.Errorf("question %d: %s", i, answer)
				return
			}
			for k, plan := range want.Plans {
				if f := front[k]; f.ID != plan.Name || f.Months != plan.Months || f.Cost != plan.Cost || f.ForegoneEarnings != plan.ForegoneEarnings {
					t.Errorf("question %d, plan %d: %+v; want %v", i, k, f, plan)
				}
			}
		})
	}
	all.Wait()
	p.stop(t)
}

// TestOutOfTime asks what cannot be planned in time: the planning ends, and others are answered at once.
func TestOutOfTime(t *testing.T) {
	file, question := endless(t)
	p := serve(t, "--catalog", file, "--label-budget", "1000000000000", "--request-timeout", "500ms")
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			start := time.Now()
			status, header, answer := p.unhurried(t, question)
			if status != http.StatusServiceUnavailable || header.Get("Retry-After") == "" || !strings.Contains(answer, `"code":"TIMEOUT"`) {
				t.Errorf("%d, %v, %s", status, header, answer)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v; the limit is half a second", took)
			}
		})
	}
	all.Wait()
	const cheap = `{ plan(input: {from: {}, to: "porter"}) { ... on PlanSet { plans { totalCount } } } }`
	if got, want := p.query(t, cheap), `{"data":{"plan":{"plans":{"totalCount":1}}}}`+"\n"; got != want {
		t.Errorf("afterward: %s; want %s", got, want)
	}
	p.stop(t)
}

// TestStopWhilePlanning stops a server that has a question without end, a Redis that hangs and a collector of traces that hangs: the
// caller is told, and the server ends in time.
func TestStopWhilePlanning(t *testing.T) {
	file, question := endless(t)
	redis := startRedis(t)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", hungCollector(t))
	p := serve(t, "--catalog", file, "--label-budget", "1000000000000", "--redis", redis.url)
	told := make(chan string, 1)
	go func() {
		status, _, answer := p.unhurried(t, question)
		told <- fmt.Sprint(status, " ", answer)
	}()
	p.await(t, "careerlattice_planning_running", "1")
	redis.signal(t, syscall.SIGSTOP)
	p.stop(t)
	select {
	case answer := <-told:
		if !strings.HasPrefix(answer, "503 ") || !strings.Contains(answer, `"code":"TIMEOUT"`) {
			t.Errorf("the caller is told %s", answer)
		}
	case <-time.After(time.Second):
		t.Error("the caller is told nothing")
	}
}

// TestTurns refuses a question where too many wait already, and lets one that waits leave.
func TestTurns(t *testing.T) {
	const maxWaiting = 100
	turns := newTurns(2, maxWaiting, time.Minute)
	for turns.TryAcquire(1) {
		continue
	}
	ctx, leave := context.WithCancel(t.Context())
	failed := make(chan error)
	for range maxWaiting {
		go func() { failed <- turns.take(ctx) }()
	}
	for turns.waiting.Load() < maxWaiting {
		time.Sleep(time.Millisecond)
	}
	if err := turns.take(ctx); !errors.Is(err, errFull) {
		t.Errorf("one more than may wait: %v", err)
	}
	leave()
	for range maxWaiting {
		if err := <-failed; err == nil {
			t.Error("a caller that has left got a turn")
		}
	}
	if n := turns.waiting.Load(); n != 0 {
		t.Errorf("%d still wait", n)
	}
	turns.Release(1)
	if err := turns.take(t.Context()); err != nil {
		t.Errorf("a free turn: %v", err)
	}
	turns.wait = time.Millisecond
	if err := turns.take(t.Context()); !errors.Is(err, errTooLong) {
		t.Errorf("one that waited for long enough: %v", err)
	}
}

// TestBusy lets one question plan and none wait for long: the next is told to come again, and what is no question is answered.
func TestBusy(t *testing.T) {
	file, question := endless(t)
	p := serve(t, "--catalog", file, "--label-budget", "1000000000000", "--max-planning", "1", "--planning-wait", "100ms", "--request-timeout", "3s")
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if status, _, answer := p.unhurried(t, question); status != http.StatusServiceUnavailable || !strings.Contains(answer, `"code":"TIMEOUT"`) {
			t.Errorf("the first: %d %s", status, answer)
		}
	}()
	time.Sleep(500 * time.Millisecond) // the question is in flight
	status, header, answer := p.unhurried(t, `{ plan(input: {from: {}, to: "porter"}) { __typename } }`)
	if status != http.StatusServiceUnavailable || header.Get("Retry-After") == "" || !strings.Contains(answer, `"code":"OVERLOADED"`) {
		t.Errorf("the second: %d %v %s", status, header, answer)
	}
	if got := p.query(t, `{ catalog { id } }`); !strings.Contains(got, `"endless"`) {
		t.Errorf("no question: %s", got)
	}
	<-ended
	p.stop(t)
}

// TestRate asks more often than an address may, behind a proxy that names whom it asks for.
func TestRate(t *testing.T) {
	p := serve(t, "--rate", "5", "--trusted-proxies", "127.0.0.1")
	ask := func(client string) (status int, header http.Header, answer string) {
		r := p.request(t, queryBody(t, `{ catalog { id } }`))
		r.Header.Set("X-Forwarded-For", client)
		return roundTrip(t, r)
	}
	refused := 0
	for range 20 {
		if status, header, answer := ask("192.0.2.1"); status == http.StatusTooManyRequests {
			refused++
			if header.Get("Retry-After") != "1" || !strings.Contains(answer, `"code":"RATE_LIMITED"`) {
				t.Errorf("refused with %v %s", header, answer)
			}
		}
	}
	if refused < 5 {
		t.Errorf("%d of 20 refused", refused)
	}
	if status, _, answer := ask("192.0.2.2"); status != http.StatusOK {
		t.Errorf("another client: %d %s", status, answer)
	}
	p.stop(t)
}
