package command

import (
	"cmp"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// redisServer is a real redis-server on a socket of its own.
type redisServer struct {
	url string
	cmd *exec.Cmd // nil once it was killed
}

func (r *redisServer) kill() {
	if r.cmd != nil {
		_ = r.cmd.Process.Kill()
		_ = r.cmd.Wait()
		r.cmd = nil
	}
}

// signal freezes the server, or has it go on.
func (r *redisServer) signal(t testing.TB, s syscall.Signal) {
	t.Helper()
	if err := r.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// startRedis starts a server that ends with the test.
func startRedis(t testing.TB) *redisServer {
	t.Helper()
	if os.Getenv("CAREERLATTICE_TEST_NO_REDIS") != "" {
		t.Skip("CAREERLATTICE_TEST_NO_REDIS is set")
	}
	name, err := exec.LookPath(cmp.Or(os.Getenv("REDIS_SERVER"), "redis-server"))
	if err != nil {
		t.Fatalf("%v: `make redis` installs it; REDIS_SERVER may name it; CAREERLATTICE_TEST_NO_REDIS=1 skips what needs it", err)
	}
	folder, err := os.MkdirTemp("", "redis") // the name of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	socket := filepath.Join(folder, "s")
	cmd := exec.CommandContext(t.Context(), name, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := &redisServer{url: "unix://" + socket, cmd: cmd}
	t.Cleanup(r.kill)
	var dialer net.Dialer
	for range 200 {
		if c, err := dialer.DialContext(t.Context(), "unix", socket); err == nil {
			_ = c.Close()
			return r
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("redis-server does not answer")
	return nil
}

// TestRedis asks two servers on one Redis, and a third that has none: the second answers from Redis what the first computed,
// and when Redis is killed no answer changes.
func TestRedis(t *testing.T) {
	redis := startRedis(t)
	url := redis.url
	first, second, alone := serve(t, "--redis", url), serve(t, "--redis", url), serve(t)
	another := serve(t, "--redis", url, "--introspection", "off")
	question := func(to string) string {
		return `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "` + to + `"}) {
			__typename
			... on PlanSet { exact catalogDigest plans(first: 100) { totalCount nodes { id months cost foregoneEarnings earnedOnTheWay bestIn tradeOff
				steps { __typename startMonth endMonth cost earned serves { step text } sources { id } ... on StudyStep { mode credential { id } workingAs { id } } ... on WorkStep { career { id } } } } } }
			... on NoPlan { reason message missing { text satisfied } } } }`
	}
	want := alone.query(t, question("chief-medical-officer"))
	if got := first.query(t, question("chief-medical-officer")); got != want {
		t.Errorf("with an empty Redis: %s\nwithout: %s", got, want)
	}
	first.await(t, stored, "2") // the plans, and the answer
	if got := second.query(t, question("chief-medical-officer")); got != want {
		t.Errorf("from Redis: %s\ncomputed: %s", got, want)
	}
	if got := another.query(t, question("chief-medical-officer")); got != want {
		t.Errorf("with other settings, from Redis: %s\ncomputed: %s", got, want)
	}
	for _, x := range []struct {
		p      *process
		shared string
	}{{second, "1"}, {another, "0"}} { // the whole answer, and the plans of it
		if hits, n, shared := x.p.metric(t, redisHits), x.p.metric(t, computed), x.p.metric(t, sharedAnswers); hits != "1" || n != "0" || shared != x.shared {
			t.Errorf("%s hits in Redis, %s of them whole answers, %s computed; want 1, %s and 0", hits, shared, n, x.shared)
		}
	}

	redis.kill()
	for _, to := range []string{"chief-medical-officer", "information-clerk", "nurse-informaticist"} {
		want := alone.query(t, question(to))
		for _, p := range []*process{first, second} {
			if got := p.query(t, question(to)); got != want {
				t.Errorf("%s after Redis was killed: %s\nwithout Redis: %s", to, got, want)
			}
			if got := p.get(t, "/readyz"); !strings.HasPrefix(got, "ready\n") {
				t.Errorf("/readyz after Redis was killed: %q", got)
			}
		}
	}
	if n := second.metric(t, computed); n != "2" {
		t.Errorf("after Redis was killed the second server computed %s; want 2", n)
	}
	for _, p := range []*process{first, second, alone, another} {
		p.stop(t)
	}
}

// TestReplicas asks three servers on one Redis the same questions at once, which none has met before: each is planned about once.
// Where the machine is so busy that Redis does not answer in time, a server plans for itself.
func TestReplicas(t *testing.T) {
	url := startRedis(t).url
	servers := []*process{serve(t, "--redis", url), serve(t, "--redis", url), serve(t, "--redis", url)}
	targets := []string{"chief-medical-officer", "nurse-informaticist", "it-consultant", "informatics-director", "physician", "software-developer"}
	plans := 0
	for _, to := range targets {
		question := `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "` + to + `"}) { ... on PlanSet { exact plans(first: 100) { nodes { id } } } } }`
		var all sync.WaitGroup
		answers := make([]string, 30)
		for i := range answers {
			all.Go(func() { answers[i] = servers[i%3].query(t, question) })
		}
		all.Wait()
		if distinct := slices.Compact(slices.Sorted(slices.Values(answers))); len(distinct) != 1 {
			t.Errorf("%s: %d different answers", to, len(distinct))
		}
	}
	for _, p := range servers {
		plans += int(p.gauge(t, computed))
		p.stop(t)
	}
	if plans < len(targets) || plans > 2*len(targets)-2 {
		t.Errorf("%d questions were planned %d times", len(targets), plans)
	}
}

// TestRedisAway starts servers whose Redis is nowhere, has no name, or never answers: each is ready at once and right.
func TestRedisAway(t *testing.T) {
	var config net.ListenConfig
	silent, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0") // accepts, by its backlog, and never answers
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	// As soon as without a Redis, which is within a second where the machine does nothing else.
	var alone time.Duration
	for range 3 {
		start := time.Now()
		p := serve(t)
		alone = max(alone, time.Since(start))
		p.stop(t)
	}
	for _, url := range []string{
		"redis://127.0.0.1:1", "redis://redis.invalid", "unix:///nowhere", "redis://" + silent.Addr().String(),
		"redis-cluster://" + silent.Addr().String(), "redis-sentinel://" + silent.Addr().String() + "/main",
	} {
		start := time.Now()
		p := serve(t, "--redis", url)
		if got := p.get(t, "/readyz"); !strings.HasPrefix(got, "ready\n") {
			t.Errorf("%s: %s", url, got)
		}
		if took := time.Since(start); took > alone+750*time.Millisecond {
			t.Errorf("%s: ready after %v; without a Redis after %v", url, took, alone)
		}
		for _, to := range []string{"it-consultant", "information-clerk"} {
			if got := p.query(t, `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "`+to+`"}) { ... on PlanSet { exact } } }`); got != `{"data":{"plan":{"exact":true}}}`+"\n" {
				t.Errorf("%s: %s", url, got)
			}
		}
		if strings.Contains(p.get(t, "/metrics"), silent.Addr().String()) {
			t.Errorf("%s: the metrics show the address", url)
		}
		p.stop(t)
	}
}

// TestRedisHangs freezes a Redis that is in use: the questions meanwhile are answered about as soon as without it, the log has a line of its
// being away and one of its being back, and then it is used again.
func TestRedisHangs(t *testing.T) {
	redis := startRedis(t)
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, worldOf(24))
	p := serve(t, "--catalog", file, "--redis", redis.url)
	n := 0
	ask := func() { // another question each time
		t.Helper()
		n++
		months := `experience: [{career: "clerk", months: ` + strconv.Itoa(n) + `}]`
		question := `{ plan(input: {from: {credentials: ["hs"], ` + months + `}, to: "clerk"}) { ... on PlanSet { exact } } }`
		if got := p.query(t, question); got != `{"data":{"plan":{"exact":true}}}`+"\n" {
			t.Errorf("got %s", got)
		}
	}
	ask()
	p.await(t, stored, "2")
	redis.signal(t, syscall.SIGSTOP)
	var took []time.Duration
	for range 200 {
		start := time.Now()
		ask()
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	// Some wait for two reads of 25 ms each, until the breaker opens.
	if most, usual := took[len(took)-1], took[len(took)*95/100]; most > 300*time.Millisecond || usual > 50*time.Millisecond {
		t.Errorf("of %d questions one in twenty took %v, one %v", len(took), usual, most)
	}
	p.await(t, "careerlattice_cache_redis_up", "0")
	redis.signal(t, syscall.SIGCONT)
	p.await(t, "careerlattice_cache_redis_up", "1")
	writes := p.gauge(t, stored)
	for begin := time.Now(); p.gauge(t, stored) == writes; time.Sleep(20 * time.Millisecond) {
		if ask(); time.Since(begin) > 15*time.Second {
			t.Fatal("a Redis that is back is not used")
		}
	}
	p.stop(t)
	for _, line := range []string{"Redis does not answer", "Redis answers again"} {
		if n := strings.Count(p.log.String(), line); n != 1 {
			t.Errorf("%d lines in the log say %q:\n%s", n, line, p.log)
		}
	}
}

// TestRollingDeploy plays the change to another catalog: servers of the old one and of the new one on one Redis, with the same question
// to all, each started and stopped under it. No answer crosses over.
func TestRollingDeploy(t *testing.T) {
	url := startRedis(t).url
	folder := t.TempDir()
	start := func(months int) *process {
		file := filepath.Join(folder, strconv.Itoa(months)+".yaml")
		write(t, file, worldOf(months))
		return serve(t, "--catalog", file, "--redis", url)
	}
	plans := map[int]string{24: worldBefore, 36: worldAfter}
	ask := func(all map[*process]int) {
		t.Helper()
		var work sync.WaitGroup
		for p, months := range all {
			for n := range 20 {
				work.Go(func() {
					for question, want := range map[string]string{worldAndVersion: plans[months], worldReach: reachOf(months)} {
						if got := p.query(t, question+" # "+strconv.Itoa(n)); got != want {
							t.Errorf("%s; want %s", got, want)
						}
					}
				})
			}
		}
		work.Wait()
		for p, months := range all {
			if n := p.metric(t, poisoned); n != "0" {
				t.Errorf("a server of the catalog of %d months met %s values of another", months, n)
			}
		}
	}
	old, older := start(24), start(24)
	ask(map[*process]int{old: 24, older: 24})
	older.stop(t)
	newer := start(36)
	ask(map[*process]int{old: 24, newer: 36})
	old.stop(t)
	newest := start(36)
	ask(map[*process]int{newer: 36, newest: 36})
	if hits, n := newest.gauge(t, redisHits), newest.gauge(t, computed); hits == 0 || n != 0 {
		t.Errorf("the last server had %v hits in Redis and planned %v times; want some and 0", hits, n)
	}
	newer.stop(t)
	newest.stop(t)
}
