package graph

import (
	"context"
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
	shared       atomic.Int64
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

// Bound changes how many bytes are kept; what is too much is forgotten.
func (a *Answers) Bound(bytes int64) {
	if a != nil {
		a.kept.SetMaximum(uint64(max(bytes, 1)))
	}
}

// AnswersStats are counts since an Answers was made, and the bytes that it holds now. Shared are those of the misses that
// [Shared] had.
type AnswersStats struct{ Hits, Misses, Shared, Bytes int64 }

// Stats gives the counts; zero for nil.
func (a *Answers) Stats() AnswersStats {
	if a == nil {
		return AnswersStats{}
	}
	return AnswersStats{a.hits.Load(), a.misses.Load(), a.shared.Load(), int64(a.kept.WeightedSize())}
}

func (a *Answers) countShared(found bool) {
	if a != nil && found {
		a.shared.Add(1)
	}
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

// Shared keeps whole answers where other servers find them. Only answers that took planning are given to it: others cost
// no more than to look for them. Its key must hold all that an answer depends on beside the request and the catalog, which
// the hash it is given holds: the program and the options of the handler.
type Shared interface {
	// Find gives the answer to a request of this hash, of which the catalog's digest is a part; ok is false where none is kept.
	Find(ctx context.Context, request [sha256.Size]byte) (body []byte, ok bool)
	// Keep keeps an answer without errors; body is not changed afterward.
	Keep(request [sha256.Size]byte, body []byte)
}

// shared is the answer to a request that others may have answered.
func (h *handler) shared(ctx context.Context, k answerKey) (answer, bool) {
	if h.sharing == nil {
		return answer{}, false
	}
	body, ok := h.sharing.Find(ctx, k)
	h.answers.countShared(ok)
	return answer{executed: true, whole: body}, ok
}

// share gives others an answer that took planning.
func (h *handler) share(k answerKey, a answer) answer {
	if h.sharing != nil && a.executed && len(a.errors) == 0 {
		a.whole = a.body()
		h.sharing.Keep(k, a.whole)
	}
	return a
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

// keptAnswer is a whole answer without errors: its bytes, the strong entity tag of them, and the name of a trusted document's
// operation.
type keptAnswer struct {
	body           []byte
	tag, operation string
}

func newKept(media string, body []byte, operation string) keptAnswer {
	h := sha256.New()
	_, _ = fmt.Fprintf(h, "%s:", media)
	_, _ = h.Write(body)
	return keptAnswer{body, `"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`, operation}
}
