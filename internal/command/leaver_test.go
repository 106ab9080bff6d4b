package command

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestLeavers asks questions without end on many connections, which all end at once: by closing, by a reset, and by half. The
// planning ends too: a second later the server does nothing any more.
func TestLeavers(t *testing.T) {
	file, question := endless(t)
	p := serve(t, "--catalog", file, "--label-budget", "1000000000000")
	host := strings.TrimPrefix(p.address, "http://")
	before := p.gauge(t, "go_goroutines")
	const each = 100
	var leave []func()
	for i := range 3 * each {
		c := dial(t, host).(*net.TCPConn)
		if _, err := io.WriteString(c, body(strings.ReplaceAll(question, `"`, `\"`))); err != nil {
			t.Fatal(err)
		}
		leave = append(leave, func() {
			switch i % 3 {
			case 0:
				_ = c.Close()
			case 1:
				_ = c.SetLinger(0)
				_ = c.Close()
			default:
				_ = c.CloseWrite()
			}
		})
	}
	for tries := 0; p.gauge(t, "go_goroutines") < before+3*each; tries++ {
		if tries == 400 {
			t.Fatal("the questions do not get through")
		}
		time.Sleep(25 * time.Millisecond)
	}
	var all sync.WaitGroup
	for _, f := range leave {
		all.Go(f)
	}
	all.Wait()
	time.Sleep(time.Second)
	used := p.gauge(t, "process_cpu_seconds_total")
	time.Sleep(time.Second)
	if used = p.gauge(t, "process_cpu_seconds_total") - used; used > 0.2 {
		t.Errorf("in the second after they left the server takes %v seconds of processors", used)
	}
	p.recovers(t, before)
}

// TestLeaversInMidAnswer ends connections when a part of a long answer has come: nothing of it is an error of the server.
func TestLeaversInMidAnswer(t *testing.T) {
	p := serve(t)
	host := strings.TrimPrefix(p.address, "http://")
	before := p.gauge(t, "go_goroutines")
	var all sync.WaitGroup
	for range 200 {
		all.Go(func() {
			c := dial(t, host).(*net.TCPConn)
			_, _ = io.WriteString(c, strings.Repeat("GET /schema.graphql HTTP/1.1\r\nHost: a\r\n\r\n", 20))
			if _, err := io.ReadFull(c, make([]byte, 1000)); err != nil {
				t.Error(err)
			}
			_ = c.SetLinger(0)
			_ = c.Close()
		})
	}
	all.Wait()
	if log := p.log.String(); log != "" {
		t.Errorf("the log:\n%s", log)
	}
	p.recovers(t, before)
}

// TestHalfClosed asks on connections whose own half then ends: a caller who can still read is answered, or told to come again.
func TestHalfClosed(t *testing.T) {
	p := serve(t)
	for range 50 {
		c := dial(t, strings.TrimPrefix(p.address, "http://")).(*net.TCPConn)
		_ = c.SetDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.WriteString(c, body("{catalog{id}}")); err != nil {
			t.Fatal(err)
		}
		if err := c.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK && response.StatusCode != http.StatusServiceUnavailable {
			t.Errorf("%s %s %v", response.Status, answer, err)
		}
		_ = response.Body.Close()
		_ = c.Close()
	}
	p.stop(t)
}
