// Command load shows what several servers on one Redis do under load: it starts a Redis, then one server, two and so on, each time with
// everything empty, asks as fast as they answer, and prints a table. It promises that every answer was compared with the others to the
// same request. It is no test of one server's speed: generator, Redis and servers share the machine.
package main

import (
	"bufio"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
)

var (
	program   = flag.String("program", "careerlattice", "the program to start")
	processes = flag.Int("processes", 3, "the most servers at once")
	duration  = flag.Duration("duration", 10*time.Second, "how long each round asks")
	workers   = flag.Uint64("workers", 32, "requests at once")
	budget    = flag.Int("budget", 500_000, "the servers' --label-budget, so that no question takes seconds")
	skew      = flag.Float64("skew", 1.05, "of Zipf's law, by which some questions are asked more often; above 1")
)

func main() {
	flag.Parse()
	ctx, cancel := context.WithCancel(context.Background())
	err := run(ctx)
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	fmt.Println("| servers | round | requests/s | median | 99th percentile | errors | wrong | whole answers from memory | from Redis | made | questions so far | planned so far | Redis asked in vain | CPU of servers | of the generator |")
	fmt.Println("| ---: | --- |" + strings.Repeat(" ---: |", 13))
	var held string
	for n := 1; n <= *processes; n++ {
		var err error
		if held, err = try(ctx, n); err != nil {
			return err
		}
	}
	fmt.Println("\n" + held)
	return nil
}

// try asks n servers on an empty Redis in two rounds, and says what was held in the end.
func try(ctx context.Context, n int) (held string, err error) {
	folder, err := os.MkdirTemp("", "load")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	socket := filepath.Join(folder, "s")
	redis := exec.CommandContext(ctx, cmp.Or(os.Getenv("REDIS_SERVER"), "redis-server"),
		"--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder)
	if err := redis.Start(); err != nil {
		return "", fmt.Errorf("this needs a redis-server: %w", err)
	}
	defer end(redis, os.Kill)
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, redis.Process.Pid, -10) // as if it had a machine of its own, where that is allowed
	if err := answers(socket); err != nil {
		return "", err
	}
	before, err := inRedis(socket)
	if err != nil {
		return "", err
	}
	var all fleet
	defer func() { err = errors.Join(err, all.stop()) }()
	for range n {
		s, err := start(ctx, "unix://"+socket)
		if err != nil {
			return "", err
		}
		all = append(all, s)
	}
	asked, err := newQuestions(all)
	if err != nil {
		return "", err
	}
	for _, round := range []string{"first", "again"} {
		if err := all.round(n, round, asked); err != nil {
			return "", err
		}
	}
	after, err := inRedis(socket)
	if err != nil {
		return "", err
	}
	counts, err := all.counts()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("Redis held %d values in %d bytes more than empty, %d a value; each server %.0f plan results in about %.0f bytes, and whole answers in about %.0f.",
		after.keys, after.bytes-before.bytes, (after.bytes-before.bytes)/max(after.keys, 1), counts["careerlattice_cache_memory_entries"]/float64(n),
		counts["careerlattice_cache_memory_bytes"]/float64(n), counts["careerlattice_answers_bytes"]/float64(n)), nil
}

// round asks for a while and prints a row.
func (all fleet) round(n int, name string, q *questions) error {
	before, err := all.counts()
	if err != nil {
		return err
	}
	servers, own := all.cpu(), ownCPU()
	attacker := vegeta.NewAttacker(vegeta.Workers(*workers), vegeta.MaxWorkers(*workers), vegeta.Connections(int(*workers)), vegeta.Timeout(30*time.Second))
	var m vegeta.Metrics
	wrong, failed := 0, 0
	for r := range attacker.Attack(q.target, vegeta.Rate{}, *duration, name) {
		m.Add(r)
		switch {
		case r.Code != http.StatusOK:
			failed++
		case !q.same(r):
			wrong++
		}
	}
	m.Close()
	after, err := all.counts()
	if err != nil {
		return err
	}
	grown := func(metric string) float64 { return after[metric] - before[metric] }
	memory, shared, made := grown(`careerlattice_answers_total{outcome="hit"}`), grown(`careerlattice_answers_total{outcome="shared"}`), grown(`careerlattice_answers_total{outcome="miss"}`)
	share := func(part float64) string {
		return strconv.FormatFloat(100*part/max(memory+shared+made, 1), 'f', 2, 64) + " %"
	}
	const lookups = `careerlattice_cache_lookups_total{outcome="%s",tier="redis"}`
	vain := grown(fmt.Sprintf(lookups, "error")) + grown(fmt.Sprintf(lookups, "skipped"))
	fmt.Printf("| %d | %s | %.0f | %v | %v | %d | %d | %s | %s | %s | %d | %.0f | %.0f | %.1f s | %.1f s |\n", n, name, m.Throughput,
		m.Latencies.P50.Round(10*time.Microsecond), m.Latencies.P99.Round(10*time.Microsecond), failed, wrong, share(memory), share(shared), share(made),
		q.distinct(), after[`careerlattice_plans_computed_total{outcome="answered"}`], vain, all.cpu()-servers, ownCPU()-own)
	if failed+wrong > 0 {
		return fmt.Errorf("%d errors (%v) and %d wrong answers", failed, m.Errors, wrong)
	}
	return nil
}

// fleet are servers on one Redis.
type fleet []*server

// server is one process.
type server struct {
	cmd     *exec.Cmd
	address string
}

// start starts a server and waits until it says where it serves.
func start(ctx context.Context, redis string) (*server, error) {
	s := &server{cmd: exec.CommandContext(ctx, *program, "serve", "--listen", "127.0.0.1:0", "--redis", redis, "--log-level", "warn", "--label-budget", strconv.Itoa(*budget))}
	s.cmd.Stderr = os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "API "); ok {
			s.address = strings.TrimSuffix(strings.TrimSpace(address), "/graphql")
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return s, nil
		}
	}
	end(s.cmd, os.Kill)
	return nil, errors.New("the server does not say where it serves")
}

func (all fleet) stop() error {
	var errs []error
	for _, s := range all {
		errs = append(errs, end(s.cmd, syscall.SIGTERM))
	}
	return errors.Join(errs...)
}

func end(cmd *exec.Cmd, by os.Signal) error {
	if err := cmd.Process.Signal(by); err != nil {
		return err
	}
	return cmd.Wait()
}

// counts are the metrics of all servers, added up.
func (all fleet) counts() (map[string]float64, error) {
	sum := map[string]float64{}
	for _, s := range all {
		page, err := get(s.address + "/metrics")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(page) {
			name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
			if n, err := strconv.ParseFloat(value, 64); ok && err == nil {
				sum[name] += n
			}
		}
	}
	return sum, nil
}

// cpu is how many seconds of the processors the servers have taken.
func (all fleet) cpu() float64 {
	sum, err := all.counts()
	if err != nil {
		return 0
	}
	return sum["process_cpu_seconds_total"]
}

func ownCPU() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func get(address string) (string, error) {
	r, err := http.Get(address)
	if err != nil {
		return "", err
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err == nil && r.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, r.Status)
	}
	return string(b), err
}

// starts are where the questions start; they go to every career.
var starts = []string{"high-school-diploma", "as-health-informatics", "bs-nursing", "bs-health-administration"}

// selections are ways to ask the same question: the plans are the same, the whole answers are not.
var selections = []string{
	"months cost foregoneEarnings tradeOff",
	"id months cost steps { startMonth endMonth serves { text } ... on StudyStep { credential { name } mode } ... on WorkStep { career { name } } }",
	"cost months bestIn",
}

// questions are what is asked: each one of them by Zipf's law, of one server after the other. They are safe for concurrent use.
type questions struct {
	servers fleet
	queries []string

	mu    sync.Mutex
	dice  *rand.Zipf
	turn  int
	asked map[int]bool
	first map[string][sha256.Size]byte // the digest of the first answer to each query
}

func newQuestions(servers fleet) (*questions, error) {
	page, err := get(servers[0].address + "/graphql?query=" + url.QueryEscape("{careers(first:100){nodes{id}}}"))
	if err != nil {
		return nil, err
	}
	var list struct {
		Data struct {
			Careers struct{ Nodes []struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(page), &list); err != nil {
		return nil, err
	}
	q := &questions{servers: servers, asked: map[int]bool{}, first: map[string][sha256.Size]byte{}}
	for _, from := range starts {
		for _, to := range list.Data.Careers.Nodes {
			for _, fields := range selections {
				q.queries = append(q.queries, url.QueryEscape(fmt.Sprintf(
					`{plan(input:{from:{credentials:[%q]},to:%q}){__typename ... on PlanSet{exact plans(first:100){nodes{%s}}} ... on NoPlan{reason}}}`, from, to.ID, fields)))
			}
		}
	}
	random := rand.New(rand.NewSource(1)) // the same order of the same questions each time
	order := random.Perm(len(q.queries))
	shuffled := make([]string, len(order))
	for i, n := range order {
		shuffled[i] = q.queries[n]
	}
	q.queries = shuffled
	q.dice = rand.NewZipf(random, *skew, 10, uint64(len(q.queries)-1))
	return q, nil
}

// target is a vegeta.Targeter.
func (q *questions) target(t *vegeta.Target) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := int(q.dice.Uint64())
	q.asked[n] = true
	q.turn++
	t.Method, t.URL = http.MethodGet, q.servers[q.turn%len(q.servers)].address+"/graphql?query="+q.queries[n]
	return nil
}

// same tells whether an answer is that which the same query got before, from whatever server.
func (q *questions) same(r *vegeta.Result) bool {
	_, query, _ := strings.Cut(r.URL, "?")
	sum := sha256.Sum256(r.Body)
	q.mu.Lock()
	defer q.mu.Unlock()
	if before, ok := q.first[query]; ok {
		return before == sum
	}
	q.first[query] = sum
	return true
}

// distinct is how many planning questions were asked so far.
func (q *questions) distinct() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	distinct := map[string]bool{}
	for n := range q.asked {
		question, _, _ := strings.Cut(q.queries[n], url.QueryEscape("){__typename"))
		distinct[question] = true
	}
	return len(distinct)
}

// answers waits until a Redis does.
func answers(socket string) error {
	for range 200 {
		if _, err := inRedis(socket); err == nil {
			return nil
		}
		time.Sleep(25 * time.Millisecond)
	}
	return errors.New("redis-server does not answer")
}

// stock is what a Redis holds.
type stock struct{ keys, bytes int }

func inRedis(socket string) (s stock, err error) {
	c, err := net.Dial("unix", socket)
	if err != nil {
		return s, err
	}
	defer c.Close()
	if _, err := io.WriteString(c, "DBSIZE\r\nINFO memory\r\nQUIT\r\n"); err != nil {
		return s, err
	}
	text, err := io.ReadAll(c)
	if err != nil {
		return s, err
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if n, ok := strings.CutPrefix(line, ":"); ok {
			s.keys, err = strconv.Atoi(n)
		} else if n, ok := strings.CutPrefix(line, "used_memory:"); ok {
			s.bytes, err = strconv.Atoi(n)
		}
		if err != nil {
			return s, err
		}
	}
	return s, nil
}
