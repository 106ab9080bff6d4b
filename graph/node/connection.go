package node

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/fnv"

	"careerlattice/internal/catalog"
	"careerlattice/internal/planner"
)

type (
	// CareerConnection is a page of careers.
	CareerConnection = Connection[*catalog.Career]
	// CareerEdge is a career with its cursor.
	CareerEdge = Edge[*catalog.Career]
	// CredentialConnection is a page of credentials.
	CredentialConnection = Connection[Credential]
	// CredentialEdge is a credential with its cursor.
	CredentialEdge = Edge[Credential]
	// DegreeConnection is a page of degrees.
	DegreeConnection = Connection[Degree]
	// DegreeEdge is a degree with its cursor.
	DegreeEdge = Edge[Degree]
	// CertificationConnection is a page of certifications.
	CertificationConnection = Connection[Certification]
	// CertificationEdge is a certification with its cursor.
	CertificationEdge = Edge[Certification]
	// IndustryConnection is a page of industries.
	IndustryConnection = Connection[*catalog.Industry]
	// IndustryEdge is an industry with its cursor.
	IndustryEdge = Edge[*catalog.Industry]
	// SkillConnection is a page of skills.
	SkillConnection = Connection[*catalog.Skill]
	// SkillEdge is a skill with its cursor.
	SkillEdge = Edge[*catalog.Skill]
	// ConcentrationConnection is a page of concentrations.
	ConcentrationConnection = Connection[*catalog.Concentration]
	// ConcentrationEdge is a concentration with its cursor.
	ConcentrationEdge = Edge[*catalog.Concentration]
	// OrganizationConnection is a page of organizations.
	OrganizationConnection = Connection[*catalog.Organization]
	// OrganizationEdge is an organization with its cursor.
	OrganizationEdge = Edge[*catalog.Organization]
	// FieldOfStudyConnection is a page of fields of study.
	FieldOfStudyConnection = Connection[*catalog.Field]
	// FieldOfStudyEdge is a field of study with its cursor.
	FieldOfStudyEdge = Edge[*catalog.Field]
	// CatalogNodeConnection is a page of catalog nodes.
	CatalogNodeConnection = Connection[catalog.Node]
	// CatalogNodeEdge is a catalog node with its cursor.
	CatalogNodeEdge = Edge[catalog.Node]
	// SearchConnection is a page of search results.
	SearchConnection = Connection[catalog.Node]
	// SearchEdge is a search result with its cursor.
	SearchEdge = Edge[catalog.Node]
	// PlanConnection is a page of plans.
	PlanConnection = Connection[*planner.Plan]
	// PlanEdge is a plan with its cursor.
	PlanEdge = Edge[*planner.Plan]
	// ReachableCareerConnection is a page of reachable careers.
	ReachableCareerConnection = Connection[*planner.ReachableCareer]
	// ReachableCareerEdge is a reachable career with its cursor.
	ReachableCareerEdge = Edge[*planner.ReachableCareer]
	// OriginConnection is a page of origins.
	OriginConnection = Connection[*planner.Origin]
	// OriginEdge is an origin with its cursor.
	OriginEdge = Edge[*planner.Origin]
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
