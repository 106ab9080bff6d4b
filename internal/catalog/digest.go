package catalog

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// digest is the hash of the meaning, in hexadecimal digits.
func (c *Catalog) digest() string {
	hash := sha256.New()
	c.meaning(func(part []byte) { _, _ = hash.Write(part) }) // a hash never fails
	return hex.EncodeToString(hash.Sum(nil))
}

// meaning writes the meaning of the catalog, part by part. The order of files, entries, keys and lists is no part of it, nor
// are comments, layout, and what the format lets one write in two ways: 44000 is {typical: 44000}. It must never depend on
// anything that an answer does not depend on, and on everything that it does. [decoder.catalog] reads it.
func (c *Catalog) meaning(write func(part []byte)) {
	e := &encoder{}
	e.string(preamble)
	e.count(format)
	e.count(len(c.Infos))
	for _, info := range c.Infos {
		encodeKeys(e, infoKeys, &info)
	}
	write(e.out)
	write(encodeEntries(Sources, sourceKeys, c.Sources))
	write(encodeEntries(Fields, fieldKeys, c.Fields))
	write(encodeEntries(Concentrations, concentrationKeys, c.Concentrations))
	write(encodeEntries(Skills, skillKeys, c.Skills))
	write(encodeEntries(Industries, industryKeys, c.Industries))
	write(encodeEntries(Organizations, organizationKeys, c.Organizations))
	write(encodeEntries(Credentials, credentialKeys, c.Credentials))
	write(encodeEntries(Careers, careerKeys, c.Careers))
}

// preamble begins every meaning.
const preamble = "careerlattice catalog"

func encodeEntries[T any, P interface {
	*T
	identified
}](in Collection, keys []key[T], all []P) []byte {
	e := &encoder{}
	e.string(string(in))
	e.count(len(all))
	for _, x := range all {
		e.string(strings.TrimPrefix(x.ID(), string(in)+"/"))
		encodeKeys(e, keys, (*T)(x))
	}
	return e.out
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
