package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Explorer is a build of the web part: pages, and the files that these load.
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

// readExplorer reads a build: index.html, playground.html, and files below assets/ whose names hold the hash of what is in them. A file
// that compression makes smaller is there compressed alone, in every encoding.
func readExplorer(build fs.FS) (*Explorer, error) {
	e := &Explorer{pages: map[string]*body{}, files: map[string]*body{}}
	manifest, err := fs.ReadFile(build, "documents.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(manifest, &e.documents); err != nil {
		return nil, fmt.Errorf("documents.json: %w", err)
	}
	err = fs.WalkDir(build, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || file == "documents.json" {
			return err
		}
		name, encoding := file, ""
		for _, x := range encodings {
			if plain, ok := strings.CutSuffix(file, x.suffix); ok {
				name, encoding = plain, x.name
			}
		}
		return e.add(build, name, encoding, file)
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"index.html", "playground.html"} {
		if e.pages[name] == nil {
			return nil, errors.New(name + " is missing")
		}
	}
	return e, nil
}

// add takes in a form of the file called name: as it is, where encoding is empty, or compressed.
func (e *Explorer) add(build fs.FS, name, encoding, file string) error {
	into, key := e.pages, name
	if strings.HasPrefix(name, "assets/") {
		into, key = e.files, "/"+name
	}
	b := into[key]
	if b == nil {
		b = &body{contentType: mime.TypeByExtension(path.Ext(name)), tag: path.Base(name), build: build, forms: map[string]string{}}
		into[key] = b
	}
	if b.contentType == "" {
		return fmt.Errorf("%s: what type is a file of this name?", name)
	}
	if key == name { // the name of a page does not say what is in it
		content, err := fs.ReadFile(build, file)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		b.tag += "-" + hex.EncodeToString(sum[:4])
	}
	b.forms[encoding] = file
	return nil
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

// page answers a page, which browsers must ask for again each time. policy says what the page may load.
func (e *Explorer) page(name, policy string) http.Handler {
	b := e.pages[name]
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Content-Security-Policy", policy)
		b.ServeHTTP(w, r)
	})
}

// body is what one file answers.
type body struct {
	contentType string
	tag         string
	build       fs.FS
	forms       map[string]string // the files by encoding; "" is the file as it is
}

func (b *body) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", b.contentType)
	h.Set("Vary", "Accept-Encoding")
	form, tag := "", b.tag
	for _, encoding := range encodings {
		if _, ok := b.forms[encoding.name]; ok && accepts(r.Header.Get("Accept-Encoding"), encoding.name) {
			form, tag = encoding.name, tag+"-"+encoding.name
			break
		}
	}
	content, err := b.read(form)
	if err != nil {
		panic(fmt.Errorf("the explorer that is built in: %w", err))
	}
	if form != "" {
		h.Set("Content-Encoding", form)
		h.Set("Content-Length", strconv.Itoa(content.Len())) // http.ServeContent leaves it out of encoded answers
		r = withoutRange(r)
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
}

// read reads a form of the file; as it is, from gzip where it is not there so: few clients take no compressed answer.
func (b *body) read(form string) (*bytes.Reader, error) {
	file, there := b.forms[form]
	if !there {
		file = b.forms["gzip"]
	}
	content, err := fs.ReadFile(b.build, file)
	if err != nil || there {
		return bytes.NewReader(content), err
	}
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	content, err = io.ReadAll(z)
	return bytes.NewReader(content), err
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
