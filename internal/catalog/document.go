package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// value is a YAML value and the file it stands in; aliases are followed.
type value struct {
	node *yaml.Node
	file *file
}

func (f *file) value(n *yaml.Node) value {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return value{n, f}
}

// place is where a value, a key or an entry begins.
type place struct {
	file         *file
	line, column int
}

func (v value) place() place { return place{v.file, v.node.Line, v.node.Column} }

// String is "file:line:column"; a snapshot has the file alone.
func (p place) String() string {
	if p.line == 0 {
		return p.file.name
	}
	return fmt.Sprintf("%s:%d:%d", p.file.name, p.line, p.column)
}

func (p place) finding(id, format string, args ...any) Finding {
	return Finding{File: p.file.name, Line: p.line, Column: p.column, ID: id, Message: fmt.Sprintf(format, args...)}
}

// document reads the one YAML document of a file. Where ok is false, what is wrong was reported.
func (l *loader) document(f *file, content []byte) (root value, ok bool) {
	report := func(line, column int, format string, args ...any) (value, bool) {
		l.broken = true
		l.report(place{f, line, column}.finding("", format, args...))
		return value{}, false
	}
	if line, column, what := illegal(content); what != "" {
		return report(line, column, "%s", what)
	}
	document, err := compose(content)
	var syntax *yaml.LoadError
	switch {
	case errors.Is(err, io.EOF), err == nil && f.value(document.Content[0]).null():
		return report(1, 1, "the file holds nothing; write lists such as \"careers:\" or remove the file")
	case errors.As(err, &syntax):
		return report(max(syntax.Mark.Line, 1), max(syntax.Mark.Column, 1), "is not valid YAML: %s", explain(syntax, content))
	case errors.Is(err, errSecond):
		return report(document.Line, document.Column, "a second document begins here; a catalog file holds one: use several files")
	case err != nil:
		return report(1, 1, "is not valid YAML: %v", err)
	}
	root = f.value(document.Content[0])
	m := measure{file: f, sizes: map[*yaml.Node]extent{}}
	if m.of(document.Content[0]); m.problem != nil {
		l.broken = true
		l.report(*m.problem)
		return value{}, false
	}
	return root, true
}

var errSecond = errors.New("a second document")

// compose parses the only document. On errSecond the document is the second one.
func compose(content []byte) (document *yaml.Node, err error) {
	defer func() {
		// The parser reports what it cannot read by an error; should it ever panic, the file is refused all the same.
		if p := recover(); p != nil {
			document, err = nil, fmt.Errorf("the parser gave up: %v", p)
		}
	}()
	loader, err := yaml.NewLoader(bytes.NewReader(content), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(MaxDepth))))
	if err != nil {
		return nil, err
	}
	document = &yaml.Node{}
	if err := loader.Load(document); err != nil {
		return nil, err
	}
	second := &yaml.Node{}
	switch err := loader.Load(second); {
	case err == nil:
		return second, errSecond
	case !errors.Is(err, io.EOF):
		return nil, err
	}
	return document, nil
}

// explain says in words what is wrong with the syntax.
func explain(err *yaml.LoadError, content []byte) string {
	if strings.Contains(err.Message, "max depth") {
		return fmt.Sprintf("values are nested more than %d deep", MaxDepth)
	}
	lines := bytes.SplitN(content, []byte("\n"), err.Mark.Line+1)
	if n := err.Mark.Line; n > 0 && n <= len(lines) && bytes.HasPrefix(lines[n-1], []byte("\t")) {
		return "a line may not begin with a tab: indent with spaces"
	}
	if err.ContextMsg != "" && err.ContextMark.Line > 0 {
		return fmt.Sprintf("%s (%s that began in line %d)", err.Message, err.ContextMsg, err.ContextMark.Line)
	}
	return err.Message
}

// illegal finds the first character that a catalog file may not hold.
func illegal(content []byte) (line, column int, what string) {
	if bytes.HasPrefix(content, []byte{0xFF, 0xFE}) || bytes.HasPrefix(content, []byte{0xFE, 0xFF}) {
		return 1, 1, "is UTF-16; save it as UTF-8"
	}
	line, column = 1, 1
	for i := 0; i < len(content); {
		r, size := rune(content[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(content[i:])
		}
		switch {
		case r == utf8.RuneError && size == 1:
			return line, column, fmt.Sprintf("the byte 0x%02X is not UTF-8; save the file as UTF-8", content[i])
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7F && r < 0xA0 && r != 0x85, r == 0xFFFE, r == 0xFFFF,
			r == 0xFEFF && i > 0:
			return line, column, fmt.Sprintf("the character U+%04X is not allowed in YAML: remove it", r)
		case r == '\n':
			line, column = line+1, 0
		}
		i += size
		column++
	}
	return 0, 0, ""
}

// measure bounds what aliases can do: an alias within its own anchor, chains of aliases nested without end, and
// aliases of aliases that multiply a few lines into billions of values.
type measure struct {
	file     *file
	sizes    map[*yaml.Node]extent // of anchored nodes
	repeated int
	problem  *Finding
}

// extent is how many values a node holds, itself included, and how deep they are nested.
type extent struct{ values, depth int }

func (m *measure) of(n *yaml.Node) extent {
	if n.Kind == yaml.AliasNode {
		return m.alias(n)
	}
	if n.Anchor != "" {
		m.sizes[n] = extent{} // an alias that finds it so stands within it
	}
	e := extent{values: 1}
	for _, child := range n.Content {
		inner := m.of(child)
		if m.problem != nil {
			return e
		}
		e.values = min(e.values+inner.values, 2*MaxRepeated)
		e.depth = max(e.depth, inner.depth)
	}
	if e.depth++; e.depth > MaxDepth {
		m.report(n, "values are nested more than %d deep", MaxDepth)
	}
	if n.Anchor != "" {
		m.sizes[n] = e
	}
	return e
}

func (m *measure) alias(n *yaml.Node) extent {
	e := m.sizes[n.Alias]
	if e.values == 0 {
		m.report(n, "the alias *%s stands within the value it repeats", n.Value)
		return e
	}
	if m.repeated += e.values; m.repeated > MaxRepeated {
		m.report(n, "with *%s the aliases of this file repeat more than %d values: write fewer", n.Value, MaxRepeated)
	}
	return e
}

func (m *measure) report(n *yaml.Node, format string, args ...any) {
	found := place{m.file, n.Line, n.Column}.finding(n.Value, format, args...)
	m.problem = &found
}
