package graph

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestLargeBodies sends bodies over the limit as most clients do, all of it before they read: they see the refusal.
func TestLargeBodies(t *testing.T) {
	h, _ := serve(t, small(t))
	server := httptest.NewServer(h)
	defer server.Close()
	megabytes := func(n int) []byte { return bytes.Repeat([]byte{' '}, n<<20) }
	const head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
	for name, request := range map[string][]byte{
		"2 MB":           append(fmt.Appendf(nil, head+"Content-Length: %d\r\n\r\n", 2<<20), megabytes(2)...),
		"4 MB":           append(fmt.Appendf(nil, head+"Content-Length: %d\r\n\r\n", 4<<20), megabytes(4)...),
		"3 MB in chunks": append(append(fmt.Appendf(nil, head+"Transfer-Encoding: chunked\r\n\r\n%x\r\n", 3<<20), megabytes(3)...), "\r\n0\r\n\r\n"...),
		"only announced": fmt.Appendf(nil, head+"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n", 2<<20),
	} {
		var dialer net.Dialer
		c, err := dialer.DialContext(t.Context(), "tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Write(request); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusRequestEntityTooLarge || !response.Close {
			t.Errorf("%s: %s, %v, %v, %s", name, response.Status, err, response.Header, body)
		}
		_ = response.Body.Close()
		_ = c.Close()
	}
}
