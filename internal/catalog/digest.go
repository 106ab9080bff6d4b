package catalog

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// digest hashes the meaning of what was read. The order of files, entries, keys and lists is no part of it, nor are
// comments, layout, and what the format lets one write in two ways: 44000 is {typical: 44000}. It must never depend on
// anything that an answer does not depend on, and on everything that it does.
func (l *loader) digest(infos []Info) string {
	e := &encoder{}
	e.string("careerlattice catalog")
	e.count(format)
	e.count(len(infos))
	for _, info := range infos {
		encodeKeys(e, infoKeys, &info)
	}
	hash := sha256.New()
	for _, s := range l.shelves() {
		e.string(string(s.name()))
		s.digest(e)
		hash.Write(e.out)
		e.out = e.out[:0]
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func (s *shelf[T]) digest(e *encoder) {
	ordered := s.ordered()
	e.count(len(ordered))
	for _, o := range ordered {
		e.string(o.slug)
		encodeKeys(e, s.keys, s.byID[o.slug])
	}
}

// arrange puts catalog blocks in their order: overlays last, in the order in which they were given, since the later
// one wins; of the others the order means nothing, and one that was given twice is one.
func arrange(infos []Info) []Info {
	out := slices.Clone(infos)
	slices.SortStableFunc(out, func(a, b Info) int {
		switch {
		case a.Overlay && b.Overlay:
			return 0
		case a.Overlay != b.Overlay && b.Overlay:
			return -1
		case a.Overlay != b.Overlay:
			return 1
		}
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Currency, b.Currency))
	})
	return slices.Compact(out)
}
