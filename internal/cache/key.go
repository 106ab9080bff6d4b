package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
)

// Kind says what the values of a key are, so that keys of different uses never meet.
type Kind string

// The kinds of keys. A kind stands in the list below and in the table of golden keys of the tests.
const (
	// PlanResult is for the results of plan questions.
	PlanResult Kind = "plan"
	// SetResult is for the results of questions about many careers at once.
	SetResult Kind = "set"
	// Document is for the texts of GraphQL documents by their hashes.
	Document Kind = "document"
	// Response is for whole answers to requests.
	Response Kind = "response"
)

var kinds = []Kind{PlanResult, SetResult, Document, Response}

// Kinds lists every kind a key may have.
func Kinds() []Kind { return slices.Clone(kinds) }

// Key names a value: a kind and fields, each tagged with its type and prefixed with its length, so that two keys are
// equal only where the kind and all fields are, in number, order, type and content. It is immutable and comparable.
type Key struct{ text string }

// The tags of the fields.
const (
	tagKind   = 'k'
	tagString = 's'
	tagBytes  = 'b'
	tagInt    = 'i'
)

// NewKey begins a key. It panics for a kind that is not listed, which is a mistake in the program.
func NewKey(kind Kind) Key {
	if !slices.Contains(kinds, kind) {
		panic(fmt.Sprintf("cache: kind %q is not listed in the kinds of keys", string(kind)))
	}
	return Key{}.field(tagKind, string(kind))
}

// String gives the key with one more field, a text.
func (k Key) String(s string) Key { return k.field(tagString, s) }

// Bytes gives the key with one more field, bytes.
func (k Key) Bytes(b []byte) Key { return k.field(tagBytes, string(b)) }

// Int gives the key with one more field, a number.
func (k Key) Int(n int64) Key {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	return k.field(tagInt, string(b[:]))
}

// Kind is the kind the key was begun with; empty for the zero Key.
func (k Key) Kind() Kind {
	if k.text == "" {
		return ""
	}
	n, size := binary.Uvarint([]byte(k.text[1:]))
	return Kind(k.text[1+size : 1+size+int(n)])
}

func (k Key) field(tag byte, content string) Key {
	head := make([]byte, 1, 1+binary.MaxVarintLen64)
	head[0] = tag
	head = binary.AppendUvarint(head, uint64(len(content)))
	return Key{k.text + string(head) + content}
}

// hash is the hexadecimal SHA-256 of the key: its name in Redis.
func (k Key) hash() string {
	sum := sha256.Sum256([]byte(k.text))
	return hex.EncodeToString(sum[:])
}
