// Package assistant offers GraphQL documents to language models, as tools of the Model Context Protocol. It promises that a model
// can ask these documents and nothing else, that nothing is changed by it, and that what it sent wrong comes back in the API's
// words. It answers no document itself: what does is given in.
package assistant

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// Options say what is offered.
type Options struct {
	// Version is the program's, as it tells its clients.
	Version string
	// SDL is the schema to which the documents belong.
	SDL string
	// Documents are what is offered, by their ids.
	Documents map[string]string
	// Ask answers the document of an id: a response of GraphQL as JSON, whether or not it has errors. The variables are a JSON
	// object. An error is a fault of the server.
	Ask func(ctx context.Context, id string, variables json.RawMessage) ([]byte, error)
}

// Server has a tool for each document.
type Server struct{ mcp *mcp.Server }

// New makes a server. The error names a document of which no tool can be made.
func New(o Options) (*Server, error) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: o.SDL})
	if err != nil {
		return nil, err
	}
	server := mcp.NewServer(&mcp.Implementation{Name: "careerlattice", Version: o.Version}, &mcp.ServerOptions{
		Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}},
	})
	ids := map[string]string{}
	for _, id := range slices.Sorted(maps.Keys(o.Documents)) {
		tool, err := toolOf(schema, id, o.Documents[id])
		if err != nil {
			return nil, fmt.Errorf("the document %q: %w", id, err)
		}
		first, taken := ids[tool.Name]
		switch {
		case taken && o.Documents[first] == o.Documents[id]:
			continue // one document under two ids is one tool
		case taken:
			return nil, fmt.Errorf("the documents %q and %q have operations of one name, %q: give each tool a name of its own", first, id, tool.Name)
		}
		ids[tool.Name] = id
		server.AddTool(tool, answer(id, parameters(tool), o.Ask))
	}
	return &Server{server}, nil
}

// Run talks to one client by lines of JSON until it has nothing more to say or ctx ends.
func (s *Server) Run(ctx context.Context, in io.ReadCloser, out io.Writer) error {
	return s.mcp.Run(ctx, &mcp.IOTransport{Reader: in, Writer: unclosed{out}})
}

// unclosed is a writer that stays open after the session.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// Handler answers clients over HTTP, each request for itself: no session is kept. A body has at most so many bytes.
func (s *Server) Handler(maxBody int64) http.Handler {
	return mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s.mcp }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, PropagateRequestCancellation: true,
		DisableLocalhostProtection: true, // as the API: nothing here is secret, and a proxy on this machine may keep the Host
	})
}

// answer asks the document with the arguments as its variables. What is wrong with them is the tool's error, for the model to
// read.
func answer(id string, known []string, ask func(context.Context, string, json.RawMessage) ([]byte, error)) mcp.ToolHandler {
	return func(ctx context.Context, r *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		variables := map[string]json.RawMessage{}
		if !members(r.Params.Arguments, &variables) {
			return refused("The arguments are not a JSON object."), nil
		}
		for _, name := range slices.Sorted(maps.Keys(variables)) {
			if !slices.Contains(known, name) {
				return refused(fmt.Sprintf("There is no argument %q; those of this tool are: %s.", name, strings.Join(known, ", "))), nil
			}
		}
		given, err := json.Marshal(variables)
		if err != nil {
			return nil, err
		}
		text, err := ask(ctx, id, given)
		if err != nil {
			return nil, err
		}
		var response struct {
			Errors []json.RawMessage `json:"errors"`
		}
		if err := json.Unmarshal(text, &response); err != nil {
			return nil, fmt.Errorf("the API's answer is not JSON: %w", err)
		}
		text = bytes.TrimSpace(text)
		result := &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(text)}}, IsError: len(response.Errors) > 0}
		if !result.IsError {
			result.StructuredContent = json.RawMessage(text)
		}
		return result, nil
	}
}

// members reads the members of a JSON object, none where there is no text, and tells whether it is one.
func members(text []byte, into *map[string]json.RawMessage) bool {
	return len(text) == 0 || json.Unmarshal(text, into) == nil
}

func refused(text string) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}, IsError: true}
}
