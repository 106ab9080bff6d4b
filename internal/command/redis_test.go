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
	"testing"
	"time"
)

// startRedis starts a real redis-server on a socket of its own; kill ends it.
func startRedis(t testing.TB) (url string, kill func()) {
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
	ended := false
	kill = func() {
		if !ended {
			ended = true
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	t.Cleanup(kill)
	var dialer net.Dialer
	for range 200 {
		if c, err := dialer.DialContext(t.Context(), "unix", socket); err == nil {
			_ = c.Close()
			return "unix://" + socket, kill
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("redis-server does not answer")
	return "", nil
}

// TestRedis asks two servers on one Redis, and a third that has none: the second answers from Redis what the first computed,
// and when Redis is killed no answer changes.
func TestRedis(t *testing.T) {
	url, kill := startRedis(t)
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

	kill()
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
	url, _ := startRedis(t)
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
	for _, url := range []string{
		"redis://127.0.0.1:1", "redis://redis.invalid", "unix:///nowhere", "redis://" + silent.Addr().String(),
		"redis-cluster://" + silent.Addr().String(), "redis-sentinel://" + silent.Addr().String() + "/main",
	} {
		start := time.Now()
		p := serve(t, "--redis", url)
		if got := p.get(t, "/readyz"); !strings.HasPrefix(got, "ready\n") {
			t.Errorf("%s: %s", url, got)
		}
		if took := time.Since(start); took > 3*time.Second { // a second, where the machine does nothing else
			t.Errorf("%s: ready after %v", url, took)
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

// TestRollingDeploy plays the change to another catalog: servers of the old one and of the new one on one Redis, with the same question
// to all, each started and stopped under it. No answer crosses over.
func TestRollingDeploy(t *testing.T) {
	url, _ := startRedis(t)
	folder := t.TempDir()
	start := func(months int) *process {
		file := filepath.Join(folder, strconv.Itoa(months)+".yaml")
		write(t, file, worldOf(months))
		return serve(t, "--catalog", file, "--redis", url)
	}
	ask := func(all map[*process]string) {
		t.Helper()
		var work sync.WaitGroup
		for p, want := range all {
			for n := range 20 {
				work.Go(func() {
					if got := p.query(t, worldAndVersion+" # "+strconv.Itoa(n)); got != want {
						t.Errorf("%s; want %s", got, want)
					}
				})
			}
		}
		work.Wait()
	}
	old, older := start(24), start(24)
	ask(map[*process]string{old: worldBefore, older: worldBefore})
	older.stop(t)
	newer := start(36)
	ask(map[*process]string{old: worldBefore, newer: worldAfter})
	old.stop(t)
	newest := start(36)
	ask(map[*process]string{newer: worldAfter, newest: worldAfter})
	if hits, n := newest.gauge(t, redisHits), newest.gauge(t, computed); hits == 0 || n != 0 {
		t.Errorf("the last server had %v hits in Redis and planned %v times; want some and 0", hits, n)
	}
	newer.stop(t)
	newest.stop(t)
}
