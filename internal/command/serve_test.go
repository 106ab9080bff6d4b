package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"careerlattice/internal/web"
)

// world is a small catalog to change and break.
const world = `catalog: {format: 1, id: world, title: A small world}
credentials:
  - {id: hs, name: High School, kind: degree, level: high-school}
careers:
  - {id: clerk, name: Clerk, wage: 34000, requires: {credential: hs}}
  - {id: manager, name: Manager, wage: 60000, requires: {experience: {months: 24, in: [clerk]}}}
`

const worldQuestion = `{ plan(input: {from: {credentials: ["hs"]}, to: "manager"}) { ... on PlanSet { plans { nodes { months cost } } } } }`

// worldReach asks for what takes months of any catalog of this world, without asking for a plan.
const worldReach = `{ reachableCareers(from: {credentials: ["hs"]}, first: 9) { nodes { months } } }`

// reachOf is the answer to it, where the manager takes so many months.
func reachOf(months int) string {
	return fmt.Sprintf(`{"data":{"reachableCareers":{"nodes":[{"months":0},{"months":%d}]}}}`+"\n", months)
}

const (
	computed      = `careerlattice_plans_computed_total{outcome="answered"}`
	memoryHits    = `careerlattice_cache_lookups_total{outcome="hit",tier="memory"}`
	answerHits    = `careerlattice_answers_total{outcome="hit"}`
	sharedAnswers = `careerlattice_answers_total{outcome="shared"}`
	redisHits     = `careerlattice_cache_lookups_total{outcome="hit",tier="redis"}`
	poisoned      = `careerlattice_cache_poisoned_total`
	stored        = `careerlattice_cache_redis_writes_total{outcome="stored"}`
)

// TestServe starts the program as `go run .` does and does what it prints: open the pages, ask what the line to try asks.
func TestServe(t *testing.T) {
	p := serve(t)
	if !strings.HasPrefix(p.printed, "Serving Health informatics careers ") {
		t.Errorf("printed at the start:\n%s", p.printed)
	}
	body := regexp.MustCompile(`-d '(.*)'`).FindStringSubmatch(p.printed)
	if body == nil {
		t.Fatalf("no line to try in:\n%s", p.printed)
	}
	first := p.post(t, body[1])
	if !regexp.MustCompile(`"__typename":"PlanSet","plans":\{"nodes":\[\{"months":[1-9]`).MatchString(first) {
		t.Errorf("the line to try answers %s", first)
	}
	if again := p.post(t, body[1]); again != first {
		t.Errorf("asked again: %s; want %s", again, first)
	}
	if otherwise := p.post(t, strings.Replace(body[1], "{", "{ ", 1)); otherwise != first {
		t.Errorf("asked with other bytes: %s; want %s", otherwise, first)
	}
	if n, whole, hits := p.metric(t, computed), p.metric(t, answerHits), p.metric(t, memoryHits); n != "1" || whole != "1" || hits != "1" {
		t.Errorf("asked thrice: computed %s times, %s whole answers kept, %s hits in memory; want 1, 1 and 1", n, whole, hits)
	}
	says := "Health informatics careers" // with the explorer, a script says it
	if web.EmbeddedExplorer() != nil {
		says = "<title>Career Lattice</title>"
	}
	if home := p.get(t, "/"); !strings.Contains(home, "<html") || !strings.Contains(home, says) {
		t.Errorf("the start page lacks %q:\n%s", says, home)
	}
	if sdl := p.get(t, "/schema.graphql"); !strings.Contains(sdl, "union PlanResult = ") {
		t.Error("/schema.graphql does not show the schema")
	}
	if got := p.get(t, "/readyz"); !regexp.MustCompile(`^ready\ncatalog: Health informatics careers [0-9.]+\ndigest: [0-9a-f]{64}\nholds: 45 careers, 54 credentials\nredis: none: `).MatchString(got) {
		t.Errorf("/readyz says %q", got)
	}
	if !regexp.MustCompile(`(?m)^  cache +0 answers in memory of at most 64 MiB, no Redis$`).MatchString(p.printed) {
		t.Errorf("it does not print what is in the cache:\n%s", p.printed)
	}
	p.stop(t)
}

// TestPlaygroundExamples runs every worked query of the playground, on the built-in catalog and on one that lacks its ids.
func TestPlaygroundExamples(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, world)
	for _, name := range []string{"health-informatics", file} {
		p := serve(t, "--catalog", name)
		c, _, err := load([]string{name})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range workedQueries(c) {
			variables := x.Variables
			if variables == "" {
				variables = "{}"
			}
			body, err := json.Marshal(map[string]any{"query": x.Query, "variables": json.RawMessage(variables)})
			if err != nil {
				t.Fatal(err)
			}
			if answer := p.post(t, string(body)); strings.Contains(answer, `"errors"`) {
				t.Errorf("%s, %q: %s", name, x.Title, answer)
			}
		}
		p.stop(t)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestReload changes the catalog under a server: a good one is served at SIGHUP, a broken one refused.
func TestReload(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, world)
	p := serve(t, "--catalog", file)
	reloads := func(outcome string) string {
		return fmt.Sprintf("careerlattice_catalog_reloads_total{outcome=%q}", outcome)
	}
	hangUp := func() {
		if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
	}
	const before, after = `{"data":{"plan":{"plans":{"nodes":[{"months":24,"cost":0}]}}}}` + "\n", `{"data":{"plan":{"plans":{"nodes":[{"months":36,"cost":0}]}}}}` + "\n"
	if got := p.query(t, worldQuestion); got != before {
		t.Fatalf("at the start: %s; want %s", got, before)
	}
	if got := p.query(t, worldReach); got != reachOf(24) {
		t.Errorf("at the start: %s", got)
	}
	hangUp()
	p.await(t, reloads("unchanged"), "1")
	write(t, file, strings.Replace(world, "months: 24", "months: many", 1))
	hangUp()
	p.await(t, reloads("refused"), "1")
	if got := p.query(t, worldQuestion); got != before {
		t.Errorf("after a broken catalog: %s; want %s", got, before)
	}
	write(t, file, strings.Replace(world, "months: 24", "months: 36", 1))
	hangUp()
	p.await(t, reloads("served"), "1")
	if got := p.query(t, worldQuestion); got != after {
		t.Errorf("after another catalog: %s; want %s", got, after)
	}
	if got := p.query(t, worldReach); got != reachOf(36) {
		t.Errorf("after another catalog: %s", got)
	}
	p.stop(t)
	if !strings.Contains(p.log.String(), "world.yaml:6:") {
		t.Errorf("the log does not say where the broken catalog is wrong:\n%s", p.log)
	}
}

// TestStartFails checks what keeps a server from starting: it says so at once and ends with status 1 or, for wrong usage, 2.
func TestStartFails(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.yaml")
	write(t, broken, strings.Replace(world, "months: 24", "months: many", 1))
	var config net.ListenConfig
	taken, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"--listen", taken.Addr().String()}, 1, `^careerlattice: the address 127\.0\.0\.1:\d+ is in use: stop the program that has it, or take another, such as --listen :8081\n$`},
		{[]string{"--catalog", broken}, 1, `^careerlattice: the catalog has 1 error:\n.*broken\.yaml:6:\d+: `},
		{[]string{"--catalog", "nowhere"}, 1, `^careerlattice: catalog "nowhere" is neither `},
		{[]string{"--listen", "nonsense"}, 1, `^careerlattice: cannot listen on nonsense: `},
		{[]string{"--redis", "http://user:password@host"}, 2, `^careerlattice: --redis: [^\n]*redis://HOST:PORT[^\n]*\ntry: careerlattice serve `},
		{[]string{"--cors-origins", "example.org"}, 2, `^careerlattice: CORS origin "example.org" [^\n]*\ntry: careerlattice serve `},
		{[]string{"--max-depth", "0"}, 2, `^careerlattice: --max-depth: 0 [^\n]*\ntry: `},
		{[]string{"--request-timeout", "0s"}, 2, `^careerlattice: --request-timeout: 0s [^\n]*\ntry: `},
		{[]string{"--drain", "-1s"}, 2, `^careerlattice: --drain: [^\n]*\ntry: `},
		{[]string{"--log-format", "xml"}, 2, `^careerlattice: --log-format must be one of [^\n]*\ntry: `},
	} {
		var out, problems bytes.Buffer
		start := time.Now()
		status := Main(t.Context(), append([]string{"serve"}, c.args...), &out, &problems)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("serve %v: it took %v to say so", c.args, took)
		}
		if status != c.status || !regexp.MustCompile(c.says).MatchString(problems.String()) || out.Len() > 0 {
			t.Errorf("serve %v: status %d, %q; want %d, %q", c.args, status, problems.String(), c.status, c.says)
		}
		if strings.Contains(problems.String(), "password") {
			t.Errorf("serve %v shows the password: %s", c.args, problems.String())
		}
	}
}
