package command

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"

	"careerlattice/graph"
	"careerlattice/internal/cache"
)

// responses keeps whole answers that took planning in Redis, for all servers of the same program, settings and catalog; that of the
// catalog is a part of the request, see [graph.Shared]. In memory [graph.Answers] keeps them.
type responses struct {
	cache *cache.Cache
	under cache.Key // what all its keys begin with
}

// responseFormat is the version of what the codec writes. What an answer says follows from the program, which the key holds.
const responseFormat = 1

// newResponses shares answers. variant is what they depend on beside the program and the request, see [serveCommand.variant].
func newResponses(kept *cache.Cache, program [sha256.Size]byte, variant []byte) graph.Shared {
	return responses{kept, cache.NewKey(cache.Response).Int(responseFormat).Bytes(program[:]).Bytes(variant)}
}

func (r responses) Find(ctx context.Context, request [sha256.Size]byte) ([]byte, bool) {
	return cache.FindRemote(ctx, r.cache, r.under.Bytes(request[:]), responseCodec{})
}

func (r responses) Keep(request [sha256.Size]byte, body []byte) {
	cache.KeepRemote(r.cache, r.under.Bytes(request[:]), responseCodec{}, body)
}

// variant tells settings apart that may answer the same request differently: all but those that are known to change no answer.
func (cmd *serveCommand) variant(trusted map[string]string) []byte {
	telling := *cmd
	telling.Catalog, telling.Documents = nil, "" // what they name is in the digest and in trusted
	telling.Watch, telling.Listen, telling.AdminListen, telling.Redis = false, "", "", ""
	telling.CORSOrigins, telling.RequestTimeout = nil, 0
	telling.MaxPlanning, telling.MaxWaiting, telling.PlanningWait, telling.Rate, telling.TrustedProxies = 0, 0, 0, 0, nil
	telling.IdleTimeout, telling.Drain, telling.CacheBytes, telling.AnswerBytes, telling.MaxAge, telling.CacheTTL = 0, 0, 0, 0, 0, 0
	telling.MCP, telling.CacheSecret, telling.LogFormat, telling.LogLevel = "", "", "", 0
	text, err := json.Marshal(struct {
		Settings serveCommand
		Trusted  map[string]string
	}{telling, trusted})
	if err != nil { // settings are text and numbers
		panic(err)
	}
	sum := sha256.Sum256(text)
	return sum[:]
}

// programDigest is the SHA-256 of this program: whatever it answers follows from its bytes.
func programDigest() (sum [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return sum, fmt.Errorf("finding this program: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return sum, fmt.Errorf("reading this program: %w", err)
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, fmt.Errorf("reading this program: %w", err)
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// responseCodec is the cache's view of an answer's bytes: compressed, since most of them are names that repeat.
type responseCodec struct{}

// largestResponse is the most that an answer may have once it is read back, in bytes: as much as the largest page of plans.
const largestResponse = 8 << 20

var (
	pack = newOf(zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
		zstd.WithEncoderCRC(false), zstd.WithWindowSize(1<<18))) // what is stored has a checksum around it
	unpack = newOf(zstd.NewReader(nil, zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(largestResponse)))
)

func newOf[T any](made T, err error) T {
	if err != nil { // the options are constants
		panic(err)
	}
	return made
}

func (responseCodec) Encode(body []byte) []byte { return pack.EncodeAll(body, nil) }

var errNoResponse = errors.New("not an answer without errors")

func (responseCodec) Decode(b []byte) ([]byte, error) {
	body, err := unpack.DecodeAll(b, nil)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(body, []byte(`{"data":{`)) || !bytes.HasSuffix(body, []byte("}\n")) {
		return nil, errNoResponse
	}
	return body, nil
}

func (responseCodec) Weigh(body []byte) int { return len(body) }
