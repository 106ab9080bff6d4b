package command

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is a server in a process of its own, as people run it.
type process struct {
	cmd     *exec.Cmd
	address string // such as http://127.0.0.1:41234
	printed string // what it said at the start
	log     *bytes.Buffer
	ended   chan error
}

// prepare makes a command that runs this test binary as careerlattice, see TestMain.
func prepare(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Args[0] = "careerlattice"
	cmd.Env = append([]string{"GORACE=atexit_sleep_ms=0"}, os.Environ()...) // under the race detector a process ends a second late
	return cmd
}

// serve starts a server on a free port and waits until it says that it serves. It is ended with the test.
func serve(t *testing.T, args ...string) *process {
	t.Helper()
	return serveBy(t, func(more ...string) *exec.Cmd { return prepare(t, append(more, args...)...) })
}

// serveBy starts a server as serve does, by a command that is made of the least arguments.
func serveBy(t *testing.T, prepare func(args ...string) *exec.Cmd) *process {
	t.Helper()
	p := &process{cmd: prepare("serve", "--listen", "127.0.0.1:0"), log: &bytes.Buffer{}, ended: make(chan error, 1)}
	if p.cmd.Stderr == nil {
		p.cmd.Stderr = p.log
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var printed strings.Builder
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		printed.WriteString(lines.Text() + "\n")
		if strings.HasPrefix(lines.Text(), "  curl ") {
			break
		}
	}
	go func() {
		_, _ = io.Copy(io.Discard, out)
		p.ended <- p.cmd.Wait()
	}()
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	p.printed = printed.String()
	found := regexp.MustCompile(`(?m)^  API +(http://\S+)/graphql$`).FindStringSubmatch(p.printed)
	if found == nil {
		_ = p.cmd.Process.Kill()
		err := <-p.ended
		t.Fatalf("the server does not say where it serves: %v\n%s%s", err, p.printed, p.log)
	}
	p.address = found[1]
	return p
}

// stop sends SIGTERM and wants a clean end within ten seconds.
func (p *process) stop(t *testing.T) {
	t.Helper()
	http.DefaultClient.CloseIdleConnections() // a server that stops waits for seconds for those that never asked anything
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-p.ended:
		if err != nil {
			t.Errorf("after SIGTERM: %v; want exit status 0\n%s", err, p.log)
		}
	case <-time.After(10 * time.Second):
		t.Error("still there ten seconds after SIGTERM")
	}
}

// get gives the body of a page, which must answer 200.
func (p *process) get(t *testing.T, path string) string {
	t.Helper()
	_, page := exchange(t, getRequest(t, p.address+path))
	return page
}

func getRequest(t *testing.T, address string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// post gives the answer to a body of JSON.
func (p *process) post(t *testing.T, body string) string {
	t.Helper()
	_, answer := exchange(t, p.request(t, body))
	return answer
}

func (p *process) query(t *testing.T, query string) string {
	t.Helper()
	return p.post(t, queryBody(t, query))
}

// request asks the API with a body of JSON.
func (p *process) request(t *testing.T, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, p.address+"/graphql", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

func queryBody(t *testing.T, query string) string {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// exchange sends a request, which must be answered with 200.
func exchange(t *testing.T, r *http.Request) (http.Header, string) {
	t.Helper()
	status, header, body := roundTrip(t, r)
	if status != http.StatusOK {
		t.Fatalf("%s %s: %d\n%s", r.Method, r.URL, status, body)
	}
	return header, body
}

// roundTrip sends a request and gives the answer, whatever its status.
func roundTrip(t *testing.T, r *http.Request) (status int, header http.Header, body string) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(b)
}

// metric is the value of a line of /metrics.
func (p *process) metric(t *testing.T, name string) string {
	t.Helper()
	for line := range strings.Lines(p.get(t, "/metrics")) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strings.TrimSpace(value)
		}
	}
	t.Fatalf("/metrics has no %s", name)
	return ""
}

// await waits until a counter is so much: what it counts happens off the path of any request.
func (p *process) await(t *testing.T, name, want string) {
	t.Helper()
	var got string
	for range 200 {
		if got = p.metric(t, name); got == want {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatalf("%s is %s; want %s", name, got, want)
}
