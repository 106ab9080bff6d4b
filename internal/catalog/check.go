package catalog

// This file holds what is checked of an entry as a whole, after all catalogs were merged.

// fault reports a mistake of an entry at one of its keys, or at the entry itself.
func fault[T any](r *reader, o *occurrence[T], key, format string, args ...any) {
	at, ok := o.seen[key]
	if !ok {
		at = o.place
	}
	r.fail(at, key, format, args...)
}

func named[T any](r *reader, o *occurrence[T]) {
	if !o.seen.has("name") {
		fault(r, o, "name", "the name is missing: add \"name\"")
	}
}

func titled(r *reader, o *occurrence[Source]) {
	switch {
	case o.seen.has("title") && o.seen.has("name"):
		fault(r, o, "name", "a source has one title: remove \"name\"")
	case !o.seen.has("title") && !o.seen.has("name"):
		fault(r, o, "title", "the title is missing: add \"title\"")
	}
}

// graded checks that degrees and certificates have a level, and nothing else has one.
func graded(r *reader, o *occurrence[Credential]) {
	named(r, o)
	c := o.entry
	academic := c.Kind == KindDegree || c.Kind == KindCertificate
	switch {
	case !o.seen.has("kind"):
		fault(r, o, "kind", "the kind is missing: add \"kind\": %s", list(words(Kinds()), "or"))
	case c.Kind == 0: // reported when it was read
	case academic && !o.seen.has("level"):
		fault(r, o, "level", "a %s needs its level: add \"level\": %s", c.Kind, list(words(Levels()), "or"))
	case !academic && o.seen.has("level"):
		fault(r, o, "level", "a %s has no level; only degrees and certificates have one: remove \"level\"", c.Kind)
	}
}

// paid warns of a career without a wage: plans to it and through it cannot tell what is earned.
func paid(r *reader, o *occurrence[Career]) {
	named(r, o)
	if o.entry.Wage == nil && !o.seen.has("wage") {
		r.doubt(o.place, o.slug, "the career has no wage, so it counts as 0 in plans: add \"wage\"")
	}
}
