package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/go-chi/httprate"
)

// rateWindow is the time in which requests are counted.
const rateWindow = time.Second

// limitRate refuses what an address asks beyond perSecond; 0 refuses nothing. Addresses of version 6 count by their first
// 64 bits, which one client has all of.
func limitRate(perSecond int, proxies []netip.Prefix, refused http.Handler) func(http.Handler) http.Handler {
	if perSecond == 0 {
		return func(next http.Handler) http.Handler { return next }
	}
	key := func(r *http.Request) (string, error) { return httprate.CanonicalizeIP(clientAddress(r, proxies)), nil }
	return httprate.LimitBy(perSecond, rateWindow, key, httprate.WithLimitHandler(refused.ServeHTTP),
		httprate.WithResponseHeaders(httprate.ResponseHeaders{RetryAfter: "Retry-After"}))
}

// clientAddress is the address that a request came from. Where that is a proxy's which is trusted, it is the last one in
// X-Forwarded-For that is not: what stands before it anybody may have written.
func clientAddress(r *http.Request, proxies []netip.Prefix) string {
	client, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		client = r.RemoteAddr
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && trusted(client, proxies); i-- {
		hop := strings.TrimSpace(hops[i])
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		client = hop
	}
	return client
}

func trusted(address string, proxies []netip.Prefix) bool {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	for _, p := range proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// ParseProxies reads addresses and networks of proxies, such as 10.0.0.7 or 10.0.0.0/8. The error names one that is neither.
func ParseProxies(texts []string) ([]netip.Prefix, error) {
	var out []netip.Prefix
	for _, text := range texts {
		if a, err := netip.ParseAddr(text); err == nil {
			out = append(out, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no network: write an address or a network, such as 10.0.0.7 or 10.0.0.0/8", text)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}
