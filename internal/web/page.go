package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path"
	"time"
)

//go:embed all:assets
var assets embed.FS

var pages = template.Must(template.ParseFS(assets, "assets/*.html"))

// Overview is what the start page says of the service.
type Overview struct {
	// Catalogs are what is served, such as "Health informatics careers 2026.11".
	Catalogs []string
	// Digest names their meaning.
	Digest string
	// Counts say how many there are of each noun, in the order shown.
	Counts []Count
	// Try is a line for a shell that asks the API for a plan.
	Try string
}

// Count is how many there are of a noun, such as 42 "careers".
type Count struct {
	Number int
	Noun   string
}

// Example is a worked query of the playground.
type Example struct {
	Title string `json:"title"`
	Query string `json:"query"`
	// Variables is a JSON object, or empty.
	Variables string `json:"variables,omitempty"`
}

// Link opens the playground with the example.
func (e Example) Link() string {
	values := url.Values{"query": {e.Query}}
	if e.Variables != "" {
		values.Set("variables", e.Variables)
	}
	return "/playground?" + values.Encode()
}

func homePage(o Overview) (http.Handler, error) { return page("home.html", o) }

func playgroundPage(examples []Example) (http.Handler, error) {
	return page("playground.html", struct{ Examples []Example }{examples})
}

// exampleList answers the worked queries as JSON, for the explorer's playground.
func exampleList(examples []Example) (http.Handler, error) {
	b, err := json.Marshal(examples)
	if err != nil {
		return nil, fmt.Errorf("worked queries: %w", err)
	}
	return document("application/json; charset=utf-8", b), nil
}

func page(name string, data any) (http.Handler, error) {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return document("text/html; charset=utf-8", b.Bytes()), nil
}

var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// asset serves an embedded file; one that is not embedded is a mistake in this package.
func asset(name string) http.Handler {
	b, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err)
	}
	return document(assetTypes[path.Ext(name)], b)
}

// document serves bytes that change only when the server publishes another site: browsers may keep them and ask again.
func document(contentType string, b []byte) http.Handler {
	sum := sha256.Sum256(b)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", contentType)
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b))
	})
}
