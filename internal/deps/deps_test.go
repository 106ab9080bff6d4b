// Package deps holds policy as tests: who may import whom, what packages are called and say of themselves, and that the
// documentation names what is there. It promises that a change of these rules shows in a diff. It has no code for a program.
package deps

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "careerlattice"

// policy is the table of allowed imports: for each package of ours, the packages of ours it may import, and the modules
// besides the standard library. It is a statement of policy: a change here is a change of the design.
var policy = map[string]struct{ ours, modules []string }{
	".": {ours: []string{"internal/command"}, modules: []string{"github.com/99designs/gqlgen"}}, // gqlgen: tools.go alone

	"internal/catalog": {modules: []string{"go.yaml.in/yaml/v4", "github.com/agnivade/levenshtein", "github.com/bits-and-blooms/bitset", "github.com/klauspost/compress"}},
	"internal/pareto":  {modules: []string{"github.com/bits-and-blooms/bitset"}},
	"internal/planner": {ours: []string{"internal/catalog", "internal/pareto"}},
	"internal/replay":  {ours: []string{"internal/catalog"}}, // nothing of the planner: it checks what that finds
	"internal/relate":  {ours: []string{"internal/catalog"}},
	"internal/export": {
		ours:    []string{"internal/catalog", "internal/planner", "internal/relate"},
		modules: []string{"github.com/arran4/golang-ical", "github.com/parquet-go/parquet-go"},
	},
	"internal/search": {ours: []string{"internal/catalog"}, modules: []string{"github.com/agnivade/levenshtein", "golang.org/x/text"}},
	"internal/cache":  {modules: []string{"github.com/maypok86/otter/v2", "github.com/redis/go-redis/v9", "github.com/sony/gobreaker/v2", "github.com/cespare/xxhash/v2"}},

	"internal/table": {modules: []string{"github.com/xuri/excelize/v2", "golang.org/x/text"}},
	"internal/onet":  {ours: []string{"internal/table"}},
	"internal/bls":   {ours: []string{"internal/table"}},
	"internal/nces":  {ours: []string{"internal/table"}},
	"internal/importer": {
		ours:    []string{"internal/bls", "internal/catalog", "internal/nces", "internal/onet", "internal/table"},
		modules: []string{"go.yaml.in/yaml/v4"},
	},
	"internal/published": {ours: []string{"internal/table"}, modules: []string{"golang.org/x/tools"}}, // tests alone import it

	"graph/node": {ours: []string{"internal/catalog", "internal/planner", "internal/relate"}, modules: []string{"github.com/99designs/gqlgen"}},
	"graph/generated": {
		ours:    []string{"graph/node", "internal/catalog", "internal/planner", "internal/relate"},
		modules: []string{"github.com/99designs/gqlgen", "github.com/vektah/gqlparser/v2"},
	},
	"graph": {
		ours:    []string{"graph/generated", "graph/node", "internal/catalog", "internal/planner", "internal/relate", "internal/search"},
		modules: []string{"github.com/99designs/gqlgen", "github.com/maypok86/otter/v2", "github.com/vektah/gqlparser/v2"},
	},

	"internal/otlp":      {modules: []string{"go.opentelemetry.io/otel"}},
	"internal/assistant": {modules: []string{"github.com/modelcontextprotocol/go-sdk", "github.com/vektah/gqlparser/v2"}},

	"internal/web": {modules: []string{"github.com/go-chi/httprate", "github.com/rs/cors"}},
	"internal/command": {
		ours: []string{
			"graph", "internal/assistant", "internal/bls", "internal/cache", "internal/catalog", "internal/export", "internal/importer", "internal/nces", "internal/onet", "internal/otlp", "internal/planner",
			"internal/relate", "internal/replay", "internal/table", "internal/web",
		},
		modules: []string{
			"github.com/alecthomas/kong", "github.com/klauspost/compress", "github.com/moby/sys/atomicwriter", "github.com/prometheus/client_golang", "github.com/schollz/progressbar/v3",
			"go.opentelemetry.io/otel",
			"golang.org/x/sync", "golang.org/x/term",
		},
	},
	"internal/sample": {},
	"internal/peer":   {}, // tests alone
	"internal/deps":   {},
}

// rimOnly are the standard packages and functions that only the rim may use: the clock, the environment and randomness.
var (
	rim     = []string{".", "internal/command", "internal/web", "internal/cache", "internal/otlp", "internal/sample"}
	rimOnly = map[string][]string{
		"time":         {"Now", "Since", "Until", "Sleep", "After", "NewTimer", "NewTicker", "Tick"},
		"os":           {"Getenv", "LookupEnv", "Environ"},
		"math/rand":    nil, // nil: the whole package
		"math/rand/v2": nil,
		"crypto/rand":  nil,
	}
)

// forbidden are names that say nothing of what a package holds.
var forbidden = []string{"util", "utils", "helper", "helpers", "common", "config", "model", "models", "service", "services", "repository", "mock", "mocks", "misc", "shared", "types"}

// source is one parsed Go file.
type source struct {
	name, folder string
	file         *ast.File
}

var files = token.NewFileSet()

const root = "../.."

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		f, err := parser.ParseFile(files, filepath.Join(root, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		all = append(all, source{name, path.Dir(name), f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d Go files found", len(all))
	}
	return all
}

func (s source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

func (s source) imports() []string {
	var paths []string
	for _, spec := range s.file.Imports {
		paths = append(paths, strings.Trim(spec.Path.Value, `"`))
	}
	return paths
}

// TestImports holds every file but the tests to the policy.
func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t) {
		rules, ok := policy[s.folder]
		if !ok && !seen[s.folder] {
			t.Errorf("package %s is not in the policy: say there what it may import", s.folder)
		}
		seen[s.folder] = true
		if !ok || s.isTest() {
			continue
		}
		for _, imported := range s.imports() {
			ours, isOurs := strings.CutPrefix(imported, module+"/")
			first, _, _ := strings.Cut(imported, "/")
			switch {
			case isOurs && !slices.Contains(rules.ours, ours):
				t.Errorf("%s imports %s, which its package must not", s.name, ours)
			case !isOurs && strings.Contains(first, ".") && !slices.ContainsFunc(rules.modules, within(imported)):
				t.Errorf("%s imports %s, which its package must not", s.name, imported)
			}
		}
	}
	for folder := range policy {
		if !seen[folder] {
			t.Errorf("the policy names %s, which is not there", folder)
		}
	}
}

func within(imported string) func(string) bool {
	return func(m string) bool { return imported == m || strings.HasPrefix(imported, m+"/") }
}

// TestRim keeps the clock, the environment and randomness out of what must depend on its arguments alone.
func TestRim(t *testing.T) {
	for _, s := range sources(t) {
		if s.isTest() || slices.Contains(rim, s.folder) || s.folder == "graph/generated" {
			continue
		}
		local := map[string]string{} // the name a package has in this file
		for _, imported := range s.imports() {
			names, known := rimOnly[imported]
			if known && names == nil {
				t.Errorf("%s imports %s: randomness belongs to the rim", s.name, imported)
			}
			local[path.Base(imported)] = imported
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if pkg, ok := sel.X.(*ast.Ident); ok && slices.Contains(rimOnly[local[pkg.Name]], sel.Sel.Name) {
				t.Errorf("%s uses %s.%s, which belongs to the rim", files.Position(sel.Pos()), pkg.Name, sel.Sel.Name)
			}
			return true
		})
	}
}

// TestPackages holds package names and package comments to the style: a name that says what it is, and a comment in
// sentences that says more.
func TestPackages(t *testing.T) {
	comments := map[string][]string{}
	for _, s := range sources(t) {
		if base := path.Base(s.folder); slices.Contains(forbidden, base) || slices.Contains(forbidden, s.file.Name.Name) {
			t.Errorf("%s: %s says nothing of what the package holds", s.name, base)
		}
		if _, ok := comments[s.folder]; !ok {
			comments[s.folder] = nil
		}
		if s.file.Doc != nil && (!s.isTest() || s.folder == "internal/deps") && strings.HasPrefix(s.file.Doc.Text(), "Package ") ||
			s.file.Doc != nil && strings.HasPrefix(s.file.Doc.Text(), "Command ") {
			comments[s.folder] = append(comments[s.folder], s.file.Doc.Text())
		}
	}
	for _, folder := range slices.Sorted(maps.Keys(comments)) {
		switch docs := comments[folder]; {
		case folder == "graph/generated": // written by gqlgen
		case len(docs) != 1:
			t.Errorf("package %s has %d package comments; want one", folder, len(docs))
		case strings.Count(docs[0], ".") < 3:
			t.Errorf("the comment of package %s does not say what it is, what it promises and what it does not do:\n%s", folder, docs[0])
		}
	}
}
