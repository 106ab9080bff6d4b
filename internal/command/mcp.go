package command

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"sync"

	"careerlattice/graph"
	"careerlattice/internal/assistant"
	"careerlattice/internal/cache"
	"careerlattice/internal/planner"
	"careerlattice/internal/relate"
)

// sessionBytes is how much memory the cached answers of one assistant may take.
const sessionBytes = 64 << 20

type mcpCommand struct {
	catalogFlag
	documentsFlag
	limitFlags
}

// Run talks to one assistant over the standard input and output, until it has nothing more to say.
func (cmd *mcpCommand) Run(ctx context.Context, t terminal) error {
	if err := cmd.check(); err != nil {
		return err
	}
	trusted, err := cmd.read(cmd.limits())
	if err != nil {
		return err
	}
	c, _, err := load(cmd.Catalog)
	if err != nil {
		return err
	}
	p := planner.New(c, cmd.LabelBudget)
	kept := cache.New(cache.Options{MaxBytes: sessionBytes, FormatVersion: planFormat})
	answers := &plans{cache: kept, planner: p, digest: c.Digest, budget: cmd.LabelBudget}
	handler := graph.NewHandler(graph.Options{
		Catalog: c, Planner: p, Relations: sync.OnceValue(func() *relate.Relations { return relate.New(c) }),
		Plan: answers.plan, Sets: sets{answers}, Limits: cmd.limits(), Trusted: trusted,
	})
	server, err := newAssistant(handler, trusted)
	if err != nil {
		return err
	}
	if err := server.Run(ctx, os.Stdin, t.out); ctx.Err() == nil { // else it was stopped, as a client does that has no more to ask
		return err
	}
	return nil
}

// newAssistant offers the trusted documents, or the built-in ones where there are none, which handler answers.
func newAssistant(handler http.Handler, trusted map[string]string) (*assistant.Server, error) {
	documents, name := trusted, func(id string) (string, string) { return "documentId", id }
	if trusted == nil {
		builtin, err := assistant.Documents()
		if err != nil {
			return nil, err
		}
		documents, name = builtin, func(id string) (string, string) { return "query", builtin[id] }
	}
	release, _ := build()
	return assistant.New(assistant.Options{
		Version: release, SDL: graph.SDL(), Documents: documents,
		Ask: func(ctx context.Context, id string, variables json.RawMessage) ([]byte, error) {
			member, value := name(id)
			return post(ctx, handler, map[string]any{member: value, "variables": variables})
		},
	})
}
