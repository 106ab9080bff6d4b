package graph

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// answer is what goes out: errors, and data unless the request was refused before its execution.
type answer struct {
	status   int
	executed bool
	errors   gqlerror.List
	data     []byte
	cost     *bill // where it was asked for
}

// RefuseRate answers who asks too often.
func RefuseRate() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		media, ok := accepted(r.Header.Values("Accept"))
		if !ok {
			media = plainJSON
		}
		no := &Error{Code: RateLimited, Message: "Too many requests from your address. Ask again in a moment."}
		write(w, media, answer{status: http.StatusTooManyRequests, errors: gqlerror.List{no.graphQL()}})
	})
}

// write sends an answer, in parts that are JSON already.
func write(w http.ResponseWriter, media string, a answer) {
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
	w.Header().Set("Content-Type", media+"; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(a.status)
	_, _ = w.Write(b.Bytes()) // the caller may be gone
}
