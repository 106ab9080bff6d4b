package command

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// rude is a caller on a bare socket: what it says, and how it goes on until it is cut.
type rude struct {
	says string
	then func(net.Conn) // nil: it says nothing more and reads nothing
}

// drip sends a byte of a text each second, until it is cut.
func drip(text string) func(net.Conn) {
	return func(c net.Conn) {
		for i := 0; ; i++ {
			if _, err := io.WriteString(c, text[i%len(text):i%len(text)+1]); err != nil {
				return
			}
			time.Sleep(time.Second)
		}
	}
}

const posted = "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"

// slow are callers that would hold a connection for ever.
func slow() map[string]rude {
	return map[string]rude{
		"says nothing":         {},
		"half a header":        {says: posted + "X-A: b"},
		"a header that drips":  {says: posted, then: drip("X: y\r\n")},
		"half a body":          {says: posted + "Content-Length: 100\r\n\r\n{\"query\""},
		"half a chunk":         {says: posted + "Transfer-Encoding: chunked\r\n\r\n10\r\n{\"quer"},
		"waits to be asked":    {says: posted + "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n"},
		"never reads":          {says: strings.Repeat("GET /schema.graphql HTTP/1.1\r\nHost: a\r\n\r\n", 500)},
		"stays after its end":  {says: "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"},
		"a body after another": {says: posted + "Content-Length: 2\r\n\r\n{}" + posted + "Content-Length: 9\r\n\r\n{"},
	}
}

// TestSlowCallers opens connections of every slow kind at once: honest callers are answered meanwhile, the slow ones are cut 20
// seconds after their last progress, and afterward the server is as it was.
func TestSlowCallers(t *testing.T) {
	if testing.Short() {
		t.Skip("it waits for 20 seconds")
	}
	const each = 40
	p := serve(t)
	host := strings.TrimPrefix(p.address, "http://")
	before := p.gauge(t, "go_goroutines")
	begin := time.Now()
	var all sync.WaitGroup
	for name, caller := range slow() {
		for range each {
			all.Go(func() {
				c := dial(t, host)
				defer func() { _ = c.Close() }()
				_, _ = io.WriteString(c, caller.says) // the server may cut it early
				if caller.then != nil {
					caller.then(c)
				} else {
					awaitCut(c, name == "never reads")
				}
				if took := time.Since(begin); took > 40*time.Second {
					t.Errorf("%s: cut after %v", name, took)
				}
			})
		}
	}
	ended := make(chan struct{})
	go func() {
		all.Wait()
		close(ended)
	}()
	const query = `{ career(id: "it-consultant") { name } }`
	for over := false; !over; {
		start := time.Now()
		if got := p.query(t, query); !strings.Contains(got, "IT Consultant") || time.Since(start) > 2*time.Second {
			t.Errorf("an honest caller, after %v: %s", time.Since(start), got)
		}
		select {
		case <-ended:
			over = true
		case <-time.After(100 * time.Millisecond):
		}
	}
	if took := time.Since(begin); took < 18*time.Second {
		t.Errorf("all are cut after %v: those that say nothing have 20 s", took)
	}
	p.recovers(t, before)
}

// awaitCut waits until a connection is closed. One that does not read waits for an error of its writing, since it must leave what
// came for it in the way.
func awaitCut(c net.Conn, write bool) {
	if !write {
		_, _ = io.Copy(io.Discard, c)
		return
	}
	for {
		if _, err := io.WriteString(c, "\r\n"); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func dial(t *testing.T, host string) net.Conn {
	t.Helper()
	var d net.Dialer
	c, err := d.DialContext(t.Context(), "tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// recovers wants the server as it was before: in goroutines, in memory, and in the time of an answer.
func (p *process) recovers(t *testing.T, goroutines float64) {
	t.Helper()
	for range 200 {
		http.DefaultClient.CloseIdleConnections()
		if p.gauge(t, "go_goroutines") <= goroutines+2 {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	if after := p.gauge(t, "go_goroutines"); after > goroutines+2 {
		t.Errorf("%v goroutines before, %v after", goroutines, after)
	}
	if used := p.gauge(t, "process_resident_memory_bytes"); used > 512<<20 {
		t.Errorf("the server takes %v MB", used/(1<<20))
	}
	start := time.Now()
	if got := p.query(t, `{ catalog { id } }`); !strings.HasPrefix(got, `{"data":`) || time.Since(start) > time.Second {
		t.Errorf("afterward, in %v: %.300s", time.Since(start), got)
	}
	p.stop(t) // the log is whole once the process has ended
	if strings.Contains(p.log.String(), "panic") {
		t.Errorf("the log:\n%.2000s", p.log)
	}
}
