package command

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"

	"careerlattice/graph"
	"careerlattice/internal/cache"
	"careerlattice/internal/web"
)

// persisted keeps documents by their hashes in the cache, beside the plans.
type persisted struct{ cache *cache.Cache }

func (p persisted) Find(ctx context.Context, hash string) (string, bool) {
	return cache.Find(ctx, p.cache, documentKey(hash), documentCodec(hash))
}

func (p persisted) Keep(hash, document string) {
	cache.Keep(p.cache, documentKey(hash), documentCodec(hash), document)
}

func documentKey(hash string) cache.Key { return cache.NewKey(cache.Document).String(hash) }

// documentCodec is the cache's view of the document of a hash: what another process wrote counts only if it has that hash.
type documentCodec string

func (documentCodec) Encode(document string) []byte { return []byte(document) }

func (hash documentCodec) Decode(b []byte) (string, error) {
	if sum := sha256.Sum256(b); hex.EncodeToString(sum[:]) != string(hash) {
		return "", errors.New("the document is not that of the hash")
	}
	return string(b), nil
}

func (documentCodec) Weigh(document string) int { return len(document) }

// documentsFlag names the manifest of trusted documents.
type documentsFlag struct {
	Documents string `env:"CAREERLATTICE_DOCUMENTS" placeholder:"FILE" help:"Trusted documents: a JSON object from ids to documents, which requests name by documentId."`
}

// trusted are the documents that the settings name.
func (cmd *serveCommand) trusted() (map[string]string, error) {
	if cmd.Documents == "" && cmd.DocumentsOnly == "on" {
		return nil, usagef("--documents-only on needs --documents: write --documents FILE --documents-only on")
	}
	return cmd.read(cmd.limits())
}

// withExplorer adds what the explorer asks to the operator's trusted documents.
func withExplorer(trusted map[string]string) map[string]string {
	all := maps.Clone(trusted)
	for id, document := range web.EmbeddedExplorer().Documents() {
		if all == nil {
			all = map[string]string{}
		}
		all[id] = document
	}
	return all
}

// read reads the manifest: a JSON object from ids to documents, as code generators write it. Without one it gives nil.
func (cmd *documentsFlag) read(limits graph.Limits) (map[string]string, error) {
	if cmd.Documents == "" {
		return nil, nil
	}
	b, err := os.ReadFile(cmd.Documents)
	if err != nil {
		return nil, fmt.Errorf("trusted documents: %w", err)
	}
	var documents map[string]string
	if err := json.Unmarshal(b, &documents); err != nil {
		return nil, fmt.Errorf(`trusted documents: %s is not a JSON object from ids to documents, such as {"id": "{ catalog { title } }"}: %w`, cmd.Documents, err)
	}
	if err := graph.CheckDocuments(documents, limits); err != nil {
		return nil, fmt.Errorf("trusted documents: %s: %w", cmd.Documents, err)
	}
	return documents, nil
}
