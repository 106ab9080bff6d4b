package assistant

import (
	"embed"
	"strings"
)

//go:embed documents/*.graphql
var folder embed.FS

// Documents are those that are offered where no others are given, by their ids.
func Documents() (map[string]string, error) {
	entries, err := folder.ReadDir("documents")
	if err != nil {
		return nil, err
	}
	documents := map[string]string{}
	for _, e := range entries {
		text, err := folder.ReadFile("documents/" + e.Name())
		if err != nil {
			return nil, err
		}
		documents[strings.TrimSuffix(e.Name(), ".graphql")] = string(text)
	}
	return documents, nil
}
