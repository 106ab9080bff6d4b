package web

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// start serves s on a loopback port; stop asks it to stop, and done gives what Serve returned.
func start(t *testing.T, s *Server) (address string, stop func(), done <-chan error) {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	result := make(chan error, 1)
	go func() { result <- s.Serve(ctx, l) }()
	return l.Addr().String(), cancel, result
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	s, _ := newServer(t, Options{Drain: 300 * time.Millisecond})
	inside, finish := make(chan struct{}), make(chan struct{})
	err := s.Publish(Site{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(inside)
		<-finish
		if r.Context().Err() != nil {
			t.Error("the signal to stop ended a request that was in flight")
		}
		_, _ = io.WriteString(w, "whole")
	})})
	if err != nil {
		t.Fatal(err)
	}
	address, stop, done := start(t, s)
	answer := make(chan string, 1)
	go func() {
		response, err := get(t, "http://"+address+"/graphql")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer func() { _ = response.Body.Close() }()
		b, err := io.ReadAll(response.Body)
		answer <- fmt.Sprint(string(b), err)
	}()
	<-inside
	stop()
	for status := 0; status != http.StatusServiceUnavailable; { // while draining it still answers, and says that it stops
		response, err := get(t, "http://"+address+"/readyz")
		if err != nil {
			t.Fatalf("while draining: %v", err)
		}
		status = response.StatusCode
		_ = response.Body.Close()
	}
	var dialer net.Dialer
	for begin := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		c, err := dialer.DialContext(t.Context(), "tcp", address)
		if err != nil {
			break
		}
		_ = c.Close()
		if time.Since(begin) > 5*time.Second {
			t.Fatal("a stopping server still accepts after its drain")
		}
	}
	close(finish)
	if got := <-answer; got != "whole<nil>" {
		t.Errorf("the request in flight got %q; want its whole answer", got)
	}
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

// TestBrokenRequests checks what needs no waiting: the limits of the header, and what a server says to a broken request.
func TestBrokenRequests(t *testing.T) {
	s, _ := newServer(t, Options{IdleTimeout: time.Second})
	publish(t, s, "Careers")
	address, stop, done := start(t, s)
	for name, c := range map[string]struct{ request, status string }{
		"large header":      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 128<<10) + "\r\n\r\n", "431"},
		"many headers":      {"GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("a: b\r\n", 20_000) + "\r\n", "431"},
		"long address":      {"GET /?" + strings.Repeat("x", 1<<20) + " HTTP/1.1\r\nHost: a\r\n\r\n", "431"},
		"two lengths":       {"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"},
		"no host":           {"GET / HTTP/1.1\r\n\r\n", "400"},
		"options of all":    {"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "404"},
		"another protocol":  {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "404"},
		"not even a method": {"\x00\x01\x02\r\n\r\n", "400"},
	} {
		var dialer net.Dialer
		conn, err := dialer.DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
		go func() { _, _ = io.WriteString(conn, c.request) }()
		line, err := bufio.NewReader(conn).ReadString('\n')
		if !strings.HasPrefix(line, "HTTP/1.1 "+c.status) && !strings.HasPrefix(line, "HTTP/1.0 "+c.status) {
			t.Errorf("%s: answer %q, %v; want status %s", name, line, err, c.status)
		}
		_ = conn.Close()
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

// TestPace runs on a fake clock: a body that drips is read on, one that stands still is cut 20 seconds after its last byte, and
// one that drips for ever at the request's limit.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		name   string
		pauses []time.Duration // before each byte of the body
		within time.Duration
		status string
	}{
		{"drips", []time.Duration{0, 15 * time.Second, 15 * time.Second, 15 * time.Second}, 46 * time.Second, "200"},
		{"stands still", []time.Duration{0, 5 * time.Second, time.Hour}, 26 * time.Second, "408"},
		{"drips for ever", []time.Duration{19 * time.Second, 19 * time.Second, 19 * time.Second, 19 * time.Second, 19 * time.Second}, 81 * time.Second, "408"},
	} {
		t.Run(c.name, func(t *testing.T) { synctest.Test(t, func(t *testing.T) { testPace(t, c.pauses, c.within, c.status) }) })
	}
}

// working is how long the handler of testPace works after it has read the body: longer than the deadline of a read.
const working = 30 * time.Second

func testPace(t *testing.T, pauses []time.Duration, within time.Duration, status string) {
	s, _ := newServer(t, Options{RequestTimeout: 80 * time.Second})
	err := s.Publish(Site{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := io.ReadAll(r.Body); err != nil {
			w.WriteHeader(http.StatusRequestTimeout)
			return
		}
		_, _ = r.Body.Read(make([]byte, 1)) // as one does who looks for bytes after the JSON
		select {                            // the client is still there: a deadline on the connection would end the context here
		case <-r.Context().Done():
			w.WriteHeader(http.StatusBadGateway)
		case <-time.After(working):
			_, _ = io.WriteString(w, "read")
		}
	})})
	if err != nil {
		t.Fatal(err)
	}
	l := &pipeListener{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	client, server := net.Pipe()
	l.conns <- server
	begin := time.Now()
	left := make(chan struct{})
	go func() {
		_, _ = fmt.Fprintf(client, "POST /graphql HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: %d\r\n\r\n", len(pauses))
		for _, pause := range pauses {
			select {
			case <-time.After(pause):
			case <-left:
				return
			}
			if _, err := client.Write([]byte("x")); err != nil {
				return
			}
		}
	}()
	answer, err := io.ReadAll(client)
	if err != nil {
		t.Errorf("reading the answer: %v", err)
	}
	took := time.Since(begin)
	if status == "200" {
		took -= working
	}
	if !strings.HasPrefix(string(answer), "HTTP/1.1 "+status) || took > within {
		t.Errorf("answer %.40q after %v; want status %s within %v", answer, took, status, within)
	}
	close(left)
	_ = client.Close()
	stop()
	if err := <-done; err != nil {
		t.Errorf("Serve: %v", err)
	}
}

type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	close(l.closed)
	return nil
}

func (l *pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

// TestReaderThatStandsStill runs on a fake clock: a client that asks for much and reads nothing is cut 20 seconds later.
func TestReaderThatStandsStill(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newServer(t, Options{RequestTimeout: time.Hour})
		var wrote time.Duration
		err := s.Publish(Site{GraphQL: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			begin := time.Now()
			if _, err := w.Write(make([]byte, 1<<20)); err == nil {
				t.Error("an answer that nobody reads was written whole")
			}
			wrote = time.Since(begin)
		})})
		if err != nil {
			t.Fatal(err)
		}
		l := &pipeListener{conns: make(chan net.Conn, 1), closed: make(chan struct{})}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.Serve(ctx, l) }()
		client, server := net.Pipe()
		l.conns <- server
		_, _ = io.WriteString(client, "GET /graphql HTTP/1.1\r\nHost: a\r\n\r\n")
		time.Sleep(progress + time.Second)
		synctest.Wait()
		if wrote != progress {
			t.Errorf("the answer was given up after %v; want %v", wrote, progress)
		}
		_ = client.Close()
		stop()
		if err := <-done; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}
