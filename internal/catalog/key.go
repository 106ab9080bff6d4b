package catalog

import (
	"fmt"

	"go.yaml.in/yaml/v4"
)

// key is one key of a mapping that describes a T: its name, and how its value is read, replaced, encoded and decoded.
type key[T any] struct {
	name   string
	read   func(r *reader, v value, to *T)
	copy   func(to, from *T)
	encode func(e *encoder, from *T)
	decode func(d *decoder, to *T)
}

// keyOf is a key whose value is kept in one place of T.
func keyOf[T, V any](name string, in func(*T) *V, as codec[V]) key[T] {
	return key[T]{
		name:   name,
		read:   func(r *reader, v value, to *T) { *in(to) = as.read(r, v) },
		copy:   func(to, from *T) { *in(to) = *in(from) },
		encode: func(e *encoder, from *T) { as.encode(e, *in(from)) },
		decode: func(d *decoder, to *T) { *in(to) = as.decode(d) },
	}
}

// keyed tells which keys a mapping had, and where their values stand.
type keyed map[string]place

// has tells whether the key was there, whatever its value.
func (k keyed) has(name string) bool { _, ok := k[name]; return ok }

// mapping reads the keys of a mapping into to. Every unknown, repeated and malformed key is reported.
func mapping[T any](r *reader, v value, keys []key[T], to *T) keyed {
	seen := keyed{}
	for _, p := range r.pairs(v) {
		known := false
		for i := range keys {
			if keys[i].name == p.name {
				known = true
				seen[p.name] = p.value.place()
				r.within(p.name, func() { keys[i].read(r, p.value, to) })
				break
			}
		}
		if !known {
			r.unknownKey(p, keyNames(keys))
		}
	}
	return seen
}

func (r *reader) unknownKey(p pair, known []string) {
	message := fmt.Sprintf("the key %s is not known; keys here are %s", quote(p.name), list(known, "and"))
	if where := r.where(); where != "" {
		message = where + ": " + message
	}
	found := p.place.finding(p.name, "%s", message)
	found.Nearest = nearestWords(p.name, known)
	r.report(found)
}

func keyNames[T any](keys []key[T]) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// pair is a key of a mapping with its value; place is that of the key.
type pair struct {
	name  string
	place place
	value value
}

// pairs gives the keys of a mapping in their order, those merged in by "<<" last, none twice.
func (r *reader) pairs(v value) []pair {
	if v.node.Kind != yaml.MappingNode {
		r.wrongType(v, "a mapping")
		return nil
	}
	out := make([]pair, 0, len(v.node.Content)/2)
	at := make(map[string]place, len(v.node.Content)/2)
	var merged []value
	for i := 0; i+1 < len(v.node.Content); i += 2 {
		k, val := v.file.value(v.node.Content[i]), v.file.value(v.node.Content[i+1])
		p := place{v.file, v.node.Content[i].Line, v.node.Content[i].Column}
		switch first, twice := at[k.node.Value]; {
		case k.node.Kind != yaml.ScalarNode:
			r.fail(p, "", "a key is a word, not %s", k.describe())
		case k.node.ShortTag() == "!!merge":
			merged = append(merged, val)
		case twice:
			r.fail(p, k.node.Value, "the key %s stands here twice; first in line %d", quote(k.node.Value), first.line)
		default:
			at[k.node.Value] = p
			out = append(out, pair{k.node.Value, p, val})
		}
	}
	for _, m := range merged {
		out = r.merge(out, at, m)
	}
	return out
}

// merge adds the keys of the mapping, or the mappings, that "<<" names, where they are not there already.
func (r *reader) merge(out []pair, at map[string]place, from value) []pair {
	mappings := []value{from}
	if from.node.Kind == yaml.SequenceNode {
		mappings = r.items(from)
	}
	for _, m := range mappings {
		for _, p := range r.pairs(m) {
			if _, there := at[p.name]; !there {
				at[p.name] = p.place
				out = append(out, p)
			}
		}
	}
	return out
}
