package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/maypok86/otter/v2"
)

// maxKeptAnswer is the largest answer that is kept, in bytes; keptOverhead is what an entry takes beside its bytes, about.
const (
	maxKeptAnswer = 1 << 20
	keptOverhead  = 300
)

// Answers keeps whole answers in memory by the bytes of their requests, so that what was asked before costs little more than
// writing bytes. The catalog's digest is part of each key: one Answers may serve handlers of different catalogs, one after the
// other, whose other options are the same. Only answers without errors are kept. A nil Answers keeps nothing.
type Answers struct {
	kept         *otter.Cache[answerKey, keptAnswer]
	hits, misses atomic.Int64
}

// NewAnswers makes a cache of so many bytes; nil for 0.
func NewAnswers(bytes int64) *Answers {
	if bytes <= 0 {
		return nil
	}
	return &Answers{kept: otter.Must(&otter.Options[answerKey, keptAnswer]{
		MaximumWeight: uint64(bytes),
		Weigher:       func(_ answerKey, a keptAnswer) uint32 { return uint32(len(a.body) + keptOverhead) },
	})}
}

// AnswersStats are counts since an Answers was made, and the bytes that it holds now.
type AnswersStats struct{ Hits, Misses, Bytes int64 }

// Stats gives the counts; zero for nil.
func (a *Answers) Stats() AnswersStats {
	if a == nil {
		return AnswersStats{}
	}
	return AnswersStats{a.hits.Load(), a.misses.Load(), int64(a.kept.WeightedSize())}
}

func (a *Answers) find(k answerKey) (keptAnswer, bool) {
	if a == nil {
		return keptAnswer{}, false
	}
	found, ok := a.kept.GetIfPresent(k)
	if ok {
		a.hits.Add(1)
	} else {
		a.misses.Add(1)
	}
	return found, ok
}

func (a *Answers) keep(k answerKey, body keptAnswer) {
	if a != nil && len(body.body) <= maxKeptAnswer {
		a.kept.Set(k, body)
	}
}

// answerKey is the hash of all that an answer depends on.
type answerKey [sha256.Size]byte

// keyOf hashes the fields, each after its length, so that none runs into the next.
func keyOf(digest, media, method string, raw []byte) answerKey {
	b := make([]byte, 0, 1024) // enough for most, without being allocated
	for _, field := range [...]string{digest, media, method} {
		b = strconv.AppendInt(b, int64(len(field)), 10)
		b = append(append(b, ':'), field...)
	}
	return sha256.Sum256(append(b, raw...))
}

// keptAnswer is a whole answer without errors: its bytes, and the strong entity tag of them.
type keptAnswer struct {
	body []byte
	tag  string
}

func newKept(media string, body []byte) keptAnswer {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s:", media)
	_, _ = h.Write(body)
	return keptAnswer{body, `"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`}
}
