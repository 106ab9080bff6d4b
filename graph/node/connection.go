package node

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/fnv"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

// The connections of the schema; the entries of each are what the name says.
type (
	CareerConnection        = Connection[*catalog.Career]
	CredentialConnection    = Connection[Credential]
	DegreeConnection        = Connection[Degree]
	CertificationConnection = Connection[Certification]
	IndustryConnection      = Connection[*catalog.Industry]
	SkillConnection         = Connection[*catalog.Skill]
	ConcentrationConnection = Connection[*catalog.Concentration]
	OrganizationConnection  = Connection[*catalog.Organization]
	FieldOfStudyConnection  = Connection[*catalog.Field]
	CatalogNodeConnection   = Connection[catalog.Node]
	SearchConnection        = Connection[catalog.Node]
	PlanConnection          = Connection[*planner.Plan]

	CareerEdge        = Edge[*catalog.Career]
	CredentialEdge    = Edge[Credential]
	DegreeEdge        = Edge[Degree]
	CertificationEdge = Edge[Certification]
	IndustryEdge      = Edge[*catalog.Industry]
	SkillEdge         = Edge[*catalog.Skill]
	ConcentrationEdge = Edge[*catalog.Concentration]
	OrganizationEdge  = Edge[*catalog.Organization]
	FieldOfStudyEdge  = Edge[*catalog.Field]
	CatalogNodeEdge   = Edge[catalog.Node]
	SearchEdge        = Edge[catalog.Node]
	PlanEdge          = Edge[*planner.Plan]
)

// List is a whole list that can be paged: its name, which tells it from every other list, and its entries in order. An
// entry is found again by its id when the list has changed.
type List[T Node] struct {
	Name    string
	Entries []T
}

// Connection is a page of a list.
type Connection[T Node] struct {
	list       List[T]
	start, end int
}

// Page is the part of the list from start up to, not including, end; 0 ≤ start ≤ end ≤ len(Entries).
func (l List[T]) Page(start, end int) *Connection[T] {
	return &Connection[T]{list: l, start: start, end: end}
}

// Edge is an entry of a page, with its cursor.
type Edge[T Node] struct {
	Cursor string
	Node   T
}

// PageInfo tells where a page stands in its list; the cursors are nil where the page is empty.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// Nodes are the entries of the page.
func (c *Connection[T]) Nodes() []T { return c.list.Entries[c.start:c.end] }

// Edges are the entries of the page with their cursors.
func (c *Connection[T]) Edges() []Edge[T] {
	edges := make([]Edge[T], 0, c.end-c.start)
	for i := c.start; i < c.end; i++ {
		edges = append(edges, Edge[T]{c.list.Cursor(i), c.list.Entries[i]})
	}
	return edges
}

// PageInfo tells where the page stands in the list.
func (c *Connection[T]) PageInfo() PageInfo {
	info := PageInfo{HasNextPage: c.end < len(c.list.Entries), HasPreviousPage: c.start > 0}
	if c.start < c.end {
		first, last := c.list.Cursor(c.start), c.list.Cursor(c.end-1)
		info.StartCursor, info.EndCursor = &first, &last
	}
	return info
}

// TotalCount is the length of the whole list.
func (c *Connection[T]) TotalCount() int { return len(c.list.Entries) }

// A cursor is, in base64url, the hash of the list's name, the hash of the entry's id and the entry's index.
const cursorHash = 8

// Cursor names the entry with this index.
func (l List[T]) Cursor(index int) string {
	b := make([]byte, 0, 2*cursorHash+binary.MaxVarintLen32)
	b = binary.BigEndian.AppendUint64(b, hash(l.Name))
	b = binary.BigEndian.AppendUint64(b, hash(l.Entries[index].ID()))
	return base64.RawURLEncoding.EncodeToString(binary.AppendUvarint(b, uint64(index)))
}

// The reasons why a cursor names no entry.
var (
	ErrNoCursor      = errors.New("is not a cursor; take one from this list's `edges` or `pageInfo`")
	ErrForeignCursor = errors.New("is a cursor of another list; take one from this list's `edges` or `pageInfo`")
)

// Index is the index of the entry that a cursor names: the one it had, or where the list has changed since, the one it
// has now.
func (l List[T]) Index(cursor string) (int, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(b) <= 2*cursorHash {
		return 0, ErrNoCursor
	}
	index, n := binary.Uvarint(b[2*cursorHash:])
	if n != len(b)-2*cursorHash {
		return 0, ErrNoCursor
	}
	if binary.BigEndian.Uint64(b) != hash(l.Name) {
		return 0, ErrForeignCursor
	}
	key := binary.BigEndian.Uint64(b[cursorHash:])
	if index < uint64(len(l.Entries)) && hash(l.Entries[index].ID()) == key {
		return int(index), nil
	}
	for i, entry := range l.Entries {
		if hash(entry.ID()) == key {
			return i, nil
		}
	}
	return 0, ErrForeignCursor
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
