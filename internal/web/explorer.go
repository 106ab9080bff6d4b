package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Explorer is a build of the web part: pages, and the files that these load, each with its compressed bodies.
type Explorer struct {
	pages     map[string]*body // by name, such as "index.html"
	files     map[string]*body // by path, such as "/assets/index-BSOCeepM.js"; the name says what is in it
	documents map[string]string
}

// Documents are the documents that the explorer asks, by their ids; nil: there is no explorer.
func (e *Explorer) Documents() map[string]string {
	if e == nil {
		return nil
	}
	return e.documents
}

// EmbeddedExplorer is the build that was there when this program was built; nil: there was none.
var EmbeddedExplorer = sync.OnceValue(func() *Explorer {
	build, err := fs.Sub(assets, "assets/explorer")
	if err != nil {
		panic(err) // the name is a valid one
	}
	e, err := readExplorer(build)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		panic(fmt.Errorf("the explorer that is built in: %w", err))
	}
	return e
})

// encodings are the compressed forms of a file and how their names end, the smallest first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// readExplorer reads a build as Vite leaves it: index.html, and files below assets/ whose names hold the hash of what is in them.
func readExplorer(build fs.FS) (*Explorer, error) {
	e := &Explorer{pages: map[string]*body{}, files: map[string]*body{}}
	manifest, err := fs.ReadFile(build, "documents.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(manifest, &e.documents); err != nil {
		return nil, fmt.Errorf("documents.json: %w", err)
	}
	err = fs.WalkDir(build, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == "documents.json" || isCompressed(name) {
			return err
		}
		b, err := readBody(build, name)
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(name, "assets/"):
			e.files["/"+name] = b
		default:
			e.pages[name] = b
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if e.pages["index.html"] == nil {
		return nil, errors.New("index.html is missing")
	}
	return e, nil
}

func isCompressed(name string) bool {
	for _, encoding := range encodings {
		if strings.HasSuffix(name, encoding.suffix) {
			return true
		}
	}
	return false
}

// ServeHTTP answers a file below /assets/, which browsers may keep for ever.
func (e *Explorer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b, ok := e.files[r.URL.Path]
	if !ok {
		notFound.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	b.ServeHTTP(w, r)
}

// page answers a page, which browsers must ask for again each time; nil where the build has none of that name. policy says what the
// page may load.
func (e *Explorer) page(name, policy string) http.Handler {
	b := e.pages[name]
	if b == nil {
		return nil
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Security-Policy", policy)
		b.ServeHTTP(w, r)
	})
}

// body is what one file answers, as it is and compressed.
type body struct {
	contentType string
	tag         string
	plain       []byte
	compressed  map[string][]byte // by encoding
}

func readBody(build fs.FS, name string) (*body, error) {
	plain, err := fs.ReadFile(build, name)
	if err != nil {
		return nil, err
	}
	contentType := mime.TypeByExtension(path.Ext(name))
	if contentType == "" {
		return nil, fmt.Errorf("%s: what type is a file of this name?", name)
	}
	sum := sha256.Sum256(plain)
	b := &body{contentType: contentType, tag: hex.EncodeToString(sum[:8]), plain: plain, compressed: map[string][]byte{}}
	for _, encoding := range encodings {
		small, err := fs.ReadFile(build, name+encoding.suffix)
		switch {
		case errors.Is(err, fs.ErrNotExist): // it would not be smaller
		case err != nil:
			return nil, err
		default:
			b.compressed[encoding.name] = small
		}
	}
	return b, nil
}

func (b *body) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", b.contentType)
	h.Set("Vary", "Accept-Encoding")
	bytesOf, tag := b.plain, b.tag
	for _, encoding := range encodings {
		if small, ok := b.compressed[encoding.name]; ok && accepts(r.Header.Get("Accept-Encoding"), encoding.name) {
			h.Set("Content-Encoding", encoding.name)
			h.Set("Content-Length", strconv.Itoa(len(small))) // http.ServeContent leaves it out of encoded answers
			bytesOf, tag = small, tag+"-"+encoding.name
			r = withoutRange(r)
			break
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(bytesOf))
}

// withoutRange asks for the whole: a part of a compressed body serves nobody.
func withoutRange(r *http.Request) *http.Request {
	if r.Header.Get("Range") == "" {
		return r
	}
	r = r.Clone(r.Context())
	r.Header.Del("Range")
	return r
}

// accepts says whether an Accept-Encoding header names an encoding and does not refuse it.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(name), encoding) {
			continue
		}
		quality, found := strings.CutPrefix(strings.ReplaceAll(parameters, " ", ""), "q=")
		q, err := strconv.ParseFloat(quality, 64)
		return !found || (err == nil && q > 0)
	}
	return false
}
