package graph

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/validator"
)

// maxPersisted is the longest document that is kept by its hash, in bytes.
const maxPersisted = 64 << 10

// Persisted keeps documents by the hexadecimal SHA-256 of their text, for clients that send the hash in the document's place.
type Persisted interface {
	// Find gives the document of a hash; ok is false where none is known, or was forgotten.
	Find(ctx context.Context, hash string) (document string, ok bool)
	// Keep keeps a valid document.
	Keep(hash, document string)
}

// hash reads `extensions.persistedQuery`; ok is false where a request has none.
func (q *request) hash() (hash string, ok bool) {
	given, ok := q.extensions["persistedQuery"].(map[string]any)
	text, _ := given["sha256Hash"].(string)
	return strings.ToLower(text), ok
}

// find puts the document into a request that names it by its id or its hash. keep is called once the document is known to be
// valid.
func (h *handler) find(ctx context.Context, q *request) (keep func(), err *Error) {
	keep = func() {}
	hash, hashed := q.hash()
	switch {
	case q.document != "" && (q.query != "" || hashed):
		return nil, &Error{Code: BadRequest, Message: "Send either a `documentId` or a `query`."}
	case q.document != "":
		text, ok := h.trusted[plainID(q.document)]
		if !ok {
			return nil, &Error{Code: DocumentNotFound, Message: "There is no trusted document " + echo(q.document) + "."}
		}
		q.query = text
		return keep, nil
	case hashed && q.query != "" && hash != hashOf(q.query):
		return nil, &Error{Code: BadRequest, Message: "`sha256Hash` is not the SHA-256 of the `query`, in hexadecimal digits."}
	case hashed && h.trusted[hash] != "":
		q.query = h.trusted[hash]
		return keep, nil
	case h.trustedOnly:
		return nil, &Error{Code: DocumentNotTrusted, Message: "This server answers trusted documents alone. Send the `documentId` of one."}
	case !hashed:
		return keep, nil
	case h.persisted == nil: // the texts of these messages are part of the protocol
		return nil, &Error{Code: PersistedQueryNotSupported, Message: "PersistedQueryNotSupported"}
	case q.query != "":
		text := q.query
		if len(text) <= maxPersisted {
			keep = func() { h.persisted.Keep(hash, text) }
		}
		return keep, nil
	}
	text, ok := h.persisted.Find(ctx, hash)
	if !ok {
		return nil, &Error{Code: PersistedQueryNotFound, Message: "PersistedQueryNotFound"}
	}
	q.query = text
	return keep, nil
}

// plainID is the id of a trusted document without the prefix that says it is a hash.
func plainID(id string) string { return strings.TrimPrefix(id, "sha256:") }

// plainIDs are trusted documents by their plain ids.
func plainIDs(trusted map[string]string) map[string]string {
	plain := make(map[string]string, len(trusted))
	for id, text := range trusted {
		plain[plainID(id)] = text
	}
	return plain
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// CheckDocuments holds trusted documents, by their ids, to the schema and the limits. The error names the first that is not
// valid.
func CheckDocuments(trusted map[string]string, l Limits) error {
	d := newDocuments(publicSchema(), l.filled())
	for _, id := range slices.Sorted(maps.Keys(trusted)) {
		doc, err := d.parse(trusted[id])
		if err == nil {
			err = measure(doc, d.limits)
		}
		if err != nil {
			return fmt.Errorf("the document %s: %w", echo(id), err)
		}
		if invalid := validator.ValidateWithRules(d.schema, doc, d.rules); len(invalid) > 0 {
			return fmt.Errorf("the document %s: %s", echo(id), invalid[0].Message)
		}
	}
	return nil
}
