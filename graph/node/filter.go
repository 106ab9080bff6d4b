package node

import "careerlattice/internal/catalog"

// CareerFilter narrows the list of careers to those that meet every condition given. Ids may be slugs or resource names;
// wages are dollars a year; empty lists and nil do not filter.
type CareerFilter struct {
	Text               *string
	Industries, Skills []string
	MinWage, MaxWage   *int
	MaxLevel           *catalog.Level
	IncludeTrainees    bool
}

// CareerOrder is the order of a list of careers.
type CareerOrder struct {
	Field     CareerOrderField
	Direction OrderDirection
}

// CareerOrderField is what careers are ordered by.
type CareerOrderField uint8

// What careers can be ordered by; those without a wage or a projection come last.
const (
	OrderByName CareerOrderField = iota
	OrderByWage
	OrderByGrowth
)

// OrderDirection tells which end of an order comes first.
type OrderDirection uint8

// The directions: smallest first, and largest first.
const (
	Ascending OrderDirection = iota
	Descending
)

// CredentialFilter narrows the list of credentials to those that meet every condition given. Fields are ids, slugs or
// resource names; empty lists and nil do not filter.
type CredentialFilter struct {
	Text   *string
	Kinds  []catalog.Kind
	Levels []catalog.Level
	Fields []string
}
