package export

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// GraphML writes the drawing as GraphML, which networkx, igraph, yEd and Gephi read.
func (d Drawing) GraphML(w io.Writer) error {
	x := newXMLWriter(w)
	x.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns")
	for _, key := range [][]string{
		{"label", "node", "string"},
		{"kind", "node", "string"},
		{"size", "node", "int"},
		{"x", "node", "double"},
		{"y", "node", "double"},
		{"link", "edge", "string"},
		{"weight", "edge", "int"},
		{"title", "graph", "string"},
		{"source", "graph", "string"},
		{"license", "graph", "string"},
		{"version", "graph", "string"},
	} {
		x.leaf("key", "", "id", key[0], "for", key[1], "attr.name", strings.Replace(key[0], "link", "kind", 1), "attr.type", key[2])
	}
	x.open("graph", "id", "G", "edgedefault", "directed")
	for _, fact := range d.facts() {
		x.leaf("data", fact[1], "key", fact[0])
	}
	for p := range d.points {
		x.open("node", "id", p.id)
		x.leaf("data", p.label, "key", "label")
		x.leaf("data", p.kind, "key", "kind")
		x.leaf("data", strconv.Itoa(p.size), "key", "size")
		if p.place != nil {
			x.leaf("data", float(p.place[0]), "key", "x")
			x.leaf("data", float(p.place[1]), "key", "y")
		}
		x.close()
		if x.err != nil {
			return x.err
		}
	}
	for a := range d.arrows {
		x.open("edge", "source", a.from, "target", a.to)
		x.leaf("data", a.kind, "key", "link")
		if a.weight != nil {
			x.leaf("data", strconv.Itoa(*a.weight), "key", "weight")
		}
		x.close()
		if x.err != nil {
			return x.err
		}
	}
	return x.end()
}

// facts say what a file is and where it comes from.
func (d Drawing) facts() [][2]string {
	return [][2]string{
		{"title", d.title}, {"source", d.release.about()}, {"license", d.release.licenses()}, {"version", d.release.version},
	}
}

// gephi is how large Gephi draws the square that places are in.
const gephi = 1000

// GEXF writes the drawing as GEXF 1.2, which Gephi, networkx and others read.
func (d Drawing) GEXF(w io.Writer) error {
	x := newXMLWriter(w)
	x.open("gexf", "xmlns", "http://www.gexf.net/1.2draft", "xmlns:viz", "http://www.gexf.net/1.2draft/viz", "version", "1.2")
	x.open("meta")
	x.leaf("creator", "Career Lattice")
	x.leaf("title", d.title)
	x.leaf("description", d.release.about())
	x.close()
	x.open("graph", "defaultedgetype", "directed", "mode", "static")
	x.open("attributes", "class", "node")
	x.leaf("attribute", "", "id", "kind", "title", "kind", "type", "string")
	x.leaf("attribute", "", "id", "size", "title", "size", "type", "integer")
	x.close()
	x.open("attributes", "class", "edge")
	x.leaf("attribute", "", "id", "kind", "title", "kind", "type", "string")
	x.leaf("attribute", "", "id", "amount", "title", "amount", "type", "integer")
	x.close()
	x.open("nodes")
	for p := range d.points {
		x.open("node", "id", p.id, "label", p.label)
		x.open("attvalues")
		x.leaf("attvalue", "", "for", "kind", "value", p.kind)
		x.leaf("attvalue", "", "for", "size", "value", strconv.Itoa(p.size))
		x.close()
		if p.place != nil { // Gephi's y points up
			x.leaf("viz:position", "", "x", float(gephi*(p.place[0]-0.5)), "y", float(gephi*(0.5-p.place[1])), "z", "0")
		}
		x.close()
		if x.err != nil {
			return x.err
		}
	}
	x.close()
	x.open("edges")
	id := 0
	for a := range d.arrows {
		x.open("edge", "id", strconv.Itoa(id), "source", a.from, "target", a.to, "label", a.kind)
		x.open("attvalues")
		x.leaf("attvalue", "", "for", "kind", "value", a.kind)
		if a.weight != nil {
			x.leaf("attvalue", "", "for", "amount", "value", strconv.Itoa(*a.weight))
		}
		x.close()
		x.close()
		if x.err != nil {
			return x.err
		}
		id++
	}
	return x.end()
}

func float(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// xmlWriter writes elements as they come. The first error ends it.
type xmlWriter struct {
	out  *bufio.Writer
	xml  *xml.Encoder
	path []xml.Name
	err  error
}

func newXMLWriter(w io.Writer) *xmlWriter {
	x := &xmlWriter{out: bufio.NewWriter(w)}
	_, x.err = x.out.WriteString(xml.Header)
	x.xml = xml.NewEncoder(x.out)
	x.xml.Indent("", " ")
	return x
}

func (x *xmlWriter) token(t xml.Token) {
	if x.err == nil {
		x.err = x.xml.EncodeToken(t)
	}
}

// open begins an element with attributes: a name, its value, and so on.
func (x *xmlWriter) open(name string, attributes ...string) {
	start := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i < len(attributes); i += 2 {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: attributes[i]}, Value: attributes[i+1]})
	}
	x.path = append(x.path, start.Name)
	x.token(start)
}

func (x *xmlWriter) close() {
	last := len(x.path) - 1
	x.token(xml.EndElement{Name: x.path[last]})
	x.path = x.path[:last]
}

// leaf is an element with nothing but text in it.
func (x *xmlWriter) leaf(name, text string, attributes ...string) {
	x.open(name, attributes...)
	if text != "" {
		x.token(xml.CharData(text))
	}
	x.close()
}

// end closes what is open and writes what is left.
func (x *xmlWriter) end() error {
	for len(x.path) > 0 {
		x.close()
	}
	if x.err == nil {
		x.err = x.xml.Close()
	}
	if x.err == nil {
		x.err = x.out.WriteByte('\n')
	}
	if x.err == nil {
		x.err = x.out.Flush()
	}
	return x.err
}
