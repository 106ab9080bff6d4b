package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// identified is an entry that can be referred to.
type identified interface{ ID() string }

// wanted is a reference to something that does not exist; what is near to it is looked for when all names are known.
type wanted struct {
	finding int // index in loader.errors
	in      []Collection
}

// refer reads a reference to an entry of one collection.
func refer[T any](r *reader, v value, in *shelf[T]) *T {
	slug := r.word(v)
	if found, ok := in.byID[slug]; ok {
		return found
	}
	if slug != "" {
		r.unknown(v, slug, in.collection)
	}
	return in.create(slug) // stands for it until the errors are given
}

// references reads a list of references, each once, ordered by resource name.
func references[P identified](r *reader, v value, one func(value) P) []P {
	var out []P
	first := map[string]place{}
	for _, item := range r.items(v) {
		x := one(item)
		if !r.twice(first, x.ID(), item.place()) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, compareID[P])
	return out
}

func compareID[T identified](a, b T) int { return cmp.Compare(a.ID(), b.ID()) }

// outcomes reads what a concentration leads to: careers and credentials by slug, or by resource name where both have it.
func (r *reader) outcomes(v value) []Node {
	return references(r, v, func(item value) Node {
		word := r.word(item)
		collection, slug, full := strings.Cut(word, "/")
		if !full {
			slug = word
		}
		career, isCareer := r.careers.byID[slug]
		credential, isCredential := r.credentials.byID[slug]
		isCareer = isCareer && (!full || collection == string(Careers))
		isCredential = isCredential && (!full || collection == string(Credentials))
		switch {
		case isCareer && isCredential:
			r.fail(item.place(), word, "%s is a career and a credential: write careers/%s or credentials/%s", quote(word), slug, slug)
			return career
		case isCareer:
			return career
		case isCredential:
			return credential
		case word != "":
			r.unknown(item, word, Careers, Credentials)
		}
		return r.careers.create(word)
	})
}

// unknown reports a reference to something that does not exist. Where a file could not be read, it may have been there.
func (r *reader) unknown(v value, slug string, in ...Collection) {
	if len(r.errors) < MaxFindings {
		r.wanted = append(r.wanted, wanted{len(r.errors), in})
	}
	r.report(v.place().finding(slug, "%s: there is no %s %s", r.where(), singular(in...), quote(slug)))
}

// singular is what one entry of the collections is called.
func singular(in ...Collection) string {
	names := make([]string, len(in))
	for i, c := range in {
		switch c {
		case Industries:
			names[i] = "industry"
		case Fields:
			names[i] = "field of study"
		default:
			names[i] = strings.TrimSuffix(string(c), "s")
		}
	}
	return strings.Join(names, " or ")
}

// offer gives each unknown reference what is near to it, and drops them all where a file could not be read: there is no
// telling what it would have defined.
func (l *loader) offer() {
	if l.broken {
		drop := make(map[int]bool, len(l.wanted))
		for _, w := range l.wanted {
			drop[w.finding] = true
		}
		kept := l.errors[:0]
		for i, f := range l.errors {
			if !drop[i] {
				kept = append(kept, f)
			}
		}
		l.errors = kept
		return
	}
	var known *lexicon
	asked := map[string][]string{}
	for _, w := range l.wanted {
		if known == nil {
			known = l.lexicon()
		}
		f := &l.errors[w.finding]
		question := fmt.Sprint(w.in, f.ID)
		near, ok := asked[question]
		if !ok {
			near = known.nearest(f.ID, 3, w.in...)
			asked[question] = near
		}
		f.Nearest = near
	}
}
