package web

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestRate lets an address ask so often and no more, another one beside it, and the first again after a while.
func TestRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newServer(t, Options{
			Rate: 3, CORSOrigins: []string{"*"},
			Refused: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(http.StatusTooManyRequests)
				_, _ = io.WriteString(w, "come again")
			}),
		})
		publish(t, s, "Careers")
		from := func(address, method, path string) *httptest.ResponseRecorder {
			r := httptest.NewRequestWithContext(t.Context(), method, path, nil)
			r.RemoteAddr = address
			r.Header.Set("Origin", "https://page.example")
			r.Header.Set("Access-Control-Request-Method", http.MethodPost)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w
		}
		for _, step := range []struct {
			address, method, path string
			status                int
		}{
			{"192.0.2.1:1000", "GET", "/graphql", 200},
			{"192.0.2.1:1001", "OPTIONS", "/graphql", 204},
			{"192.0.2.1:1001", "POST", "/graphql", 200},
			{"192.0.2.1:1002", "GET", "/graphql", 200},
			{"192.0.2.1:1003", "GET", "/graphql", 429},
			{"192.0.2.1:1003", "GET", "/healthz", 200},
			{"192.0.2.2:1000", "GET", "/graphql", 200},
			{"[2001:db8::1]:1", "GET", "/graphql", 200},
			{"[2001:db8::2]:1", "GET", "/graphql", 200},
			{"[2001:db8::3]:1", "GET", "/graphql", 200},
			{"[2001:db8::4]:1", "GET", "/graphql", 429},
			{"[2001:db8:0:1::]:1", "GET", "/graphql", 200},
		} {
			w := from(step.address, step.method, step.path)
			if w.Code != step.status {
				t.Errorf("%s %s from %s: %d; want %d", step.method, step.path, step.address, w.Code, step.status)
			}
			if w.Code != http.StatusTooManyRequests {
				continue
			}
			if h := w.Header(); h.Get("Retry-After") != "1" || h.Get("Access-Control-Allow-Origin") != "*" || w.Body.String() != "come again" {
				t.Errorf("refused with %v %s", h, w.Body)
			}
		}
		time.Sleep(2 * rateWindow)
		if w := from("192.0.2.1:1004", "GET", "/graphql"); w.Code != http.StatusOK {
			t.Errorf("two seconds later: %d", w.Code)
		}
	})
}

func TestClientAddress(t *testing.T) {
	proxies, err := ParseProxies([]string{"10.0.0.0/8", "2001:db8::7"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		remote, forwarded, want string
		proxies                 []netip.Prefix
	}{
		{"192.0.2.1:80", "", "192.0.2.1", proxies},
		{"192.0.2.1:80", "198.51.100.9", "192.0.2.1", proxies},
		{"10.0.0.1:80", "198.51.100.9", "10.0.0.1", nil},
		{"10.0.0.1:80", "", "10.0.0.1", proxies},
		{"10.0.0.1:80", "198.51.100.9", "198.51.100.9", proxies},
		{"10.0.0.1:80", "203.0.113.5, 198.51.100.9", "198.51.100.9", proxies},
		{"10.0.0.1:80", "198.51.100.9, 10.2.3.4", "198.51.100.9", proxies},
		{"10.0.0.1:80", "198.51.100.9, nonsense", "10.0.0.1", proxies},
		{"[2001:db8::7]:80", "2001:db8::9", "2001:db8::9", proxies},
		{"[::ffff:10.0.0.1]:80", "198.51.100.9", "198.51.100.9", proxies},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("X-Forwarded-For", c.forwarded)
		if got := clientAddress(r, c.proxies); got != c.want {
			t.Errorf("from %s, forwarded for %q: %s; want %s", c.remote, c.forwarded, got, c.want)
		}
	}
	if _, err := ParseProxies([]string{"10.0.0.0/8", "a proxy"}); err == nil || !strings.Contains(err.Error(), `"a proxy"`) {
		t.Errorf("error %v", err)
	}
}
