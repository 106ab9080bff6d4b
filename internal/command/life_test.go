package command

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	worldBefore = `{"data":{"catalog":{"version":"24"},"plan":{"plans":{"nodes":[{"months":24,"cost":0}]}}}}` + "\n"
	worldAfter  = `{"data":{"catalog":{"version":"36"},"plan":{"plans":{"nodes":[{"months":36,"cost":0}]}}}}` + "\n"
)

// worldOf is the small world, with a version of the catalog that says how many months its plan takes.
func worldOf(months int) string {
	text := strings.Replace(world, "months: 24", fmt.Sprintf("months: %d", months), 1)
	return strings.Replace(text, "title: A small world", fmt.Sprintf("title: A small world, version: %q", fmt.Sprint(months)), 1)
}

// worldAndVersion asks for the plan and for the version.
var worldAndVersion = strings.Replace(worldQuestion, "{", "{ catalog { version } ", 1)

// replace puts a file in another's place.
func replace(t *testing.T, file, text string) {
	t.Helper()
	write(t, file+".new", text)
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

// TestReloadUnderLoad changes the catalog again and again under questions, by a signal and by --watch: each answer is wholly that of
// one catalog.
func TestReloadUnderLoad(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, worldOf(24))
	p := serve(t, "--catalog", file, "--watch")
	ctx, end := context.WithCancel(t.Context())
	var all sync.WaitGroup
	var before, after atomic.Int64
	for range 4 {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				switch got := p.query(t, worldAndVersion+fmt.Sprintf(" # %d", n%3)); got {
				case worldBefore:
					before.Add(1)
				case worldAfter:
					after.Add(1)
				default:
					t.Errorf("half of one and half of another: %s", got)
					return
				}
				if got := p.get(t, "/readyz"); !strings.Contains(got, "\ncatalog: A small world ") {
					t.Errorf("/readyz: %s", got)
				}
			}
		})
	}
	for n := range 20 {
		replace(t, file, worldOf([]int{24, 36}[n%2]))
		if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	end()
	all.Wait()
	if before.Load() == 0 || after.Load() == 0 {
		t.Errorf("%d answers of the one, %d of the other", before.Load(), after.Load())
	}
	await := func(want string) {
		t.Helper()
		for begin := time.Now(); p.query(t, worldAndVersion) != want; time.Sleep(50 * time.Millisecond) {
			if time.Since(begin) > 10*time.Second {
				t.Fatalf("the changed file is not read again; want %s", want)
			}
		}
	}
	replace(t, file, worldOf(24)) // by its being watched alone
	await(worldBefore)
	replace(t, file, "nonsense: [")
	for begin := time.Now(); p.gauge(t, `careerlattice_catalog_reloads_total{outcome="refused"}`) == 0; time.Sleep(50 * time.Millisecond) {
		if time.Since(begin) > 10*time.Second {
			t.Fatal("a broken file is not seen")
		}
	}
	await(worldBefore)
	replace(t, file, worldOf(36))
	await(worldAfter)
	p.stop(t)
}

// TestReloadWithinRequest changes the catalog while a request is being read: it is answered by the catalog that it began with.
func TestReloadWithinRequest(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, worldOf(24))
	p := serve(t, "--catalog", file)
	c := dial(t, strings.TrimPrefix(p.address, "http://"))
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	question := queryBody(t, worldAndVersion)
	if _, err := fmt.Fprintf(c, posted+"Content-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(question)); err != nil {
		t.Fatal(err)
	}
	from := bufio.NewReader(c)
	if line, err := from.ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 100 ") { // the request has begun
		t.Fatal(line, err)
	}
	if _, err := from.ReadString('\n'); err != nil { // the empty line after it
		t.Fatal(err)
	}
	replace(t, file, worldOf(36))
	if err := p.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	p.await(t, `careerlattice_catalog_reloads_total{outcome="served"}`, "1")
	if _, err := io.WriteString(c, question); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(from, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if b, err := io.ReadAll(response.Body); err != nil || string(b) != worldBefore {
		t.Errorf("begun before: %s, %v; want %s", b, err, worldBefore)
	}
	if got := p.query(t, worldAndVersion); got != worldAfter {
		t.Errorf("begun afterward: %s; want %s", got, worldAfter)
	}
	p.stop(t)
}

// TestReloadOfAFileBeingWritten writes a file bit by bit under --watch: it is read once it is whole, and not before.
func TestReloadOfAFileBeingWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "world.yaml")
	write(t, file, worldOf(24))
	p := serve(t, "--catalog", file, "--watch")
	for n := range 13 { // longer than two looks
		write(t, file, "nonsense: ["+strings.Repeat(" ", n))
		time.Sleep(watchEvery / 5)
	}
	write(t, file, worldOf(36))
	p.await(t, `careerlattice_catalog_reloads_total{outcome="served"}`, "1")
	if n := p.metric(t, `careerlattice_catalog_reloads_total{outcome="refused"}`); n != "0" {
		t.Errorf("half a file was read %s times", n)
	}
	p.stop(t)
}

// TestStopUnderLoad stops a server under questions, whose Redis has always hung, or hangs since a moment ago: what was sent before is
// answered, what waits in idle connections is closed, and the process ends in time.
func TestStopUnderLoad(t *testing.T) {
	var config net.ListenConfig
	hung, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0") // accepts, by its backlog, and never answers
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = hung.Close() })
	t.Run("has always hung", func(t *testing.T) {
		t.Parallel()
		stopUnderLoad(t, "redis://"+hung.Addr().String(), func() {})
	})
	t.Run("hangs since a moment ago", func(t *testing.T) {
		t.Parallel()
		redis := startRedis(t)
		stopUnderLoad(t, redis.url, func() { redis.signal(t, syscall.SIGSTOP) })
	})
}

func stopUnderLoad(t *testing.T, url string, before func()) {
	t.Helper()
	p := serve(t, "--redis", url)
	idle := dial(t, strings.TrimPrefix(p.address, "http://"))
	defer func() { _ = idle.Close() }()
	var all sync.WaitGroup
	var answered atomic.Int64
	ctx, end := context.WithCancel(t.Context())
	defer end()
	for i := range 8 {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				query := fmt.Sprintf(`{ plan(input: {from: {credentials: ["high-school-diploma"], experience: [{career: "data-entry-clerk", months: %d}]}, to: "cancer-registrar"}) { __typename } }`, 100*i+n)
				response, err := http.DefaultClient.Do(p.request(t, queryBody(t, query)))
				if err != nil {
					return // not accepted any more
				}
				b, err := io.ReadAll(response.Body)
				_ = response.Body.Close()
				if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(b), "PlanSet") {
					t.Errorf("%d %s %v", response.StatusCode, b, err)
				}
				answered.Add(1)
			}
		})
	}
	time.Sleep(500 * time.Millisecond)
	before()
	p.stop(t)
	end()
	all.Wait()
	if answered.Load() < 8 {
		t.Errorf("only %d questions were answered", answered.Load())
	}
	_ = idle.SetReadDeadline(time.Now().Add(time.Second))
	if _, err := io.Copy(io.Discard, idle); err != nil {
		t.Errorf("an idle connection is not closed: %v", err)
	}
}

// TestFrozen stops a server's clock under questions for five seconds, and kills another: both are right afterward.
func TestFrozen(t *testing.T) {
	url := startRedis(t).url
	p, killed := serve(t, "--redis", url), serve(t, "--redis", url)
	const question = `{ plan(input: {from: {credentials: ["as-health-informatics"]}, to: "it-consultant"}) { ... on PlanSet { exact plans { nodes { id } } } } }`
	want := p.query(t, question)
	// Callers, each with another question every time, are in the midst of something when it is frozen, and most often of a read from Redis.
	ctx, end := context.WithCancel(t.Context())
	var callers sync.WaitGroup
	for i := range 8 {
		callers.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				from := fmt.Sprintf(`{experience: [{career: "information-clerk", months: %d}]}`, 8*n+i+1)
				if got := p.query(t, `{ plan(input: {from: `+from+`, to: "information-clerk"}) { __typename } }`); got != `{"data":{"plan":{"__typename":"PlanSet"}}}`+"\n" {
					t.Errorf("a question in the midst of which it was frozen: %s", got)
				}
			}
		})
	}
	time.Sleep(200 * time.Millisecond)
	if err := p.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	end()
	if got := killed.query(t, question); got != want {
		t.Errorf("beside a frozen one: %s", got)
	}
	if err := killed.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(5 * time.Second)
	if err := p.cmd.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
	callers.Wait()
	again := serve(t, "--redis", url)
	for name, s := range map[string]*process{"thawed": p, "started after one was killed": again} {
		if got := s.query(t, question); got != want {
			t.Errorf("%s: %s; want %s", name, got, want)
		}
		s.stop(t)
	}
}

// TestKilled kills a server that is planning a question: one that is started then answers it as soon as if there had been no other, though
// the first one has left its lease behind.
func TestKilled(t *testing.T) {
	redis := startRedis(t)
	file, question := endless(t)
	args := []string{"--catalog", file, "--label-budget", "3000000"}
	alone := serve(t, args...)
	start := time.Now()
	want := alone.query(t, question)
	takes := time.Since(start)
	alone.stop(t)
	args = append(args, "--redis", redis.url)
	killed := serve(t, args...)
	go func() { // it is never answered
		r, err := http.DefaultClient.Do(killed.request(t, queryBody(t, question)))
		if err == nil {
			_ = r.Body.Close()
		}
	}()
	killed.await(t, "careerlattice_planning_running", "1")
	time.Sleep(takes / 4)
	if n := killed.metric(t, "careerlattice_planning_running"); n != "1" {
		t.Fatalf("%s questions are planned; want 1, for %v", n, takes)
	}
	if err := killed.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	again := serve(t, args...)
	start = time.Now()
	if got := again.query(t, question); got != want {
		t.Errorf("%s; want %s", got, want)
	}
	if took := time.Since(start); took > 2*takes+2*time.Second {
		t.Errorf("after %v; without another that was killed, after %v", took, takes)
	}
	again.stop(t)
}

// TestFewDescriptors gives a server 60 descriptors and opens 200 connections: it neither ends nor spins, and answers again when they
// are closed.
func TestFewDescriptors(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skipf("it takes bash to give a process few descriptors and its name: %v", err)
	}
	p := serveBy(t, func(args ...string) *exec.Cmd {
		cmd := prepare(t, append([]string{"-c", `ulimit -n 60; exec -a careerlattice "$0" "$@"`, os.Args[0]}, args...)...)
		cmd.Path, cmd.Args[0] = bash, "bash"
		return cmd
	})
	host := strings.TrimPrefix(p.address, "http://")
	used := p.gauge(t, "process_cpu_seconds_total")
	http.DefaultClient.CloseIdleConnections()
	var all []net.Conn
	for range 200 {
		all = append(all, dial(t, host)) // the rest wait in the backlog
	}
	time.Sleep(2 * time.Second)
	for _, c := range all {
		_ = c.Close()
	}
	if got := p.query(t, `{ catalog { id } }`); !strings.Contains(got, "health-informatics") {
		t.Errorf("afterward: %s", got)
	}
	if used = p.gauge(t, "process_cpu_seconds_total") - used; used > 1 {
		t.Errorf("it took %v seconds of processors", used)
	}
	p.stop(t)
}

// TestLogWithoutReader ends the reader of a server's log: the server lives on.
func TestLogWithoutReader(t *testing.T) {
	read, written, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := serveBy(t, func(args ...string) *exec.Cmd {
		cmd := prepare(t, append(args, "--log-level", "debug")...)
		cmd.Stderr = written
		return cmd
	})
	_ = read.Close()
	_ = written.Close()
	for range 20 {
		if got := p.query(t, `{ catalog { id } }`); !strings.Contains(got, "health-informatics") {
			t.Errorf("got %s", got)
		}
	}
	p.stop(t)
}

// TestMemoryLimit gives a server 40 MB more than it takes at rest, by GOMEMLIMIT, and asks it for far more than its caches could hold: it
// stays below, and its answers are those of a server without a limit.
func TestMemoryLimit(t *testing.T) {
	if _, _, err := residentBytes(); err != nil {
		t.Skipf("nothing says here how much memory a process takes: %v", err)
	}
	if info, ok := debug.ReadBuildInfo(); ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		t.Skip("the race detector takes memory of its own, several times that of the program")
	}
	const taken = "process_resident_memory_bytes"
	free := serve(t)
	_ = free.query(t, `{ catalog { id } }`)
	limit := free.gauge(t, taken) + 40<<20
	p := serveBy(t, func(args ...string) *exec.Cmd {
		cmd := prepare(t, args...)
		cmd.Env = append(cmd.Env, fmt.Sprintf("GOMEMLIMIT=%.0f", limit))
		return cmd
	})
	question := func(n int) string {
		if n%2 == 0 {
			return fmt.Sprintf(`{ plan(input: {from: {credentials: ["high-school-diploma"], experience: [{career: "data-entry-clerk", months: %d}]}, to: %q}) {
				... on PlanSet { exact plans(first: 100) { nodes { id months cost tradeOff steps { serves { text } } } } } } }`,
				n, []string{"cancer-registrar", "medical-records-specialist", "registered-nurse"}[n%3])
		}
		return fmt.Sprintf(`{ credentials(first: 100) { nodes { id slug name aliases description notes { text } kind level field { id name cip } awardedBy { id name }
			concentrations { id name } teaches { id name } routes { months { typical } cost { typical } requires { text } } } } } # %d`, n)
	}
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for n := worker; n < 1_000; n += 4 {
				got := p.query(t, question(n))
				if n%50 > 1 {
					continue
				}
				if want := free.query(t, question(n)); got != want {
					t.Errorf("%s\n%.300s\nwithout a limit\n%.300s", question(n), got, want)
				}
				if now := p.gauge(t, taken); now > limit {
					t.Errorf("after %d questions it takes %.0f MB; the limit is %.0f MB", n, now/(1<<20), limit/(1<<20))
				}
			}
		})
	}
	all.Wait()
	t.Logf("%.0f MB of %.0f MB; without a limit, having answered a twentieth, %.0f MB", p.gauge(t, taken)/(1<<20), limit/(1<<20), free.gauge(t, taken)/(1<<20))
	p.stop(t)
	free.stop(t)
}
