package command

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// warm runs the command and gives what it printed, and its exit status.
func warm(t *testing.T, args ...string) (status int, printed, said string) {
	t.Helper()
	cmd := prepare(t, append([]string{"warm"}, args...)...)
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	if failed := cmd.Run(); cmd.ProcessState == nil {
		t.Fatal(failed)
	}
	return cmd.ProcessState.ExitCode(), out.String(), err.String()
}

// TestWarm warms a Redis for the built-in catalog, and for one that is served later: a server answers from there and plans nothing.
func TestWarm(t *testing.T) {
	redis := startRedis(t)
	url := redis.url
	questions, later := filepath.Join(t.TempDir(), "questions.jsonl"), filepath.Join(t.TempDir(), "later.yaml")
	write(t, later, worldOf(36))
	whole := queryBody(t, `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "it-consultant"}) { __typename } }`)
	write(t, questions, whole+"\n\n"+`{"query": "{ catalog { id } }"}`+"\n")

	status, printed, said := warm(t, "--redis", url, "--questions", questions)
	if status != exitDone || !strings.Contains(printed, ": 1 planned, 0 values found in Redis, 2 written to it\n") || said != "questions: 1 of 2\nquestions: 2 of 2\n" {
		t.Errorf("%d\n%s%s", status, printed, said)
	}
	if _, again, _ := warm(t, "--redis", url, "--questions", questions); !strings.Contains(again, ": 0 planned, 1 values found in Redis, 0 written to it\n") {
		t.Errorf("once more: %s", again)
	}
	if status, printed, said = warm(t, "--redis", url, "--popular", "--catalog", later); status != exitDone || !strings.Contains(printed, "2 questions") {
		t.Errorf("the catalog that is served later: %d\n%s%s", status, printed, said)
	}

	server, another := serve(t, "--redis", url), serve(t, "--redis", url, "--catalog", later)
	if got := server.post(t, whole); got != `{"data":{"plan":{"__typename":"PlanSet"}}}`+"\n" {
		t.Error(got)
	}
	if got := server.post(t, queryBody(t, `{ plan(input: {to: "it-consultant", from: {credentials: ["as-health-informatics"]}}) { ... on PlanSet { exact } } }`)); got != `{"data":{"plan":{"exact":true}}}`+"\n" {
		t.Error(got)
	}
	if got := another.query(t, worldAndVersion); got != worldAfter {
		t.Error(got)
	}
	for _, x := range []struct {
		p      *process
		shared string
	}{{server, "1"}, {another, "0"}} {
		if n, shared := x.p.metric(t, computed), x.p.metric(t, sharedAnswers); n != "0" || shared != x.shared {
			t.Errorf("the server planned %s times and found %s whole answers in Redis; want 0 and %s", n, shared, x.shared)
		}
		x.p.stop(t)
	}

	redis.kill()
	if status, _, said := warm(t, "--redis", url, "--questions", questions); status != exitFailed || !strings.Contains(said, "does not answer") {
		t.Errorf("without Redis: %d\n%s", status, said)
	}
}

// TestWarmQuestions gives files that cannot be asked: the message names the line, and one that has no answer hinders no other.
func TestWarmQuestions(t *testing.T) {
	url := startRedis(t).url
	const good = `{"query": "{ plan(input: {from: {}, to: \"information-clerk\"}) { __typename } }"}` + "\n"
	for _, x := range []struct{ file, want string }{
		{good + "{ plan }\n", ":2: this is no request"},
		{"\n \n", "has no questions"},
		{good + strings.Repeat("x", 2000), ":2: the line is longer"},
		{`{"query": "{ nope }"}` + "\n" + good, ":1: Cannot query field"},
		{good + "\n" + `{"query": "{ career(id: \"nobody\") { id } }"}`, ":3: there is no career"},
	} {
		name := filepath.Join(t.TempDir(), "questions.jsonl")
		write(t, name, x.file)
		status, printed, said := warm(t, "--redis", url, "--questions", name, "--max-body", "1000")
		if status != exitFailed || !strings.Contains(said, name+x.want) && !strings.Contains(said, name+" "+x.want) {
			t.Errorf("%q: %d\n%s%s", x.file, status, printed, said)
		}
	}
	if status, _, said := warm(t, "--redis", url, "--questions", filepath.Join(t.TempDir(), "absent")); status != exitFailed || !strings.Contains(said, os.ErrNotExist.Error()) && !strings.Contains(said, "no such file") {
		t.Errorf("no file: %d\n%s", status, said)
	}
}
