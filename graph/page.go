package graph

import (
	"careerlattice/graph/node"
)

// Page sizes: what a connection gives without being asked, and at most.
const (
	defaultPage = 20
	maxPage     = 100
)

// What lists without pages give without being asked: plans that stand for a front, credentials that would do in a step's place.
const (
	defaultRepresentatives = 5
	defaultInterchangeable = 10
	defaultLeverage        = 10
	defaultDominating      = 5
	defaultChanges         = 5
	defaultAlike           = 5
)

// page cuts a page from a list, as Relay's cursor connections do: after and before narrow the list, first and last take
// from its start or its end.
func page[T node.Node](list node.List[T], first *int, after *string, last *int, before *string) (*node.Connection[T], error) {
	start, noStart := position(list, after, "after", -1)
	end, noEnd := position(list, before, "before", len(list.Entries))
	if err := joined(sizes(first, last), noStart, noEnd); err != nil {
		return nil, err
	}
	start++
	end = max(start, end)
	switch {
	case last != nil:
		start = max(start, end-*last)
	case first != nil:
		end = min(start+*first, end)
	default:
		end = min(start+defaultPage, end)
	}
	return list.Page(start, end), nil
}

// position is where a cursor stands in a list; without a cursor, otherwise.
func position[T node.Node](list node.List[T], cursor *string, argument string, otherwise int) (int, error) {
	if cursor == nil {
		return otherwise, nil
	}
	i, err := list.Index(*cursor)
	if err != nil {
		return 0, bad([]any{argument}, "%v.", err)
	}
	return i, nil
}

// sizes checks what first and last ask for.
func sizes(first, last *int) error {
	var both error
	if first != nil && last != nil {
		both = bad([]any{"first"}, "and last exclude each other; give one of them.")
	}
	return joined(both, inRange(first, "first"), inRange(last, "last"))
}

func inRange(size *int, argument string) error {
	if size != nil && (*size < 0 || *size > maxPage) {
		return bad([]any{argument}, "is %d; a page may have 0 to %d entries.", *size, maxPage)
	}
	return nil
}

// few checks how many entries of a list without pages are asked for: at least least; without a number, otherwise.
func few(asked *int, argument string, least, otherwise int) (int, error) {
	return within(asked, argument, least, maxPage, otherwise)
}

// within checks a number that is asked for: from least to most; without a number, otherwise.
func within(asked *int, argument string, least, most, otherwise int) (int, error) {
	switch {
	case asked == nil:
		return otherwise, nil
	case *asked < least || *asked > most:
		return 0, bad([]any{argument}, "is %d; %d to %d may be asked for.", *asked, least, most)
	}
	return *asked, nil
}

// listed names a list: that of a root field by the field, that of another by its parent's id and the field.
func listed[T node.Node](name string, entries []T) node.List[T] {
	return node.List[T]{Name: name, Entries: entries}
}

func of[T node.Node](parent node.Node, field string, entries []T) node.List[T] {
	return listed(parent.ID()+"/"+field, entries)
}
