package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// request is one GraphQL request, by GET or POST.
type request struct {
	query, operation string
	document         string // the id of a trusted one
	variables        map[string]any
	extensions       map[string]any
	get              bool
}

// refusal is an error with an HTTP status of its own.
type refusal struct {
	status int
	*Error
	allow string // for 405
}

func refuse(status int, code Code, message string) *refusal {
	return &refusal{status: status, Error: &Error{Code: code, Message: message}}
}

// readRaw gives the bytes that a request is in: the URL's query of a GET, the body of a POST.
func readRaw(w http.ResponseWriter, r *http.Request, limits Limits) ([]byte, *refusal) {
	switch r.Method {
	case http.MethodGet:
		return []byte(r.URL.RawQuery), nil
	case http.MethodPost:
		return readBody(w, r, limits)
	}
	no := refuse(http.StatusMethodNotAllowed, MethodNotAllowed, "Use GET or POST.")
	no.allow = "GET, POST"
	return nil, no
}

// readRequest reads a request of its bytes, or says why it cannot be one.
func readRequest(method string, raw []byte, limits Limits) (*request, *refusal) {
	if method == http.MethodGet {
		return readQuery(string(raw), limits)
	}
	fields, no := object(raw)
	if no != nil {
		return nil, no
	}
	q := &request{}
	for name, to := range map[string]*string{"query": &q.query, "operationName": &q.operation, "documentId": &q.document} {
		if raw := fields[name]; len(raw) > 0 && decode(raw, to) != nil {
			return nil, malformed("`" + name + "` must be text.")
		}
	}
	return q, q.objects(fields, limits)
}

// readQuery reads the parameters of a GET; an empty one counts as absent.
func readQuery(raw string, limits Limits) (*request, *refusal) {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return nil, malformed("The URL's query cannot be read.")
	}
	fields := map[string]json.RawMessage{}
	for _, name := range []string{"variables", "extensions"} {
		if text := given.Get(name); text != "" {
			fields[name] = json.RawMessage(text)
		}
	}
	q := &request{
		query: strings.ToValidUTF8(given.Get("query"), "�"), operation: strings.ToValidUTF8(given.Get("operationName"), "�"),
		document: strings.ToValidUTF8(given.Get("documentId"), "�"), get: true,
	}
	return q, q.objects(fields, limits)
}

// readBody reads a body that says it is JSON.
func readBody(w http.ResponseWriter, r *http.Request, limits Limits) ([]byte, *refusal) {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := strings.ToLower(parameters["charset"])
	if err != nil || media != "application/json" || charset != "" && charset != "utf-8" {
		return nil, refuse(http.StatusUnsupportedMediaType, UnsupportedMediaType, "Send JSON, with the header Content-Type: application/json.")
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, refuse(http.StatusUnsupportedMediaType, UnsupportedMediaType, "Send the body without a Content-Encoding.")
	}
	return readAll(w, r, limits.BodyBytes)
}

// readAll reads a body of at most limit bytes.
func readAll(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, *refusal) {
	large := refuse(http.StatusRequestEntityTooLarge, RequestTooLarge, "The request's body is larger than this server allows.")
	large.Limit = "BodyBytes"
	if r.ContentLength > limit {
		return nil, large
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
	var over *http.MaxBytesError
	switch {
	case errors.As(err, &over):
		return nil, large
	case err != nil:
		return nil, malformed("The request's body ended early or is broken.")
	}
	return body, nil
}

// object reads the members of a JSON object, and refuses what follows it.
func object(body []byte) (map[string]json.RawMessage, *refusal) {
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	switch {
	case len(trimmed) == 0:
		return nil, malformed("The request's body is empty; send a JSON object with a `query`.")
	case trimmed[0] == '[':
		return nil, malformed("Send one request at a time: batches are not served.")
	}
	var fields map[string]json.RawMessage
	if err := decode(body, &fields); err != nil || fields == nil {
		return nil, malformed("The request's body is not one JSON object.")
	}
	return fields, nil
}

// objects reads what must be a JSON object where it is given, and demands a query.
func (q *request) objects(fields map[string]json.RawMessage, limits Limits) *refusal {
	if len(fields["variables"]) > limits.VariableBytes {
		large := refuse(http.StatusRequestEntityTooLarge, VariablesTooLarge, fmt.Sprintf("The request's variables have more than %d bytes.", limits.VariableBytes))
		large.Limit = "VariableBytes"
		return large
	}
	for name, to := range map[string]*map[string]any{"variables": &q.variables, "extensions": &q.extensions} {
		if raw := fields[name]; len(raw) > 0 && decode(raw, to) != nil {
			return malformed("`" + name + "` must be a JSON object.")
		}
	}
	if _, hashed := q.hash(); strings.TrimSpace(q.query) == "" && q.document == "" && !hashed {
		return malformed("The request has no `query`.")
	}
	return nil
}

func malformed(message string) *refusal {
	return refuse(http.StatusBadRequest, BadRequest, message)
}

// decode reads one JSON value that fills all of b; numbers stay as they are written.
func decode(b []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	if err := d.Decode(to); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}
