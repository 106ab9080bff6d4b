package graph

import (
	"mime"
	"strconv"
	"strings"
)

// The media types of an answer. The first says by its status what became of the request; the second answers 200 to every
// request that is well-formed.
const (
	responseJSON = "application/graphql-response+json"
	plainJSON    = "application/json"
)

// accepted picks the media type of an answer by the Accept headers: the one of the highest quality, of several the one
// named first. A wildcard, and no header, means plain JSON. ok is false where neither is acceptable.
func accepted(headers []string) (media string, ok bool) {
	if strings.TrimSpace(strings.Join(headers, "")) == "" {
		return plainJSON, true
	}
	best := 0.0
	refused := map[string]bool{}
	wildcard := 0.0
	for _, part := range strings.Split(strings.Join(headers, ","), ",") {
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		quality := 1.0
		if text, given := parameters["q"]; given {
			if quality, err = strconv.ParseFloat(text, 64); err != nil || !(quality >= 0 && quality <= 1) {
				continue
			}
		}
		switch name {
		case responseJSON, plainJSON:
			refused[name] = quality == 0
			if quality > best {
				media, best = name, quality
			}
		case "application/*", "*/*":
			wildcard = max(wildcard, quality)
		}
	}
	if wildcard > best {
		for _, name := range []string{plainJSON, responseJSON} {
			if !refused[name] {
				return name, true
			}
		}
	}
	return media, best > 0
}
