package command

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// body is a posted query with its length.
func body(query string) string {
	text := `{"query":"` + query + `"}`
	return fmt.Sprintf("%sContent-Length: %d\r\n\r\n%s", posted, len(text), text)
}

// TestBrokenFraming says what is no HTTP, by itself and after a good request: it is refused and the connection closed, and nothing
// that was hidden in it is answered.
func TestBrokenFraming(t *testing.T) {
	p := serve(t)
	host := strings.TrimPrefix(p.address, "http://")
	before := p.gauge(t, "go_goroutines")
	good := body("{catalog{id}}")
	const hidden = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
	for name, says := range map[string]string{
		"random bytes":          "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\xff\r\n\r\n",
		"no version":            "GET /\r\n\r\n",
		"version 3":             "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
		"two hosts":             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"a space in a name":     "GET / HTTP/1.1\r\nHost: a\r\nX y: z\r\n\r\n",
		"a name without value":  "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n",
		"NUL in a value":        "GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n",
		"length and chunks":     posted + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
		"two lengths":           posted + "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" + hidden,
		"a negative length":     posted + "Content-Length: -1\r\n\r\n" + hidden,
		"a length in words":     posted + "Content-Length: ten\r\n\r\n" + hidden,
		"a length of 2^70":      posted + "Content-Length: 1180591620717411303424\r\n\r\n" + hidden,
		"an unknown encoding":   posted + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" + hidden,
		"a chunk of 2^70":       posted + "Transfer-Encoding: chunked\r\n\r\n400000000000000000\r\n{}\r\n" + hidden,
		"a chunk in words":      posted + "Transfer-Encoding: chunked\r\n\r\nten\r\n{}\r\n" + hidden,
		"headers of 128 KB":     "GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 128<<10) + "\r\n\r\n" + hidden,
		"20,000 headers":        "GET / HTTP/1.1\r\nHost: a\r\n" + strings.Repeat("a: b\r\n", 20_000) + "\r\n" + hidden,
		"an address of 1 MB":    "GET /?" + strings.Repeat("x", 1<<20) + " HTTP/1.1\r\nHost: a\r\n\r\n" + hidden,
		"a body of 100 MB":      posted + "Content-Length: 104857600\r\n\r\n" + strings.Repeat("x", 1<<20) + hidden,
		"100 MB in chunks":      posted + "Transfer-Encoding: chunked\r\n\r\n" + strings.Repeat("100000\r\n"+strings.Repeat("x", 1<<20)+"\r\n", 10),
		"HTTP/2 without asking": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + strings.Repeat("\x00\x00\x04\x03\x00\x00\x00\x00\x01\x00\x00\x00\x08", 1000),
	} {
		for _, first := range []int{0, 1, 20} {
			statuses, ended := converse(t, host, strings.Repeat(good, first)+says)
			if len(statuses) != first+1 || !ended {
				t.Errorf("%s after %d good requests: %v, closed: %v", name, first, statuses, ended)
				continue
			}
			for i, status := range statuses {
				if i < first && status != http.StatusOK || i == first && (status < 400 || status >= 500 && status != http.StatusNotImplemented && status != http.StatusHTTPVersionNotSupported) {
					t.Errorf("%s after %d good requests: %v", name, first, statuses)
				}
			}
		}
	}
	p.recovers(t, before)
}

// converse says all at once, half-closes, and gives the statuses of the answers, and whether the server then closes the connection.
func converse(t *testing.T, host, says string) (statuses []int, ended bool) {
	t.Helper()
	c := dial(t, host)
	defer func() { _ = c.Close() }()
	_ = c.SetDeadline(time.Now().Add(10 * time.Second))
	go func() { _, _ = io.WriteString(c, says) }() // the server may close before it has read all
	answers := bufio.NewReader(c)
	for {
		response, err := http.ReadResponse(answers, nil)
		if err != nil {
			timeout, ok := err.(net.Error) //nolint:errorlint // the error of a socket comes as it is
			return statuses, !ok || !timeout.Timeout()
		}
		statuses = append(statuses, response.StatusCode)
		_, err = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
		if err != nil {
			return statuses, true
		}
	}
}

// TestLargeBodies sends bodies over the limit as most clients do, all of it before they read: they see the refusal.
func TestLargeBodies(t *testing.T) {
	p := serve(t)
	for name, says := range map[string]string{
		"2 MB":           posted + fmt.Sprintf("Content-Length: %d\r\n\r\n", 2<<20) + strings.Repeat(" ", 2<<20),
		"4 MB":           posted + fmt.Sprintf("Content-Length: %d\r\n\r\n", 4<<20) + strings.Repeat(" ", 4<<20),
		"3 MB in chunks": posted + fmt.Sprintf("Transfer-Encoding: chunked\r\n\r\n%x\r\n", 3<<20) + strings.Repeat(" ", 3<<20) + "\r\n0\r\n\r\n",
		"only announced": posted + fmt.Sprintf("Expect: 100-continue\r\nContent-Length: %d\r\n\r\n", 2<<20),
	} {
		c := dial(t, strings.TrimPrefix(p.address, "http://"))
		if _, err := io.WriteString(c, says); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %s, %v, %v, %s", name, response.Status, err, response.Header, body)
		}
		_ = response.Body.Close()
		_ = c.Close()
	}
	p.stop(t)
}
