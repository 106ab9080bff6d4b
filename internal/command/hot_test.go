package command

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"careerlattice/graph"
	"careerlattice/internal/planner"
	"careerlattice/internal/web"
)

// hotQuestion is the README's first query, as a client posts it.
const hotQuestion = `{"query": "{ plan(input: {from: {credentials: [\"as-health-informatics\"]}, to: \"chief-medical-officer\"}) { ... on PlanSet { exact plans { nodes { months cost foregoneEarnings tradeOff } } } } }"}`

// listening serves a handler on a loopback port.
func listening(b *testing.B, serve func(context.Context, net.Listener) error) (host string) {
	b.Helper()
	var config net.ListenConfig
	l, err := config.Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, l) }()
	b.Cleanup(func() {
		stop()
		if err := <-ended; err != nil && !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	})
	return l.Addr().String()
}

// wired is the whole server as serve wires it, in this process.
func wired(b *testing.B) (host string) {
	b.Helper()
	c, _, err := load([]string{"health-informatics"})
	if err != nil {
		b.Fatal(err)
	}
	log, observe := slog.New(slog.DiscardHandler), newObserver(nil, nil)
	server, err := web.New(web.Options{Logger: log, RequestTimeout: time.Minute, IdleTimeout: time.Minute, Metrics: observe.handler(), Watch: observe.request})
	if err != nil {
		b.Fatal(err)
	}
	api := graph.NewHandler(graph.Options{Catalog: c, Planner: planner.New(c, planner.DefaultBudget), Answers: graph.NewAnswers(1 << 20), Watch: observe.operation, Log: log, MaxAge: time.Minute, Timeout: time.Minute})
	if err := server.Publish(web.Site{GraphQL: api}); err != nil {
		b.Fatal(err)
	}
	return listening(b, server.Serve)
}

// bare is a server of net/http alone, which reads the same body and writes the same bytes.
func bare(b *testing.B, body string) (host string) {
	b.Helper()
	text := []byte(body)
	return listening(b, func(ctx context.Context, l net.Listener) error {
		server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			w.Header().Set("Content-Length", strconv.Itoa(len(text))) // else a long one goes in chunks
			_, _ = w.Write(text)
		})}
		go func() {
			<-ctx.Done()
			_ = server.Close()
		}()
		return server.Serve(l)
	})
}

// caller is a connection whose reading costs little: it knows how long each answer is.
type caller struct {
	net.Conn
	request []byte
	answer  []byte
}

// call connects, asks once, and gives what is answered.
func call(b *testing.B, host, request string) (c *caller, tag, body string) {
	b.Helper()
	var d net.Dialer
	conn, err := d.DialContext(b.Context(), "tcp", host)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = conn.Close() })
	if _, err := io.WriteString(conn, request); err != nil {
		b.Fatal(err)
	}
	var whole bytes.Buffer
	response, err := http.ReadResponse(bufio.NewReader(io.TeeReader(conn, &whole)), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	return &caller{conn, []byte(request), make([]byte, whole.Len())}, response.Header.Get("ETag"), string(text)
}

// again asks the same and reads as much as before.
func (c *caller) again(b *testing.B, status string) {
	b.Helper()
	if _, err := c.Write(c.request); err != nil {
		b.Fatal(err)
	}
	if _, err := io.ReadFull(c, c.answer); err != nil || string(c.answer[9:12]) != status {
		b.Fatalf("%v: %s", err, c.answer)
	}
}

// BenchmarkHot asks what was asked before over HTTP, by POST, and by GET with the tag of the answer: in turn, by the very same request, a
// server of net/http that does nothing else than to read the same body and to write the same bytes, and the whole one. It reports the medians, and how many
// requests the whole one answers in the time in which the bare one answers one.
func BenchmarkHot(b *testing.B) {
	whole := wired(b)
	for _, question := range []struct{ name, body string }{{"first", hotQuestion}, {"whole", wholeQuestion}} {
		post := fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", len(question.body), question.body)
		var asked struct{ Query string }
		if err := json.Unmarshal([]byte(question.body), &asked); err != nil {
			b.Fatal(err)
		}
		get := "GET /graphql?query=" + url.QueryEscape(asked.Query) + " HTTP/1.1\r\nHost: a\r\n\r\n"
		_, _, body := call(b, whole, post)
		_, tag, _ := call(b, whole, get)
		tagged := strings.Replace(get, "\r\n\r\n", "\r\nIf-None-Match: "+tag+"\r\n\r\n", 1)
		plain := bare(b, body)
		beside(b, question.name+"/post", plain, whole, post, "200")
		beside(b, question.name+"/get304", plain, whole, tagged, "304")
	}
}

// beside asks two servers the same in turn, of which the second answers with a status.
func beside(b *testing.B, name, plain, whole, request, status string) {
	b.Helper()
	b.Run(name, func(b *testing.B) {
		one, _, text := call(b, plain, request)
		other, _, _ := call(b, whole, request)
		var took [2][]time.Duration
		for b.Loop() {
			begin := time.Now()
			one.again(b, "200")
			between := time.Now()
			other.again(b, status)
			took[0], took[1] = append(took[0], between.Sub(begin)), append(took[1], time.Since(between))
		}
		var medians [2]float64
		for i, all := range took {
			slices.Sort(all)
			medians[i] = float64(all[len(all)/2])
		}
		b.ReportMetric(float64(len(text)), "bytes")
		b.ReportMetric(medians[0], "bare-ns")
		b.ReportMetric(medians[1], "whole-ns")
		b.ReportMetric(medians[0]/medians[1], "of-bare")
	})
}
