package web

import (
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	// progress is how long a client may take for the next bytes, of the request's body or of the answer.
	progress = 20 * time.Second
	// leftover is how long the next bytes of a body that nobody read on are waited for, lingering how long all of them, and
	// maxLeftover how many they may be.
	leftover    = time.Second
	lingering   = 5 * time.Second
	maxLeftover = 4 << 20
	// chunk is how much of an answer must pass within progress.
	chunk = 16 << 10
)

// pace gives each read of the body and each chunk of the answer a deadline of its own, so that a slow client which goes on
// is served and one that stands still is cut. The body as a whole must arrive within total.
//
// After the body's end no read deadline is set: net/http then reads from the connection itself to notice that the client has
// left, and a deadline would look to it as if it had.
func pace(total time.Duration, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if r.Body != nil && r.Body != http.NoBody {
			body := &pacedBody{ReadCloser: r.Body, control: control, step: progress, end: time.Now().Add(total), awaited: r.Header.Get("Expect") != ""}
			r.Body = body
			defer body.abandon()
		}
		next.ServeHTTP(&pacedWriter{ResponseWriter: w, control: control}, r)
	})
}

type pacedBody struct {
	io.ReadCloser
	control *http.ResponseController
	step    time.Duration // for the next bytes
	end     time.Time     // of all
	awaited bool          // the client sends nothing before it is asked to
	atEnd   bool
}

// Read fails once the client stands still. Where the connection knows no deadlines (in a test) it only reads.
func (b *pacedBody) Read(p []byte) (int, error) {
	if b.atEnd {
		return 0, io.EOF
	}
	b.awaited = false
	deadline := time.Now().Add(b.step)
	if b.end.Before(deadline) {
		deadline = b.end
	}
	_ = b.control.SetReadDeadline(deadline)
	n, err := b.ReadCloser.Read(p)
	b.atEnd = errors.Is(err, io.EOF)
	return n, err
}

// abandon takes in what the handler left, for a while: most clients send all before they read, and would see a broken connection
// instead of the answer.
func (b *pacedBody) abandon() {
	if b.atEnd || b.awaited {
		return
	}
	b.step, b.end = leftover, time.Now().Add(lingering)
	_, _ = io.CopyN(io.Discard, b, maxLeftover) // the answer goes out whether or not the body ends
}

type pacedWriter struct {
	http.ResponseWriter
	control *http.ResponseController
}

func (w *pacedWriter) WriteHeader(status int) {
	_ = w.control.SetWriteDeadline(time.Now().Add(progress))
	w.ResponseWriter.WriteHeader(status)
}

func (w *pacedWriter) Write(p []byte) (int, error) {
	written := 0
	for {
		part := p[written:min(len(p), written+chunk)]
		_ = w.control.SetWriteDeadline(time.Now().Add(progress))
		n, err := w.ResponseWriter.Write(part)
		written += n
		if err != nil || written == len(p) {
			return written, err
		}
	}
}

func (w *pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
