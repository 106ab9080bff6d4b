package graph

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// answer is what goes out: errors, and data unless the request was refused before its execution.
type answer struct {
	status    int
	operation string // the name of a trusted document's
	executed  bool
	errors    gqlerror.List
	data      []byte
	cost      *bill  // where it was asked for
	whole     []byte // all of it, where it was made before
}

// RefuseRate answers who asks too often.
func RefuseRate() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		media, ok := accepted(r.Header.Values("Accept"))
		if !ok {
			media = plainJSON
		}
		refuse(http.StatusTooManyRequests, RateLimited, "Too many requests from your address. Ask again in a moment.").write(w, media)
	})
}

// write sends a refusal.
func (no *refusal) write(w http.ResponseWriter, media string) {
	if no.allow != "" {
		w.Header().Set("Allow", no.allow)
	}
	answer{status: no.status, errors: gqlerror.List{no.graphQL()}}.write(w, media)
}

// writeFailed sends an answer with errors, whose status follows from them where it has none.
func (a answer) writeFailed(w http.ResponseWriter, media string) {
	switch {
	case len(a.errors) > 0 && code(a.errors[0]) == MethodNotAllowed:
		w.Header().Set("Allow", http.MethodPost)
		a.status = http.StatusMethodNotAllowed
	case a.status != 0:
	case slices.ContainsFunc(a.errors, busy):
		a.status = http.StatusServiceUnavailable
	case !a.executed && media == responseJSON:
		a.status = http.StatusBadRequest
	default:
		a.status = http.StatusOK
	}
	if a.status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	a.write(w, media)
}

// retryAfter is the seconds after which to ask again what a busy server did not answer.
const retryAfter = "10"

// busy tells whether an error might not come again at a calmer time.
func busy(e *gqlerror.Error) bool { return code(e) == Timeout || code(e) == Overloaded }

// write sends an answer with errors, which nobody is to keep.
func (a answer) write(w http.ResponseWriter, media string) {
	w.Header().Set("Cache-Control", "no-store")
	writeBody(w, media, a.status, a.body())
}

func writeBody(w http.ResponseWriter, media string, status int, body []byte) {
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the caller may be gone
}

// body makes an answer's bytes, of parts that are JSON already.
func (a answer) body() []byte {
	if a.whole != nil {
		return a.whole
	}
	var b bytes.Buffer
	b.WriteByte('{')
	if len(a.errors) > 0 {
		errors, err := json.Marshal(a.errors)
		if err != nil { // extensions hold text and numbers alone
			panic(err)
		}
		b.WriteString(`"errors":`)
		b.Write(errors)
		if a.executed {
			b.WriteByte(',')
		}
	}
	if a.executed {
		b.WriteString(`"data":`)
		b.Write(a.data)
	}
	if a.cost != nil {
		cost, err := json.Marshal(a.cost)
		if err != nil {
			panic(err)
		}
		b.WriteString(`,"extensions":{"cost":`)
		b.Write(cost)
		b.WriteByte('}')
	}
	b.WriteString("}\n")
	return b.Bytes()
}
