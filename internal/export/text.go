package export

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// DOT writes the drawing in Graphviz's language.
func (d Drawing) DOT(w io.Writer) error {
	out := bufio.NewWriter(w)
	for _, fact := range d.facts() {
		fmt.Fprintf(out, "// %s: %s\n", fact[0], oneLine(fact[1]))
	}
	fmt.Fprintf(out, "digraph {\n  graph [label=%s, comment=%s];\n  node [shape=box];\n", dotText(d.title), dotText(d.release.about()))
	for p := range d.points {
		fmt.Fprintf(out, "  %s [label=%s, class=%s", dotText(p.id), dotText(p.label), dotText(p.kind))
		if p.place != nil { // ten inches wide; Graphviz's y points up
			fmt.Fprintf(out, ", pos=\"%s,%s!\"", float(10*p.place[0]), float(10*(1-p.place[1])))
		}
		if _, err := out.WriteString("];\n"); err != nil {
			return err
		}
	}
	for a := range d.arrows {
		if _, err := fmt.Fprintf(out, "  %s -> %s [label=%s];\n", dotText(a.from), dotText(a.to), dotText(a.kind)); err != nil {
			return err
		}
	}
	_, _ = out.WriteString("}\n") // Flush gives the error
	return out.Flush()
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "\x00", "")

func dotText(s string) string { return `"` + dotEscapes.Replace(s) + `"` }

// Mermaid writes the drawing as a flowchart of Mermaid.
func (d Drawing) Mermaid(w io.Writer) error {
	out := bufio.NewWriter(w)
	_, _ = out.WriteString("flowchart LR\n")
	for _, fact := range d.facts() {
		fmt.Fprintf(out, "%%%% %s: %s\n", fact[0], braces.Replace(oneLine(fact[1])))
	}
	numbers := map[string]int{}
	for p := range d.points {
		numbers[p.id] = len(numbers)
		if _, err := fmt.Fprintf(out, "  n%d[\"%s\"]\n", numbers[p.id], mermaidText(p.label)); err != nil {
			return err
		}
	}
	for a := range d.arrows {
		if _, err := fmt.Fprintf(out, "  n%d -->|\"%s\"| n%d\n", numbers[a.from], mermaidText(a.kind), numbers[a.to]); err != nil {
			return err
		}
	}
	return out.Flush()
}

var (
	// braces would begin a directive in a comment.
	braces         = strings.NewReplacer("{", "(", "}", ")")
	mermaidEscapes = strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "&", "#amp;", "`", "#96;")
)

func mermaidText(s string) string { return mermaidEscapes.Replace(oneLine(s)) }

// oneLine has all space as single blanks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
