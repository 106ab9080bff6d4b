package cache

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

const (
	stop = syscall.SIGSTOP
	cont = syscall.SIGCONT
)

// fault is what a proxy does with what Redis answers.
type fault int32

const (
	none    fault = iota
	hang          // takes what it is sent, and answers nothing
	delay         // answers after 200 ms
	late          // answers after 60 ms
	drip          // answers a byte each 50 ms
	reset         // cuts the connection instead of answering
	garbage       // answers random bytes
	huge          // announces a text of a terabyte
	shifted       // from now on and for good, answers each question on a connection with the answer to the one before
)

// proxy stands between a cache and a redis-server, and misbehaves on demand. It knows the few replies that the cache
// gets: lines and texts.
type proxy struct {
	listener net.Listener
	upstream string
	fault    atomic.Int32
	reads    atomic.Int64 // GETRANGE commands that arrived
	dials    atomic.Int64
	lost     atomic.Int64 // so many of the connections, the first ones, are never answered any more
	greets   atomic.Int64 // after so many nanoseconds comes the first answer on each connection

	mu    sync.Mutex
	conns []net.Conn
	work  sync.WaitGroup
}

func startProxy(t testing.TB, s *server) *proxy {
	t.Helper()
	listener := listen(t)
	p := &proxy{listener: listener, upstream: s.socket}
	p.work.Go(func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			number := p.dials.Add(1)
			p.keep(c)
			p.work.Go(func() { p.serve(c, number) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		p.cutAll()
		p.work.Wait()
	})
	return p
}

func (p *proxy) url() string { return "redis://" + p.listener.Addr().String() }

func (p *proxy) set(f fault) { p.fault.Store(int32(f)) }

// lose leaves the connections of now without an answer for good, as a network does that has forgotten them; new ones are sound.
func (p *proxy) lose() { p.lost.Store(p.dials.Load()) }

func (p *proxy) keep(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns = append(p.conns, c)
}

func (p *proxy) cutAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		_ = c.Close()
	}
	p.conns = nil
}

func (p *proxy) serve(client net.Conn, number int64) {
	defer client.Close() //nolint:errcheck // the other side may have closed it
	server, err := new(net.Dialer).DialContext(context.Background(), "unix", p.upstream)
	if err != nil {
		return
	}
	p.keep(server)
	defer server.Close() //nolint:errcheck // the other side may have closed it
	p.work.Go(func() {
		defer server.Close() //nolint:errcheck // the other side may have closed it
		buf := make([]byte, 64<<10)
		for {
			n, err := client.Read(buf)
			p.reads.Add(int64(bytes.Count(bytes.ToLower(buf[:n]), []byte("getrange"))))
			if _, werr := server.Write(buf[:n]); err != nil || werr != nil {
				return
			}
		}
	})
	from := bufio.NewReader(server)
	var before []byte
	for first := true; ; first = false {
		reply, err := readReply(from)
		if first {
			time.Sleep(time.Duration(p.greets.Load()))
		}
		if err == nil && number <= p.lost.Load() {
			continue
		}
		if err != nil || !p.pass(client, reply, &before) {
			return
		}
	}
}

// pass hands a reply on as the fault of the moment demands, and says whether the connection goes on.
func (p *proxy) pass(client net.Conn, reply []byte, before *[]byte) bool {
	var err error
	f := fault(p.fault.Load())
	if *before != nil {
		f = shifted
	}
	switch f {
	case hang:
		return true
	case delay:
		time.Sleep(200 * time.Millisecond)
		_, err = client.Write(reply)
	case late:
		time.Sleep(60 * time.Millisecond)
		_, err = client.Write(reply)
	case drip:
		for i := range reply {
			time.Sleep(50 * time.Millisecond)
			if _, err = client.Write(reply[i : i+1]); err != nil {
				break
			}
		}
	case reset:
		return false
	case garbage:
		_, err = client.Write([]byte("\x8f\x01\x00$*\xff\r\nrandom\r\n"))
	case huge:
		_, err = client.Write([]byte("$1000000000000\r\nx"))
	case shifted:
		if *before != nil {
			reply, *before = *before, reply
		} else {
			*before = reply
		}
		_, err = client.Write(reply)
	default:
		_, err = client.Write(reply)
	}
	return err == nil
}

// readReply reads a line, or a text with the line that announces it, or a list.
func readReply(from *bufio.Reader) ([]byte, error) {
	line, err := from.ReadBytes('\n')
	if err != nil {
		return nil, err
	}
	n, _ := strconv.Atoi(strings.TrimSpace(string(line[1:]))) // 0 where it is no number
	switch line[0] {
	case '$':
		if n < 0 {
			break
		}
		text := make([]byte, n+2)
		if _, err := io.ReadFull(from, text); err != nil {
			return nil, err
		}
		return append(line, text...), nil
	case '*':
		for range n {
			part, err := readReply(from)
			if err != nil {
				return nil, err
			}
			line = append(line, part...)
		}
	}
	return line, nil
}
