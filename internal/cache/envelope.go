package cache

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"

	"github.com/cespare/xxhash/v2"
)

// The stored form of a value, integers big-endian:
//
//	magic "clv", layout version (1 byte), format version of the payload (4 bytes), length of the key (4 bytes), the
//	whole key, length of the payload (4 bytes), the payload, checksum of all before it.
//
// The whole key is there, not only its hash, so that a value can be proven to belong where it was found.
//
// The checksum is xxHash64 (8 bytes) where only accidents are feared: it is as fast as memory and misses a damaged
// value once in 2^64, where a CRC-32 would once in 2^32. It is HMAC-SHA256 (32 bytes) where a secret is set, which
// nobody without the secret can make.
const (
	magic         = "clv"
	layoutVersion = 1
	headSize      = len(magic) + 1 + 4 + 4
)

// What is wrong with a stored value. The first two mean that Redis, or a connection to it, gave what was never stored
// under this key.
var (
	errForeign  = errors.New("not a value of this cache")
	errOtherKey = errors.New("the value of another key")
	errVersion  = errors.New("written by another version")
	errDamaged  = errors.New("damaged")
	errTooLarge = errors.New("larger than the limit")
)

// envelope seals payloads into their stored form and opens them again.
type envelope struct {
	format uint32
	secret []byte // empty: plain checksums
}

// sumSize is the length of a checksum in bytes.
func (e envelope) sumSize() int {
	if len(e.secret) == 0 {
		return 8
	}
	return sha256.Size
}

// appendSum appends the checksum of b to dst.
func (e envelope) appendSum(dst, b []byte) []byte {
	if len(e.secret) == 0 {
		return binary.BigEndian.AppendUint64(dst, xxhash.Sum64(b))
	}
	mac := hmac.New(sha256.New, e.secret)
	mac.Write(b)
	return mac.Sum(dst)
}

// seal gives the stored form of a payload.
func (e envelope) seal(k Key, payload []byte) []byte {
	b := make([]byte, 0, headSize+len(k.text)+4+len(payload)+e.sumSize())
	b = append(b, magic...)
	b = append(b, layoutVersion)
	b = binary.BigEndian.AppendUint32(b, e.format)
	b = binary.BigEndian.AppendUint32(b, uint32(len(k.text)))
	b = append(b, k.text...)
	b = binary.BigEndian.AppendUint32(b, uint32(len(payload)))
	b = append(b, payload...)
	return e.appendSum(b, b)
}

// open gives the payload of a stored value, a part of stored, or the error that says why it cannot be trusted.
func (e envelope) open(k Key, stored []byte) ([]byte, error) {
	if len(stored) < headSize || string(stored[:len(magic)]) != magic {
		return nil, errForeign
	}
	head := stored[len(magic):headSize]
	if head[0] != layoutVersion || binary.BigEndian.Uint32(head[1:]) != e.format {
		return nil, errVersion
	}
	end := len(stored) - e.sumSize()
	if end < headSize {
		return nil, errDamaged
	}
	body, sum := stored[:end], stored[end:]
	if !hmac.Equal(sum, e.appendSum(nil, body)) {
		return nil, errDamaged
	}
	key, rest, ok := cut(body[headSize:], binary.BigEndian.Uint32(head[5:]))
	if !ok || len(rest) < 4 {
		return nil, errDamaged
	}
	payload, rest, ok := cut(rest[4:], binary.BigEndian.Uint32(rest))
	if !ok || len(rest) > 0 {
		return nil, errDamaged
	}
	if string(key) != k.text {
		return nil, errOtherKey
	}
	return payload, nil
}

// cut splits b after n bytes; ok is false where it has fewer.
func cut(b []byte, n uint32) (before, after []byte, ok bool) {
	if uint64(n) > uint64(len(b)) {
		return nil, nil, false
	}
	return b[:n], b[n:], true
}
