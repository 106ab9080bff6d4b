// Package onet reads the O*NET database as its publisher offers it: tab-separated text or workbooks, unpacked, compressed
// or in the publisher's archive. It promises records with the figures of the files, in an order that depends on the files
// alone, and the release from which each table comes. It does not judge what the figures mean, and it reads no
// descriptions.
package onet

import (
	"cmp"
	"slices"

	"careerlattice/internal/table"
)

// Code is an O*NET-SOC code such as "15-1211.01".
type Code string

// SOC is the code of the Standard Occupational Classification within, such as "15-1211".
func (c Code) SOC() string { return string(c[:min(len(c), 7)]) }

// Database are the tables of one release, or of several where a table is taken from an earlier one.
type Database struct {
	// Occupations are ordered by code, those without a job zone included.
	Occupations []Occupation
	// Related are ordered by the occupation they start from and by their index.
	Related []Relation
	// Tables says of each table that was read where it comes from.
	Tables map[Key]Table
	// Warnings are doubts about the files that do not keep them from being read.
	Warnings table.Problems
}

// Occupation finds an occupation by its code.
func (d *Database) Occupation(code Code) (*Occupation, bool) {
	i, ok := slices.BinarySearchFunc(d.Occupations, code, func(o Occupation, c Code) int { return cmp.Compare(o.Code, c) })
	if !ok {
		return nil, false
	}
	return &d.Occupations[i], true
}

// Table says where a table comes from: its files, two where a release has split it, and their release.
type Table struct {
	Origins []table.Origin
	Release Release
}

// Rows is how many data rows the table has.
func (t Table) Rows() int {
	rows := 0
	for _, o := range t.Origins {
		rows += o.Rows
	}
	return rows
}

// Occupation is what the tables say of one occupation.
type Occupation struct {
	Code  Code
	Title string
	// JobZone is the level of preparation, 1 to 5; 0 where the occupation has none.
	JobZone int
	// AlternateTitles and ReportedTitles are in the order of the files.
	AlternateTitles, ReportedTitles []string

	// Education, Experience, PlantTraining and JobTraining are the answers to what a new worker must bring (scales RL,
	// RW, PT and OJ); nil where nobody was asked.
	Education, Experience, PlantTraining, JobTraining Distribution
	// Certification and Apprenticeship are how important they are for the job, 1 to 5.
	Certification, Apprenticeship table.Number

	// Skills and Knowledge are in the order of the files.
	Skills, Knowledge []Rating
	Technology        []Product
}

// Distribution is how the answers to one question are distributed: the share at index i is that of category i+1.
type Distribution []Share

// Share is the part of the answers that name one category.
type Share struct {
	// Percent is 0 to 100.
	Percent float64
	// Suppress says that the publisher recommends not to rely on the figure.
	Suppress bool
}

// Rating is how much an occupation needs a skill or an area of knowledge.
type Rating struct {
	// Element is the place in O*NET's content model, such as "2.A.1.a".
	Element string
	Name    string
	// Importance is 1 to 5, Level 0 to 7.
	Importance, Level table.Number
	// Suppress says that the publisher recommends not to rely on the figures; NotRelevant that the level is not relevant.
	Suppress, NotRelevant bool
}

// Product is a technology that is used in an occupation.
type Product struct {
	Name string
	// Kind is what sort of product it is, in the words of the publisher.
	Kind string
	// Hot says that many employers ask for it, InDemand that many do so for this occupation.
	Hot, InDemand bool
}

// Tier is how closely two occupations are related.
type Tier string

// The tiers, closest first.
const (
	PrimaryShort Tier = "Primary-Short"
	PrimaryLong  Tier = "Primary-Long"
	Supplemental Tier = "Supplemental"
)

// Relation says that the work in one occupation is similar to that in another. It is not symmetric.
type Relation struct {
	From, To Code
	Tier     Tier
	// Index is the rank among the occupations related to From, from 1.
	Index int
}
